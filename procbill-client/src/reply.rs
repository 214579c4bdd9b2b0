//! From an answer to rows, or to the error that stands in its place. No whole answer of this server was ever published.

use std::borrow::Cow;
use std::fmt;

use isp_client_core::decode::Fault;
use isp_client_core::decode::xml::{LeafRow, LeafRows};
use isp_client_core::{Charset, Delivery, Error, ErrorKind, Response};

use crate::columns::{Typed, is_null};
use crate::{Columns, Refusal};

/// Elements that hold an error where they have a text.
const ERROR_ELEMENTS: [&str; 5] = ["error", "errors", "err", "errmsg", "fault"];
/// Columns that make a row an error, if nothing stands in it but [`PARTS`].
const TELLING: [&str; 9] =
    ["error", "err", "errmsg", "fault", "faultcode", "faultstring", "message", "retmsg", "description"];
/// Columns that a row of an error can have.
const PARTS: [&str; 13] = [
    "error",
    "err",
    "errmsg",
    "fault",
    "faultcode",
    "faultstring",
    "message",
    "retmsg",
    "description",
    "code",
    "retcode",
    "text",
    "status",
];
/// How PHP begins.
const PHP: [&str; 6] = ["Warning:", "Fatal error:", "Parse error:", "Notice:", "Deprecated:", "PHP "];
/// After so many rows without a word beside them an answer is one.
const ROWS_LOOKED_AT: usize = 16;
/// So much of a text is told, in characters.
const TOLD: usize = 2048;

/// What the answer to a change says. None of them proves that it was made: only a check of yours does, or reading it
/// back.
///
/// An error text of the server is no outcome but an [`Error`] with a [`Refusal`]. `Debug` shows no text of the answer.
#[derive(Clone, PartialEq)]
#[must_use = "no answer of an edit is documented: look at it, or read back what was changed"]
#[non_exhaustive]
pub enum Outcome {
    /// Rows came, for example with an id. What stands beside rows is a row behind them.
    Rows(Vec<Columns>),
    /// A document without rows.
    NoRows,
    /// Nothing, or a text that is neither rows nor a known error, as it came.
    Unrecognised(String),
}

impl Outcome {
    /// The rows, if any came.
    pub fn rows(&self) -> &[Columns] {
        match self {
            Self::Rows(rows) => rows,
            _ => &[],
        }
    }

    pub(crate) fn read(response: &Response) -> Result<Self, Error> {
        let text = text(response);
        let mut rows = Vec::new();
        match read(&text, |row| rows.push(Columns::from(row))).map_err(|fault| response.fault(fault))? {
            Read { elements: 0, .. } | Read { has_stray: true, .. } => {
                Ok(Self::Unrecognised(text.trim().to_owned()))
            }
            Read { beside, .. } => {
                rows.extend(Some(beside).filter(|beside| !beside.is_empty()));
                Ok(if rows.is_empty() { Self::NoRows } else { Self::Rows(rows) })
            }
        }
    }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(rows) => f.debug_tuple("Rows").field(rows).finish(),
            Self::NoRows => f.write_str("NoRows"),
            Self::Unrecognised(text) => write!(f, "Unrecognised({} bytes)", text.len()),
        }
    }
}

/// The text of an answer. PHP announces UTF-8 by itself, whatever the program behind it writes.
pub(crate) fn text(response: &Response) -> Cow<'_, str> {
    let text = response.text();
    if text.contains('\u{fffd}') && str::from_utf8(response.body()).is_err() {
        return Charset::Windows1251.decode(response.body());
    }
    text
}

/// What a document holds beside its rows.
pub(crate) struct Read {
    /// Leaves that are no row.
    pub(crate) beside: Columns,
    pub(crate) has_stray: bool,
    pub(crate) elements: usize,
}

/// Sees each row.
pub(crate) fn read(text: &str, mut see: impl FnMut(&LeafRow)) -> Result<Read, Fault> {
    let mut rows = LeafRows::new(text);
    while let Some(row) = rows.next_row()? {
        see(row);
    }
    let beside = rows.beside().columns().filter(|(name, _)| !name.contains('@'));
    let beside =
        beside.filter(|(_, text)| !text.is_empty()).fold(Columns::default(), |mut kept, (name, text)| {
            kept.push(name, text);
            kept
        });
    Ok(Read { beside, has_stray: rows.has_stray_text(), elements: rows.elements() })
}

