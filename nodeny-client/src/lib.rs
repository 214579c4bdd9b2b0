#![doc = include_str!("../README.md")]

mod answer;
mod client;
mod dialect;
mod identity;
mod login;
mod operations;
mod pending;
mod refusal;
mod session;

#[cfg(feature = "test-util")]
pub use isp_client_core::testing;
pub use isp_client_core::time::{LocalDate, LocalDateTime, UnixTime};
pub use isp_client_core::{
    AttemptReport, Backoff, BaseUrl, Delivery, Effect, Error, ErrorKind, Evidence, Extra, NotRepeated,
    Operation, Parameter, Requirement, RetryBudget, Secret, Transport,
};

pub use self::answer::Answer;
pub use self::client::{Client, ClientBuilder, Subscriber};
pub use self::identity::{Identity, Role};
pub use self::operations::{
    CardOutcome, Credit, CreditOffer, CreditOutcome, LogOut, OPERATIONS, Raw, RedeemCard, TakeCredit, Version,
};
pub use self::pending::Pending;
pub use self::refusal::Refusal;
