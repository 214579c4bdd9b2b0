//! Servers that refuse or break: what the client says of it, against what was done.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod effects;
mod ledger;
mod refusals;
mod sandbox;
#[path = "../support/mod.rs"]
mod support;
