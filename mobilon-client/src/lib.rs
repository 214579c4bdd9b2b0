#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod guide;
pub mod phone;
pub mod webhook;

mod call;
mod call_id;
mod calls;
mod client;
mod credentials;
mod dialect;
mod journal_range;
mod operations;
mod pending;
mod refusal;

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

pub use self::call::{Call, CallStatus, Direction};
pub use self::call_id::CallId;
pub use self::client::{Client, ClientBuilder};
pub use self::credentials::{AccountToken, UserKey};
pub use self::journal_range::JournalRange;
pub use self::operations::{
    CallInfo, CallToSubscriber, Device, Format, GetRecording, Journal, OPERATIONS, PlacedCall, Raw, Recording,
};
pub use self::pending::Pending;
pub use self::refusal::CallRefusal;
