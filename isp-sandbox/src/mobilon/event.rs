//! The JSON events of a call. None of this is in the vendor's documents: keys, types and words are observed.

use serde::Serialize;

/// Keys in the order of the captured sample. `time` is a number and `duration` a string there, too.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Event {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) baseid: String,
    pub(crate) state: &'static str,
    pub(crate) direction: &'static str,
    pub(crate) uuid: String,
    pub(crate) time: u32,
    pub(crate) subid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) userkey: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) callstatus: Option<&'static str>,
    #[serde(rename = "recordUrl", skip_serializing_if = "Option::is_none")]
    pub(crate) record_url: Option<String>,
    #[serde(rename = "utmString", skip_serializing_if = "Option::is_none")]
    pub(crate) utm_string: Option<String>,
    #[serde(rename = "inputDigits", skip_serializing_if = "Option::is_none")]
    pub(crate) input_digits: Option<String>,
}
