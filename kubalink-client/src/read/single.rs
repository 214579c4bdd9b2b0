//! Answers that are one number or text, beside the status or in `data`, whose name nobody has published.

use isp_client_core::{Error, Response, Secret, lenient};
use rust_decimal::Decimal;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde_json::Value;

use super::{Payload, Read, unexpected};
use crate::Text;

/// The value, if there is one.
fn single(response: &Response) -> Result<Option<String>, Error> {
    let payload = Payload::read(response)?;
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut inner = Vec::new();
    for value in payload.data.iter().chain(payload.rest.values()) {
        match value {
            Value::Object(fields) => inner.extend(fields.values().filter_map(text)),
            Value::Array(items) => inner.extend(items.iter().filter_map(text)),
            single => inner.extend(text(single)),
        }
    }
    match (inner.pop(), inner.len()) {
        (value, 0) => Ok(value),
        _ => Err(unexpected(response, "several values stand where one is expected")),
    }
}

impl Read for Option<Text> {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        Ok(single(response)?.map(Text::from))
    }
}

impl Read for Option<Secret> {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        Ok(single(response)?.map(Secret::new))
    }
}

impl Read for Option<Decimal> {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let Some(text) = single(response)? else { return Ok(None) };
        let number: StrDeserializer<'_, ValueError> = text.as_str().into_deserializer();
        lenient::opt_money(number).map_err(|_| unexpected(response, "the value is not a number"))
    }
}

impl Read for Option<u64> {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let Some(text) = single(response)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| unexpected(response, "the value is not a whole number"))
    }
}
