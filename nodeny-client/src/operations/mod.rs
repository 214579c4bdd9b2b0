//! The operations: one value each, and the table of all.

mod account;
mod api_dopdata;
mod api_services;
mod api_users;
mod list;
mod raw;
mod tickets;
mod u_auth_log;
mod u_autopays;
mod u_cards;
mod u_credit;
mod u_gcm;
mod u_main;
mod u_message;
mod u_pay;
mod u_srv;

use std::borrow::Cow;

use isp_client_core::{Error, Operation, Request, Value};

pub(crate) use self::account::LogOut;
pub use self::account::Version;
pub use self::api_dopdata::{ExtraField, FieldFlag, FieldFlags, FieldParam, FieldType};
pub use self::api_services::AllServices;
pub use self::api_users::{ApiUsers, NextService, UserField, UserRow};
pub use self::list::List;
pub use self::raw::Raw;
pub use self::tickets::{Ticket, TicketState, Tickets};
pub use self::u_auth_log::{Connection, ConnectionEnd};
pub use self::u_autopays::{BankCard, PaySystem, SwitchAutopay};
pub use self::u_cards::{CardOutcome, RedeemCard};
pub use self::u_credit::{Credit, CreditOffer, CreditOutcome, TakeCredit};
pub use self::u_gcm::RegisterPushToken;
pub use self::u_main::{
    AccessState, Account, AddressKind, ConnectState, Creator, Pay, PayCategory, ReadAccount, TakenCredit,
    User, UserAddress,
};
pub use self::u_message::{Message, MessageCategory, SendMessage};
pub use self::u_pay::RequestPayment;
pub use self::u_srv::{CatalogueService, ConnectService, ConnectedService, SetNextService, WhyNot};
use crate::dialect::{PATH, SESSION};

pub(crate) const PRODUCT: &str = "nodeny";

/// The largest form that the server reads when it is not multipart, in bytes. *Source:* observed.
const FORM_MOST: usize = 44_000;
/// The largest multipart form that it reads, in bytes. *Source:* observed.
const MULTIPART_MOST: usize = 20_000_000;

/// Every operation that this crate knows, as machine-readable rows.
///
/// ```
/// use nodeny_client::{Effect, OPERATIONS};
///
/// let once = OPERATIONS.iter().filter(|row| row.effect == Effect::Once);
/// assert!(once.into_iter().any(|row| row.name == "u_srv_add"));
/// ```
pub static OPERATIONS: &[Operation] = &[
    crate::login::OPERATION,
    account::VERSION,
    account::LOG_OUT,
    u_main::OPERATION,
    u_message::LIST,
    u_message::SEND,
    u_auth_log::OPERATION,
    u_srv::SELECT,
    u_srv::ADD,
    u_srv::SET_NEXT,
    u_credit::OFFER,
    u_credit::TAKE,
    u_cards::REDEEM,
    u_gcm::OPERATION,
    u_pay::FONDY,
    u_pay::LIQPAY,
    u_autopays::LIST,
    u_autopays::SWITCH,
    api_users::OPERATION,
    tickets::OPERATION,
    api_services::OPERATION,
    api_dopdata::OPERATION,
];

/// The lists.
pub(crate) mod lists {
    use super::{BankCard, CatalogueService, Connection, ExtraField, List, Message};
    use super::{api_dopdata, u_auth_log, u_autopays, u_message, u_srv};
    use crate::dialect::SESSION_FOR_CARDS;

    pub(crate) fn messages(uid: Option<u64>) -> List<Message> {
        List::new(u_message::LIST, uid, |row, key| Message { id: or_key(row.id, key), ..row })
    }

    pub(crate) fn connections(uid: Option<u64>) -> List<Connection> {
        List::new(u_auth_log::OPERATION, uid, |row, key| Connection { id: or_key(row.id, key), ..row })
    }

    pub(crate) fn services_to_connect(uid: Option<u64>) -> List<CatalogueService> {
        List::new(u_srv::SELECT, uid, |row, key| match row.id {
            Some(_) => row,
            None => CatalogueService { service_id: or_key(row.service_id, key), ..row },
        })
    }

    pub(crate) fn bank_cards(uid: Option<u64>) -> List<BankCard> {
        let list = List::new(u_autopays::LIST, uid, |row: BankCard, key| BankCard {
            id: or_key(row.id, key),
            ..row
        });
        list.credential(SESSION_FOR_CARDS)
    }

    /// What the keys of an object of fields would be is not known, and a field has no id.
    pub(crate) fn extra_fields() -> List<ExtraField> {
        List::new(api_dopdata::OPERATION, None, |row, _| row)
    }

    /// In a list by id the key may be the only place of the id.
    pub(crate) fn or_key(id: Option<u64>, key: &str) -> Option<u64> {
        id.or_else(|| key.parse().ok())
    }
}

/// A request of the action `a`, with a session.
fn action(name: impl Into<Cow<'static, str>>) -> Request {
    Request::get(PATH).credential(SESSION).query("a", Value::Plain(name.into()))
}

/// A form that takes the way on which it fits.
fn posted(request: Request) -> Result<Request, Error> {
    let request = request.multipart_above(FORM_MOST);
    match request.wire_form() {
        Some(form) if form.body().expose().len() > MULTIPART_MOST => {
            Err(Error::input("form", "is larger than 20,000,000 bytes, the most that the server reads"))
        }
        _ => Ok(request),
    }
}

/// An id as the wire has it: the server reads anything else as 0.
fn id(field: &str, id: u64) -> Result<u64, Error> {
    if id == 0 { Err(Error::input(field, "must be at least 1")) } else { Ok(id) }
}

/// The subscriber that an administrator looks at.
fn uid(uid: Option<u64>) -> Result<Option<u64>, Error> {
    uid.map(|uid| id("uid", uid)).transpose()
}
