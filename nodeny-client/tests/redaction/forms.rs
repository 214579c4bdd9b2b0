//! All secrets of a client, and everything that an error tells.

use isp_test_support::secret::{self, debugged, hidden};
use nodeny_client::{Error, Refusal};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

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
    secret::check(cases, &secrets(), test);
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

/// All that an error tells, except for the answer itself, which it keeps as it came.
pub(crate) fn shown(error: &Error) -> String {
    let refusal = error.refusal::<Refusal>().map(|refusal| format!("{refusal}\n{}", debugged(refusal)));
    let parts = [error.message(), error.code(), error.path(), error.location(), refusal.as_deref()];
    secret::shown(error, parts)
}
