//! Answers and errors, whole, by script: each refusal, each outcome, each typing.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use nodeny_client::testing::{Reply, Script};
use nodeny_client::{
    CardOutcome, Client, CreditOutcome, Delivery, Effect, Error, ErrorKind, OPERATIONS, Refusal,
};
use rust_decimal::dec;

fn client(script: &Script) -> Client {
    let builder = Client::builder("https://billing.test/sub").unwrap().session("s3s/1").language("UA");
    builder.transport(script.clone()).build().unwrap()
}

async fn ask(body: &'static str) -> Result<nodeny_client::Answer, Error> {
    client(&Script::new([Reply::ok(body)])).raw("u_main", Effect::Once).await
}

#[tokio::test]
async fn each_operation_sends_the_documented_line_with_the_session_in_a_cookie() {
    let script = Script::always(Reply::ok(r#"{"result":"ok"}"#));
    let billing = client(&script);
    let me = billing.subscriber();
    billing.version().await.unwrap();
    me.credit().await.unwrap();
    me.take_credit().await.unwrap();
    me.redeem_card("21242830587619").await.unwrap();
    billing.raw("u_gcm", Effect::Replay).param("reg_id", "c-k:A/b").await.unwrap();
    billing.raw("u_message", Effect::Once).param("msg", "a=b").post().await.unwrap();
    billing.logout().await.unwrap();
    let sent = script.requests();
    let lines: Vec<_> =
        sent.iter().map(|sent| sent.url.strip_prefix("https://billing.test/sub/cgi-bin/").unwrap()).collect();
    assert_eq!(
        lines,
        [
            "noapi.pl?a=version",
            "noapi.pl?a=u_credit",
            "noapi.pl?a=u_credit&go=1",
            "noapi.pl?a=u_cards&cod=21242830587619",
            "noapi.pl?a=u_gcm&reg_id=c-k:A%2Fb",
            "noapi.pl",
            "noapi.pl?a=logout",
        ]
    );
    assert_eq!(sent[5].form.as_deref(), Some("a=u_message&msg=a%3Db"));
    for request in &sent {
        assert_eq!(request.cookie.as_deref(), Some("noses=s3s/1; nolang=UA"), "raw, and not in the address");
        assert!(request.headers.iter().all(|(name, _)| name != "x-requested-with"));
    }
}

#[tokio::test]
async fn the_address_of_the_program_itself_will_do() {
    for address in [
        "https://b.test",
        "https://b.test/",
        "https://b.test/cgi-bin/noapi.pl",
        "https://b.test/cgi-bin/noapi.pl/",
    ] {
        let script = Script::always(Reply::ok("{}"));
        let billing =
            Client::builder(address).unwrap().session("s3s").transport(script.clone()).build().unwrap();
        billing.version().await.unwrap();
        assert_eq!(script.requests()[0].url, "https://b.test/cgi-bin/noapi.pl?a=version");
    }
}

#[tokio::test]
async fn each_refusal_has_its_own_kind() {
    use {Delivery::*, ErrorKind::*};
    for (body, refusal, kind, delivery) in [
        (include_str!("fixtures/unauthorized.json"), Refusal::Unauthorized, Auth, Refused),
        (include_str!("fixtures/unauthorized_legacy.json"), Refusal::Unauthorized, Auth, Refused),
        (include_str!("fixtures/wrong_password.json"), Refusal::WrongPassword, Auth, Refused),
        (include_str!("fixtures/unknown_command.json"), Refusal::UnknownCommand, Api, Refused),
        (include_str!("fixtures/blocked.json"), Refusal::Blocked, Api, Refused),
        (include_str!("fixtures/privilege.json"), Refusal::Privilege, Api, Refused),
        (include_str!("fixtures/internal.json"), Refusal::Internal, Api, Unknown),
        (r#"{"error":"нет денег"}"#, Refusal::Other, Api, Unknown),
        (r#"{"error":"new","err_cod":"brand_new"}"#, Refusal::Other, Api, Unknown),
    ] {
        let error = ask(body).await.unwrap_err();
        assert_eq!(error.refusal(), Some(&refusal), "{body}");
        assert_eq!((error.kind(), error.delivery()), (kind, delivery), "{body}");
    }
    let error = ask(include_str!("fixtures/blocked.json")).await.unwrap_err();
    assert_eq!(error.message(), Some("Access for login <b>boss</b> is blocked"), "as given");
}

#[tokio::test]
async fn what_is_no_json_is_told_apart() {
    for (body, what) in [
        ("", "empty"),
        ("Hard Error. Need debug mode", "crashed"),
        ("<!doctype html><html></html>", "web page"),
    ] {
        let error = ask(body).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown), "{body}");
        assert!(error.to_string().contains(what), "{error}");
    }
    let script = Script::new([Reply::status(502).body("<html>bad gateway</html>")]);
    let error = client(&script).raw("u_main", Effect::Once).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn an_empty_object_is_a_success_and_debug_is_never_kept() {
    assert!(ask("{}").await.unwrap().result().is_none());
    let answer = ask(r#"{"result":"ok","debug":["SELECT hush"]}"#).await.unwrap();
    assert_eq!(answer.json().to_string(), r#"{"result":"ok"}"#);
    assert_eq!(answer.decode::<serde_json::Value>().unwrap().to_string(), r#"{"result":"ok"}"#);
    let error = ask(r#"{"error":"x","debug":"SELECT hush"}"#).await.unwrap_err();
    assert!(!format!("{error:?}").contains("hush"));
    assert_eq!(error.body(), Some(&br#"{"error":"x"}"#[..]), "but nothing else is lost");
}

#[tokio::test]
async fn the_word_error_inside_an_answer_is_no_error() {
    assert!(ask(r#"{"result":{"error":"of a message"}}"#).await.is_ok());
    assert!(ask(r#"{"result":["\"error\""]}"#).await.is_ok());
}

#[tokio::test]
async fn a_credit_is_the_same_in_each_typing() {
    for body in [include_str!("fixtures/credit_offer.json"), include_str!("fixtures/credit_offer_text.json")]
    {
        let offer = client(&Script::new([Reply::ok(body)])).subscriber().credit().await.unwrap();
        let credit = offer.credit.unwrap();
        assert_eq!(offer.outcome, CreditOutcome::Ok);
        assert_eq!((credit.amount, credit.full_amount), (Some(dec!(7.42)), Some(dec!(7.42))));
        assert_eq!((credit.commission, credit.days), (Some(dec!(0)), Some(5)));
        assert_eq!(credit.currency.as_deref(), Some("грн"));
    }
}

#[tokio::test]
async fn the_five_results_of_a_credit_are_outcomes() {
    for (word, outcome) in [
        ("ok", CreditOutcome::Ok),
        ("blocked", CreditOutcome::Blocked),
        ("other_exists", CreditOutcome::OtherExists),
        ("no_more", CreditOutcome::NoMore),
        ("many_nopay_days", CreditOutcome::ManyNopayDays),
        ("new_one", CreditOutcome::Other("new_one".into())),
    ] {
        let script =
            Script::new([Reply::ok(include_str!("fixtures/credit_blocked.json").replace("blocked", word))]);
        let taken = client(&script).subscriber().take_credit().await.unwrap();
        assert_eq!((taken.outcome, taken.credit), (outcome, None));
    }
    let error = client(&Script::new([Reply::ok("{}")])).subscriber().take_credit().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown));
}

#[tokio::test]
async fn the_three_results_of_a_card_are_outcomes() {
    for (word, outcome) in [
        ("ok", CardOutcome::Ok),
        ("wrong_code", CardOutcome::WrongCode),
        ("already_activated", CardOutcome::AlreadyActivated),
    ] {
        let script = Script::new([Reply::ok(format!(r#"{{"result":"{word}"}}"#))]);
        assert_eq!(client(&script).subscriber().redeem_card("123").await.unwrap(), outcome);
    }
    for code in ["", "1 2", "1\n", "я"] {
        let error = client(&Script::default()).subscriber().redeem_card(code).await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some("cod")));
    }
}

#[tokio::test]
async fn money_is_not_moved_twice_on_a_guess() {
    for reply in [Reply::hang(), Reply::status(500), Reply::ok("{").cut(), Reply::broken_reused_connection()]
    {
        tokio::time::pause();
        let script = Script::new([reply, Reply::ok(r#"{"result":"ok"}"#)]);
        let error = client(&script).subscriber().take_credit().await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(script.requests().len(), 1);
        tokio::time::resume();
    }
}

#[tokio::test]
async fn names_that_the_server_keeps_are_refused() {
    for name in ["_uu", "_ses", "__render", "set_noses", "a"] {
        let error = client(&Script::default()).raw("x", Effect::Read).param(name, "1").await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some(name)));
    }
    for action in ["", "a b", "a&b", "я"] {
        let error = client(&Script::default()).raw(action, Effect::Read).await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some("a")));
    }
}

#[test]
fn the_table_names_what_must_not_happen_twice() {
    let once: Vec<_> =
        OPERATIONS.iter().filter(|row| row.effect == Effect::Once).map(|row| &*row.name).collect();
    assert_eq!(once, ["u_message msg", "u_srv_add", "u_credit go=1", "u_cards", "u_fondy", "u_lpay"]);
}
