//! The login: name, password, and the session that comes back.

use std::fmt;
use std::sync::Arc;

use isp_client_core::{
    Effect, Endpoint, Error, Evidence, LoggedIn, Operation, Parameter, Request, Response, Secret,
};

use crate::procedure::Rules;
use crate::reply::{Read, read, text};
use crate::{Columns, PRODUCT, Refusal};

pub(crate) const OPERATION: Operation = Operation::new(
    PRODUCT,
    "CLN_AUTH_LOGIN",
    Effect::Replay,
    Evidence::Observed,
    &[Parameter::required("login"), Parameter::required("password")],
);

/// How the administrator's credentials and the session travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoginMode {
    /// `CLN_AUTH_LOGIN` brings a session (SUID), which is the first argument of every other call. The password stands in
    /// one address only. *Evidence:* documented and observed.
    #[default]
    TwoStep,
    /// Login and password stand in every address, there is no session, and all arguments move down by one. Since version
    /// 3.9.7 (236). Try it with a read before you edit. *Evidence:* documented.
    OneStep,
    /// Login and password in every address, and the session as the first argument. *Evidence:* observed with two clients
    /// of one provider, against what the vendor's page says.
    Both,
}

/// Name and password of an administrator.
#[derive(Clone)]
pub(crate) struct Credentials {
    pub(crate) login: String,
    pub(crate) password: Secret,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(***)")
    }
}

/// Marks the login itself: no credential is added to it.
pub(crate) const LOGIN: &str = "login";

#[derive(Debug, Clone)]
pub(crate) struct LogIn {
    pub(crate) credentials: Credentials,
    /// The vendor's page names three; one is ever called.
    pub(crate) procedure: String,
    /// Always 0; nobody says why.
    pub(crate) third_argument: String,
    pub(crate) rules: Arc<Rules>,
}

impl Endpoint for LogIn {
    type Output = LoggedIn<()>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(Request::get("api.php")
            .credential(LOGIN)
            .charset(self.rules.writing.charset)
            .query("cmd", "execute")
            .query("proc", self.procedure.clone())
            .query("arg1", self.credentials.login.clone())
            .query("arg2", self.credentials.password.clone())
            .query("arg3", self.third_argument.clone()))
    }

    /// What a wrong password brings is not known: a whole answer without a session is a refused login.
    fn decode(&self, response: &Response) -> Result<LoggedIn<()>, Error> {
        let text = text(response);
        let mut suid = None;
        let read = read(&text, |row| suid = suid.take().or_else(|| row.get("suid").map(str::to_owned)));
        let beside =
            read.map_err(|fault| response.fault(fault)).or_else(|error| match text.contains('<') {
                true => Err(error),
                false => Ok(Read { beside: Columns::default(), has_stray: true, elements: 0 }),
            })?;
        let suid = suid.or_else(|| beside.beside.get("suid").map(str::to_owned));
        match suid.filter(|suid| is_suid(suid)) {
            Some(suid) => Ok(LoggedIn { token: Secret::new(suid), who: () }),
            None => {
                let (kind, refusal) = (Refusal::Login.kind(), Refusal::Login);
                // Without the text, which may hold a session in a form that is not understood; it is in the body.
                let error = Error::new(kind, refusal.delivery(), refusal.to_string());
                Err(error.with_response(response).with_refusal(refusal))
            }
        }
    }
}

/// Opaque, but digits, and something else than 0.
pub(crate) fn is_suid(text: &str) -> bool {
    (1..=19).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte != b'0')
}

#[cfg(test)]
mod tests {
    use super::is_suid;

    #[test]
    fn a_session_is_digits() {
        for suid in ["662704168", "100000000662704168", "9999999999999999999", "7"] {
            assert!(is_suid(suid), "{suid}");
        }
        for suid in ["", "0", "000", "-1", "null", "1 ", "12345678901234567890", "1e5", "٣"] {
            assert!(!is_suid(suid), "{suid}");
        }
    }
}
