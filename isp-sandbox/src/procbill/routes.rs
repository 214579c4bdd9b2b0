//! The one path.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::builder::PATH;
use super::state::State;
use super::{answer, query};

pub(crate) fn routes(state: Arc<State>) -> Router {
    Router::new().route(PATH, any(entry)).with_state(state)
}

async fn entry(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    // The page speaks of GET only. What other methods do is unknown; here they must not act.
    if request.method() != Method::GET {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")]).into_response();
    }
    let (reply, dialect) = state.deal(&query::parse(request.uri().query().unwrap_or_default()));
    answer::response(reply, &dialect)
}
