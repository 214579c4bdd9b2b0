//! A server that echoes all that it was trusted with, wherever it can.

use isp_test_support::collect;
use isp_test_support::loopback::{Came, Canned, answering, closed_port};
use isp_test_support::secret::{encoded, percent_encoded, written};
use nodeny_client::{Client, Effect, Error};
use proptest::prelude::*;
use serde_json::json;
use tokio::runtime::Runtime;

use super::forms::{Secrets, check, echoes_hidden, shown};
use super::support::{quick, whole_or_cut};

/// The ways in which the server below answers, the first part of the path.
const WAYS: [&str; 14] = [
    "error", "code", "page", "status", "away", "moved", "field", "value", "row", "nonsense", "text", "cut",
    "open", "close",
];

/// What a request carried: in its address, its form, its cookie.
fn carried(came: &Came) -> Vec<String> {
    let query = came.head.split(' ').nth(1).unwrap().split_once('?').map_or("", |(_, query)| query);
    let pairs = url::form_urlencoded::parse(query.as_bytes()).chain(url::form_urlencoded::parse(&came.body));
    let mut carried: Vec<_> =
        pairs.map(|(_, value)| value.into_owned()).filter(|value| value.len() > 8).collect();
    let session = came.header("cookie").and_then(|cookie| cookie.split("; ").next()?.strip_prefix("noses="));
    carried.extend(session.map(str::to_owned));
    carried
}

fn echo(came: &Came) -> Vec<u8> {
    let way = came.head.split('/').nth(1).unwrap();
    let carried = carried(came);
    let all = carried.iter().flat_map(|secret| written(secret)).collect::<Vec<_>>().join(" ");
    let on_address = carried.iter().flat_map(encoded).collect::<Vec<_>>().join("/");
    let ok = |body: String| (200, String::new(), body);
    let to = |location: String| (302, format!("Location: {location}\r\n"), String::new());
    let first = carried.first().cloned().unwrap_or_default();
    let (status, header, body) = match way {
        "error" => ok(json!({"error": all, "debug": all}).to_string()),
        "code" => ok(json!({"error": first, "err_cod": all}).to_string()),
        "page" => ok(format!("<!DOCTYPE html><html><title>{all}</title></html>")),
        "status" => (500, String::new(), all),
        "away" => to(format!("/login/{on_address}?token={on_address}#{on_address}")),
        "moved" => to(format!("http://{}@billing.test/{on_address}", percent_encoded(&first))),
        "field" => ok(json!({"result": [{ "id": 1, &first: 1, "end": { &all: all } }]}).to_string()),
        "value" => ok(json!({"result": 7, "usr": {"id": all}, "credit": {"amt": all}, "ses": 1}).to_string()),
        "row" => ok(json!({ &first: {"id": all}, &all: [], "result": all }).to_string()),
        "nonsense" => ok(format!("{{\"{all}")),
        "text" | "cut" | "open" => ok(all),
        "close" => return Vec::new(),
        _ => panic!("{way}"),
    };
    // Without an announced end a cut answer looks whole.
    let length = match way {
        "cut" => format!("Content-Length: {}\r\n", body.len() + 9),
        "open" => String::new(),
        _ => format!("Content-Length: {}\r\n", body.len()),
    };
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{header}{length}\r\n{body}").into()
}

async fn start_echo() -> String {
    answering(|came| vec![echo(&came)]).await
}

fn builder(url: &str) -> nodeny_client::ClientBuilder {
    quick(Client::builder(url).unwrap()).attempts(1)
}

/// What each operation says; what went well has nothing to print.
async fn errors(billing: &Client, secrets: &Secrets) -> Vec<Error> {
    let (me, all) = (billing.subscriber(), billing.admin());
    let errors = [
        me.account().await.err(),
        me.connections().await.err(),
        me.take_credit().await.err(),
        me.redeem_card(secrets.card.as_str()).await.err(),
        me.register_push_token(secrets.push.as_str()).await.err(),
        me.bank_cards().await.err(),
        all.users().await.err(),
        all.users().stream().collect().await.err(),
        billing
            .raw("u_new", Effect::Once)
            .param("k", nodeny_client::Secret::new(secrets.card.as_str()))
            .await
            .err(),
        billing.logout().await.err(),
    ];
    errors.into_iter().flatten().collect()
}

