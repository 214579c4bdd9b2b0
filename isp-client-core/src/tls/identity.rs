//! Who this client says it is.

use std::fmt;
use std::sync::Arc;

use rustls::client::ResolvesClientCert;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::{PemObject, SectionKind};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use zeroize::Zeroize;

use super::certificate::Certificate;
use crate::Error;

/// Far above any real bundle.
const MOST_BYTES: usize = 1024 * 1024;
const MOST_CERTIFICATES: usize = 100;

/// A client certificate with its private key, and the certificates between it and its authority.
///
/// It is shown to a server that asks for one. `Debug` shows neither key nor certificate. The bytes of the key are wiped
/// where this crate holds them; rustls keeps the key in a form of its own for as long as a copy of this value lives.
///
/// RSA keys of 2048 to 8192 bits, EC keys on P-256 and P-384, and Ed25519 keys can be used.
#[derive(Clone)]
pub struct ClientIdentity(Arc<CertifiedKey>);

impl ClientIdentity {
    /// Reads a private key and its certificates from PEM, in whatever order.
    ///
    /// The key may be `PRIVATE KEY` (PKCS#8), `RSA PRIVATE KEY` or `EC PRIVATE KEY`, not encrypted. Text between the
    /// sections and sections of other kinds are passed over.
    ///
    /// ```no_run
    /// use isp_client_core::ClientIdentity;
    ///
    /// let identity = ClientIdentity::from_pem(std::fs::read("cashier.pem")?)?;
    /// # let _ = identity;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input): not PEM, no key or more than one, a key that cannot be used, no
    /// certificate for the key, more than 1 MiB.
    pub fn from_pem(pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        let pem = pem.as_ref();
        // Some editors put a byte order mark before the first section.
        let pem = pem.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(pem);
        let mut found = Found::new("PEM identity", pem)?;
        for section in <(SectionKind, Vec<u8>)>::pem_slice_iter(pem) {
            // The parser's own error may hold a line of the key.
            let (kind, der) = section.map_err(|_| found.refused("cannot be read as PEM"))?;
            if kind == SectionKind::Certificate {
                found.add_certificate(der)?;
            } else if let Some(key) = PrivateKeyDer::from_pem(kind, der) {
                found.add_key(key)?;
            }
        }
        if found.key.is_none() && contains(pem, b"BEGIN ENCRYPTED PRIVATE KEY") {
            return Err(
                found.refused("holds an encrypted private key: decrypt it first, as `openssl pkey` does")
            );
        }
        found.finish()
    }

    /// Reads a PKCS#12 bundle, as a `.pfx` or `.p12` file holds it.
    ///
    /// Modern bundles (PBES2 with AES) are read, and those that OpenSSL before 3.0 and Windows made (3DES, RC2). An
    /// empty password is tried in both of the spellings that PKCS#12 has for it. Any other password is tried as the
    /// standard writes it and, unless it is ASCII, as OpenSSL before 1.1 wrote it.
    ///
    /// ```no_run
    /// use isp_client_core::ClientIdentity;
    ///
    /// let password = std::env::var("PFX_PASSWORD")?;
    /// let identity = ClientIdentity::from_pkcs12(std::fs::read("cashier.pfx")?, password)?;
    /// # let _ = identity;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input): not a PKCS#12 bundle or a damaged one, a wrong password, an
    /// encryption that is not known, no key or more than one, a key that cannot be used, no certificate for the key,
    /// more than 1 MiB, more work for the password than five million rounds.
    #[cfg(feature = "pkcs12")]
    pub fn from_pkcs12(bundle: impl AsRef<[u8]>, password: impl Into<crate::Secret>) -> Result<Self, Error> {
        super::pkcs12::read(bundle.as_ref(), &password.into())?.finish()
    }

    pub(super) fn resolver(&self) -> Arc<dyn ResolvesClientCert> {
        Arc::new(SingleCertAndKey::from(Arc::clone(&self.0)))
    }
}

impl fmt::Debug for ClientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientIdentity(***, certificates: {})", self.0.cert.len())
    }
}

/// What a bundle holds, while it is read.
pub(super) struct Found {
    field: &'static str,
    key: Option<PrivateKey>,
    certificates: Vec<CertificateDer<'static>>,
}

