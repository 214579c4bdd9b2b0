//! `u_credit`: the offer of a credit, and taking it.

use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Extra, Operation, Parameter, Request, Response,
    lenient, open_enum, record,
};
use rust_decimal::Decimal;
use serde::Deserializer;

use super::{PRODUCT, action, uid};

pub(super) const OFFER: Operation =
    Operation::new(PRODUCT, "u_credit", Effect::Read, Evidence::Documented, &[Parameter::optional("uid")]);
pub(super) const TAKE: Operation = Operation::new(
    PRODUCT,
    "u_credit go=1",
    Effect::Once,
    Evidence::Documented,
    &[Parameter::required("go")],
);

open_enum! {
    /// What became of a credit (`result`). *Source:* the vendor's page.
    pub enum CreditOutcome {
        /// It can be taken, or has been taken.
        Ok = "ok",
        /// A payment forbids credits.
        Blocked = "blocked",
        /// Another credit is active.
        OtherExists = "other_exists",
        /// A credit was taken and paid back, and the payments since then do not exceed it.
        NoMore = "no_more",
        /// No payment came within the days that the server asks for.
        ManyNopayDays = "many_nopay_days",
    }
}

record! {
    /// The credit that a subscriber can take. Money is decimal, in the currency of [`Credit::currency`].
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Credit {
        /// The amount (`amt`).
        pub amount: Option<Decimal> = "amt" => lenient::opt_money,
        /// The amount that is charged (`full_amt`), presumably with the commission.
        pub full_amount: Option<Decimal> = "full_amt" => lenient::opt_money,
        /// The commission.
        pub commission: Option<Decimal> = "commission" => lenient::opt_money,
        /// For how many days.
        pub days: Option<u32> = "days" => lenient::opt_number,
        /// The name of the currency (`gr`), for example `грн`.
        pub currency: Option<String> = "gr" => lenient::opt_text,
    }
}

record! {
    #[derive(Debug)]
    struct CreditAnswer {
        outcome: Option<CreditOutcome> = "result" => lenient::opt_enum,
        credit: Option<Credit> = "credit" => opt_credit,
    }
}

/// The answer of `u_credit`, with and without `go`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CreditOffer {
    /// Whether it can be taken, or was; or why not (`result`).
    pub outcome: CreditOutcome,
    /// The credit; servers leave it out of a refusal.
    pub credit: Option<Credit>,
    /// Fields of the answer that this type does not know.
    pub extra: Extra,
}

fn opt_credit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Credit>, D::Error> {
    Ok(lenient::one_or_many(deserializer)?.into_iter().next())
}

/// The offer of a credit, or taking it. See [`Subscriber::credit`](crate::Subscriber::credit) and
/// [`Subscriber::take_credit`](crate::Subscriber::take_credit).
#[derive(Debug, Clone)]
pub struct TakeCredit {
    pub(crate) uid: Option<u64>,
    pub(crate) go: bool,
}

impl Endpoint for TakeCredit {
    type Output = CreditOffer;

    fn operation(&self) -> Operation {
        if self.go { TAKE } else { OFFER }
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("u_credit").query_opt("uid", uid(self.uid)?).query_opt("go", self.go.then_some("1")))
    }

    fn decode(&self, response: &Response) -> Result<CreditOffer, Error> {
        let CreditAnswer { outcome, credit, extra } = response.json()?;
        let what = "the answer names no result";
        let missing = || Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response);
        Ok(CreditOffer { outcome: outcome.ok_or_else(missing)?, credit, extra })
    }
}
