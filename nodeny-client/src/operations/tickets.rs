//! `op` with `act=tickets`: tickets, by every documented filter.

use isp_client_core::time::LocalDate;
use isp_client_core::{
    Effect, Endpoint, Error, Evidence, Operation, Parameter, Request, Response, lenient, open_enum, record,
};
use serde_json::Value;

use super::lists::or_key;
use super::{PRODUCT, action};
use crate::Pending;
use crate::rows::rows;
use crate::text::opt_json;

pub(super) const OPERATION: Operation = Operation::new(
    PRODUCT,
    "op act=tickets",
    Effect::Read,
    Evidence::InPart,
    &[
        Parameter::required("act"),
        Parameter::required("start_date"),
        Parameter::optional("end_date"),
        Parameter::optional("creator"),
        Parameter::optional("performer"),
        Parameter::optional("level"),
        Parameter::optional("type"),
        Parameter::optional("search_str"),
        Parameter::optional("state"),
        Parameter::optional("private"),
    ],
);

open_enum! {
    /// The state of a ticket. *Source:* the vendor's page; what it calls a closed one is not said.
    pub enum TicketState {
        /// As a filter: every ticket that is not closed.
        NotClosed = "-1",
        /// Open.
        New = "new",
        /// In work.
        Active = "active",
        /// Cannot be done.
        Failed = "failed",
        /// Must be checked.
        Check = "check",
        /// An alarm.
        Alert = "alert",
    }
}

record! {
    /// A ticket. *Source:* the vendor's page names the fields; what stands inside a person is not published, so it is
    /// kept as JSON.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Ticket {
        /// Its id.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The subject.
        pub subject: Option<String> = "subject" => lenient::opt_text,
        /// The comment.
        pub comment: Option<String> = "comment" => lenient::opt_text,
        /// The state.
        pub state: Option<TicketState> = "state" => lenient::opt_enum,
        /// Whether the client was informed.
        pub client_informed: Option<bool> = "client_informed" => lenient::opt_perl_flag,
        /// Whether the performer was informed.
        pub performer_informed: Option<bool> = "performer_informed" => lenient::opt_perl_flag,
        /// Who made it.
        pub creator: Option<Value> = "creator" => opt_json,
        /// Who changed it last.
        pub updater: Option<Value> = "updater" => opt_json,
        /// Whom it is about; `None` is nobody (`{}`).
        pub client: Option<Value> = "client" => opt_json,
        /// The first who works on it; `None` is nobody (`{}`).
        pub performer: Option<Value> = "performer" => opt_json,
        /// The second.
        pub performer2: Option<Value> = "performer2" => opt_json,
        /// The third.
        pub performer3: Option<Value> = "performer3" => opt_json,
        /// The department that it was handed to, while nobody was chosen in it. Its form is not published.
        pub performer_grp: Option<Value> = "performer_grp" => opt_json,
    }
}

/// Tickets by filters. See [`Admin::tickets`](crate::Admin::tickets).
#[derive(Debug, Clone)]
pub struct Tickets {
    start: LocalDate,
    end: Option<LocalDate>,
    creator: Option<u64>,
    performer: Option<u64>,
    level: Option<i64>,
    kind: Option<i64>,
    search: Option<String>,
    state: Option<TicketState>,
    private: Option<bool>,
}

impl Tickets {
    pub(crate) fn new(start: LocalDate) -> Self {
        Self {
            start,
            end: None,
            creator: None,
            performer: None,
            level: None,
            kind: None,
            search: None,
            state: None,
            private: None,
        }
    }
}

impl Pending<Tickets> {
    /// Created on this day or before (`end_date`).
    pub fn end_date(mut self, last: LocalDate) -> Self {
        self.endpoint_mut().end = Some(last);
        self
    }

    /// Made by this administrator.
    pub fn creator(mut self, id: u64) -> Self {
        self.endpoint_mut().creator = Some(id);
        self
    }

    /// With this one among the performers; 0 is tickets without any.
    pub fn performer(mut self, id: u64) -> Self {
        self.endpoint_mut().performer = Some(id);
        self
    }

    /// Of this priority.
    pub fn level(mut self, level: i64) -> Self {
        self.endpoint_mut().level = Some(level);
        self
    }

    /// Of this type, as numbered in the settings of tickets (`type`).
    #[doc(alias = "type")]
    pub fn kind(mut self, kind: i64) -> Self {
        self.endpoint_mut().kind = Some(kind);
        self
    }

    /// With this text in the subject, the comment or a message of the ticket (`search_str`). *Source:* another revision of
    /// the vendor's page.
    #[doc(alias = "search_str")]
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.endpoint_mut().search = Some(text.into());
        self
    }

    /// In this state.
    pub fn state(mut self, state: impl Into<TicketState>) -> Self {
        self.endpoint_mut().state = Some(state.into());
        self
    }

    /// Private ones only, or only those that are not.
    pub fn private(mut self, private: bool) -> Self {
        self.endpoint_mut().private = Some(private);
        self
    }
}

impl Endpoint for Tickets {
    type Output = Vec<Ticket>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        if self.end.is_some_and(|end| end < self.start) {
            return Err(Error::input("end_date", "must not be before start_date"));
        }
        if self.creator == Some(0) {
            return Err(Error::input("creator", "must be at least 1"));
        }
        let empty = |text: &str| text.trim().is_empty();
        if self.search.as_deref().is_some_and(empty) {
            return Err(Error::input("search_str", "must not be empty"));
        }
        if self.state.as_ref().is_some_and(|state| empty(state.as_str())) {
            return Err(Error::input("state", "must not be empty"));
        }
        Ok(action("op")
            .query("act", "tickets")
            .query("start_date", day(self.start))
            .query_opt("end_date", self.end.map(day))
            .query_opt("creator", self.creator)
            .query_opt("performer", self.performer)
            .query_opt("level", self.level)
            .query_opt("type", self.kind)
            .query_opt("search_str", self.search.clone())
            .query_opt("state", self.state.as_ref().map(|state| state.as_str().to_owned()))
            .query_opt("private", self.private.map(u8::from)))
    }

    fn decode(&self, response: &Response) -> Result<Vec<Ticket>, Error> {
        rows(response, |row: Ticket, key| Ticket { id: or_key(row.id, key), ..row })
    }
}

/// `dd.mm.yyyy`, as the server reads it.
fn day(date: LocalDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}
