//! The session: one login at a time, however many calls wait for it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use isp_client_core::{Error, ErrorKind, Secret};
use tokio::time::Instant;

use crate::Identity;
use crate::login::LoggedIn;

/// How long a refused login is remembered: calls that need a session fail meanwhile without another try, which would
/// lock the account sooner or later.
const REMEMBERED: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub(crate) struct Session {
    current: Mutex<Current>,
    /// Held while somebody logs in. Whoever waits looks at `current` again.
    logging_in: tokio::sync::Mutex<Option<Refused>>,
}

/// The number grows with each session, so that a late loser of a race sees that the session it was refused with is no
/// longer the current one.
#[derive(Debug, Clone, Default)]
struct Current {
    number: u64,
    token: Option<Secret>,
    identity: Option<Identity>,
}

#[derive(Debug)]
struct Refused {
    at: Instant,
    error: Error,
}

impl Session {
    pub(crate) fn with_token(token: Secret) -> Self {
        let current = Current { number: 1, token: Some(token), identity: None };
        Self { current: Mutex::new(current), ..Self::default() }
    }

    /// The current session, or a new one by `login`.
    ///
    /// Dropping this future at any point leaves the session as it was.
    pub(crate) async fn open<F>(&self, login: impl FnOnce() -> F) -> Result<(u64, Secret), Error>
    where
        F: Future<Output = Result<LoggedIn, Error>>,
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
                *refused = (error.kind() == ErrorKind::Auth)
                    .then(|| Refused { at: Instant::now(), error: error.clone() });
                Err(error)
            }
        }
    }

    /// Takes over what a login brought that was asked for. It does not hold the lock while it is on its way: it needs a
    /// place among the calls in flight, and those who have one may wait for the lock.
    pub(crate) async fn adopt(&self, logged_in: LoggedIn) -> Identity {
        *self.logging_in.lock().await = None;
        let identity = logged_in.identity.clone();
        self.replace(logged_in);
        identity
    }

    /// Forgets the session if it is still the one with this number.
    pub(crate) fn forget(&self, number: u64) {
        let mut current = self.lock();
        if current.number == number {
            current.token = None;
            current.identity = None;
        }
    }

    pub(crate) fn token(&self) -> Option<Secret> {
        self.lock().token.clone()
    }

    pub(crate) fn identity(&self) -> Option<Identity> {
        self.lock().identity.clone()
    }

    /// Forgets the session, whichever it is.
    pub(crate) fn close(&self) {
        let number = self.lock().number;
        self.forget(number);
    }

    fn current(&self) -> Option<(u64, Secret)> {
        let current = self.lock();
        current.token.clone().map(|token| (current.number, token))
    }

    fn replace(&self, logged_in: LoggedIn) -> (u64, Secret) {
        let mut current = self.lock();
        let number = current.number + 1;
        let token = logged_in.token.clone();
        *current = Current { number, token: Some(logged_in.token), identity: Some(logged_in.identity) };
        (number, token)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
