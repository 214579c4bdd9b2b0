//! Text, and words of an open enum.

use serde::Deserializer;

use super::leaf::{Leaf, leaf};

const EXPECTED: &str = "text, a number or a boolean";

/// Text, exactly as sent; a number or a boolean as its text; empty in every spelling is the empty string.
///
/// A number is written in its shortest form, so the last zeros of a fraction are gone.
///
/// # Errors
///
/// A list, an object, or a number so large (from 2^53 with a fraction or exponent, or more than 64 bits) that
/// its digits are not known exactly.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    leaf(deserializer, EXPECTED, |leaf| Some(leaf.into_text()?.into_owned()))
}

/// Like [`text`], and empty is none. Blank text is not empty.
///
/// # Errors
///
/// As for [`text`].
pub fn opt_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    leaf(deserializer, EXPECTED, |leaf| match leaf {
        Leaf::Nothing | Leaf::Text("") => Some(None),
        _ => Some(Some(leaf.into_text()?.into_owned())),
    })
}

/// A word of an enum made by [`open_enum!`](crate::open_enum!), and empty is none.
///
/// # Errors
///
/// As for [`text`]: an unknown word is not an error.
pub fn opt_enum<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    leaf(deserializer, EXPECTED, |leaf| match leaf {
        Leaf::Nothing => Some(None),
        Leaf::Text(text) if text.trim_ascii().is_empty() => Some(None),
        _ => Some(Some(T::from(&leaf.into_text()?))),
    })
}

/// A word of an open enum that must be there: the empty word is one like any other.
pub(crate) fn word<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    leaf(deserializer, EXPECTED, |leaf| Some(T::from(&leaf.into_text()?)))
}
