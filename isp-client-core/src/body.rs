//! Reading an answer: capped, and never stalled for long.

use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};
use tokio::time::timeout;

use crate::error::{Delivery, ErrorKind};
use crate::html;
use crate::limit::Permit;
use crate::transport::Body;
use crate::{Error, Operation, Request};

/// Of a JSON object so much is read before a stream begins: an answer that is an error is rarely longer.
const ERROR_MOST: usize = 2048;

/// A body with the two rules that every read obeys.
pub(crate) struct Guarded {
    body: Body,
    status: StatusCode,
    stall: Duration,
    cap: usize,
    seen: usize,
    /// What ended it while more than was needed was read; it comes after what was read.
    failed: Option<Error>,
}

impl Guarded {
    pub(crate) fn new(body: Body, status: StatusCode, stall: Duration, cap: usize) -> Self {
        Self { body, status, stall, cap, seen: 0, failed: None }
    }

    /// The next chunk that is not empty.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        loop {
            let next = match timeout(self.stall, self.body.chunk()).await {
                Err(_) => {
                    let what = "the answer stalled: no next chunk within the stall limit";
                    return Err(
                        Error::new(ErrorKind::Timeout, Delivery::Unknown, what).with_status(self.status)
                    );
                }
                Ok(next) => next.map_err(|error| error.with_status(self.status))?,
            };
            let Some(chunk) = next else { return Ok(None) };
            self.seen = self.seen.saturating_add(chunk.len());
            if self.seen > self.cap {
                let what = format!("the answer is larger than the cap of {} bytes", self.cap);
                return Err(Error::new(ErrorKind::TooLarge, Delivery::Unknown, what).with_status(self.status));
            }
            if !chunk.is_empty() {
                return Ok(Some(chunk));
            }
        }
    }

    /// The first bytes: as many as it takes to tell a page from data and to hold an error instead of data, or all.
    pub(crate) async fn start(&mut self) -> Result<Bytes, Error> {
        let Some(first) = self.chunk().await? else { return Ok(Bytes::new()) };
        if html::is_told(&first) && holds_an_error(&first) {
            return Ok(first);
        }
        let mut start = BytesMut::from(first);
        while !html::is_told(&start) {
            let Some(chunk) = self.chunk().await? else { return Ok(start.freeze()) };
            start.extend_from_slice(&chunk);
        }
        while !holds_an_error(&start) {
            match self.chunk().await {
                Ok(Some(chunk)) => start.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        Ok(start.freeze())
    }

    /// Everything. One chunk, the common case, is not copied.
    pub(crate) async fn whole(mut self, headers: &HeaderMap) -> Result<Bytes, Error> {
        let Some(first) = self.chunk().await? else { return Ok(Bytes::new()) };
        let Some(second) = self.chunk().await? else { return Ok(first) };
        let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        // A length is the server's claim: it saves copies, up to a point.
        let expected = announced.unwrap_or(0_usize).min(self.cap).min(1 << 20);
        let mut whole = BytesMut::with_capacity(expected.max(2 * (first.len() + second.len())));
        whole.extend_from_slice(&first);
        whole.extend_from_slice(&second);
        while let Some(chunk) = self.chunk().await? {
            whole.extend_from_slice(&chunk);
        }
        Ok(whole.freeze())
    }
}

/// Whether an answer that is an error would stand in `start` as a whole.
fn holds_an_error(start: &[u8]) -> bool {
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    start.len() >= ERROR_MOST || !text.starts_with(b"{")
}

/// An answer that is read while it arrives. It holds a place among the calls in flight until it is dropped.
///
/// The call's deadline ends when it opens; from then on only the stall limit and the cap apply. A broken stream is not
/// repeated: part of it has been used.
pub struct OpenBody {
    first: Option<Bytes>,
    rest: Guarded,
    origin: Origin,
    failed: Option<Error>,
    _place: Permit,
}

/// What an error in a body has to say about the call.
pub(crate) struct Origin {
    pub(crate) operation: Operation,
    pub(crate) request: Request,
    pub(crate) address: String,
    pub(crate) attempts: u32,
}

impl OpenBody {
    pub(crate) fn new(first: Option<Bytes>, rest: Guarded, origin: Origin, place: Permit) -> Self {
        Self { first, rest, origin, failed: None, _place: place }
    }

    /// The next chunk; `None` after the last one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Interrupted`] when the connection broke, [`ErrorKind::Timeout`] when no chunk came within the
    /// stall limit, [`ErrorKind::TooLarge`] past the cap. The same error comes again: a broken body has no end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        if let Some(failed) = &self.failed {
            return Err(failed.clone());
        }
        let next = self.rest.chunk().await.map_err(|error| self.explain(error));
        self.failed = next.as_ref().err().cloned();
        next
    }

    /// Adds to an error found in this body which operation it belongs to, and masks the credentials of the request.
    pub fn explain(&self, error: Error) -> Error {
        let Origin { operation, request, address, attempts } = &self.origin;
        error.with_status(self.rest.status).mask(request).during(operation, address.clone(), *attempts)
    }
}

impl fmt::Debug for OpenBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenBody").field("operation", &self.origin.operation).finish_non_exhaustive()
    }
}
