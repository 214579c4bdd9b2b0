//! Answers as HTTP responses, spelt as the dialect wants.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use serde_json::Value;

use super::dialect::Dialect;
use super::positions::{Envelope, ErrorKey, ErrorStyle, Lists, UnknownContainer};
use super::reply::{Container, Done, Payload, Refusal, Reply, Rows};

/// An answer of a server that is ill (each observed, always with status 200).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    /// A warning of PHP in front of the answer; the action is applied.
    PhpWarning,
    /// The HTML page of a login in place of the answer; the action is not applied.
    LoginPage,
    /// Nothing in place of the answer; the action is applied.
    EmptyBody,
}

const PHP_WARNING: &str = "<br />\n<b>Warning</b>:  Undefined array key \"layer\" in <b>/srv/erp/inc/api.php</b> on \
                           line <b>57</b><br />\n";
const LOGIN_PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form method=\"post\">\
                          <input name=\"login\"><input name=\"pass\" type=\"password\"></form></body></html>\n";

/// An answer of more bytes than this is sent in pieces.
const WHOLE_MOST: usize = 32 * 1024;
/// Rows of one piece.
const ROWS: usize = 16;

type Name = (&'static str, &'static str);

pub(crate) fn response(
    reply: Reply,
    name: Option<Name>,
    dialect: &Dialect,
    broken: Option<Breakage>,
) -> Response {
    let (status, kind, body) = match (reply, broken) {
        (_, Some(Breakage::LoginPage)) => return of(StatusCode::OK, HTML, LOGIN_PAGE),
        (_, Some(Breakage::EmptyBody)) => return of(StatusCode::OK, HTML, ""),
        (Reply::Moved(to), _) => {
            let mut response = of(StatusCode::FOUND, HTML, "");
            if let Ok(to) = HeaderValue::try_from(to) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            return response;
        }
        (Reply::Page(page), _) => (StatusCode::OK, HTML, Body::from(page)),
        (Reply::File(kind, bytes), _) => (StatusCode::OK, kind, Body::from(bytes)),
        (Reply::Refused(refusal), _) => {
            let (status, text) = refusal_text(&refusal, dialect);
            let warning = broken.map_or("", |_| PHP_WARNING);
            (status, HTML, Body::from(format!("{warning}{text}")))
        }
        (Reply::Done(done), _) => {
            let warning = broken.map(|_| PHP_WARNING.to_owned());
            let pieces = pieces(*done, name.unwrap_or_default(), dialect);
            (StatusCode::OK, HTML, body(warning.into_iter().chain(pieces)))
        }
    };
    of(status, kind, body)
}

/// What PHP says unless it is told otherwise; what the product says is unknown.
const HTML: &str = "text/html; charset=UTF-8";

fn of(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The page of a web server for a path that is not there.
pub(crate) fn no_such_path() -> Response {
    of(StatusCode::NOT_FOUND, HTML, "<html><head><title>404 Not Found</title></head><body></body></html>\n")
}

fn refusal_text(refusal: &Refusal, dialect: &Dialect) -> (StatusCode, String) {
    let key = match dialect.error_key {
        ErrorKey::ErrorText => "ErrorText",
        ErrorKey::Lower => "error",
        ErrorKey::Capital => "Error",
        ErrorKey::Msg => "msg",
    };
    let told = format!("{}:{}", quoted(key), quoted(&refusal.text));
    let result = quoted(spelling(dialect.envelope, Key::Result, ("", "")));
    match dialect.error_style {
        ErrorStyle::Both => (refusal.status, format!("{{{result}:\"ERROR\",{told}}}")),
        ErrorStyle::Status => (refusal.status, format!("{{{told}}}")),
        ErrorStyle::Body => (StatusCode::OK, format!("{{{result}:\"ERROR\",{told}}}")),
    }
}

/// The keys of the envelope that differ.
#[derive(Clone, Copy)]
enum Key {
    Result,
    Data,
    Id,
    Count,
}

fn spelling(envelope: Envelope, key: Key, (category, action): Name) -> &'static str {
    let capital_id = matches!(action, "get_abon_id" | "comment_add")
        || (category, action) == ("task", "add")
        || category == "address" && action.starts_with("add_");
    let capital_data = matches!(action, "get_allow_staff" | "get_related_task_id");
    match (key, envelope) {
        (Key::Result, Envelope::Capital | Envelope::Mixed) => "Result",
        (Key::Result, _) => "result",
        (Key::Data, Envelope::Capital) => "Data",
        (Key::Data, Envelope::ByAction) if capital_data => "Data",
        (Key::Data, _) => "data",
        (Key::Id, Envelope::Capital | Envelope::Mixed) => "Id",
        (Key::Id, Envelope::ByAction) if capital_id => "Id",
        (Key::Id, _) => "id",
        (Key::Count, Envelope::Capital) => "Count",
        (Key::Count, _) => "count",
    }
}

