//! Documented and observed answers, and broken ones, served over real HTTP.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod account;
mod admin;
mod breaks;
mod requests;
mod stream;
mod subscriber;
#[path = "../support/mod.rs"]
mod support;

use nodeny_client::{Client, UnixTime};
use support::with_session;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// As the billing answers: 200, and a type that is not that of JSON.
fn html(body: impl Into<Vec<u8>>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "text/html; charset=utf-8")
}

async fn serving(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let billing = with_session(&server.uri());
    (server, billing)
}

async fn seen(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

fn at(seconds: i64) -> Option<UnixTime> {
    Some(UnixTime::from_seconds(seconds))
}
