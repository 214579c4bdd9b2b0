//! The client over TLS: who is trusted, and what it means when somebody is not.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]
#![cfg(feature = "rustls")]

#[path = "../support/mod.rs"]
mod support;

mod bundle;
mod client_certificate;
mod fixtures;
mod impossible;
mod no_store;
mod old_tls;
mod own_client;
mod pem;
mod pin;
mod pkcs12;
mod pkcs12_hostile;
mod server_name;
mod trust;
