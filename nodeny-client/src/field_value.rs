//! Values of the extra fields of an account (`dopdata`).

use std::fmt;

use isp_client_core::{lenient, record};
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

record! {
    /// The value of one extra field of an account. `Debug` shows no value: a field may hold a password.
    ///
    /// *Source:* observed on a live installation, for `u_main`. How `api_users` writes them is not published; an object
    /// of names and values is read too, and fills name and value.
    #[derive(Clone, Default, PartialEq)]
    pub struct FieldValue {
        /// The column in the database, for example `_adr_street`. See [`ExtraField::name`](crate::ExtraField::name).
        pub name: Option<String> = "name" => lenient::opt_text,
        /// Its name for people.
        pub title: Option<String> = "title" => lenient::opt_text,
        /// As stored; several values are told apart by commas.
        pub value: Option<String> = "value" => opt_texts,
        /// As shown: for a field of type `select` the text that the stored value stands for.
        pub show: Option<String> = "show" => opt_texts,
    }
}

impl FieldValue {
    /// The value for people: as shown, or else as stored.
    pub fn shown(&self) -> Option<&str> {
        self.show.as_deref().or(self.value.as_deref())
    }
}

impl fmt::Debug for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("FieldValue");
        shown.field("name", &self.name).field("title", &self.title).finish_non_exhaustive()
    }
}

/// A text, or several where a field can have several values.
fn opt_texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let texts: Vec<Text> = lenient::one_or_many(deserializer)?;
    Ok((!texts.is_empty()).then(|| texts.into_iter().map(|text| text.0).collect::<Vec<_>>().join(",")))
}

struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient::text(deserializer).map(Self)
    }
}

/// A list of such records, or an object of names and values, or of names and records.
pub(crate) fn field_values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<FieldValue>, D::Error> {
    struct Fields;
    impl<'de> Visitor<'de> for Fields {
        type Value = Vec<FieldValue>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("extra fields as a list or an object")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            match text.trim_ascii() {
                "" => Ok(Vec::new()),
                _ => Err(E::custom("lenient: expected extra fields, got text")),
            }
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::new();
            while let Some(field) = seq.next_element()? {
                fields.push(field);
            }
            Ok(fields)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::new();
            while let Some((name, value)) = map.next_entry::<String, Value>()? {
                let refused = |_| A::Error::custom("lenient: expected an extra field, got another shape");
                let mut field = match value {
                    Value::Object(_) => FieldValue::deserialize(value).map_err(refused)?,
                    scalar => {
                        let value = opt_texts(scalar).map_err(refused)?;
                        FieldValue { value, ..FieldValue::default() }
                    }
                };
                field.name.get_or_insert(name);
                fields.push(field);
            }
            Ok(fields)
        }
    }
    deserializer.deserialize_any(Fields)
}
