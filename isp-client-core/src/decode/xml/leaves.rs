//! Rows of a document of which only the names of columns are known.

use std::fmt;
use std::ops::Range;

use quick_xml::events::attributes::Attributes;

use super::super::{Fault, FaultKind};
use super::entity::push_resolved;
use super::markup::{Markup, Search, malformed};
use super::scan::{DEEPEST, cut};

/// Rows made of leaves: elements that hold no others are columns, and those that share a parent are a row.
///
/// Neither the root nor the element of a row needs a known name, and neither has to be there: where a column's parent
/// already has a column of the same name as its first one, a new row begins. Names are told in lower case. An attribute
/// is a column `@name` of its row, or `column@name` beside its column. Text has no white space (ASCII) at its ends.
///
/// ```
/// use isp_client_core::decode::xml::LeafRows;
///
/// for text in [
///     "<a><b><ID>1</ID><name>x&amp;y</name></b><b><ID>2</ID></b></a>",
///     "<r><id>1</id><name>x&y</name><id>2</id></r>",
///     "<id>1</id><name><![CDATA[x&y]]></name><id>2</id>",
/// ] {
///     let mut rows = LeafRows::new(text);
///     let row = rows.next_row()?.unwrap();
///     assert_eq!(row.columns().collect::<Vec<_>>(), [("id", "1"), ("name", "x&y")], "{text}");
///     assert_eq!(rows.next_row()?.unwrap().get("id"), Some("2"));
///     assert!(rows.next_row()?.is_none());
/// }
/// # Ok::<(), isp_client_core::decode::Fault>(())
/// ```
pub struct LeafRows<'t> {
    rest: &'t str,
    search: Search,
    /// The first stands for the document. Those behind `depth` are kept for their memory.
    open: Vec<Open>,
    depth: usize,
    row: LeafRow,
    row_name: String,
    beside: LeafRow,
    stray: String,
    has_stray: bool,
    elements: usize,
    failed: Option<Fault>,
}

/// So much of the text that is no column is kept, in bytes.
const STRAY_KEPT: usize = 2048;
/// So many attributes one element may have.
const ATTRIBUTES: usize = 64;

/// Columns and their texts. Its memory is used again for the next row.
#[derive(Clone, Default)]
pub struct LeafRow {
    text: String,
    columns: Vec<(Range<u32>, Range<u32>)>,
}

/// An open element.
#[derive(Default)]
struct Open {
    name: String,
    text: String,
    row: LeafRow,
    /// It holds elements.
    is_parent: bool,
    /// Rows stand in it, and its leaves are beside them.
    has_rows: bool,
}

impl LeafRow {
    /// Names and texts, in the order of the document.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().map(|(name, value)| (self.slice(name), self.slice(value)))
    }

    /// The text of the first column of this name, which is in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.columns().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Whether it has no columns.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    fn push(&mut self, name: &str, value: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(name);
        let middle = self.text.len() as u32;
        self.text.push_str(value);
        self.columns.push((start..middle, middle..self.text.len() as u32));
    }

    /// Whether it is no row: without columns, or with one that is an empty element, as of a list without rows.
    fn is_blank(&self) -> bool {
        let mut columns = self.columns().filter(|(name, _)| !name.contains('@'));
        match (columns.next(), columns.next()) {
            (None, _) => true,
            (Some((_, text)), None) => text.is_empty(),
            _ => false,
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.columns.clear();
    }
}

impl Open {
    fn begin(&mut self, name: &str) {
        self.name.clear();
        self.name.push_str(name);
        self.name.make_ascii_lowercase();
        self.text.clear();
        self.row.clear();
        (self.is_parent, self.has_rows) = (false, false);
    }

    fn begins_anew(&self, name: &str) -> bool {
        let mut columns = self.row.columns();
        columns.find(|(first, _)| !first.starts_with('@')).is_some_and(|(first, _)| first == name)
    }
}

impl<'t> LeafRows<'t> {
    /// Reads `text` from its start. See [`decode_text`](crate::decode::decode_text) for how a body becomes text.
    pub fn new(text: &'t str) -> Self {
        Self {
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
            search: Search::default(),
            open: vec![Open::default()],
            depth: 0,
            row: LeafRow::default(),
            row_name: String::new(),
            beside: LeafRow::default(),
            stray: String::new(),
            has_stray: false,
            elements: 0,
            failed: None,
        }
    }

    /// The next row, or `None` after the last.
    ///
    /// # Errors
    ///
    /// The document is cut short, malformed, too deep, or has a DTD. After an error the same error comes again.
    pub fn next_row(&mut self) -> Result<Option<&LeafRow>, Fault> {
        if let Some(fault) = &self.failed {
            return Err(fault.clone());
        }
        match self.read() {
            Ok(found) => Ok(found.then_some(&self.row)),
            Err(fault) => {
                self.failed = Some(fault.clone());
                Err(fault)
            }
        }
    }

    /// The name of the element that held the last row; empty for a row without an element of its own.
    pub fn row_name(&self) -> &str {
        &self.row_name
    }

    /// Leaves that stand beside rows, as far as they were read: a count, or a message.
    pub fn beside(&self) -> &LeafRow {
        &self.beside
    }

    /// Whether text stood where no column has it, as far as it was read: outside of every element, or beside elements.
    pub fn has_stray_text(&self) -> bool {
        self.has_stray
    }

    /// The start of that text.
    pub fn stray_text(&self) -> &str {
        self.stray.trim_ascii()
    }

