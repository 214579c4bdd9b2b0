//! Each action against the exact form that it sends.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod additional_data;
mod address;
mod advertising;
mod billing;
mod cable_route;
mod call;
mod cross;
mod customer;
mod cwdm;
mod employee;
mod fiber;
mod gps;
mod inventory;
mod key;
mod map;
mod node;
mod notepad;
mod owner;
mod service;
mod setting;
mod sms;
mod splitter;
mod system;
mod tariff;
mod trader;
mod vehicle;
mod vlan;
mod ways;

use kubalink_client::testing::Script;
use kubalink_client::{Client, Error, Request};

/// A client that has nobody to talk to.
fn erp() -> Client {
    Client::builder("https://erp.test").unwrap().key("k").transport(Script::new([])).build().unwrap()
}

/// The form of a request, without the key.
fn form(request: Result<Request, Error>) -> String {
    request.unwrap().wire_form().unwrap().body().expose().to_owned()
}

/// What is wrong with a request: the field and the rule.
fn refused(request: Result<Request, Error>) -> String {
    let error = request.unwrap_err();
    assert_eq!(error.kind(), kubalink_client::ErrorKind::Input);
    error.to_string()
}

/// Each line is an action and its form, which begins with `cat` and `action`.
macro_rules! forms {
    ($( $action:expr => $form:literal; )+) => {
        $( assert_eq!(crate::form($action.request()), $form); )+
    };
}
use forms;
