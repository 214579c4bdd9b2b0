//! The names and values of one request, whatever form they came in.

use std::fmt;

use isp_client_core::Extra;
use isp_client_core::decode::json;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::error::WebhookError;
use super::pairs::pairs;

/// The most names in query and body together, with repetitions.
pub(super) const NAMES: usize = 64;
/// The longest id, number, key or word that is taken.
pub(super) const SHORT: usize = 64;
/// The longest URL and the longest list of tags.
pub(super) const LONG: usize = 2048;

/// In the order of the request. A name that comes more than once stands here once, with a list of its values.
#[derive(Default)]
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    /// `names` is how many names may still come; those here are taken off.
    pub(super) fn from_pairs(text: &str, names: &mut usize) -> Result<Self, WebhookError> {
        Self::gather(pairs(text).map(|(name, value)| (name, Value::String(value))), names)
    }

    /// `names` as for [`Self::from_pairs`].
    pub(super) fn from_json(text: &str, names: &mut usize) -> Result<Self, WebhookError> {
        let object: Object = json::from_bytes(text.as_bytes(), None).map_err(WebhookError::Json)?;
        Self::gather(object.0.into_iter(), names)
    }

    fn gather(named: impl Iterator<Item = (String, Value)>, names: &mut usize) -> Result<Self, WebhookError> {
        let mut all = Vec::<(String, Vec<Value>)>::new();
        for (name, value) in named {
            let too_many = WebhookError::TooLarge { what: "names", limit: NAMES };
            *names = names.checked_sub(1).ok_or(too_many)?;
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.push(value),
                None => all.push((name, vec![value])),
            }
        }
        let single = |mut values: Vec<Value>| match values.len() {
            1 => values.swap_remove(0),
            _ => Value::Array(values),
        };
        Ok(Self(all.into_iter().map(|(name, values)| (name, single(values))).collect()))
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| known == name)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Takes out what `read` accepts. What it refuses stays, so that it ends in the extra fields.
    pub(super) fn take<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let at = self.position(name)?;
        let value = &self.0[at].1;
        let read = if is_empty(value) { None } else { Some(read(value)?) };
        self.0.remove(at);
        read
    }

    pub(super) fn take_text(&mut self, name: &str, longest: usize) -> Option<String> {
        self.take(name, |value| text(value, longest))
    }

    pub(super) fn take_phone(&mut self, name: &str) -> Option<String> {
        self.take_text(name, SHORT).map(with_plus)
    }

    /// A short text that must be there, though it may be empty.
    pub(super) fn require(&mut self, name: &str) -> Result<String, WebhookError> {
        let at = self.position(name).ok_or_else(|| field(name, "is missing"))?;
        let text = text(&self.0[at].1, SHORT);
        let text = text.ok_or_else(|| field(name, "is not one text of at most 64 bytes"))?;
        self.0.remove(at);
        Ok(text)
    }

    pub(super) fn require_filled(&mut self, name: &str) -> Result<String, WebhookError> {
        let text = self.require(name)?;
        if text.is_empty() { Err(field(name, "is empty")) } else { Ok(text) }
    }

    /// The value of a placeholder. Mobilon's own description misprints one as `{NUMBER]`.
    pub(super) fn require_replaced(&mut self, name: &str) -> Result<String, WebhookError> {
        let text = self.require(name)?;
        if text.starts_with('{') {
            return Err(field(name, "holds a placeholder that was not replaced"));
        }
        Ok(text)
    }

    /// Adds what has no value here yet.
    pub(super) fn join(&mut self, other: Self) {
        for (name, value) in other.0 {
            if !self.has(&name) {
                self.0.push((name, value));
            }
        }
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub(super) fn into_extra(self) -> Extra {
        let mut extra = Extra::default();
        for (name, value) in self.0 {
            extra.push(name, value);
        }
        extra
    }
}

fn field(name: &str, problem: &'static str) -> WebhookError {
    WebhookError::Field { name: name.to_owned(), problem }
}

/// A number that was pasted into a URL with its `+` arrives with a space.
pub(super) fn with_plus(number: String) -> String {
    match number.strip_prefix(' ') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("+{rest}"),
        _ => number,
    }
}

/// Text, or a number that is exact as text. A fraction is not: it has lost its last zeros.
fn text(value: &Value, longest: usize) -> Option<String> {
    match value {
        Value::String(text) if text.len() <= longest => Some(text.clone()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// An object with all of its names, also those that come twice.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Visitor<'de> for Names {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut named = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    named.push(entry);
                }
                Ok(Object(named))
            }
        }

        deserializer.deserialize_map(Names)
    }
}
