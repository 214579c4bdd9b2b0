//! An answer whose form is not documented.

use std::fmt;

use isp_client_core::{Error, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::rows::rows;

/// An answer whose form nobody has published, as JSON. It holds no `error`: that was an error.
/// `Debug` shows the names of its fields only.
#[derive(Clone)]
pub struct Answer {
    response: Response,
    json: Value,
}

impl Answer {
    pub(crate) fn read(response: &Response) -> Result<Self, Error> {
        let (json, response) = (response.json()?, response.clone());
        Ok(Self { response, json })
    }

    /// The whole answer.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The field `result`, which most answers have: text, a list or an object.
    pub fn result(&self) -> Option<&Value> {
        self.json.get("result")
    }

    /// The rows of the answer as a type of yours or of this crate: of an array or an object by number, at the top, in
    /// `result`, or in the only field.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode): no list in these places, or the path of the field that failed.
    pub fn rows<T: DeserializeOwned>(&self) -> Result<Vec<T>, Error> {
        rows(&self.response, |row, _| row)
    }

    /// Decodes the whole answer into a type of yours.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), with the path of the field that failed.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.response.json()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.json.as_object().into_iter().flat_map(|fields| fields.keys()).collect();
        f.debug_struct("Answer").field("fields", &names).finish_non_exhaustive()
    }
}
