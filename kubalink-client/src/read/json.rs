//! An answer as a type of the caller's own.

use std::fmt;

use isp_client_core::{Error, Response, decode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Read;

/// Decodes a JSON answer. The charset of the header is not relied on: web servers add their default to it.
pub(crate) fn json<T: DeserializeOwned>(response: &Response) -> Result<T, Error> {
    decode::json::from_bytes(response.body(), None).map_err(|fault| response.fault(fault))
}
use crate::envelope::is_nothing;

/// Reads the data of an answer as a type of your own. See `json` of each action.
pub struct AsJson<T>(std::marker::PhantomData<fn() -> T>);

impl<T> fmt::Debug for AsJson<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AsJson")
    }
}

/// The field `data` in any case, or the whole answer if there is none.
impl<T: DeserializeOwned + Send + 'static> Read for AsJson<T> {
    type Output = T;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<T, Error> {
        let (value, within) = match json(response)? {
            Value::Object(mut fields) => {
                let spelled = || fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case("data"));
                let name = spelled().find(|(_, value)| !is_nothing(value)).or_else(|| spelled().next());
                let name = name.map(|(name, _)| name.clone());
                match name.and_then(|name| fields.remove(&name)) {
                    Some(data) => (data, "data"),
                    None => (Value::Object(fields), ""),
                }
            }
            other => (other, ""),
        };
        decode::json::from_value(value, within).map_err(|fault| response.fault(fault))
    }
}
