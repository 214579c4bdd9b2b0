//! The five named references and character references. Everything else that starts with `&` is text.

use std::borrow::Cow;

/// A reference is looked for in so many bytes after its `&`, the `;` included.
const LONGEST: usize = 32;

/// The text that an escaped one stands for, as PHP's `htmlspecialchars` and XML write it. What is no reference stays.
///
/// ```
/// use isp_client_core::decode::unescape;
///
/// assert_eq!(unescape("ООО &quot;A&amp;B&quot; &#047; 5 & more"), "ООО \"A&B\" / 5 & more");
/// ```
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    push_resolved(text, &mut plain);
    Cow::Owned(plain)
}

/// Appends the text that `raw` stands for.
pub(super) fn push_resolved(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = reference(rest).unwrap_or(('&', 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// Length of `raw` without a reference that may go on in text still to come.
pub(super) fn settled(raw: &str) -> usize {
    let tail = raw.len().saturating_sub(LONGEST);
    match raw.as_bytes()[tail..].iter().rposition(|byte| *byte == b'&') {
        Some(at) if raw.as_bytes()[tail + at + 1..].iter().all(|byte| in_reference(*byte)) => tail + at,
        _ => raw.len(),
    }
}

fn in_reference(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'#'
}

/// The character, and the length of its reference.
fn reference(text: &str) -> Option<(char, usize)> {
    let after = &text.as_bytes()[1..text.len().min(LONGEST + 1)];
    let end = after.iter().position(|byte| !in_reference(*byte))?;
    if after[end] != b';' {
        return None;
    }
    let character = match &text[1..=end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            // XML knows no other control characters.
            char::from_u32(code.ok()?).filter(|c| *c >= ' ' || matches!(c, '\t' | '\n' | '\r'))?
        }
    };
    Some((character, end + 2))
}

#[cfg(test)]
mod tests {
    use super::{push_resolved, settled};

    #[test]
    fn proper_references_are_resolved_and_the_rest_is_text() {
        for (raw, resolved) in [
            ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"),
            ("&#1055;&#x41f;&#x41F;", "ППП"),
            ("&amp;amp;", "&amp;"),
            ("&", "&"),
            ("& ", "& "),
            ("&;", "&;"),
            ("&&amp;&", "&&&"),
            ("a&b;c", "a&b;c"),
            ("&callid=1.2;", "&callid=1.2;"),
            ("&Amp;&unknown;", "&Amp;&unknown;"),
            ("&#;&#x;&#xZ;&#-1;&#+1;", "&#;&#x;&#xZ;&#-1;&#+1;"),
            ("&#0;&#1;&#xD800;&#x110000;&#99999999999;", "&#0;&#1;&#xD800;&#x110000;&#99999999999;"),
            ("&ampП;", "&ampП;"),
        ] {
            let mut out = String::new();
            push_resolved(raw, &mut out);
            assert_eq!(out, resolved, "{raw}");
        }
    }

    #[test]
    fn a_reference_that_may_go_on_is_not_settled() {
        for (raw, length) in [
            ("", 0),
            ("text", 4),
            ("text&", 4),
            ("text&am", 4),
            ("text&amp;", 9),
            ("text&a=", 7),
            ("&&", 1),
            ("П&#x4", 2),
        ] {
            assert_eq!(settled(raw), length, "{raw}");
        }
        let long = format!("&{}", "a".repeat(100));
        assert_eq!(settled(&long), long.len());
    }
}
