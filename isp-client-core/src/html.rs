//! Tells a web page from data, by how it begins.

/// How far a page may begin after the start.
const FAR: usize = 512;
/// The longest of the beginnings.
const LONGEST: usize = "<!doctype html".len();

/// Whether a body begins like a web page.
pub(crate) fn looks_like_html(body: &[u8]) -> bool {
    let start = &body[..body.len().min(FAR)];
    let begins =
        |tag: &[u8], text: &[u8]| text.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    after_prolog(start).is_some_and(|text| begins(b"<!doctype html", text) || begins(b"<html", text))
}

/// Whether `start` is enough of a body to answer that.
pub(crate) fn is_told(start: &[u8]) -> bool {
    start.len() >= FAR || after_prolog(start).is_some_and(|text| text.len() >= LONGEST)
}

/// The text after a byte order mark, white space, declarations and comments; none if it ends within them.
fn after_prolog(text: &[u8]) -> Option<&[u8]> {
    let mut text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    loop {
        text = text.trim_ascii_start();
        let end: &[u8] = match text {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => return Some(text),
        };
        let at = text.windows(end.len()).position(|window| window == end)?;
        text = &text[at + end.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::{is_told, looks_like_html};

    #[test]
    fn a_page_is_seen_whatever_stands_before_it() {
        for body in [
            "<!DOCTYPE html><html>",
            "  \r\n<!doctype HTML>",
            "\u{feff}<html lang=\"ru\">",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC>",
            "<!-- a --> <!-- b --><html>",
        ] {
            assert!(looks_like_html(body.as_bytes()), "{body}");
            // Chunk by chunk, too: whatever is enough to be told is told right.
            for length in 0..body.len() {
                let start = &body.as_bytes()[..length];
                assert!(!is_told(start) || looks_like_html(start), "{body} {length}");
            }
        }
        for body in
            ["", "{}", "<calls/>", "<?xml version=\"1.0\"?><calls/>", "<!-- <html> --><calls/>", "<!--"]
        {
            assert!(!looks_like_html(body.as_bytes()), "{body}");
        }
    }
}
