//! A billing that breaks down or says no, with status 200: kind, delivery, words, and that nothing was done.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{Crash, Running, SUBSCRIBER};
use nodeny_client::{Client, Delivery, Effect, Error, ErrorKind, Refusal, plain_text};
use rust_decimal::dec;

use super::support::account;

/// Every operation that acts, and some that read.
const OPERATIONS: usize = 13;

async fn run(number: usize, billing: &Client) -> Result<(), Error> {
    let me = billing.subscriber();
    match number {
        0 => me.take_credit().await.map(drop),
        1 => me.redeem_card("21242830587619").await.map(drop),
        2 => me.connect_service(34).await.map(drop),
        3 => me.set_next_service(1537, 34).await.map(drop),
        4 => me.send_message("x").await.map(drop),
        5 => me.request_fondy_payment(dec!(1)).await.map(drop),
        6 => me.request_liqpay_payment(dec!(1)).await.map(drop),
        7 => me.register_push_token("c-k:APA91").await.map(drop),
        8 => me.switch_autopay(107, true).await.map(drop),
        9 => billing.raw("u_srv_add", Effect::Once).param("service_id", 63).post().await.map(drop),
        10 => me.account().await.map(drop),
        11 => me.bank_cards().await.map(drop),
        12 => billing.version().await.map(drop),
        _ => panic!("{number}"),
    }
}

/// One request, and no deed.
fn did_nothing(server: &Running, before: usize) {
    assert_eq!((server.requests().len() - before, server.acts()), (1, vec![]));
}

#[tokio::test]
async fn crashes_of_each_kind() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).attempts(1).build().unwrap();
    billing.version().await.unwrap();
    for number in 0..OPERATIONS {
        for (crash, kind, body) in [
            (Crash::InternalError, ErrorKind::Api, r#"{"error":"Internal error"}"#),
            (Crash::HardError, ErrorKind::Decode, "Hard Error. Need debug mode"),
            (Crash::HtmlPage, ErrorKind::Decode, "<!DOCTYPE html>"),
        ] {
            let before = server.requests().len();
            server.crash_next(crash);
            let error = run(number, &billing).await.unwrap_err();
            // That it did not act is the sandbox's choice: nobody could know.
            assert_eq!((error.kind(), error.delivery()), (kind, Delivery::Unknown), "{number} {crash:?}");
            assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 200));
            let internal = kind == ErrorKind::Api;
            assert_eq!(error.refusal(), internal.then_some(&Refusal::Internal));
            assert_eq!(error.message(), internal.then_some("Internal error"));
            assert!(error.body().unwrap_or_default().starts_with(body.as_bytes()));
            assert!(!format!("{error} {error:?}").contains("Turn debug on"));
            did_nothing(&server, before);
        }
    }
    assert_eq!(server.logins(), 1, "a crash is no matter of the session");
}

/// The words are handed over as they came, and without markup for those who ask.
#[tokio::test]
async fn refusals_in_words() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).attempts(1).build().unwrap();
    billing.version().await.unwrap();
    for number in 0..OPERATIONS {
        for (words, plain, refusal, delivery) in [
            (
                "<p>Недостатньо <b>коштів</b>: &lt; 5 грн</p>",
                "Недостатньо коштів: < 5 грн",
                Refusal::Other,
                Delivery::Unknown,
            ),
            ("Недостаточно привилегий.", "Недостаточно привилегий.", Refusal::Privilege, Delivery::Refused),
            (
                "Access for login <b>boss</b> is blocked",
                "Access for login boss is blocked",
                Refusal::Blocked,
                Delivery::Refused,
            ),
        ] {
            let before = server.requests().len();
            server.refuse_next(words);
            let error = run(number, &billing).await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, delivery), "{number} {words}");
            assert_eq!((error.message(), error.refusal()), (Some(words), Some(&refusal)));
            assert_eq!(plain_text(error.message().unwrap()), plain);
            assert_eq!((error.attempts(), error.code()), (1, None));
            did_nothing(&server, before);
        }
    }
}

/// A crash under a login is not one of the call: it has not left.
#[tokio::test]
async fn crashes_under_a_login() {
    let server = Sandbox::nodeny().start().await.unwrap();
    for (crash, kind) in [
        (Crash::InternalError, ErrorKind::Api),
        (Crash::HardError, ErrorKind::Decode),
        (Crash::HtmlPage, ErrorKind::Decode),
    ] {
        let billing = account(&server, SUBSCRIBER).attempts(1).build().unwrap();
        server.crash_next(crash);
        let error = billing.subscriber().send_message("x").await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (kind, Delivery::NotSent), "{crash:?}");
        // It is not remembered as a refused login is.
        billing.version().await.unwrap();
        server.expire_sessions();
        server.crash_next(Crash::HtmlPage);
        let error = billing.subscriber().send_message("x").await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::Unknown, "the call itself crashed, for all one can know");
        assert_eq!(server.acts(), []);
    }
}