/// Typed rows, at most so many.
pub(crate) fn typed<T: Typed>(response: &Response, most: usize) -> Result<Vec<T>, Error> {
    let text = text(response);
    let (mut rows, mut foreign, mut over) = (Vec::new(), false, false);
    let read = each(response, &text, |row| {
        over |= rows.len() == most;
        if !over {
            match T::of(row) {
                Some(typed) => rows.push(typed),
                None => foreign = true,
            }
        }
    })?;
    if foreign {
        return Err(not_understood(response, "a row without any column of this procedure"));
    }
    if over {
        return Err(not_understood(response, "more rows than were asked for"));
    }
    // A count or a status says nothing that the rows do not.
    let says_nothing =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) || text.eq_ignore_ascii_case("ok");
    if !read.beside.iter().all(|(_, text)| says_nothing(text)) {
        return Err(not_understood(response, "values stand beside the rows"));
    }
    Ok(rows)
}

/// Rows by the names of their columns. What stands beside rows is a row behind them.
pub(crate) fn by_name(response: &Response) -> Result<Vec<Columns>, Error> {
    let text = text(response);
    let mut rows = Vec::new();
    let read = each(response, &text, |row| rows.push(Columns::from(row)))?;
    rows.extend(Some(read.beside).filter(|beside| !beside.is_empty()));
    Ok(rows)
}

fn each(response: &Response, text: &str, see: impl FnMut(&LeafRow)) -> Result<Read, Error> {
    if text.trim().is_empty() {
        return Err(not_understood(response, "the answer is empty"));
    }
    let read = read(text, see).map_err(|fault| response.fault(fault))?;
    if read.elements == 0 {
        return Err(not_understood(response, "the answer is a text, not rows"));
    }
    if read.has_stray {
        return Err(not_understood(response, "text stands beside the rows"));
    }
    Ok(read)
}

pub(crate) fn not_understood(response: &Response, what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}

/// The error that stands in the place of an answer, if one does.
pub(crate) fn error_in(response: &Response) -> Option<Error> {
    if response.looks_like_html() {
        return Some(not_understood(response, "a web page came instead of rows"));
    }
    let found = refusal_in(&text(response))?;
    let is_busy = found.refusal == Refusal::Busy;
    let error = refused(response, found.refusal, found.message);
    let error = if is_busy { error.passing() } else { error };
    // Something ran, whatever the words are.
    Some(if found.has_rows { error.with_delivery(Delivery::Unknown) } else { error })
}

pub(crate) fn refused(response: &Response, refusal: Refusal, message: impl Into<String>) -> Error {
    let error = Error::new(refusal.kind(), refusal.delivery(), refusal.to_string());
    error.with_response(response).with_refusal(refusal).with_message(message)
}

#[derive(Debug, PartialEq)]
struct Found {
    refusal: Refusal,
    /// Of what stands outside of columns, or in those of an error: never the values of rows.
    message: String,
    has_rows: bool,
}

fn refusal_in(text: &str) -> Option<Found> {
    let (warning, text) = split_warning(text);
    let mut rows = LeafRows::new(text);
    let (mut data, mut errors) = (0_usize, Vec::new());
    loop {
        let row = match rows.next_row() {
            Ok(Some(row)) => row.clone(),
            Ok(None) => break,
            // What stands before the fault is all there is to look at.
            Err(_) => break,
        };
        match error_of(&row, rows.row_name()) {
            Some(message) => errors.push(message),
            None => data += 1,
        }
        // An answer: what else stands in it is seen when it is read.
        if data == ROWS_LOOKED_AT && !rows.has_stray_text() {
            break;
        }
    }
    let stray = if rows.elements() == 0 { text } else { rows.stray_text() };
    let stray = without_markup(&format!("{warning} {stray}"));
    let has_rows = data > 0;
    let found = |refusal, message| Some(Found { refusal, message, has_rows });
    let beside = rows.beside().columns();
    let beside: Vec<_> = beside
        .filter(|(name, text)| ERROR_ELEMENTS.contains(name) && says_something(text))
        .map(|(_, text)| text.to_owned())
        .collect();
    // Errors among many rows are rows of a table that has such columns.
    if !beside.is_empty() || errors.len() > data {
        let message = errors.into_iter().chain(beside).collect::<Vec<_>>().join("; ");
        return found(Refusal::of(&message).unwrap_or(Refusal::Other), message);
    }
    if PHP.iter().any(|word| stray.starts_with(word)) {
        // The words of the database may stand in the warning.
        return found(Refusal::of(&stray).unwrap_or(Refusal::Php), stray);
    }
    let refusal = Refusal::of(&stray)?;
    found(refusal, stray)
}

