//! A whole answer, in memory.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use url::Url;

/// How much of an address an error keeps.
const LOCATION_KEPT: usize = 500;

use crate::decode::{self, Fault};
use crate::error::{Delivery, ErrorKind};
use crate::{Error, html, retry};

/// Status, headers and body of an answer. Of a stream, only the start of the body.
///
/// `Debug` prints the status, the names of the headers and the length of the body.
#[derive(Clone)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    retry_after: Option<Duration>,
}

impl Response {
    /// Puts an answer together.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { status, headers, body: body.into(), retry_after: None }
    }

    pub(crate) fn with_retry_after(mut self, now: std::time::SystemTime) -> Self {
        self.retry_after = retry::retry_after(&self.headers, now);
        self
    }

    /// The same answer with another body.
    #[must_use]
    pub fn with_body(self, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body after decompression.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The header `Content-Type`, if it is text.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The body as text: charset by BOM, declaration, header, then UTF-8 if valid, else windows-1251.
    pub fn text(&self) -> Cow<'_, str> {
        decode::decode_text(&self.body, self.content_type())
    }

    /// The first byte of what the body says: behind white space and a byte order mark, in any order.
    pub fn first_byte(&self) -> Option<u8> {
        let mark: &[u8] = b"\xEF\xBB\xBF";
        let body = self.body.trim_ascii_start();
        body.strip_prefix(mark).unwrap_or(body).trim_ascii_start().first().copied()
    }

    /// Decodes JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`], with the path of the field that failed.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, Error> {
        decode::json::from_bytes(&self.body, self.content_type()).map_err(|fault| self.fault(fault))
    }

    /// Turns a fault found in this answer into an error.
    pub fn fault(&self, fault: Fault) -> Error {
        Error::decode(fault, self)
    }

    /// Whether the transport could tell a whole body from a cut one.
    pub(crate) fn has_announced_end(&self) -> bool {
        self.headers.contains_key(header::CONTENT_LENGTH)
            || self.headers.contains_key(header::TRANSFER_ENCODING)
    }

    /// Whether the body starts like an HTML page, whatever the header says.
    pub fn looks_like_html(&self) -> bool {
        html::looks_like_html(&self.body)
    }

    /// How long the server asks to wait, by `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Where a redirect points, without its query and fragment.
    pub fn location(&self) -> Option<String> {
        let target =
            self.status.is_redirection().then(|| self.headers.get(header::LOCATION))??.to_str().ok()?;
        // Read as a browser would, so that no spelling of an address hides a credential in it.
        let nowhere = Url::parse("http://nowhere.invalid/").ok()?;
        let url = nowhere.join(target).ok()?;
        let host = url.host_str().unwrap_or_default();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let absolute = Url::parse(target).is_ok();
        let shown = match (absolute, host == "nowhere.invalid") {
            (true, _) => format!("{}://{host}{port}{}", url.scheme(), url.path()),
            (false, false) => format!("//{host}{port}{}", url.path()),
            (false, true) => url.path().to_owned(),
        };
        Some(shown.chars().take(LOCATION_KEPT).collect())
    }

    /// What the status alone says: nothing for 2xx, else the error that it means.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Throttled`] for 429 and for 503 with `Retry-After`, [`ErrorKind::Auth`] for 401 and 403, all
    /// three [`Delivery::Refused`]; [`ErrorKind::Status`] with [`Delivery::Unknown`] for the rest.
    pub fn check_status(&self) -> Result<(), Error> {
        let status = self.status;
        if status.is_success() {
            return Ok(());
        }
        let throttled = status == StatusCode::TOO_MANY_REQUESTS
            || (status == StatusCode::SERVICE_UNAVAILABLE && self.retry_after.is_some());
        let (kind, delivery, what) = if throttled {
            (ErrorKind::Throttled, Delivery::Refused, "the server asks for fewer calls")
        } else if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            (ErrorKind::Auth, Delivery::Refused, "the server does not accept the credential")
        } else if status.is_redirection() {
            (ErrorKind::Status, Delivery::Unknown, "redirects are not followed")
        } else {
            (ErrorKind::Status, Delivery::Unknown, "the server answered with an error status")
        };
        let error = Error::new(kind, delivery, what).with_response(self);
        Err(match self.retry_after {
            Some(wait) => error.with_retry_after(wait),
            None => error,
        })
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(to: &'static str) -> Response {
        let headers = HeaderMap::from_iter([(header::LOCATION, http::HeaderValue::from_static(to))]);
        Response::new(StatusCode::FOUND, headers, "")
    }

    #[test]
    fn a_location_is_shown_without_what_could_be_secret() {
        for (given, shown) in [
            ("/login?token=hush", "/login"),
            ("https://h.test/login#hush", "https://h.test/login"),
            ("https://me:hush@h.test/a?b", "https://h.test/a"),
            ("//me:hush@h.test", "//h.test/"),
            ("/a@b", "/a@b"),
            ("login", "/login"),
            ("https:\\\\me:hush@h.test\\login", "https://h.test/login"),
            ("https:me:hush@h.test:8443", "https://h.test:8443/"),
        ] {
            assert_eq!(redirect(given).location().as_deref(), Some(shown));
        }
    }

    #[test]
    fn a_status_says_whether_the_server_acted() {
        let of = |status: u16| {
            let error =
                Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), "x").check_status();
            error.map_err(|error| (error.kind(), error.delivery())).err()
        };
        assert_eq!(of(200), None);
        assert_eq!(of(204), None);
        assert_eq!(of(301), Some((ErrorKind::Status, Delivery::Unknown)));
        assert_eq!(of(401), Some((ErrorKind::Auth, Delivery::Refused)));
        assert_eq!(of(403), Some((ErrorKind::Auth, Delivery::Refused)));
        assert_eq!(of(404), Some((ErrorKind::Status, Delivery::Unknown)));
        assert_eq!(of(429), Some((ErrorKind::Throttled, Delivery::Refused)));
        assert_eq!(of(500), Some((ErrorKind::Status, Delivery::Unknown)));
        assert_eq!(of(503), Some((ErrorKind::Status, Delivery::Unknown)));
    }
}
