//! From text to records. Does not care whether the text is whole.

use super::super::{Fault, FaultKind};
use super::build::Builder;
use super::entity::settled;
use super::markup::{Markup, Search, malformed};
use super::record::Record;
use super::rule::RecordRule;

/// So many elements may be open at once.
pub(super) const DEEPEST: usize = 64;
/// Offsets within a record have 32 bits, and with `@` and `$text` a record can be longer than its source.
const LARGEST: usize = u32::MAX as usize / 2;

#[derive(Debug)]
pub(super) struct Scanner {
    rule: RecordRule,
    /// Bytes that one record, or one piece of markup outside of records, may have in the document.
    largest: usize,
    builder: Builder,
    search: Search,
    /// Names of the open elements outside of a record, one after the other.
    names: String,
    outer: Vec<Outer>,
    root: Option<String>,
    /// Bytes of the record so far.
    size: usize,
    records: usize,
    skipped: usize,
    content: bool,
    blank: bool,
    failed: Option<Fault>,
}

#[derive(Debug)]
struct Outer {
    /// Where its name starts.
    name: usize,
    /// Records that came before it.
    records: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Record,
    More,
    End,
}

impl Scanner {
    pub(super) fn new(rule: RecordRule, largest: usize) -> Self {
        Self {
            rule,
            largest: largest.min(LARGEST),
            builder: Builder::new(),
            search: Search::default(),
            names: String::new(),
            outer: Vec::new(),
            root: None,
            size: 0,
            records: 0,
            skipped: 0,
            content: false,
            blank: true,
            failed: None,
        }
    }

    pub(super) fn set_largest(&mut self, largest: usize) {
        self.largest = largest.min(LARGEST);
    }

    pub(super) fn record(&self) -> &Record {
        &self.builder.record
    }

