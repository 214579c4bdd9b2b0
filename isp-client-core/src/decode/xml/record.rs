use std::fmt;
use std::ops::Range;

use serde::Deserialize;

use super::super::Fault;

/// The name that text beside child elements or attributes has.
pub(super) const TEXT: &str = "$text";

/// One element of a document with all it holds.
///
/// Text has no white space (ASCII) at its ends; what is within stays. An attribute is a field named `@name`. Text beside
/// child elements or attributes is a field named `$text`.
///
/// Its memory is used again for the next record, so a record is borrowed from its reader.
pub struct Record {
    /// Names and texts of all nodes.
    pub(super) text: String,
    /// In the order of the document: a node stands before what it holds.
    pub(super) nodes: Vec<Node>,
    pub(super) index: Option<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) name: Range<u32>,
    pub(super) text: Range<u32>,
    /// The first node after this one and all it holds.
    pub(super) end: u32,
    /// The next sibling of the same name. 0 is none.
    pub(super) next_same: u32,
    pub(super) kind: NodeKind,
    /// A sibling before this one has the same name.
    pub(super) repeated: bool,
    pub(super) has_elements: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    Element,
    Attribute,
    Text,
}

/// An element, an attribute or a text of a [`Record`]. Costs nothing to copy.
///
/// It is a serde deserializer, so that one type with `#[derive(Deserialize)]` reads both JSON and XML:
///
/// - Without children and attributes it is text. Numbers and `bool` are parsed from it. Empty, it is `None`, an empty
///   list, an empty text.
/// - With them it is a map in the order of the document. A name that came several times has a list as its value.
///   A list of one is made where a list is asked for.
/// - A text or number that is asked of an element with attributes is its `$text`.
#[derive(Clone, Copy)]
pub struct Element<'r> {
    record: &'r Record,
    at: u32,
    /// Stands for all siblings of its name, as the value of a map does.
    all: bool,
}

impl Record {
    /// Without its element, so not to be shown to anyone yet.
    pub(super) fn unread() -> Self {
        Self { text: String::new(), nodes: Vec::new(), index: None }
    }

    /// The name of the record's element.
    pub fn name(&self) -> &str {
        self.root().name()
    }

    /// The record's place in its document, from 0.
    pub fn index(&self) -> usize {
        self.index.unwrap_or(0)
    }

    /// The record's element.
    pub fn root(&self) -> Element<'_> {
        Element { record: self, at: 0, all: false }
    }

    /// The text of the first field of this name. See [`Element::get`].
    pub fn get(&self, name: &str) -> Option<&str> {
        self.root().get(name)
    }

    /// Names and texts of the fields that hold nothing but text, in the order of the document, attributes included.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.root().children().filter_map(|child| Some((child.name(), child.text()?)))
    }

    /// Decodes the record.
    ///
    /// # Errors
    ///
    /// A field does not fit `T`. The path begins with the record: `call[3].duration`.
    pub fn decode<'de, T: Deserialize<'de>>(&'de self) -> Result<T, Fault> {
        T::deserialize(self.root()).or_else(|_| {
            serde_path_to_error::deserialize(self.root()).map_err(|error| {
                let path = error.path().clone();
                error.into_inner().at(&path).within(&self.path())
            })
        })
    }

    /// Where the record stands in its document.
    pub(super) fn path(&self) -> String {
        match self.index {
            Some(index) => format!("{}[{index}]", self.name()),
            None => self.name().to_owned(),
        }
    }
}

impl<'r> Element<'r> {
    fn node(self) -> &'r Node {
        &self.record.nodes[self.at as usize]
    }

    fn slice(self, range: &Range<u32>) -> &'r str {
        &self.record.text[range.start as usize..range.end as usize]
    }

    /// The name, with its prefix if it has one. `@name` for an attribute, `$text` for text beside other content.
    pub fn name(self) -> &'r str {
        self.slice(&self.node().name)
    }

    /// The text, if there are no child elements. It is empty for `<a/>` and `<a></a>`.
    pub fn text(self) -> Option<&'r str> {
        let node = self.node();
        if node.has_elements {
            return None;
        }
        if self.is_leaf() {
            return Some(self.slice(&node.text));
        }
        let text = self.children().find(|child| child.node().kind == NodeKind::Text);
        Some(text.map_or("", |text| text.slice(&text.node().text)))
    }

    /// The text of the first field of this name, if that holds nothing but text.
    pub fn get(self, name: &str) -> Option<&'r str> {
        self.children().find(|child| child.name() == name)?.text()
    }

    /// Attributes, child elements and the text beside them, in the order of the document.
    pub fn children(self) -> impl Iterator<Item = Element<'r>> + use<'r> {
        let Element { record, at, .. } = self;
        let end = self.node().end;
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(Element { record, at: next, all: false })?;
            next = child.node().end;
            Some(child)
        })
    }

    /// Has neither children nor attributes.
    pub(super) fn is_leaf(self) -> bool {
        self.node().end == self.at + 1
    }

    pub(super) fn is_empty(self) -> bool {
        self.is_leaf() && self.node().text.is_empty()
    }

    /// The children with a new name, each for all of that name.
    pub(super) fn groups(self) -> impl Iterator<Item = Element<'r>> {
        let firsts = self.children().filter(|child| !child.node().repeated);
        firsts.map(|child| Element { all: child.node().next_same != 0, ..child })
    }

    /// Whether it stands for several elements.
    pub(super) fn is_group(self) -> bool {
        self.all
    }

    /// The elements it stands for.
    pub(super) fn members(self) -> impl Iterator<Item = Element<'r>> {
        std::iter::successors(Some(Element { all: false, ..self }), move |member| {
            let at = member.node().next_same;
            (self.all && at != 0).then_some(Element { at, ..*member })
        })
    }
}

/// Names and numbers only.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.nodes.is_empty() { "" } else { self.name() };
        f.debug_struct("Record")
            .field("name", &name)
            .field("nodes", &self.nodes.len())
            .finish_non_exhaustive()
    }
}

/// Names and numbers only.
impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Element").field("name", &self.name()).finish_non_exhaustive()
    }
}
