#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod guide;

mod argument;
mod builder;
mod client;
mod columns;
mod decode;
mod dialect;
mod login;
mod payment;
mod pending;
mod procedure;
mod procedures;
mod refusal;
mod reply;

pub(crate) const PRODUCT: &str = "procbill";
pub(crate) const PRODUCT_AGENT: &str = concat!("procbill-client/", env!("CARGO_PKG_VERSION"));

#[cfg(feature = "from-reqwest")]
pub use isp_client_core::ReqwestTransport;
#[cfg(feature = "test-util")]
pub use isp_client_core::testing;
pub use isp_client_core::time::{LocalDate, LocalDateTime, TimeError, UnixTime};
pub use isp_client_core::{
    AttemptReport, Backoff, BaseUrl, Body, BoxFuture, CallOptions, Charset, Chunks, ClientIdentity, Delivery,
    Effect, Error, ErrorKind, Evidence, Incoming, Method, NotRepeated, Operation, Parameter, Request,
    Requirement, Response, RetryBudget, Secret, Transport, Value,
};
#[doc(no_inline)]
pub use rust_decimal::Decimal;

pub use self::argument::{Argument, ArgumentType, ArgumentValue};
pub use self::builder::ClientBuilder;
pub use self::client::Client;
pub use self::columns::Columns;
pub use self::login::LoginMode;
pub use self::payment::{Confirm, Confirmation, Receipt};
pub use self::pending::Pending;
pub use self::procedures::{
    AddPayment, EditHome, EditService, EditSwitch, Execute, FindSubscribers, FoundSubscriber, GetSubscriber,
    ListHomes, ListOperations, ListSwitches, OPERATIONS, PromisePayment, SubscriberCard,
};
pub use self::refusal::Refusal;
pub use self::reply::Outcome;
