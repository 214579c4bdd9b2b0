//! Answers of forms that need a reader of their own.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod inventory;
mod node;
mod notepad;
mod owner;
mod system;
mod vehicle;
mod vlan;

use kubalink_client::Client;
use kubalink_client::testing::{Reply, Script};

/// A client whose server answers this, once.
fn erp(body: impl Into<bytes::Bytes>) -> Client {
    let script = Script::new([Reply::ok(body)]);
    Client::builder("https://erp.test").unwrap().key("k").transport(script).build().unwrap()
}
