//! The emulated server as the second opinion, over real HTTP.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{
    ADMIN, ADMIN_BLOCKED, CARD_FRESH, CARD_USED, CREDIT_BLOCKED, CREDIT_MANY_NOPAY_DAYS, CREDIT_NO_MORE,
    CREDIT_OTHER_EXISTS, Dialect, Login, NEIGHBOUR, Running, SUBSCRIBER, Typing,
};
use nodeny_client::{CardOutcome, Client, CreditOutcome, Effect, ErrorKind, Refusal, Role};

fn client(server: &Running, account: Login) -> Client {
    let builder = Client::builder(&format!("http://{}", server.addr())).unwrap();
    builder.login(account.login, account.password).language("UA").build().unwrap()
}

#[tokio::test]
async fn accounts_log_in_whatever_their_names_and_passwords_hold() {
    let server = Sandbox::nodeny().start().await.unwrap();
    for (account, role) in [(SUBSCRIBER, Role::User), (NEIGHBOUR, Role::User), (ADMIN, Role::Admin)] {
        let identity = client(&server, account).login().await.unwrap();
        assert_eq!((identity.id, identity.role), (Some(account.id.into()), Some(role)));
    }
    let wrong = client(&server, Login { password: "wrong", ..SUBSCRIBER });
    for _ in 0..5 {
        let error = wrong.subscriber().credit().await.unwrap_err();
        assert_eq!((error.kind(), error.refusal()), (ErrorKind::Auth, Some(&Refusal::WrongPassword)));
    }
    assert_eq!(server.refused_logins(), 1, "the account is not locked by waiting calls");
    let error = client(&server, ADMIN_BLOCKED).login().await.unwrap_err();
    assert_eq!(error.refusal(), Some(&Refusal::Blocked));
}

#[tokio::test]
async fn credits_and_cards_come_out_the_same_in_each_typing() {
    for typing in [Typing::AllStrings, Typing::OldDriver, Typing::TypedDriver] {
        let dialect = Dialect { typing, ..Dialect::default() };
        let server = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
        let billing = client(&server, SUBSCRIBER);
        let me = billing.subscriber();
        let offer = me.credit().await.unwrap();
        assert_eq!(offer.outcome, CreditOutcome::Ok);
        assert!(offer.credit.unwrap().amount.is_some_and(|amount| amount.is_sign_positive()));
        assert_eq!(me.take_credit().await.unwrap().outcome, CreditOutcome::Ok);
        assert_eq!(me.take_credit().await.unwrap().outcome, CreditOutcome::OtherExists);
        assert_eq!(me.redeem_card(CARD_FRESH).await.unwrap(), CardOutcome::Ok);
        assert_eq!(me.redeem_card(CARD_FRESH).await.unwrap(), CardOutcome::AlreadyActivated);
        assert_eq!(me.redeem_card(CARD_USED).await.unwrap(), CardOutcome::AlreadyActivated);
        assert_eq!(me.redeem_card("1").await.unwrap(), CardOutcome::WrongCode);
    }
}

#[tokio::test]
async fn the_refusals_of_a_credit_are_outcomes() {
    let server = Sandbox::nodeny().start().await.unwrap();
    for (account, outcome) in [
        (CREDIT_BLOCKED, CreditOutcome::Blocked),
        (CREDIT_OTHER_EXISTS, CreditOutcome::OtherExists),
        (CREDIT_NO_MORE, CreditOutcome::NoMore),
        (CREDIT_MANY_NOPAY_DAYS, CreditOutcome::ManyNopayDays),
    ] {
        let taken = client(&server, account).subscriber().take_credit().await.unwrap();
        assert_eq!(taken.outcome, outcome);
    }
}

#[tokio::test]
async fn a_session_that_expired_is_renewed_under_calls() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = client(&server, SUBSCRIBER);
    billing.version().await.unwrap();
    server.expire_sessions();
    let calls: Vec<_> =
        (0..50).map(|_| tokio::spawn(billing.raw("u_main", Effect::Once).into_future())).collect();
    for call in calls {
        assert!(call.await.unwrap().unwrap().json().is_object());
    }
    assert_eq!(server.logins(), 2, "one at the start, one for the fifty");
    billing.logout().await.unwrap();
    assert_eq!(server.sessions(), 0);
}

#[tokio::test]
async fn what_the_server_does_not_know_is_said() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let error = client(&server, SUBSCRIBER).raw("u_moon", Effect::Read).await.unwrap_err();
    assert_eq!(error.refusal(), Some(&Refusal::UnknownCommand));
}
