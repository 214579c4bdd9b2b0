//! What was asked, decoded, and what changed because of it.

use super::account::{House, Operation, Service, Switch};

/// How the caller showed who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// With a SUID alone, or at the login.
    TwoStep,
    /// With login and password in the URL, and no SUID.
    OneStep,
    /// With login and password in the URL, and a SUID.
    Both,
}

/// One procedure as the billing understood it. Secrets stand in it as they came: they are the test's own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// `proc`.
    pub procedure: String,
    /// The arguments that came, each with the name of its position (`argN` beyond those), decoded; `None` is null. Of a
    /// text of more than 1,024 characters the rest is not kept.
    pub arguments: Vec<(String, Option<String>)>,
    /// How the caller showed who it is.
    pub mode: Mode,
    /// What Firebird said against it; `None` when it was carried out, or refused without a text.
    pub error: Option<String>,
}

impl Call {
    /// The value of an argument; `None` when it is null or did not come.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_deref())
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Act {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// What happened.
    pub deed: Deed,
}

/// See [`Act::deed`]. Rows stand in it as they are afterwards, deleted ones as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deed {
    /// `CLN_FIN_OPER_ADD`.
    PaymentAdded(Operation),
    /// `WEB_USER_PROMISE_PAY`.
    Promised {
        /// The subscriber.
        user_id: i32,
        /// How much, in hundredths.
        amount: i64,
        /// `HOST`.
        host: Option<String>,
    },
    /// `CLN_HOME_EDIT` with 1.
    HouseAdded(House),
    /// `CLN_HOME_EDIT` with 0.
    HouseChanged(House),
    /// `CLN_HOME_EDIT` with 2.
    HouseDeleted(House),
    /// `CLN_SWITCH_EDIT` with 1.
    SwitchAdded(Switch),
    /// `CLN_SWITCH_EDIT` with 0.
    SwitchChanged(Switch),
    /// `CLN_SWITCH_EDIT` with 2.
    SwitchDeleted(Switch),
    /// `CLN_SWITCH_EDIT` with `UPDATE_HOME_FLAG` 1: subscribers of the house got the switch.
    SwitchSpread {
        /// The switch.
        switch_id: i32,
        /// The house.
        home_id: i32,
        /// How many subscribers.
        subscribers: usize,
    },
    /// `CLN_USR_USLUGA_EDIT` with 1.
    ServiceAdded(Service),
    /// `CLN_USR_USLUGA_EDIT` with 0.
    ServiceChanged(Service),
    /// `CLN_USR_USLUGA_EDIT` with 2.
    ServiceDeleted(Service),
}
