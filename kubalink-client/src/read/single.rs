//! Answers that are one number or text, beside the status or in `data`, whose name nobody has published.

use isp_client_core::{Error, Response, Secret, lenient};
use rust_decimal::Decimal;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde_json::Value;

use super::{Payload, Read, unexpected};
use crate::Text;
use crate::envelope::is_nothing;

/// The value, if there is one.
fn single(response: &Response) -> Result<Option<String>, Error> {
    let payload = Payload::read(response)?;
    let mut inner = Vec::new();
    let mut add = |value: &Value| {
        match value {
            Value::Number(number) => inner.push(number.to_string()),
            nothing if is_nothing(nothing) => {}
            Value::String(text) => inner.push(text.trim().to_owned()),
            _ => return Err(unexpected(response, "no single value stands where one is expected")),
        }
        Ok(())
    };
    for value in payload.data.iter().chain(payload.rest.values()) {
        match value {
            Value::Object(fields) => fields.values().try_for_each(&mut add)?,
            Value::Array(items) => items.iter().try_for_each(&mut add)?,
            single => add(single)?,
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
