//! What was asked, decoded, and what changed because of it.

/// One request as the billing understood it. Secrets stand in it as they came: they are the test's own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// The HTTP method.
    pub method: String,
    /// The value of `a` that won; empty when there was none.
    pub action: String,
    /// The decoded parameters in the order in which they count: body first, then query; the last of a name wins. Of
    /// more than 8,192 characters the rest is not kept.
    pub parameters: Vec<(String, String)>,
    /// The `Cookie` header as it came.
    pub cookie: Option<String>,
    /// It came with `X-Requested-With: XMLHttpRequest`.
    pub ajax: bool,
    /// The account whose session it carried; `None` when it carried no valid session.
    pub account: Option<u32>,
}

impl Call {
    /// The value of a parameter that won.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// One change, with its subscriber.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Act {
    /// Unix seconds of the sandbox's clock.
    pub at: u32,
    /// The subscriber.
    pub uid: u32,
    /// What happened.
    pub deed: Deed,
}

/// See [`Act::deed`]. Money is in hundredths.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deed {
    /// `u_srv_add`: connected and charged.
    Connected {
        /// The service of the catalogue.
        service_id: u32,
        /// The id it got as a connected service.
        usr_service_id: u32,
        /// What was charged.
        price: i64,
    },
    /// `u_srv_add` with `cmd=set_next`.
    NextSet {
        /// The connected service.
        usr_service_id: u32,
        /// What follows it.
        service_id: u32,
    },
    /// `u_credit` with `go=1`.
    CreditTaken {
        /// How much.
        amount: i64,
    },
    /// `u_cards`: the account was topped up.
    CardRedeemed {
        /// The code.
        code: String,
        /// What it was worth.
        amount: i64,
    },
    /// `u_cards` with a code that does not count; the real billing counts these.
    CardRefused {
        /// The code.
        code: String,
    },
    /// `u_message` by POST.
    MessageSent {
        /// The text.
        text: String,
    },
    /// `u_gcm`.
    PushTokenStored {
        /// The token.
        reg_id: String,
    },
    /// `u_fondy` or `u_lpay`.
    PayRequested {
        /// `fondy` or `lpay`.
        system: &'static str,
        /// The request's id.
        id: u32,
        /// What is to be paid, commission included.
        amount: i64,
    },
    /// `u_autopays` with `act`.
    AutopaySet {
        /// The saved card.
        id: u32,
        /// On or off.
        enabled: bool,
    },
}
