//! Hides a credential in what the server wrote. A server may echo it, also as part of an address.

use crate::Charset;

/// `text` with `***` for each `secret`: as it is, percent-encoded, or at the end of a text that was `cut` there.
pub(super) fn mask(text: &str, secret: &str, cut: bool) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = length_of(secret, rest, cut);
        match found {
            Some(_) => masked.push_str("***"),
            None => masked.push(first),
        }
        rest = &rest[found.unwrap_or(first.len_utf8())..];
    }
    masked
}

/// How much of the start of `text` is the secret.
fn length_of(secret: &str, text: &str, cut: bool) -> Option<usize> {
    if text.starts_with(secret) {
        return Some(secret.len());
    }
    let encoded = encoded_length(secret.as_bytes(), text, cut);
    if encoded.is_some() || secret.is_ascii() {
        return encoded;
    }
    encoded_length(&Charset::Windows1251.encode(secret)?, text, cut)
}

/// The same where the secret is percent-encoded.
fn encoded_length(secret: &[u8], text: &str, cut: bool) -> Option<usize> {
    let mut rest = text.as_bytes();
    for &byte in secret {
        rest = match rest {
            [] => return cut.then_some(text.len()),
            [b'%', high, low, rest @ ..] if unhex(*high, *low) == Some(byte) => rest,
            // An encoded character that was cut itself.
            [b'%'] | [b'%', _] if cut => return Some(text.len()),
            [b'+', rest @ ..] if byte == b' ' => rest,
            [first, rest @ ..] if *first == byte => rest,
            _ => return None,
        };
    }
    Some(text.len() - rest.len())
}

fn unhex(high: u8, low: u8) -> Option<u8> {
    let digit = |letter: u8| char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn knows_a_secret_in_any_encoding() {
        for (text, secret, masked) in [
            ("key abc!", "abc", "key ***!"),
            ("abcabc ab", "abc", "****** ab"),
            ("a%62c %61%62%63", "abc", "*** ***"),
            ("x=a%3ab+%2b", "a:b +", "x=***"),
            ("x=a%3Ab%20%2B", "a:b +", "x=***"),
            ("%D1%8F %d1%8f я", "я", "*** *** ***"),
            ("%FF %df%ff", "я", "*** %df***"),
            ("%2541 %41", "%41", "*** ***"),
            ("%4", "abc", "%4"),
            ("ab", "abc", "ab"),
            ("100%", "abc", "100%"),
        ] {
            assert_eq!(mask(text, secret, false), masked, "{text}");
        }
    }

    #[test]
    fn knows_a_secret_that_the_cap_has_cut() {
        for (text, masked) in [
            ("key ab", "key ***"),
            ("key a", "key ***"),
            ("key a%6", "key ***"),
            ("key a%", "key ***"),
            ("key abc", "key ***"),
            ("key ax", "key ax"),
        ] {
            assert_eq!(mask(text, "abc", true), masked, "{text}");
        }
    }
}
