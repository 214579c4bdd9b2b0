//! Secrets, the ways in which they can be written, and everything that an error tells.

use encoding_rs::WINDOWS_1251;
use isp_test_support::secret::{self, debugged};
use procbill_client::{Error, Refusal};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

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
    secret::check(cases, &secrets(), test);
}

/// Percent-encoded in the usual ways, in both charsets: so it can stand in an address.
pub(crate) fn encoded(secret: &str) -> Vec<String> {
    [secret::encoded(secret), in_cp1251(secret)].concat()
}

fn in_cp1251(secret: &str) -> Vec<String> {
    secret::encoded(WINDOWS_1251.encode(secret).0)
}

/// Raw and encoded: so a server may write it.
pub(crate) fn written(secret: &str) -> Vec<String> {
    let mut written = encoded(secret);
    written.push(secret.to_owned());
    written
}

fn hidden(secret: &str, text: &str) -> Result<(), TestCaseError> {
    secret::hidden(secret, text)?;
    secret::absent(in_cp1251(secret), text)
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

/// All that an error tells, except for the answer itself, which it keeps as it came.
pub(crate) fn shown(error: &Error) -> String {
    let refusal = error.refusal::<Refusal>().map(|refusal| format!("{refusal}\n{}", debugged(refusal)));
    let parts = [error.message(), error.code(), error.path(), error.location(), refusal.as_deref()];
    secret::shown(error, parts)
}
