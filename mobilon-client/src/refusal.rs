//! Why the server did not place a call.

use std::fmt;

use isp_client_core::{Delivery, ErrorKind};

/// Why the server did not place a call: the codes of the vendor's page, and what else it may say.
///
/// ```no_run
/// # async fn f(client: mobilon_client::Client) {
/// use mobilon_client::CallRefusal;
///
/// if let Err(error) = client.call("89130000001").await {
///     if error.refusal() == Some(&CallRefusal::OperatorNotRegistered) {
///         println!("log in at the phone first");
///     }
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallRefusal {
    /// Code 1: the user's operator is not logged in at a phone.
    OperatorNotRegistered,
    /// Code 2, or the old text without a code: the key is wrong.
    InvalidKey,
    /// Code 3: the number holds something else than digits and Latin letters.
    BadNumber,
    /// Code 4: the server's own trouble. Whether the call was placed is not known.
    Internal,
    /// Code 5: the key is right, its user has no subscriber or operator.
    NoSubscriber,
    /// Something new. What the server says is in [`Error::message`](crate::Error::message).
    Other {
        /// The code, as text; the form of 2016 has none.
        code: Option<String>,
    },
}

impl CallRefusal {
    pub(crate) fn new(code: Option<&str>, text: Option<&str>) -> Self {
        // The form of 2016 to 2017-03 has a text and no code.
        let by_text = || match text.unwrap_or_default().trim() {
            "Operator is not registered" => "1",
            "Invalid API key" | "Неверный ключ" => "2",
            "The number can only consist of numbers and Latin characters" => "3",
            "Internal error" => "4",
            "User doesn't have subscriber or operator" => "5",
            _ => "",
        };
        match code.map_or_else(by_text, str::trim) {
            "1" => Self::OperatorNotRegistered,
            "2" => Self::InvalidKey,
            "3" => Self::BadNumber,
            "4" => Self::Internal,
            "5" => Self::NoSubscriber,
            // Not longer than a code can be: a server may echo a key anywhere, and this prints itself.
            _ => Self::Other { code: code.filter(|code| code.len() < 8).map(str::to_owned) },
        }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::InvalidKey => ErrorKind::Auth,
            _ => ErrorKind::Api,
        }
    }

    /// Only the documented refusals say for sure that no phone rings.
    pub(crate) fn delivery(&self) -> Delivery {
        match self {
            Self::Internal | Self::Other { .. } => Delivery::Unknown,
            _ => Delivery::Refused,
        }
    }
}

impl fmt::Display for CallRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OperatorNotRegistered => "the user's operator is not registered",
            Self::InvalidKey => "the user key is invalid",
            Self::BadNumber => "the number may hold only digits and Latin letters",
            Self::Internal => "internal error of the server",
            Self::NoSubscriber => "the user has no subscriber or operator",
            Self::Other { .. } => "refused for a reason that is not documented",
        })
    }
}
