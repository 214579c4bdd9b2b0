//! The way a login takes: the same server, without the loop around it.

use tokio::time::{Instant, timeout_at};

use super::Client;
use crate::body::Guarded;
use crate::error::{Delivery, ErrorKind};
use crate::{Auth, CallOptions, Endpoint, Error, Request, Response};

/// Sends the requests of a [`Dialect`](crate::Dialect) itself, such as a login, within the deadline of the call that
/// needs it. One attempt each.
#[derive(Debug)]
pub struct Line<'a> {
    pub(super) client: &'a Client,
    pub(super) options: &'a CallOptions,
    pub(super) deadline: Instant,
}

impl Line<'_> {
    /// Sends one request and reads its whole answer.
    ///
    /// # Errors
    ///
    /// Everything but an answer. An error status is an answer.
    pub async fn send(&self, request: &Request) -> Result<Response, Error> {
        let inner = &self.client.0;
        let exchange = async {
            let incoming = inner.transport.send(request, &inner.base).await?;
            let cap = self.options.cap(request);
            let body = Guarded::new(incoming.body, incoming.status, self.options.stall, cap);
            let bytes = body.whole(&incoming.headers).await?;
            let response = Response::new(incoming.status, incoming.headers, bytes);
            Ok(inner.dialect.clean(response.with_retry_after(inner.clock.now())))
        };
        timeout_at(self.deadline, exchange)
            .await
            .unwrap_or_else(|_| {
                Err(Error::new(ErrorKind::Timeout, Delivery::Unknown, "the call's time ran out"))
            })
            .map_err(|error| error.mask(request))
    }

    /// Runs one operation without a session, such as a login: one attempt, looked at by the dialect, and with what the
    /// server echoes of this request masked. The call that needs it does not know its secrets.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), of [`Dialect::inspect`](crate::Dialect::inspect) and of the operation.
    pub async fn call<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, Error> {
        let request = endpoint.encode()?;
        let response = self.send(&request).await?;
        let inspected = self.client.0.dialect.inspect(&request, Auth::NONE, &response);
        inspected.and_then(|()| endpoint.decode(&response)).map_err(|error| error.mask(&request))
    }
}
