//! When a call is repeated, and how long it waits before.

mod backoff;
mod budget;
mod retry_after;

pub use self::backoff::Backoff;
pub(crate) use self::budget::Budget;
pub use self::budget::RetryBudget;
pub(crate) use self::retry_after::retry_after;
