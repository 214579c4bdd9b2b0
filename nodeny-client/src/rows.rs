//! Finds the rows of a list whose container nobody has published.

use isp_client_core::decode::json;
use isp_client_core::{Delivery, Error, ErrorKind, Response};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// How many names, and how much of each, an error text tells.
const NAMES_TOLD: usize = 5;
const NAME_TOLD: usize = 40;

/// The rows of an answer: an array, or an object whose fields are numbers, at the root or as the only field of what is
/// around it (`result`, as documented for one list, or another name). Empty in every spelling is no rows.
pub(crate) fn rows<T: DeserializeOwned>(response: &Response) -> Result<Vec<T>, Error> {
    let found = find(response.json()?, true)
        .map_err(|what| Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response))?;
    let rows = found.into_iter().map(|(path, row)| json::from_value(row, &path));
    rows.collect::<Result<_, _>>().map_err(|fault| response.fault(fault))
}

/// Each row with its path.
fn find(value: Value, is_root: bool) -> Result<Vec<(String, Value)>, String> {
    let mut fields = match value {
        Value::Array(items) => {
            let rows = items.into_iter().enumerate();
            return Ok(rows.map(|(index, row)| (format!("[{index}]"), row)).collect());
        }
        Value::Null => return Ok(Vec::new()),
        Value::String(text) if text.trim_ascii().is_empty() => return Ok(Vec::new()),
        Value::Object(fields) => fields,
        _ => return Err("a single value stands where a list is expected".to_owned()),
    };
    if is_root {
        // An error, which the dialect lets through for this list only.
        if fields.get("err_cod").is_some_and(|code| code == "no_tokens") {
            return Ok(Vec::new());
        }
        // `"result": "ok"` can stand beside the list.
        if fields.len() > 1
            && fields.get("result").is_some_and(|result| !result.is_array() && !result.is_object())
        {
            fields.remove("result");
        }
    }
    if fields.keys().all(|name| name.bytes().all(|byte| byte.is_ascii_digit())) {
        return Ok(fields.into_iter().collect());
    }
    if fields.len() > 1 {
        return Err(format!("no list is known by these fields: {}", names(&fields)));
    }
    let inner = fields.into_iter().map(|(name, value)| {
        let rows = find(value, false)?.into_iter();
        let join = |path: String| {
            if path.starts_with('[') { format!("{name}{path}") } else { format!("{name}.{path}") }
        };
        Ok(rows.map(|(path, row)| (join(path), row)).collect::<Vec<_>>())
    });
    Ok(inner.collect::<Result<Vec<_>, String>>()?.into_iter().flatten().collect())
}

fn names(fields: &Map<String, Value>) -> String {
    let names = fields.keys().take(NAMES_TOLD).map(|name| name.chars().take(NAME_TOLD).collect::<String>());
    let more = if fields.len() > NAMES_TOLD { ", and more" } else { "" };
    names.collect::<Vec<_>>().join(", ") + more
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::find;

    #[test]
    fn rows_in_every_container() {
        for document in [
            json!([{"a": 1}, {"a": 2}]),
            json!({"result": [{"a": 1}, {"a": 2}]}),
            json!({"result": {"7": {"a": 1}, "8": {"a": 2}}}),
            json!({"7": {"a": 1}, "8": {"a": 2}}),
            json!({"result": "ok", "messages": [{"a": 1}, {"a": 2}]}),
            json!({"result": {"messages": {"7": {"a": 1}, "8": {"a": 2}}}}),
        ] {
            let rows: Vec<_> =
                find(document.clone(), true).unwrap().into_iter().map(|(_, row)| row).collect();
            assert_eq!(rows, [json!({"a": 1}), json!({"a": 2})], "{document}");
        }
        for document in
            [json!({}), json!([]), json!({"result": {}}), json!({"result": ""}), json!({"result": null})]
        {
            assert_eq!(find(document.clone(), true), Ok(Vec::new()), "{document}");
        }
    }

    #[test]
    fn what_is_no_list_is_refused_by_the_names_of_its_fields() {
        for document in [
            json!({"result": "ok"}),
            json!({"result": 7}),
            json!({"result": {"id": "7", "param": []}}),
            json!({"messages": [], "pays": []}),
            json!({"id": 7, "param": []}),
        ] {
            assert!(find(document.clone(), true).is_err(), "{document}");
        }
        let error = find(json!({"id": "hush", "param": []}), true).unwrap_err();
        assert_eq!(error, "no list is known by these fields: id, param");
    }

    #[test]
    fn each_row_has_its_path() {
        let path = |document| find(document, true).unwrap()[0].0.clone();
        assert_eq!(path(json!([{}])), "[0]");
        assert_eq!(path(json!({"result": [{}]})), "result[0]");
        assert_eq!(path(json!({"result": {"7": {}}})), "result.7");
        assert_eq!(path(json!({"result": {"pays": [{}]}})), "result.pays[0]");
    }
}
