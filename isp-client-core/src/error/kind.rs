//! The closed questions that an error answers.

use std::fmt;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is not set up for this.
    Config,
    /// An argument was refused before anything was sent.
    Input,
    /// No connection: refused, unreachable, unresolved name, or the connect timeout.
    Connect,
    /// The two sides do not trust each other. A repeat cannot help.
    Tls,
    /// An attempt, the call or the answer's next chunk took too long.
    Timeout,
    /// The connection broke before the answer was whole.
    Interrupted,
    /// The server asks for less: 429, or 503 with `Retry-After`.
    Throttled,
    /// The key, token or session is not accepted.
    Auth,
    /// A status that says no more than itself.
    Status,
    /// The product refused the operation in its own words.
    Api,
    /// The answer is not what the operation promises.
    Decode,
    /// The answer is larger than the cap.
    TooLarge,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl ErrorKind {
    /// A short stable word, as in the span field `error.type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Input => "input",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Throttled => "throttled",
            Self::Auth => "auth",
            Self::Status => "status",
            Self::Api => "api",
            Self::Decode => "decode",
            Self::TooLarge => "too_large",
        }
    }
}

/// Whether the server may have acted. In billing it is the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delivery {
    /// The request did not leave.
    NotSent,
    /// The server said that it did not act.
    Refused,
    /// It may have acted.
    Unknown,
}

impl Delivery {
    /// What is known after two attempts.
    pub(crate) fn or_worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Refused, _) | (_, Self::Refused) => Self::Refused,
            (Self::NotSent, Self::NotSent) => Self::NotSent,
        }
    }
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent => "not sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        })
    }
}

/// Why a call was not repeated (again).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotRepeated {
    /// The same request would fail again.
    CannotHelp,
    /// The operation is [`Effect::Once`](crate::Effect::Once) and may have been applied.
    MayHaveActed,
    /// All attempts are used.
    Attempts,
    /// The wait would outlast the call's deadline.
    Deadline,
    /// The client's retry budget is spent.
    Budget,
}

impl fmt::Display for NotRepeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CannotHelp => "a repeat cannot help",
            Self::MayHaveActed => "it may have been applied",
            Self::Attempts => "all attempts are used",
            Self::Deadline => "the wait would outlast the call's deadline",
            Self::Budget => "the client's retry budget is spent",
        })
    }
}
