//! Secrets, the ways in which they can be written, and everything that an error tells.

use std::error::Error as _;
use std::fmt::Debug;

use encoding_rs::WINDOWS_1251;
use procbill_client::{Error, Refusal};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// All that a client can be trusted with.
#[derive(Debug, Clone)]
pub(crate) struct Secrets {
    pub(crate) password: String,
    pub(crate) suid: String,
    /// Of a switch.
    pub(crate) switch: String,
    /// Of a subscriber.
    pub(crate) subscriber: String,
}

impl Secrets {
    fn sent(&self) -> [&str; 3] {
        [&self.password, &self.suid, &self.switch]
    }
}

/// Begun so that none is part of another or stands anywhere by chance.
fn secrets() -> impl Strategy<Value = Secrets> {
    let of = |pattern: &str| proptest::string::string_regex(pattern).unwrap();
    (of("Pp[ -~а-яёїґ€]{8,30}!"), of("7[0-9]{17}"), of("Ww[ -&(-~а-яё]{8,30}!"), of("Gg[!-~]{8,20}"))
        .prop_map(|(password, suid, switch, subscriber)| Secrets { password, suid, switch, subscriber })
}

pub(crate) fn check(cases: u32, test: impl Fn(Secrets) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&secrets(), test).unwrap();
}

fn percent_encoded(bytes: &[u8], kept: &[u8]) -> String {
    let byte = |byte: &u8| match *byte {
        byte if byte.is_ascii_alphanumeric() || kept.contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(byte).collect()
}

/// `%3A` as `%3a`.
fn lower_hex(encoded: &str) -> String {
    let mut lower = 0;
    let letter = |c: char| {
        lower = if c == '%' { 3 } else { usize::saturating_sub(lower, 1) };
        if lower > 0 { c.to_ascii_lowercase() } else { c }
    };
    encoded.chars().map(letter).collect()
}

/// Percent-encoded in the usual ways, in both charsets: so it can stand in an address.
pub(crate) fn encoded(secret: &str) -> Vec<String> {
    let (cp1251, ..) = WINDOWS_1251.encode(secret);
    let mut encoded = Vec::new();
    for bytes in [secret.as_bytes(), &cp1251] {
        let (whole, colon) = (percent_encoded(bytes, b"-._~"), percent_encoded(bytes, b"-._~:"));
        let form = url::form_urlencoded::byte_serialize(bytes).collect();
        encoded.extend([form, lower_hex(&whole), lower_hex(&colon), whole, colon]);
    }
    encoded
}

/// Raw and encoded: so a server may write it.
pub(crate) fn written(secret: &str) -> Vec<String> {
    let mut written = encoded(secret);
    written.push(secret.to_owned());
    written
}

fn hidden(secret: &str, text: &str) -> Result<(), TestCaseError> {
    let inner = |quoted: String| quoted[1..quoted.len() - 1].to_owned();
    let mut forms = written(secret);
    forms.push(inner(format!("{secret:?}")));
    for form in forms {
        prop_assert!(!text.contains(&form), "{form:?} stands in {text}");
    }
    Ok(())
}

/// Of what the client was given, in whatever the server made of it.
pub(crate) fn sent_hidden(secrets: &Secrets, text: &str) -> Result<(), TestCaseError> {
    secrets.sent().into_iter().try_for_each(|secret| hidden(secret, text))
}

/// In what this crate writes nothing may stand.
pub(crate) fn all_hidden(secrets: &Secrets, text: &str) -> Result<(), TestCaseError> {
    hidden(&secrets.subscriber, text)?;
    sent_hidden(secrets, text)
}

pub(crate) fn debugged(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}\n")
}

/// All that an error tells, except for the answer itself, which it keeps as it came.
pub(crate) fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:#}\n{}", debugged(error));
    for part in [error.message(), error.code(), error.path(), error.location()].into_iter().flatten() {
        text.push_str(part);
        text.push('\n');
    }
    if let Some(refusal) = error.refusal::<Refusal>() {
        text.push_str(&format!("{refusal}\n{}", debugged(refusal)));
    }
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!("{next}\n{next:?}\n{next:#?}\n"));
        cause = next.source();
    }
    text
}
