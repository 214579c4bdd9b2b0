//! `CLN_USR_GET`: one subscriber or group, with all columns.

use std::net::Ipv4Addr;
use std::sync::Arc;

use isp_client_core::time::{LocalDate, LocalDateTime};
use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, Operation, Request, Response, Secret, lenient,
};
use rust_decimal::Decimal;

use crate::PRODUCT;
use crate::columns::{address, columns, date, secret, timestamp};
use crate::dialect::READ;
use crate::procedure::{Rules, procedure};
use crate::reply::typed;

pub(super) const OPERATION: Operation = Operation::new(
    PRODUCT,
    GetSubscriber::NAME,
    Effect::Read,
    Evidence::Documented,
    GetSubscriber::PARAMETERS,
);

procedure! {
    /// One subscriber. See [`Client::subscriber`](crate::Client::subscriber).
    pub struct GetSubscriber = "CLN_USR_GET" {
        required "SELECT_ID": integer;
    }
}

columns! {
    /// A subscriber or group. *Source:* the vendor's page lists the columns with their types, and explains almost none: what
    /// a column means here follows from its name where nothing else is said.
    pub struct SubscriberCard {
        /// The id.
        pub user_id: i64 = "user_id" => lenient::opt_number,
        /// The group.
        pub parent_id: i64 = "parent_id" => lenient::opt_number,
        /// The tariff.
        pub tarif_id: i64 = "tarif_id" => lenient::opt_number,
        /// `integer`.
        pub use_parent_tarif: i64 = "use_parent_tarif" => lenient::opt_number,
        /// The login.
        pub login: String = "login" => lenient::opt_text,
        /// The name.
        pub name: String = "name" => lenient::opt_text,
        /// The e-mail address.
        pub email: String = "email" => lenient::opt_text,
        /// The IP pool.
        pub pull_id: i64 = "pull_id" => lenient::opt_number,
        /// `integer`.
        pub use_parent_pull: i64 = "use_parent_pull" => lenient::opt_number,
        /// The address.
        pub ip: Ipv4Addr = "ip" => address,
        /// An address, by its name.
        pub snatip: Ipv4Addr = "snatip" => address,
        /// `integer`.
        pub use_parent_snatip: i64 = "use_parent_snatip" => lenient::opt_number,
        /// `integer`.
        pub net_size: i64 = "net_size" => lenient::opt_number,
        /// `numeric(15,2)`.
        pub ostatok: Decimal = "ostatok" => lenient::opt_money,
        /// `numeric(15,2)`.
        pub credit: Decimal = "credit" => lenient::opt_money,
        /// A sum. The vendor's page calls it the balance of the user; use `balance`.
        pub debit: Decimal = "debit" => lenient::opt_money,
        /// The balance: what public clients show.
        pub balance: Decimal = "balance" => lenient::opt_money,
        /// `numeric(15,2)`.
        pub limit: Decimal = "limit" => lenient::opt_money,
        /// `smallint`.
        pub unlimited: i64 = "unlimited" => lenient::opt_number,
        /// `smallint`.
        pub finance_user: i64 = "finance_user" => lenient::opt_number,
        /// Whether it is on.
        pub enabled: bool = "enabled" => lenient::opt_flag,
        /// Whether it is deleted.
        pub deleted: bool = "deleted" => lenient::opt_flag,
        /// Whether it is a subscriber and no group.
        pub end_user: bool = "end_user" => lenient::opt_flag,
        /// `smallint`.
        pub root_admin: i64 = "root_admin" => lenient::opt_number,
        /// `smallint`.
        pub tech_admin: i64 = "tech_admin" => lenient::opt_number,
        /// `smallint`.
        pub fin_admin: i64 = "fin_admin" => lenient::opt_number,
        /// `smallint`.
        pub card_admin: i64 = "card_admin" => lenient::opt_number,
        /// `integer`.
        pub auto_account: i64 = "auto_account" => lenient::opt_number,
        /// `integer`.
        pub auto_interval: i64 = "auto_interval" => lenient::opt_number,
        /// A number. The vendor's page says use of NAT elsewhere; it may mean machine accounts.
        pub server: i64 = "server" => lenient::opt_number,
        /// A password.
        pub psw: Secret = "psw" => secret,
        /// `numeric(15,2)`.
        pub balance_buh: Decimal = "balance_buh" => lenient::opt_money,
        /// By its name, the next automatic account; spelt so.
        pub next_auto_acount: LocalDateTime = "next_auto_acount" => timestamp,
        /// `integer`.
        pub auto_account_lock: i64 = "auto_account_lock" => lenient::opt_number,
        /// `integer`.
        pub limit_lock: i64 = "limit_lock" => lenient::opt_number,
        /// `integer`.
        pub allow_reconnect: i64 = "allow_reconnect" => lenient::opt_number,
        /// `integer`.
        pub allow_mail: i64 = "allow_mail" => lenient::opt_number,
        /// `integer`.
        pub allow_internet_connect: i64 = "allow_internet_connect" => lenient::opt_number,
        /// `numeric(15,2)`.
        pub limit_warning: Decimal = "limit_warning" => lenient::opt_money,
        /// `integer`.
        pub use_limit_warning: i64 = "use_limit_warning" => lenient::opt_number,
        /// `integer`.
        pub logged: i64 = "logged" => lenient::opt_number,
        /// `integer`.
        pub users_count: i64 = "users_count" => lenient::opt_number,
        /// `integer`.
        pub del_count: i64 = "del_count" => lenient::opt_number,
        /// `integer`.
        pub allow_view_parent_limit: i64 = "allow_view_parent_limit" => lenient::opt_number,
        /// `timestamp`.
        pub disabled_date: LocalDateTime = "disabled_date" => timestamp,
        /// The periodic fee.
        pub abonent_pay: Decimal = "abonent_pay" => lenient::opt_money,
        /// `integer`.
        pub redirect_mail: i64 = "redirect_mail" => lenient::opt_number,
        /// How it logs in: 6 is RADIUS, 1 is by address.
        pub auth_type: i64 = "auth_type" => lenient::opt_number,
        /// `integer`.
        pub use_parent_auth_type: i64 = "use_parent_auth_type" => lenient::opt_number,
        /// `integer`.
        pub ad_is: i64 = "ad_is" => lenient::opt_number,
        /// `varchar(256)`.
        pub ad_basedn: String = "ad_basedn" => lenient::opt_text,
        /// `varchar(256)`.
        pub ad_binddn: String = "ad_binddn" => lenient::opt_text,
        /// A password.
        pub ad_pass: Secret = "ad_pass" => secret,
        /// By its name a host; an integer.
        pub ad_host: i64 = "ad_host" => lenient::opt_number,
        /// `timestamp`.
        pub ad_update: LocalDateTime = "ad_update" => timestamp,
        /// `varchar(256)`.
        pub ad_filter: String = "ad_filter" => lenient::opt_text,
        /// `integer`.
        pub def_allow_mail: i64 = "def_allow_mail" => lenient::opt_number,
        /// `integer`.
        pub def_auto_account_interval: i64 = "def_auto_account_interval" => lenient::opt_number,
        /// `integer`.
        pub def_allow_reconnect: i64 = "def_allow_reconnect" => lenient::opt_number,
        /// `integer`.
        pub def_allow_internet_connect: i64 = "def_allow_internet_connect" => lenient::opt_number,
        /// `integer`.
        pub def_allow_view_parent_limit: i64 = "def_allow_view_parent_limit" => lenient::opt_number,
        /// `numeric(15,2)`.
        pub def_ostatok: Decimal = "def_ostatok" => lenient::opt_money,
        /// `numeric(15,2)`.
        pub def_limit: Decimal = "def_limit" => lenient::opt_money,
        /// `numeric(15,2)`.
        pub def_warning: Decimal = "def_warning" => lenient::opt_money,
        /// `varchar(256)`.
        pub ad_domain: String = "ad_domain" => lenient::opt_text,
        /// `varchar(128)`.
        pub ad_ldap_group: String = "ad_ldap_group" => lenient::opt_text,
        /// `varchar(128)`.
        pub ad_windows_group: String = "ad_windows_group" => lenient::opt_text,
        /// The MAC address.
        pub mac: String = "mac" => lenient::opt_text,
        /// `integer`.
        pub allow_mail_internet: i64 = "allow_mail_internet" => lenient::opt_number,
        /// `integer`.
        pub def_allow_mail_internet: i64 = "def_allow_mail_internet" => lenient::opt_number,
        /// `integer`.
        pub ad_domain_isjoin: i64 = "ad_domain_isjoin" => lenient::opt_number,
        /// The number of the contract.
        pub contract_number: String = "contract_number" => lenient::opt_text,
        /// `integer`.
        pub use_parent_abonent_pay: i64 = "use_parent_abonent_pay" => lenient::opt_number,
        /// `integer`.
        pub force_maildir: i64 = "force_maildir" => lenient::opt_number,
        /// `integer`.
        pub always_logged: i64 = "always_logged" => lenient::opt_number,
        /// `integer`.
        pub plan_next_id: i64 = "plan_next_id" => lenient::opt_number,
        /// `smallint`.
        pub read_admin: i64 = "read_admin" => lenient::opt_number,
        /// The address of a switch.
        pub router_ip: Ipv4Addr = "router_ip" => address,
        /// `integer`.
        pub router_vlan: i64 = "router_vlan" => lenient::opt_number,
        /// `integer`.
        pub router_port: i64 = "router_port" => lenient::opt_number,
        /// The address of an access server.
        pub nas_ip: Ipv4Addr = "nas_ip" => address,
        /// `integer`.
        pub opt82: i64 = "opt82" => lenient::opt_number,
        /// `timestamp`.
        pub own_disabled_end: LocalDateTime = "own_disabled_end" => timestamp,
        /// The promised payment, by its name.
        pub promise_pay: Decimal = "promise_pay" => lenient::opt_money,
        /// The end of the promised payment, by its name.
        pub promise_date_end: LocalDateTime = "promise_date_end" => timestamp,
        /// An address, by its name.
        pub host_ip: Ipv4Addr = "host_ip" => address,
        /// `integer`.
        pub full_admin: i64 = "full_admin" => lenient::opt_number,
        /// `integer`.
        pub nas_ip_lock: i64 = "nas_ip_lock" => lenient::opt_number,
        /// `varchar(32)`.
        pub code1c: String = "code1c" => lenient::opt_text,
        /// `integer`.
        pub sync1c: i64 = "sync1c" => lenient::opt_number,
        /// `integer`.
        pub host_pull_id: i64 = "host_pull_id" => lenient::opt_number,
        /// `timestamp`.
        pub kill_time: LocalDateTime = "kill_time" => timestamp,
        /// The phone number.
        pub sms: String = "sms" => lenient::opt_text,
        /// The subscriber's password in clear.
        pub gen_pwd: Secret = "gen_pwd" => secret,
        /// `integer`.
        pub company: i64 = "company" => lenient::opt_number,
        /// `integer`.
        pub send_act: i64 = "send_act" => lenient::opt_number,
        /// The house.
        pub home_id: i64 = "home_id" => lenient::opt_number,
        /// The switch.
        pub switch_id: i64 = "switch_id" => lenient::opt_number,
        /// The name of the switch.
        pub switch_name: String = "switch_name" => lenient::opt_text,
        /// The flat.
        pub a_home_number: i64 = "a_home_number" => lenient::opt_number,
        /// `integer`.
        pub acl: i64 = "acl" => lenient::opt_number,
        /// The name of the tariff.
        pub tarif_txt: String = "tarif_txt" => lenient::opt_text,
        /// `varchar(32)`.
        pub ip_range: String = "ip_range" => lenient::opt_text,
        /// An address, by its name.
        pub snatip_cache: Ipv4Addr = "snatip_cache" => address,
        /// The day it was made.
        pub create_date: LocalDate = "create_date" => date,
        /// An address, by its name.
        pub stb_ip: Ipv4Addr = "stb_ip" => address,
        /// `integer`.
        pub stb_ip_pull_id: i64 = "stb_ip_pull_id" => lenient::opt_number,
        /// `integer`.
        pub stb_use_parent_pull: i64 = "stb_use_parent_pull" => lenient::opt_number,
        /// `varchar(17)`.
        pub stb_mac: String = "stb_mac" => lenient::opt_text,
        /// An address, by its name.
        pub voip_ip: Ipv4Addr = "voip_ip" => address,
        /// `integer`.
        pub voip_ip_pull_id: i64 = "voip_ip_pull_id" => lenient::opt_number,
        /// `integer`.
        pub voip_use_parent_pull: i64 = "voip_use_parent_pull" => lenient::opt_number,
        /// `varchar(17)`.
        pub voip_mac: String = "voip_mac" => lenient::opt_text,
        /// `smallint`.
        pub sorm_admin: i64 = "sorm_admin" => lenient::opt_number,
    }
}

impl GetSubscriber {
    pub(crate) fn of(rules: Arc<Rules>, id: i64) -> Self {
        let Self(arguments) = Self::new(rules);
        Self(arguments.with("SELECT_ID", id))
    }
}

impl Endpoint for GetSubscriber {
    type Output = Option<SubscriberCard>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        self.0.request(READ)
    }

    fn decode(&self, response: &Response) -> Result<Option<SubscriberCard>, Error> {
        let mut rows = typed::<SubscriberCard>(response)?;
        if rows.len() > 1 {
            let what = "several rows where one subscriber was asked for";
            return Err(Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response));
        }
        Ok(rows.pop().filter(|row| *row != SubscriberCard::default()))
    }
}
