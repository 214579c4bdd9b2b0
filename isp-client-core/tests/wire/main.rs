//! The client over real sockets, plain http: bad servers first.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]
#![cfg(feature = "reqwest")]

#[path = "../support/mod.rs"]
mod support;

mod body;
mod breaks;
mod hook;
mod message;
mod proxy;
mod refusal;
mod reuse;
mod slow;
