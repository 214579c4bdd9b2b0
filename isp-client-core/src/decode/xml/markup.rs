//! Where a piece of markup ends, and what it is.
//!
//! The ends are found by the parsers of quick-xml. Its `Reader` is not used: it cannot go on after an unfinished piece
//! but has to read it again from the start, and it reports unfinished and malformed input by the same errors.

use quick_xml::parser::{CommentParser, ElementParser, Parser, PiParser};

use super::super::{Fault, FaultKind};

const COMMENT: &str = "<!--";
const CDATA: &str = "<![CDATA[";
const DOCTYPE: &str = "<!DOCTYPE";

/// A piece of markup from `<` to `>`.
#[derive(Debug, PartialEq)]
pub(super) enum Markup<'t> {
    Start { name: &'t str, attributes: &'t str, closed: bool },
    End { name: &'t str },
    Text(&'t str),
    Nothing,
}

/// The search for the end of a piece of markup. It goes on where it stopped when more text has come, so that text in
/// tiny pieces costs no more than text in one.
#[derive(Debug, Default)]
pub(super) struct Search {
    kind: Option<Kind>,
    seen: usize,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Tag(ElementParser),
    Comment(CommentParser),
    Instruction(PiParser),
    Cdata,
}

impl Search {
    /// The markup at the start of `text` and its length, or `None` if it is not complete yet.
    ///
    /// Until it is, `text` has to start with what the call before had.
    pub(super) fn next<'t>(&mut self, text: &'t str) -> Result<Option<(Markup<'t>, usize)>, Fault> {
        let begun = match self.kind {
            None => self.begin(text)?,
            begun => begun,
        };
        let Some(kind) = begun else { return Ok(None) };
        let Some((length, kind)) = self.end(kind, text) else { return Ok(None) };
        *self = Self::default();
        Ok(Some((read(kind, &text[..length])?, length)))
    }

    fn begin(&mut self, text: &str) -> Result<Option<Kind>, Fault> {
        let bytes = text.as_bytes();
        let (kind, opening) = match bytes.get(1) {
            None => return Ok(None),
            Some(b'?') => (Kind::Instruction(PiParser::default()), 2),
            Some(b'!') if text.starts_with(COMMENT) => {
                (Kind::Comment(CommentParser::default()), COMMENT.len())
            }
            Some(b'!') if text.starts_with(CDATA) => (Kind::Cdata, CDATA.len()),
            Some(b'!') => return unusual(bytes),
            Some(_) => (Kind::Tag(ElementParser::default()), 1),
        };
        self.seen = opening;
        Ok(Some(kind))
    }

    fn end(&mut self, mut kind: Kind, text: &str) -> Option<(usize, Kind)> {
        let unseen = &text.as_bytes()[self.seen..];
        let found = match &mut kind {
            Kind::Tag(parser) => parser.feed(unseen).map(|at| at + 1),
            Kind::Comment(parser) => parser.feed(unseen),
            Kind::Instruction(parser) => parser.feed(unseen).map(|at| at + 1),
            Kind::Cdata => {
                // The end may have begun in what was seen.
                self.seen = self.seen.saturating_sub(2).max(CDATA.len());
                text.as_bytes()[self.seen..].windows(3).position(|end| end == b"]]>").map(|at| at + 3)
            }
        };
        if found.is_none() {
            self.kind = Some(kind);
            self.seen = text.len();
        }
        found.map(|length| (self.seen + length, kind))
    }
}

/// `<!` that starts neither a comment nor CDATA.
fn unusual(bytes: &[u8]) -> Result<Option<Kind>, Fault> {
    let starts = |markup: &str| {
        let length = bytes.len().min(markup.len());
        markup.as_bytes()[..length].eq_ignore_ascii_case(&bytes[..length])
    };
    if starts(DOCTYPE) && bytes.len() >= DOCTYPE.len() {
        return Err(Fault::new(FaultKind::Forbidden, "a DTD is not accepted"));
    }
    if COMMENT.as_bytes().starts_with(bytes) || CDATA.as_bytes().starts_with(bytes) || starts(DOCTYPE) {
        return Ok(None);
    }
    Err(malformed("markup of an unknown kind"))
}

fn read(kind: Kind, text: &str) -> Result<Markup<'_>, Fault> {
    match kind {
        Kind::Comment(_) | Kind::Instruction(_) => Ok(Markup::Nothing),
        Kind::Cdata => Ok(Markup::Text(&text[CDATA.len()..text.len() - 3])),
        Kind::Tag(_) => {
            let inner = &text[1..text.len() - 1];
            if let Some(name) = inner.strip_prefix('/') {
                return Ok(Markup::End { name: name.trim_ascii_end() });
            }
            let (inner, closed) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
            let end = inner.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inner.len());
            let (name, attributes) = inner.split_at(end);
            // Decoded, `@` tells an attribute: an element with it would be taken for one.
            if name.is_empty() || name.contains(['<', '/', '=', '"', '\'', '&', '@']) {
                return Err(malformed("a tag without a proper name"));
            }
            Ok(Markup::Start { name, attributes, closed })
        }
    }
}

pub(super) fn malformed(problem: &'static str) -> Fault {
    Fault::new(FaultKind::Malformed, problem)
}

#[cfg(test)]
mod tests {
    use super::{Markup, Search};

    fn whole(text: &str) -> Option<(Markup<'_>, usize)> {
        Search::default().next(text).unwrap()
    }

    #[test]
    fn kinds() {
        let start = |name, attributes, closed| Markup::Start { name, attributes, closed };
        for (text, markup, length) in [
            ("<a>b", start("a", "", false), 3),
            ("<a/>b", start("a", "", true), 4),
            ("<a />b", start("a", " ", true), 5),
            ("<п:a\tb='>' c=\"/>\">d", start("п:a", "\tb='>' c=\"/>\"", false), 19),
            ("</a \n>b", Markup::End { name: "a" }, 6),
            ("<![CDATA[a]]b]>]]]>c", Markup::Text("a]]b]>]"), 19),
            ("<!-->-->c", Markup::Nothing, 8),
            ("<?>?>c", Markup::Nothing, 5),
        ] {
            assert_eq!(whole(text), Some((markup, length)), "{text}");
        }
    }

    #[test]
    fn what_is_no_markup_is_refused() {
        for text in [
            "<>",
            "< a>",
            "<=a>",
            "<a<b>",
            "<@a>",
            "<a@b>",
            "<!ELEMENT a>",
            "<!DOCTYPE",
            "<!doctype html>",
            "<!-x",
            "<![CDAT[",
        ] {
            assert!(Search::default().next(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_search_goes_on_where_it_stopped() {
        for text in
            ["<a b='>' c=\"'>\">", "</a >", "<![CDATA[]]a]]]>", "<!-- -> -- >- --->", "<?a ? > ??>", "<п>"]
        {
            let mut search = Search::default();
            for (at, _) in text.char_indices().skip(1) {
                assert_eq!(search.next(&text[..at]).unwrap(), None, "{text} up to {at}");
            }
            assert_eq!(search.next(text).unwrap(), whole(text), "{text}");
        }
    }
}
