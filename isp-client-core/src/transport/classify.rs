//! What an error of the HTTP stack means: which kind, and whether the request may have left.

use std::error::Error as StdError;
use std::io;

use crate::Error;
use crate::error::{Delivery, ErrorKind};

/// An attempt that brought no head of an answer.
pub(super) fn sending(error: reqwest::Error, reused: bool) -> Error {
    let (kind, delivery, what) = if handshake_failed(&error, reused) {
        (ErrorKind::Tls, Delivery::NotSent, "the two sides do not trust each other")
    } else if error.is_connect() && error.is_timeout() {
        (ErrorKind::Connect, Delivery::NotSent, "connecting took too long")
    } else if error.is_connect() {
        (ErrorKind::Connect, Delivery::NotSent, "could not connect")
    } else if error.is_builder() {
        (ErrorKind::Input, Delivery::NotSent, "the request cannot be written as HTTP")
    } else if error.is_timeout() {
        (ErrorKind::Timeout, Delivery::Unknown, "no answer in time")
    } else if http(&error).any(hyper::Error::is_canceled) {
        // The connection was gone before a byte of the request was written to it.
        (ErrorKind::Connect, Delivery::NotSent, "the connection closed before the request was sent")
    } else if http(&error).any(hyper::Error::is_parse) {
        (ErrorKind::Decode, Delivery::Unknown, "the answer is not HTTP")
    } else {
        (ErrorKind::Interrupted, Delivery::Unknown, "the connection broke before an answer came")
    };
    Error::new(kind, delivery, what).on_reused_connection(reused).with_source(error.without_url())
}

/// A body that did not arrive whole.
pub(super) fn reading(error: reqwest::Error) -> Error {
    let kind = chain(&error).find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let (kind, what) = if error.is_timeout() {
        (ErrorKind::Timeout, "the answer did not arrive in time")
    } else if http(&error).next().is_some() {
        match kind {
            Some(io::ErrorKind::InvalidInput) => (ErrorKind::Decode, "the answer breaks the rules of HTTP"),
            _ => (ErrorKind::Interrupted, "the connection broke inside the answer"),
        }
    } else {
        // Below HTTP there is only the decompression. It names no kind for most of what it finds.
        match kind {
            None | Some(io::ErrorKind::UnexpectedEof) => {
                (ErrorKind::Interrupted, "the compressed answer was cut")
            }
            Some(_) => (ErrorKind::Decode, "the compressed answer is corrupt"),
        }
    };
    Error::new(kind, Delivery::Unknown, what).with_source(error.without_url())
}

fn http(error: &reqwest::Error) -> impl Iterator<Item = &hyper::Error> {
    chain(error).filter_map(|cause| cause.downcast_ref())
}

/// Whether the TLS handshake came to nothing. Under TLS 1.3 a server refuses a client certificate only after the
/// client believes that the handshake is done, so an alert of that sort counts too: no request is read before it. On a
/// connection that has served before it proves nothing.
#[cfg(feature = "rustls")]
fn handshake_failed(error: &reqwest::Error, reused: bool) -> bool {
    use rustls::{AlertDescription as Alert, Error as Tls};

    causes(error).filter_map(|cause| cause.downcast_ref::<Tls>()).any(|tls| match tls {
        Tls::AlertReceived(_) if reused && !error.is_connect() => false,
        Tls::AlertReceived(alert) => matches!(
            alert,
            Alert::AccessDenied
                | Alert::BadCertificate
                | Alert::BadCertificateStatusResponse
                | Alert::CertificateExpired
                | Alert::CertificateRequired
                | Alert::CertificateRevoked
                | Alert::CertificateUnknown
                | Alert::HandshakeFailure
                | Alert::InsufficientSecurity
                | Alert::NoCertificate
                | Alert::ProtocolVersion
                | Alert::UnknownCA
                | Alert::UnrecognisedName
                | Alert::UnsupportedCertificate
        ),
        Tls::InvalidCertificate(_) | Tls::NoCertificatesPresented | Tls::PeerIncompatible(_) => true,
        // Anything else, such as a broken record, says "handshake" only while connecting.
        _ => error.is_connect(),
    })
}

#[cfg(not(feature = "rustls"))]
fn handshake_failed(_: &reqwest::Error, _: bool) -> bool {
    false
}

fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

/// The chain, and what each `io::Error` wraps, which may be one more of them: it passes over the error that it holds.
#[cfg(feature = "rustls")]
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    chain(error).flat_map(|cause| {
        std::iter::successors(Some(cause), |&outer| {
            let inner = outer.downcast_ref::<io::Error>()?.get_ref()?;
            Some(inner as &(dyn StdError + 'static))
        })
    })
}
