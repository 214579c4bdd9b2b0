//! Where the session goes, how an error hides in a 200, and how to log in again.

use std::collections::BTreeMap;
use std::sync::Arc;

use isp_client_core::{
    Auth, BoxFuture, Delivery, Dialect, Error, ErrorKind, Line, LoggedIn, Request, Response, Secret, Session,
    lenient,
};
use memchr::memmem;
use serde_json::Value;

use crate::login::{Credentials, LogIn};
use crate::{Identity, Refusal};

pub(crate) const PATH: &str = "cgi-bin/noapi.pl";
/// Marks the login itself: it carries no session.
pub(crate) const LOGIN: &str = "login";
/// Marks every other request.
pub(crate) const SESSION: &str = "session";
/// Marks a request for saved bank cards: that there are none is then an answer and not an error.
pub(crate) const SESSION_FOR_CARDS: &str = "session, for cards";

const DEBUG: &[u8] = b"\"debug\"";

#[derive(Debug, Clone, Default)]
pub(crate) struct Nodeny {
    pub(crate) credentials: Option<Credentials>,
    pub(crate) language: Option<String>,
    pub(crate) session: Arc<Session<Identity>>,
}

impl Nodeny {
    async fn log_in(&self, line: &Line<'_>) -> Result<LoggedIn<Identity>, Error> {
        let missing = "this call needs a session: give the builder one by session(), or by login()";
        let credentials = self.credentials.clone().ok_or_else(|| Error::config(missing))?;
        line.call(&LogIn(credentials)).await
    }
}

impl Dialect for Nodeny {
    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        line: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>> {
        Box::pin(async move {
            if request.needs_credential() == Some(LOGIN) {
                return Ok(Auth::NONE);
            }
            let (number, token): (u64, Secret) = self.session.open(|| self.log_in(line)).await?;
            request.add_cookie("noses", token)?;
            if let Some(language) = &self.language {
                request.add_cookie("nolang", language.clone())?;
            }
            Ok(Auth(number))
        })
    }

    /// `debug` holds SQL and paths of a server that is being debugged. An answer that cannot be read ends before it.
    fn clean(&self, response: Response) -> Response {
        let Some(at) = memmem::find(response.body(), DEBUG) else { return response };
        match response.json() {
            Ok(Value::Object(mut fields)) => match fields.remove("debug") {
                Some(_) => response.with_body(Value::Object(fields).to_string()),
                None => response,
            },
            Ok(_) => response,
            Err(_) => {
                let before = response.body().slice(..at);
                response.with_body(before)
            }
        }
    }

    fn inspect(&self, request: &Request, _: Auth, response: &Response) -> Result<(), Error> {
        // The start of a stream has not been cleaned.
        let response = &self.clean(response.clone());
        // Only the web server answers with another status than 200, and it knows nothing of sessions.
        response.check_status().map_err(|error| match error.kind() {
            ErrorKind::Auth => error.with_kind(ErrorKind::Status),
            _ => error,
        })?;
        match response.first_byte() {
            Some(b'{') => match error_in(response) {
                Some((Refusal::NoTokens, _)) if request.needs_credential() == Some(SESSION_FOR_CARDS) => {
                    Ok(())
                }
                Some((_, error)) => Err(error),
                None => Ok(()),
            },
            Some(b'[') => Ok(()),
            None => Err(not_json(response, "the answer is empty")),
            _ if response.looks_like_html() => Err(not_json(response, "a web page came instead of data")),
            Some(_) => Err(not_json(response, "the server crashed: plain text came instead of data")),
        }
    }

    fn renew<'a>(&'a self, stale: Auth, line: &'a Line<'a>) -> BoxFuture<'a, Result<bool, Error>> {
        Box::pin(async move {
            if self.credentials.is_none() || stale == Auth::NONE {
                return Ok(false);
            }
            self.session.forget(stale.0);
            self.session.open(|| self.log_in(line)).await.map(|_| true)
        })
    }
}

/// An answer is an error if it has a field `error`, whatever stands in it.
fn error_in(response: &Response) -> Option<(Refusal, Error)> {
    // Most answers do not hold the word, and need not be read twice.
    memmem::find(response.body(), b"\"error\"")?;
    let fields: BTreeMap<String, Value> = response.json().ok()?;
    refusal_in(response, |name| fields.get(name))
}

/// The same of fields that were read already.
pub(crate) fn refusal_in<'a>(
    response: &Response,
    field: impl Fn(&str) -> Option<&'a Value>,
) -> Option<(Refusal, Error)> {
    let text = |value: &Value| lenient::opt_text(value).ok().flatten();
    let message = text(field("error")?);
    let code = field("err_cod").and_then(text);
    let refusal = Refusal::new(code.as_deref(), message.as_deref().unwrap_or_default());
    let error = Error::new(refusal.kind(), refusal.delivery(), refusal.to_string());
    let error = error.with_response(response).with_refusal(refusal.clone());
    let error = if refusal == Refusal::Internal { error.passing() } else { error };
    let error = match message {
        Some(message) => error.with_message(message),
        None => error,
    };
    let error = match code {
        Some(code) => error.with_code(code),
        None => error,
    };
    Some((refusal, error))
}

fn not_json(response: &Response, what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}
