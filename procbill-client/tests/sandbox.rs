//! The emulated server as the second opinion, over mutual TLS.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{DEBTOR, Deed, HOUSE, Running, SUBSCRIBER};
use procbill_client::{
    Client, ClientBuilder, ClientIdentity, Confirmation, Delivery, Effect, ErrorKind, LoginMode, Outcome,
    Refusal,
};
use rust_decimal::dec;

async fn server() -> Running {
    Sandbox::procbill().start().await.unwrap()
}

fn builder(server: &Running) -> ClientBuilder {
    let identity = ClientIdentity::from_pkcs12(server.client_pfx(), server.pfx_password()).unwrap();
    Client::builder(&server.url())
        .unwrap()
        .login("Administrator", "servicemode")
        .client_identity(identity)
        .trust_only_pem(server.ca_pem())
}

#[tokio::test]
async fn a_subscriber_is_found_and_read() {
    let server = server().await;
    let billing = builder(&server).build().unwrap();
    let card = billing.subscriber(SUBSCRIBER.into()).await.unwrap().unwrap();
    assert_eq!(card.user_id, Some(SUBSCRIBER.into()));
    assert!(card.balance.is_some() && card.gen_psw_is_hidden());
    assert_eq!(billing.subscriber(999_999).await.unwrap(), None);
    let found = billing.find_subscribers().id(DEBTOR.into()).await.unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].balance.unwrap() < dec!(0));
    assert_eq!(server.logins(), 1, "the session is kept");
}

trait Hidden {
    fn gen_psw_is_hidden(&self) -> bool;
}

impl Hidden for procbill_client::SubscriberCard {
    fn gen_psw_is_hidden(&self) -> bool {
        let secret = self.gen_pwd.as_ref().unwrap().expose();
        !format!("{self:?}").contains(secret)
    }
}

#[tokio::test]
async fn a_payment_is_booked_and_confirmed() {
    let server = server().await;
    let billing = builder(&server).build().unwrap();
    let payment = billing.add_payment(SUBSCRIBER.into(), dec!(350.5)).description("каса 3");
    let receipt = payment.receipt();
    let before = server.balance(SUBSCRIBER).unwrap();
    assert_eq!(billing.confirm(&receipt).await.unwrap(), Confirmation::Undecided, "no operation, no columns");
    assert_eq!(billing.confirm(&receipt).trust_empty().await.unwrap(), Confirmation::NotBooked);
    let _ = payment.await.unwrap();
    assert_eq!(server.balance(SUBSCRIBER), Some(before + 35_050));
    assert!(matches!(billing.confirm(&receipt).await.unwrap(), Confirmation::Booked(_)));
    let other = billing.add_payment(SUBSCRIBER.into(), dec!(1)).receipt();
    assert_eq!(billing.confirm(&other).await.unwrap(), Confirmation::NotBooked, "another one is there");
    assert!(server.acts().iter().any(|act| matches!(&act.deed, Deed::PaymentAdded { .. })));
}

#[tokio::test]
async fn the_example_of_the_vendor_in_both_modes() {
    for mode in [LoginMode::TwoStep, LoginMode::OneStep] {
        let server = server().await;
        let billing = builder(&server).login_mode(mode).build().unwrap();
        let deleted = billing.delete_home(HOUSE.into()).await.unwrap();
        assert!(!matches!(deleted, Outcome::Unrecognised(_)), "{deleted:?}");
        assert!(billing.homes().id(HOUSE.into()).await.unwrap().is_empty());
        assert_eq!(server.logins(), u64::from(mode == LoginMode::TwoStep));
    }
}

#[tokio::test]
async fn what_the_server_refuses() {
    let server = server().await;
    let billing = builder(&server).build().unwrap();
    let error = billing.execute("CLN_NO_SUCH", Effect::Read).await.unwrap_err();
    assert_eq!(error.refusal(), Some(&Refusal::UnknownProcedure));
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, Delivery::Refused));
    let wrong = builder(&server).login("Administrator", "wrong").build().unwrap();
    for _ in 0..3 {
        let error = wrong.homes().await.unwrap_err();
        assert_eq!((error.kind(), error.refusal()), (ErrorKind::Auth, Some(&Refusal::Login)));
    }
    assert_eq!(server.refused_logins(), 1);
    let stranger = Client::builder(&server.url()).unwrap().login("a", "b").trust_only_pem(server.ca_pem());
    let error = stranger.build().unwrap().homes().await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent, "{error}");
}
