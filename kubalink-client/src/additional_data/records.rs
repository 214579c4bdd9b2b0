//! Additional fields and their values.

use isp_client_core::{lenient, record};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;

use super::FieldType;
use crate::{FieldId, Text, read};

record! {
    /// An additional field.
    ///
    /// *Source:* models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Field {
        /// The id.
        pub id: FieldId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What it holds (`type`).
        pub kind: Option<FieldType> = "type" => lenient::opt_enum,
        /// The place among the fields.
        pub position: Option<i64> = "position" => lenient::opt_number,
        /// Whether it must be filled in.
        pub is_required: Option<bool> = "is_required" => lenient::opt_flag,
        /// The options, of a field with a choice. One text with an option in each line was seen too, alone and in a
        /// list.
        pub available_value: Vec<Text> = "available_value" => options,
    }
}

record! {
    /// The value of a field.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct FieldValue {
        /// The field.
        pub field_id: Option<FieldId> = "field_id" => read::opt_id,
        /// The object, by its id in its own category.
        pub object_id: Option<Text> = "object_id" => read::text,
        /// The value.
        pub value: Option<Text> = "value" => read::text,
    }
}

read::keyed! { Field, id = "id"; }
read::unkeyed!(FieldValue);

/// A list of texts, or one text, with an option in each line.
fn options<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Text>, D::Error> {
    let texts: Vec<Value> = match Value::deserialize(deserializer)? {
        text @ (Value::String(_) | Value::Number(_)) => vec![text],
        list => lenient::rows(list).map_err(D::Error::custom)?,
    };
    let mut options = Vec::new();
    for text in texts {
        let text = lenient::opt_text(text).map_err(D::Error::custom)?.unwrap_or_default();
        options.extend(text.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(Text::from));
    }
    Ok(options)
}
