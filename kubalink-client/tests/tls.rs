//! The client over a real TLS connection: whom it trusts, and what a payment has become when it does not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_test_support::tls::Secured;
use kubalink_client::{ClientBuilder, Delivery, ErrorKind, NotRepeated};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rust_decimal::dec;
use support::builder;
use tokio_rustls::rustls::crypto::CryptoProvider;

/// A server for the name `localhost` that books every payment, and the authority of its own that signed its certificate.
async fn erp() -> (Secured, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let of_server = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = of_server.signed_by(&key, &authority).unwrap();
    let answer = support::whole_or_cut(r#"{"Result":"OK"}"#, 0);
    (Secured::start(&certificate, &key, answer).await, authority.pem())
}

async fn pay(builder: ClientBuilder) -> Result<kubalink_client::Done, kubalink_client::Error> {
    builder.build().unwrap().customer().change_balance(42, dec!(1), "cash").await
}

#[tokio::test]
async fn a_payment_goes_to_a_server_that_is_trusted() {
    let (server, authority) = erp().await;
    pay(builder(&server.url).trust_only_pem(&*authority)).await.unwrap();
    pay(builder(&server.url).trust_pem(&*authority)).await.unwrap();
    assert_eq!(server.requests().len(), 2);
    assert!(server.requests()[0].body.starts_with(b"key=the-key&"));
    assert!(CryptoProvider::get_default().is_none(), "nothing is installed for the whole process");
}

/// The key does not reach a server that nobody vouches for.
#[tokio::test]
async fn a_payment_never_reaches_a_server_that_is_not() {
    let (server, _) = erp().await;
    let (_, authority_of_another) = erp().await;
    for builder in [builder(&server.url).trust_only_pem(&*authority_of_another), builder(&server.url)] {
        let error = pay(builder).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Tls, Delivery::NotSent));
        assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::CannotHelp)));
    }
    assert_eq!(server.requests().len(), 0);
}
