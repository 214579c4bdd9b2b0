//! The id of a call.

use std::fmt;
use std::str::FromStr;

use isp_client_core::time::UnixTime;
use isp_client_core::{Error, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of a call: unix seconds of its creation, a dot, a sequence (`1476087194.216329`).
///
/// `callid` of the API and `baseid` and `subid` of the events have this form. That they are one id space is likely, not
/// verified. It is text, never a number: trailing zeros matter. It names no person, so `Debug` shows it. *Source:* the
/// vendor's page; the meaning of the seconds and the ids of events are observed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(String);

impl CallId {
    /// Takes an id that a server sent. It is checked when it is sent back.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// When the call, or this leg of it, was created: the seconds before the dot. None if the text is not
    /// `digits.digits`. The samples in the vendor's page have made-up ids whose seconds mean nothing.
    ///
    /// ```
    /// use mobilon_client::CallId;
    ///
    /// assert_eq!(CallId::new("1476087194.216329").created().map(|time| time.seconds()), Some(1476087194));
    /// assert_eq!(CallId::new("x").created(), None);
    /// ```
    pub fn created(&self) -> Option<UnixTime> {
        let (seconds, sequence) = self.0.split_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(seconds) || !digits(sequence) {
            return None;
        }
        seconds.parse().ok().map(UnixTime::from_seconds)
    }

    pub(crate) fn checked(&self) -> Result<Value, Error> {
        let in_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        if self.0.is_empty() || self.0.len() > 64 || !self.0.bytes().all(in_id) {
            return Err(Error::input(
                "callid",
                "must be 1 to 64 letters, digits, dots, dashes or underscores",
            ));
        }
        Ok(self.0.clone().into())
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for CallId {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for CallId {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&CallId> for CallId {
    fn from(id: &CallId) -> Self {
        id.clone()
    }
}

impl FromStr for CallId {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

impl Serialize for CallId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CallId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        isp_client_core::lenient::text(deserializer).map(Self)
    }
}