/// With a session: that, card and token are what travels.
#[test]
fn errors_of_calls_to_servers_that_echo() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(4, |secrets| {
        let mark = collect::mark();
        for way in WAYS {
            let billing = builder(&format!("{url}/{way}")).session(secrets.session.as_str()).build().unwrap();
            let errors = runtime.block_on(errors(&billing, &secrets));
            prop_assert!(!errors.is_empty(), "{way}");
            for error in errors {
                echoes_hidden(&secrets, &shown(&error))?;
            }
        }
        echoes_hidden(&secrets, &collect::since(mark))
    });
}

/// The login's own answer, asked for and by a call that needs it; each tells it again while it is remembered.
#[test]
fn errors_of_logins_at_servers_that_echo() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(2, |secrets| {
        let mark = collect::mark();
        for way in WAYS {
            let builder =
                || builder(&format!("{url}/{way}")).login(secrets.login.as_str(), secrets.password.as_str());
            let asked = runtime.block_on(builder().build().unwrap().login()).unwrap_err();
            echoes_hidden(&secrets, &shown(&asked))?;
            let errors = runtime.block_on(errors(&builder().build().unwrap(), &secrets));
            prop_assert!(!errors.is_empty(), "{way}");
            for error in errors {
                echoes_hidden(&secrets, &shown(&error))?;
            }
            // A session that expired, then a login that is refused.
            let expired = builder().session(secrets.session.as_str()).build().unwrap();
            for error in runtime.block_on(self::errors(&expired, &secrets)) {
                echoes_hidden(&secrets, &shown(&error))?;
            }
        }
        echoes_hidden(&secrets, &collect::since(mark))
    });
}

/// A refusal is remembered for the calls that come after it.
#[test]
fn a_refused_login_that_is_told_again() {
    let runtime = Runtime::new().unwrap();
    check(24, |secrets| {
        let echoed = written(&secrets.password).join(" ");
        let refused = json!({"error": echoed, "err_cod": "wrong_password"}).to_string();
        let expired = json!({"error": "x", "err_cod": "unauthorized"}).to_string();
        runtime.block_on(async {
            let server = Canned::start([expired, refused].map(|body| whole_or_cut(&body, 0))).await;
            let builder = builder(&server.url).login(secrets.login.as_str(), secrets.password.as_str());
            let billing = builder.session(secrets.session.as_str()).build().unwrap();
            for _ in 0..3 {
                let error = billing.subscriber().take_credit().await.unwrap_err();
                assert_eq!(error.refusal(), Some(&nodeny_client::Refusal::WrongPassword));
                echoes_hidden(&secrets, &shown(&error))?;
            }
            assert_eq!(server.requests().len(), 2);
            Ok(())
        })
    });
}

/// The body is kept as it came, for those who ask for it.
#[tokio::test]
async fn only_the_body_holds_what_was_echoed() {
    let billing = builder(&format!("{}/page", start_echo().await)).session("s3ss10n-token").build().unwrap();
    let error = billing.subscriber().account().await.unwrap_err();
    assert!(String::from_utf8_lossy(error.body().unwrap()).contains("s3ss10n-token"));
}

/// Without any answer only the address could be told.
#[test]
fn errors_without_an_answer() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    let (_held, url) = runtime.block_on(async { closed_port() });
    check(24, |secrets| {
        let with_account = builder(&url).login(secrets.login.as_str(), secrets.password.as_str());
        let with_session = builder(&url).session(secrets.session.as_str());
        for client in [with_account, with_session] {
            let errors = runtime.block_on(errors(&client.build().unwrap(), &secrets));
            prop_assert_eq!(errors.len(), 10);
            for error in errors {
                super::forms::all_hidden(&secrets, &shown(&error))?;
            }
        }
        Ok(())
    });
}
