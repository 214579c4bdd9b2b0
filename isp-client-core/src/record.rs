//! Records of an answer: named fields, each read leniently, and the fields that nobody declared.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
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

/// Declares a record of an answer: for each field its name on the wire and how it is read.
///
/// Every field is optional on the wire and gets its default when it is missing. A field that is not declared goes to
/// `extra`. A field that comes twice is refused by name, since either value could be the true one.
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
            /// Fields of the answer that this type does not know.
            pub extra: $crate::Extra,
        }

        impl<'de> $crate::open_enum::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: $crate::open_enum::serde::Deserializer<'de>,
            {
                use $crate::open_enum::serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

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
                                    struct Read($type);
                                    impl<'de> Deserialize<'de> for Read {
                                        fn deserialize<D: Deserializer<'de>>(
                                            deserializer: D,
                                        ) -> ::std::result::Result<Self, D::Error> {
                                            $read(deserializer).map(Self)
                                        }
                                    }
                                    if $field.is_some() {
                                        return Err(A::Error::duplicate_field($wire));
                                    }
                                    $field = Some(map.next_value::<Read>()?.0);
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
