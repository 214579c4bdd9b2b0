//! The sandbox breaks on cue, and its ledger is compared with what the client says.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod crashes;
mod expiry;
mod ledger;
#[path = "../support/mod.rs"]
mod support;
