//! Secrets, the ways in which they can be written, and everything that an error tells.

use std::error::Error as _;
use std::fmt::Debug;

use nodeny_client::{Error, Refusal};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::json;

/// All that a client can be trusted with.
#[derive(Debug, Clone)]
pub(crate) struct Secrets {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) session: String,
    pub(crate) card: String,
    pub(crate) push: String,
}

impl Secrets {
    /// Those that no text may hold, whoever wrote it. A login may stand in the server's own words
    /// (`Access for login … is blocked`), which are told.
    fn masked(&self) -> [&str; 4] {
        [&self.password, &self.session, &self.card, &self.push]
    }
}

/// Begun so that none is part of another or stands anywhere by chance.
pub(crate) fn secrets() -> impl Strategy<Value = Secrets> {
    let of = |pattern: &str| proptest::string::string_regex(pattern).unwrap();
    // A cookie carries no `"`, `,`, `;` and `\`.
    let session = of("Ss[!#-+\\--:<-\\[\\]-~]{8,40}");
    (
        of("Ll[ -~а-яёїґ€𝄞]{8,40}!"),
        of("Pp[ -~а-яёїґ€𝄞]{8,40}!"),
        session,
        of("Cc[!-~]{8,40}"),
        of("Gg[!-~]{8,40}"),
    )
        .prop_map(|(login, password, session, card, push)| Secrets {
            login,
            password,
            session,
            card,
            push,
        })
}

pub(crate) fn check(cases: u32, test: impl Fn(Secrets) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&secrets(), test).unwrap();
}

fn percent_encoded(text: &str, kept: &[u8]) -> String {
    let byte = |byte: u8| match byte {
        _ if byte.is_ascii_alphanumeric() || kept.contains(&byte) => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
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

/// Percent-encoded in the usual ways: so it can stand in an address.
pub(crate) fn encoded(secret: &str) -> Vec<String> {
    let (whole, colon) = (percent_encoded(secret, b"-._~"), percent_encoded(secret, b"-._~:"));
    let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    vec![form, lower_hex(&whole), lower_hex(&colon), whole, colon]
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
    forms.extend([inner(format!("{secret:?}")), inner(json!(secret).to_string())]);
    for form in forms {
        prop_assert!(!text.contains(&form), "{form:?} stands in {text}");
    }
    Ok(())
}

/// In what this crate writes nothing may stand, the login neither.
pub(crate) fn all_hidden(secrets: &Secrets, text: &str) -> Result<(), TestCaseError> {
    hidden(&secrets.login, text)?;
    echoes_hidden(secrets, text)
}

/// In what the server wrote.
pub(crate) fn echoes_hidden(secrets: &Secrets, text: &str) -> Result<(), TestCaseError> {
    secrets.masked().into_iter().try_for_each(|secret| hidden(secret, text))
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
