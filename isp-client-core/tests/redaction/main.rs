//! No secret of a call shows in a log, a span or a printed form: not the client's, and not those of the HTTP stack.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]
#![cfg(feature = "rustls")]

#[path = "../support/mod.rs"]
mod support;

mod outcomes;
mod random;
mod spans;
