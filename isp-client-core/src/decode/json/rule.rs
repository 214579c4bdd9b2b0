use std::borrow::Cow;

/// Which values of a document are records: the items of an array, or the values of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRule {
    field: Option<Cow<'static, str>>,
    any_case: bool,
    optional: bool,
    or_root: bool,
    ignored: Option<&'static str>,
    one: Option<&'static [&'static str]>,
    numbered: bool,
    single: bool,
    largest: usize,
    beside: usize,
}

impl RecordRule {
    fn new(field: Option<Cow<'static, str>>) -> Self {
        Self {
            field,
            any_case: false,
            optional: false,
            or_root: false,
            ignored: None,
            one: None,
            numbered: false,
            single: false,
            largest: 1 << 20,
            beside: 64 << 10,
        }
    }

    /// The items of the root are the records.
    pub fn items() -> Self {
        Self::new(None)
    }

    /// The items of this field of the root are the records. The other fields are the envelope.
    pub fn field(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Some(name.into()))
    }

    /// Takes ASCII letters of either case for the same in the name of the field.
    #[must_use]
    pub fn any_case(self) -> Self {
        Self { any_case: true, ..self }
    }

    /// Takes a document without the field for an empty list. Else it is refused.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Takes the root for the list where it is an array, or an object whose fields are numbers. For servers that are
    /// not known to wrap their lists.
    #[must_use]
    pub fn or_root(self) -> Self {
        Self { or_root: true, ..self }
    }

    /// Passes over a field of the envelope, however large it is.
    #[must_use]
    pub fn ignoring(self, field: &'static str) -> Self {
        Self { ignored: Some(field), ..self }
    }

    /// Takes an object that is itself a record for the only one: its first field is one of these, or an unknown single
    /// value. In a list, each field is a number, a UUID, or holds a record. For servers that answer one record for one, and a
    /// list for several.
    #[must_use]
    pub fn or_one(self, fields: &'static [&'static str]) -> Self {
        Self { one: Some(fields), ..self }
    }

    /// How many bytes of text one record may have. The default is 1 MiB.
    #[must_use]
    pub fn largest(self, bytes: usize) -> Self {
        Self { largest: bytes, ..self }
    }

    /// How many bytes the names and values of the envelope may have together. The default is 64 KiB.
    #[must_use]
    pub fn largest_beside(self, bytes: usize) -> Self {
        Self { beside: bytes, ..self }
    }

    /// Leaves it to the caller what a single value in the place of the list is: it stands in the envelope, and no list is
    /// found. Else it is refused, unless it stands for an empty list.
    #[must_use]
    pub fn or_single(self) -> Self {
        Self { single: true, ..self }
    }

    pub(super) fn may_be_single(&self) -> bool {
        self.single
    }

    pub(super) fn envelope(&self) -> usize {
        self.beside
    }

    pub(super) fn largest_record(&self) -> usize {
        self.largest
    }

    /// With [`or_one`](Self::or_one): a list has numbers or UUIDs as keys, so an object that begins with anything else is a
    /// record, also where that field is not known.
    #[must_use]
    pub fn numbered(self) -> Self {
        Self { numbered: true, ..self }
    }

    /// Whether an object that begins with this field is itself a record.
    pub(super) fn is_one(&self, name: &str, value: &str) -> bool {
        let Some(fields) = self.one else { return false };
        let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        let is_key = is_number || is_uuid(name);
        !is_key && (self.numbered || fields.contains(&name) || !value.starts_with(['{', '[']))
    }

    pub(super) fn ignores(&self, name: &str) -> bool {
        self.ignored == Some(name)
    }

    pub(super) fn may_be_root(&self) -> bool {
        self.or_root
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.field.as_deref()
    }

    pub(super) fn is_optional(&self) -> bool {
        self.optional
    }

    pub(super) fn takes(&self, name: &str) -> bool {
        let Some(field) = self.name() else { return false };
        if self.any_case { field.eq_ignore_ascii_case(name) } else { field == name }
    }
}

fn is_uuid(name: &str) -> bool {
    let mut parts = name.split('-');
    [8, 4, 4, 4, 12].iter().all(|length| {
        parts
            .next()
            .is_some_and(|part| part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }) && parts.next().is_none()
}
