//! Who is let in by TLS, and what the server shows.

use std::sync::Arc;

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{CLIENT_NAME, DOMAIN, Running, ServerCertificate, TlsVersions};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::client::ResolvesClientCert;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, SignatureScheme};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http::{
    all_bytes, certificates, config, connect, get, head, known_client, parsed, start, try_connect,
};

const LOGIN: &str = "cmd=execute&proc=CLN_AUTH_LOGIN&arg1=Administrator&arg2=servicemode&arg3=0";

/// Under TLS 1.3 the client is told only after it believes that all is well.
async fn refusal(billing: &Running, config: ClientConfig) -> String {
    match try_connect(billing.addr(), config, "127.0.0.1").await {
        Err(error) => error.to_string(),
        Ok(mut stream) => {
            stream.write_all(head("GET", LOGIN, true).as_bytes()).await.unwrap();
            let mut bytes = Vec::new();
            let error = stream.read_to_end(&mut bytes).await.unwrap_err();
            assert!(bytes.is_empty());
            error.to_string()
        }
    }
}

#[tokio::test]
async fn who_has_no_certificate_is_refused_in_words() {
    for versions in [TlsVersions::Both, TlsVersions::Tls12, TlsVersions::Tls13] {
        let billing = Sandbox::procbill().tls_versions(versions).start().await.unwrap();
        for round in 1..=10 {
            let text = refusal(&billing, config(billing.ca_pem(), None)).await;
            // TLS 1.2 has no alert of its own for it.
            let expected = ["CertificateRequired", "HandshakeFailure"];
            assert!(expected.iter().any(|alert| text.contains(alert)), "{versions:?}: {text}");
            assert_eq!(billing.failed_handshakes(), round);
        }
        assert_eq!((billing.requests().len(), billing.logins()), (0, 0));
        assert_eq!(get(&billing, LOGIN).await.status, 200);
    }
}

#[tokio::test]
async fn a_foreign_certificate_is_refused() {
    for versions in [TlsVersions::Tls12, TlsVersions::Tls13] {
        let billing = Sandbox::procbill().tls_versions(versions).start().await.unwrap();
        let other = start().await;
        let key = PrivateKeyDer::from_pem_slice(other.client_pem().as_bytes()).unwrap();
        let foreign = config(billing.ca_pem(), Some((certificates(other.client_pem()), key)));
        let text = refusal(&billing, foreign).await;
        assert!(text.contains("alert") && !text.contains("CertificateRequired"), "{text}");
        assert_eq!((billing.failed_handshakes(), billing.requests().len()), (1, 0));
    }
}

/// Shows a chain with a key that is not of it.
#[derive(Debug)]
struct Thief(Arc<CertifiedKey>);

impl ResolvesClientCert for Thief {
    fn resolve(&self, _hints: &[&[u8]], _schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(self.0.clone())
    }

