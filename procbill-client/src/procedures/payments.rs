//! `CLN_FIN_OPER_ADD` and `WEB_USER_PROMISE_PAY`: money in, and money promised.

use std::sync::Arc;

use isp_client_core::time::LocalDateTime;
use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response};
use rust_decimal::Decimal;

use crate::dialect::WRITE;
use crate::payment::{Receipt, new_number};
use crate::procedure::{Rules, procedure};
use crate::{ArgumentValue, Outcome, PRODUCT, Pending};

pub(super) const ADD: Operation =
    Operation::new(PRODUCT, AddPayment::NAME, Effect::Once, Evidence::Unknown, AddPayment::PARAMETERS);
pub(super) const PROMISE: Operation = Operation::new(
    PRODUCT,
    PromisePayment::NAME,
    Effect::Once,
    Evidence::Unknown,
    PromisePayment::PARAMETERS,
);

procedure! {
    /// Money that comes in. See [`Client::add_payment`](crate::Client::add_payment).
    pub struct AddPayment = "CLN_FIN_OPER_ADD" {
        required "USER_ID": integer;
        /// The date of the operation, on the server's clock.
        optional "OP_DATE": timestamp as date;
        required "SUMMA": money;
        /// A description, at most 255 characters.
        optional "DESCR": text(255) as description;
        /// Your reference, at most 10 characters, in the place of the one that was made. It should be no other payment's:
        /// whether the server minds is not known.
        required "NUMBER": text(10) as number;
        // The type of the operation: incoming.
        required "(type)": fixed("2");
        // Mandatory, says the vendor's page, and empty.
        required "(empty)": fixed("null");
    }
}

procedure! {
    /// A promised payment. See [`Client::promise_payment`](crate::Client::promise_payment).
    pub struct PromisePayment = "WEB_USER_PROMISE_PAY" {
        required "USER_ID": integer;
        required "PROMISE_PAY": money;
        /// A text for the server's audit, at most 15 characters: as long as an IPv4 address.
        optional "HOST": text(15) as host;
    }
}

impl AddPayment {
    pub(crate) fn of(rules: Arc<Rules>, user_id: i64, sum: Decimal) -> Self {
        let Self(arguments) = Self::new(rules);
        Self(arguments.with("USER_ID", user_id).with("SUMMA", sum).with("NUMBER", new_number()))
    }

    fn given(&self, name: &str) -> Option<&ArgumentValue> {
        let mut given = self.0.table.iter().zip(&self.0.values);
        given.find(|(argument, _)| argument.name == name).map(|(_, value)| value)
    }
}

impl Pending<AddPayment> {
    /// What [`Client::confirm`](crate::Client::confirm) needs. Take it, and keep it, before you await the payment.
    pub fn receipt(&self) -> Receipt {
        let payment = self.endpoint();
        let text = |name: &str| match payment.given(name) {
            Some(ArgumentValue::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let date: Option<LocalDateTime> = match payment.given("OP_DATE") {
            Some(ArgumentValue::Timestamp(at)) => Some(*at),
            _ => None,
        };
        let user_id = match payment.given("USER_ID") {
            Some(ArgumentValue::Integer(id)) => *id,
            _ => 0,
        };
        let sum = match payment.given("SUMMA") {
            Some(ArgumentValue::Decimal(sum)) => *sum,
            _ => Decimal::ZERO,
        };
        let receipt = Receipt::new(user_id, sum, text("NUMBER").unwrap_or_default());
        Receipt { date, description: text("DESCR"), ..receipt }
    }
}

fn is_payment(field: &str, value: Option<&ArgumentValue>) -> Result<(), Error> {
    match value {
        Some(ArgumentValue::Decimal(sum)) if *sum > Decimal::ZERO => Ok(()),
        _ => Err(Error::input(field, "must be more than zero")),
    }
}

impl Endpoint for AddPayment {
    type Output = Outcome;

    fn operation(&self) -> Operation {
        ADD
    }

    fn encode(&self) -> Result<Request, Error> {
        is_payment("SUMMA", self.given("SUMMA"))?;
        let number = match self.given("NUMBER") {
            Some(ArgumentValue::Text(number)) => number.as_str(),
            _ => "",
        };
        if number.is_empty() || number.trim() != number {
            return Err(Error::input("NUMBER", "must not be empty, nor begin or end with a space"));
        }
        self.0.request(WRITE)
    }

    fn decode(&self, response: &Response) -> Result<Outcome, Error> {
        Outcome::read(response)
    }
}

impl PromisePayment {
    pub(crate) fn of(rules: Arc<Rules>, user_id: i64, sum: Decimal) -> Self {
        let Self(arguments) = Self::new(rules);
        Self(arguments.with("USER_ID", user_id).with("PROMISE_PAY", sum))
    }
}

impl Endpoint for PromisePayment {
    type Output = Outcome;

    fn operation(&self) -> Operation {
        PROMISE
    }

    fn encode(&self) -> Result<Request, Error> {
        is_payment("PROMISE_PAY", self.0.values.get(1))?;
        self.0.request(WRITE)
    }

    fn decode(&self, response: &Response) -> Result<Outcome, Error> {
        Outcome::read(response)
    }
}
