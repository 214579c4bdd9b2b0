//! From an answer to rows, or to the error that stands in its place. No whole answer of this server was ever published.

use isp_client_core::decode::xml::{LeafRow, LeafRows};
use isp_client_core::{Delivery, Error, ErrorKind, Response};

use crate::columns::{Typed, is_null};
use crate::{Columns, Refusal};

/// Elements that hold an error where they have a text.
const ERROR_ELEMENTS: [&str; 4] = ["error", "err", "errmsg", "fault"];
/// The same where nothing else stands in the answer.
const MESSAGE_ELEMENTS: [&str; 2] = ["message", "retmsg"];
/// So much of the start is looked at for what PHP puts before an answer.
const HEAD: usize = 2048;

/// What the answer to a change says. None of them proves that it was made: only a check of yours does, or reading it
/// back.
///
/// An error text of the server is no outcome but an [`Error`] with a [`Refusal`].
#[derive(Debug, Clone, PartialEq)]
#[must_use = "no answer of an edit is documented: look at it, or read back what was changed"]
#[non_exhaustive]
pub enum Outcome {
    /// Rows came, for example with an id.
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
        let text = response.text();
        if !text.contains('<') {
            return Ok(Self::Unrecognised(text.trim().to_owned()));
        }
        let mut rows = Vec::new();
        let read = each_row(response, &text, |row| rows.push(Columns::from(row)));
        match read {
            Ok(()) if rows.is_empty() => Ok(Self::NoRows),
            Ok(()) => Ok(Self::Rows(rows)),
            // Text beside rows, or no XML after all. A document that stops in the middle stays an error.
            Err(error) if error.kind() == ErrorKind::Decode => Ok(Self::Unrecognised(text.trim().to_owned())),
            Err(error) => Err(error),
        }
    }
}

/// Typed rows.
pub(crate) fn typed<T: Typed>(response: &Response) -> Result<Vec<T>, Error> {
    let text = response.text();
    let mut rows = Vec::new();
    let mut foreign = false;
    each_row(response, &text, |row| match T::of(row) {
        Some(typed) => rows.push(typed),
        None => foreign = true,
    })?;
    if foreign {
        return Err(not_understood(response, "a row without any column of this procedure"));
    }
    Ok(rows)
}

/// Rows by the names of their columns.
pub(crate) fn by_name(response: &Response) -> Result<Vec<Columns>, Error> {
    let text = response.text();
    let mut rows = Vec::new();
    each_row(response, &text, |row| rows.push(Columns::from(row)))?;
    Ok(rows)
}

fn each_row(response: &Response, text: &str, mut see: impl FnMut(&LeafRow)) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(not_understood(response, "the answer is empty"));
    }
    let mut rows = LeafRows::new(text);
    while let Some(row) = rows.next_row().map_err(|fault| response.fault(fault))? {
        see(row);
    }
    if rows.elements() == 0 {
        return Err(not_understood(response, "the answer is a text, not rows"));
    }
    if rows.has_stray_text() {
        return Err(not_understood(response, "text stands beside the rows"));
    }
    Ok(())
}

pub(crate) fn not_understood(response: &Response, what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}

/// The error that stands in the place of an answer, if one does.
pub(crate) fn error_in(response: &Response) -> Option<Error> {
    if response.looks_like_html() {
        return Some(not_understood(response, "a web page came instead of rows"));
    }
    let text = response.text();
    let (refusal, message) = refusal_in(&text)?;
    Some(refused(response, refusal, message))
}

pub(crate) fn refused(response: &Response, refusal: Refusal, message: impl Into<String>) -> Error {
    let error = Error::new(refusal.kind(), refusal.delivery(), refusal.to_string());
    error.with_response(response).with_refusal(refusal).with_message(message)
}

fn refusal_in(text: &str) -> Option<(Refusal, String)> {
    let head: String = text.trim_start().chars().take(HEAD).collect();
    let before_rows = without_markup(&head);
    let php = ["Warning:", "Fatal error:", "Parse error:", "Notice:", "Deprecated:"];
    if php.iter().any(|word| before_rows.starts_with(word)) {
        let whole = without_markup(text);
        // The words of the database may stand in the warning.
        return Some((Refusal::of(&whole).unwrap_or(Refusal::Php), whole));
    }
    let mut rows = LeafRows::new(text);
    let (mut count, mut only) = (0_usize, Columns::default());
    while let Ok(Some(row)) = rows.next_row() {
        count += 1;
        only = if count == 1 { Columns::from(row) } else { Columns::default() };
        if count > 1 && !rows.has_stray_text() {
            // Many rows without a text beside them: an answer.
            break;
        }
    }
    let told = |columns: &Columns, names: &[&str]| {
        let mut found = columns.iter().filter(|(name, text)| names.contains(name) && !is_null(text));
        found.next().map(|(_, text)| text.to_owned())
    };
    let beside = Columns::from(rows.beside());
    let alone = only.iter().count() == 1;
    let message = told(&beside, &ERROR_ELEMENTS)
        .or_else(|| told(&only, &ERROR_ELEMENTS).filter(|_| count == 1))
        .or_else(|| told(&only, &MESSAGE_ELEMENTS).filter(|_| alone));
    if let Some(message) = message {
        return Some((Refusal::of(&message).unwrap_or(Refusal::Other), message));
    }
    // One text and nothing else may be an error in whatever element.
    if count == 0 || alone || rows.has_stray_text() {
        let whole = without_markup(text);
        return Refusal::of(&whole).map(|refusal| (refusal, whole));
    }
    None
}

/// An error text without tags.
fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
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
            ("lock conflict on no wait transaction", Refusal::Database),
            (
                "<br />\n<b>Warning</b>:  ibase_query(): exception 1 NO_MONEY in <b>/x.php</b> on line <b>5</b><br />",
                Refusal::Database,
            ),
            ("Warning: mkdir(): failed<r><w><id>1</id></w></r>", Refusal::Php),
            ("<r><error>нет</error></r>", Refusal::Other),
            ("<error>deadlock</error>", Refusal::Database),
            ("<r><error>no</error><w><id>1</id></w></r>", Refusal::Other),
            ("<r><w><retmsg>нет</retmsg></w></r>", Refusal::Other),
            ("<r>Dynamic SQL Error</r>", Refusal::Database),
        ] {
            assert_eq!(refusal_in(text).map(|(refusal, _)| refusal), Some(refusal), "{text}");
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
        ] {
            assert_eq!(refusal_in(text), None, "{text}");
        }
    }
}
