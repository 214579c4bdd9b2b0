//! What the server said instead of an answer.

use std::fmt;

use isp_client_core::{Delivery, ErrorKind};

/// What the server said instead of an answer. No error reply of this server was ever published: these are the words of
/// its database and of PHP, which everyone who wrote such a server lets through.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// The login brought no session. *Evidence:* unknown; no usable `suid` in the answer.
    Login,
    /// The database has no such procedure. Nothing ran.
    UnknownProcedure,
    /// The count of arguments is not the one that this server's version takes. Nothing ran. See
    /// [`ClientBuilder::argument_count`](crate::ClientBuilder::argument_count).
    ArgumentCount,
    /// A value could not be read as its type.
    Conversion,
    /// The database is busy or away: a lock, a deadlock, no connection to it. It may be better in a moment.
    Busy,
    /// The database refused for another reason: a constraint, an exception of the procedure.
    Database,
    /// A warning or error of PHP stands in the answer.
    Php,
    /// The answer has an element for errors.
    Other,
}

impl Refusal {
    /// What a text of the server means; none if it is no error text.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["procedure unknown"]) {
            Some(Self::UnknownProcedure)
        } else if has(&["parameter mismatch"]) {
            Some(Self::ArgumentCount)
        } else if has(&["conversion error", "arithmetic exception"]) {
            Some(Self::Conversion)
        } else if has(&["lock conflict", "deadlock", "unable to complete network request"]) {
            Some(Self::Busy)
        } else if has(&["dynamic sql error", "sql error code", "exception ", "violation of"]) {
            Some(Self::Database)
        } else {
            None
        }
    }

    /// Only what the database refuses before it runs anything is surely refused.
    pub(crate) fn delivery(&self) -> Delivery {
        match self {
            Self::Login | Self::UnknownProcedure | Self::ArgumentCount => Delivery::Refused,
            _ => Delivery::Unknown,
        }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Login => ErrorKind::Auth,
            _ => ErrorKind::Api,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Login => "the login brought no session",
            Self::UnknownProcedure => "the server does not know this procedure",
            Self::ArgumentCount => "the server takes another count of arguments",
            Self::Conversion => "the server could not read a value",
            Self::Busy => "the database is busy or away",
            Self::Database => "the database refused",
            Self::Php => "an error of PHP stands in the answer",
            Self::Other => "the server refused",
        })
    }
}
