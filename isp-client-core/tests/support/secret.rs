//! The forms in which a secret could be printed.

use std::error::Error as _;
use std::fmt::Debug;

use isp_client_core::Error;

/// The text itself, escaped as `Debug` and JSON do, and percent-encoded in the usual ways.
pub fn forms(secret: &str) -> Vec<String> {
    let escaped = format!("{secret:?}");
    let mut forms = vec![
        secret.to_owned(),
        escaped[1..escaped.len() - 1].to_owned(),
        serde_json::to_string(secret).unwrap().trim_matches('"').to_owned(),
        url::form_urlencoded::byte_serialize(secret.as_bytes()).collect(),
    ];
    let upper = percent_encoded(secret);
    forms.push(upper.replace("%3A", ":"));
    forms.push(lower_hex(&upper));
    forms.push(upper);
    forms.push(base64(&format!("me:{secret}")));
    forms.sort();
    forms.dedup();
    forms
}

pub fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// `%3A` as `%3a`.
pub fn lower_hex(encoded: &str) -> String {
    let mut pieces = encoded.split('%');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push('%');
        text.push_str(&piece[..2].to_ascii_lowercase());
        text.push_str(&piece[2..]);
    }
    text
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

/// Fails if the secret stands in `text` in any form.
#[track_caller]
pub fn assert_hidden(secret: &str, text: &str) {
    for form in forms(secret) {
        if let Some(at) = text.find(&form) {
            let from = text[..at].char_indices().rev().nth(300).map_or(0, |(from, _)| from);
            panic!("{form} stands after: {}", &text[from..at]);
        }
    }
}

/// Everything that can be read from an error but the answer itself, which it keeps as it came.
pub fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    for part in [error.message(), error.code(), error.path(), error.location()].into_iter().flatten() {
        text.push_str(part);
        text.push('\n');
    }
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!("{next}\n{next:?}\n{next:#?}\n"));
        cause = next.source();
    }
    text
}

pub fn debugged(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}\n")
}
