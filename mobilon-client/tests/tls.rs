//! The client over a real TLS connection: whom it trusts, and what a call has become when it does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::sync::Arc;

use isp_test_support::fixture;
use mobilon_client::{Delivery, ErrorKind, NotRepeated};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use support::builder;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A PBX that accepts every call, for the name `localhost`. Gives its address and its certificate.
async fn pbx() -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let mut stream = acceptor.accept(stream).await?;
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await?);
                }
                let body = fixture!("call/success.json");
                let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                stream.write_all(answer.as_bytes()).await?;
                stream.shutdown().await
            });
        }
    });
    (url, cert.pem())
}

#[tokio::test]
async fn a_call_goes_to_a_server_that_is_trusted() {
    let (url, certificate) = pbx().await;
    for trusting in [builder(&url).trust_only_pem(&*certificate), builder(&url).trust_pem(&*certificate)] {
        let placed = trusting.build().unwrap().call("89130000001").await.unwrap();
        assert_eq!(placed.call_id.unwrap().as_str(), "1611111111.222330");
    }
    assert!(CryptoProvider::get_default().is_none(), "nothing is installed for the whole process");
}

#[tokio::test]
async fn a_call_never_reaches_a_server_that_is_not() {
    let (url, _) = pbx().await;
    let (_, certificate_of_another) = pbx().await;
    let pbx = builder(&url).trust_only_pem(&*certificate_of_another).build().unwrap();
    let error = pbx.call("89130000001").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Tls, Delivery::NotSent));
    assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::CannotHelp)));
}

#[test]
fn a_bundle_that_is_none_is_refused_before_any_connection() {
    for bundle in ["", "nonsense", "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n"] {
        let error = builder("https://localhost").trust_only_pem(bundle).build().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Input, Delivery::NotSent), "{bundle}");
    }
}
