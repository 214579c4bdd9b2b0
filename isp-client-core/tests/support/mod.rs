//! What the tests over real sockets share: a product that does not exist, and servers that misbehave on cue.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses a part of it")]

pub mod child;
#[cfg(feature = "rustls")]
pub mod pki;
#[path = "../../src/guide/product.rs"]
pub mod product;
pub mod secret;
pub mod server;

use isp_client_core::{Delivery, Error, ErrorKind, NotRepeated};

/// What a caller decides by: what went wrong, whether the server may have acted, how often it was tried, and why not
/// (again).
pub type Facts = (ErrorKind, Delivery, u32, Option<NotRepeated>);

pub fn facts(error: &Error) -> Facts {
    (error.kind(), error.delivery(), error.attempts(), error.not_repeated())
}

/// An error with everything below it.
pub fn chain(error: &Error) -> String {
    let mut text = format!("{error}");
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        text.push_str(&format!("; {next}"));
        cause = next.source();
    }
    text
}
