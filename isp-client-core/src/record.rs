//! Records of an answer: named fields, each read leniently, and the fields that nobody declared.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// The fields of a record that its type does not know, in the order of the answer. `Debug` prints their names only.
///
/// Two are equal whatever their order: some servers write each answer in another one.
#[derive(Clone, Default)]
pub struct Extra(Vec<(String, Value)>);

impl Extra {
    /// The value of a field by its name on the wire.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[doc(hidden)]
    pub fn push(&mut self, name: String, value: Value) {
        self.0.push((name, value));
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        fn sorted(extra: &Extra) -> Vec<&(String, Value)> {
            let mut fields: Vec<_> = extra.0.iter().collect();
            fields.sort_by(|(name, _), (other, _)| name.cmp(other));
            fields
        }
        self.0 == other.0 || (self.0.len() == other.0.len() && sorted(self) == sorted(other))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// The name of a field, borrowed where the input allows it.
#[doc(hidden)]
#[derive(Debug)]
pub struct FieldName<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for FieldName<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl<'de> Visitor<'de> for Name {
            type Value = FieldName<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(FieldName(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
                Ok(FieldName(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

/// The names on the wire of a record's fields.
#[doc(hidden)]
pub trait Fields {
    const FIELDS: &'static [&'static str];
}

/// How one field is read.
#[doc(hidden)]
pub trait ReadField {
    type Value;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;
}

/// The value of a field, or what it could not be read from.
#[doc(hidden)]
#[derive(Debug)]
pub enum Field<R: ReadField> {
    Read(R::Value),
    Odd(Value),
}

impl<'de, R: ReadField> Deserialize<'de> for Field<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor(PhantomData))
    }
}

struct FieldVisitor<R>(PhantomData<R>);

macro_rules! keep_if_odd {
    ($($visit:ident $type:ty),+ $(,)?) => {$(
        #[inline]
        fn $visit<E: Error>(self, value: $type) -> Result<Self::Value, E> {
            let read = R::read(IntoDeserializer::<E>::into_deserializer(value));
            Ok(read.map_or_else(|_| Field::Odd(value.into()), Field::Read))
        }
    )+};
}

impl<'de, R: ReadField> Visitor<'de> for FieldVisitor<R> {
    type Value = Field<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of a field")
    }

    keep_if_odd! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        let read = R::read(BorrowedStrDeserializer::<E>::new(value));
        Ok(read.map_or_else(|_| Field::Odd(value.into()), Field::Read))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        let read = R::read(IntoDeserializer::<E>::into_deserializer(()));
        Ok(read.map_or(Field::Odd(Value::Null), Field::Read))
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        R::read(SeqAccessDeserializer::new(seq)).map(Field::Read)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        R::read(MapAccessDeserializer::new(map)).map(Field::Read)
    }
}

/// Declares a record of an answer: for each field its name on the wire and how it is read.
///
/// Every field is optional on the wire and gets its default when it is missing. A field that is not declared goes to
/// `extra`, and so does a single value that its field cannot be read from: one odd value must not hide a whole list. A
/// list or object in the place of a single value, or the other way round, is refused by name; so is a field that comes
/// twice, since either value could be the true one.
///
/// ```
/// use isp_client_core::{lenient, record};
///
/// record! {
///     /// One payment.
///     #[derive(Debug, Clone, PartialEq)]
///     pub struct Payment {
///         /// Its number.
///         pub id: Option<u64> = "Id" => lenient::opt_number,
///         /// Who took it.
///         pub cashier: Option<String> = "cashier" => lenient::opt_text,
///     }
/// }
///
/// let payment: Payment = serde_json::from_str(r#"{"Id": "7", "cashier": "", "color": "red"}"#)?;
/// assert_eq!((payment.id, payment.cashier.as_deref()), (Some(7), None));
/// assert_eq!(payment.extra.get("color").and_then(|color| color.as_str()), Some("red"));
///
/// let payment: Payment = serde_json::from_str(r#"{"Id": "seven"}"#)?;
/// assert_eq!((payment.id, payment.extra.get("Id")), (None, Some(&"seven".into())));
/// assert_eq!(payment.unreadable().collect::<Vec<_>>(), ["Id"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! record {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $( $(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty = $wire:literal => $read:path ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        $vis struct $name {
            $( $(#[$field_meta])* $field_vis $field: $type, )+
            /// Fields of the answer that this type does not know, and those that could not be read.
            pub extra: $crate::Extra,
        }

        #[allow(dead_code, reason = "not every record is shown to users")]
        impl $name {
            /// The names on the wire of known fields whose value could not be read. Their values are in `extra`.
            $vis fn unreadable(&self) -> impl Iterator<Item = &str> {
                let known = <Self as $crate::record::Fields>::FIELDS;
                self.extra.iter().map(|(name, _)| name).filter(|name| known.contains(name))
            }
        }

        impl $crate::record::Fields for $name {
            const FIELDS: &'static [&'static str] = &[$($wire),+];
        }

        impl<'de> $crate::open_enum::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: $crate::open_enum::serde::Deserializer<'de>,
            {
                use $crate::open_enum::serde::de::{Deserializer, Error, MapAccess, Visitor};

                struct Fields;
                impl<'de> Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(concat!("a record of ", stringify!($name)))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> ::std::result::Result<$name, A::Error> {
                        $( let mut $field: ::std::option::Option<$type> = None; )+
                        let mut extra = $crate::Extra::default();
                        while let Some(name) = map.next_key::<$crate::record::FieldName<'de>>()? {
                            match &*name.0 {
                                $( $wire => {
                                    struct Read;
                                    impl $crate::record::ReadField for Read {
                                        type Value = $type;

                                        fn read<'de, D: Deserializer<'de>>(
                                            deserializer: D,
                                        ) -> ::std::result::Result<$type, D::Error> {
                                            $read(deserializer)
                                        }
                                    }
                                    if $field.is_some() {
                                        return Err(A::Error::duplicate_field($wire));
                                    }
                                    match map.next_value::<$crate::record::Field<Read>>()? {
                                        $crate::record::Field::Read(value) => $field = Some(value),
                                        $crate::record::Field::Odd(value) => {
                                            $field = Some(<$type>::default());
                                            extra.push($wire.to_owned(), value);
                                        }
                                    }
                                } )+
                                _ => extra.push(name.0.into_owned(), map.next_value()?),
                            }
                        }
                        Ok($name { $( $field: $field.unwrap_or_default(), )+ extra })
                    }
                }
                deserializer.deserialize_map(Fields)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Extra;

    #[test]
    fn the_order_of_fields_does_not_matter() {
        let of = |fields: &[(&str, u32)]| {
            let mut extra = Extra::default();
            fields.iter().for_each(|(name, value)| extra.push((*name).to_owned(), (*value).into()));
            extra
        };
        assert_eq!(of(&[("a", 1), ("b", 2)]), of(&[("b", 2), ("a", 1)]));
        assert_ne!(of(&[("a", 1), ("b", 2)]), of(&[("b", 1), ("a", 2)]));
        assert_ne!(of(&[("a", 1)]), of(&[("a", 1), ("b", 2)]));
    }
}
