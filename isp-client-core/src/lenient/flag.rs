//! Yes or no.

use serde::Deserializer;

use super::leaf::{Leaf, leaf, optional};

const EXPECTED: &str = "a flag: true, false, 1, 0, yes, no, on or off";

/// A flag: `true`, `1`, `"1"`, and the words `true`, `yes`, `y`, `on` in any case, and their opposites.
///
/// # Errors
///
/// Empty, or anything else.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    leaf(deserializer, EXPECTED, read)
}

/// Like [`flag`], and empty is none.
///
/// Right where the server leaves out what it does not know. Where empty text is Perl's false, use
/// [`opt_perl_flag`].
///
/// # Errors
///
/// Not a flag.
pub fn opt_flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    optional(deserializer, EXPECTED, read)
}

/// Like [`flag`], and all that is empty is false, as in Perl: `""` is what its false prints, `null` its
/// undef.
///
/// # Errors
///
/// Not a flag.
pub fn perl_flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    leaf(deserializer, EXPECTED, |leaf| if leaf.is_empty() { Some(false) } else { read(leaf) })
}

/// Like [`flag`], and empty text is false, as Perl prints it; `null`, `[]` and `{}` are none.
///
/// # Errors
///
/// Not a flag.
pub fn opt_perl_flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    leaf(deserializer, EXPECTED, |leaf| match leaf {
        Leaf::Nothing => Some(None),
        Leaf::Text(text) if text.trim_ascii().is_empty() => Some(Some(false)),
        _ if leaf.is_empty() => Some(None),
        _ => read(leaf).map(Some),
    })
}

fn read(leaf: Leaf<'_>) -> Option<bool> {
    match leaf.whole() {
        Leaf::Bool(flag) => Some(flag),
        Leaf::Signed(1) | Leaf::Unsigned(1) => Some(true),
        Leaf::Signed(0) | Leaf::Unsigned(0) => Some(false),
        Leaf::Text(text) => word(text.trim_ascii()),
        Leaf::Nothing | Leaf::Signed(_) | Leaf::Unsigned(_) | Leaf::Float(_) => None,
    }
}

fn word(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(&["1", "true", "yes", "y", "on"]) {
        Some(true)
    } else if is(&["0", "false", "no", "n", "off"]) {
        Some(false)
    } else {
        None
    }
}
