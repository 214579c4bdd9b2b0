//! What the tests of the clients share. It knows no product and none of the crates that it tests.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

pub mod collect;
mod dice;
pub mod loopback;
pub mod secret;
pub mod tls;

pub use dice::Dice;

/// The text of a file below `tests/fixtures` of the package that calls.
#[macro_export]
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name))
    };
}
