//! One error type for the family: what happened, whether the server may have acted, and where.

mod display;
mod kind;
mod mask;

use std::any::Any;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

pub use self::kind::{Delivery, ErrorKind, NotRepeated};
use crate::decode::{Fault, FaultKind};
use crate::time::TimeError;
use crate::{Effect, Operation, Request, Response};

/// How much of an answer an error keeps.
const BODY_KEPT: usize = 64 * 1024;
/// How much of the server's own words an error keeps.
const MESSAGE_KEPT: usize = 500;

/// Why a call failed.
///
/// It answers without matching on types: [`kind`](Error::kind), [`delivery`](Error::delivery) (may the server have
/// acted?), [`retry_after`](Error::retry_after), [`path`](Error::path) (the field that failed), and what the server
/// said. It is one pointer wide. Neither `Display` nor `Debug` shows a secret, a query or a body.
///
/// ```
/// use isp_client_core::{Delivery, Error, ErrorKind};
///
/// fn act(error: &Error) -> &'static str {
///     match (error.kind(), error.delivery()) {
///         (_, Delivery::Unknown) => "look before you repeat",
///         (ErrorKind::Auth, _) => "check the key",
///         (_, Delivery::NotSent | Delivery::Refused) => "nothing happened: it may be repeated",
///         _ => "report it",
///     }
/// }
/// # let _ = act;
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    delivery: Delivery,
    what: Cow<'static, str>,
    operation: Option<Operation>,
    address: Option<String>,
    status: Option<StatusCode>,
    attempts: u32,
    retry_after: Option<Duration>,
    code: Option<String>,
    message: Option<String>,
    path: Option<String>,
    body: Option<Bytes>,
    location: Option<String>,
    refusal: Option<Arc<dyn Any + Send + Sync>>,
    not_repeated: Option<NotRepeated>,
    reused: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    /// The server's own trouble, which a repeat may find gone.
    passing: bool,
}

/// What a caller asks.
impl Error {
    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the server may have acted.
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// The operation that failed; none for an error of the configuration.
    pub fn operation(&self) -> Option<&Operation> {
        self.0.operation.as_ref()
    }

    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// How many attempts were made; a login is none. 0: the call itself did not leave.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the server asked to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Why the call was not repeated (again).
    pub fn not_repeated(&self) -> Option<NotRepeated> {
        self.0.not_repeated
    }

    /// The field that failed: of the answer (`calls[3].duration`) or of the input (`number`).
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The product's own error code, as text.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The server's own words, at most 500 characters, with the credentials of the request masked.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The start of the answer, at most 64 KiB, as it came. It may hold data about people, and whatever else the
    /// server put there; no formatter prints it.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// Where a redirect pointed, without its query, at most 500 characters. Redirects are never followed.
    pub fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// The product's own refusal, if the server gave one.
    ///
    /// Each client crate names its type, for example `mobilon_client::CallRefusal`.
    pub fn refusal<R: Any>(&self) -> Option<&R> {
        self.0.refusal.as_deref()?.downcast_ref()
    }

    /// Whether an operation with this effect may be repeated after this error without acting twice, and whether a
    /// repeat can help at all.
    pub fn is_retryable(&self, effect: Effect) -> bool {
        self.is_transient() && self.is_safe_to_repeat(effect)
    }

    pub(crate) fn is_transient(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Throttled
        ) || self.0.passing
            || (self.0.kind == ErrorKind::Status
                && self.0.status.is_some_and(|status| status.is_server_error()))
    }

    pub(crate) fn is_safe_to_repeat(&self, effect: Effect) -> bool {
        self.0.delivery != Delivery::Unknown || effect != Effect::Once
    }

    pub(crate) fn broke_a_reused_connection(&self) -> bool {
        self.0.reused && self.0.kind == ErrorKind::Interrupted && self.0.status.is_none()
    }
}

