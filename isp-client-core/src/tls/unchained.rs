//! Servers that no authority vouches for: known by their fingerprint, or not at all. The handshake's signature is
//! checked all the same: whoever shows a certificate must have its key.

use std::fmt;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls13_signature_with_raw_key};
use rustls::pki_types::{CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime, alg_id};
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, PeerMisbehaved, SignatureScheme};

use super::certificate::Certificate;
use super::der::{Der, INTEGER, SEQUENCE};
use super::fingerprint::Fingerprint;

/// Takes the certificates with these fingerprints; without any, every certificate.
#[derive(Debug)]
pub(super) struct Unchained {
    pub(super) pins: Vec<Fingerprint>,
    pub(super) provider: Arc<CryptoProvider>,
}

/// Why a server is not taken.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// It showed another certificate.
    NotPinned { pins: Vec<Fingerprint>, seen: Fingerprint },
    /// ring checks no signature by such a key.
    ShortKey { bits: usize },
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPinned { pins, seen } => {
                let pins: Vec<_> = pins.iter().map(Fingerprint::to_string).collect();
                write!(
                    f,
                    "the server's certificate is not the pinned one: expected SHA-256 {}, saw {seen}",
                    pins.join(" or ")
                )
            }
            Self::ShortKey { bits } => write!(
                f,
                "the server's RSA key has {bits} bits, and rustls takes none below 2048: give the client a reqwest \
                 client with another TLS library, by ReqwestTransport::from_reqwest() (feature `from-reqwest`)"
            ),
        }
    }
}

impl std::error::Error for Unfit {}

impl From<Unfit> for Error {
    fn from(unfit: Unfit) -> Self {
        CertificateError::Other(OtherError(Arc::new(unfit))).into()
    }
}

impl ServerCertVerifier for Unchained {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let seen = Fingerprint::of(certificate);
        if self.pins.is_empty() || self.pins.contains(&seen) {
            return Ok(ServerCertVerified::assertion());
        }
        Err(Unfit::NotPinned { pins: self.pins.clone(), seen }.into())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let (algorithm, key) = read(certificate)?.key_parts().map_err(|_| CertificateError::BadEncoding)?;
        long_enough(algorithm, key)?;
        let known = self.provider.signature_verification_algorithms.mapping;
        let (_, candidates) = known
            .iter()
            .find(|(scheme, _)| *scheme == signature.scheme)
            .ok_or(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme)?;
        // TLS 1.2 does not tie a scheme to one curve.
        let fitting = candidates
            .iter()
            .find(|candidate| candidate.public_key_alg_id().as_ref() == algorithm)
            .ok_or(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme)?;
        fitting
            .verify_signature(key, message, signature.signature())
            .map_err(|_| CertificateError::BadSignature)?;
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let certificate = read(certificate)?;
        let (algorithm, key) = certificate.key_parts().map_err(|_| CertificateError::BadEncoding)?;
        long_enough(algorithm, key)?;
        verify_tls13_signature_with_raw_key(
            message,
            &SubjectPublicKeyInfoDer::from(certificate.public_key),
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn read<'a>(certificate: &'a CertificateDer<'_>) -> Result<Certificate<'a>, Error> {
    Certificate::read(certificate).map_err(|_| CertificateError::BadEncoding.into())
}

/// Without this, a short key is reported as a bad signature.
fn long_enough(algorithm: &[u8], key: &[u8]) -> Result<(), Error> {
    if algorithm != alg_id::RSA_ENCRYPTION.as_ref() {
        return Ok(());
    }
    let modulus = Der::new(key).enter(SEQUENCE).and_then(|mut key| key.take(INTEGER));
    let modulus = modulus.map_err(|_| CertificateError::BadEncoding)?;
    let bits = match modulus.iter().position(|&byte| byte != 0) {
        Some(first) => 8 * (modulus.len() - first) - modulus[first].leading_zeros() as usize,
        None => 0,
    };
    if bits < 2048 { Err(Unfit::ShortKey { bits }.into()) } else { Ok(()) }
}
