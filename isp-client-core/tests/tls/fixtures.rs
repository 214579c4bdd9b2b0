//! The files of `fixtures/`, which OpenSSL made; `fixtures/README.md` says how.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

pub(crate) fn read(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/tls/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The authority that vouches for every client in these files.
pub(crate) fn authority() -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(&read("ca.pem")).unwrap()
}
