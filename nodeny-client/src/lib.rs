#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod guide;

mod admin;
mod answer;
mod client;
mod dialect;
mod field_value;
mod identity;
mod login;
mod operations;
mod pending;
mod refusal;
mod rows;
mod subscriber;
mod tag;
mod text;

#[cfg(feature = "from-reqwest")]
pub use isp_client_core::ReqwestTransport;
#[cfg(feature = "test-util")]
pub use isp_client_core::testing;
pub use isp_client_core::time::{LocalDate, LocalDateTime, TimeError, UnixTime};
pub use isp_client_core::{
    AttemptReport, Backoff, BaseUrl, Body, BoxFuture, CallOptions, Chunks, ClientIdentity, Delivery, Effect,
    Error, ErrorKind, Evidence, Extra, Incoming, Items, Method, NotRepeated, Operation, Parameter, Request,
    Requirement, Response, RetryBudget, Secret, Transport, Value,
};

#[doc(no_inline)]
pub use rust_decimal::Decimal;

pub use self::admin::{Admin, ViewedSubscriber};
pub use self::answer::Answer;
pub use self::client::{Client, ClientBuilder};
pub use self::field_value::FieldValue;
pub use self::identity::{Identity, Role};
pub use self::operations::{
    AccessState, Account, AddressKind, AllServices, ApiUsers, BankCard, CardOutcome, CatalogueService,
    ConnectService, ConnectState, ConnectedService, Connection, ConnectionEnd, Creator, Credit, CreditOffer,
    CreditOutcome, ExtraField, FieldFlag, FieldFlags, FieldParam, FieldType, List, Message, MessageCategory,
    NextService, OPERATIONS, Pay, PayCategory, PaySystem, Raw, ReadAccount, RedeemCard, RegisterPushToken,
    RequestPayment, SendMessage, SetNextService, SwitchAutopay, TakeCredit, TakenCredit, Ticket, TicketState,
    Tickets, User, UserAddress, UserField, UserRow, Version, WhyNot,
};
pub use self::pending::Pending;
pub use self::refusal::Refusal;
pub use self::subscriber::Subscriber;
pub use self::tag::Tag;
pub use self::text::{HumanTime, plain_text};
