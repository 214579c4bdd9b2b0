//! Elements as a serde deserializer.

use std::str::FromStr;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Expected, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::super::{Fault, FaultKind};
use super::record::{Element, TEXT};

macro_rules! parsed {
    ($($deserialize:ident $visit:ident,)*) => {$(
        fn $deserialize<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
            let value = parsed(self, &visitor)?;
            visitor.$visit(value)
        }
    )*};
}

impl<'r> Deserializer<'r> for Element<'r> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.text() {
            _ if self.is_group() => self.deserialize_seq(visitor),
            Some(text) if self.is_leaf() => visitor.visit_borrowed_str(text),
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        match scalar(self, &visitor)? {
            "true" | "1" => visitor.visit_bool(true),
            "false" | "0" => visitor.visit_bool(false),
            text => Err(unfit(text, &visitor)),
        }
    }

    parsed! {
        deserialize_i8 visit_i8,
        deserialize_i16 visit_i16,
        deserialize_i32 visit_i32,
        deserialize_i64 visit_i64,
        deserialize_i128 visit_i128,
        deserialize_u8 visit_u8,
        deserialize_u16 visit_u16,
        deserialize_u32 visit_u32,
        deserialize_u64 visit_u64,
        deserialize_u128 visit_u128,
        deserialize_f32 visit_f32,
        deserialize_f64 visit_f64,
        deserialize_char visit_char,
    }

    fn deserialize_str<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = scalar(self, &visitor)?;
        visitor.visit_borrowed_str(text)
    }

    fn deserialize_string<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_empty() && !self.is_group() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'r>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        let none = self.is_empty() && !self.is_group();
        visitor.visit_seq(SeqDeserializer::new(self.members().filter(|_| !none)))
    }

    fn deserialize_tuple<V: Visitor<'r>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'r>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_group() {
            return Err(several(&visitor));
        }
        if self.is_leaf() {
            let text = (!self.is_empty()).then_some((TEXT, self));
            return visitor.visit_map(MapDeserializer::new(text.into_iter()));
        }
        let fields = self.groups().map(|group| (BorrowedStrDeserializer::new(group.name()), group));
        visitor.visit_map(MapDeserializer::new(fields))
    }

    fn deserialize_struct<V: Visitor<'r>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'r>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let variant = scalar(self, &visitor)?;
        visitor.visit_enum(BorrowedStrDeserializer::new(variant))
    }

    fn deserialize_ignored_any<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        <W: Visitor<'r>>
        bytes byte_buf unit unit_struct identifier
    }
}

impl<'r> IntoDeserializer<'r, Fault> for Element<'r> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The text for a value that is no list and no map.
fn scalar<'r>(element: Element<'r>, expected: &dyn Expected) -> Result<&'r str, Fault> {
    if element.is_group() {
        return Err(several(expected));
    }
    let problem =
        || Fault::new(FaultKind::Shape, format!("invalid type: child elements, expected {expected}"));
    element.text().ok_or_else(problem)
}

fn parsed<T: FromStr>(element: Element<'_>, expected: &dyn Expected) -> Result<T, Fault> {
    let text = scalar(element, expected)?;
    text.parse().map_err(|_| unfit(text, expected))
}

fn unfit(text: &str, expected: &dyn Expected) -> Fault {
    let found = if text.is_empty() { "empty text" } else { "text" };
    Fault::new(FaultKind::Shape, format!("invalid value: {found}, expected {expected}"))
}

fn several(expected: &dyn Expected) -> Fault {
    Fault::new(FaultKind::Shape, format!("came several times, expected {expected}"))
}
