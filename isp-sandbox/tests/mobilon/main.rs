//! The emulated PBX as a client meets it: over a socket.
#![allow(clippy::unwrap_used, reason = "a test helper that fails is a failed test")]

mod documented;
mod faults;
mod feed;
mod generated;
mod http;
mod socket;
mod switches;
mod webhooks;
