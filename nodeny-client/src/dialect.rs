//! Where the session goes, how an error hides in a 200, and how to log in again.

use std::sync::Arc;

use isp_client_core::{
    Auth, BoxFuture, Delivery, Dialect, Endpoint as _, Error, ErrorKind, Line, Request, Response, Secret,
    lenient, record,
};

use crate::Refusal;
use crate::login::{Credentials, LogIn, LoggedIn};
use crate::session::Session;

pub(crate) const PATH: &str = "cgi-bin/noapi.pl";
/// Marks the login itself: it carries no session.
pub(crate) const LOGIN: &str = "login";
/// Marks every other request.
pub(crate) const SESSION: &str = "session";

#[derive(Debug, Clone, Default)]
pub(crate) struct Nodeny {
    pub(crate) credentials: Option<Credentials>,
    pub(crate) language: Option<String>,
    pub(crate) session: Arc<Session>,
}

impl Nodeny {
    async fn log_in(&self, line: &Line<'_>) -> Result<LoggedIn, Error> {
        let missing = "this call needs a session: give the builder one by session(), or by login()";
        let credentials = self.credentials.clone().ok_or_else(|| Error::config(missing))?;
        let endpoint = LogIn(credentials);
        let request = endpoint.encode()?;
        let response = line.send(&request).await?;
        self.inspect(&request, &response)?;
        endpoint.decode(&response)
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

    fn inspect(&self, _: &Request, response: &Response) -> Result<(), Error> {
        response.check_status()?;
        let body = response.body().trim_ascii_start();
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        match body.first() {
            Some(b'{') => error_in(response),
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

record! {
    #[derive(Debug)]
    struct Envelope {
        error: Option<String> = "error" => lenient::opt_text,
        code: Option<String> = "err_cod" => lenient::opt_text,
    }
}

/// An answer is an error if it has a field `error`, whatever its status.
fn error_in(response: &Response) -> Result<(), Error> {
    // Most answers do not hold the word, and need not be read twice.
    if !response.body().windows(7).any(|window| window == b"\"error\"") {
        return Ok(());
    }
    let Ok(Envelope { error: Some(text), code, .. }) = response.json::<Envelope>() else { return Ok(()) };
    let refusal = Refusal::new(code.as_deref(), &text);
    let error = Error::new(refusal.kind(), refusal.delivery(), refusal.to_string());
    // `debug` may stand beside the error: SQL and paths, which are not kept.
    let without_body = Response::new(response.status(), response.headers().clone(), "");
    let error = error.with_response(&without_body).with_refusal(refusal).with_message(text);
    Err(match code {
        Some(code) => error.with_code(code),
        None => error,
    })
}

fn not_json(response: &Response, what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}
