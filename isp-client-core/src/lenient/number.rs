//! Whole numbers.

use std::str::FromStr;

use serde::Deserializer;

use super::leaf::{Leaf, leaf, optional};

const EXPECTED: &str = "a whole number that fits its field, or the same as text";

/// A whole number: `5`, `5.0`, `"5"`, `" +5 "`.
///
/// For all integers up to 64 bits. A float is taken only if it is whole and below 2^53, where no other number
/// rounds to it.
///
/// # Errors
///
/// Empty, out of the range of `T`, not whole, or not a number.
pub fn number<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr + TryFrom<i64> + TryFrom<u64>,
    D: Deserializer<'de>,
{
    leaf(deserializer, EXPECTED, read)
}

/// Like [`number`], and empty is none.
///
/// ```
/// use isp_client_core::lenient;
///
/// let mut json = serde_json::Deserializer::from_str(r#""1214""#);
/// assert_eq!(lenient::opt_number::<u32, _>(&mut json)?, Some(1214));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// Out of the range of `T`, not whole, or not a number.
pub fn opt_number<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: FromStr + TryFrom<i64> + TryFrom<u64>,
    D: Deserializer<'de>,
{
    optional(deserializer, EXPECTED, read)
}

#[inline]
pub(super) fn read<T: FromStr + TryFrom<i64> + TryFrom<u64>>(leaf: Leaf<'_>) -> Option<T> {
    match leaf.whole() {
        Leaf::Signed(number) => T::try_from(number).ok(),
        Leaf::Unsigned(number) => T::try_from(number).ok(),
        Leaf::Text(text) => text.trim_ascii().parse().ok(),
        Leaf::Nothing | Leaf::Bool(_) | Leaf::Float(_) => None,
    }
}
