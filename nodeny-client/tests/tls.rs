//! The client over a real TLS connection: whom it trusts, and what a call has become when it does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use isp_test_support::fixture;
use nodeny_client::{Client, CreditOutcome, Delivery, ErrorKind, NotRepeated};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use support::quick;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A billing for the name `localhost` that gives everybody a credit. Its certificate is signed by an authority of its
/// own.
struct Billing {
    url: String,
    authority: String,
    requests: Arc<AtomicUsize>,
}

fn config() -> (ServerConfig, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let of_server = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = of_server.signed_by(&key, &authority).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    (config, authority.pem())
}

async fn billing() -> Billing {
    let (config, authority) = config();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let requests = Arc::new(AtomicUsize::new(0));
    let seen = requests.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, seen) = (acceptor.clone(), seen.clone());
            tokio::spawn(async move {
                let mut stream = acceptor.accept(stream).await?;
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await?);
                }
                seen.fetch_add(1, Ordering::SeqCst);
                stream.write_all(&support::whole_or_cut(fixture!("credit_offer.json"), 0)).await?;
                stream.shutdown().await
            });
        }
    });
    Billing { url, authority, requests }
}

fn builder(url: &str) -> nodeny_client::ClientBuilder {
    quick(Client::builder(url).unwrap().session("s3s1"))
}

#[tokio::test]
async fn a_call_goes_to_a_server_that_is_trusted() {
    let Billing { url, authority, requests } = billing().await;
    for trusting in [builder(&url).trust_only_pem(&*authority), builder(&url).trust_pem(&*authority)] {
        let taken = trusting.build().unwrap().subscriber().take_credit().await.unwrap();
        assert_eq!(taken.outcome, CreditOutcome::Ok);
    }
    assert_eq!(requests.load(Ordering::SeqCst), 2);
    assert!(CryptoProvider::get_default().is_none(), "nothing is installed for the whole process");
}

/// Neither the session nor a password reaches a server that nobody vouches for.
#[tokio::test]
async fn a_call_never_reaches_a_server_that_is_not() {
    let Billing { url, requests, .. } = billing().await;
    let other = billing().await;
    let with_session = builder(&url).trust_only_pem(&*other.authority).build().unwrap();
    let with_account = quick(Client::builder(&url).unwrap().login("test", "p"));
    let with_account = with_account.trust_only_pem(&*other.authority).build().unwrap();
    for (client, attempts) in [(with_session, 1), (with_account, 0)] {
        let error = client.subscriber().take_credit().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Tls, Delivery::NotSent));
        assert_eq!((error.attempts(), error.not_repeated()), (attempts, Some(NotRepeated::CannotHelp)));
    }
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[test]
fn a_bundle_that_is_none_is_refused_before_any_connection() {
    for bundle in ["", "nonsense", "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n"] {
        let error = builder("https://localhost").trust_only_pem(bundle).build().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Input, Delivery::NotSent), "{bundle}");
    }
}

/// A login would cross the network in clear.
#[test]
fn plain_http_to_another_machine_is_refused_unless_it_is_asked_for() {
    for url in ["http://billing.test", "http://192.0.2.1/", "http://localhost.billing.test"] {
        let error = builder(url).build().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Input, Delivery::NotSent), "{url}");
        assert_eq!(error.path(), Some("base_url"));
        builder(url).allow_plain_http().build().unwrap();
    }
    builder("http://127.0.0.1:1").build().unwrap();
}
