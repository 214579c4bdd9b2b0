//! What the tests of the clients and the sandbox share. It knows no product and none of the crates that it tests.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

pub mod collect;
mod dice;
pub mod http;
pub mod loopback;
pub mod secret;
pub mod tls;

use std::io::Write as _;

pub use dice::Dice;
use flate2::{Compression, write::GzEncoder};

/// The text of a file below `tests/fixtures` of the package that calls.
#[macro_export]
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name))
    };
}

/// Compressed, as `Content-Encoding: gzip` announces.
pub fn gzip(plain: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain.as_ref()).unwrap();
    encoder.finish().unwrap()
}
