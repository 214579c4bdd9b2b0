//! What stands around the data of an answer: the status, and the error in it.
//!
//! Servers spell these fields in several ways, of which one occurs beside another: `Result` and `result`, `ErrorText`,
//! `error`, `Error` and `msg`. So their names are compared without case, and those of the data exactly.

use std::fmt;

use isp_client_core::{Delivery, Error, ErrorKind, Response};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::Refusal;

/// The fields of an answer that say how it went.
#[derive(Debug, Default)]
pub(crate) struct Envelope {
    status: Option<Value>,
    said_ok: bool,
    error: Option<Value>,
    msg: Option<Value>,
}

/// Whether a field belongs to the envelope and not to the data.
pub(crate) fn is_status(name: &str) -> bool {
    ["result", "errortext", "error", "msg"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl Envelope {
    pub(crate) fn of(fields: &Map<String, Value>) -> Self {
        let mut envelope = Self::default();
        fields.iter().filter(|(name, _)| is_status(name)).for_each(|(name, value)| {
            envelope.add(name, value.clone());
        });
        envelope
    }

    /// Of a field that comes twice the one that tells of trouble counts.
    fn add(&mut self, name: &str, value: Value) {
        if name.eq_ignore_ascii_case("result") {
            self.said_ok |= is_ok(&value) && !value.is_null();
            if self.status.is_none() || !is_ok(&value) {
                self.status = Some(value);
            }
        } else if !is_nothing_or_zero(&value) {
            let field = if name.eq_ignore_ascii_case("msg") { &mut self.msg } else { &mut self.error };
            field.get_or_insert(value);
        }
    }

    /// Whether the server says that it went well, and nothing else.
    pub(crate) fn says_ok(&self) -> bool {
        self.said_ok && self.status.as_ref().is_none_or(is_ok) && self.error.is_none()
    }

    /// What a file that is JSON can say: a list or an object in it is no status.
    pub(crate) fn of_file(self) -> Self {
        Self { status: self.status.filter(|status| !status.is_array() && !status.is_object()), ..self }
    }

    /// The error that the answer is, if it is one.
    pub(crate) fn refusal(&self, response: &Response) -> Option<Error> {
        let said_no = self.status.as_ref().is_some_and(|status| !is_ok(status));
        if !said_no && self.error.is_none() {
            return None;
        }
        // Anything but the documented word may come from a trigger of the installation, after the server has acted.
        let is_plain = self.status.as_ref().is_some_and(says_error)
            && !self.said_ok
            && !response.status().is_server_error();
        let delivery = if is_plain { Delivery::Refused } else { Delivery::Unknown };
        let error = Error::new(ErrorKind::Api, delivery, Refusal::Error.to_string())
            .with_response(response)
            .with_refusal(Refusal::Error);
        match self.error.as_ref().or(self.msg.as_ref()).and_then(text_of) {
            Some(text) => Some(error.with_message(text)),
            None => Some(error),
        }
    }
}

/// `OK` as documented; a trigger of the installation was seen to answer `1`.
fn is_ok(status: &Value) -> bool {
    match status {
        Value::Null | Value::Bool(true) => true,
        Value::String(word) => word.trim().eq_ignore_ascii_case("ok") || word.trim() == "1",
        Value::Number(number) => number.as_u64() == Some(1),
        _ => false,
    }
}

/// The word that the vendor documents.
fn says_error(status: &Value) -> bool {
    status.as_str().is_some_and(|word| word.trim().eq_ignore_ascii_case("error"))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What PHP writes for no value.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim_ascii().is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) => false,
    }
}

/// The same, where a number can come as text.
pub(crate) fn is_nothing_or_zero(value: &Value) -> bool {
    is_nothing(value) || value.as_str().is_some_and(|text| text.trim() == "0")
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Envelope;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or a list")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope, A::Error> {
                let mut envelope = Envelope::default();
                while let Some(name) = map.next_key::<String>()? {
                    if is_status(&name) {
                        envelope.add(&name, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(envelope)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Envelope, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Envelope::default())
            }
        }
        deserializer.deserialize_any(Fields)
    }
}
