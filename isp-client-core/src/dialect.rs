//! What differs between the products.

use std::any::Any;
use std::fmt;

use crate::client::Line;
use crate::{BoxFuture, Error, Request, Response};

/// Which session a request was sent with. Products without sessions use [`Auth::NONE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Auth(pub u64);

impl Auth {
    /// The request carries no session.
    pub const NONE: Self = Self(0);
}

/// What is held while an attempt is on its way. See [`Dialect::turn`].
pub type Turn = Option<Box<dyn Any + Send>>;

/// Where a product puts its credential, how it hides an error in a 200, and how it logs in again.
pub trait Dialect: fmt::Debug + Send + Sync + 'static {
    /// Whether a request can be sent at all, before anything is: that its credential is there, for example.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config), which names what is missing.
    fn check(&self, request: &Request) -> Result<(), Error> {
        let _ = request;
        Ok(())
    }

    /// Waits until a request may start, where some must not follow each other closely. What it gives is held until the
    /// attempt is over. No place among the calls in flight is taken yet.
    fn turn<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Turn> {
        let _ = request;
        Box::pin(async { None })
    }

    /// Adds the credential to a request. A login, if one is needed, goes over `line`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the credential is missing, or whatever the login failed
    /// with. The call was not sent then.
    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        line: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>>;

    /// Takes out of a whole answer what must not be kept, before anything else sees it. A stream is not cleaned.
    fn clean(&self, response: Response) -> Response {
        response
    }

    /// Finds the error in an answer to a request that went out with the session `auth`. Of a stream it sees the head and
    /// the start of the body.
    ///
    /// # Errors
    ///
    /// The error that the answer means. The default looks at the status only.
    fn inspect(&self, request: &Request, auth: Auth, response: &Response) -> Result<(), Error> {
        let _ = (request, auth);
        response.check_status()
    }

    /// Called once per call after [`ErrorKind::Auth`](crate::ErrorKind::Auth). `stale` is the session that the
    /// refused request was sent with: if it is no longer the current one, another call has renewed it already.
    ///
    /// # Errors
    ///
    /// What the login failed with. `Ok(false)`: there is nothing to renew, and the first error stands.
    fn renew<'a>(&'a self, stale: Auth, line: &'a Line<'a>) -> BoxFuture<'a, Result<bool, Error>> {
        let _ = (stale, line);
        Box::pin(async { Ok(false) })
    }
}
