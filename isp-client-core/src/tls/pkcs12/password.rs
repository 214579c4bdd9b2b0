//! From a password to a key (RFC 7292, appendix B).

use ring::digest::{self, digest};
use ring::{hmac, pbkdf2};
use zeroize::Zeroizing;

use super::Fault;
use crate::tls::der::DerError;

/// A password in the form that goes into the keys.
pub(super) struct Spelling<'a> {
    /// For the methods of PKCS#12 itself: two bytes a character, zero-terminated.
    pub(super) wide: Zeroizing<Vec<u8>>,
    /// For PBES2.
    pub(super) utf8: &'a str,
}

impl<'a> Spelling<'a> {
    /// The ways in which a password may have been spelled, the likeliest first.
    pub(super) fn all(password: &'a str) -> Vec<Self> {
        let wide = |units: &mut dyn Iterator<Item = u16>| {
            let mut bytes = Zeroizing::new(Vec::with_capacity(2 * password.len() + 2));
            units.for_each(|unit| bytes.extend(unit.to_be_bytes()));
            bytes.extend([0; 2]);
            bytes
        };
        let mut all = vec![wide(&mut password.encode_utf16())];
        if password.is_empty() {
            // No password at all.
            all.push(Zeroizing::default());
        } else if !password.is_ascii() {
            // OpenSSL before 1.1 took each byte for a character.
            all.push(wide(&mut password.bytes().map(u16::from)));
        }
        all.into_iter().map(|wide| Self { wide, utf8: password }).collect()
    }
}

/// The rounds of hashing that are left for all keys of a bundle together: a second or two.
pub(super) struct Work(u32);

impl Default for Work {
    fn default() -> Self {
        Self(5_000_000)
    }
}

impl Work {
    pub(super) fn spend(&mut self, rounds: u32, times: usize) -> Result<(), Fault> {
        let cost = u32::try_from(times).ok().and_then(|times| rounds.checked_mul(times));
        self.0 = cost.and_then(|cost| self.0.checked_sub(cost)).ok_or(Fault::TooMuchWork)?;
        Ok(())
    }
}

/// Reads a number of rounds.
pub(super) fn rounds(integer: &[u8]) -> Result<u32, Fault> {
    let digits = match integer {
        [] | [0x80..=0xff, ..] => return Err(DerError::Unexpected.into()),
        [0, rest @ ..] => rest,
        all => all,
    };
    if digits.len() > 4 {
        return Err(Fault::TooMuchWork);
    }
    match digits.iter().fold(0, |number, &byte| number << 8 | u32::from(byte)) {
        0 => Err(DerError::Unexpected.into()),
        number => Ok(number),
    }
}

/// What a key is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Cipher = 1,
    Iv = 2,
    Mac = 3,
}

/// A hash and what is made of it.
pub(super) struct Hash {
    pub(super) digest: &'static digest::Algorithm,
    pub(super) hmac: hmac::Algorithm,
    pub(super) pbkdf2: pbkdf2::Algorithm,
}

impl Hash {
    pub(super) const SHA1: Self = Self {
        digest: &digest::SHA1_FOR_LEGACY_USE_ONLY,
        hmac: hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        pbkdf2: pbkdf2::PBKDF2_HMAC_SHA1,
    };
    const SHA256: Self =
        Self { digest: &digest::SHA256, hmac: hmac::HMAC_SHA256, pbkdf2: pbkdf2::PBKDF2_HMAC_SHA256 };
    const SHA384: Self =
        Self { digest: &digest::SHA384, hmac: hmac::HMAC_SHA384, pbkdf2: pbkdf2::PBKDF2_HMAC_SHA384 };
    const SHA512: Self =
        Self { digest: &digest::SHA512, hmac: hmac::HMAC_SHA512, pbkdf2: pbkdf2::PBKDF2_HMAC_SHA512 };

    /// By the identifier of the hash.
    pub(super) fn of_digest(oid: &[u8]) -> Option<Self> {
        match oid {
            b"\x2b\x0e\x03\x02\x1a" => Some(Self::SHA1),
            b"\x60\x86\x48\x01\x65\x03\x04\x02\x01" => Some(Self::SHA256),
            b"\x60\x86\x48\x01\x65\x03\x04\x02\x02" => Some(Self::SHA384),
            b"\x60\x86\x48\x01\x65\x03\x04\x02\x03" => Some(Self::SHA512),
            _ => None,
        }
    }

