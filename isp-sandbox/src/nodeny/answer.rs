//! Answers as HTTP responses: always 200, always `text/html`.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;

use super::dialect::{CookieDate, Dialect, ListForm};
use super::value::{Pen, Value, map, new_line, push_string, text};

/// An answer of a server that broke down (observed, all with status 200).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crash {
    /// `{"error":"Internal error","debug":"Turn debug on"}`, also when the database is down.
    InternalError,
    /// Plain text: the JSON encoder itself was not there.
    HardError,
    /// An HTML page.
    HtmlPage,
}

/// Rows with the id of each.
pub(crate) type Rows = Box<dyn Iterator<Item = (u32, Value)> + Send>;

pub(crate) enum Reply {
    Json(Value),
    /// A login, with its token.
    Opened(Value, String),
    /// A long list, written while it is sent.
    Streamed(Rows),
    Crash(Crash),
}

impl Reply {
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self::Json(map([("error", text(message))]))
    }

    pub(crate) fn coded(message: &str, code: &str) -> Self {
        Self::Json(map([("error", text(message)), ("err_cod", text(code))]))
    }

    pub(crate) fn result(code: &str) -> Self {
        Self::Json(map([("result", text(code))]))
    }

    pub(crate) fn nothing() -> Self {
        Self::Json(map([]))
    }

    pub(crate) fn list(form: ListForm, rows: impl Iterator<Item = (u32, Value)>) -> Self {
        let body = if matches!(form, ListForm::ResultArray | ListForm::TopArray) {
            Value::List(rows.map(|(_, row)| row).collect())
        } else {
            Value::Map(rows.map(|(id, row)| (id.to_string(), row)).collect())
        };
        let wrapped = matches!(form, ListForm::ResultArray | ListForm::ResultById);
        Self::Json(if wrapped { map([("result", body)]) } else { body })
    }
}

pub(crate) fn response(reply: Reply, dialect: &Dialect, mut pen: Pen, referer: Option<&str>) -> Response {
    let (body, token) = match reply {
        Reply::Json(value) => (Body::from(pen.document(&with_debug(value, dialect))), None),
        Reply::Opened(value, token) => (Body::from(pen.document(&with_debug(value, dialect))), Some(token)),
        Reply::Streamed(rows) => {
            let pieces = pieces(rows, dialect.lists, pen).map(Ok::<_, Infallible>);
            (Body::from_stream(stream::iter(pieces)), None)
        }
        Reply::Crash(crash) => return crashed(crash),
    };
    let mut response = typed(body);
    let headers = response.headers_mut();
    let no_cache = HeaderValue::from_static("no-store, no-cache, must-revalidate");
    headers.insert(header::CACHE_CONTROL, no_cache);
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    let origin =
        referer.and_then(|text| url::Url::parse(text).ok()).map(|url| url.origin().ascii_serialization());
    if let Some(origin) = origin.and_then(|text| HeaderValue::try_from(text).ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    let cookie = token.map(|token| format!("noses={token};path=/;expires={};", expires(dialect.cookie_date)));
    if let Some(cookie) = cookie.and_then(|text| HeaderValue::try_from(text).ok()) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}

/// A crash has no header but the type.
pub(crate) fn crashed(crash: Crash) -> Response {
    typed(Body::from(match crash {
        Crash::InternalError => {
            "{\n   \"error\" : \"Internal error\",\n   \"debug\" : \"Turn debug on\"\n}\n"
        }
        Crash::HardError => "Hard Error. Need debug mode",
        Crash::HtmlPage => "<!DOCTYPE html><html><body><h1>Помилка</h1></body></html>\n",
    }))
}

fn typed(body: Body) -> Response {
    let mut response = Response::new(body);
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response
}

fn expires(date: CookieDate) -> &'static str {
    match date {
        CookieDate::Y2032 => "Fri,31-Dec-2032 00:00:00 GMT",
        CookieDate::Y2025 => "Thu,31-Dec-2025 00:00:00 GMT",
        CookieDate::Y2020 => "Thu,31-Dec-2020 00:00:00 GMT",
    }
}

fn with_debug(value: Value, dialect: &Dialect) -> Value {
    match value {
        Value::Map(mut fields) if dialect.debug => {
            let lines = ["SELECT * FROM made_up WHERE secret='sandbox-sql'", "/made/up/path.pl"];
            fields.push(("debug".to_owned(), Value::List(lines.into_iter().map(text).collect())));
            Value::Map(fields)
        }
        other => other,
    }
}

/// Rows of one piece of a streamed list.
const ROWS: usize = 16;

fn pieces(mut rows: Rows, form: ListForm, mut pen: Pen) -> impl Iterator<Item = String> + Send {
    let (head, depth, tail) = match form {
        ListForm::ResultArray => ("{\n   \"result\" : [", 2, "\n   ]\n}\n"),
        ListForm::ResultById => ("{\n   \"result\" : {", 2, "\n   }\n}\n"),
        ListForm::TopArray => ("[", 1, "\n]\n"),
        ListForm::TopById => ("{", 1, "\n}\n"),
    };
    let by_id = matches!(form, ListForm::ResultById | ListForm::TopById);
    let mut comma = false;
    let body = std::iter::from_fn(move || {
        let mut piece = String::new();
        for (id, row) in rows.by_ref().take(ROWS) {
            new_line(comma, depth, &mut piece);
            comma = true;
            if by_id {
                push_string(&id.to_string(), &mut piece);
                piece.push_str(" : ");
            }
            pen.write(&row, depth, &mut piece);
        }
        Some(piece).filter(|piece| !piece.is_empty())
    });
    std::iter::once(head.to_owned()).chain(body).chain(std::iter::once(tail.to_owned()))
}
