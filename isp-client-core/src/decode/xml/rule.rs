use std::borrow::Cow;

/// Which elements of a document are records. A record within a record is a part of the outer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRule {
    which: Which,
    root: Option<Cow<'static, str>>,
    any_case: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Which {
    Root,
    Children,
    Named(Cow<'static, str>),
}

impl RecordRule {
    fn new(which: Which) -> Self {
        Self { which, root: None, any_case: false }
    }

    /// The root is the one record.
    pub fn root() -> Self {
        Self::new(Which::Root)
    }

    /// The child elements of the root are the records.
    pub fn children() -> Self {
        Self::new(Which::Children)
    }

    /// Elements of this name are the records, at any depth, the root itself included.
    pub fn named(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Which::Named(name.into()))
    }

    /// Refuses a document whose root has another name, unless the root is a record.
    ///
    /// Without it an empty root of any name, `<error/>` too, is an empty list.
    #[must_use]
    pub fn within(self, root: impl Into<Cow<'static, str>>) -> Self {
        Self { root: Some(root.into()), ..self }
    }

    /// Takes ASCII letters of either case for the same in all names. Every name is then told in lower case.
    #[must_use]
    pub fn any_case(self) -> Self {
        Self { any_case: true, ..self }
    }

    pub(super) fn is_any_case(&self) -> bool {
        self.any_case
    }

    pub(super) fn is_root(&self) -> bool {
        self.which == Which::Root
    }

    pub(super) fn same_name(&self, left: &str, right: &str) -> bool {
        if self.any_case { left.eq_ignore_ascii_case(right) } else { left == right }
    }

    pub(super) fn accepts_root(&self, name: &str) -> bool {
        self.takes(name, 0) || self.root.as_ref().is_none_or(|root| self.same_name(root, name))
    }

    /// Whether an element within `depth` open ones, none of them a record, is a record.
    pub(super) fn takes(&self, name: &str, depth: usize) -> bool {
        match &self.which {
            Which::Root => depth == 0,
            Which::Children => depth == 1,
            Which::Named(wanted) => self.same_name(name, wanted),
        }
    }
}
