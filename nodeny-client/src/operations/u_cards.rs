//! `u_cards`: topping up by a scratch card.

use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Operation, Parameter, Request, Response, Secret,
    lenient, open_enum, record,
};

use super::{PRODUCT, action};

pub(super) const REDEEM: Operation =
    Operation::new(PRODUCT, "u_cards", Effect::Once, Evidence::Documented, &[Parameter::required("cod")]);

open_enum! {
    /// What became of a card (`result`). *Source:* the vendor's page.
    pub enum CardOutcome {
        /// The account was topped up.
        Ok = "ok",
        /// There is no such code. It is counted: too many wrong ones are refused for a day.
        WrongCode = "wrong_code",
        /// The card was used before.
        AlreadyActivated = "already_activated",
    }
}

record! {
    #[derive(Debug)]
    struct CardAnswer {
        outcome: Option<CardOutcome> = "result" => lenient::opt_enum,
    }
}

/// A card that is redeemed. See [`Subscriber::redeem_card`](crate::Subscriber::redeem_card).
#[derive(Debug, Clone)]
pub struct RedeemCard {
    code: Secret,
}

impl RedeemCard {
    pub(crate) fn new(code: impl Into<Secret>) -> Self {
        Self { code: code.into() }
    }
}

impl Endpoint for RedeemCard {
    type Output = CardOutcome;

    fn operation(&self) -> Operation {
        REDEEM
    }

    fn encode(&self) -> Result<Request, Error> {
        let code = self.code.expose();
        if code.is_empty() || code.len() > 64 || !code.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::input("cod", "must be 1 to 64 printable ASCII characters without spaces"));
        }
        Ok(action("u_cards").query("cod", self.code.clone()))
    }

    fn decode(&self, response: &Response) -> Result<CardOutcome, Error> {
        let answer: CardAnswer = response.json()?;
        answer.outcome.ok_or_else(|| {
            let what = "the answer names no result";
            Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
        })
    }
}
