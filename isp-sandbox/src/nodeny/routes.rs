//! The one path, GET and POST alike.

use std::sync::Arc;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::answer::{self, Crash};
use super::builder::PATH;
use super::form::{FORM_MOST, MULTIPART_MOST, Parameters};
use super::state::{Asked, State};

pub(crate) fn routes(state: Arc<State>) -> Router {
    Router::new().route(PATH, any(entry)).with_state(state)
}

async fn entry(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    // What other methods do is unknown; here they must not act.
    if !matches!(head.method, Method::GET | Method::POST) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]).into_response();
    }
    let of = |name: &str| text(&head.headers, name);
    let content_type = of("content-type").unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let multipart = kind == "multipart/form-data";
    let most = if multipart { MULTIPART_MOST } else { FORM_MOST };
    // A body over the limit of its kind is still read, so that the answer can be.
    let body = match to_bytes(body, MULTIPART_MOST).await {
        Ok(body) if body.len() <= most => body,
        _ => return answer::crashed(Crash::InternalError),
    };
    let mut parameters = Parameters::default();
    if multipart {
        parameters.multipart(&content_type, &body);
    } else if kind.is_empty() || kind == "application/x-www-form-urlencoded" {
        parameters.urlencoded(&body);
    }
    parameters.urlencoded(head.uri.query().unwrap_or_default().as_bytes());
    let asked = Asked {
        method: head.method.to_string(),
        parameters,
        cookie: of("cookie"),
        ajax: of("x-requested-with").is_some_and(|value| value.eq_ignore_ascii_case("XMLHttpRequest")),
    };
    let (reply, dialect, pen) = state.deal(&asked);
    answer::response(reply, &dialect, pen, of("referer").as_deref())
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
