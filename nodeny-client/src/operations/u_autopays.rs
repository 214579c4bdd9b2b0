//! `u_autopays`: saved bank cards for automatic payments.

use isp_client_core::time::UnixTime;
use isp_client_core::{
    Effect, Endpoint, Error, Evidence, Operation, Parameter, Request, Response, Secret, lenient, open_enum,
    record,
};

use super::{PRODUCT, action, id};
use crate::login::opt_secret;
use crate::text::opt_human_time;
use crate::{Answer, HumanTime};

pub(super) const LIST: Operation =
    Operation::new(PRODUCT, "u_autopays", Effect::Read, Evidence::Documented, &[Parameter::optional("uid")]);
pub(super) const SWITCH: Operation = Operation::new(
    PRODUCT,
    "u_autopays act",
    Effect::Replay,
    Evidence::Unknown,
    &[Parameter::required("act"), Parameter::required("id")],
);

open_enum! {
    /// Who takes the money of a card. *Source:* the vendor's page shows `fondy`; the other word is
    /// that of its action.
    pub enum PaySystem {
        /// Fondy (`u_fondy`).
        Fondy = "fondy",
        /// LiqPay (`u_lpay`).
        LiqPay = "lpay" | "liqpay",
    }
}

record! {
    /// A bank card that automatic payments can use. *Source:* the vendor's page.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct BankCard {
        /// Its id, for [`Subscriber::switch_autopay`](crate::Subscriber::switch_autopay).
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The subscriber.
        pub uid: Option<u64> = "uid" => lenient::opt_number,
        /// `paytoken`.
        pub kind: Option<String> = "type" => lenient::opt_text,
        /// Whether it is charged automatically.
        pub enabled: Option<bool> = "enabled" => lenient::opt_perl_flag,
        /// Who charges it.
        pub paysystem: Option<PaySystem> = "paysystem" => lenient::opt_enum,
        /// The number with its middle masked.
        pub card: Option<String> = "card" => lenient::opt_text,
        /// What the pay system knows the card by.
        pub token: Option<Secret> = "token" => opt_secret,
        /// When it was saved.
        pub create_time: Option<UnixTime> = "create_time" => lenient::opt_unix_time,
        /// Until when it can be used; `None` is no end.
        pub expire_time: Option<UnixTime> = "expire_time" => lenient::opt_unix_time,
        /// When it was charged last, on the server's clock.
        pub last_pay_time: Option<HumanTime> = "last_pay_time" => opt_human_time,
    }
}

/// A card that is switched on or off. See [`Subscriber::switch_autopay`](crate::Subscriber::switch_autopay).
#[derive(Debug, Clone)]
pub struct SwitchAutopay {
    pub(crate) id: u64,
    pub(crate) on: bool,
}

impl Endpoint for SwitchAutopay {
    type Output = Answer;

    fn operation(&self) -> Operation {
        SWITCH
    }

    fn encode(&self) -> Result<Request, Error> {
        let act = if self.on { "on" } else { "off" };
        Ok(action("u_autopays").query("act", act).query("id", id("id", self.id)?))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
