//! For your own tests: a transport that answers from a script and remembers what was sent. Feature `test-util`.
//!
//! No socket and no real time is used: under tokio's paused clock a test with waits of minutes takes milliseconds.
//!
//! ```
//! use std::time::Duration;
//! use isp_client_core::testing::{Reply, Script};
//!
//! let script = Script::new([
//!     Reply::status(503).header("retry-after", "7"),
//!     Reply::ok(r#"{"result":"SUCCESS"}"#).after(Duration::from_millis(20)),
//! ]);
//! let transport = script.clone(); // hand this to a builder: `.transport(script.clone())`
//! # let _ = transport;
//! assert_eq!(script.requests().len(), 0);
//! ```

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::time::{Instant, sleep};

use crate::error::{Delivery, Error, ErrorKind};
use crate::{BaseUrl, Body, BoxFuture, Chunks, Incoming, Method, Request, Transport};

/// One scripted answer, or failure.
#[derive(Debug, Clone)]
pub struct Reply {
    delay: Duration,
    outcome: Outcome,
}

#[derive(Debug, Clone)]
enum Outcome {
    Answer { status: StatusCode, headers: HeaderMap, chunks: Vec<Bytes>, gap: Duration, end: End },
    Fail { kind: ErrorKind, delivery: Delivery, reused: bool },
    Hang,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Whole,
    Cut,
    Stalled,
}

impl Reply {
    /// 200 with a body.
    pub fn ok(body: impl Into<Bytes>) -> Self {
        Self::status(200).body(body)
    }

    /// An empty answer with this status; 500 if there is no such status.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (headers, gap) = (HeaderMap::new(), Duration::ZERO);
        Self::new(Outcome::Answer { status, headers, chunks: Vec::new(), gap, end: End::Whole })
    }

    /// No answer but an error, as a transport would give it.
    pub fn fail(kind: ErrorKind, delivery: Delivery) -> Self {
        Self::new(Outcome::Fail { kind, delivery, reused: false })
    }

    /// A connection that had served before and broke before a byte of the answer came.
    pub fn broken_reused_connection() -> Self {
        Self::new(Outcome::Fail { kind: ErrorKind::Interrupted, delivery: Delivery::Unknown, reused: true })
    }

    /// Never answers.
    pub fn hang() -> Self {
        Self::new(Outcome::Hang)
    }

    fn new(outcome: Outcome) -> Self {
        Self { delay: Duration::ZERO, outcome }
    }

    /// Comes this much later.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Adds a header to an answer. A name or value that HTTP cannot carry is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Outcome::Answer { headers, .. }, Ok(name), Ok(value)) =
            (&mut self.outcome, name.parse::<HeaderName>(), HeaderValue::from_str(value))
        {
            headers.append(name, value);
        }
        self
    }

    /// The body of an answer, in one chunk.
    #[must_use]
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.chunks([body.into()], Duration::ZERO)
    }

    /// The body of an answer in chunks, with a pause before each but the first.
    #[must_use]
    pub fn chunks(mut self, body: impl IntoIterator<Item = Bytes>, pause: Duration) -> Self {
        if let Outcome::Answer { chunks, gap, .. } = &mut self.outcome {
            *chunks = body.into_iter().collect();
            *gap = pause;
        }
        self
    }

    /// The connection breaks after the last chunk.
    #[must_use]
    pub fn cut(self) -> Self {
        self.ending(End::Cut)
    }

    /// Nothing comes after the last chunk, not even the end.
    #[must_use]
    pub fn stalled(self) -> Self {
        self.ending(End::Stalled)
    }

    fn ending(mut self, how: End) -> Self {
        if let Outcome::Answer { end, .. } = &mut self.outcome {
            *end = how;
        }
        self
    }
}

/// One request as it was sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sent {
    /// The method.
    pub method: Method,
    /// The whole address, secrets included: this is for assertions in tests.
    pub url: String,
    /// The form of a POST, secrets included.
    pub form: Option<String>,
    /// The headers that the client added, secrets included.
    pub headers: Vec<(String, String)>,
    /// The header `Cookie`, secrets included.
    pub cookie: Option<String>,
    /// When, by tokio's clock.
    pub at: Instant,
}

/// A transport that gives its replies in order and keeps every request. A clone shares both.
///
/// When the script has no reply left it fails with [`ErrorKind::Config`], which no client repeats.
#[derive(Clone, Default)]
pub struct Script(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    always: Option<Reply>,
    sent: Vec<Sent>,
}

impl Script {
    /// Replies in this order.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let script = Self::default();
        script.state().replies.extend(replies);
        script
    }

    /// The same reply every time.
    pub fn always(reply: Reply) -> Self {
        let script = Self::default();
        script.state().always = Some(reply);
        script
    }

    /// Adds a reply at the end.
    pub fn push(&self, reply: Reply) {
        self.state().replies.push_back(reply);
    }

    /// What was sent so far, oldest first.
    pub fn requests(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, request: &Request, base: &BaseUrl) -> Result<Reply, Error> {
        let mut state = self.state();
        state.sent.push(Sent {
            method: request.method(),
            url: request.wire_url(base).expose().to_owned(),
            form: request.wire_form().map(|form| form.body().expose().to_owned()),
            cookie: request.wire_cookie().map(|cookie| cookie.expose().to_owned()),
            headers: request
                .headers()
                .map(|(name, value)| (name.to_string(), value.wire().to_owned()))
                .collect(),
            at: Instant::now(),
        });
        let next = state.replies.pop_front().or_else(|| state.always.clone());
        next.ok_or_else(|| Error::config("the script has no reply left"))
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a Request, base: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        Box::pin(async move {
            let Reply { delay, outcome } = self.take(request, base)?;
            if !delay.is_zero() {
                sleep(delay).await;
            }
            match outcome {
                Outcome::Answer { status, headers, chunks, gap, end } => {
                    let body = Body::new(ScriptedBody { chunks: chunks.into(), gap, end, first: true });
                    Ok(Incoming::new(status, headers, body))
                }
                Outcome::Fail { kind, delivery, reused } => {
                    Err(Error::new(kind, delivery, "failed as the script says").on_reused_connection(reused))
                }
                Outcome::Hang => std::future::pending().await,
            }
        })
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        write!(f, "Script({} replies left, {} requests seen)", state.replies.len(), state.sent.len())
    }
}

struct ScriptedBody {
    chunks: VecDeque<Bytes>,
    gap: Duration,
    end: End,
    first: bool,
}

impl Chunks for ScriptedBody {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>> {
        Box::pin(async move {
            if !std::mem::take(&mut self.first) && !self.gap.is_zero() {
                sleep(self.gap).await;
            }
            match (self.chunks.pop_front(), self.end) {
                (Some(chunk), _) => Ok(Some(chunk)),
                (None, End::Whole) => Ok(None),
                (None, End::Cut) => {
                    Err(Error::new(ErrorKind::Interrupted, Delivery::Unknown, "cut as the script says"))
                }
                (None, End::Stalled) => std::future::pending().await,
            }
        })
    }
}
