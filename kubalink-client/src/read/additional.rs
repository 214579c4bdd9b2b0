//! Additional fields, whose values many records carry.

use isp_client_core::{lenient, record};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use super::text;
use crate::envelope::is_nothing;
use crate::{FieldId, Text};

record! {
    /// The value of an additional field.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct AdditionalValue {
        /// The field.
        pub id: FieldId = "id" => super::id,
        /// Its name for people, where the server adds it.
        pub caption: Option<Text> = "caption" => text,
        /// The same, as some servers call it.
        pub name: Option<Text> = "name" => text,
        /// The value; of a field with several, as one text.
        pub value: Option<Text> = "value" => joined_text,
    }
}

/// A text, or a list of them as one, between commas.
fn joined_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    let texts: Vec<Text> = lenient::one_or_many(deserializer)?;
    let texts: Vec<_> = texts.iter().map(Text::as_given).collect();
    Ok((!texts.is_empty()).then(|| texts.join(",").into()))
}

/// Additional fields: an object by id of records or of values, or a list of records.
pub(crate) fn additional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<AdditionalValue>, D::Error> {
    let read = |key: Option<String>, value: Value| {
        let mut fields = match value {
            Value::Object(fields) => fields,
            value => Map::from_iter([("value".to_owned(), value)]),
        };
        if let Some(key) = key {
            fields.entry("id").or_insert(Value::String(key));
        }
        AdditionalValue::deserialize(Value::Object(fields))
    };
    let values: Result<_, serde_json::Error> = match Value::deserialize(deserializer)? {
        Value::Object(fields) => fields.into_iter().map(|(key, value)| read(Some(key), value)).collect(),
        Value::Array(items) => items.into_iter().map(|item| read(None, item)).collect(),
        nothing if is_nothing(&nothing) => Ok(Vec::new()),
        _ => return Err(D::Error::custom("expected additional fields, got a single value")),
    };
    values.map_err(|_| D::Error::custom("expected additional fields, by id"))
}