    fn has_certs(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn a_certificate_without_its_key_is_refused() {
    let (billing, other) = (start().await, start().await);
    let strange_key = PrivateKeyDer::from_pem_slice(other.client_pem().as_bytes()).unwrap();
    let signer = rustls::crypto::ring::sign::any_supported_type(&strange_key).unwrap();
    let stolen = CertifiedKey::new(certificates(billing.client_pem()), signer);
    let mut thief = config(billing.ca_pem(), None);
    thief.client_auth_cert_resolver = Arc::new(Thief(Arc::new(stolen)));
    let text = refusal(&billing, thief).await;
    assert!(text.contains("alert"), "{text}");
    assert_eq!(billing.requests().len(), 0);
}

#[tokio::test]
async fn the_pfx_holds_the_same_as_the_pem() {
    for password in ["kassa1", "", "ключ"] {
        let billing = Sandbox::procbill().pfx_password(password).start().await.unwrap();
        assert_eq!(billing.pfx_password(), password);
        let store =
            KeyStore::from_pkcs12(billing.client_pfx(), password, Pkcs12ImportPolicy::Strict).unwrap();
        let (alias, chain) = store.private_key_chain().unwrap();
        assert_eq!(alias, CLIENT_NAME);
        let key = PrivateKeyDer::from_pem_slice(billing.client_pem().as_bytes()).unwrap();
        assert_eq!(chain.key().as_der(), key.secret_der());
        let shown: Vec<_> = chain.certs().iter().map(|certificate| certificate.as_der()).collect();
        let own = certificates(&format!("{}{}", billing.client_pem(), billing.ca_pem()));
        assert_eq!(shown, own.iter().map(|certificate| certificate.as_ref()).collect::<Vec<_>>());
        assert!(KeyStore::from_pkcs12(billing.client_pfx(), "wrong", Pkcs12ImportPolicy::Strict).is_err());

        let key = PrivatePkcs8KeyDer::from(chain.key().as_der().to_vec()).into();
        let chain = chain.certs().iter().map(|certificate| certificate.as_der().to_vec().into()).collect();
        let stream =
            try_connect(billing.addr(), config(billing.ca_pem(), Some((chain, key))), "localhost").await;
        let (bytes, _) = all_bytes(stream.unwrap(), &head("GET", LOGIN, true)).await;
        assert_eq!(parsed(&bytes).status, 200);
    }
}

#[tokio::test]
async fn the_names_of_the_server() {
    let billing = start().await;
    for name in ["localhost", "127.0.0.1", "::1", DOMAIN] {
        try_connect(billing.addr(), known_client(&billing), name).await.unwrap();
    }
    let error = try_connect(billing.addr(), known_client(&billing), "other.example.test").await.unwrap_err();
    assert!(error.to_string().contains("not valid for name"), "{error}");
}

#[tokio::test]
async fn what_is_wrong_with_the_server() {
    for (kind, words) in [
        (ServerCertificate::WrongName, "not valid for name"),
        (ServerCertificate::Expired, "expired"),
        (ServerCertificate::SelfSigned, "UnknownIssuer"),
    ] {
        let billing = Sandbox::procbill().server_certificate(kind).start().await.unwrap();
        let error = try_connect(billing.addr(), known_client(&billing), "127.0.0.1").await.unwrap_err();
        assert!(error.to_string().contains(words), "{kind:?}: {error}");
        assert_eq!(billing.requests().len(), 0);
    }
    let kind = ServerCertificate::WrongName;
    let billing = Sandbox::procbill().server_certificate(kind).start().await.unwrap();
    try_connect(billing.addr(), known_client(&billing), DOMAIN).await.unwrap();
}

#[tokio::test]
async fn the_fingerprint_is_that_of_what_is_shown() {
    for kind in [ServerCertificate::Good, ServerCertificate::WrongName] {
        let billing = Sandbox::procbill().server_certificate(kind).start().await.unwrap();
        let stream = try_connect(billing.addr(), known_client(&billing), DOMAIN).await.unwrap();
        let shown = stream.get_ref().1.peer_certificates().unwrap().to_vec();
        assert_eq!(shown, certificates(billing.server_pem()));
        let suite = rustls::crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256;
        let hash = suite.tls13().unwrap().common.hash_provider.hash(&shown[0]);
        let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, billing.server_sha256());
    }
}

#[tokio::test]
async fn the_files() {
    let billing = start().await;
    // Two runs at once must not share it.
    let dir = format!("procbill-certificates-{}", std::process::id());
    let parent = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(dir);
    let dir = parent.join("deeper");
    billing.write_certificates(&dir).unwrap();
    let read = |name: &str| std::fs::read(dir.join(name)).unwrap();
    assert_eq!(read("ca.pem"), billing.ca_pem().as_bytes());
    assert_eq!(read("client.pem"), billing.client_pem().as_bytes());
    assert_eq!(read("client.pfx"), billing.client_pfx());
    assert_eq!(read("server.pem"), billing.server_pem().as_bytes());
    assert!(!billing.server_pem().contains("KEY"));
    assert!(billing.write_certificates(dir.join("ca.pem")).is_err());
    std::fs::remove_dir_all(parent).unwrap();
}

#[tokio::test]
async fn a_peer_that_never_says_hello_keeps_nobody_waiting() {
    let billing = start().await;
    let _silent = TcpStream::connect(billing.addr()).await.unwrap();
    assert_eq!(get(&billing, LOGIN).await.status, 200);
    let mut kept = connect(&billing).await;
    billing.shutdown().await;
    // Idle, it is over, with or without words.
    assert!(matches!(kept.read(&mut [0; 1]).await, Ok(0) | Err(_)));
}

#[tokio::test]
async fn plain_http_at_the_port_of_tls_is_no_http() {
    let billing = start().await;
    let tcp = TcpStream::connect(billing.addr()).await.unwrap();
    let (bytes, _) = all_bytes(tcp, &head("GET", LOGIN, true)).await;
    assert!(!bytes.starts_with(b"HTTP"));
    assert_eq!((billing.requests().len(), billing.plain_addr()), (0, None));
}
