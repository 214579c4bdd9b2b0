//! Lists inside one text.

use std::{marker::PhantomData, str::FromStr};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, SeqAccess},
};

use super::leaf::{Leaf, Read, Reader, Scalar, refuse};

const EXPECTED: &str = "a list: values between commas, one value, or an array of them";

/// A list between commas: `"1,2,3"`, `",inet,realip,"`, also `[1, "2"]` and a lone `5`.
///
/// White space around a value is cut off, and a value that is empty is left out. Empty in every spelling is
/// the empty list. Order and repeated values are kept.
///
/// ```
/// use isp_client_core::lenient;
///
/// let mut json = serde_json::Deserializer::from_str(r#"",1,5,""#);
/// assert_eq!(lenient::comma_list::<u32, _>(&mut json)?, [1, 5]);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// A value that `T` cannot be made of; the error counts its place in the list.
pub fn comma_list<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: FromStr,
    D: Deserializer<'de>,
{
    Reader(CommaList(PhantomData)).deserialize(deserializer)
}

struct CommaList<T>(PhantomData<T>);

impl<'de, T: FromStr> Read<'de> for CommaList<T> {
    type Value = Vec<T>;

    fn expected(&self) -> &'static str {
        EXPECTED
    }

    fn leaf<E: Error>(self, leaf: Leaf<'_>) -> Result<Vec<T>, E> {
        let text = match leaf {
            Leaf::Bool(_) => None,
            _ => leaf.into_text(),
        };
        let text = text.ok_or_else(|| refuse::<E>(EXPECTED, leaf))?;
        let mut values = Vec::new();
        for value in text.split(',').map(str::trim_ascii).filter(|value| !value.is_empty()) {
            let read = value.parse().map_err(|_| {
                let place = values.len() + 1;
                refuse::<E>(EXPECTED, format_args!("text of {} bytes as value {place}", value.len()))
            })?;
            values.push(read);
        }
        Ok(values)
    }

    fn seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let read = |leaf: Leaf<'_>| {
            let text = match leaf {
                Leaf::Bool(_) => None,
                _ => leaf.into_text(),
            }?;
            match text.trim_ascii() {
                "" => Some(None),
                text => text.parse().ok().map(Some),
            }
        };
        let mut values = Vec::new();
        while let Some(value) =
            seq.next_element_seed(Reader(Scalar { expected: "a value of a list", read }))?
        {
            values.extend(value);
        }
        Ok(values)
    }
}
