//! The emulated ERP as a client meets it: over a socket.
#![allow(clippy::unwrap_used, reason = "a test helper that fails is a failed test")]

mod actions;
mod customers;
mod envelope;
mod faults;
mod generated;
mod hostile;
mod http;
mod objects;
mod sending;
mod shapes;
mod tasks;
