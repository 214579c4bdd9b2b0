//! The client over a real TLS connection: whom it trusts, and what a call has become when it does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_test_support::fixture;
use isp_test_support::tls::Secured;
use mobilon_client::{Delivery, ErrorKind, NotRepeated};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use support::builder;
use tokio_rustls::rustls::crypto::CryptoProvider;

/// A PBX that accepts every call, for the name `localhost`. Gives its address and its certificate.
async fn pbx() -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let body = fixture!("call/success.json");
    let server = Secured::start(&cert, &signing_key, support::whole_or_cut(body, 0)).await;
    (server.url, cert.pem())
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
