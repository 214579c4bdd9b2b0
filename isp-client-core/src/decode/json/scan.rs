//! From text to records. Does not care whether the text is whole.

use serde_json::{Map, Value};

use super::super::{Fault, FaultKind};
use super::record::inner_fault;
use super::rule::RecordRule;
use super::walk::Walk;

const SINGLE: &str = "a single value, expected an array or an object";

#[derive(Debug)]
pub(super) struct Scanner {
    rule: RecordRule,
    largest: usize,
    place: Place,
    expect: Expect,
    /// The name or value that is read at the moment.
    walk: Option<Walk>,
    /// Where it starts in the text, and how far the text was read.
    start: usize,
    at: usize,
    key: String,
    /// What is read is a field of the root, and a record.
    numbered: bool,
    /// What is read is a field of the envelope that is not kept.
    ignored: bool,
    records: usize,
    found: Found,
    envelope: Map<String, Value>,
    envelope_left: usize,
    failed: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Document,
    Envelope,
    /// PHP writes an object without fields as an array without items.
    EmptyEnvelope,
    Array,
    Object,
}

/// Where the list was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nowhere,
    InField,
    Root,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// The first name or value, or the end at once.
    First,
    Name,
    Colon,
    Value,
    Comma,
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Record,
    More,
    End,
}

impl Scanner {
    pub(super) fn new(rule: RecordRule) -> Self {
        Self {
            largest: rule.largest_record(),
            envelope_left: rule.envelope(),
            rule,
            place: Place::Document,
            expect: Expect::Value,
            walk: None,
            start: 0,
            at: 0,
            key: String::new(),
            numbered: false,
            ignored: false,
            records: 0,
            found: Found::Nowhere,
            envelope: Map::new(),
            failed: None,
        }
    }

    pub(super) fn envelope(&self) -> &Map<String, Value> {
        &self.envelope
    }

    /// The field that holds the list.
    pub(super) fn field(&self) -> Option<&str> {
        self.rule.name().filter(|_| self.found == Found::InField)
    }

    /// The name of the record that was read last, where it has one.
    pub(super) fn key(&self) -> Option<&str> {
        (self.numbered || self.place == Place::Object).then_some(&self.key)
    }

    /// The place of the record that was read last.
    pub(super) fn index(&self) -> usize {
        self.records - 1
    }

