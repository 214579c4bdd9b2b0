//! One operation as a value.

use crate::{Error, Operation, Request, Response};

/// One operation with its arguments: how it becomes a request and how its answer is read. Neither does I/O.
///
/// ```
/// use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};
///
/// struct Ping;
///
/// impl Endpoint for Ping {
///     type Output = String;
///
///     fn operation(&self) -> Operation {
///         Operation::new("demo", "ping", Effect::Read, Evidence::Documented, &[])
///     }
///
///     fn encode(&self) -> Result<Request, Error> {
///         Ok(Request::get("ping"))
///     }
///
///     fn decode(&self, response: &Response) -> Result<String, Error> {
///         Ok(response.text().into_owned())
///     }
/// }
/// ```
pub trait Endpoint: Send + Sync {
    /// The typed answer.
    type Output: Send;

    /// The row of the table. Its effect decides what may be repeated.
    fn operation(&self) -> Operation;

    /// The request, without the credential.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input), which names the argument and the rule that it breaks.
    fn encode(&self) -> Result<Request, Error>;

    /// The typed answer. Called after the dialect has found no error in the response.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Api`](crate::ErrorKind::Api) when the product refused, [`ErrorKind::Decode`](crate::ErrorKind::Decode)
    /// when the answer is not understood.
    fn decode(&self, response: &Response) -> Result<Self::Output, Error>;
}

/// One operation whose answer is read while it arrives.
pub trait StreamEndpoint: Send + Sync {
    /// What the open answer becomes.
    type Output: Send;

    /// The row of the table.
    fn operation(&self) -> Operation;

    /// The request, without the credential.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::encode`].
    fn encode(&self) -> Result<Request, Error>;

    /// Takes the open answer over. `head` holds the status, the headers and the start of the body, which comes again
    /// as the first chunk of `body`.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::decode`]. Until here the call loop repeats what may be repeated, from here on it does not.
    fn open(&self, head: &Response, body: crate::OpenBody) -> Result<Self::Output, Error>;
}