    pub(super) fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }

    pub(super) fn skipped(&self) -> usize {
        self.skipped
    }

    /// Reads up to the end of the next record. Returns how much of the text is done with.
    pub(super) fn next(&mut self, text: &str, last: bool) -> Result<(usize, Step), Fault> {
        if let Some(fault) = &self.failed {
            return Err(fault.clone());
        }
        self.scan(text, last).map_err(|fault| {
            let fault = if self.builder.depth() > 0 { fault.within(&self.record().path()) } else { fault };
            self.failed = Some(fault.clone());
            fault
        })
    }

    fn scan(&mut self, text: &str, last: bool) -> Result<(usize, Step), Fault> {
        let mut at = 0;
        loop {
            let rest = &text[at..];
            let Some(length) = rest.bytes().position(|byte| byte == b'<') else {
                let length = if last { rest.len() } else { settled(rest) };
                self.text(&rest[..length])?;
                at += length;
                return if last {
                    self.end_of_text().map(|()| (at, Step::End))
                } else {
                    Ok((at, Step::More))
                };
            };
            self.text(&rest[..length])?;
            at += length;
            let rest = &text[at..];
            let (length, ended) = if let Some(length) = self.expected_end(rest) {
                self.search = Search::default();
                (length, self.builder.end())
            } else {
                let Some((markup, length)) = self.search.next(rest)? else {
                    self.grow(rest.len(), false)?;
                    return if last { Err(cut()) } else { Ok((at, Step::More)) };
                };
                self.grow(length, false)?;
                (length, self.markup(&markup)?)
            };
            self.grow(length, true)?;
            at += length;
            if ended {
                self.records += 1;
                self.size = 0;
                return Ok((at, Step::Record));
            }
        }
    }

    /// The length of the end tag that most often comes.
    fn expected_end(&self, rest: &str) -> Option<usize> {
        let name = self.builder.open_name()?;
        let after = rest.strip_prefix("</")?.strip_prefix(name)?;
        after.starts_with('>').then_some(name.len() + 3)
    }

    /// Checks the size with `length` more bytes, and keeps the sum if they are done with.
    fn grow(&mut self, length: usize, done: bool) -> Result<(), Fault> {
        let size = self.size + length;
        if size > self.largest {
            return Err(Fault::new(FaultKind::TooLarge, format!("more than {} bytes", self.largest)));
        }
        if done && self.builder.depth() > 0 {
            self.size = size;
        }
        Ok(())
    }

    fn text(&mut self, raw: &str) -> Result<(), Fault> {
        if self.builder.depth() > 0 {
            self.grow(raw.len(), true)?;
            self.builder.text(raw);
        } else if !raw.trim_ascii().is_empty() {
            self.blank = false;
            self.content = true;
            if self.outer.is_empty() {
                return Err(malformed("text outside of the root element"));
            }
        }
        Ok(())
    }

    /// `true` if the markup ended a record.
    fn markup(&mut self, markup: &Markup<'_>) -> Result<bool, Fault> {
        self.blank = false;
        match *markup {
            Markup::Nothing => Ok(false),
            Markup::Text(text) if self.builder.depth() > 0 => {
                self.builder.literal(text);
                Ok(false)
            }
            Markup::Text(text) => {
                self.content |= !text.trim_ascii().is_empty();
                if self.outer.is_empty() {
                    Err(malformed("text outside of the root element"))
                } else {
                    Ok(false)
                }
            }
            Markup::Start { name, attributes, closed } => {
                self.start(name, attributes)?;
                if closed { Ok(self.end()) } else { Ok(false) }
            }
            Markup::End { name } => {
                let open =
                    self.builder.open_name().or(self.outer.last().map(|outer| &self.names[outer.name..]));
                match open {
                    None => Err(malformed("an end tag without a start tag")),
                    Some(open) if !self.rule.same_name(open, name) => {
                        Err(malformed("an end tag that does not match its start tag"))
                    }
                    Some(_) => Ok(self.end()),
                }
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &str) -> Result<(), Fault> {
        let depth = self.outer.len() + self.builder.depth();
        if depth >= DEEPEST {
            return Err(Fault::new(
                FaultKind::TooLarge,
                format!("more than {DEEPEST} elements within each other"),
            ));
        }
        let lower = self.rule.is_any_case();
        if depth == 0 {
            if !self.rule.accepts_root(name) {
                return Err(Fault::new(FaultKind::Shape, "the root element has another name"));
            }
            let name = if lower { name.to_ascii_lowercase() } else { name.to_owned() };
            if self.root.replace(name).is_some() {
                return Err(malformed("a second root element"));
            }
        }
        if self.builder.depth() == 0 {
            if !self.rule.takes(name, depth) {
                self.content |= depth > 0;
                self.outer.push(Outer { name: self.names.len(), records: self.records });
                self.names.push_str(name);
                return Ok(());
            }
            self.builder.begin((!self.rule.is_root()).then_some(self.records));
        }
        self.builder.start(name, attributes, lower)
    }

    /// Ends the innermost open element. `true` if that was a record.
    fn end(&mut self) -> bool {
        if self.builder.depth() > 0 {
            return self.builder.end();
        }
        if let Some(outer) = self.outer.pop() {
            self.names.truncate(outer.name);
            let held_none = outer.records == self.records;
            self.skipped += usize::from(held_none && !self.outer.is_empty());
        }
        false
    }

    fn end_of_text(&self) -> Result<(), Fault> {
        if self.blank {
            return Err(Fault::new(FaultKind::Empty, "the body is empty"));
        }
        if self.root.is_none() || !self.outer.is_empty() || self.builder.depth() > 0 {
            return Err(cut());
        }
        // An error page must not pass for an empty list.
        if self.records == 0 && self.content {
            return Err(Fault::new(FaultKind::Shape, "no record, but other content"));
        }
        Ok(())
    }
}

pub(super) fn cut() -> Fault {
    Fault::new(FaultKind::EndedEarly, "the document ends before its root element does")
}
