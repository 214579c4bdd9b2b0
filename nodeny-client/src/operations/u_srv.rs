//! Services: those that are connected, those that can be, connecting one, and the one that comes next.

use isp_client_core::time::UnixTime;
use isp_client_core::{
    Effect, Endpoint, Error, Evidence, Operation, Parameter, Request, Response, lenient, open_enum, record,
};
use rust_decimal::Decimal;

use super::{PRODUCT, action, id};
use crate::text::opt_human_time;
use crate::{Answer, HumanTime, Tag};

pub(super) const SELECT: Operation =
    Operation::new(PRODUCT, "u_srv_select", Effect::Read, Evidence::InPart, &[Parameter::optional("uid")]);
pub(super) const ADD: Operation = Operation::new(
    PRODUCT,
    "u_srv_add",
    Effect::Once,
    Evidence::Unknown,
    &[Parameter::required("service_id")],
);
pub(super) const SET_NEXT: Operation = Operation::new(
    PRODUCT,
    "u_srv_add cmd=set_next",
    Effect::Replay,
    Evidence::Unknown,
    &[Parameter::required("cmd"), Parameter::required("usr_service_id"), Parameter::required("service_id")],
);
open_enum! {
    /// Why a service cannot be connected (`why_not`). *Source:* the vendor's page.
    pub enum WhyNot {
        /// It is connected.
        Already = "already",
        /// A similar one is connected, and there may be only one of the kind.
        Analog = "analog",
    }
}

record! {
    /// A connected service, in both forms that servers write.
    ///
    /// *Source:* the row of the database is documented (`tm_start`, `tm_end`, `tags`); the form for a screen was observed
    /// on two live installations (`title`, `time_left`, `next_service_price`). Every field is optional;
    /// [`start`](Self::start), [`end`](Self::end) and [`name`](Self::name) read both forms.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct ConnectedService {
        /// Its id as a connected service: `usr_service_id` of
        /// [`Subscriber::set_next_service`](crate::Subscriber::set_next_service).
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// Its id in the catalogue.
        pub service_id: Option<u64> = "service_id" => lenient::opt_number,
        /// What is connected when this one ends; the same id renews it, 0 is nothing.
        pub next_service_id: Option<u64> = "next_service_id" => lenient::opt_number,
        /// The subscriber.
        pub uid: Option<u64> = "uid" => lenient::opt_number,
        /// The payment that charged it; 0 is free.
        pub pay_id: Option<u64> = "pay_id" => lenient::opt_number,
        /// Since when. In the form of the database.
        pub tm_start: Option<UnixTime> = "tm_start" => lenient::opt_unix_time,
        /// Until when; `None` is no end. In the form of the database.
        pub tm_end: Option<UnixTime> = "tm_end" => lenient::opt_unix_time,
        /// Since when. In the form for a screen.
        pub time_start: Option<UnixTime> = "time_start" => lenient::opt_unix_time,
        /// Seconds until the end. In the form for a screen.
        pub time_left: Option<i64> = "time_left" => lenient::opt_number,
        /// When it ends, for people. In the form for a screen.
        pub human_time: Option<HumanTime> = "human_time" => opt_human_time,
        /// A text about the end whose form is not known.
        pub human_end_time: Option<String> = "human_end_time" => lenient::opt_text,
        /// Its name.
        pub title: Option<String> = "title" => lenient::opt_text,
        /// More about it; on some servers all that names it.
        pub description: Option<String> = "description" => lenient::opt_text,
        /// A text of the catalogue.
        pub category: Option<String> = "category" => lenient::opt_text,
        /// The program that runs it.
        pub module: Option<String> = "module" => lenient::opt_text,
        /// Its tags, in order.
        pub tags: Vec<Tag> = "tags" => lenient::comma_list::<Tag, _>,
        /// Groups of subscribers that may order it.
        pub grp_list: Vec<u64> = "grp_list" => lenient::comma_list::<u64, _>,
        /// The price.
        pub price: Option<Decimal> = "price" => lenient::opt_money,
        /// The name of the next service.
        pub next_service_title: Option<String> = "next_service_title" => lenient::opt_text,
        /// What will be charged next.
        pub next_service_price: Option<Decimal> = "next_service_price" => lenient::opt_money,
        /// Whether it renews itself once ordered.
        pub auto_renew: Option<bool> = "auto_renew" => lenient::opt_perl_flag,
        /// By its name, that it must not be renewed; the page does not say.
        pub no_renew: Option<bool> = "no_renew" => lenient::opt_perl_flag,
        /// Not explained anywhere.
        pub finish_count: Option<i64> = "finish_count" => lenient::opt_number,
        /// Whether it is frozen.
        pub frozen: Option<bool> = "frozen" => lenient::opt_perl_flag,
        /// Whether the subscriber may change it.
        pub can_change_srv: Option<bool> = "can_change_srv" => lenient::opt_perl_flag,
        /// Of `api_users` on some servers: the name of the next service.
        pub next_title: Option<String> = "next_title" => lenient::opt_text,
        /// Of `api_users` on some servers: when a change was ordered last; `None` if never.
        pub set_next_time: Option<UnixTime> = "set_next_time" => lenient::opt_unix_time,
    }
}

