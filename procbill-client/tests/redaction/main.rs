//! Random secrets, over real HTTP, against everything that can be printed.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

// Named so that Cargo builds it with its feature `tracing`: what it logs is searched too.
use hyper_util as _;

mod collect;
mod echo;
mod forms;
mod printed;
#[path = "../support/mod.rs"]
mod support;
