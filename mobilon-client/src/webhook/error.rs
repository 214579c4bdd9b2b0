//! Why a request is not taken.

use isp_client_core::decode::Fault;

/// Why a request is not taken as a webhook.
///
/// No text here holds a value of the request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The method is neither `GET` nor `POST`.
    #[error("the method is neither GET nor POST")]
    Method,
    /// The query has no shared secret.
    #[error("the query has no shared secret")]
    SecretMissing,
    /// The shared secret is not the right one, is there twice, or was set up as empty text.
    #[error("the shared secret is wrong")]
    SecretWrong,
    /// The request passes a limit of the parser.
    #[error("more than {limit} {what}")]
    TooLarge {
        /// What there is too much of, for example `bytes of body`.
        what: &'static str,
        /// The limit that is passed.
        limit: usize,
    },
    /// The body begins like a JSON object and cannot be read as one.
    #[error("the body is not the JSON that it begins as")]
    Json(#[source] Fault),
    /// None of the known forms. The text says what was found.
    #[error("not a known form of webhook: {0}")]
    NotUnderstood(&'static str),
    /// A field without which the webhook says nothing.
    #[error("field {name}: {problem}")]
    Field {
        /// The name of the field or parameter.
        name: String,
        /// What is wrong with it.
        problem: &'static str,
    },
}
