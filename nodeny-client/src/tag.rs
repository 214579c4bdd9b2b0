//! Tags of services: `,inet,speed=123,`.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// One tag of a service: a word, or a name with a value.
///
/// ```
/// use nodeny_client::Tag;
///
/// let Ok(tag) = "speed=123".parse::<Tag>();
/// assert_eq!((tag.name(), tag.value()), ("speed", Some("123")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag(String);

impl Tag {
    /// What stands before the first `=`, or all of it.
    pub fn name(&self) -> &str {
        self.0.split_once('=').map_or(&self.0, |(name, _)| name)
    }

    /// What stands behind the first `=`.
    pub fn value(&self) -> Option<&str> {
        self.0.split_once('=').map(|(_, value)| value)
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Tag {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}
