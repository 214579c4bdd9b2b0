//! The border to the network: one attempt, and the body that follows it.

#[cfg(feature = "reqwest")]
mod classify;
#[cfg(feature = "reqwest")]
mod dialed;
#[cfg(feature = "from-reqwest")]
mod from_reqwest;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

use std::fmt;

#[cfg(feature = "from-reqwest")]
pub use self::from_reqwest::ReqwestTransport;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::{BaseUrl, BoxFuture, Error, Request};

/// Sends one attempt. Put your own behind a client to use another HTTP library or none.
///
/// A request is its method, [`wire_url`](Request::wire_url), [`headers`](Request::headers),
/// [`wire_cookie`](Request::wire_cookie) and, for a POST, [`wire_form`](Request::wire_form), with its type.
///
/// An implementation does not retry, does not follow redirects and decompresses what it asked to be compressed. It
/// says truthfully whether the request left: [`Delivery::NotSent`](crate::Delivery::NotSent) only if it surely did
/// not, [`Delivery::Unknown`](crate::Delivery::Unknown) otherwise. Dropping the future gives the attempt up.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request and returns as soon as the head of the answer is there.
    ///
    /// # Errors
    ///
    /// Everything but an answer. An error status is an answer.
    fn send<'a>(&'a self, request: &'a Request, base: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>>;
}

/// An answer whose body is still on its way.
#[derive(Debug)]
#[non_exhaustive]
pub struct Incoming {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, after decompression.
    pub body: Body,
}

impl Incoming {
    /// Puts an answer together.
    pub fn new(status: StatusCode, headers: HeaderMap, body: Body) -> Self {
        Self { status, headers, body }
    }
}

/// Where the chunks of a body come from.
pub trait Chunks: Send {
    /// The next chunk; `None` after the last one of a whole body.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) when the connection broke first.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>>;
}

/// A body that arrives in chunks.
pub struct Body(Box<dyn Chunks>);

impl Body {
    /// A body from a source of chunks.
    pub fn new(chunks: impl Chunks + 'static) -> Self {
        Self(Box::new(chunks))
    }

    /// A body that is there at once.
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self::new(Whole((!bytes.is_empty()).then_some(bytes)))
    }

    pub(crate) fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>> {
        self.0.chunk()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

struct Whole(Option<Bytes>);

impl Chunks for Whole {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>> {
        let bytes = self.0.take();
        Box::pin(async move { Ok(bytes) })
    }
}
