//! `debug` of an answer holds SQL and paths of the server. Nothing keeps it.

use isp_test_support::fixture;
use isp_test_support::loopback::Canned;
use isp_test_support::secret::debugged;
use nodeny_client::{Client, Error};

use super::forms::shown;
use super::support::{HEAD, whole_or_cut, with_account, with_session};

const HUSH: &str = "SELECT hush FROM users";

/// With `debug` in front: a text, a list, both as seen.
fn with_debug(body: &str) -> [String; 3] {
    let rest = body.trim_ascii().strip_prefix('{').unwrap();
    let comma = if rest.trim_ascii() == "}" { "" } else { "," };
    let list = format!("[\"{HUSH}\",\"/usr/local/nodeny/{HUSH}\"]");
    [
        format!("{{\"debug\" : \"{HUSH}\"{comma}{rest}"),
        format!("{{\"debug\":{list}{comma}{rest}"),
        format!("{} {comma} \"debug\" : {list} }}", body.trim_ascii().strip_suffix('}').unwrap()),
    ]
}

fn clean(error: &Error) {
    assert!(!shown(error).contains("hush"), "{error:?}");
    let body = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
    assert!(!body.contains("hush"), "{error}: {body}");
}

async fn errors(billing: &Client) -> Vec<Error> {
    let me = billing.subscriber();
    let errors = [
        me.account().await.err(),
        me.messages().await.err(),
        me.take_credit().await.err(),
        me.redeem_card("1").await.err(),
        me.send_message("x").await.err(),
        billing.admin().users().await.err(),
        billing.admin().users().stream().collect().await.err(),
    ];
    errors.into_iter().flatten().collect()
}

#[tokio::test]
async fn in_answers_that_went_well() {
    for body in with_debug(fixture!("result_ok.json")).into_iter().chain(with_debug("{}")) {
        let server = Canned::start([whole_or_cut(&body, 0)]).await;
        let answer = with_session(&server.url).version().await.unwrap();
        assert!(answer.json().get("debug").is_none());
        let decoded: serde_json::Value = answer.decode().unwrap();
        assert!(!format!("{} {decoded} {}", debugged(&answer), answer.json()).contains("hush"));
    }
    for body in with_debug(fixture!("main_row.json")) {
        let server = Canned::start([whole_or_cut(&body, 0)]).await;
        let account = with_session(&server.url).subscriber().account().await.unwrap();
        assert!(account.extra.is_empty() && account.services.len() == 2);
    }
    for body in with_debug(fixture!("users_result.json")) {
        let server = Canned::start([whole_or_cut(&body, 0)]).await;
        let all = with_session(&server.url).admin();
        assert_eq!(all.users().await.unwrap().len(), 2);
        assert_eq!(all.users().stream().collect().await.unwrap().len(), 2);
    }
    for body in with_debug(fixture!("credit_offer.json")) {
        let server = Canned::start([whole_or_cut(&body, 0)]).await;
        let offer = with_session(&server.url).subscriber().credit().await.unwrap();
        assert!(offer.extra.get("debug").is_none() && offer.credit.is_some());
    }
}

#[tokio::test]
async fn in_refusals_and_in_what_is_not_understood() {
    for body in [
        "{\"error\":\"x\"}",
        "{\"error\":{\"x\":1}}",
        "{\"result\":7}",
        "{\"usr\":7}",
        "{\"users\":[{}]}",
        "{\"result\":[{\"id\":[7]}]}",
    ] {
        for body in with_debug(body) {
            let server = Canned::start([whole_or_cut(&body, 0)]).await;
            let errors = errors(&with_session(&server.url)).await;
            assert!(!errors.is_empty());
            errors.iter().for_each(clean);
            let refused = with_account(&server.url);
            clean(&refused.login().await.unwrap_err());
            clean(&refused.version().await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn in_an_error_status() {
    for body in with_debug("{\"error\":\"x\"}") {
        let answer = format!("HTTP/1.1 500 X\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        let server = Canned::start([answer.into_bytes()]).await;
        errors(&with_session(&server.url)).await.iter().for_each(clean);
    }
}

/// An answer that breaks off behind `debug`, with an announced end and without one.
#[tokio::test]
async fn in_an_answer_that_was_cut() {
    for body in with_debug(fixture!("users_result.json")).into_iter().chain(with_debug("{\"error\":\"x\"}")) {
        let cut = &body[..body.trim_ascii_end().len() - 1];
        let open = format!("{HEAD}\r\n{cut}").into_bytes();
        for answer in [whole_or_cut(cut, 1), whole_or_cut(cut, 0), open] {
            let server = Canned::start([answer]).await;
            let errors = errors(&with_session(&server.url)).await;
            assert_eq!(errors.len(), 7);
            errors.iter().for_each(clean);
        }
    }
}
