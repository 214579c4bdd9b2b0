//! The one script, GET and POST alike.

use std::sync::Arc;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};

use super::answer;
use super::attachments::{FILE_TYPE, linked};
use super::builder::PATH;
use super::parameters::Parameters;
use super::state::{Asked, State};
use crate::shared::lock;

/// The sandbox's own limit; a list of ids may be long.
const FORM_MOST: usize = 16 * 1024 * 1024;

pub(crate) fn routes(state: Arc<State>) -> Router {
    Router::new()
        .route(PATH, any(entry))
        .route("/temporary/{uuid}", get(temporary))
        .fallback(|| async { answer::no_such_path() })
        .with_state(state)
}

async fn entry(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    // What other methods do is unknown; here they must not act.
    if !matches!(head.method, Method::GET | Method::POST) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]).into_response();
    }
    let Ok(body) = to_bytes(body, FORM_MOST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    // PHP reads the body of a POST only, and only that of a form.
    let form = if head.method == Method::POST && is_form(&head.headers) { &body[..] } else { &[] };
    let query = head.uri.query().unwrap_or_default();
    let parameters = Parameters::read(query.as_bytes(), form);
    let said = state.deal(&Asked { method: head.method.to_string(), parameters });
    answer::response(said.reply, said.name, &said.dialect, said.broken)
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

async fn temporary(Shared(state): Shared<Arc<State>>, Path(uuid): Path<String>) -> Response {
    match linked(&lock(&state.live).store, &uuid) {
        Some(bytes) => ([(header::CONTENT_TYPE, FILE_TYPE)], bytes).into_response(),
        None => answer::no_such_path(),
    }
}
