//! Lists whose only item can stand alone.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
    forward_to_deserialize_any,
};

use super::leaf::{Leaf, Read, Reader, refuse};

/// A list of items, or one item without a list around it. Empty in every spelling is the empty list.
///
/// Servers that convert from XML collapse a list of one item into the item. An empty item in a list is an
/// item, and left to `T`.
///
/// ```
/// use isp_client_core::lenient;
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Calls {
///     #[serde(default, deserialize_with = "lenient::one_or_many")]
///     calls: Vec<Call>,
/// }
///
/// #[derive(Deserialize)]
/// struct Call {
///     #[serde(deserialize_with = "lenient::text")]
///     callid: String,
/// }
///
/// let one: Calls = serde_json::from_str(r#"{"calls": {"callid": "1476087194.10"}}"#)?;
/// assert_eq!(one.calls[0].callid, "1476087194.10");
/// let none: Calls = serde_json::from_str(r#"{"calls": ""}"#)?;
/// assert!(none.calls.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// An item that `T` refuses. What serde says about an item of the wrong type is said without the value; what
/// `T` says about its own fields is up to `T`.
pub fn one_or_many<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Reader(OneOrMany(PhantomData)).deserialize(deserializer)
}

struct OneOrMany<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Read<'de> for OneOrMany<T> {
    type Value = Vec<T>;

    fn expected(&self) -> &'static str {
        "a list, or one item of it"
    }

    fn leaf<E: Error>(self, leaf: Leaf<'_>) -> Result<Vec<T>, E> {
        match leaf {
            Leaf::Nothing => Ok(Vec::new()),
            Leaf::Text(text) if text.trim_ascii().is_empty() => Ok(Vec::new()),
            _ => Ok(vec![One(PhantomData).leaf(leaf)?]),
        }
    }

    fn seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Reader(One(PhantomData)))? {
            items.push(item);
        }
        Ok(items)
    }

    fn map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        match Unread::begin(map)? {
            None => Ok(Vec::new()),
            Some(map) => Ok(vec![One(PhantomData).map(map)?]),
        }
    }
}

/// One item, decoded by `T`.
struct One<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Read<'de> for One<T> {
    type Value = T;

    fn expected(&self) -> &'static str {
        "an item of a list"
    }

    fn leaf<E: Error>(self, leaf: Leaf<'_>) -> Result<T, E> {
        let item = match leaf {
            Leaf::Nothing => T::deserialize(().into_deserializer()),
            Leaf::Bool(value) => T::deserialize(Whole(value.into_deserializer())),
            Leaf::Signed(value) => T::deserialize(Whole(value.into_deserializer())),
            Leaf::Unsigned(value) => T::deserialize(Whole(value.into_deserializer())),
            Leaf::Float(value) => T::deserialize(Whole(value.into_deserializer())),
            Leaf::Text(value) => T::deserialize(Whole(value.into_deserializer())),
        };
        item.map_err(|refusal| match refusal {
            Refusal::Expected(expected) => refuse(&expected, leaf),
            Refusal::Said(text) => E::custom(text),
        })
    }

    fn seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::deserialize(Whole(SeqAccessDeserializer::new(seq)))
    }

    fn map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(Whole(MapAccessDeserializer::new(map)))
    }
}

/// serde's deserializers of single values know neither options nor newtypes; this adds them.
struct Whole<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Whole<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A map whose first key was read to see whether there is one.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unread<A> {
    key: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Unread<A> {
    /// `None` if the map is empty.
    #[doc(hidden)]
    pub fn begin(mut map: A) -> Result<Option<Self>, A::Error> {
        Ok(map.next_key()?.map(|key| Self { key: Some(key), rest: map }))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Unread<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.key.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

/// Why `T` refused a value, without the value.
#[derive(Debug)]
enum Refusal {
    Expected(String),
    Said(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(expected) => write!(f, "expected {expected}"),
            Self::Said(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Refusal {}

impl Error for Refusal {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self::Said(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Expected(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Expected(expected.to_string())
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::Expected("a known variant".to_owned())
    }
}
