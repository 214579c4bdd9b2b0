//! Answers of special shapes, through the client.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod additional_data;
mod address;
mod employee;
mod fiber;
mod inventory;
mod map;
mod node;
mod notepad;
mod owner;
mod system;
mod task_files;
mod vehicle;
mod vlan;

use kubalink_client::testing::{Reply, Script};
use kubalink_client::{Client, Error, ErrorKind};

/// A client whose next answer this is.
fn answering(body: impl Into<String>) -> Client {
    let script = Script::new([Reply::ok(body.into())]);
    Client::builder("https://erp.test").unwrap().key("k").transport(script).build().unwrap()
}

/// What an answer was refused for.
fn not_understood<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    error.to_string()
}
