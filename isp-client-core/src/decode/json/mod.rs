//! JSON with the path of the failing field: a whole body, or one record at a time while it arrives.

mod record;
mod rule;
mod scan;
mod stream;
mod walk;

pub use record::Record;
pub use rule::RecordRule;
pub use stream::RecordStream;

use encoding_rs::UTF_8;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::charset::{decode_text, from_header};
use super::{Fault, FaultKind};

/// Decodes a JSON body.
///
/// A good body costs what `serde_json` costs. Only a body that fails is read a second time: with its charset
/// (see [`decode_text`]), without a byte order mark, and with a record of the path.
///
/// ```
/// use isp_client_core::decode::json;
///
/// let ids: Vec<u32> = json::from_bytes(b"[1, 2]", Some("application/json"))?;
/// assert_eq!(ids, [1, 2]);
///
/// let fault = json::from_bytes::<Vec<u32>>(br#"[1, "two"]"#, None).unwrap_err();
/// assert_eq!(fault.path(), Some("[1]"));
/// assert_eq!(fault.problem(), "invalid type: string, expected u32");
/// # Ok::<(), isp_client_core::decode::Fault>(())
/// ```
///
/// # Errors
///
/// The body is empty, cut short, not JSON, nested deeper than 128, or does not fit `T`.
pub fn from_bytes<T: DeserializeOwned>(body: &[u8], content_type: Option<&str>) -> Result<T, Fault> {
    // Where the header tells another charset, bytes that look like UTF-8 are not.
    if from_header(content_type).is_none_or(|encoding| encoding == UTF_8)
        && let Ok(value) = serde_json::from_slice(body)
    {
        return Ok(value);
    }
    let text = decode_text(body, content_type);
    if text.trim_ascii().is_empty() {
        return Err(Fault::new(FaultKind::Empty, "the body is empty"));
    }
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| Fault::from_json(error.inner()).at(error.path()))?;
    deserializer.end().map_err(|error| Fault::from_json(&error))?;
    Ok(value)
}

/// Decodes a part of a document that stands at the path `within`, which may be empty.
///
/// ```
/// use isp_client_core::decode::json;
///
/// let fault = json::from_value::<Vec<u32>>(serde_json::json!([1, "two"]), "data").unwrap_err();
/// assert_eq!(fault.path(), Some("data[1]"));
/// ```
///
/// # Errors
///
/// The part does not fit `T`.
pub fn from_value<T: DeserializeOwned>(value: Value, within: &str) -> Result<T, Fault> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let fault = Fault::from_json(error.inner()).at(error.path());
        if within.is_empty() { fault } else { fault.within(within) }
    })
}