/// Wiped when dropped.
struct PrivateKey(PrivateKeyDer<'static>);

impl Drop for PrivateKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Found {
    pub(super) fn new(field: &'static str, bundle: &[u8]) -> Result<Self, Error> {
        match bundle.len() {
            0 => Err(Error::input(field, "is empty")),
            1..=MOST_BYTES => Ok(Self { field, key: None, certificates: Vec::new() }),
            _ => Err(Error::input(field, "is larger than 1 MiB")),
        }
    }

    /// Nothing yet, of the same bundle.
    #[cfg(feature = "pkcs12")]
    pub(super) fn again(&self) -> Self {
        Self { field: self.field, key: None, certificates: Vec::new() }
    }

    pub(super) fn refused(&self, rule: &'static str) -> Error {
        Error::input(self.field, rule)
    }

    /// Refuses a second key.
    pub(super) fn expect_key(&self) -> Result<(), Error> {
        match self.key {
            None => Ok(()),
            Some(_) => Err(self.refused("holds more than one private key")),
        }
    }

    pub(super) fn add_key(&mut self, key: PrivateKeyDer<'static>) -> Result<(), Error> {
        let key = PrivateKey(key);
        self.expect_key()?;
        self.key = Some(key);
        Ok(())
    }

    pub(super) fn add_certificate(&mut self, der: Vec<u8>) -> Result<(), Error> {
        if self.certificates.len() == MOST_CERTIFICATES {
            return Err(self.refused("holds more than 100 certificates"));
        }
        Certificate::read(&der).map_err(|_| self.refused("holds a certificate that cannot be read"))?;
        self.certificates.push(der.into());
        Ok(())
    }

    fn finish(self) -> Result<ClientIdentity, Error> {
        let key = self.key.as_ref().ok_or_else(|| self.refused("holds no private key"))?;
        let key = any_supported_type(&key.0).map_err(|_| {
            self.refused(
                "holds a private key that cannot be used: RSA of 2048 to 8192 bits, EC on P-256 and P-384, and \
                 Ed25519 can",
            )
        })?;
        let public = key.public_key().ok_or_else(|| self.refused("holds a key without its public half"))?;
        let chain = chain(&self.certificates, &public).ok_or_else(|| {
            self.refused(match self.certificates.as_slice() {
                [] => "holds no certificate",
                _ => "holds no certificate for its private key",
            })
        })?;
        Ok(ClientIdentity(Arc::new(CertifiedKey::new(chain, key))))
    }
}

/// The certificate of the key, then the one of its issuer, and so on. Others are left out.
fn chain(
    certificates: &[CertificateDer<'static>],
    public_key: &[u8],
) -> Option<Vec<CertificateDer<'static>>> {
    let mut rest: Vec<_> =
        certificates.iter().filter_map(|der| Some((Certificate::read(der).ok()?, der))).collect();
    let own = rest.iter().position(|(parts, _)| parts.public_key == public_key)?;
    let (mut last, der) = rest.swap_remove(own);
    let mut chain = vec![der.clone()];
    while !last.is_self_issued()
        && let Some(next) = rest.iter().position(|(parts, _)| parts.subject == last.issuer)
    {
        let (parts, der) = rest.swap_remove(next);
        last = parts;
        chain.push(der.clone());
    }
    Some(chain)
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

    use super::ClientIdentity;

    fn params(name: &str) -> CertificateParams {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    }

    #[test]
    fn the_chain_leads_from_the_client_to_its_authority() {
        let key = || KeyPair::generate().unwrap();
        let root = CertifiedIssuer::self_signed(params("root"), key()).unwrap();
        let upper = CertifiedIssuer::signed_by(params("upper"), key(), &root).unwrap();
        let lower = CertifiedIssuer::signed_by(params("lower"), key(), &upper).unwrap();
        let stranger = CertifiedIssuer::self_signed(params("stranger"), key()).unwrap();
        let own = key();
        let client = params("client").signed_by(&own, &lower).unwrap();
        let pem = [root.pem(), lower.pem(), client.pem(), stranger.pem(), upper.pem(), own.serialize_pem()];
        let identity = ClientIdentity::from_pem(pem.concat()).unwrap();
        assert_eq!(identity.0.cert, [client.der(), lower.der(), upper.der(), root.der()].map(Clone::clone));
    }

    /// Two that vouch for each other.
    #[test]
    fn a_chain_without_an_end_ends() {
        let (one_key, other_key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let one = CertifiedIssuer::self_signed(params("one"), one_key).unwrap();
        let other = params("other").signed_by(&other_key, &one).unwrap();
        let issuer = rcgen::Issuer::new(params("other"), other_key);
        let own = KeyPair::generate().unwrap();
        let client = params("one").signed_by(&own, &issuer).unwrap();
        let pem = [other.pem(), client.pem(), own.serialize_pem()];
        let identity = ClientIdentity::from_pem(pem.concat()).unwrap();
        assert_eq!(identity.0.cert, [client.der().clone(), other.der().clone()]);
    }
}
