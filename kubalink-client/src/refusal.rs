//! Why there is no answer.

use std::fmt;

/// Why there is no answer: what came in its place.
///
/// The vendor publishes no codes, and what the server says in [`Error::message`](crate::Error::message) are texts for
/// people. So this tells the forms of a refusal apart, not its reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// HTTP 401 or 403: the key is wrong, comes from a wrong address, or lacks the right to this section.
    /// *Evidence:* 403 for a wrong key was seen by one client; what a missing right answers is not known.
    Key,
    /// The server says `ERROR`, or names an error. *Evidence:* documented.
    Error,
    /// Nothing came. *Evidence:* observed.
    Empty,
    /// A message of PHP came, in place of the answer or before it. *Evidence:* observed.
    Php,
    /// A web page came: a login page, or an error page of a proxy. *Evidence:* observed.
    Page,
    /// Something else that is no JSON.
    Text,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "the server does not accept the key",
            Self::Error => "the server refused",
            Self::Empty => "the answer is empty",
            Self::Php => "a message of PHP came instead of data",
            Self::Page => "a web page came instead of data",
            Self::Text => "text came instead of data",
        })
    }
}
