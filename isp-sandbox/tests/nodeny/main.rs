//! The emulated billing as a client meets it: over a socket.
#![allow(clippy::unwrap_used, reason = "a test helper that fails is a failed test")]

mod generated;
mod http;
mod login;
mod outcomes;
mod seed;
mod session;
mod steering;
mod switches;
mod traps;
