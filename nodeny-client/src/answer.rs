//! An answer whose form is not documented.

use isp_client_core::{Error, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer whose form nobody has published, as JSON. It holds no `error`: that was an error.
#[derive(Debug, Clone)]
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

    /// Decodes the whole answer into a type of yours.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), with the path of the field that failed.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.response.json()
    }
}
