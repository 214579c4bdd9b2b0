//! Random secrets, the ways in which they can be written, and everything that an error tells.

use std::error::Error;
use std::fmt::{Debug, Write as _};

use proptest::prop_assert;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// Runs the test with so many values. What fails is told, not kept in a file.
#[track_caller]
pub fn check<S: Strategy>(cases: u32, values: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(values, test).unwrap();
}

/// With all but letters, digits and `-._~` as `%3A`.
pub fn percent_encoded(text: impl AsRef<[u8]>) -> String {
    let byte = |byte: &u8| match *byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.as_ref().iter().map(byte).collect()
}

/// `%3A` as `%3a`.
pub fn lower_hex(encoded: &str) -> String {
    let mut lower = 0;
    let letter = |c: char| {
        lower = if c == '%' { 3 } else { usize::saturating_sub(lower, 1) };
        if lower > 0 { c.to_ascii_lowercase() } else { c }
    };
    encoded.chars().map(letter).collect()
}

/// Percent-encoded in the usual ways: so it can stand in an address.
pub fn encoded(secret: impl AsRef<[u8]>) -> Vec<String> {
    let whole = percent_encoded(&secret);
    let colon = whole.replace("%3A", ":");
    let form = url::form_urlencoded::byte_serialize(secret.as_ref()).collect();
    vec![form, lower_hex(&whole), lower_hex(&colon), colon, whole]
}

/// Raw and encoded: so a server may write it.
pub fn written(secret: &str) -> Vec<String> {
    let mut written = encoded(secret);
    written.push(secret.to_owned());
    written
}

/// Fails if the secret stands in `text`: as a server may write it, escaped as `Debug` and JSON do, or in Base64 behind
/// as many bytes as in `me:secret`.
pub fn hidden(secret: &str, text: &str) -> Result<(), TestCaseError> {
    let inner = |quoted: String| quoted[1..quoted.len() - 1].to_owned();
    let mut forms = written(secret);
    forms.extend([
        inner(format!("{secret:?}")),
        inner(serde_json::to_string(secret).unwrap()),
        base64(secret),
    ]);
    absent(forms, text)
}

/// Fails if one of these stands in `text`.
pub fn absent(forms: impl IntoIterator<Item = String>, text: &str) -> Result<(), TestCaseError> {
    for form in forms {
        let at = text.find(&form);
        // A log is long: what comes shortly before tells whose line it is.
        let before = &text[..at.unwrap_or_default()];
        let from = before.char_indices().rev().nth(300).map_or(0, |(from, _)| from);
        prop_assert!(at.is_none(), "{form:?} stands after: {}", &before[from..]);
    }
    Ok(())
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    // The last, padded letters are left out: what comes before them is telling enough.
    for three in text.as_bytes().chunks_exact(3) {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        for shift in [18, 12, 6, 0] {
            out.push(char::from(LETTERS[(bits >> shift & 63) as usize]));
        }
    }
    out
}

/// As `Debug` prints it, on one line and on many.
pub fn debugged(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}\n")
}

/// An error, with what it keeps beside its text (`parts`) and everything below it.
pub fn shown<'a>(error: &impl Error, parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut text = format!("{error}\n{error:#}\n{}", debugged(error));
    for part in parts.into_iter().flatten() {
        text.push_str(part);
        text.push('\n');
    }
    let mut cause = error.source();
    while let Some(next) = cause {
        writeln!(text, "{next}\n{next:?}\n{next:#?}").unwrap();
        cause = next.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_as_anybody_may_write_it() {
        for found in [
            "a:\"é /b",
            "a:\\\"é /b",
            "a%3A%22%C3%A9%20%2Fb",
            "a%3a%22%c3%a9%20%2fb",
            "a:%22%C3%A9%20%2Fb",
            "a:%22%c3%a9%20%2fb",
            "a%3A%22%C3%A9+%2Fb",
            "bWU6YToiw6kgL2I=",
        ] {
            assert!(hidden("a:\"é /b", &format!("Привет {found}.")).is_err(), "{found}");
        }
        hidden("a:\"é /b", "a:é /b").unwrap();
    }
}
