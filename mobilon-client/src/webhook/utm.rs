//! The call-tracking tags of an event.

/// Call-tracking tags: `src=…;mdm=…` (`utmString`).
///
/// The names that are known: `src`, `mdm`, `cmp`, `cnt` and `trm` for utm_source, utm_medium, utm_campaign, utm_content
/// and utm_term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utm(String);

impl Utm {
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// All tags in order, also those without a known meaning. A tag without `=` has an empty value.
    pub fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        let pieces = self.0.split(';').map(str::trim).filter(|piece| !piece.is_empty());
        pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")))
    }

    /// The first tag of this short name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.tags().find_map(|(tag, value)| (tag == name).then_some(value))
    }
}
