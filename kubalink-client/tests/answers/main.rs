//! Tests that read answers, as one program: what reads an answer is compiled where it is used, so in each program anew.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod decode;
mod every;
mod faults;
mod redaction;
mod regressions;
mod send;
mod stream;
mod support;
mod wire;
