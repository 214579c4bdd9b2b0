//! `u_main`: the account of a subscriber.

mod pay;
mod user;

use isp_client_core::decode::json;
use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Operation, Parameter, Request, Response, lenient,
    record,
};
use serde::Deserializer;
use serde_json::{Map, Value};

pub use self::pay::{Creator, Pay, PayCategory, TakenCredit};
pub use self::user::{AccessState, AddressKind, ConnectState, User, UserAddress};
use super::{ConnectedService, PRODUCT, action, uid};

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "u_main", Effect::Read, Evidence::Documented, &[Parameter::optional("uid")]);

record! {
    /// The account of a subscriber. A block that the server leaves out is empty; other blocks are in `extra`.
    ///
    /// *Source:* the vendor's page names the four blocks and prints a service; the fields of the others were observed on a
    /// live installation.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Account {
        /// The subscriber (`usr`).
        pub user: Option<User> = "usr" => read_user,
        /// Connected services.
        pub services: Vec<ConnectedService> = "services" => lenient::rows,
        /// Credits that were taken.
        pub credits: Vec<TakenCredit> = "credits" => lenient::rows,
        /// Credits by the name that older servers use.
        pub tmp_pays: Vec<TakenCredit> = "tmp_pays" => lenient::rows,
        /// Payments and charges. How many the server shows is not known.
        pub pays: Vec<Pay> = "pays" => lenient::rows,
    }
}

/// Empty in every spelling is none.
fn read_user<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<User>, D::Error> {
    Ok(lenient::one_or_many(deserializer)?.into_iter().next())
}

const BLOCKS: [&str; 5] = ["usr", "services", "credits", "tmp_pays", "pays"];

/// Reads an account. See [`Subscriber::account`](crate::Subscriber::account).
#[derive(Debug, Clone)]
pub struct ReadAccount {
    pub(crate) uid: Option<u64>,
}

impl Endpoint for ReadAccount {
    type Output = Account;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("u_main").query_opt("uid", uid(self.uid)?))
    }

    /// The blocks stand at the top, or in `result`.
    fn decode(&self, response: &Response) -> Result<Account, Error> {
        let mut document: Value = response.json()?;
        let holds_block = |value: &Value| BLOCKS.iter().any(|block| value.get(block).is_some());
        let is_empty = |value: &Value| {
            value.as_object().is_some_and(Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
        };
        let refused = |what: &'static str| {
            Err(Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response))
        };
        let inner = document.get("result").filter(|result| holds_block(result) || is_empty(result));
        let (account, path) = match (holds_block(&document), inner.is_some()) {
            (true, true) => return refused("an account both at the top and in `result`"),
            (true, false) => (document, ""),
            (false, true) => (document.get_mut("result").map(Value::take).unwrap_or_default(), "result"),
            (false, false) if is_empty(&document) => (document, ""),
            (false, false) => return refused("an account without any of its blocks"),
        };
        if is_empty(&account) {
            return Ok(Account::default());
        }
        json::from_value(account, path).map_err(|fault| response.fault(fault))
    }
}
