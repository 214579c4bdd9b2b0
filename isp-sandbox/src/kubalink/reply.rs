//! What an action has to say, before it is spelt.

use axum::http::StatusCode;
use serde_json::{Map, Value};

/// Rows with the key of each.
pub(crate) type Rows = Box<dyn Iterator<Item = (String, Value)> + Send>;

pub(crate) enum Reply {
    Done(Box<Done>),
    Refused(Refusal),
    /// The bytes of a file.
    File(&'static str, Vec<u8>),
    Page(String),
    /// A browser is sent elsewhere.
    Moved(String),
}

/// What goes into the envelope.
#[derive(Default)]
pub(crate) struct Done {
    /// No status: as `employee.check_pass` says no.
    pub(crate) silent: bool,
    pub(crate) id: Option<Value>,
    pub(crate) data: Payload,
    pub(crate) count: Option<usize>,
    /// Keys that are spelt one way only.
    pub(crate) others: Vec<(&'static str, Value)>,
}

#[derive(Default)]
pub(crate) enum Payload {
    #[default]
    None,
    Value(Value),
    /// Written while they are sent.
    Rows(Container, Rows),
}

/// How rows stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    Map,
    List,
    /// Nobody has shown it: a switch decides.
    Unknown,
}

/// An error as the product tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
}

pub(crate) type Outcome = Result<Done, Refusal>;

/// The status of every refusal but that of a key is unknown; this is a guess.
pub(crate) fn refused(text: impl Into<String>) -> Refusal {
    Refusal { status: StatusCode::BAD_REQUEST, text: text.into() }
}

pub(crate) fn forbidden(text: &str) -> Refusal {
    Refusal { status: StatusCode::FORBIDDEN, text: text.to_owned() }
}

impl Done {
    pub(crate) fn ok() -> Self {
        Self::default()
    }

    pub(crate) fn id(id: impl Into<Value>) -> Self {
        Self { id: Some(id.into()), ..Self::default() }
    }

    pub(crate) fn value(value: Value) -> Self {
        Self { data: Payload::Value(value), ..Self::default() }
    }

    pub(crate) fn rows(
        container: Container,
        rows: impl IntoIterator<Item = (String, Value), IntoIter: Send + 'static>,
    ) -> Self {
        Self { data: Payload::Rows(container, Box::new(rows.into_iter())), ..Self::default() }
    }

    pub(crate) fn map(rows: impl IntoIterator<Item = Value, IntoIter: Send + 'static>) -> Self {
        Self::rows(Container::Map, rows.into_iter().map(|row| (key_of(&row), row)))
    }

    pub(crate) fn list(rows: impl IntoIterator<Item = Value, IntoIter: Send + 'static>) -> Self {
        Self::rows(Container::List, rows.into_iter().map(|row| (String::new(), row)))
    }
}

/// A row's id, as the key of a map.
pub(crate) fn key_of(row: &Value) -> String {
    match row.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// The fields of an object; anything else has none.
pub(crate) fn fields_of(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
