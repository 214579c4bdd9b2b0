//! DER, as far as certificates and PKCS#12 need it: values with a one-byte tag and a definite length.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const SEQUENCE: u8 = 0x30;

/// Why bytes are not DER.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DerError {
    /// They end before the value does.
    Cut,
    /// The value has no announced length, which BER allows and DER does not.
    Indefinite,
    /// Another value was expected.
    Unexpected,
}

/// One value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tlv<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    /// With tag and length.
    pub(super) whole: &'a [u8],
}

/// Reads one value after another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn any(&mut self) -> Result<Tlv<'a>, DerError> {
        let bytes = self.0;
        let (&tag, rest) = bytes.split_first().ok_or(DerError::Cut)?;
        if tag & 0x1f == 0x1f {
            return Err(DerError::Unexpected);
        }
        let (&first, rest) = rest.split_first().ok_or(DerError::Cut)?;
        let (length, rest) = match first {
            0..0x80 => (usize::from(first), rest),
            0x80 => return Err(DerError::Indefinite),
            // Longer ones are not needed for what fits into memory.
            0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f)).ok_or(DerError::Cut)?;
                (digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit)), rest)
            }
            _ => return Err(DerError::Unexpected),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(DerError::Cut)?;
        self.0 = rest;
        Ok(Tlv { tag, content, whole: &bytes[..bytes.len() - rest.len()] })
    }

    /// The content of the next value, which has this tag.
    pub(super) fn take(&mut self, tag: u8) -> Result<&'a [u8], DerError> {
        let tlv = self.any()?;
        if tlv.tag == tag { Ok(tlv.content) } else { Err(DerError::Unexpected) }
    }

    /// The same, to be read on.
    pub(super) fn enter(&mut self, tag: u8) -> Result<Self, DerError> {
        self.take(tag).map(Self)
    }

    /// The content of the next value, if it has this tag; otherwise it stays.
    pub(super) fn optional(&mut self, tag: u8) -> Result<Option<&'a [u8]>, DerError> {
        if self.0.first() == Some(&tag) { self.take(tag).map(Some) } else { Ok(None) }
    }

    pub(super) fn end(&self) -> Result<(), DerError> {
        if self.is_empty() { Ok(()) } else { Err(DerError::Unexpected) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Der, DerError};

    #[test]
    fn reads_every_length() {
        for (head, length) in [
            (&b"\x04\x00"[..], 0),
            (b"\x04\x7f", 127),
            (b"\x04\x81\x80", 128),
            (b"\x04\x82\x01\x00", 256),
            (b"\x04\x83\x01\x00\x00", 65_536),
            (b"\x04\x84\x00\x01\x00\x00", 65_536),
        ] {
            let bytes = [head, &vec![7; length], b"rest"].concat();
            let mut der = Der::new(&bytes);
            let tlv = der.any().unwrap();
            assert_eq!((tlv.tag, tlv.content.len(), tlv.whole.len()), (4, length, head.len() + length));
            assert_eq!(der.0, b"rest");
            for cut in 0..head.len() + length {
                assert_eq!(Der::new(&bytes[..cut]).any().unwrap_err(), DerError::Cut);
            }
        }
    }

    #[test]
    fn refuses_what_is_not_der() {
        for (bytes, error) in [
            (&b"\x30\x80\x00\x00"[..], DerError::Indefinite),
            (b"\x1f\x81\x01\x00", DerError::Unexpected),
            (b"\x04\x85\x00\x00\x00\x00\x00", DerError::Unexpected),
            (b"\x04\xff", DerError::Unexpected),
            (b"\x04\x84\xff\xff\xff\xff", DerError::Cut),
        ] {
            assert_eq!(Der::new(bytes).any().unwrap_err(), error, "{bytes:x?}");
        }
        assert_eq!(Der::new(b"\x04\x00").take(2).unwrap_err(), DerError::Unexpected);
        assert!(Der::new(b"\x04\x00").optional(2).unwrap().is_none());
        assert_eq!(Der::new(b"\x04").end(), Err(DerError::Unexpected));
    }
}
