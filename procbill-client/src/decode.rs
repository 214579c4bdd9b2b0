//! A row as a type of the caller's own.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::value::{MapDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::columns::is_null;

/// Says which column could not be read and what was expected, without the text.
pub(crate) type Refused = isp_client_core::decode::Fault;

pub(crate) fn decode<'a, T: serde::de::DeserializeOwned>(
    columns: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<T, Refused> {
    let columns = columns.map(|(name, text)| (name, Column { name, text }));
    T::deserialize(MapDeserializer::new(columns))
}

/// The text of one column: a number, a flag or a text, as the type wants it.
struct Column<'a> {
    name: &'a str,
    text: &'a str,
}

impl Column<'_> {
    fn parsed<T: FromStr>(&self, expected: impl Display) -> Result<T, Refused> {
        let refused = |_| Refused::custom(format_args!("lenient: {}: expected {expected}", self.name));
        self.text.trim_ascii().parse().map_err(refused)
    }
}

macro_rules! parsed {
    ($($deserialize:ident $visit:ident $expected:literal,)+) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            visitor.$visit(self.parsed($expected)?)
        }
    )+};
}

impl<'de> Deserializer<'de> for Column<'_> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_str(self.text)
    }

    parsed! {
        deserialize_i8 visit_i8 "a whole number of 8 bits",
        deserialize_i16 visit_i16 "a whole number of 16 bits",
        deserialize_i32 visit_i32 "a whole number of 32 bits",
        deserialize_i64 visit_i64 "a whole number",
        deserialize_u8 visit_u8 "a whole number of 8 bits that is not negative",
        deserialize_u16 visit_u16 "a whole number of 16 bits that is not negative",
        deserialize_u32 visit_u32 "a whole number of 32 bits that is not negative",
        deserialize_u64 visit_u64 "a whole number that is not negative",
        deserialize_f32 visit_f32 "a number",
        deserialize_f64 visit_f64 "a number",
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.text.trim_ascii() {
            "1" => visitor.visit_bool(true),
            "0" => visitor.visit_bool(false),
            _ => Err(Refused::custom(format_args!("lenient: {}: expected 1 or 0", self.name))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        if is_null(self.text) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        StrDeserializer::<Refused>::new(self.text).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Refused> for Column<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
