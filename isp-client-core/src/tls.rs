//! Which servers are trusted. The crypto provider is part of the configuration and never installed process-wide.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use rustls_platform_verifier::Verifier;

use crate::client::Roots;
use crate::{BaseUrl, Error};

pub(crate) fn client_config(roots: &Roots, base: &BaseUrl) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let verifier = verifier(roots, base, &provider)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(config)
}

fn verifier(
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
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|error| refused("cannot be read as PEM").with_source(error))?;
    if certificates.is_empty() {
        return Err(refused("holds no certificate"));
    }
    Ok(certificates)
}

fn unusable(error: rustls::Error) -> Error {
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
