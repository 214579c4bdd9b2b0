//! Random secrets, over real HTTP, against everything that can be printed.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod echo;
mod forms;
mod printed;
#[path = "../support/mod.rs"]
mod support;
