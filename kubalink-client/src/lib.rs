#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod action;
mod answer;
mod argument;
mod ask;
mod client;
mod common;
mod dialect;
mod draft;
mod envelope;
mod ids;
mod operations;
mod pending;
mod raw;
mod read;
mod refusal;
mod text;
mod values;
mod web;

pub mod additional_data;
pub mod address;
pub mod advertising;
pub mod attach;
pub mod billing;
pub mod cable_route;
pub mod call;
pub mod commutation;
pub mod cross;
pub mod customer;
pub mod cwdm;
pub mod device;
pub mod employee;
pub mod fiber;
pub mod gps;
pub mod guide;
pub mod inventory;
pub mod key;
pub mod map;
pub mod node;
pub mod notepad;
pub mod owner;
pub mod service;
pub mod setting;
pub mod sms;
pub mod splitter;
pub mod system;
pub mod tariff;
pub mod task;
pub mod trader;
pub mod vehicle;
pub mod vlan;

pub(crate) const PRODUCT: &str = "kubalink";

#[cfg(feature = "from-reqwest")]
pub use isp_client_core::ReqwestTransport;
#[cfg(feature = "test-util")]
pub use isp_client_core::testing;
pub use isp_client_core::time::{LocalDate, LocalDateTime, TimeError, UnixTime};
pub use isp_client_core::{
    AttemptReport, Backoff, BaseUrl, Body, BoxFuture, CallOptions, Chunks, ClientIdentity, Delivery,
    Download, Effect, Error, ErrorKind, Evidence, Extra, Incoming, Items, Method, NotRepeated, Operation,
    Parameter, Request, Requirement, Response, RetryBudget, Secret, Transport, Value,
};
#[doc(no_inline)]
pub use rust_decimal::Decimal;

pub use self::answer::{Answer, Done};
pub use self::ask::Ask;
pub use self::client::{Client, ClientBuilder};

pub use self::ids::*;
pub use self::operations::OPERATIONS;
pub use self::pending::Pending;
pub use self::raw::Raw;
pub use self::read::{AdditionalValue, AsJson, Point};
// In bounds of public types only.
#[doc(hidden)]
pub use self::read::{Read, Row, RowStream};
pub use self::refusal::Refusal;
pub use self::text::Text;
pub use self::values::*;
pub use self::web::{Newin, RedirectCustomer, RedirectDevice};