fn quoted(text: &str) -> String {
    // A str always has a JSON form.
    serde_json::to_string(text).unwrap_or_default()
}

fn pieces(done: Done, name: Name, dialect: &Dialect) -> Box<dyn Iterator<Item = String> + Send> {
    let spelt = |key| quoted(spelling(dialect.envelope, key, name));
    let mut fields = Vec::new();
    if !done.silent {
        fields.push(format!("{}:\"OK\"", spelt(Key::Result)));
    }
    if let Some(id) = done.id.and_then(|id| dialect.dress("id", id)) {
        fields.push(format!("{}:{id}", spelt(Key::Id)));
    }
    if let Some(count) = done.count.and_then(|count| dialect.dress("count", count.into())) {
        fields.push(format!("{}:{count}", spelt(Key::Count)));
    }
    for (key, value) in done.others {
        fields.extend(dialect.dress(key, value).map(|value| format!("{}:{value}", quoted(key))));
    }
    let data = spelt(Key::Data);
    let head = |fields: &[String]| format!("{{{}", fields.join(","));
    match done.data {
        Payload::None => {}
        Payload::Value(value) => {
            fields.extend(dialect.dress("data", value).map(|value| format!("{data}:{value}")));
        }
        Payload::Rows(container, rows) => {
            let mut rows = rows.peekable();
            if rows.peek().is_some() {
                let comma = if fields.is_empty() { "" } else { "," };
                let open = format!("{}{comma}{data}:", head(&fields));
                return Box::new(
                    std::iter::once(open)
                        .chain(row_pieces(container, Box::new(rows), dialect.clone()))
                        .chain(std::iter::once("}".to_owned())),
                );
            }
            let empty =
                if is_map(container, dialect) { dialect.empty() } else { Some(Value::Array(Vec::new())) };
            fields.extend(empty.map(|empty| format!("{data}:{empty}")));
        }
    }
    Box::new(std::iter::once(head(&fields) + "}"))
}

fn is_map(container: Container, dialect: &Dialect) -> bool {
    match container {
        Container::Map => true,
        Container::List => false,
        Container::Unknown => dialect.unknown_container == UnknownContainer::Map,
    }
}

fn row_pieces(container: Container, mut rows: Rows, dialect: Dialect) -> impl Iterator<Item = String> + Send {
    let map = is_map(container, &dialect);
    let keyed = map || dialect.lists == Lists::Objects;
    let (open, close) = if keyed { ("{", "}") } else { ("[", "]") };
    let mut number = 0_u64;
    let body = std::iter::from_fn(move || {
        let mut piece = String::new();
        for (key, row) in rows.by_ref().take(ROWS) {
            // What is left out of an envelope must still stand in a list.
            let row = dialect.dress("", row).unwrap_or(Value::Null);
            if number > 0 {
                piece.push(',');
            }
            if keyed {
                let index = number.to_string();
                piece.push_str(&quoted(if map { &key } else { &index }));
                piece.push(':');
            }
            number += 1;
            piece.push_str(&row.to_string());
        }
        Some(piece).filter(|piece| !piece.is_empty())
    });
    std::iter::once(open.to_owned()).chain(body).chain(std::iter::once(close.to_owned()))
}

/// A small answer has a length, a large one is made while it is sent.
fn body(mut pieces: impl Iterator<Item = String> + Send + 'static) -> Body {
    let mut start = String::new();
    while start.len() <= WHOLE_MOST {
        match pieces.next() {
            Some(piece) => start.push_str(&piece),
            None => return Body::from(start),
        }
    }
    let pieces = std::iter::once(start).chain(pieces).map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    Body::from_stream(stream::iter(pieces))
}
