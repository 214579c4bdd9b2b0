//! Where session and credentials go, how an error hides in a 200, and when a session is thought to have ended.

use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use isp_client_core::{
    Auth, BoxFuture, Delivery, Dialect, Error, ErrorKind, Line, LoggedIn, Request, Response, Secret, Session,
    Turn,
};
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

use crate::Refusal;
use crate::login::{Credentials, LOGIN, LogIn, LoginMode};
use crate::procedure::Rules;
use crate::reply::{error_in, refused};

/// Marks a call that only reads.
pub(crate) const READ: &str = "read";
/// Marks a call that changes something.
pub(crate) const WRITE: &str = "write";
/// Marks an edit of a switch, after which the server restarts dhcpd.
pub(crate) const SWITCH: &str = "write, of a switch";

#[derive(Debug)]
pub(crate) struct Procbill {
    pub(crate) credentials: Option<Credentials>,
    pub(crate) login_procedure: String,
    pub(crate) login_argument: String,
    pub(crate) rules: Arc<Rules>,
    pub(crate) session: Arc<Session<()>>,
    pub(crate) session_age: Duration,
    pub(crate) switch_gap: Duration,
    /// The session that is in use, and when it came.
    pub(crate) born: Mutex<(u64, Option<Instant>)>,
    /// The last session that brought a good answer.
    pub(crate) proven: AtomicU64,
    pub(crate) next_switch: Arc<tokio::sync::Mutex<Option<Instant>>>,
}

impl Procbill {
    async fn log_in(&self, line: &Line<'_>) -> Result<LoggedIn<()>, Error> {
        let missing = "this call needs a session: give the builder an administrator by login()";
        let credentials = self.credentials.clone().ok_or_else(|| Error::config(missing))?;
        let endpoint = LogIn {
            credentials,
            procedure: self.login_procedure.clone(),
            third_argument: self.login_argument.clone(),
            rules: Arc::clone(&self.rules),
        };
        line.call(&endpoint).await
    }

    /// The session, a new one if it is too old: how long a server keeps one is not known.
    async fn session(&self, line: &Line<'_>) -> Result<(u64, Secret), Error> {
        let known = self.session.number();
        let (number, token) = self.session.open(|| self.log_in(line)).await?;
        let is_new = number > known;
        if self.age_of(number) < self.session_age || is_new || self.credentials.is_none() {
            return Ok((number, token));
        }
        self.session.forget(number);
        let (number, token) = self.session.open(|| self.log_in(line)).await?;
        self.age_of(number);
        Ok((number, token))
    }

    fn age_of(&self, number: u64) -> Duration {
        let mut born = self.born.lock().unwrap_or_else(PoisonError::into_inner);
        if born.0 < number || born.1.is_none() {
            *born = (number, Some(Instant::now()));
        }
        born.1.map_or(Duration::ZERO, |at| at.elapsed())
    }
}

/// Held while a switch is edited. The server restarts dhcpd after it, so the next edit waits from its end on.
struct SwitchTurn {
    next: OwnedMutexGuard<Option<Instant>>,
    gap: Duration,
}

impl Drop for SwitchTurn {
    fn drop(&mut self) {
        *self.next = Instant::now().checked_add(self.gap);
    }
}

impl Dialect for Procbill {
    fn turn<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Turn> {
        Box::pin(async move {
            if request.needs_credential() != Some(SWITCH) {
                return None;
            }
            let next = Arc::clone(&self.next_switch).lock_owned().await;
            if let Some(at) = *next {
                sleep_until(at).await;
            }
            let turn: Box<dyn Any + Send> = Box::new(SwitchTurn { next, gap: self.switch_gap });
            Some(turn)
        })
    }

    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        line: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>> {
        Box::pin(async move {
            let purpose = request.needs_credential();
            if purpose == Some(LOGIN) {
                return Ok(Auth::NONE);
            }
            let mut auth = Auth::NONE;
            if self.rules.mode != LoginMode::OneStep {
                let (number, suid) = self.session(line).await?;
                // Behind `cmd` and `proc`.
                request.insert_query(2, "arg1", suid);
                auth = Auth(number);
            }
            if self.rules.mode != LoginMode::TwoStep {
                let missing = "this login mode needs an administrator: give the builder one by login()";
                let credentials = self.credentials.as_ref().ok_or_else(|| Error::config(missing))?;
                request.insert_query(0, "login", Secret::new(credentials.login.clone()));
                request.insert_query(1, "password", credentials.password.clone());
            }
            Ok(auth)
        })
    }

    fn inspect(&self, request: &Request, auth: Auth, response: &Response) -> Result<(), Error> {
        let purpose = request.needs_credential();
        response.check_status().map_err(|error| of_status(error, purpose))?;
        let Some(error) = error_in(response) else {
            if auth != Auth::NONE && !response.body().trim_ascii().is_empty() {
                self.proven.fetch_max(auth.0, Ordering::Relaxed);
            }
            return Ok(());
        };
        let refusal = error.refusal::<Refusal>().cloned();
        if purpose == Some(LOGIN) {
            // What a wrong password gets is not known; only that the database is busy says nothing about the account.
            return Err(match refusal {
                None | Some(Refusal::Busy) => error,
                Some(_) => refused(response, Refusal::Login, error.message().unwrap_or_default()),
            });
        }
        // What an ended session gets is not known. A session that has worked before may have ended; these errors
        // come from elsewhere.
        let is_of_the_call = matches!(
            refusal,
            None | Some(
                Refusal::UnknownProcedure | Refusal::ArgumentCount | Refusal::Conversion | Refusal::Busy
            )
        );
        let may_have_ended =
            auth != Auth::NONE && self.credentials.is_some() && self.proven.load(Ordering::Relaxed) >= auth.0;
        if is_of_the_call || !may_have_ended {
            return Err(error);
        }
        self.session.forget(auth.0);
        Err(match purpose {
            Some(READ) => error.with_kind(ErrorKind::Auth),
            _ => error,
        })
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

/// What the web server says before the program: nothing about sessions, and nothing that makes a write safe to repeat.
fn of_status(error: Error, purpose: Option<&'static str>) -> Error {
    let error = match error.kind() {
        ErrorKind::Auth => error.with_kind(ErrorKind::Status),
        _ => error,
    };
    if purpose == Some(READ) || purpose == Some(LOGIN) {
        error
    } else {
        error.with_delivery(Delivery::Unknown)
    }
}
