//! PKCS#12 (RFC 7292), as far as a client certificate needs it: the keys and certificates of a bundle that a password
//! protects. Whoever made the bundle may mean harm: its size, its depth and the work for its password are limited.

mod cipher;
mod password;

use ring::hmac;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use self::password::{Hash, Purpose, Spelling, Work};
use super::der::{Der, DerError, INTEGER, SEQUENCE};
use super::identity::Found;
use crate::{Error, Secret};

pub(super) const FIELD: &str = "PKCS#12 bundle";

const OCTETS: u8 = 0x04;
const OID: u8 = 0x06;
/// `[0]` around another value.
const EXPLICIT_0: u8 = 0xa0;
/// `[0]` in place of the tag of an octet string.
const IMPLICIT_0: u8 = 0x80;

const DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const ENCRYPTED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06";
const BAG: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01";
const X509: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16\x01";

/// Bags in bags. One inside the other is already unheard of.
const DEEPEST: u8 = 4;

/// Why a bundle is not opened.
enum Fault {
    Shape(DerError),
    /// What comes out is not what went in.
    Password,
    Unknown(&'static str),
    TooMuchWork,
    Refused(Error),
}

impl From<DerError> for Fault {
    fn from(error: DerError) -> Self {
        Self::Shape(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let rule = match fault {
            Fault::Refused(error) => return error,
            Fault::Password => {
                return Error::input("PKCS#12 password", "is wrong, or the bundle is damaged");
            }
            Fault::Shape(DerError::Cut) => "is cut short, or not PKCS#12",
            Fault::Shape(DerError::Indefinite) => {
                "is BER with open lengths, which is not read: write it anew, as `openssl pkcs12` does"
            }
            Fault::Shape(DerError::Unexpected) => "is damaged, or not PKCS#12",
            Fault::Unknown(what) => what,
            Fault::TooMuchWork => "asks for more work on the password than is done: five million rounds",
        };
        Error::input(FIELD, rule)
    }
}

pub(super) fn read(bundle: &[u8], password: &Secret) -> Result<Found, Error> {
    let nothing = Found::new(FIELD, bundle)?;
    if bundle.starts_with(b"-----BEGIN") {
        return Err(nothing.refused("is PEM, not PKCS#12: read it with from_pem()"));
    }
    if !bundle.starts_with(&[SEQUENCE]) {
        return Err(nothing.refused("is not PKCS#12"));
    }
    Ok(Bundle::parse(bundle)?.open(password, &nothing)?)
}

/// The outermost layer, which is not encrypted.
struct Bundle<'a> {
    /// What the MAC is made over.
    signed: &'a [u8],
    mac: Option<Der<'a>>,
}

impl<'a> Bundle<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut outer = Der::new(bytes);
        let mut bundle = outer.enter(SEQUENCE)?;
        outer.end()?;
        if bundle.take(INTEGER)? != [3] {
            return Err(DerError::Unexpected.into());
        }
        let mut signed = bundle.enter(SEQUENCE)?;
        if signed.take(OID)? != DATA {
            return Err(Fault::Unknown("is sealed with a public key, which is not read: use a password"));
        }
        let signed = signed.enter(EXPLICIT_0)?.take(OCTETS)?;
        let mac = if bundle.is_empty() { None } else { Some(bundle.enter(SEQUENCE)?) };
        bundle.end()?;
        Ok(Self { signed, mac })
    }

    fn open(&self, password: &Secret, nothing: &Found) -> Result<Found, Fault> {
        let mut work = Work::default();
        for spelling in Spelling::all(password.expose()) {
            if let Some(mac) = self.mac
                && !mac_fits(mac, self.signed, &spelling, &mut work)?
            {
                continue;
            }
            let mut opening = Opening { spelling, work: &mut work, found: nothing.again() };
            match opening.safes(self.signed) {
                Ok(()) => return Ok(opening.found),
                // Without a MAC, only this tells that the password is spelled in another way.
                Err(Fault::Password) => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(Fault::Password)
    }
}

fn mac_fits(mut mac: Der<'_>, signed: &[u8], spelling: &Spelling, work: &mut Work) -> Result<bool, Fault> {
    let mut info = mac.enter(SEQUENCE)?;
    let hash = Hash::of_digest(info.enter(SEQUENCE)?.take(OID)?).ok_or(Fault::Unknown(
        "has a MAC of an unknown kind: HMAC with SHA-1, SHA-256, SHA-384 or SHA-512 is known",
    ))?;
    let expected = info.take(OCTETS)?;
    let salt = mac.take(OCTETS)?;
    let rounds = match mac.optional(INTEGER)? {
        Some(number) => password::rounds(number)?,
        None => 1,
    };
    let key = hash.derive(spelling, salt, Purpose::Mac, rounds, hash.digest.output_len(), work)?;
    Ok(hmac::verify(&hmac::Key::new(hash.hmac, &key), signed, expected).is_ok())
}

/// One try to open a bundle.
struct Opening<'a> {
    spelling: Spelling<'a>,
    work: &'a mut Work,
    found: Found,
}

