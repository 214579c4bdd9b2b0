//! Answers of the PBX as HTTP responses in the dialect's charset and content type.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use encoding_rs::WINDOWS_1251;
use futures_util::stream;
use serde::Serialize;

use super::dialect::{BadToken, CallAnswer, Charset, CodeForm, ContentTypes, Dialect};
use super::recording;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Xml,
    Json,
}

impl Charset {
    fn xml_declaration(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            Self::Windows1251 => "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n",
            Self::Windows1251Undeclared => "<?xml version=\"1.0\"?>\n",
        }
    }

    fn encode(self, text: String) -> Bytes {
        match self {
            Self::Utf8 | Self::Utf8Bom => text.into(),
            Self::Windows1251 | Self::Windows1251Undeclared => {
                WINDOWS_1251.encode(&text).0.into_owned().into()
            }
        }
    }
}

fn typed(dialect: &Dialect, exact: &'static str, status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let name = match dialect.content_types {
        ContentTypes::Exact => exact,
        ContentTypes::Html => "text/html",
        ContentTypes::Absent => return response,
    };
    let value = match dialect.charset {
        Charset::Windows1251 => HeaderValue::try_from(format!("{name}; charset=windows-1251")),
        _ => Ok(HeaderValue::from_static(name)),
    };
    if let Ok(value) = value {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

/// Text with a length; `streamed` sends it piece by piece instead.
pub(crate) fn text(
    dialect: &Dialect,
    format: Format,
    status: StatusCode,
    pieces: impl Iterator<Item = String> + Send + 'static,
    streamed: bool,
) -> Response {
    let charset = dialect.charset;
    let (exact, declaration) = match format {
        Format::Xml => ("text/xml", charset.xml_declaration()),
        Format::Json => ("application/json", ""),
    };
    let mark = if charset == Charset::Utf8Bom { "\u{feff}" } else { "" };
    let head = [format!("{mark}{declaration}")];
    let pieces = head.into_iter().chain(pieces).filter(|piece| !piece.is_empty());
    let body = if streamed {
        let bytes = pieces.map(move |piece| Ok::<_, Infallible>(charset.encode(piece)));
        Body::from_stream(stream::iter(bytes))
    } else {
        Body::from(charset.encode(pieces.collect()))
    };
    typed(dialect, exact, status, body)
}

/// A plain line of the sandbox's own, for what nobody has seen the product do.
pub(crate) fn note(status: u16, line: &'static str) -> Response {
    (status_code(status), line).into_response()
}

pub(crate) fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Its first words are observed, the rest is made up.
pub(crate) fn login_page() -> Response {
    let page = concat!(
        "<!DOCTYPE html><html lang=\"ru\"><head><title>Mobilon Connect</title></head>",
        "<body><form method=\"post\"><input name=\"login\"><input name=\"password\"></form></body></html>\n"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

pub(crate) fn bad_token(dialect: &Dialect, prefix: &str) -> Response {
    match dialect.bad_token {
        BadToken::Html => login_page(),
        BadToken::Redirect => {
            (StatusCode::FOUND, [(header::LOCATION, format!("{prefix}/login"))]).into_response()
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Code {
    Number(u32),
    Text(String),
}

#[derive(Serialize)]
struct CallBody<'a> {
    result: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callid: Option<&'a str>,
}

fn description(code: u32) -> &'static str {
    match code {
        1 => "Operator is not registered",
        2 => "Invalid API key",
        3 => "The number can only consist of numbers and Latin characters",
        4 => "Internal error",
        5 => "User doesn't have subscriber or operator",
        _ => "A code outside the documented table",
    }
}

/// The answer to CallToSubscriber: JSON whatever was asked for.
pub(crate) fn call(dialect: &Dialect, outcome: Result<&str, u32>) -> Response {
    let as_number = |documented| match dialect.code {
        CodeForm::Documented => documented,
        CodeForm::Number => true,
        CodeForm::String => false,
    };
    let (result, number, numeric, text, old_text) = match outcome {
        Ok(_) => ("SUCCESS", 0, as_number(true), "Call had been initialised", "Звонок инициирован"),
        Err(2) => ("FAIL", 2, as_number(false), description(2), "Неверный ключ"),
        Err(code) => ("FAIL", code, as_number(false), description(code), description(code)),
    };
    let code = if numeric { Code::Number(number) } else { Code::Text(number.to_string()) };
    let body = match dialect.call_answer {
        CallAnswer::Described => CallBody {
            result,
            message: None,
            description: Some(text),
            code: Some(code),
            callid: outcome.ok(),
        },
        CallAnswer::Message => {
            CallBody { result, message: Some(old_text), description: None, code: None, callid: None }
        }
    };
    let status = if outcome.is_ok() { StatusCode::OK } else { status_code(dialect.fail_status) };
    let json = serde_json::to_string(&body).unwrap_or_default();
    self::text(dialect, Format::Json, status, std::iter::once(json), false)
}

pub(crate) fn sound(dialect: &Dialect, bytes: u32) -> Response {
    let pieces = recording::pieces(bytes).map(Ok::<_, Infallible>);
    let plain = Dialect { charset: Charset::Utf8, ..dialect.clone() };
    let mut response = typed(&plain, "audio/wav", StatusCode::OK, Body::from_stream(stream::iter(pieces)));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(recording::length(bytes)));
    response
}
