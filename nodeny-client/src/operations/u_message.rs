//! `u_message`: messages between a subscriber and the administration.

use std::net::Ipv4Addr;

use isp_client_core::time::UnixTime;
use isp_client_core::{
    Effect, Endpoint, Error, Evidence, Operation, Parameter, Request, Response, lenient, open_enum, record,
};
use rust_decimal::Decimal;

use super::{Creator, PRODUCT, posted};
use crate::dialect::{PATH, SESSION};
use crate::text::opt_human_time;
use crate::{Answer, HumanTime};

pub(super) const LIST: Operation =
    Operation::new(PRODUCT, "u_message", Effect::Read, Evidence::InPart, &[Parameter::optional("uid")]);
pub(super) const SEND: Operation =
    Operation::new(PRODUCT, "u_message msg", Effect::Once, Evidence::Unknown, &[Parameter::required("msg")]);

open_enum! {
    /// What a message is (`category`). *Source:* the vendor's page, three of them other revisions of it.
    pub enum MessageCategory {
        /// Came over another service (426).
        External = "426",
        /// To the subscriber (480).
        ToClient = "480",
        /// To the subscriber, who has read it (481).
        ToClientRead = "481",
        /// To the subscriber; blocks access until it is read (482).
        ToClientBlocking = "482",
        /// To many subscribers (488).
        Broadcast = "488",
        /// From the subscriber (491).
        FromClient = "491",
        /// From the subscriber (492).
        FromClientToo = "492",
        /// From the subscriber's phone (493).
        FromPhone = "493",
    }
}

record! {
    /// One message.
    ///
    /// *Source:* the vendor's page documents `category`; that the other columns are those of payments is a hint of the
    /// source of 2012. Texts may be HTML: see [`plain_text`](crate::plain_text).
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Message {
        /// Its id.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// When it was written.
        pub time: Option<UnixTime> = "time" => lenient::opt_unix_time,
        /// The same for people.
        pub date: Option<HumanTime> = "date" => opt_human_time,
        /// What it is, and which way it went.
        pub category: Option<MessageCategory> = "category" => lenient::opt_enum,
        /// A text column; for payments the part that an operator wrote.
        pub comment: Option<String> = "comment" => lenient::opt_text,
        /// Another text column.
        pub reason: Option<String> = "reason" => lenient::opt_text,
        /// Who wrote it.
        pub creator: Option<Creator> = "creator" => lenient::opt_enum,
        /// The id of who wrote it.
        pub creator_id: Option<u64> = "creator_id" => lenient::opt_number,
        /// From which address.
        pub creator_ip: Option<Ipv4Addr> = "creator_ip" => lenient::opt_ipv4,
        /// Nothing: a message moves no money.
        pub cash: Option<Decimal> = "cash" => lenient::opt_money,
    }
}

impl Message {
    /// What was written: `comment`, or else `reason`. Which of the two columns has it is not published.
    pub fn text(&self) -> Option<&str> {
        self.comment.as_deref().or(self.reason.as_deref())
    }
}

/// A message to the administration. See [`Subscriber::send_message`](crate::Subscriber::send_message).
#[derive(Debug, Clone)]
pub struct SendMessage {
    pub(crate) text: String,
}

impl Endpoint for SendMessage {
    type Output = Answer;

    fn operation(&self) -> Operation {
        SEND
    }

    fn encode(&self) -> Result<Request, Error> {
        if self.text.trim().is_empty() {
            return Err(Error::input("msg", "must not be empty"));
        }
        posted(Request::post(PATH).credential(SESSION).query("a", "u_message").form("msg", self.text.clone()))
    }

    fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Answer::read(response)
    }
}
