//! Finds the rows of a list whose container nobody has published.

use isp_client_core::decode::{Fault, json};
use isp_client_core::{Delivery, Error, ErrorKind, Response};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// How much of a name an error text tells.
const NAME_TOLD: usize = 40;

/// The rows of an answer: an array, or an object whose fields are numbers, at the root or as the only field of what is
/// around it (`result`, as documented for one list, or another name). Empty in every spelling is no rows. `keyed` is
/// given each row of an object with its key.
pub(crate) fn rows<T: DeserializeOwned>(
    response: &Response,
    keyed: impl Fn(T, &str) -> T,
) -> Result<Vec<T>, Error> {
    let (path, list) = find(response.json()?)
        .map_err(|what| Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response))?;
    let path = path.join(".");
    let rows: Result<_, _> = match list {
        List::Array(items) => {
            let rows = items.into_iter().enumerate();
            rows.map(|(index, row)| row_at(row, || format!("{path}[{index}]"))).collect()
        }
        List::Object(fields) => {
            let at = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            let rows = fields.into_iter();
            rows.map(|(key, row)| Ok(keyed(row_at(row, || at(&key))?, &key))).collect()
        }
    };
    rows.map_err(|fault| response.fault(fault))
}

/// The path is made only where it is told: there are many rows.
fn row_at<T: DeserializeOwned>(row: Value, path: impl Fn() -> String) -> Result<T, Fault> {
    match T::deserialize(&row) {
        Ok(row) => Ok(row),
        Err(_) => json::from_value(row, &path()),
    }
}

#[derive(Debug, PartialEq)]
enum List {
    Array(Vec<Value>),
    Object(Map<String, Value>),
}

impl List {
    /// A value that stands in the place of a list.
    fn of(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => Some(Self::Array(items)),
            Value::Object(fields) if fields.keys().all(|name| is_number(name)) => Some(Self::Object(fields)),
            Value::Null => Some(Self::Array(Vec::new())),
            Value::String(text) if text.trim_ascii().is_empty() => Some(Self::Array(Vec::new())),
            _ => None,
        }
    }
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The list, and the names of the fields that it stands in.
fn find(document: Value) -> Result<(Vec<String>, List), String> {
    let mut path = Vec::new();
    let mut value = document;
    loop {
        let Value::Object(mut fields) = value else {
            let list = List::of(value).ok_or("a single value stands where a list is expected")?;
            return Ok((path, list));
        };
        // An error, which the dialect lets through for this list only.
        if path.is_empty() && fields.get("err_cod").is_some_and(|code| code == "no_tokens") {
            return Ok((path, List::Array(Vec::new())));
        }
        // `result` is where the one documented list is; what a server puts beside it is not looked at.
        let holds = |name: &str| fields.get(name).is_some_and(|value| value.is_array() || value.is_object());
        if path.is_empty() && holds("result") {
            value = fields.remove("result").unwrap_or_default();
            path.push("result".to_owned());
            continue;
        }
        // `"result": "ok"` can stand beside the list.
        if path.is_empty() && fields.len() > 1 {
            fields.remove("result");
        }
        if fields.keys().all(|name| is_number(name)) {
            return Ok((path, List::Object(fields)));
        }
        let is_only = fields.len() == 1;
        match fields.into_iter().next() {
            Some((name, inner)) if is_only && (name == "result" || inner.is_array() || inner.is_object()) => {
                value = inner;
                path.push(name);
            }
            Some((name, _)) if is_only => return Err(format!("no list stands in the field {}", told(&name))),
            first => {
                let rest = first.map(|(name, _)| told(&name)).unwrap_or_default();
                return Err(format!("no list is known by fields such as {rest}"));
            }
        }
    }
}

fn told(name: &str) -> String {
    name.chars().take(NAME_TOLD).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{List, find};

    fn rows(document: Value) -> Option<Vec<Value>> {
        match find(document).ok()?.1 {
            List::Array(items) => Some(items),
            List::Object(fields) => Some(fields.into_iter().map(|(_, row)| row).collect()),
        }
    }

    #[test]
    fn rows_in_every_container() {
        for document in [
            json!([{"a": 1}, {"a": 2}]),
            json!({"result": [{"a": 1}, {"a": 2}]}),
            json!({"result": [{"a": 1}, {"a": 2}], "rev": "2700", "hints": []}),
            json!({"result": {"7": {"a": 1}, "8": {"a": 2}}}),
            json!({"7": {"a": 1}, "8": {"a": 2}}),
            json!({"result": "ok", "7": {"a": 1}, "8": {"a": 2}}),
            json!({"result": "ok", "messages": [{"a": 1}, {"a": 2}]}),
            json!({"result": {"messages": {"7": {"a": 1}, "8": {"a": 2}}}}),
        ] {
            assert_eq!(rows(document.clone()), Some(vec![json!({"a": 1}), json!({"a": 2})]), "{document}");
        }
        for document in
            [json!({}), json!([]), json!({"result": {}}), json!({"result": ""}), json!({"result": null})]
        {
            assert_eq!(rows(document.clone()), Some(Vec::new()), "{document}");
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for document in [
            json!({"result": "ok"}),
            json!({"result": 7}),
            json!({"status": ""}),
            json!({"message": null}),
            json!({"result": {"id": "7", "param": []}}),
            json!({"messages": [], "pays": []}),
            json!({"id": 7, "param": []}),
            json!("x"),
        ] {
            assert!(find(document.clone()).is_err(), "{document}");
        }
        let error = find(json!({"id": "hush"})).unwrap_err();
        assert_eq!(error, "no list stands in the field id");
    }
}