    /// By the identifier of its HMAC.
    pub(super) fn of_hmac(oid: &[u8]) -> Option<Self> {
        match oid.strip_prefix(b"\x2a\x86\x48\x86\xf7\x0d\x02")? {
            [7] => Some(Self::SHA1),
            [9] => Some(Self::SHA256),
            [10] => Some(Self::SHA384),
            [11] => Some(Self::SHA512),
            _ => None,
        }
    }

    /// The method of PKCS#12 itself. The names are those of appendix B.2.
    pub(super) fn derive(
        &self,
        spelling: &Spelling<'_>,
        salt: &[u8],
        purpose: Purpose,
        rounds: u32,
        length: usize,
        work: &mut Work,
    ) -> Result<Zeroizing<Vec<u8>>, Fault> {
        work.spend(rounds, length.div_ceil(self.digest.output_len()))?;
        let v = self.digest.block_len();
        let filled = |bytes: &[u8]| {
            let length = bytes.len().next_multiple_of(v);
            Zeroizing::new(bytes.iter().copied().cycle().take(length).collect::<Vec<_>>())
        };
        let mut i = filled(salt);
        i.extend_from_slice(&filled(&spelling.wide));
        let mut key = Zeroizing::new(Vec::with_capacity(length.next_multiple_of(self.digest.output_len())));
        loop {
            let mut context = digest::Context::new(self.digest);
            context.update(&vec![purpose as u8; v]);
            context.update(&i);
            let mut a = context.finish();
            for _ in 1..rounds {
                a = digest(self.digest, a.as_ref());
            }
            key.extend_from_slice(a.as_ref());
            if key.len() >= length {
                key.truncate(length);
                return Ok(key);
            }
            let b: Vec<u8> = a.as_ref().iter().copied().cycle().take(v).collect();
            i.chunks_mut(v).for_each(|block| add_and_one(block, &b));
        }
    }
}

/// `block + b + 1`, both as numbers with the highest byte first; what overflows is dropped.
fn add_and_one(block: &mut [u8], b: &[u8]) {
    let mut carry = 1;
    for (byte, &add) in block.iter_mut().zip(b).rev() {
        let [high, low] = (u16::from(*byte) + u16::from(add) + carry).to_be_bytes();
        (*byte, carry) = (low, u16::from(high));
    }
}

#[cfg(test)]
mod tests {
    use super::{Hash, Purpose, Spelling, Work, add_and_one, rounds};

    #[test]
    fn spells_a_password() {
        let spelled = |password| -> Vec<_> {
            Spelling::all(password).into_iter().map(|spelling| spelling.wide.to_vec()).collect()
        };
        assert_eq!(spelled(""), [&b"\0\0"[..], b""]);
        assert_eq!(spelled("ab"), [b"\0a\0b\0\0"]);
        assert_eq!(spelled("я"), [&b"\x04\x4f\0\0"[..], b"\0\xd1\0\x8f\0\0"]);
        assert_eq!(spelled("𝄞")[0], b"\xd8\x34\xdd\x1e\0\0");
    }

    #[test]
    fn adds_as_one_number() {
        for (block, b, sum) in
            [([0, 0], [0, 0], [0, 1]), ([0, 255], [0, 0], [1, 0]), ([255, 255], [255, 255], [255, 255])]
        {
            let mut block = block;
            add_and_one(&mut block, &b);
            assert_eq!(block, sum);
        }
    }

    #[test]
    fn reads_rounds() {
        for (integer, number) in [
            (&b"\x01"[..], Some(1)),
            (b"\x08\x00", Some(2048)),
            (b"\x00\xff", Some(255)),
            (b"\x00\xff\xff\xff\xff", Some(u32::MAX)),
            (b"\x01\x00\x00\x00\x00", None),
            (b"", None),
            (b"\x00", None),
            (b"\xff", None),
        ] {
            assert_eq!(rounds(integer).ok(), number, "{integer:x?}");
        }
    }

    #[test]
    fn all_keys_together_may_cost_so_much() {
        let mut work = Work(100);
        let spelling = Spelling::all("").remove(0);
        let mut derive = |rounds, length| {
            Hash::SHA1
                .derive(&spelling, b"", Purpose::Iv, rounds, length, &mut work)
                .map(|key| key.len())
                .ok()
        };
        assert_eq!(derive(49, 40), Some(40));
        assert_eq!(derive(u32::MAX, 40), None);
        assert_eq!(derive(2, 21), None);
        assert_eq!(derive(2, 20), Some(20));
        assert_eq!(derive(1, 1), None);
    }
}
