//! Texts of answers, which PHP has escaped.

use std::borrow::Cow;
use std::fmt;

use isp_client_core::{decode, lenient};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text of an answer. Servers escape texts for HTML (`&quot;`, `&#039;`, `&#047;`), not always and not all of them.
///
/// ```
/// use kubalink_client::Text;
///
/// let name = Text::from("ООО &quot;Ромашка&quot;");
/// assert_eq!(name.plain(), "ООО \"Ромашка\"");
/// assert_eq!(name.as_given(), "ООО &quot;Ромашка&quot;");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// As the server sent it.
    pub fn as_given(&self) -> &str {
        &self.0
    }

    /// With its character references resolved. `Display` prints this.
    pub fn plain(&self) -> Cow<'_, str> {
        decode::unescape(&self.0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.plain())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<&str> for Text {
    fn from(given: &str) -> Self {
        Self(given.to_owned())
    }
}

impl From<String> for Text {
    fn from(given: String) -> Self {
        Self(given)
    }
}

/// As the server sent it.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient::text(deserializer).map(Self)
    }
}
