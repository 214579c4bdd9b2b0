//! Random credentials, over real HTTP, against everything that can be printed.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_test_support::loopback::{answering, closed_port};
use isp_test_support::secret::{self, debugged, hidden, percent_encoded, written};
use mobilon_client::{
    AccountToken, CallRefusal, Client, ClientBuilder, Effect, Error, LocalDate, Recording, UserKey,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::json;
use support::quick;
use tokio::runtime::Runtime;

/// No white space and no control characters: the builder refuses those.
fn secret() -> impl Strategy<Value = String> {
    let plain = proptest::string::string_regex("[!-~а-яёїґ€𝄞]{8,40}").unwrap();
    let keyed = proptest::string::string_regex("[A-Za-z0-9]{6}:[!-~ё]{8,16}").unwrap();
    let short = proptest::string::string_regex("[0-9a-z]{8}").unwrap();
    prop_oneof![plain, keyed, short]
}

/// All that an error tells, except for the answer itself, which it keeps as it came.
fn shown(error: &Error) -> String {
    let refusal = error.refusal::<CallRefusal>().map(|refusal| format!("{refusal}\n{}", debugged(refusal)));
    let parts = [error.message(), error.code(), error.path(), error.location(), refusal.as_deref()];
    secret::shown(error, parts)
}

/// The ways in which the server below answers, the first part of the path.
const WAYS: [&str; 13] = [
    "refusal", "old", "code", "page", "error", "away", "moved", "field", "value", "xml", "nonsense", "cut",
    "close",
];

/// Echoes the credential of a request, raw and encoded.
fn echo(head: &str) -> Vec<u8> {
    let target = head.split(' ').nth(1).unwrap();
    let (path, query) = target.split_once('?').unwrap();
    let on_wire = query.split('&').next().unwrap().split_once('=').unwrap().1;
    let secret = url::form_urlencoded::parse(query.as_bytes()).next().unwrap().1.into_owned();
    let all = written(&secret).join(" ");
    let ok = |body: String| (200, String::new(), body);
    let to = |location: String| (302, format!("Location: {location}\r\n"), String::new());
    let way = path.split('/').nth(1).unwrap();
    let (status, header, body) = match way {
        "refusal" => ok(json!({"result": "FAIL", "description": all, "code": "1"}).to_string()),
        "old" => ok(json!({"result": "FAIL", "message": all}).to_string()),
        "code" => ok(json!({"result": "FAIL", "description": secret, "code": on_wire}).to_string()),
        "page" => ok(format!("<!DOCTYPE html><html><title>{all}</title></html>")),
        "error" => (500, String::new(), all),
        "away" => to(format!("/login/{on_wire}/{on_wire}?token={on_wire}")),
        "moved" => to(format!("http://{}@pbx.test/api/call/{on_wire}#{on_wire}", percent_encoded(&secret))),
        "field" => ok(json!([{ "callid": "1.1", secret: 1, "duration": [{ &all: all }] }]).to_string()),
        "value" => ok(json!({ "callid": "1.1", "duration": all }).to_string()),
        "xml" => ok(format!("<calls><call><time>{}</time></call></calls>", all.replace(['<', '&'], "."))),
        "nonsense" | "cut" => ok(all),
        "close" => return Vec::new(),
        _ => panic!("{way}"),
    };
    let length = body.len() + if way == "cut" { 9 } else { 0 };
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{header}Content-Length: {length}\r\n\r\n{body}")
        .into()
}

async fn start_echo() -> String {
    answering(|came| vec![echo(&came.head)]).await
}

fn day() -> LocalDate {
    LocalDate::new(2026, 11, 20).unwrap()
}

fn builder(url: &str, key: &str, token: &str) -> ClientBuilder {
    quick(Client::builder(url).unwrap().user_key(key).account_token(token)).attempts(1)
}

/// What each operation says; what went well has nothing to print.
async fn errors(pbx: &Client) -> Vec<Error> {
    let raw = || pbx.raw("api/call/new", Effect::Read);
    let recorded = match pbx.recording("1.2").await {
        Ok(Recording::Ready(body)) => body.read_all(1 << 20).await.err(),
        other => other.err(),
    };
    let errors = [
        pbx.call("89130000001").await.err(),
        pbx.call_info("1.2").await.err(),
        pbx.journal(day()).await.err(),
        pbx.journal(day()).stream().collect().await.err(),
        pbx.journal_range(day()..=day()).stream().collect().await.err(),
        recorded,
        raw().with_user_key().await.err(),
        raw().with_account_token().await.err(),
    ];
    errors.into_iter().flatten().collect()
}

fn check(cases: u32, test: impl Fn((String, String)) -> Result<(), TestCaseError>) {
    secret::check(cases, &(secret(), secret()), test);
}

#[test]
fn errors_of_servers_that_echo() {
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(24, |(key, token)| {
        for way in WAYS {
            let pbx = builder(&format!("{url}/{way}"), &key, &token).build().unwrap();
            let errors = runtime.block_on(errors(&pbx));
            prop_assert!(!errors.is_empty(), "{way}");
            for error in errors {
                hidden(&key, &shown(&error))?;
                hidden(&token, &shown(&error))?;
            }
        }
        Ok(())
    });
}

/// The body is kept as it came, for those who ask for it.
#[tokio::test]
async fn only_the_body_holds_what_was_echoed() {
    let pbx = builder(&format!("{}/page", start_echo().await), support::KEY, support::TOKEN).build().unwrap();
    let error = pbx.journal(day()).await.unwrap_err();
    assert!(String::from_utf8_lossy(error.body().unwrap()).contains(support::TOKEN));
}

/// Without any answer only the address could be told.
#[test]
fn errors_without_an_answer() {
    let runtime = Runtime::new().unwrap();
    let (_held, url) = runtime.block_on(async { closed_port() });
    check(40, |(key, token)| {
        let pbx = builder(&url, &key, &token).build().unwrap();
        let errors = runtime.block_on(errors(&pbx));
        prop_assert_eq!(errors.len(), 8);
        for error in errors {
            hidden(&key, &shown(&error))?;
            hidden(&token, &shown(&error))?;
        }
        Ok(())
    });
}

#[test]
fn clients_builders_and_operations() {
    check(64, |(key, token)| {
        let builder = builder("http://127.0.0.1:9", &key, &token);
        let pbx = builder.clone().build().unwrap();
        let printed = [
            debugged(&builder),
            debugged(&pbx),
            debugged(&(UserKey::new(key.as_str()), AccountToken::new(token.as_str()))),
            debugged(&pbx.call("1")),
            debugged(&pbx.call_info("1.2")),
            debugged(&pbx.journal(day())),
            debugged(&pbx.journal(day()).stream()),
            debugged(&pbx.journal(day()).pages(5)),
            debugged(&pbx.journal_range(day()..=day())),
            debugged(&pbx.recording("1.2")),
            debugged(&pbx.raw("api/call/new", Effect::Read).with_user_key().with_account_token()),
        ]
        .concat();
        hidden(&key, &printed)?;
        hidden(&token, &printed)
    });
}

#[test]
fn errors_of_the_builder() {
    check(64, |(key, token)| {
        let errors = [
            builder("http://127.0.0.1:9", &format!("{key} "), &token).build().unwrap_err(),
            builder("http://127.0.0.1:9", &key, &format!("\n{token}")).build().unwrap_err(),
            builder("http://127.0.0.1:9", &key, &token).in_flight(0).build().unwrap_err(),
            builder("http://pbx.test", &key, &token).build().unwrap_err(),
            Client::builder(&format!("https://pbx.test/?key={key}&token={token}")).unwrap_err(),
            Client::builder(&format!("{key}{token}")).unwrap_err(),
        ];
        for error in errors {
            hidden(&key, &shown(&error))?;
            hidden(&token, &shown(&error))?;
        }
        Ok(())
    });
}

/// Whether the server fills the placeholders of `record_url` is not known.
#[test]
fn calls_whose_record_url_holds_the_token() {
    check(64, |(_, token)| {
        for written in written(&token) {
            let url = format!("/api/call/record?token={written}&callid=1.2");
            let call: mobilon_client::Call =
                serde_json::from_value(json!({ "callid": "1.2", "record_url": url })).unwrap();
            prop_assert_eq!(call.record_url.as_ref().unwrap().expose(), url);
            hidden(&token, &debugged(&call))?;
            hidden(&token, &debugged(&vec![Some(call)]))?;
        }
        Ok(())
    });
}
