//! The client over a real TLS connection: whom it trusts, and what a call has become when it does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_test_support::fixture;
use isp_test_support::tls::Secured;
use nodeny_client::{Client, CreditOutcome, Delivery, ErrorKind, NotRepeated};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use support::quick;
use tokio_rustls::rustls::crypto::CryptoProvider;

/// A billing for the name `localhost` that gives everybody a credit, and the authority of its own that signed its
/// certificate.
async fn billing() -> (Secured, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let of_server = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = of_server.signed_by(&key, &authority).unwrap();
    let answer = support::whole_or_cut(fixture!("credit_offer.json"), 0);
    (Secured::start(&certificate, &key, answer).await, authority.pem())
}

fn builder(url: &str) -> nodeny_client::ClientBuilder {
    quick(Client::builder(url).unwrap().session("s3s1"))
}

#[tokio::test]
async fn a_call_goes_to_a_server_that_is_trusted() {
    let (server, authority) = billing().await;
    let url = &server.url;
    for trusting in [builder(url).trust_only_pem(&*authority), builder(url).trust_pem(&*authority)] {
        let taken = trusting.build().unwrap().subscriber().take_credit().await.unwrap();
        assert_eq!(taken.outcome, CreditOutcome::Ok);
    }
    assert_eq!(server.requests().len(), 2);
    assert!(CryptoProvider::get_default().is_none(), "nothing is installed for the whole process");
}

/// Neither the session nor a password reaches a server that nobody vouches for.
#[tokio::test]
async fn a_call_never_reaches_a_server_that_is_not() {
    let (server, _) = billing().await;
    let (_, authority_of_another) = billing().await;
    let with_session = builder(&server.url).trust_only_pem(&*authority_of_another).build().unwrap();
    let with_account = quick(Client::builder(&server.url).unwrap().login("test", "p"));
    let with_account = with_account.trust_only_pem(&*authority_of_another).build().unwrap();
    for (client, attempts) in [(with_session, 1), (with_account, 0)] {
        let error = client.subscriber().take_credit().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Tls, Delivery::NotSent));
        assert_eq!((error.attempts(), error.not_repeated()), (attempts, Some(NotRepeated::CannotHelp)));
    }
    assert_eq!(server.requests().len(), 0);
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
