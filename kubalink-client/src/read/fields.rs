//! Fields of records that only this product has.

use std::collections::BTreeMap;

use isp_client_core::{Secret, lenient};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;

use crate::envelope::is_nothing;
use crate::{Mac, Text};

/// The id of a record.
pub(crate) fn id<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr + TryFrom<i64> + TryFrom<u64>,
{
    lenient::number(deserializer)
}

/// An id; 0 is nobody's.
pub(crate) fn opt_id<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr + TryFrom<i64> + TryFrom<u64> + Default + PartialEq,
{
    Ok(lenient::opt_number(deserializer)?.filter(|id| *id != T::default()))
}

/// An id that is a text.
pub(crate) fn text_id<'de, D: Deserializer<'de>, T: From<String> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(T::from).unwrap_or_default())
}

/// A text; empty in every spelling is none.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(Text::from))
}

pub(crate) fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(Secret::new))
}

/// A field whose shape is not known, as it came; empty in every spelling is none, but 0 and `false` may say something.
pub(crate) fn as_it_came<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(Some(value).filter(|value| value.is_number() || value.is_boolean() || !is_nothing(value)))
}

/// A MAC address; empty and all zeros are none.
pub(crate) fn mac<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Mac>, D::Error> {
    let Some(text) = lenient::opt_text(deserializer)? else { return Ok(None) };
    let mac: Mac = text.parse().map_err(|_| D::Error::custom("expected 12 hexadecimal digits"))?;
    Ok((mac.bytes() != [0; 6]).then_some(mac))
}

/// Ids: a list, a text between commas, an object of ids, or an object by id of records. 0 is nobody's.
pub(crate) fn ids<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr + Default + PartialEq,
{
    let mut ids: Vec<T> = numbers(deserializer)?;
    ids.retain(|id| *id != T::default());
    Ok(ids)
}

/// The same of numbers that are no ids.
pub(crate) fn numbers<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
{
    fn add<T: std::str::FromStr>(ids: &mut Vec<T>, key: Option<&str>, value: &Value) -> Option<()> {
        match value {
            Value::Null => {}
            Value::Number(number) => ids.push(number.to_string().parse().ok()?),
            Value::String(text) => {
                for id in text.split(',').map(str::trim).filter(|id| !id.is_empty()) {
                    ids.push(id.parse().ok()?);
                }
            }
            Value::Object(fields) => match (key, fields.get("id")) {
                (_, Some(id)) if !id.is_object() => add(ids, None, id)?,
                (Some(key), _) => ids.push(key.parse().ok()?),
                (None, _) => return None,
            },
            Value::Bool(_) | Value::Array(_) => return None,
        }
        Some(())
    }
    let mut ids = Vec::new();
    let whole = match Value::deserialize(deserializer)? {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            // A list that became an object is sorted as text here, which puts 10 before 2.
            fields.sort_by_key(|(key, _)| key.parse::<u64>().ok());
            fields.into_iter().try_for_each(|(key, value)| add(&mut ids, Some(key), value))
        }
        Value::Array(items) => items.iter().try_for_each(|item| add(&mut ids, None, item)),
        Value::Bool(false) => Some(()),
        single => add(&mut ids, None, &single),
    };
    whole.ok_or_else(|| D::Error::custom("expected ids, in a list, an object or between commas"))?;
    Ok(ids)
}

/// An object of anything by key; a list, as PHP writes an object whose keys count from zero, by its indices. A number is
/// its text, since servers write both.
pub(crate) fn json_map<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Value>, D::Error> {
    let text = |value: Value| match value {
        Value::Number(number) => Value::String(number.to_string()),
        other => other,
    };
    match Value::deserialize(deserializer)? {
        Value::Object(fields) => Ok(fields.into_iter().map(|(key, value)| (key, text(value))).collect()),
        Value::Array(items) => {
            Ok(items.into_iter().enumerate().map(|(at, item)| (at.to_string(), text(item))).collect())
        }
        nothing if is_nothing(&nothing) => Ok(BTreeMap::new()),
        _ => Err(D::Error::custom("expected an object, got a single value")),
    }
}

/// Texts by id; empty in every spelling is none.
pub(crate) fn texts_by_id<'de, D, K>(deserializer: D) -> Result<BTreeMap<K, Text>, D::Error>
where
    D: Deserializer<'de>,
    K: std::str::FromStr + Ord,
{
    let wrong = || D::Error::custom("expected an object of texts by id");
    let read = |(key, value): (String, Value)| {
        let text = Text::deserialize(value).map_err(|_| wrong())?;
        Ok((key.parse().map_err(|_| wrong())?, text))
    };
    match Value::deserialize(deserializer)? {
        Value::Object(fields) => fields.into_iter().map(read).collect(),
        nothing if is_nothing(&nothing) => Ok(BTreeMap::new()),
        _ => Err(wrong()),
    }
}
