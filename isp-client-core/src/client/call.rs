//! A call that can still be tuned.

use std::fmt;
use std::future::IntoFuture;

use super::attempts::Shape;
use super::{CallOptions, Client};
use crate::error::{Delivery, ErrorKind};
use crate::{BoxFuture, Endpoint, Error, StreamEndpoint};

/// An operation with its options. It owns what it needs, so it can be stored and spawned, and it runs when awaited.
///
/// # Cancellation
///
/// Dropping the future gives the call up. What was sent by then may have been applied.
#[must_use = "a call does nothing until it is awaited"]
#[derive(Clone)]
pub struct Call<E> {
    client: Client,
    endpoint: E,
    options: CallOptions,
}

#[allow(clippy::double_must_use, reason = "builders share these setters, and are not must_use themselves")]
impl<E> Call<E> {
    pub(super) fn new(client: Client, endpoint: E) -> Self {
        let options = client.options().clone();
        Self { client, endpoint, options }
    }

    crate::call_option_setters!(self => self.options);

    /// The operation and its arguments.
    pub fn endpoint(&self) -> &E {
        &self.endpoint
    }

    /// The operation and its arguments, to change.
    pub fn endpoint_mut(&mut self) -> &mut E {
        &mut self.endpoint
    }

    /// The limits, to change.
    pub fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<E: Endpoint> Call<E> {
    async fn run(self) -> Result<E::Output, Error> {
        let Self { client, endpoint, options } = self;
        let mut output = None;
        let (operation, request) = (endpoint.operation(), endpoint.encode());
        let accept = &mut |response: &crate::Response, _| {
            output = Some(endpoint.decode(response)?);
            Ok(())
        };
        client.execute(&operation, request, &options, Shape::Whole, accept).await?;
        output.ok_or_else(nothing_accepted)
    }
}

impl<E: StreamEndpoint> Call<E> {
    /// Sends the request and hands the answer over while its body still arrives.
    ///
    /// # Errors
    ///
    /// As awaiting the call. What is repeated is repeated before this returns.
    pub async fn open(self) -> Result<E::Output, Error> {
        let Self { client, endpoint, options } = self;
        let mut output = None;
        let (operation, request) = (endpoint.operation(), endpoint.encode());
        let accept = &mut |response: &crate::Response, body: Option<crate::OpenBody>| {
            output = Some(endpoint.open(response, body.ok_or_else(nothing_accepted)?)?);
            Ok(())
        };
        client.execute(&operation, request, &options, Shape::Open, accept).await?;
        output.ok_or_else(nothing_accepted)
    }
}

/// Cannot happen: the loop ends well only after it has handed an answer over.
fn nothing_accepted() -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, "the call ended without an answer")
}

impl<E: Endpoint + 'static> IntoFuture for Call<E> {
    type Output = Result<E::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<E: fmt::Debug> fmt::Debug for Call<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("endpoint", &self.endpoint)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
