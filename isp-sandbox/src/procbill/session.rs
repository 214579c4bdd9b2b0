//! Who is let in: `CLN_AUTH_LOGIN`, SUIDs, and login and password in the URL.

use std::collections::VecDeque;

use super::act::Mode;
use super::answer::Reply;
use super::arguments;
use super::dialect::{LoginMode, NotAdmitted, SuidForm};
use super::firebird;
use super::query::Query;
use super::state::Desk;
use super::value::{int, row, text};

/// How many sessions are open at most; the oldest goes first.
const SESSIONS_MOST: usize = 10_000;

/// Open sessions. How long one lives is unknown; here until [`Running::expire_sessions`](super::Running::expire_sessions).
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    open: VecDeque<i64>,
    opened: u64,
    pub(crate) logins: u64,
    pub(crate) refused_logins: u64,
}

impl Sessions {
    /// SUIDs differ from each other for 900 million logins.
    pub(crate) fn open(&mut self, form: SuidForm) -> i64 {
        self.opened += 1;
        let nine = 100_000_000 + (self.opened.wrapping_mul(7_919_393) % 900_000_000).cast_signed();
        let suid = match form {
            SuidForm::Nine => nine,
            SuidForm::Eighteen => 100_000_000 * 1_000_000_000 + nine,
        };
        self.open.push_back(suid);
        if self.open.len() > SESSIONS_MOST {
            self.open.pop_front();
        }
        suid
    }

    pub(crate) fn clear(&mut self) {
        self.open.clear();
    }

    pub(crate) fn count(&self) -> usize {
        self.open.len()
    }
}

impl Desk<'_> {
    /// What the third argument means is unknown; here nothing.
    pub(crate) fn log_in(&mut self) -> Reply {
        let (login, password) = (self.arguments.text("login"), self.arguments.text("password"));
        if self.is_administrator(login, password) {
            self.live.sessions.logins += 1;
            let suid = self.live.sessions.open(self.dialect.suid);
            return Reply::Rows(vec![row([("SUID", int(suid))])]);
        }
        self.live.sessions.refused_logins += 1;
        refused(self.dialect.wrong_login, firebird::WRONG_LOGIN)
    }

    fn is_administrator(&self, login: Option<&str>, password: Option<&str>) -> bool {
        let mut known = self.state.administrators.iter();
        known.any(|administrator| {
            Some(administrator.login.as_str()) == login && Some(administrator.password.as_str()) == password
        })
    }

    /// # Errors
    ///
    /// What somebody gets who is not let in.
    pub(crate) fn admit(&mut self, mode: Mode, query: &Query) -> Result<(), Reply> {
        let checked = match mode {
            Mode::TwoStep => false,
            Mode::OneStep => true,
            Mode::Both => self.dialect.login_mode == LoginMode::CredentialsAndSuid,
        };
        if checked {
            let decode = |bytes: &Option<Vec<u8>>| {
                bytes.as_deref().and_then(|bytes| arguments::decode(bytes, self.dialect.request_charset))
            };
            let (login, password) = (decode(&query.login), decode(&query.password));
            if !self.is_administrator(login.as_deref(), password.as_deref()) {
                self.live.sessions.refused_logins += 1;
                return Err(refused(self.dialect.wrong_login, firebird::WRONG_LOGIN));
            }
        }
        if mode == Mode::OneStep {
            return Ok(());
        }
        let suid = self.arguments.suid();
        if suid.is_some_and(|suid| self.live.sessions.open.contains(&suid)) {
            return Ok(());
        }
        Err(refused(self.dialect.expired_suid, firebird::WRONG_SUID))
    }
}

fn refused(form: NotAdmitted, exception: &str) -> Reply {
    match form {
        NotAdmitted::NoSuid => Reply::Rows(Vec::new()),
        NotAdmitted::EmptySuid => Reply::Rows(vec![row([("SUID", text(""))])]),
        NotAdmitted::MinusOne => Reply::Rows(vec![row([("SUID", int(-1))])]),
        NotAdmitted::ErrorText => Reply::Failed(exception.to_owned()),
    }
}
