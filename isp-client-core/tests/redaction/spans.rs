//! The spans of a call and its attempts: which fields they have, and what they leave out.

use std::collections::BTreeMap;

use isp_client_core::{Effect, ErrorKind, Request};
use isp_test_support::collect::{self, Seen};
use isp_test_support::loopback::closed_port;

use crate::support::product::{Ask, Builder, builder};
use crate::support::server::{Read, Server, answer, ok};

/// Makes one call to `path` and gives its span and those of its attempts. `path` is the mark by which they are found.
async fn spans_of(builder: Builder, base: &str, effect: Effect, path: &'static str) -> (Seen, Vec<Seen>) {
    collect::start();
    let client = builder.key("hush").build(base);
    let request = Request::get(path).query("number", "380441234567");
    let _ = client.call(Ask { effect, request }).await;
    let all = collect::spans();
    let attempts: Vec<_> = all
        .iter()
        .filter(|span| span.name == "attempt" && span.fields.get("url.template").is_some_and(|of| of == path))
        .cloned()
        .collect();
    let call = attempts[0].parent.unwrap();
    assert!(attempts.iter().all(|attempt| attempt.parent == Some(call)));
    (all[call].clone(), attempts)
}

fn assert_fields(span: &Seen, expected: &[(&'static str, &str)]) {
    let expected: BTreeMap<_, _> =
        expected.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    assert_eq!(span.fields, expected);
    assert!(span.target.starts_with("isp_client_core"), "{}", span.target);
}

#[tokio::test]
async fn a_call_that_succeeds_at_once() {
    let server = Server::always([Read, ok("")]).await;
    let base = format!("{}/erp", server.url());
    let (call, attempts) = spans_of(builder(), &base, Effect::Once, "at-once").await;
    assert_eq!(call.name, "call");
    assert_fields(
        &call,
        &[
            ("otel.name", "test ask"),
            ("otel.kind", "internal"),
            ("isp.product", "test"),
            ("isp.operation", "ask"),
            ("isp.effect", "once"),
            ("isp.attempts", "1"),
        ],
    );
    assert_eq!(attempts.len(), 1);
    assert_fields(
        &attempts[0],
        &[
            ("otel.name", "GET at-once"),
            ("otel.kind", "client"),
            ("http.request.method", "GET"),
            ("http.response.status_code", "200"),
            ("server.address", "127.0.0.1"),
            ("server.port", &server.port().to_string()),
            ("url.scheme", "http"),
            ("url.template", "at-once"),
        ],
    );
}

#[tokio::test]
async fn each_attempt_has_its_own_status_and_number() {
    let throttled = answer(429, "Retry-After: 0\r\n", "");
    let server =
        Server::always([Read, throttled, Read, answer(500, "", ""), Read, answer(404, "", "")]).await;
    let (call, attempts) = spans_of(builder(), &server.url(), Effect::Read, "resent").await;
    assert_eq!((call.fields["isp.attempts"].as_str(), call.fields["error.type"].as_str()), ("3", "404"));
    let of = |name| attempts.iter().map(|span| span.fields.get(name).map(String::as_str)).collect::<Vec<_>>();
    assert_eq!(of("http.response.status_code"), [Some("429"), Some("500"), Some("404")]);
    assert_eq!(of("error.type"), [Some("throttled"), Some("500"), Some("404")]);
    assert_eq!(of("http.request.resend_count"), [None, Some("1"), Some("2")]);
}

#[tokio::test]
async fn an_attempt_without_an_answer_has_no_status() {
    let (_held, url) = closed_port();
    let (call, attempts) = spans_of(builder().attempts(1), &url, Effect::Read, "refused").await;
    assert_eq!(call.fields["error.type"], ErrorKind::Connect.as_str());
    assert_eq!(attempts[0].fields["error.type"], "connect");
    assert!(!attempts[0].fields.contains_key("http.response.status_code"));
}

#[tokio::test]
async fn no_span_names_the_whole_address() {
    let server = Server::always([Read, answer(500, "", "")]).await;
    let (call, attempts) = spans_of(builder(), &server.url(), Effect::Read, "no-query").await;
    for span in attempts.into_iter().chain([call]) {
        assert!(!span.fields.contains_key("url.full") && !span.fields.contains_key("url.query"));
        for value in span.fields.values() {
            assert!(
                !value.contains("380441234567") && !value.contains("hush") && !value.contains('?'),
                "{value}"
            );
        }
    }
}
