use std::borrow::Cow;
use std::fmt;

use serde::de::{Expected, Unexpected};

/// A custom serde message that starts with this word is ours and holds no value.
const LENIENT: &str = "lenient: ";
/// Stands for every text that might hold a value.
const REFUSED: &str = "the type refused the value";
/// Field names come from the body, so their length is bounded.
const LONGEST: usize = 200;

/// Why a body could not be decoded, and where.
///
/// Holds names of fields, kinds and lengths, never a value of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: FaultKind,
    path: Option<String>,
    problem: Cow<'static, str>,
    position: Option<(usize, usize)>,
}

/// What sort of [`Fault`] it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The body has no content at all.
    Empty,
    /// The body stops before its document does: it was cut short.
    EndedEarly,
    /// The body is not a document of the expected format.
    Malformed,
    /// The body uses something that is refused, a DTD for example.
    Forbidden,
    /// A bound was passed: depth, or the size of one record.
    TooLarge,
    /// A well-formed document, but not the expected fields or values.
    Shape,
}

impl Fault {
    /// A fault in our own words. `problem` must hold no value of the body.
    pub fn new(kind: FaultKind, problem: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { kind, path: None, problem: problem.into(), position: None }))
    }

    /// What sort of fault it is.
    pub fn kind(&self) -> FaultKind {
        self.0.kind
    }

    /// The field that failed, like `data[3].balance`. `None` is the document itself.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// What is wrong, without any value of the body.
    pub fn problem(&self) -> &str {
        &self.0.problem
    }

    /// Line and column in the decoded text, both from 1, where the format tells them.
    pub fn position(&self) -> Option<(usize, usize)> {
        self.0.position
    }

    pub(crate) fn from_json(error: &serde_json::Error) -> Self {
        let (kind, problem) = match error.classify() {
            serde_json::error::Category::Eof => (FaultKind::EndedEarly, without_position(error).into()),
            serde_json::error::Category::Syntax => (FaultKind::Malformed, without_position(error).into()),
            _ => (FaultKind::Shape, without_values(&without_position(error))),
        };
        let mut fault = Self::new(kind, problem);
        fault.0.position = (error.line() > 0).then(|| (error.line(), error.column()));
        fault
    }

    /// For a part of a document, whose lines are not those of the document.
    pub(crate) fn without_position(mut self) -> Self {
        self.0.position = None;
        self
    }

    /// Puts the path in place. A path without segments is the document itself.
    pub(crate) fn at(mut self, path: &serde_path_to_error::Path) -> Self {
        self.0.path = (path.iter().len() > 0).then(|| one_line(&path.to_string()));
        self
    }

    /// Puts the path of what encloses the failed value before the path.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        let inner = self.0.path.take();
        self.0.path = Some(one_line(&match inner {
            Some(inner) if inner.starts_with('[') => format!("{outer}{inner}"),
            Some(inner) => format!("{outer}.{inner}"),
            None => outer.to_owned(),
        }));
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.0.problem)?;
        match self.0.position {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Fault {}

/// Serde hands values to most of these constructors; none of them keeps one.
impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(FaultKind::Shape, without_values(&message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(FaultKind::Shape, format!("invalid type: {}, expected {expected}", kind_word(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(FaultKind::Shape, format!("invalid value: {}, expected {expected}", kind_word(&found)))
    }
}

fn kind_word(found: &Unexpected<'_>) -> &'static str {
    let text = found.to_string();
    KIND_WORDS.iter().find(|word| text.starts_with(**word)).copied().unwrap_or("another value")
}

/// How serde and `serde_json` name a value before they print it.
const KIND_WORDS: [&str; 18] = [
    "boolean",
    "integer",
    "floating point",
    "number",
    "character",
    "string",
    "byte array",
    "unit value",
    "null",
    "Option value",
    "newtype struct",
    "sequence",
    "map",
    "enum",
    "unit variant",
    "newtype variant",
    "tuple variant",
    "struct variant",
];

/// Serde's text of an error, without what it quotes from the body.
fn without_values(message: &str) -> Cow<'static, str> {
    if let Some(ours) = message.strip_prefix(LENIENT) {
        return one_line(ours).into();
    }
    for names_a_field in ["missing field `", "duplicate field `"] {
        let name = message.strip_prefix(names_a_field).and_then(|rest| rest.strip_suffix('`'));
        if name.is_some_and(|name| !name.contains('`')) {
            return one_line(message).into();
        }
    }
    // The quoted value stands before the last ", expected ", and what follows is written by the type.
    let Some((before, expected)) = message.rsplit_once(", expected ") else {
        return REFUSED.into();
    };
    if expected.ends_with(", there are no variants") || expected.ends_with(", there are no fields") {
        return REFUSED.into();
    }
    for what in ["unknown variant", "unknown field"] {
        if before.starts_with(&format!("{what} `")) {
            return one_line(&format!("{what}, expected {expected}")).into();
        }
    }
    if before.strip_prefix("invalid length ").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
        return one_line(message).into();
    }
    for what in ["invalid type: ", "invalid value: "] {
        if let Some(found) = before.strip_prefix(what) {
            let word = KIND_WORDS.iter().find(|word| found.starts_with(**word)).unwrap_or(&"another value");
            return one_line(&format!("{what}{word}, expected {expected}")).into();
        }
    }
    REFUSED.into()
}

fn without_position(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    if text.ends_with(&position) {
        text.truncate(text.len() - position.len());
    }
    text
}

fn one_line(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if short.len() < text.len() && text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::{REFUSED, without_values};

    #[test]
    fn values_do_not_survive() {
        for (message, told) in [
            ("missing field `callid`", "missing field `callid`"),
            ("duplicate field `callid`", "duplicate field `callid`"),
            ("invalid type: string \"s3cret\", expected u32", "invalid type: string, expected u32"),
            (
                "invalid type: string \"x, expected s3cret\", expected u32",
                "invalid type: string, expected u32",
            ),
            ("invalid value: integer `300`, expected u8", "invalid value: integer, expected u8"),
            ("invalid type: null, expected a string", "invalid type: null, expected a string"),
            ("invalid length 3, expected a tuple of size 2", "invalid length 3, expected a tuple of size 2"),
            ("invalid value: s3cret, expected a day", "invalid value: another value, expected a day"),
            ("unknown variant `s3cret`, expected `a` or `b`", "unknown variant, expected `a` or `b`"),
            ("unknown variant `x, expected s3cret`, there are no variants", REFUSED),
            ("missing field `a` in s3cret `b`", REFUSED),
            ("s3cret is no number", REFUSED),
            ("lenient: expected a whole number", "expected a whole number"),
        ] {
            assert_eq!(without_values(message), told, "{message}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_kept_on_one_line() {
        let told = without_values(&format!("missing field `a\n{}`", "b".repeat(100_000)));
        assert!(told.chars().count() < 300 && !told.contains('\n'), "{told}");
    }
}
