//! Lists that may be objects.

use std::marker::PhantomData;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess},
};

use super::leaf::{Leaf, Read, Reader, refuse};

/// A list of items, or an object whose values are the items, as PHP and Perl write a list that has keys. Empty in every
/// spelling is the empty list. The keys are not kept.
///
/// Not for lists whose only item can stand alone, where an object is an item: see
/// [`one_or_many`](super::one_or_many).
///
/// ```
/// use isp_client_core::lenient;
///
/// for text in [r#"[1, 2]"#, r#"{"17": 1, "18": 2}"#] {
///     let mut json = serde_json::Deserializer::from_str(text);
///     assert_eq!(lenient::rows::<u32, _>(&mut json)?, [1, 2]);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// A value that is no list, or an item that `T` refuses.
pub fn rows<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Reader(Rows(PhantomData)).deserialize(deserializer)
}

const EXPECTED: &str = "a list, or an object of its items";

struct Rows<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Read<'de> for Rows<T> {
    type Value = Vec<T>;

    fn expected(&self) -> &'static str {
        EXPECTED
    }

    fn leaf<E: Error>(self, leaf: Leaf<'_>) -> Result<Vec<T>, E> {
        if leaf.is_empty() { Ok(Vec::new()) } else { Err(refuse(EXPECTED, leaf)) }
    }

    fn seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let Some(first) = seq.next_element()? else { return Ok(Vec::new()) };
        // Most lists in a row have one item: `vec!` makes room for it alone, the first `push` for four.
        let mut items = vec![first];
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(items)
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while map.next_key::<IgnoredAny>()?.is_some() {
            items.push(map.next_value()?);
        }
        Ok(items)
    }
}
