//! The client over TLS: who is trusted, and what it means when somebody is not.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]
#![cfg(feature = "rustls")]

#[path = "../support/mod.rs"]
mod support;

mod bundle;
mod client_certificate;
mod no_store;
mod trust;
