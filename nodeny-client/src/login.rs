//! The login: a request without a cookie, and the answer that holds the session.

use std::fmt;

use isp_client_core::{
    Delivery, Effect, Endpoint, Error, ErrorKind, Evidence, LoggedIn, Operation, Parameter, Request,
    Response, Secret, lenient, record,
};
use serde::Deserializer;

use crate::Identity;
use crate::dialect::{LOGIN, PATH};

pub(crate) const OPERATION: Operation = Operation::new(
    crate::operations::PRODUCT,
    "login",
    Effect::Replay,
    Evidence::Documented,
    &[Parameter::required("_uu"), Parameter::required("_pp")],
);

/// Name and password of a subscriber or administrator.
#[derive(Clone)]
pub(crate) struct Credentials {
    pub(crate) login: String,
    pub(crate) password: Secret,
}

impl Credentials {
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.login.is_empty() {
            return Err(Error::input("login", "is empty"));
        }
        if self.password.expose().is_empty() {
            return Err(Error::input("password", "is empty"));
        }
        Ok(())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(***)")
    }
}

/// The login as an operation. It is sent by POST, so that the password reaches no access log, and without a cookie: with
/// one that is still valid the server would do something else.
#[derive(Debug, Clone)]
pub(crate) struct LogIn(pub(crate) Credentials);

record! {
    #[derive(Debug)]
    struct LoginAnswer {
        result: Option<String> = "result" => lenient::opt_text,
        token: Option<Secret> = "ses" => opt_secret,
        identity: Identity = "data" => read_identity,
    }
}

/// Empty in every spelling is nobody known.
fn read_identity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Identity, D::Error> {
    Ok(lenient::one_or_many(deserializer)?.into_iter().next().unwrap_or_default())
}

pub(crate) fn opt_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(Secret::new))
}

impl Endpoint for LogIn {
    type Output = LoggedIn<Identity>;

    fn operation(&self) -> Operation {
        OPERATION
    }

    fn encode(&self) -> Result<Request, Error> {
        self.0.check()?;
        Ok(Request::post(PATH)
            .credential(LOGIN)
            .form("_uu", self.0.login.clone())
            .form("_pp", self.0.password.clone()))
    }

    fn decode(&self, response: &Response) -> Result<LoggedIn<Identity>, Error> {
        let answer: LoginAnswer = response.json()?;
        let token = answer.token.filter(|_| answer.result.as_deref() == Some("auth ok"));
        let token = token.ok_or_else(|| no_session(response, "the login was answered without a session"))?;
        if !is_cookie_value(token.expose()) {
            return Err(no_session(response, "the session holds a character that a cookie cannot carry"));
        }
        Ok(LoggedIn { token, who: answer.identity })
    }
}

fn no_session(response: &Response, what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}

/// Old servers put `/` into it. It is opaque, but it must not end the cookie.
pub(crate) fn is_cookie_value(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 200
        && text.bytes().all(|byte| matches!(byte, b'!'..=b'~') && !b";,\"\\".contains(&byte))
}
