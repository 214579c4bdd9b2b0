//! The data of an answer, wherever it stands.

use isp_client_core::{Error, Response};
use serde_json::{Map, Value};

use super::json;
use crate::envelope::{is_nothing, is_status};

/// An answer taken apart: its data, and what stands beside it.
pub(crate) struct Payload {
    /// The field `data`, or an answer that is not an object.
    pub(crate) data: Option<Value>,
    /// The fields that are neither data nor status.
    pub(crate) rest: Map<String, Value>,
}

impl Payload {
    pub(crate) fn read(response: &Response) -> Result<Self, Error> {
        Ok(match json(response)? {
            Value::Object(fields) => Self::of(fields),
            other => Self { data: Some(other), rest: Map::new() },
        })
    }

    pub(crate) fn of(fields: Map<String, Value>) -> Self {
        let (mut data, mut rest) = (None, Map::new());
        for (name, value) in fields {
            let is_data = name.eq_ignore_ascii_case("data");
            if is_data && data.as_ref().is_none_or(is_nothing) {
                data = Some(value);
            } else if is_data && is_nothing(&value) {
                // The other spelling holds it.
            } else if !is_status(&name) {
                rest.insert(name, value);
            }
        }
        Self { data, rest }
    }

    /// The data; without any, what stands at the root.
    pub(crate) fn data_or_rest(self) -> Option<Value> {
        let says_something = !self.rest.values().all(is_nothing);
        self.data.or_else(|| says_something.then_some(Value::Object(self.rest)))
    }

    /// A field beside the data, in any case.
    pub(crate) fn field(&self, name: &str) -> Option<&Value> {
        self.rest.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Takes a field beside the data, in any case.
    pub(crate) fn take_field(&mut self, name: &str) -> Option<Value> {
        let known = self.rest.keys().find(|known| known.eq_ignore_ascii_case(name))?.clone();
        self.rest.remove(&known)
    }
}
