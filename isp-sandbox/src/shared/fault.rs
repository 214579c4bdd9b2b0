//! Answers that go wrong on the way, whatever the product would have said.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use axum::body::{Body, BodyDataStream, HttpBody};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures_util::{StreamExt, stream};
use tokio::sync::{oneshot, watch};

use super::listener::Switch;
use super::lock;

/// What happens to one request instead of the plain answer. A WebSocket handshake has no body: faults of the body pass
/// it by.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// This status with a short text; the request is not acted upon.
    Status {
        /// The HTTP status, for example 429, 500 or 503.
        status: u16,
        /// The `Retry-After` header, in either of its forms.
        retry_after: Option<String>,
    },
    /// The head and this many bytes of the body, then the connection closes. Always less than the whole body.
    CutBody {
        /// Bytes of the body that still arrive.
        after: usize,
    },
    /// The request is acted upon, and the connection closes without an answer.
    Close,
    /// The request is not acted upon, and the connection is reset.
    ResetBefore,
    /// The request is acted upon, and the connection is reset without an answer.
    ResetAfter,
    /// As a server that closes an idle connection while a request is on its way: the second or a later request of
    /// a connection is not acted upon and the connection closes. Waits for such a request.
    CloseReused,
    /// The answer is gzip-compressed, whatever the request accepts.
    Gzip,
}

/// Where an answer stops until the test lets it go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StallPoint {
    /// The request was read, nothing is sent; it is acted upon afterwards.
    BeforeHead,
    /// The request was acted upon, nothing is sent.
    AfterAct,
    /// After the head and this many bytes of the body (less than all of it).
    Body(usize),
}

/// Holds one answer back; dropping it lets the answer go on.
#[derive(Debug)]
#[must_use = "dropping it ends the stall"]
pub struct Stall {
    reached: watch::Receiver<bool>,
    _release: oneshot::Sender<Infallible>,
}

impl Stall {
    /// Waits until an answer stands at its point.
    pub async fn reached(&self) {
        // An error says that the sandbox is gone, and so is the answer.
        let _ = self.reached.clone().wait_for(|reached| *reached).await;
    }

    /// Lets the answer go on.
    pub fn release(self) {}
}

/// The answer's end of a [`Stall`].
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) at: StallPoint,
    reached: watch::Sender<bool>,
    released: oneshot::Receiver<Infallible>,
}

impl Held {
    pub(crate) async fn wait(self) {
        self.reached.send_replace(true);
        // The only way out is the drop of the other end.
        let _ = self.released.await;
    }
}

#[derive(Debug)]
pub(crate) enum Planned {
    Fault(Fault),
    Stall(Held),
}

/// The faults of the next requests, in order.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<VecDeque<Planned>>);

impl Faults {
    pub(crate) fn plan(&self, count: usize, fault: &Fault) {
        lock(&self.0).extend((0..count).map(|_| Planned::Fault(fault.clone())));
    }

    pub(crate) fn stall(&self, at: StallPoint) -> Stall {
        let (reached, reached_watch) = watch::channel(false);
        let (release, released) = oneshot::channel();
        lock(&self.0).push_back(Planned::Stall(Held { at, reached, released }));
        Stall { reached: reached_watch, _release: release }
    }

    pub(crate) fn take(&self, reused_connection: bool) -> Option<Planned> {
        let mut planned = lock(&self.0);
        match planned.front() {
            Some(Planned::Fault(Fault::CloseReused)) if !reused_connection => None,
            _ => planned.pop_front(),
        }
    }
}

pub(crate) fn status_answer(status: u16, retry_after: Option<&str>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, "the sandbox was told to answer this\n").into_response();
    if let Some(value) = retry_after.and_then(|text| HeaderValue::from_str(text).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// Sends `after` bytes of the body and breaks the connection.
pub(crate) fn cut(response: Response, after: usize, connection: Arc<Switch>) -> Response {
    interrupt(response, after, Turn::Break(connection))
}

/// Sends `after` bytes of the body, waits, and sends the rest.
pub(crate) fn stall(response: Response, after: usize, held: Held) -> Response {
    interrupt(response, after, Turn::Hold(held))
}

fn is_handshake(response: &Response) -> bool {
    response.status() == StatusCode::SWITCHING_PROTOCOLS
}

enum Turn {
    Break(Arc<Switch>),
    Hold(Held),
}

fn interrupt(mut response: Response, after: usize, turn: Turn) -> Response {
    if is_handshake(&response) {
        return response;
    }
    let declared =
        response.headers().get(header::CONTENT_LENGTH).and_then(|text| text.to_str().ok()?.parse().ok());
    let mut left = after;
    if let Some(length) = response.body().size_hint().exact().or(declared) {
        // A stream has no length of its own any more.
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        left = after.min(usize::try_from(length.saturating_sub(1)).unwrap_or(usize::MAX));
    }
    response.map(|body| {
        let start = Interrupted {
            body: body.into_data_stream(),
            rest: Bytes::new(),
            left,
            turn: Some(turn),
            over: false,
        };
        Body::from_stream(stream::unfold(start, Interrupted::next))
    })
}

struct Interrupted {
    body: BodyDataStream,
    rest: Bytes,
    left: usize,
    turn: Option<Turn>,
    over: bool,
}

impl Interrupted {
    async fn next(mut self) -> Option<(io::Result<Bytes>, Self)> {
        if self.over {
            return None;
        }
        if self.left == 0 {
            match self.turn.take() {
                Some(Turn::Break(connection)) => {
                    // An error makes the HTTP layer drop what it has not written yet.
                    connection.flushed().await;
                    self.over = true;
                    return Some((Err(io::ErrorKind::ConnectionAborted.into()), self));
                }
                Some(Turn::Hold(held)) => held.wait().await,
                None => {}
            }
        }
        let mut chunk = match std::mem::take(&mut self.rest) {
            rest if !rest.is_empty() => rest,
            _ => match self.body.next().await? {
                Ok(chunk) => chunk,
                Err(error) => {
                    self.over = true;
                    return Some((Err(io::Error::other(error)), self));
                }
            },
        };
        if self.turn.is_some() {
            self.rest = chunk.split_off(self.left.min(chunk.len()));
            self.left -= chunk.len();
        }
        Some((Ok(chunk), self))
    }
}

/// Larger answers are not meant for this fault.
const GZIP_MOST: usize = 64 * 1024 * 1024;

pub(crate) async fn gzip(response: Response) -> Response {
    if is_handshake(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let packed = match axum::body::to_bytes(body, GZIP_MOST).await {
        Ok(plain) => pack(&plain),
        Err(error) => Err(io::Error::other(error)),
    };
    let Ok(packed) = packed else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "too large for the gzip fault\n").into_response();
    };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(packed))
}

fn pack(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain)?;
    encoder.finish()
}
