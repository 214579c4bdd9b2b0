//! The id that the events of a call share.

use std::fmt;

/// What all events of one call have in common (`uuid`).
///
/// It looks like a UUID but is not one of RFC 9562: a sample has a version that does not exist. The API does not
/// know it, see [`CallEvent::baseid`](super::CallEvent::baseid) for that. It names no person, so `Debug` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallUuid(String);

impl CallUuid {
    /// Takes any text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CallUuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
