//! A whole answer, in memory.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::decode::{self, Fault};
use crate::error::{Delivery, ErrorKind};
use crate::{Error, retry};

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
        let start = &self.body[..self.body.len().min(512)];
        let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        let begins = |tag: &[u8]| text.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
        begins(b"<!doctype html") || begins(b"<html")
    }

    /// Where a redirect points, without its query and fragment.
    pub fn location(&self) -> Option<String> {
        let target =
            self.status.is_redirection().then(|| self.headers.get(header::LOCATION))??.to_str().ok()?;
        let end = target.find(['?', '#']).unwrap_or(target.len());
        // User info in an address is a credential.
        let target = &target[..end];
        let authority = target.find("//").map_or(0, |at| at + 2);
        let authority_end = target[authority..].find('/').map_or(target.len(), |at| authority + at);
        match target[authority..authority_end].rfind('@') {
            Some(at) if authority > 0 => {
                Some(format!("{}{}", &target[..authority], &target[authority + at + 1..]))
            }
            _ => Some(target.to_owned()),
        }
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
            ("//me:hush@h.test", "//h.test"),
            ("/a@b", "/a@b"),
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

    #[test]
    fn html_is_seen_whatever_stands_before_it() {
        for body in ["<!DOCTYPE html><html>", "  \r\n<!doctype HTML>", "\u{feff}<html lang=\"ru\">"] {
            assert!(Response::new(StatusCode::OK, HeaderMap::new(), body).looks_like_html(), "{body}");
        }
        for body in ["", "{}", "<calls/>", "<?xml version=\"1.0\"?><html/>"] {
            assert!(!Response::new(StatusCode::OK, HeaderMap::new(), body).looks_like_html(), "{body}");
        }
    }
}