/// For those who write a client, a dialect or a transport.
impl Error {
    /// An error in our own words. `what` must hold no value of the request or the answer.
    pub fn new(kind: ErrorKind, delivery: Delivery, what: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            delivery,
            what: what.into(),
            operation: None,
            address: None,
            status: None,
            attempts: 0,
            retry_after: None,
            code: None,
            message: None,
            path: None,
            body: None,
            location: None,
            refusal: None,
            not_repeated: None,
            reused: false,
            source: None,
            passing: false,
        }))
    }

    /// The configuration cannot work; nothing was sent.
    pub fn config(what: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Config, Delivery::NotSent, what)
    }

    /// An argument was refused before anything was sent: which one, and the rule that it breaks.
    pub fn input(field: impl Into<String>, rule: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(ErrorKind::Input, Delivery::NotSent, rule);
        error.0.path = Some(field.into());
        error
    }

    /// The answer is not what the operation promises. `Unknown`, since the server has acted by then.
    ///
    /// An answer that stops in the middle and had no announced end is [`ErrorKind::Interrupted`]: with a server that
    /// ends its answers by closing the connection, that is what a broken connection looks like.
    pub fn decode(fault: Fault, response: &Response) -> Self {
        let kind = match fault.kind() {
            FaultKind::EndedEarly if !response.has_announced_end() => ErrorKind::Interrupted,
            FaultKind::TooLarge => ErrorKind::TooLarge,
            _ => ErrorKind::Decode,
        };
        let mut error =
            Self::new(kind, Delivery::Unknown, fault.problem().to_owned()).with_response(response);
        error.0.path = fault.path().map(str::to_owned);
        error
    }

    /// Keeps what the answer says: status, body and where it redirects to.
    #[must_use]
    pub fn with_response(mut self, response: &Response) -> Self {
        self.0.status = Some(response.status());
        // A slice of a long answer would keep all of it in memory.
        let body = response.body();
        self.0.body = Some(match body.get(..BODY_KEPT) {
            Some(start) => Bytes::copy_from_slice(start),
            None => body.clone(),
        });
        self.0.location = response.location().map(|location| one_line(&location));
        self
    }

    /// Keeps the product's own error code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(one_line(&code.into()));
        self
    }

    /// Keeps the server's own words, on one line and capped.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(one_line(&message.into()));
        self
    }

    /// Keeps the product's own refusal, for [`Error::refusal`].
    #[must_use]
    pub fn with_refusal<R: Any + Send + Sync>(mut self, refusal: R) -> Self {
        self.0.refusal = Some(Arc::new(refusal));
        self
    }

    /// Keeps how long the server asked to wait.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// Keeps the cause. Its text must hold no secret.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// Says that the connection had served another request before.
    #[must_use]
    pub fn on_reused_connection(mut self, reused: bool) -> Self {
        self.0.reused = reused;
        self
    }

    /// Masks the request's secrets in the texts that the server wrote. A server may echo a key.
    pub(crate) fn mask(mut self, request: &Request) -> Self {
        let inner = &mut *self.0;
        // Trimmed as the texts are.
        let mut secrets: Vec<_> = request.secrets().map(|secret| secret.expose().trim()).collect();
        secrets.retain(|secret| !secret.is_empty());
        // One that begins another must not hide where the longer one begins.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        let texts = [&mut inner.code, &mut inner.message, &mut inner.location, &mut inner.path];
        // What a client found in an answer can name its fields.
        let what = match &mut inner.what {
            Cow::Owned(text) => Some(text),
            Cow::Borrowed(_) => None,
        };
        for text in texts.into_iter().flatten().chain(what) {
            let cut = text.chars().count() >= MESSAGE_KEPT;
            for secret in &secrets {
                *text = mask::mask(text, secret, cut);
            }
        }
        self
    }
}

/// What the call loop adds.
impl Error {
    /// Sets another kind, where the product knows better.
    #[must_use]
    pub fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// Says that it is the server's own trouble, which a repeat may find gone.
    #[must_use]
    pub fn passing(mut self) -> Self {
        self.0.passing = true;
        self
    }

    /// Sets what may have become of the request, where the product knows better.
    #[must_use]
    pub fn with_delivery(mut self, delivery: Delivery) -> Self {
        self.0.delivery = delivery;
        self
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    /// The last word on a call: which, where, how often, and nothing secret in what the server said.
    pub(crate) fn during(mut self, operation: &Operation, address: String, attempts: u32) -> Self {
        self.0.operation = Some(operation.clone());
        self.0.address = Some(address);
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn because(mut self, reason: NotRepeated) -> Self {
        self.0.not_repeated = Some(reason);
        self
    }
}

/// So that `"2026-11-21".parse()?` works where a call is made.
impl From<TimeError> for Error {
    fn from(error: TimeError) -> Self {
        Self::input("date or time", format!("cannot be used: {error}"))
    }
}

/// Untrusted text for a log line: control characters become spaces, the rest is capped.
fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(MESSAGE_KEPT).collect()
}
