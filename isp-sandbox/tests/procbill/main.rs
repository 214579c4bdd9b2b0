//! The emulated Carbon Billing as a client meets it: over TLS.
#![allow(clippy::unwrap_used, reason = "a test helper that fails is a failed test")]

mod answers;
mod arguments;
mod certificates;
mod chaos;
mod edits;
mod faults;
mod generated;
mod http;
mod login;
mod money;
mod search;
mod seed;
mod switches;