impl ConnectedService {
    /// Since when it is connected, in either form.
    pub fn start(&self) -> Option<UnixTime> {
        self.tm_start.or(self.time_start)
    }

    /// When it ends, in either form; `None` if it has no end. `now` is the time of the answer: one of the forms tells
    /// only how many seconds are left. 0 of them is `None` as well: now and never look the same there.
    pub fn end(&self, now: UnixTime) -> Option<UnixTime> {
        let left = self.time_left.filter(|left| *left != 0);
        let by_left = || now.seconds().checked_add(left?).map(UnixTime::from_seconds);
        self.tm_end.or_else(by_left)
    }

    /// Its title, or else its description.
    pub fn name(&self) -> Option<&str> {
        self.title.as_deref().or(self.description.as_deref())
    }
}

record! {
    /// A service of the catalogue: of `u_srv_select`, and, if your server writes it so, of `api_services` by
    /// [`Answer::rows`](crate::Answer::rows).
    ///
    /// *Source:* the vendor's page documents `why_not`; the other columns are those of its sample of a connected service
    /// and of the table in 2012, as a hint.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CatalogueService {
        /// Its id, for [`Subscriber::connect_service`](crate::Subscriber::connect_service).
        pub service_id: Option<u64> = "service_id" => lenient::opt_number,
        /// The same, where a server calls it so.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// Its name.
        pub title: Option<String> = "title" => lenient::opt_text,
        /// More about it.
        pub description: Option<String> = "description" => lenient::opt_text,
        /// A text of the catalogue.
        pub category: Option<String> = "category" => lenient::opt_text,
        /// The program that runs it. Two services of one module are often *similar*.
        pub module: Option<String> = "module" => lenient::opt_text,
        /// The price.
        pub price: Option<Decimal> = "price" => lenient::opt_money,
        /// Groups of subscribers that may order it.
        pub grp_list: Vec<u64> = "grp_list" => lenient::comma_list::<u64, _>,
        /// Its tags, in order.
        pub tags: Vec<Tag> = "tags" => lenient::comma_list::<Tag, _>,
        /// Whether it renews itself once ordered.
        pub auto_renew: Option<bool> = "auto_renew" => lenient::opt_perl_flag,
        /// By its name, that it must not be renewed; the page does not say.
        pub no_renew: Option<bool> = "no_renew" => lenient::opt_perl_flag,
        /// Why it cannot be connected; `None` if it can. Only `u_srv_select` says.
        pub why_not: Option<WhyNot> = "why_not" => lenient::opt_enum,
    }
}

/// Connects a service. See [`Subscriber::connect_service`](crate::Subscriber::connect_service).
#[derive(Debug, Clone)]
pub struct ConnectService {
    pub(crate) service_id: u64,
}

impl Endpoint for ConnectService {
    type Output = Answer;

    fn operation(&self) -> Operation {
        ADD
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("u_srv_add").query("service_id", id("service_id", self.service_id)?))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}

/// Sets the next service. See [`Subscriber::set_next_service`](crate::Subscriber::set_next_service).
#[derive(Debug, Clone)]
pub struct SetNextService {
    pub(crate) usr_service_id: u64,
    pub(crate) service_id: u64,
}

impl Endpoint for SetNextService {
    type Output = Answer;

    fn operation(&self) -> Operation {
        SET_NEXT
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(action("u_srv_add")
            .query("cmd", "set_next")
            .query("usr_service_id", id("usr_service_id", self.usr_service_id)?)
            .query("service_id", self.service_id))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
