//! Receives what the PBX sends: answers at once, leaves the work to others.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::routing::any;
use mobilon_client::Secret;
use mobilon_client::webhook::{Webhook, WebhookError, WebhookParser};

/// Anybody can send requests here, so the address that the PBX is given has a secret in this parameter of its query.
pub const SECRET_PARAMETER: &str = "authkey";
/// The most bytes of a body. An event has some 400.
pub const MAX_BODY: usize = 64 * 1024;

/// The two addresses that the PBX is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Where it posts events to.
    pub events: String,
    /// The template of the documented GET.
    pub template: String,
}

impl Addresses {
    /// Of a receiver at `base`, such as `http://127.0.0.1:8087`.
    pub fn new(base: &str, secret: &str) -> Self {
        let events = format!("{base}/hook?{SECRET_PARAMETER}={secret}");
        Self { template: format!("{events}&key={{KEY}}&number={{NUMBER}}"), events }
    }
}

struct Hook<F> {
    parser: WebhookParser,
    take: F,
}

/// The routes. `take` is given each request as it was understood, or why it was not; it must not wait for anything,
/// since the PBX is answered only after it.
pub fn router<F>(secret: impl Into<Secret>, take: F) -> Router
where
    F: Fn(Result<Webhook, WebhookError>) + Send + Sync + 'static,
{
    let parser = WebhookParser::new().shared_secret(SECRET_PARAMETER, secret);
    Router::new()
        .route("/hook", any(receive::<F>))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(Arc::new(Hook { parser, take }))
}

async fn receive<F>(
    State(hook): State<Arc<Hook<F>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> (StatusCode, &'static str)
where
    F: Fn(Result<Webhook, WebhookError>),
{
    let content_type = headers.get("content-type").and_then(|value| value.to_str().ok());
    let read = match body {
        Ok(body) => hook.parser.parse(method.as_str(), uri.query(), content_type, &body),
        Err(problem) if problem.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(WebhookError::TooLarge { what: "bytes of body", limit: MAX_BODY })
        }
        // It broke off on the way: nobody waits for an answer.
        Err(problem) => return (problem.status(), "no"),
    };
    let answer = match &read {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(error) => (status(error), "no"),
    };
    (hook.take)(read);
    answer
}

fn status(error: &WebhookError) -> StatusCode {
    match error {
        WebhookError::SecretMissing | WebhookError::SecretWrong => StatusCode::FORBIDDEN,
        WebhookError::Method => StatusCode::METHOD_NOT_ALLOWED,
        WebhookError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    }
}
