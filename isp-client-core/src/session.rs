//! The session: one login at a time, however many calls wait for it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::{Error, ErrorKind, Secret};

/// How long a refused login is remembered: calls that need a session fail meanwhile without another try, which would
/// lock the account sooner or later.
const REMEMBERED: Duration = Duration::from_secs(60);

/// What a login brings: a token, and who it is for.
#[derive(Debug, Clone)]
pub struct LoggedIn<W> {
    /// Goes out with every call.
    pub token: Secret,
    /// Who has logged in, as far as the product says.
    pub who: W,
}

/// The session of a client whose product has logins. A dialect holds one, and asks it for the token of each request.
#[derive(Debug)]
pub struct Session<W> {
    current: Mutex<Current<W>>,
    /// Held while somebody logs in. Whoever waits looks at `current` again.
    logging_in: tokio::sync::Mutex<Option<Refused>>,
}

/// The number grows with each session, so that a late loser of a race sees that the session it was refused with is no
/// longer the current one.
#[derive(Debug)]
struct Current<W> {
    number: u64,
    token: Option<Secret>,
    who: Option<W>,
}

#[derive(Debug)]
struct Refused {
    at: Instant,
    error: Error,
}

impl Refused {
    /// What is no word of the server about the account, a broken connection or its own trouble, is not remembered.
    fn of(error: &Error) -> Option<Self> {
        let refused = matches!(error.kind(), ErrorKind::Auth | ErrorKind::Api) && !error.is_transient();
        refused.then(|| Self { at: Instant::now(), error: error.clone() })
    }
}

impl<W> Default for Session<W> {
    fn default() -> Self {
        Self::new(None)
    }
}

impl<W> Session<W> {
    /// None yet, or one from before, of which nobody knows whom it is for.
    pub fn new(token: Option<Secret>) -> Self {
        let current = Current { number: u64::from(token.is_some()), token, who: None };
        Self { current: Mutex::new(current), logging_in: tokio::sync::Mutex::default() }
    }
}

impl<W: Clone> Session<W> {
    /// The current session, or a new one by `login`.
    ///
    /// Dropping this future at any point leaves the session as it was.
    ///
    /// # Errors
    ///
    /// What the login failed with. What the server refused in its own words is remembered for a minute: until then it
    /// fails again without another try.
    pub async fn open<F>(&self, login: impl FnOnce() -> F) -> Result<(u64, Secret), Error>
    where
        F: Future<Output = Result<LoggedIn<W>, Error>>,
    {
        if let Some(open) = self.current() {
            return Ok(open);
        }
        let mut refused = self.logging_in.lock().await;
        if let Some(open) = self.current() {
            return Ok(open);
        }
        if let Some(refused) = refused.as_ref().filter(|refused| refused.at.elapsed() < REMEMBERED) {
            return Err(refused.error.clone());
        }
        match login().await {
            Ok(logged_in) => {
                *refused = None;
                Ok(self.replace(logged_in))
            }
            Err(error) => {
                *refused = Refused::of(&error);
                Err(error)
            }
        }
    }

    /// Remembers how a login failed that was asked for.
    pub async fn refuse(&self, error: &Error) {
        if let Some(now) = Refused::of(error) {
            *self.logging_in.lock().await = Some(now);
        }
    }

    /// Takes over what a login brought that was asked for. It does not hold the lock while it is on its way: it needs a
    /// place among the calls in flight, and those who have one may wait for the lock.
    pub async fn adopt(&self, logged_in: LoggedIn<W>) -> W {
        *self.logging_in.lock().await = None;
        let who = logged_in.who.clone();
        self.replace(logged_in);
        who
    }

    /// Forgets the session if it is still the one with this number.
    pub fn forget(&self, number: u64) {
        let mut current = self.lock();
        if current.number == number {
            current.token = None;
            current.who = None;
        }
    }

    /// The token, if there is a session.
    pub fn token(&self) -> Option<Secret> {
        self.lock().token.clone()
    }

    /// Who has logged in, if this client has.
    pub fn who(&self) -> Option<W> {
        self.lock().who.clone()
    }

    /// The number of the current session, for [`forget`](Self::forget).
    pub fn number(&self) -> u64 {
        self.lock().number
    }

    fn current(&self) -> Option<(u64, Secret)> {
        let current = self.lock();
        current.token.clone().map(|token| (current.number, token))
    }

    fn replace(&self, logged_in: LoggedIn<W>) -> (u64, Secret) {
        let mut current = self.lock();
        let number = current.number + 1;
        let token = logged_in.token.clone();
        *current = Current { number, token: Some(logged_in.token), who: Some(logged_in.who) };
        (number, token)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Current<W>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
