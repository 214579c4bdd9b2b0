//! Why the server refused, in its own words.

use std::fmt;

use isp_client_core::{Delivery, ErrorKind};

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
    /// The administrator's account is blocked. *Evidence:* observed in English and Russian.
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

impl Refusal {
    pub(crate) fn new(code: Option<&str>, text: &str) -> Self {
        match code.map(str::trim) {
            Some("unauthorized") => return Self::Unauthorized,
            Some("wrong_password") => return Self::WrongPassword,
            Some("no_tokens") => return Self::NoTokens,
            Some(_) => return Self::Other,
            None => {}
        }
        let plain = plain_text(text);
        let has = |words: &str| plain.contains(words);
        match plain.as_str() {
            "unauthorized" => Self::Unauthorized,
            "Internal error" => Self::Internal,
            _ if has("Неизвестная команда") => Self::UnknownCommand,
            _ if has("Недостаточно привилегий") => Self::Privilege,
            _ if has("Access for login") && has("is blocked") => Self::Blocked,
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

/// An error text without its markup: such texts may be HTML.
pub(crate) fn plain_text(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            rest = &rest[open..];
            break;
        };
        plain.push(' ');
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markup_and_entities_go() {
        for (html, plain) in [
            ("plain", "plain"),
            ("Access for login <b>a&lt;b</b> is blocked", "Access for login a<b is blocked"),
            ("<p>one</p><p>two</p>", "one two"),
            ("1 < 2", "1 < 2"),
            ("&amp;lt;", "&lt;"),
            ("", ""),
        ] {
            assert_eq!(plain_text(html), plain, "{html}");
        }
    }
}
