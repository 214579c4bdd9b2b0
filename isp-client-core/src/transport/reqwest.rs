//! The transport over reqwest.

use std::fmt;
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::COOKIE;

use super::{Body, Chunks, Incoming, Transport, classify, dialed};
use crate::client::Settings;
use crate::error::{Delivery, Error, ErrorKind};
use crate::request::{Method, Request, Value};
use crate::{BaseUrl, BoxFuture};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Below the 5 s after which Apache closes, so that a dead connection is rarely picked.
const POOL_IDLE: Duration = Duration::from_secs(4);

/// reqwest without its conveniences: no redirects, no cookies, no environment, no repeats of its own.
pub(crate) struct Reqwest {
    client: reqwest::Client,
    /// Whether the client was built here, and so keeps to that and tells of new connections.
    ours: bool,
}

impl Reqwest {
    pub(crate) fn new(settings: &Settings, base: &BaseUrl) -> Result<Self, Error> {
        let mut builder = reqwest::Client::builder()
            .user_agent(settings.full_user_agent())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .http1_only()
            .connect_timeout(settings.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .pool_idle_timeout(settings.pool_idle.unwrap_or(POOL_IDLE))
            .connector_layer(dialed::DialLayer);
        if let Some(proxy) = &settings.proxy {
            let refused = |_| Error::input("proxy", "must be an http or https address");
            builder = builder.proxy(reqwest::Proxy::all(proxy.expose()).map_err(refused)?);
        }
        #[cfg(feature = "rustls")]
        {
            builder = builder.tls_backend_preconfigured(crate::tls::client_config(&settings.tls, base)?);
        }
        #[cfg(not(feature = "rustls"))]
        if base.is_https() {
            return Err(Error::config(
                "built without the feature `rustls`: https:// needs it, or a transport()",
            ));
        }
        let client = builder.build().map_err(|error| {
            Error::config("the HTTP client could not be built").with_source(error.without_url())
        })?;
        Ok(Self { client, ours: true })
    }

    #[cfg(feature = "from-reqwest")]
    pub(super) fn of_user(client: reqwest::Client) -> Self {
        Self { client, ours: false }
    }

    async fn exchange(&self, request: &Request, base: &BaseUrl) -> Result<Incoming, Error> {
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let mut outgoing = self.client.request(method, request.wire_url(base).expose());
        for (name, value) in request.headers() {
            outgoing = outgoing.header(name, header_value(name.as_str(), value)?);
        }
        if let Some(cookie) = request.wire_cookie() {
            outgoing = outgoing.header(COOKIE, header_value("cookie", &Value::Secret(cookie))?);
        }
        if let Some(form) = request.wire_form() {
            outgoing = outgoing
                .header(http::header::CONTENT_TYPE, form.content_type())
                // An empty body would go without a length, which some servers refuse.
                .header(http::header::CONTENT_LENGTH, form.body().expose().len())
                .body(form.body().expose().to_owned());
        }
        let dialed = Arc::new(AtomicBool::new(false));
        let sent = dialed::watched(&dialed, outgoing.send()).await;
        let mut response = sent.map_err(|error| {
            let fresh = dialed.load(Ordering::Relaxed);
            classify::sending(error, fresh).on_reused_connection(self.ours && !fresh)
        })?;
        if !self.ours {
            was_not_redirected(request, base, response.url())?;
        }
        let (status, headers) = (response.status(), mem::take(response.headers_mut()));
        Ok(Incoming::new(status, headers, Body::new(Arriving(response))))
    }
}

impl Transport for Reqwest {
    fn send<'a>(&'a self, request: &'a Request, base: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        Box::pin(self.exchange(request, base))
    }
}

impl fmt::Debug for Reqwest {
    // reqwest's own form prints the proxies, whose addresses may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest")
    }
}

/// A redirect that was followed took the credential along and the answer is another server's.
fn was_not_redirected(request: &Request, base: &BaseUrl, answered: &url::Url) -> Result<(), Error> {
    let asked = url::Url::parse(request.wire_url(base).expose());
    if asked.is_ok_and(|asked| asked == *answered) {
        return Ok(());
    }
    let what = "the reqwest client follows redirects: build it with redirect(Policy::none())";
    Err(Error::new(ErrorKind::Config, Delivery::Unknown, what))
}

/// Marked as sensitive if it is a secret, so that nothing below prints it.
fn header_value(name: &str, value: &Value) -> Result<HeaderValue, Error> {
    let text = value.wire();
    let mut header = HeaderValue::from_str(text)
        .map_err(|_| Error::input(name, "holds a character that a header cannot carry"))?;
    header.set_sensitive(matches!(value, Value::Secret(_)));
    Ok(header)
}

struct Arriving(reqwest::Response);

impl Chunks for Arriving {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>> {
        Box::pin(async { self.0.chunk().await.map_err(classify::reading) })
    }
}
