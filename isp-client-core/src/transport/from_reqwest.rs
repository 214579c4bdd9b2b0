//! A reqwest client of the user's own.

use super::{Incoming, Transport, reqwest::Reqwest};
use crate::{BaseUrl, BoxFuture, Error, Request};

/// A reqwest 0.13 client of your own, as a [`Transport`].
///
/// For what the built-in one cannot do, such as a server that speaks only TLS 1.0: turn on reqwest's feature
/// `native-tls` and build a client with `tls_backend_native()`, `tls_version_min(..)` and, for a client certificate,
/// `identity(..)`.
///
/// What the built-in one takes care of is then yours: build the client with `redirect(Policy::none())`,
/// `retry(retry::never())`, `referer(false)`, `no_proxy()`, `http1_only()` and a `connect_timeout(..)`. A redirect that
/// was followed is an error. A failed handshake of another TLS library is
/// [`ErrorKind::Connect`](crate::ErrorKind::Connect), not [`ErrorKind::Tls`](crate::ErrorKind::Tls).
///
/// ```no_run
/// use isp_client_core::ReqwestTransport;
///
/// # fn main() -> Result<(), reqwest::Error> {
/// let client = reqwest::Client::builder()
///     .redirect(reqwest::redirect::Policy::none())
///     .retry(reqwest::retry::never())
///     .referer(false)
///     .no_proxy()
///     .http1_only()
///     .build()?;
/// let transport = ReqwestTransport::from_reqwest(client);
/// # let _ = transport;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ReqwestTransport(Reqwest);

impl ReqwestTransport {
    /// Takes the client over.
    pub fn from_reqwest(client: reqwest::Client) -> Self {
        Self(Reqwest::of_user(client))
    }
}

impl Transport for ReqwestTransport {
    fn send<'a>(&'a self, request: &'a Request, base: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        self.0.send(request, base)
    }
}
