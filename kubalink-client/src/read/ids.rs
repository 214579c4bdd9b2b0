//! Answers that are ids.

use std::str::FromStr;

use isp_client_core::{Error, Response};
use serde_json::{Map, Value};

use super::{Payload, told, unexpected};
use crate::envelope::is_nothing_or_zero;

/// Makes an id an answer: a new one, one that was looked for, or several.
macro_rules! id {
    ($type:ty) => {
        impl crate::read::Read for $type {
            type Output = Self;

            #[inline]
            fn read(response: &isp_client_core::Response) -> Result<Self, isp_client_core::Error> {
                crate::read::new_id(response)
            }
        }

        impl crate::read::Read for Option<$type> {
            type Output = Self;

            #[inline]
            fn read(response: &isp_client_core::Response) -> Result<Self, isp_client_core::Error> {
                crate::read::found_id(response)
            }
        }

        impl crate::read::Read for Vec<$type> {
            type Output = Self;

            const MAX_BODY: Option<usize> = Some(256 << 20);

            #[inline]
            fn read(response: &isp_client_core::Response) -> Result<Self, isp_client_core::Error> {
                crate::read::found_ids(response)
            }
        }
    };
}
pub(crate) use id;

/// Where ids were seen. The id of what was made goes before that of what it was made from.
const PLACES: [&str; 4] = ["new_id", "id", "list", "uuid"];

/// The value that holds ids, if there is one.
fn place(response: &Response) -> Result<Option<Value>, Error> {
    let mut payload = Payload::read(response)?;
    let named: Vec<_> = PLACES.iter().filter_map(|name| payload.take_field(name)).collect();
    let mut places = named.into_iter().chain(payload.data.take()).peekable();
    if places.peek().is_some() {
        return Ok(places.find(|value| !is_nothing_or_zero(value)));
    }
    payload.rest.retain(|_, value| !is_nothing_or_zero(value));
    // A list without anything around it that became an object.
    if payload.rest.keys().all(|name| name.parse::<u64>().is_ok()) && !payload.rest.is_empty() {
        return Ok(Some(Value::Object(payload.rest)));
    }
    match payload.rest.iter().find(|(name, _)| names_ids(name)) {
        Some((_, value)) => Ok(Some(value.clone())),
        None if payload.rest.is_empty() => Ok(None),
        None => {
            Err(unexpected(response, format!("no id is known by the fields {}", told(payload.rest.keys()))))
        }
    }
}

/// Whether this is the field of an id, of whatever kind: `customer_id`, `ids`. A count or a version is none.
fn names_ids(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["id", "ids", "uuid"].contains(&name.as_str()) || name.ends_with("_id") || name.ends_with("_ids")
}

/// The ids in a value: one, a list, a list that became an object, or a text between commas. Of an object they are its
/// field `id`, and no other number.
pub(crate) fn ids_in<T: FromStr + Default + PartialEq>(
    response: &Response,
    value: &Value,
) -> Result<Vec<T>, Error> {
    let mut ids = Vec::new();
    add_all(&mut ids, value)
        .ok_or_else(|| unexpected(response, "what stands in the place of ids is no id"))?;
    ids.retain(|id| *id != T::default());
    Ok(ids)
}

fn add_all<T: FromStr>(ids: &mut Vec<T>, value: &Value) -> Option<()> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| add(ids, item)),
        Value::Object(fields) => {
            if let Some(inner) = id_of(fields) {
                return add_all(ids, inner);
            }
            let number = |(key, item): (&String, _)| Some((key.parse::<u64>().ok()?, item));
            let mut items = fields.iter().map(number).collect::<Option<Vec<_>>>()?;
            items.sort_by_key(|(key, _)| *key);
            items.into_iter().try_for_each(|(_, item)| add(ids, item))
        }
        single => add(ids, single),
    }
}

fn add<T: FromStr>(ids: &mut Vec<T>, value: &Value) -> Option<()> {
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Number(number) => ids.push(number.to_string().parse().ok()?),
        Value::String(text) if text.trim() == "error" => {}
        Value::String(text) => {
            for id in text.split(',').map(str::trim).filter(|id| !id.is_empty()) {
                ids.push(id.parse().ok()?);
            }
        }
        Value::Object(fields) => match id_of(fields)? {
            Value::Array(_) | Value::Object(_) => return None,
            single => add(ids, single)?,
        },
        Value::Bool(true) | Value::Array(_) => return None,
    }
    Some(())
}

fn id_of(fields: &Map<String, Value>) -> Option<&Value> {
    let known = PLACES.iter().find_map(|name| fields.get(*name));
    // `{"customer_id": 5}`
    let mut all = fields.iter();
    known.or_else(|| match (all.next(), all.next()) {
        (Some((name, value)), None) if names_ids(name) => Some(value),
        _ => None,
    })
}

pub(crate) fn found_ids<T: FromStr + Default + PartialEq>(response: &Response) -> Result<Vec<T>, Error> {
    place(response)?.map_or_else(|| Ok(Vec::new()), |value| ids_in(response, &value))
}

pub(crate) fn found_id<T: FromStr + Default + PartialEq>(response: &Response) -> Result<Option<T>, Error> {
    let mut ids = found_ids(response)?;
    match (ids.pop(), ids.len()) {
        (id, 0) => Ok(id),
        (_, others) => Err(unexpected(response, format!("{} ids came where one was asked for", others + 1))),
    }
}

pub(crate) fn new_id<T: FromStr + Default + PartialEq>(response: &Response) -> Result<T, Error> {
    found_id(response)?.ok_or_else(|| unexpected(response, "the answer holds no id of what was made"))
}
