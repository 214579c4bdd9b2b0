//! Which servers are trusted.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::fingerprint::Fingerprint;
use super::unchained::Unchained;
use crate::client::{Roots, TlsSettings};
use crate::{BaseUrl, Error};

pub(super) fn verifier(
    settings: &TlsSettings,
    base: &BaseUrl,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    if settings.any_server || !settings.pins.is_empty() {
        let pins = settings.pins.iter().map(|pin| fingerprint(pin)).collect::<Result<_, _>>()?;
        return Ok(Arc::new(Unchained { pins, provider: Arc::clone(provider) }));
    }
    let inner = chained(&settings.roots, base, provider)?;
    let Some(name) = &settings.server_name else { return Ok(inner) };
    let name = ServerName::try_from(name.as_str())
        .map_err(|_| Error::input("tls_server_name", "must be a DNS name or an IP address"))?
        .to_owned();
    Ok(Arc::new(Named { inner, name }))
}

fn fingerprint(text: &str) -> Result<Fingerprint, Error> {
    Fingerprint::parse(text).ok_or_else(|| {
        Error::input(
            "pin_sha256",
            "must be 64 hexadecimal digits, in one piece or with a colon after every two",
        )
    })
}

/// Those that an authority vouches for.
fn chained(
    roots: &Roots,
    base: &BaseUrl,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let provider = Arc::clone(provider);
    let system = match roots {
        // For plain http no store is opened.
        Roots::System if !base.is_https() => return Ok(Arc::new(NoRoots(provider))),
        Roots::System => Verifier::new(Arc::clone(&provider)),
        Roots::SystemAnd(pem) => Verifier::new_with_extra_roots(certificates(pem)?, Arc::clone(&provider)),
        Roots::Only(pem) => {
            let mut store = rustls::RootCertStore::empty();
            for certificate in certificates(pem)? {
                store.add(certificate).map_err(unusable)?;
            }
            let verifier =
                rustls::client::WebPkiServerVerifier::builder_with_provider(store.into(), provider);
            return Ok(verifier
                .build()
                .map_err(|error| Error::input("trust_only_pem", "cannot be used").with_source(error))?);
        }
    };
    match (system, roots) {
        (Ok(verifier), _) => Ok(Arc::new(verifier)),
        // A machine without a store still starts; its first connection says what is missing.
        (Err(_), Roots::System) => Ok(Arc::new(NoRoots(provider))),
        (Err(error), _) => Err(unusable(error)),
    }
}

/// The certificates of a PEM bundle; at least one.
fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let refused = |rule| Error::input("PEM bundle", rule);
    let pem = pem.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(pem);
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|error| refused("cannot be read as PEM").with_source(error))?;
    if certificates.is_empty() {
        return Err(refused("holds no certificate"));
    }
    Ok(certificates)
}

pub(super) fn unusable(error: rustls::Error) -> Error {
    Error::config("the trusted certificates cannot be used").with_source(error)
}

/// Trusts nobody, and says why.
#[derive(Debug)]
struct NoRoots(Arc<CryptoProvider>);

impl ServerCertVerifier for NoRoots {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let what = "this machine has no CA certificates: install them, or name a bundle by trust_only_pem()";
        Err(rustls::Error::InvalidCertificate(rustls::CertificateError::Other(rustls::OtherError(Arc::new(
            std::io::Error::other(what),
        )))))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(
            message,
            certificate,
            signature,
            &self.0.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.0.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Looks for another name in the certificate than the address says.
#[derive(Debug)]
struct Named {
    inner: Arc<dyn ServerCertVerifier>,
    name: ServerName<'static>,
}

impl ServerCertVerifier for Named {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.inner.verify_server_cert(certificate, intermediates, &self.name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
