//! Certificates made at the start: an authority, the server's, the client's.

use std::io;
use std::path::Path;
use std::sync::Arc;

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    date_time_ymd,
};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};
use tokio_rustls::TlsAcceptor;

/// The invented domain in the server's certificate.
pub const DOMAIN: &str = "billing.example.test";
/// The common name in the client's certificate.
pub const CLIENT_NAME: &str = "kassir1";

/// What is wrong with the server's certificate. That the vendor makes it on the box for a domain that may be invented is
/// documented; the rest is derived from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerCertificate {
    /// Nothing: of the sandbox's authority, for `localhost`, `127.0.0.1`, `::1` and [`DOMAIN`].
    Good,
    /// Of the authority, for [`DOMAIN`] alone.
    WrongName,
    /// Of the authority, for all the names, over since 2002.
    Expired,
    /// For all the names, with only itself to vouch for it.
    SelfSigned,
}

/// Which TLS the server speaks. What the vendor's does is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsVersions {
    /// 1.2 and 1.3.
    Both,
    /// 1.2 only.
    Tls12,
    /// 1.3 only.
    Tls13,
}

/// What a client needs, and what the server shows.
#[derive(Debug)]
pub(crate) struct Certificates {
    pub(crate) ca_pem: String,
    pub(crate) client_pem: String,
    pub(crate) client_pfx: Vec<u8>,
    pub(crate) pfx_password: String,
    pub(crate) server_pem: String,
    pub(crate) server_sha256: String,
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::other(error)
}

impl Certificates {
    /// The certificates, and the server that uses them.
    pub(crate) fn make(
        kind: ServerCertificate,
        versions: TlsVersions,
        pfx_password: String,
    ) -> io::Result<(Self, TlsAcceptor)> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "isp-sandbox procbill");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().map_err(failed)?;
        let ca = CertifiedIssuer::self_signed(params, key).map_err(failed)?;

        let names: &[&str] = match kind {
            ServerCertificate::WrongName => &[DOMAIN],
            _ => &["localhost", "127.0.0.1", "::1", DOMAIN],
        };
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut params = CertificateParams::new(names).map_err(failed)?;
        params.distinguished_name.push(DnType::CommonName, DOMAIN);
        params.extended_key_usages.push(ExtendedKeyUsagePurpose::ServerAuth);
        if kind == ServerCertificate::Expired {
            params.not_before = date_time_ymd(2001, 1, 1);
            params.not_after = date_time_ymd(2002, 1, 1);
        }
        let server_key = KeyPair::generate().map_err(failed)?;
        let server = match kind {
            ServerCertificate::SelfSigned => params.self_signed(&server_key),
            _ => params.signed_by(&server_key, &ca),
        };
        let server = server.map_err(failed)?;

        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, CLIENT_NAME);
        params.extended_key_usages.push(ExtendedKeyUsagePurpose::ClientAuth);
        let client_key = KeyPair::generate().map_err(failed)?;
        let client = params.signed_by(&client_key, &ca).map_err(failed)?;

        let chain = [client.der().as_ref(), ca.der().as_ref()];
        let client_pfx = pfx(&client_key, chain, &pfx_password).map_err(failed)?;

        let mut roots = RootCertStore::empty();
        roots.add(ca.der().clone()).map_err(failed)?;
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone())
            .build()
            .map_err(failed)?;
        let versions: &[&SupportedProtocolVersion] = match versions {
            TlsVersions::Both => rustls::ALL_VERSIONS,
            TlsVersions::Tls12 => &[&rustls::version::TLS12],
            TlsVersions::Tls13 => &[&rustls::version::TLS13],
        };
        let key = PrivateKeyDer::try_from(server_key.serialize_der()).map_err(io::Error::other)?;
        let config = ServerConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(versions)
            .map_err(failed)?
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![server.der().clone()], key)
            .map_err(failed)?;

        let certificates = Self {
            ca_pem: ca.pem(),
            client_pem: format!("{}{}", client.pem(), client_key.serialize_pem()),
            client_pfx,
            pfx_password,
            server_pem: server.pem(),
            server_sha256: sha256(&provider, server.der()).ok_or(io::ErrorKind::Unsupported)?,
        };
        Ok((certificates, TlsAcceptor::from(Arc::new(config))))
    }

    pub(crate) fn write(&self, dir: &Path) -> io::Result<()> {
        std::fs::create_dir_all(dir)?;
        std::fs::write(dir.join("ca.pem"), &self.ca_pem)?;
        std::fs::write(dir.join("client.pem"), &self.client_pem)?;
        std::fs::write(dir.join("client.pfx"), &self.client_pfx)?;
        std::fs::write(dir.join("server.pem"), &self.server_pem)
    }
}

/// As OpenSSL counts; more would only make the start slower.
const ITERATIONS: u32 = 2048;

fn pfx(key: &KeyPair, chain: [&[u8]; 2], password: &str) -> p12_keystore::Result<Vec<u8>> {
    let chain = chain.into_iter().map(Certificate::from_der).collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKey::from_der(&key.serialize_der())?;
    let mut store = KeyStore::new();
    store.add_entry(
        CLIENT_NAME,
        KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new(CLIENT_NAME, key, chain)),
    );
    store.writer(password).encryption_iterations(ITERATIONS).mac_iterations(ITERATIONS).write()
}

/// In lower-case hex. The hash is that of a cipher suite: it saves a crate.
fn sha256(provider: &CryptoProvider, bytes: &[u8]) -> Option<String> {
    let suite = ring::cipher_suite::TLS13_AES_128_GCM_SHA256;
    let suite = provider.cipher_suites.iter().find(|known| **known == suite)?.tls13()?;
    let hash = suite.common.hash_provider.hash(bytes);
    Some(hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
}
