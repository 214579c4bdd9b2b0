//! What an error of the HTTP stack means: which kind, and whether the request may have left.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::io;

use crate::Error;
use crate::error::{Delivery, ErrorKind};

/// An attempt that brought no head of an answer. `fresh`: it opened a connection of its own.
pub(super) fn sending(error: reqwest::Error, fresh: bool) -> Error {
    if let Some(what) = failed_handshake(&error, fresh) {
        return Error::new(ErrorKind::Tls, Delivery::NotSent, what).with_source(error.without_url());
    }
    let (kind, delivery, what) = if error.is_connect() && error.is_timeout() {
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
    Error::new(kind, delivery, what).with_source(error.without_url())
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

/// What is wrong if the TLS handshake came to nothing. Under TLS 1.3 a server refuses a client certificate only after
/// the client believes that the handshake is done, so an alert of that sort counts too: no request is read before it. On
/// a connection that may have served before it proves nothing.
#[cfg(feature = "rustls")]
fn failed_handshake(error: &reqwest::Error, fresh: bool) -> Option<Cow<'static, str>> {
    use rustls::{AlertDescription as Alert, CertificateError, Error as Tls, PeerIncompatible};

    use crate::tls::Unfit;

    const NO_TRUST: &str = "the two sides do not trust each other";
    const OLD_TLS: &str = "the server speaks only an old TLS (1.0 or 1.1), which rustls does not: give the client a \
        reqwest client with another TLS library, by ReqwestTransport::from_reqwest() (feature `from-reqwest`)";
    const REFUSED: &str = "the server refused the handshake: it wants a client certificate or another one, or knows \
        only old ciphers, for which there is ReqwestTransport::from_reqwest() (feature `from-reqwest`)";

    causes(error).filter_map(|cause| cause.downcast_ref::<Tls>()).find_map(|tls| match tls {
        Tls::AlertReceived(_) if !fresh && !error.is_connect() => None,
        Tls::AlertReceived(Alert::ProtocolVersion)
        | Tls::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13) => Some(OLD_TLS.into()),
        Tls::AlertReceived(
            Alert::AccessDenied
            | Alert::BadCertificate
            | Alert::BadCertificateStatusResponse
            | Alert::CertificateExpired
            | Alert::CertificateRequired
            | Alert::CertificateRevoked
            | Alert::CertificateUnknown
            // An authority that was made anew under its old name: the signature does not fit. No record is meant by it.
            | Alert::DecryptError
            | Alert::NoCertificate
            | Alert::UnknownCA
            | Alert::UnrecognisedName
            | Alert::UnsupportedCertificate,
        ) => Some(NO_TRUST.into()),
        Tls::AlertReceived(Alert::HandshakeFailure | Alert::InsufficientSecurity) => Some(REFUSED.into()),
        Tls::AlertReceived(_) => None,
        Tls::InvalidCertificate(CertificateError::Other(other)) => {
            let unfit = other.0.downcast_ref::<Unfit>();
            Some(unfit.map_or(NO_TRUST.into(), |unfit| unfit.to_string().into()))
        }
        Tls::InvalidCertificate(_) | Tls::NoCertificatesPresented | Tls::PeerIncompatible(_) => {
            Some(NO_TRUST.into())
        }
        // Anything else, such as a broken record, says "handshake" only while connecting.
        _ => error.is_connect().then(|| NO_TRUST.into()),
    })
}

#[cfg(not(feature = "rustls"))]
fn failed_handshake(_: &reqwest::Error, _: bool) -> Option<Cow<'static, str>> {
    None
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
