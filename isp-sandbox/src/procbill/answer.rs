//! Replies as HTTP responses, in the dialect of the moment.

use std::borrow::Cow;
use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use encoding_rs::WINDOWS_1251;
use futures_util::stream;

use super::dialect::{ContentType, Dialect, EditReply, ErrorStyle, Layout, NameCase, ReplyCharset};
use super::value::{Row, escaped, int, new_line, row};

pub(crate) enum Reply {
    /// An empty body.
    Nothing,
    Rows(Vec<Row>),
    /// Rows, the rest of which is written while it is sent.
    Streamed(Vec<Row>, Box<dyn Iterator<Item = Row> + Send>),
    /// An edit went through, with the id of its row.
    Edited(Option<i32>),
    /// What Firebird said.
    Failed(String),
}

/// So many rows are sent at once, and more are streamed.
const WHOLE_MOST: usize = 1000;
/// About how much of a stream goes out at a time.
const PIECE: usize = 16 * 1024;

impl Reply {
    pub(crate) fn long(mut rows: impl Iterator<Item = Row> + Send + 'static) -> Self {
        let first: Vec<Row> = rows.by_ref().take(WHOLE_MOST).collect();
        if first.len() < WHOLE_MOST { Self::Rows(first) } else { Self::Streamed(first, Box::new(rows)) }
    }
}

pub(crate) fn response(reply: Reply, dialect: &Dialect) -> Response {
    let pen = Pen { dialect };
    let text = match reply {
        Reply::Nothing => String::new(),
        Reply::Rows(rows) => pen.document(&rows),
        Reply::Streamed(first, rest) => {
            let pieces = pieces(first, rest, dialect.clone()).map(Ok::<_, Infallible>);
            return typed(Body::from_stream(stream::iter(pieces)), dialect);
        }
        Reply::Edited(id) => match dialect.edit_reply {
            EditReply::NewId => pen.document(&[row([("ID", id.map_or(super::value::Value::Null, int))])]),
            EditReply::NoRows => pen.document(&[]),
            EditReply::EmptyBody => String::new(),
            EditReply::Text => "Изменение выполнено\n".to_owned(),
        },
        Reply::Failed(error) => match dialect.errors {
            ErrorStyle::FirebirdText => error,
            ErrorStyle::ErrorElement => pen.error(&error),
            ErrorStyle::PhpWarning => return html(StatusCode::OK, &warning(&error), dialect),
            ErrorStyle::Html403 => return html(StatusCode::FORBIDDEN, FORBIDDEN, dialect),
        },
    };
    typed(Body::from(encoded(&text, dialect)), dialect)
}

const FORBIDDEN: &str = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n\
    <title>403 Forbidden</title>\n</head><body>\n<h1>Forbidden</h1>\n</body></html>\n";

fn warning(error: &str) -> String {
    format!(
        "<br />\n<b>Warning</b>:  ibase_query() [<a href='function.ibase-query'>function.ibase-query</a>]: {error} in \
         <b>/var/www/api.php</b> on line <b>42</b><br />\n"
    )
}

fn html(status: StatusCode, page: &str, dialect: &Dialect) -> Response {
    let mut response = Response::new(Body::from(encoded(page, dialect)));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}

fn typed(body: Body, dialect: &Dialect) -> Response {
    let mut response = Response::new(body);
    let by_header = dialect.charset == ReplyCharset::Cp1251ByContentType;
    let value = match (dialect.content_type, by_header) {
        (ContentType::Absent, _) => return response,
        (ContentType::TextXml, false) => "text/xml",
        (ContentType::TextXml, true) => "text/xml; charset=windows-1251",
        (ContentType::ApplicationXml, false) => "application/xml",
        (ContentType::ApplicationXml, true) => "application/xml; charset=windows-1251",
        (ContentType::TextHtml, false) => "text/html",
        (ContentType::TextHtml, true) => "text/html; charset=windows-1251",
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(value));
    response
}

/// What windows-1251 lacks becomes a numeric entity.
fn encoded(text: &str, dialect: &Dialect) -> Bytes {
    match dialect.charset {
        ReplyCharset::Utf8 => Bytes::copy_from_slice(text.as_bytes()),
        _ => Bytes::from(WINDOWS_1251.encode(text).0.into_owned()),
    }
}

fn pieces(
    first: Vec<Row>,
    rest: Box<dyn Iterator<Item = Row> + Send>,
    dialect: Dialect,
) -> impl Iterator<Item = Bytes> {
    let mut rows = first.into_iter().chain(rest);
    let mut text = String::new();
    Pen { dialect: &dialect }.start(&mut text);
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let pen = Pen { dialect: &dialect };
        while text.len() < PIECE {
            let Some(row) = rows.next() else {
                pen.end(&mut text);
                over = true;
                break;
            };
            pen.row(&row, &mut text);
        }
        Some(encoded(&std::mem::take(&mut text), &dialect))
    })
}

/// Writes XML, or what passes for it.
struct Pen<'a> {
    dialect: &'a Dialect,
}

impl Pen<'_> {
    fn document(&self, rows: &[Row]) -> String {
        let mut out = String::new();
        self.start(&mut out);
        for row in rows {
            self.row(row, &mut out);
        }
        self.end(&mut out);
        out
    }

    fn start(&self, out: &mut String) {
        let declared = match self.dialect.charset {
            ReplyCharset::Cp1251Declared => Some("<?xml version=\"1.0\" encoding=\"windows-1251\"?>"),
            _ if !self.dialect.xml_declaration => None,
            ReplyCharset::Utf8 => Some("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            ReplyCharset::Cp1251Undeclared | ReplyCharset::Cp1251ByContentType => {
                Some("<?xml version=\"1.0\"?>")
            }
        };
        if let Some(declared) = declared {
            out.push_str(declared);
            new_line(self.dialect, out);
        }
        self.outer(true, "<", out);
    }

    fn end(&self, out: &mut String) {
        self.outer(true, "</", out);
    }

    /// A tag of the root or of a row, if the layout has it.
    fn outer(&self, root: bool, open: &str, out: &mut String) {
        let there = match self.dialect.layout {
            Layout::RootAndRows => true,
            Layout::Rows => !root,
            Layout::FlatInRoot => root,
            Layout::Flat => false,
        };
        if there {
            out.extend([open, if root { &self.dialect.root } else { &self.dialect.row }, ">"]);
            new_line(self.dialect, out);
        }
    }

    fn row(&self, row: &Row, out: &mut String) {
        self.outer(false, "<", out);
        for (name, value) in row {
            value.element(&self.name(name), self.dialect, out);
        }
        self.outer(false, "</", out);
    }

    fn name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.dialect.names {
            NameCase::Lower => Cow::Owned(name.to_lowercase()),
            NameCase::Upper => Cow::Borrowed(name),
        }
    }

    fn error(&self, error: &str) -> String {
        let mut out = String::new();
        self.start(&mut out);
        let name = self.name("ERROR");
        out.extend(["<", &name, ">", &escaped(error, self.dialect.escapes), "</", &name, ">"]);
        new_line(self.dialect, &mut out);
        self.end(&mut out);
        out
    }
}
