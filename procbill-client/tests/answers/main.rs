//! Answers from files over real HTTP, and what is made of each.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod confirm;
mod failures;
mod found;
mod session;
mod subscriber;
#[path = "../support/mod.rs"]
mod support;
mod values;

use procbill_client::Client;
use support::quick;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A server that always answers so, and a client with a session.
async fn serving(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let billing = quick(Client::builder(&server.uri()).unwrap().suid("700100200")).build().unwrap();
    (server, billing)
}

/// 200, with the type that PHP says by itself.
fn html(body: impl Into<Vec<u8>>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "text/html")
}
