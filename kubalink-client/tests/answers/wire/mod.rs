//! Documented and observed answers, and broken ones, served over real HTTP.

mod answers;
mod breaks;
mod dialects;
mod redirects;
mod requests;

use kubalink_client::Client;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// As PHP labels what it says nothing about.
fn html(body: impl Into<Vec<u8>>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "text/html; charset=UTF-8")
}

async fn serving(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let erp = crate::support::client(&server.uri());
    (server, erp)
}

async fn seen(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}