    /// How many elements were read.
    pub fn elements(&self) -> usize {
        self.elements
    }

    /// `true` if a row was found.
    fn read(&mut self) -> Result<bool, Fault> {
        loop {
            let length = self.rest.bytes().position(|byte| byte == b'<').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at(length);
            self.text(text, true);
            self.rest = rest;
            if rest.is_empty() {
                return if self.depth > 0 { Err(cut()) } else { Ok(self.end_of_document()) };
            }
            let Some((markup, length)) = self.search.next(rest)? else { return Err(cut()) };
            self.rest = &rest[length..];
            let found = match markup {
                Markup::Nothing => false,
                Markup::Text(text) => {
                    self.text(text, false);
                    false
                }
                // As the database's own tool prints it, without escaping.
                Markup::Start { name, attributes: "", closed: false }
                    if name.eq_ignore_ascii_case("null") =>
                {
                    self.text("<null>", false);
                    false
                }
                Markup::Start { name, attributes, closed } => {
                    self.start(name, attributes)?;
                    closed && self.end()?
                }
                Markup::End { name } => {
                    if self.depth == 0 {
                        return Err(malformed("an end tag without a start tag"));
                    }
                    if !self.open[self.depth].name.eq_ignore_ascii_case(name) {
                        return Err(malformed("an end tag that does not match its start tag"));
                    }
                    self.end()?
                }
            };
            if found {
                return Ok(true);
            }
        }
    }

    fn text(&mut self, text: &str, is_raw: bool) {
        let open = &mut self.open[self.depth];
        if open.text.is_empty() && text.trim_ascii().is_empty() {
            return;
        }
        if is_raw { push_resolved(text, &mut open.text) } else { open.text.push_str(text) }
    }

    fn start(&mut self, name: &str, attributes: &str) -> Result<(), Fault> {
        if self.depth >= DEEPEST {
            let what = format!("more than {DEEPEST} elements within each other");
            return Err(Fault::new(FaultKind::TooLarge, what));
        }
        self.elements += 1;
        self.open[self.depth].is_parent = true;
        self.depth += 1;
        if self.open.len() == self.depth {
            self.open.push(Open::default());
        }
        let open = &mut self.open[self.depth];
        open.begin(name);
        for (number, attribute) in Attributes::new(attributes, 0).enumerate() {
            if number == ATTRIBUTES {
                let what = format!("more than {ATTRIBUTES} attributes of one element");
                return Err(Fault::new(FaultKind::TooLarge, what));
            }
            let attribute = attribute.map_err(|_| malformed("a malformed attribute"))?;
            let name = format!("@{}", attribute.key.as_ref().to_ascii_lowercase());
            let mut value = String::new();
            push_resolved(&attribute.value, &mut value);
            open.row.push(&name, value.trim_ascii());
        }
        Ok(())
    }

    /// Ends the innermost open element. `true` if that brought a row to its end.
    fn end(&mut self) -> Result<bool, Fault> {
        let depth = self.depth;
        let (outer, inner) = self.open.split_at_mut(depth);
        let (Some(parent), Some(open)) = (outer.last_mut(), inner.first_mut()) else { return Ok(false) };
        self.depth -= 1;
        if !open.is_parent {
            let begins_anew = parent.begins_anew(&open.name) && !parent.has_rows;
            if begins_anew {
                std::mem::swap(&mut self.row, &mut parent.row);
                parent.row.clear();
                self.row_name.clear();
            }
            parent.row.push(&open.name, open.text.trim_ascii());
            for (name, value) in open.row.columns() {
                parent.row.push(&format!("{}{name}", open.name), value);
            }
            return Ok(begins_anew && !self.row.is_blank());
        }
        keep_stray(&open.text, &mut self.stray, &mut self.has_stray);
        if open.has_rows && depth > 1 && open.row.columns().any(|(name, _)| !name.starts_with('@')) {
            let what = "a row holds elements that hold others";
            return Err(Fault::new(FaultKind::Shape, what));
        }
        if open.has_rows || open.row.is_blank() {
            parent.has_rows |= open.has_rows;
            open.row.columns().for_each(|(name, value)| self.beside.push(name, value));
            return Ok(false);
        }
        parent.has_rows = true;
        std::mem::swap(&mut self.row, &mut open.row);
        self.row_name.clone_from(&open.name);
        Ok(true)
    }

    /// The leaves outside of every other element.
    fn end_of_document(&mut self) -> bool {
        let document = &mut self.open[0];
        keep_stray(&document.text, &mut self.stray, &mut self.has_stray);
        document.text.clear();
        let is_row = !document.has_rows && !document.row.is_blank();
        if is_row {
            std::mem::swap(&mut self.row, &mut document.row);
            self.row_name.clear();
        } else {
            document.row.columns().for_each(|(name, value)| self.beside.push(name, value));
        }
        document.row.clear();
        is_row
    }
}

fn keep_stray(text: &str, stray: &mut String, has_stray: &mut bool) {
    let text = text.trim_ascii();
    if text.is_empty() {
        return;
    }
    *has_stray = true;
    let room = STRAY_KEPT.saturating_sub(stray.len());
    let end = (0..=room.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    stray.push_str(&text[..end]);
    stray.push(' ');
}

/// Numbers only.
impl fmt::Debug for LeafRows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LeafRows").field("left", &self.rest.len()).finish_non_exhaustive()
    }
}

/// Names only.
impl fmt::Debug for LeafRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.columns().map(|(name, _)| name)).finish()
    }
}
