//! The operations: one value each, and the table of all.

mod account;
mod cards;
mod credit;
mod raw;

use isp_client_core::{Operation, Request};

pub use self::account::{LogOut, Version};
pub use self::cards::{CardOutcome, RedeemCard};
pub use self::credit::{Credit, CreditOffer, CreditOutcome, TakeCredit};
pub use self::raw::Raw;
use crate::dialect::{PATH, SESSION};

pub(crate) const PRODUCT: &str = "nodeny";

/// Every operation that this crate knows, as machine-readable rows.
pub static OPERATIONS: &[Operation] = &[
    crate::login::OPERATION,
    account::VERSION,
    account::LOG_OUT,
    credit::OFFER,
    credit::TAKE,
    cards::REDEEM,
];

/// A request of the action `a`, with a session.
fn action(name: impl Into<std::borrow::Cow<'static, str>>) -> Request {
    Request::get(PATH).credential(SESSION).query("a", isp_client_core::Value::Plain(name.into()))
}
