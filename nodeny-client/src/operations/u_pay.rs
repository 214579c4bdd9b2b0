//! `u_fondy` and `u_lpay`: requests to pay over a pay system.

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Parameter, Request, Response};
use rust_decimal::Decimal;

use super::{PRODUCT, action};
use crate::Answer;

const PARAMETERS: &[Parameter] = &[Parameter::required("amt")];
pub(super) const FONDY: Operation =
    Operation::new(PRODUCT, "u_fondy", Effect::Once, Evidence::Unknown, PARAMETERS);
pub(super) const LIQPAY: Operation =
    Operation::new(PRODUCT, "u_lpay", Effect::Once, Evidence::Unknown, PARAMETERS);

/// A request to pay. See [`Subscriber::request_fondy_payment`](crate::Subscriber::request_fondy_payment) and
/// [`Subscriber::request_liqpay_payment`](crate::Subscriber::request_liqpay_payment).
#[derive(Debug, Clone)]
pub struct RequestPayment {
    pub(crate) row: Operation,
    pub(crate) amount: Decimal,
}

impl RequestPayment {
    pub(crate) fn fondy(amount: Decimal) -> Self {
        Self { row: FONDY, amount }
    }

    pub(crate) fn liqpay(amount: Decimal) -> Self {
        Self { row: LIQPAY, amount }
    }
}

impl Endpoint for RequestPayment {
    type Output = Answer;

    fn operation(&self) -> Operation {
        self.row.clone()
    }

    fn encode(&self) -> Result<Request, Error> {
        let amount = self.amount.normalize();
        if amount <= Decimal::ZERO || amount.scale() > 2 {
            return Err(Error::input("amt", "must be more than zero, with at most two decimals"));
        }
        Ok(action(self.row.name.clone()).query("amt", amount.to_string()))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