impl Opening<'_> {
    fn safes(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut outer = Der::new(bytes);
        let mut safes = outer.enter(SEQUENCE)?;
        outer.end()?;
        while !safes.is_empty() {
            let mut safe = safes.enter(SEQUENCE)?;
            let kind = safe.take(OID)?;
            let mut content = safe.enter(EXPLICIT_0)?;
            match kind {
                DATA => self.bags(content.take(OCTETS)?, 0)?,
                ENCRYPTED_DATA => {
                    let mut encrypted = content.enter(SEQUENCE)?;
                    encrypted.take(INTEGER)?;
                    let mut inner = encrypted.enter(SEQUENCE)?;
                    inner.take(OID)?;
                    let algorithm = inner.enter(SEQUENCE)?;
                    let plain = self.decrypt(algorithm, inner.take(IMPLICIT_0)?)?;
                    self.bags(&plain, 0)?;
                }
                _ => {
                    return Err(Fault::Unknown(
                        "holds a part that is sealed with a public key, which is not read",
                    ));
                }
            }
        }
        Ok(())
    }

    fn bags(&mut self, bytes: &[u8], depth: u8) -> Result<(), Fault> {
        let mut bags = Der::new(bytes).enter(SEQUENCE)?;
        while !bags.is_empty() {
            let mut bag = bags.enter(SEQUENCE)?;
            let kind = bag.take(OID)?;
            let content = bag.take(EXPLICIT_0)?;
            match kind.strip_prefix(BAG) {
                Some([1]) => self.add_key(Zeroizing::new(content.to_vec()))?,
                Some([2]) => self.encrypted_key(content)?,
                Some([3]) => {
                    let mut bag = Der::new(content).enter(SEQUENCE)?;
                    if bag.take(OID)? == X509 {
                        let der = bag.enter(EXPLICIT_0)?.take(OCTETS)?;
                        self.found.add_certificate(der.to_vec())?;
                    }
                }
                Some([6]) if depth < DEEPEST => self.bags(content, depth + 1)?,
                Some([6]) => return Err(DerError::Unexpected.into()),
                // A list of revoked certificates, or a secret that is not a private key.
                _ => {}
            }
        }
        Ok(())
    }

    fn encrypted_key(&mut self, content: &[u8]) -> Result<(), Fault> {
        self.found.expect_key()?;
        let mut key = Der::new(content).enter(SEQUENCE)?;
        let algorithm = key.enter(SEQUENCE)?;
        let plain = self.decrypt(algorithm, key.take(OCTETS)?)?;
        self.add_key(plain)
    }

    fn add_key(&mut self, mut key: Zeroizing<Vec<u8>>) -> Result<(), Fault> {
        let key = PrivatePkcs8KeyDer::from(std::mem::take(&mut *key));
        Ok(self.found.add_key(PrivateKeyDer::Pkcs8(key))?)
    }

    /// Both a key and a list of bags are one sequence. A wrong password may leave the padding right by chance.
    fn decrypt(&mut self, algorithm: Der<'_>, data: &[u8]) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let plain = cipher::decrypt(algorithm, data, &self.spelling, self.work)?;
        let mut read = Der::new(&plain);
        read.take(SEQUENCE).and_then(|_| read.end()).map_err(|_| Fault::Password)?;
        Ok(plain)
    }
}
