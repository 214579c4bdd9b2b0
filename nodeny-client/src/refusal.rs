//! Why the server refused, in its own words.

use std::fmt;

use isp_client_core::{Delivery, ErrorKind};

use crate::plain_text;

/// Why the server refused.
///
/// Only `unauthorized`, `wrong_password` and `no_tokens` come with a code that does not depend on the language. The
/// rest is known by texts that were observed to be the same in every language, or in some.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// No session, an unknown one or one that has expired (`unauthorized`). Also in the form of old servers, where the
    /// code is the text. *Evidence:* documented.
    Unauthorized,
    /// Login or password is wrong; the server does not say which (`wrong_password`). *Evidence:* documented.
    WrongPassword,
    /// No card is connected for automatic payments (`no_tokens`). *Evidence:* documented.
    NoTokens,
    /// The administrator's account is blocked. *Evidence:* observed, in English.
    Blocked,
    /// The administrator lacks a privilege. *Evidence:* observed in Russian.
    Privilege,
    /// The server has no such command; it says so before it looks at the session. *Evidence:* observed.
    UnknownCommand,
    /// The server's own trouble, for example its database. *Evidence:* observed.
    Internal,
    /// Anything else. The text is in [`Error::message`](crate::Error::message).
    Other,
}

/// A text that was observed is not longer, a login of the usual length included.
const LONGEST: usize = 300;

impl Refusal {
    pub(crate) fn new(code: Option<&str>, text: &str) -> Self {
        match code.map(str::trim) {
            Some("unauthorized") => return Self::Unauthorized,
            Some("wrong_password") => return Self::WrongPassword,
            Some("no_tokens") => return Self::NoTokens,
            Some(_) => return Self::Other,
            None => {}
        }
        // Only whole texts: a longer one may quote them and say something else.
        if text.len() > LONGEST {
            return Self::Other;
        }
        let plain = plain_text(text);
        let plain = plain.trim_end_matches('.');
        let is = |start: &str, end: &str| plain.starts_with(start) && plain.ends_with(end);
        match plain {
            "unauthorized" => Self::Unauthorized,
            "Internal error" => Self::Internal,
            "Недостаточно привилегий" => Self::Privilege,
            _ if is("Неизвестная команда", "") => Self::UnknownCommand,
            _ if is("Access for login", "is blocked") => Self::Blocked,
            _ => Self::Other,
        }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Unauthorized | Self::WrongPassword => ErrorKind::Auth,
            _ => ErrorKind::Api,
        }
    }

    /// Only what is decided before an operation runs is surely refused.
    pub(crate) fn delivery(&self) -> Delivery {
        match self {
            Self::Internal | Self::Other => Delivery::Unknown,
            _ => Delivery::Refused,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unauthorized => "the session is not accepted",
            Self::WrongPassword => "login or password is wrong",
            Self::NoTokens => "no card is connected",
            Self::Blocked => "the administrator is blocked",
            Self::Privilege => "the administrator lacks a privilege",
            Self::UnknownCommand => "the server does not know this command",
            Self::Internal => "internal error of the server",
            Self::Other => "the server refused",
        })
    }
}
