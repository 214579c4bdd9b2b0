//! A record, while it is read.

use quick_xml::events::attributes::Attributes;

use super::super::Fault;
use super::entity::push_resolved;
use super::markup::malformed;
use super::record::{Node, NodeKind, Record, TEXT};

/// With more siblings than this, names are compared once at the end of their element, sorted.
const FEW: u32 = 16;

#[derive(Debug)]
pub(super) struct Builder {
    pub(super) record: Record,
    open: Vec<Open>,
    /// Where the text since the last markup starts in the record's text.
    run: usize,
    sorted: Vec<u32>,
}

#[derive(Debug)]
struct Open {
    at: u32,
    children: u32,
    last_child: u32,
    /// One bit by name, so that most new names need no comparison.
    names: u64,
    repeats: bool,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { record: Record::unread(), open: Vec::new(), run: 0, sorted: Vec::new() }
    }

    /// Elements of the record that are open now. 0 is outside of a record.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn open_name(&self) -> Option<&str> {
        let node = &self.record.nodes[self.open.last()?.at as usize];
        Some(&self.record.text[node.name.start as usize..node.name.end as usize])
    }

    pub(super) fn begin(&mut self, index: Option<usize>) {
        self.record.text.clear();
        self.record.nodes.clear();
        self.record.index = index;
        self.open.clear();
        self.run = 0;
    }

    pub(super) fn start(&mut self, name: &str, attributes: &str, lower: bool) -> Result<(), Fault> {
        self.end_run();
        let at = self.node("", name, lower, NodeKind::Element);
        self.open.push(Open { at, children: 0, last_child: 0, names: 0, repeats: false });
        if !attributes.is_empty() {
            for attribute in Attributes::new(attributes, 0) {
                let attribute = attribute.map_err(|_| malformed("a malformed attribute"))?;
                let at = self.node("@", attribute.key.as_ref(), lower, NodeKind::Attribute);
                let start = self.record.text.len();
                push_resolved(&attribute.value, &mut self.record.text);
                self.record.nodes[at as usize].text = start as u32..self.record.text.len() as u32;
            }
        }
        self.run = self.record.text.len();
        Ok(())
    }

    /// Text as it stands in the document, or a part of it.
    pub(super) fn text(&mut self, raw: &str) {
        let raw = if self.run == self.record.text.len() { raw.trim_ascii_start() } else { raw };
        push_resolved(raw, &mut self.record.text);
    }

    /// The content of a CDATA section.
    pub(super) fn literal(&mut self, text: &str) {
        self.record.text.push_str(text);
    }

    /// Ends the innermost element. `true` if that was the record.
    pub(super) fn end(&mut self) -> bool {
        let Some(open) = self.open.last() else { return true };
        let at = open.at as usize;
        if self.record.nodes.len() == at + 1 {
            self.record.nodes[at].text = self.trimmed_run();
        } else {
            self.end_run();
        }
        self.run = self.record.text.len();
        self.record.nodes[at].end = self.record.nodes.len() as u32;
        if self.open.pop().is_some_and(|open| open.repeats) {
            self.link(at);
        }
        self.open.is_empty()
    }

    fn trimmed_run(&self) -> std::ops::Range<u32> {
        let run = &self.record.text[self.run..];
        let text = run.trim_ascii_start();
        let start = self.run + run.len() - text.len();
        start as u32..(start + text.trim_ascii_end().len()) as u32
    }

    /// Keeps the text between two elements as a node of its own.
    fn end_run(&mut self) {
        if self.run == self.record.text.len() {
            return;
        }
        let text = self.trimmed_run();
        if text.is_empty() {
            self.record.text.truncate(self.run);
        } else {
            let at = self.node("", TEXT, false, NodeKind::Text);
            self.record.nodes[at as usize].text = text;
        }
        self.run = self.record.text.len();
    }

    /// Adds a node without content to the innermost open element.
    fn node(&mut self, mark: &str, name: &str, lower: bool, kind: NodeKind) -> u32 {
        let text = &mut self.record.text;
        let start = text.len();
        text.push_str(mark);
        text.push_str(name);
        if lower {
            text[start..].make_ascii_lowercase();
        }
        let name = start as u32..text.len() as u32;
        let at = self.record.nodes.len() as u32;
        if let Some(parent) = self.open.last_mut() {
            parent.meet(at, &name, &self.record);
            self.record.nodes[parent.at as usize].has_elements |= kind == NodeKind::Element;
        }
        let (text, end) = (name.end..name.end, at + 1);
        self.record.nodes.push(Node {
            name,
            text,
            end,
            next_same: 0,
            kind,
            repeated: false,
            has_elements: false,
        });
        at
    }

    /// Links the children of the same name with each other.
    fn link(&mut self, parent: usize) {
        let Record { text, nodes, .. } = &mut self.record;
        let name = |node: &Node| &text[node.name.start as usize..node.name.end as usize];
        self.sorted.clear();
        let mut next = parent as u32 + 1;
        while next < nodes[parent].end {
            self.sorted.push(next);
            next = nodes[next as usize].end;
        }
        // Stable, so that the order of the document stays within a name.
        self.sorted.sort_by(|a, b| name(&nodes[*a as usize]).cmp(name(&nodes[*b as usize])));
        for pair in self.sorted.windows(2) {
            let (before, after) = (pair[0] as usize, pair[1] as usize);
            if name(&nodes[before]) == name(&nodes[after]) {
                nodes[before].next_same = after as u32;
                nodes[after].repeated = true;
            }
        }
    }
}

impl Open {
    /// Notes a new child, and whether its name may have come before.
    fn meet(&mut self, child: u32, name: &std::ops::Range<u32>, record: &Record) {
        let bytes =
            |name: &std::ops::Range<u32>| &record.text.as_bytes()[name.start as usize..name.end as usize];
        let new = bytes(name);
        let bit = name_bit(new);
        if self.names & bit != 0 && !self.repeats {
            let of = |at: u32| bytes(&record.nodes[at as usize].name);
            self.repeats = self.children > FEW || of(self.last_child) == new || {
                let mut sibling = self.at + 1;
                loop {
                    if sibling >= child {
                        break false;
                    }
                    if of(sibling) == new {
                        break true;
                    }
                    sibling = record.nodes[sibling as usize].end;
                }
            };
        }
        self.names |= bit;
        self.children += 1;
        self.last_child = child;
    }
}

fn name_bit(name: &[u8]) -> u64 {
    let first = name.first().copied().unwrap_or(0);
    let last = name.last().copied().unwrap_or(0);
    let mixed = (name.len() as u32).wrapping_mul(7) ^ u32::from(first).wrapping_mul(3) ^ u32::from(last);
    1 << (mixed & 63)
}