    /// Where the record that was read last stands in the text.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.at
    }

    /// Whether an object in the place of the list that begins with this field is itself a record.
    pub(super) fn is_one(&self, name: &str, value: &str) -> bool {
        self.rule.is_one(name, value)
    }

    /// Whether a record may have so many bytes. If not, nothing more is read.
    pub(super) fn check_size(&mut self, bytes: usize) -> Result<(), Fault> {
        if bytes <= self.largest {
            return Ok(());
        }
        let what = format!("a record is larger than {} bytes", self.largest);
        Err(self.failed.insert(Fault::new(FaultKind::TooLarge, what)).clone())
    }

    /// Whether the list was found, empty or not.
    pub(super) fn has_list(&self) -> bool {
        self.found != Found::Nowhere
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Forgets the text that is done with. Returns its length.
    pub(super) fn forget(&mut self) -> usize {
        let done = if self.walk.is_some() { self.start } else { self.at };
        self.at -= done;
        self.start = 0;
        done
    }

    /// Reads up to the end of the next record.
    pub(super) fn next(&mut self, text: &str, last: bool) -> Result<Step, Fault> {
        if let Some(fault) = &self.failed {
            return Err(fault.clone());
        }
        self.scan(text, last).inspect_err(|fault| self.failed = Some(fault.clone()))
    }

    fn scan(&mut self, text: &str, last: bool) -> Result<Step, Fault> {
        let bytes = text.as_bytes();
        loop {
            if self.walk.is_none() {
                let rest = &bytes[self.at..];
                self.at += rest.iter().position(|byte| !is_space(*byte)).unwrap_or(rest.len());
                self.start = self.at;
                let Some(byte) = bytes.get(self.at) else { return self.out_of_text(last) };
                self.mark(*byte)?;
            } else if !self.walk_on(bytes, last)? {
                return self.out_of_text(last);
            } else if self.expect != Expect::Value {
                self.name(&text[self.start..self.at])?;
            } else if self.in_record() {
                self.expect = Expect::Comma;
                self.records += 1;
                return Ok(Step::Record);
            } else {
                self.outer_value(&text[self.start..self.at])?;
            }
        }
    }

    /// Whether the value that is read at the moment is a record.
    fn in_record(&self) -> bool {
        self.numbered || matches!(self.place, Place::Array | Place::Object)
    }

    fn out_of_text(&self, last: bool) -> Result<Step, Fault> {
        match (last, self.place, self.expect) {
            (false, ..) => Ok(Step::More),
            (true, _, Expect::Nothing) => Ok(Step::End),
            (true, Place::Document, _) if self.walk.is_none() => {
                Err(Fault::new(FaultKind::Empty, "the body is empty"))
            }
            (true, ..) => Err(Fault::new(FaultKind::EndedEarly, "the document ends before its root does")),
        }
    }

    /// Takes the first byte of whatever comes next. What is a name or a value is left to [`Walk`].
    fn mark(&mut self, byte: u8) -> Result<(), Fault> {
        let named = matches!(self.place, Place::Envelope | Place::Object);
        match (self.expect, byte) {
            (Expect::Nothing, _) => return Err(malformed("content after the end of the document")),
            (Expect::First | Expect::Comma, b'}') if named => self.close()?,
            (Expect::First | Expect::Comma, b']') if !named => self.close()?,
            (Expect::Colon, b':') => self.expect = Expect::Value,
            (Expect::Comma, b',') => {
                self.numbered = false;
                self.expect = if named { Expect::Name } else { Expect::Value };
            }
            (Expect::First | Expect::Name, b'"') if named => {
                self.expect = Expect::Name;
                self.walk = Some(Walk::new(byte, 0)?);
                return Ok(());
            }
            (Expect::First, _) if !named => return self.value(byte),
            (Expect::Value, _) => return self.value(byte),
            _ => return Err(malformed("no name, colon, comma or bracket where one is expected")),
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self, byte: u8) -> Result<(), Fault> {
        self.expect = Expect::Value;
        let holds_records = match self.place {
            Place::Document => self.rule.name().is_none() || (self.rule.may_be_root() && byte == b'['),
            Place::Envelope => self.rule.takes(&self.key),
            Place::EmptyEnvelope => return Err(shape("an array, expected an object")),
            Place::Array | Place::Object => false,
        };
        self.numbered = self.place == Place::Envelope && self.rule.may_be_root() && is_number(&self.key);
        self.ignored = self.place == Place::Envelope && self.rule.ignores(&self.key);
        // `"result": "ok"` can stand beside records in the root.
        let holds_records = holds_records
            && (self.place != Place::Envelope || !self.rule.may_be_root() || matches!(byte, b'[' | b'{'));
        let found = match self.place {
            Place::Envelope if holds_records => Found::InField,
            Place::Envelope if self.numbered => Found::Root,
            Place::Document if holds_records => Found::Root,
            _ => self.found,
        };
        match (self.found, found) {
            (Found::InField, Found::InField) if holds_records => {
                return Err(malformed("came twice").within(self.rule.name().unwrap_or_default()));
            }
            (Found::InField, Found::Root) | (Found::Root, Found::InField) => {
                return Err(shape("both a list and fields that are numbers"));
            }
            _ => self.found = found,
        }
        let inner = match (self.place, byte) {
            (_, b'[') if holds_records => Place::Array,
            (_, b'{') if holds_records => Place::Object,
            (Place::Document, b'[') => Place::EmptyEnvelope,
            (Place::Document, b'{') => Place::Envelope,
            (place, _) => {
                let inside_field = self.found == Found::InField && place != Place::Envelope;
                let around = u32::from(place != Place::Document) + u32::from(inside_field);
                self.walk = Some(Walk::new(byte, around)?);
                return Ok(());
            }
        };
        self.place = inner;
        self.expect = Expect::First;
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let in_list = matches!(self.place, Place::Array | Place::Object);
        if in_list && self.found == Found::InField {
            self.place = Place::Envelope;
            self.expect = Expect::Comma;
            return Ok(());
        }
        self.place = Place::Document;
        self.expect = Expect::Nothing;
        let Some(name) = self.rule.name().filter(|_| self.found == Found::Nowhere) else { return Ok(()) };
        match self.envelope.iter().find(|(field, _)| self.rule.takes(field)) {
            Some((_, value)) if is_empty(value) || self.rule.may_be_single() => Ok(()),
            Some(_) => Err(shape(SINGLE).within(name)),
            None if self.rule.is_optional() => Ok(()),
            None => Err(shape(format!("missing field `{name}`"))),
        }
    }

    /// Reads on in a name or value. `true` at its end. That it is too large does not hang on how the text was cut.
    fn walk_on(&mut self, text: &[u8], last: bool) -> Result<bool, Fault> {
        let in_list = self.in_record();
        let Some(walk) = &mut self.walk else { return Ok(true) };
        let allowed = if in_list { self.largest } else { self.envelope_left };
        let limit = self.start.saturating_add(allowed);
        // One byte more: what ends a number stands behind it.
        let end = text.len().min(limit.saturating_add(1));
        let end = if self.ignored { text.len() } else { end };
        let (read, mut complete) = walk.go_on(&text[self.at..end])?;
        self.at += read;
        if self.ignored {
            self.start = self.at;
        }
        // Only the end of the text ends a number that is the whole document.
        complete |= last && self.place == Place::Document && walk.is_scalar();
        if self.at > limit && !self.ignored {
            let what = if in_list { "a record is" } else { "what stands beside the records is" };
            return Err(Fault::new(FaultKind::TooLarge, format!("{what} larger than {allowed} bytes")));
        }
        if complete {
            self.walk = None;
        }
        Ok(complete)
    }

    fn name(&mut self, text: &str) -> Result<(), Fault> {
        self.key.clear();
        match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(plain) if plain.bytes().all(|byte| byte != b'\\' && byte >= b' ') => {
                self.key.push_str(plain);
            }
            _ => self.key = serde_json::from_str(text).map_err(|error| inner_fault(&error))?,
        }
        let names_record = self.rule.may_be_root() && is_number(&self.key);
        if self.place == Place::Envelope && !names_record {
            self.envelope_left -= text.len();
        }
        self.expect = Expect::Colon;
        Ok(())
    }

    /// A value beside the records, or one that stands for an empty list of them.
    fn outer_value(&mut self, text: &str) -> Result<(), Fault> {
        if std::mem::take(&mut self.ignored) {
            self.expect = Expect::Comma;
            return Ok(());
        }
        let in_document = self.place == Place::Document;
        let value: Value = serde_json::from_str(text).map_err(|error| match in_document {
            true => Fault::from_json(&error).without_position(),
            false => inner_fault(&error).within(&self.key),
        })?;
        let (is_list, fits) = match in_document {
            true => (true, self.rule.name().is_none() && is_empty(&value)),
            // Where records may stand in the root, its end tells.
            false => (
                self.rule.takes(&self.key) && !self.rule.may_be_root() && !self.rule.may_be_single(),
                is_empty(&value),
            ),
        };
        if !in_document {
            self.envelope_left -= text.len();
            if self.envelope.contains_key(&self.key) {
                return Err(malformed("came twice").within(&self.key));
            }
            self.envelope.insert(std::mem::take(&mut self.key), value);
        }
        if is_list && !fits {
            let fault = shape(SINGLE);
            return Err(match self.rule.name() {
                Some(name) if !in_document => fault.within(name),
                _ => fault,
            });
        }
        self.expect = if in_document { Expect::Nothing } else { Expect::Comma };
        Ok(())
    }
}

/// Whether a single value stands for an empty list, as in [`lenient::one_or_many`](crate::lenient::one_or_many).
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim_ascii().is_empty(),
        _ => false,
    }
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn malformed(what: &'static str) -> Fault {
    Fault::new(FaultKind::Malformed, what)
}

fn shape(what: impl Into<std::borrow::Cow<'static, str>>) -> Fault {
    Fault::new(FaultKind::Shape, what)
}
