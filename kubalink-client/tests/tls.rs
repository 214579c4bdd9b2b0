//! The client over a real TLS connection: whom it trusts, who it is, and what a call has become when it does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use isp_test_support::tls::Secured;
use kubalink_client::{Client, ClientIdentity, Decimal, Delivery, ErrorKind, NotRepeated};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio_rustls::rustls::crypto::CryptoProvider;

const DONE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"result\":\"OK\"}";

/// An ERP for the name `localhost`, and the authority of its own that signed its certificate.
async fn erp() -> (Secured, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let of_server = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = of_server.signed_by(&key, &authority).unwrap();
    (Secured::start(&certificate, &key, DONE.as_bytes()).await, authority.pem())
}

fn builder(url: &str) -> kubalink_client::ClientBuilder {
    Client::builder(url).unwrap().key("k")
}

#[tokio::test]
async fn a_call_goes_to_a_server_that_is_trusted() {
    let (server, authority) = erp().await;
    let url = &server.url;
    for trusting in [builder(url).trust_only_pem(&*authority), builder(url).trust_pem(&*authority)] {
        trusting.build().unwrap().customer().change_balance(42, Decimal::ONE, "c").await.unwrap();
    }
    assert_eq!(server.requests().len(), 2);
    assert!(CryptoProvider::get_default().is_none(), "nothing is installed for the whole process");
}

/// The key does not reach a server that nobody vouches for.
#[tokio::test]
async fn a_call_never_reaches_a_server_that_is_not() {
    let (server, _) = erp().await;
    let (_, authority_of_another) = erp().await;
    let client = builder(&server.url).trust_only_pem(&*authority_of_another).build().unwrap();
    let error = client.customer().change_balance(42, Decimal::ONE, "c").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Tls, Delivery::NotSent));
    assert_eq!(error.not_repeated(), Some(NotRepeated::CannotHelp));
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_client_can_say_who_it_is() {
    let (server, authority) = erp().await;
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(["erp-client".to_owned()]).unwrap().self_signed(&key).unwrap();
    let identity = ClientIdentity::from_pem(own.pem() + &key.serialize_pem()).unwrap();
    let client = builder(&server.url).trust_only_pem(authority).client_identity(identity).build().unwrap();
    client.customer().to_ex(42).await.unwrap();
    let error = Client::builder("https://localhost")
        .unwrap()
        .key("k")
        .trust_only_pem("nonsense")
        .build()
        .unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Input, Delivery::NotSent));
}

/// The key would cross the network in clear.
#[test]
fn plain_http_to_another_machine_is_refused_unless_it_is_asked_for() {
    for url in ["http://erp.test", "http://192.0.2.1/", "http://localhost.erp.test"] {
        let error = builder(url).build().unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some("base_url")), "{url}");
        builder(url).allow_plain_http().build().unwrap();
    }
    builder("http://127.0.0.1:1").build().unwrap();
}