/// What PHP puts before an answer, as HTML, and the answer.
fn split_warning(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    if !["<br", "<b>"].iter().any(|start| text.starts_with(start)) {
        return ("", text);
    }
    let end = ["<br />", "<br/>", "<br>"].iter().filter_map(|tag| Some(text.rfind(tag)? + tag.len())).max();
    text.split_at(end.filter(|end| *end > "<br />".len()).unwrap_or(text.len()))
}

/// The message of a row that is an error: in an element for errors, or of nothing but such columns.
fn error_of(row: &LeafRow, name: &str) -> Option<String> {
    let texts = || row.columns().filter(|(name, text)| !name.starts_with('@') && says_something(text));
    let is_error = ERROR_ELEMENTS.contains(&name)
        || (texts().all(|(name, _)| PARTS.contains(&name))
            && texts().any(|(name, _)| TELLING.contains(&name)));
    // One element and nothing else: no row at all.
    let lone = || texts().next().filter(|_| name.is_empty() && row.columns().count() == 1);
    if is_error && texts().next().is_some() {
        return Some(texts().map(|(_, text)| text).collect::<Vec<_>>().join(": "));
    }
    lone().filter(|(_, text)| Refusal::of(text).is_some()).map(|(_, text)| text.to_owned())
}

/// 0 says that there is no error.
fn says_something(text: &str) -> bool {
    !is_null(text) && text != "0"
}

/// A text without tags, of a length that a person would read.
fn without_markup(text: &str) -> String {
    let text: String = text.trim_start().chars().take(TOLD).collect();
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        rest = &rest[open + close + 1..];
        plain.push_str(if rest.starts_with(':') { "" } else { " " });
    }
    if !rest.contains('<') {
        plain.push_str(rest);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Refusal, refusal_in};

    #[test]
    fn error_texts_in_every_dress() {
        for (text, refusal) in [
            ("Dynamic SQL Error -Input parameter mismatch for procedure X ", Refusal::ArgumentCount),
            ("conversion error from string \"abc\" ", Refusal::Conversion),
            (
                "Dynamic SQL Error SQL error code = -204 Procedure unknown X At line 1",
                Refusal::UnknownProcedure,
            ),
            ("lock conflict on no wait transaction", Refusal::Busy),
            (
                "<br />\n<b>Warning</b>:  ibase_query(): exception 1 NO_MONEY in <b>/x.php</b> on line <b>5</b><br />",
                Refusal::Database,
            ),
            ("<br /><b>Notice</b>: Undefined index in <b>/x.php</b>", Refusal::Php),
            ("<br />\n<b>Warning</b>: a in <b>/x</b><br />\n<r><w><id>1</id></w></r>", Refusal::Php),
            ("Warning: mkdir(): failed<r><w><id>1</id></w></r>", Refusal::Php),
            ("<r><error>нет</error></r>", Refusal::Other),
            ("<error>deadlock</error>", Refusal::Busy),
            ("<r><error>no</error><w><id>1</id></w></r>", Refusal::Other),
            ("<r><w><retmsg>нет</retmsg></w></r>", Refusal::Other),
            ("<r>Dynamic SQL Error</r>", Refusal::Database),
            ("<errors><error>a</error><error>b</error></errors>", Refusal::Other),
            ("<fault><faultcode>1</faultcode><faultstring>x</faultstring></fault>", Refusal::Other),
            (
                "<r><error><code>1</code><text>Procedure unknown X</text></error></r>",
                Refusal::UnknownProcedure,
            ),
            ("<r><w><retcode>-1</retcode><retmsg>no</retmsg></w></r>", Refusal::Other),
            ("PHP Warning:  x in y on line 5", Refusal::Php),
        ] {
            assert_eq!(refusal_in(text).map(|found| found.refusal), Some(refusal), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_error() {
        for text in [
            "",
            "OK",
            "<r/>",
            "<r><w><id>1</id><comment>deadlock: Dynamic SQL Error</comment></w></r>",
            "<r><w><id>1</id><message>hello</message></w></r>",
            "<r><w><error></error><id>1</id></w></r>",
            "<r><w><error>null</error></w></r>",
            "<r><error>0</error><w><id>1</id></w></r>",
            "<r><w><id>1</id><err>0</err></w></r>",
            "<r><w><street>exception lane</street></w></r>",
            "<r><w><descr>parameter mismatch</descr></w></r>",
        ] {
            assert_eq!(refusal_in(text), None, "{text}");
        }
    }

    #[test]
    fn no_value_of_a_row_is_told() {
        let text = "Notice: x\n<r><w><id>1</id><gen_pwd>hush</gen_pwd></w></r>";
        let found = super::refusal_in(text).unwrap();
        assert!(found.has_rows && !found.message.contains("hush"), "{found:?}");
    }
}
