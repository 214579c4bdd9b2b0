//! All secrets of a client, and everything that an error tells.

use isp_test_support::secret::{self, debugged, hidden};
use kubalink_client::{Error, Refusal};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// All that a client can be trusted with.
#[derive(Debug, Clone)]
pub(crate) struct Secrets {
    pub(crate) key: String,
    pub(crate) new: String,
    pub(crate) old: String,
    /// A part of the address of a file.
    pub(crate) token: String,
}

impl Secrets {
    pub(crate) fn file(&self) -> String {
        format!("https://files.example.net/a.jpg?t={}", self.token)
    }
}

/// Begun so that none is part of another or stands anywhere by chance.
pub(crate) fn secrets() -> impl Strategy<Value = Secrets> {
    let of = |pattern: &str| proptest::string::string_regex(pattern).unwrap();
    (
        of("Kk[ -~а-яёїґ€𝄞]{8,40}!"),
        of("Nn[ -~а-яёїґ€𝄞]{8,40}!"),
        of("Oo[ -~а-яёїґ€𝄞]{8,40}!"),
        of("Tt[A-Za-z0-9]{8,40}"),
    )
        .prop_map(|(key, new, old, token)| Secrets { key, new, old, token })
}

pub(crate) fn check(cases: u32, test: impl Fn(Secrets) -> Result<(), TestCaseError>) {
    secret::check(cases, &secrets(), test);
}

pub(crate) fn all_hidden(secrets: &Secrets, text: &str) -> Result<(), TestCaseError> {
    [&secrets.key, &secrets.new, &secrets.old, &secrets.token]
        .into_iter()
        .try_for_each(|secret| hidden(secret, text))
}

/// All that an error tells, except for the answer itself, which it keeps as it came.
pub(crate) fn shown(error: &Error) -> String {
    let refusal = error.refusal::<Refusal>().map(|refusal| format!("{refusal}\n{}", debugged(refusal)));
    let parts = [error.message(), error.code(), error.path(), error.location(), refusal.as_deref()];
    secret::shown(error, parts)
}
