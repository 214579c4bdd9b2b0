//! One span per call, one per attempt, named as OpenTelemetry's HTTP conventions do. No query, no full URL.

use tracing::Span;
use tracing::field::Empty;

use crate::{BaseUrl, Error, Operation, Request};

pub(crate) fn call_span(operation: &Operation) -> Span {
    tracing::info_span!(
        "call",
        otel.name = %format_args!("{} {}", operation.product, operation.name),
        otel.kind = "internal",
        isp.product = operation.product,
        isp.operation = %operation.name,
        isp.effect = %operation.effect,
        isp.attempts = Empty,
        "error.type" = Empty,
    )
}

pub(crate) fn attempt_span(request: &Request, base: &BaseUrl, resent: u32) -> Span {
    let span = tracing::debug_span!(
        "attempt",
        otel.name = %format_args!("{} {}", request.method().as_str(), request.path()),
        otel.kind = "client",
        http.request.method = request.method().as_str(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        server.address = base.host(),
        server.port = base.port(),
        url.scheme = base.as_url().scheme(),
        url.template = request.path(),
        "error.type" = Empty,
    );
    // The conventions ask for the count only when the request is sent again.
    if resent > 0 {
        span.record("http.request.resend_count", resent);
    }
    span
}

/// The conventions want the status as `error.type` where a status was the error.
pub(crate) fn record_error(span: &Span, error: &Error) {
    match (error.kind(), error.status()) {
        (crate::ErrorKind::Status, Some(status)) => span.record("error.type", status.as_str()),
        (kind, _) => span.record("error.type", kind.as_str()),
    };
}
