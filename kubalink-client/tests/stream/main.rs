//! Large answers record by record, pages of tasks, and lists in parts.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod desk;
mod devices;
mod pages;
mod parts;
mod records;
#[path = "../support/mod.rs"]
mod support;
