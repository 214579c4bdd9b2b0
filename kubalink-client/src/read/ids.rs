//! Answers that are ids.

use std::str::FromStr;

use isp_client_core::{Error, Response};
use serde_json::Value;

use super::{Payload, unexpected};
use crate::envelope::is_nothing;

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
    let named = PLACES.iter().find_map(|name| payload.take_field(name));
    let value = match (named, payload.data) {
        (Some(value), data) if is_nothing(&value) => data.filter(|data| !is_nothing(data)).or(Some(value)),
        (Some(value), _) => Some(value),
        (None, data) => data,
    };
    // `"data": {"id": 5}`, or the only field there is.
    Ok(match value {
        Some(Value::Object(mut fields)) => {
            let inner = PLACES.iter().find_map(|name| fields.remove(*name));
            Some(inner.unwrap_or(Value::Object(fields)))
        }
        None if payload.rest.len() == 1 => payload.rest.into_iter().next().map(|(_, value)| value),
        other => other,
    })
}

/// The ids in a value: one, a list, a list that became an object, or a text between commas.
pub(crate) fn ids_in<T: FromStr + Default + PartialEq>(
    response: &Response,
    value: &Value,
) -> Result<Vec<T>, Error> {
    fn add<T: FromStr>(ids: &mut Vec<T>, value: &Value) -> Option<()> {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Number(number) => ids.push(number.to_string().parse().ok()?),
            Value::String(text) => {
                for id in text.split(',').map(str::trim).filter(|id| !id.is_empty()) {
                    ids.push(id.parse().ok()?);
                }
            }
            Value::Array(items) => items.iter().try_for_each(|item| add(ids, item))?,
            Value::Object(fields) => fields.values().try_for_each(|item| add(ids, item))?,
            Value::Bool(true) => return None,
        }
        Some(())
    }
    let mut ids = Vec::new();
    add(&mut ids, value).ok_or_else(|| unexpected(response, "what stands in the place of ids is no id"))?;
    ids.retain(|id| *id != T::default());
    Ok(ids)
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
