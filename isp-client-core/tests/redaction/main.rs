//! No secret of a call shows in a log, a span or a printed form: not the client's, and not those of the HTTP stack.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]
#![cfg(feature = "rustls")]

// Named so that Cargo builds it with its feature `tracing`: what it logs is to be searched too.
use hyper_util as _;

#[path = "../support/mod.rs"]
mod support;

mod collect;
mod outcomes;
mod random;
mod spans;
