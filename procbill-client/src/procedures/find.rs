//! `CLN_USR_FIND_2`: the search for subscribers and groups.

use std::net::Ipv4Addr;

use isp_client_core::{Effect, Endpoint, Error, Evidence, Operation, Request, Response, lenient};
use rust_decimal::Decimal;

use crate::PRODUCT;
use crate::columns::{address, columns};
use crate::dialect::READ;
use crate::procedure::procedure;
use crate::reply::typed;

pub(super) const OPERATION: Operation = Operation::new(
    PRODUCT,
    FindSubscribers::NAME,
    Effect::Read,
    Evidence::Documented,
    FindSubscribers::PARAMETERS,
);

procedure! {
    /// A search. See [`Client::find_subscribers`](crate::Client::find_subscribers).
    pub struct FindSubscribers = "CLN_USR_FIND_2" {
        /// By name, at most 128 characters.
        optional "NAME_IN": text(128) as name;
        /// By login, at most 32 characters.
        optional "LOGIN_IN": text(32) as login;
        /// By id.
        optional "ID_IN": integer as id;
        /// By e-mail, at most 128 characters.
        optional "EMAIL_IN": text(128) as email;
        /// By address.
        optional "IP_IN": address as ip;
        /// By the financial flag.
        optional "FINANCE_IN": integer as finance;
        /// By the use of NAT: so the vendor's page, though the name says server.
        optional "SERVER_IN": integer as server;
        /// By the rights of an administrator.
        optional "ADMIN_IN": integer as admin;
        /// With at least this balance.
        optional "BALANCEL_IN": money as balance_from;
        /// With at most this balance.
        optional "BALANCEH_IN": money as balance_to;
        /// By the group; the vendor's page says that it is not used.
        optional "PARENT_ID_IN": integer as parent_id;
        /// Subscribers only, or groups only.
        optional "END_USER_IN": flag as end_user;
        /// Not explained anywhere.
        optional "COUNT_USER_IN": integer as count_user;
        /// Not explained anywhere.
        optional "ALL_IN": integer as all;
        /// Deleted ones, by the name.
        optional "DELETED_IN": integer as deleted;
        /// Not explained anywhere, at most 128 characters.
        optional "ATTRIBUTE": text(128) as attribute;
        /// By the number of the contract, at most 32 characters.
        optional "CONTRACT_NUMBER_IN": text(32) as contract;
        /// By the tariff.
        optional "TARIFF_ID": integer as tariff_id;
        /// By the address of the subscriber's switch.
        optional "ROUTER_IP": address as router_ip;
        /// By the VLAN on the switch.
        optional "ROUTER_VLAN": integer as router_vlan;
        /// By the port of the switch.
        optional "ROUTER_PORT": integer as router_port;
        /// Not explained anywhere, at most 32 characters.
        optional "SIP_ID": text(32) as sip_id;
        /// By the phone number, at most 32 characters.
        optional "SMS_IN": text(32) as phone;
        /// By the address of the access server.
        optional "NAS_IP": address as nas_ip;
    }
}

columns! {
    /// A subscriber or group that was found. *Source:* the vendor's page.
    pub struct FoundSubscriber {
        /// The id.
        pub id: i64 = "id" => lenient::opt_number,
        /// The name of the group.
        pub parent_identify: String = "parent_identify" => lenient::opt_text,
        /// The full name.
        pub identify: String = "identify" => lenient::opt_text,
        /// The address, which is text here.
        pub ip: Ipv4Addr = "ip" => address,
        /// The balance.
        pub balance: Decimal = "balance" => lenient::opt_money,
        /// Whether it is deleted.
        pub deleted: bool = "deleted" => lenient::opt_flag,
        /// Whether it is a subscriber and no group.
        pub end_user: bool = "end_user" => lenient::opt_flag,
        /// The use of NAT, says the vendor's page.
        pub server: i64 = "server" => lenient::opt_number,
        /// The id of the group.
        pub parid: i64 = "parid" => lenient::opt_number,
        /// A comment.
        pub comment: String = "comment" => lenient::opt_text,
        /// Not explained anywhere.
        pub parid1: i64 = "parid1" => lenient::opt_number,
        /// Not explained anywhere.
        pub id1: i64 = "id1" => lenient::opt_number,
        /// Not explained anywhere.
        pub count_user: i64 = "count_user" => lenient::opt_number,
        /// The login.
        pub login: String = "login" => lenient::opt_text,
        /// Not explained anywhere.
        pub color: String = "color" => lenient::opt_text,
    }
}

impl Endpoint for FindSubscribers {
    type Output = Vec<FoundSubscriber>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        if self.0.is_blank() {
            return Err(Error::input(
                "filters",
                "needs at least one: all subscribers would come without any",
            ));
        }
        // All subscribers of a large provider, in memory.
        Ok(self.0.request(READ)?.max_body(256 << 20))
    }

    fn decode(&self, response: &Response) -> Result<Vec<FoundSubscriber>, Error> {
        typed(response, usize::MAX)
    }
}
