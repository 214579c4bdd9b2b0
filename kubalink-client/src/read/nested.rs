//! Records within records.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Row;
use super::rows::Slot;

/// Records in a list, or in an object by key; empty in every spelling is none.
pub(crate) fn list<'de, T: Row, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Items<T>(PhantomData<T>);
    impl<'de, T: Row> Visitor<'de> for Items<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("records")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut rows = Vec::new();
            while let Some(slot) = seq.next_element::<Slot<T>>()? {
                rows.extend(slot.keyed(None).map_err(|fault| A::Error::custom(fault.problem()))?);
            }
            Ok(rows)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
            let mut rows = Vec::new();
            while let Some((key, slot)) = map.next_entry::<String, Slot<T>>()? {
                rows.extend(slot.keyed(Some(&key)).map_err(|fault| A::Error::custom(fault.problem()))?);
            }
            Ok(rows)
        }

        fn visit_unit<E>(self) -> Result<Vec<T>, E> {
            Ok(Vec::new())
        }

        fn visit_bool<E: Error>(self, value: bool) -> Result<Vec<T>, E> {
            if value { Err(E::custom("expected records, got a boolean")) } else { Ok(Vec::new()) }
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
            if text.trim_ascii().is_empty() {
                Ok(Vec::new())
            } else {
                Err(E::custom("expected records, got text"))
            }
        }
    }
    deserializer.deserialize_any(Items(PhantomData))
}

/// One record; empty in every spelling is none.
pub(crate) fn object<'de, T: Row, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    use serde::Deserialize as _;
    Slot::<T>::deserialize(deserializer)?.keyed(None).map_err(|fault| D::Error::custom(fault.problem()))
}
