//! Answers that hold no record: that it is done, and whatever nobody has published.

use std::fmt;

use isp_client_core::{Error, Extra, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Text;
use crate::envelope::Envelope;
use crate::read::{AsJson, Read, json, unexpected};

/// The server says that it is done: `OK`, or the `1` of a trigger. An answer without such a word is an error. What it says
/// beside that is kept.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Done {
    /// `msg`: a word of a trigger of the installation.
    pub message: Option<Text>,
    /// The other fields of the answer: an id or a count, where the server adds it.
    pub extra: Extra,
}

impl Done {
    /// A field of the answer as a number, in any case of its name: `id`, `count`.
    pub fn number(&self, name: &str) -> Option<u64> {
        let value = self.extra.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1;
        value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
    }
}

impl Read for Done {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let fields = match json(response)? {
            Value::Object(fields) if Envelope::of(&fields).says_ok() => fields,
            _ => return Err(unexpected(response, "the answer does not say that it is done")),
        };
        let mut done = Self::default();
        for (name, value) in fields {
            match value {
                Value::String(text) if name.eq_ignore_ascii_case("msg") => done.message = Some(text.into()),
                _ if name.eq_ignore_ascii_case("result") => {}
                value => done.extra.push(name, value),
            }
        }
        Ok(done)
    }
}

/// An answer whose form nobody has published, as JSON. It is no error: that would be an [`Error`].
/// `Debug` shows the names of its fields only.
#[derive(Clone)]
pub struct Answer {
    response: Response,
    json: Value,
}

impl Answer {
    /// The whole answer.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// A field of the answer by its name in any case.
    pub fn field(&self, name: &str) -> Option<&Value> {
        let fields = self.json.as_object()?;
        fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The word of the server: `OK`.
    pub fn status(&self) -> Option<&str> {
        self.field("result")?.as_str()
    }

    /// The field `id` as text, if there is one.
    pub fn id(&self) -> Option<String> {
        match self.field("id")? {
            Value::String(id) => Some(id.clone()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        }
    }

    /// The field `data`.
    pub fn data(&self) -> Option<&Value> {
        self.field("data")
    }

    /// The data as a type of yours; the whole answer, if it has no field `data`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), with the path of the field that failed.
    pub fn decode<T: DeserializeOwned + Send + 'static>(&self) -> Result<T, Error> {
        AsJson::<T>::read(&self.response)
    }
}

impl Read for Answer {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        Ok(Self { response: response.clone(), json: json(response)? })
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.json.as_object().into_iter().flat_map(|fields| fields.keys()).collect();
        f.debug_struct("Answer").field("fields", &names).finish_non_exhaustive()
    }
}

/// The whole answer.
impl Read for Value {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        json(response)
    }
}
