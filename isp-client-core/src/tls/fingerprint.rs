//! The SHA-256 of a certificate.

use std::fmt;

use ring::digest::{SHA256, digest};

/// Printed as `openssl x509 -fingerprint -sha256` does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(super) fn of(certificate: &[u8]) -> Self {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest(&SHA256, certificate).as_ref());
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits, in one piece or with a colon after every two.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().as_bytes();
        let step = match text.len() {
            64 => 2,
            95 if text.iter().skip(2).step_by(3).all(|&byte| byte == b':') => 3,
            _ => return None,
        };
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.chunks(step)) {
            let digit = |at: usize| char::from(digits[at]).to_digit(16);
            *byte = u8::try_from(digit(0)? << 4 | digit(1)?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(":")?;
            }
            write!(f, "{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    // SHA-256 of "abc", FIPS 180-2, appendix B.1.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn reads_both_spellings() {
        let of = Fingerprint::of(b"abc");
        let shown = of.to_string();
        assert!(shown.starts_with("BA:78:16:") && shown.ends_with(":15:AD"));
        for text in [ABC, &ABC.to_uppercase(), &shown, &shown.to_lowercase(), &format!(" {shown}\n")] {
            assert_eq!(Fingerprint::parse(text), Some(of), "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        let shown = Fingerprint::of(b"abc").to_string();
        for text in [
            "",
            &ABC[..62],
            &format!("{ABC}00"),
            &ABC.replace('b', "g"),
            &ABC.replace("ba", "+a"),
            &shown.replace(':', " "),
            &shown.replacen(':', "", 1),
            &format!(":{}", &shown[..94]),
            // A SHA-1 fingerprint.
            &shown[..59],
            &"я".repeat(32),
        ] {
            assert_eq!(Fingerprint::parse(text), None, "{text}");
        }
    }
}
