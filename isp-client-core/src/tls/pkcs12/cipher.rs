//! The encryptions that bundles use.

use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use ring::pbkdf2;
use std::num::NonZeroU32;
use zeroize::Zeroizing;

use super::password::{Hash, Purpose, Spelling, Work, rounds};
use super::{Fault, OCTETS, OID};
use crate::tls::der::{Der, DerError, INTEGER, SEQUENCE};

const PBES2: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d";
const PBKDF2: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
/// The methods of PKCS#12 itself.
const PBE: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01";
const DES_EDE3_CBC: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x03\x07";
const AES: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x01";

const UNKNOWN: Fault = Fault::Unknown(
    "is encrypted in an unknown way: PBES2 with AES or 3DES is known, and PKCS#12's own 3DES and RC2",
);

type Plain = Zeroizing<Vec<u8>>;
type Decrypt = fn(&[u8], &[u8], &[u8]) -> Result<Plain, Fault>;

pub(super) fn decrypt(
    mut algorithm: Der<'_>,
    data: &[u8],
    spelling: &Spelling<'_>,
    work: &mut Work,
) -> Result<Plain, Fault> {
    let method = algorithm.take(OID)?;
    let parameters = algorithm.enter(SEQUENCE)?;
    match (method, method.strip_prefix(PBE)) {
        (PBES2, _) => pbes2(parameters, data, spelling, work),
        (_, Some([3])) => own(24, cbc::<TdesEde3>, parameters, data, spelling, work),
        (_, Some([4])) => own(16, cbc::<TdesEde2>, parameters, data, spelling, work),
        (_, Some([5])) => own(16, cbc::<Rc2>, parameters, data, spelling, work),
        (_, Some([6])) => own(5, cbc::<Rc2>, parameters, data, spelling, work),
        _ => Err(UNKNOWN),
    }
}

fn own(
    key_length: usize,
    decrypt: Decrypt,
    mut parameters: Der<'_>,
    data: &[u8],
    spelling: &Spelling<'_>,
    work: &mut Work,
) -> Result<Plain, Fault> {
    let salt = parameters.take(OCTETS)?;
    let rounds = rounds(parameters.take(INTEGER)?)?;
    let key = Hash::SHA1.derive(spelling, salt, Purpose::Cipher, rounds, key_length, work)?;
    let iv = Hash::SHA1.derive(spelling, salt, Purpose::Iv, rounds, 8, work)?;
    decrypt(&key, &iv, data)
}

fn pbes2(
    mut parameters: Der<'_>,
    data: &[u8],
    spelling: &Spelling<'_>,
    work: &mut Work,
) -> Result<Plain, Fault> {
    let mut derivation = parameters.enter(SEQUENCE)?;
    let mut scheme = parameters.enter(SEQUENCE)?;
    if derivation.take(OID)? != PBKDF2 {
        return Err(UNKNOWN);
    }
    let mut derivation = derivation.enter(SEQUENCE)?;
    let salt = derivation.take(OCTETS)?;
    let rounds = rounds(derivation.take(INTEGER)?)?;
    derivation.optional(INTEGER)?; // the key's length, which the cipher fixes
    let hash = match derivation.optional(SEQUENCE)? {
        Some(hash) => Hash::of_hmac(Der::new(hash).take(OID)?).ok_or(UNKNOWN)?,
        None => Hash::SHA1,
    };

    let cipher = scheme.take(OID)?;
    let (key_length, decrypt): (usize, Decrypt) = match (cipher, cipher.strip_prefix(AES)) {
        (DES_EDE3_CBC, _) => (24, cbc::<TdesEde3>),
        (_, Some([2])) => (16, cbc::<Aes128>),
        (_, Some([22])) => (24, cbc::<Aes192>),
        (_, Some([42])) => (32, cbc::<Aes256>),
        _ => return Err(UNKNOWN),
    };
    let iv = scheme.take(OCTETS)?;

    // A round hashes twice.
    work.spend(rounds, 2 * key_length.div_ceil(hash.digest.output_len()))?;
    let rounds = NonZeroU32::new(rounds).ok_or(DerError::Unexpected)?;
    let mut key = Zeroizing::new(vec![0; key_length]);
    pbkdf2::derive(hash.pbkdf2, rounds, salt, spelling.utf8.as_bytes(), &mut key);
    decrypt(&key, iv, data)
}

fn cbc<C: BlockCipherDecrypt + KeyInit>(key: &[u8], iv: &[u8], data: &[u8]) -> Result<Plain, Fault> {
    let decryptor = cbc::Decryptor::<C>::new_from_slices(key, iv).map_err(|_| DerError::Unexpected)?;
    let mut plain = Zeroizing::new(data.to_vec());
    let length = decryptor.decrypt_padded::<Pkcs7>(&mut plain).map_err(|_| Fault::Password)?.len();
    plain.truncate(length);
    Ok(plain)
}
