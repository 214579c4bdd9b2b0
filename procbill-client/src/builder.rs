//! What a client needs before it can be built.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use isp_client_core::{BaseUrl, Charset, Error, Secret, Session, Settings};

use crate::argument::Writing;
use crate::dialect::Procbill;
use crate::login::{Credentials, LoginMode, is_suid};
use crate::procedure::Rules;
use crate::procedures::TABLES;
use crate::{Client, PRODUCT_AGENT};

/// Collects what a [`Client`] needs: an administrator or a session, how the server wants it, and limits that all have
/// defaults.
#[must_use = "a builder does nothing until `build`"]
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    base: BaseUrl,
    credentials: Option<Credentials>,
    suid: Option<Secret>,
    mode: LoginMode,
    login_procedure: String,
    login_argument: String,
    writing: Writing,
    counts: BTreeMap<String, usize>,
    session_age: Duration,
    switch_gap: Duration,
    settings: Settings,
}

impl ClientBuilder {
    pub(crate) fn new(base_url: &str) -> Result<Self, Error> {
        let base_url = base_url.trim_end().trim_end_matches('/').trim_end_matches("api.php");
        Ok(Self {
            base: base_url.parse()?,
            credentials: None,
            suid: None,
            mode: LoginMode::TwoStep,
            login_procedure: "CLN_AUTH_LOGIN".to_owned(),
            login_argument: "0".to_owned(),
            writing: Writing { charset: Charset::Windows1251, unsigned_addresses: false, quotes: false },
            counts: BTreeMap::new(),
            session_age: Duration::from_secs(300),
            switch_gap: Duration::from_secs(10),
            settings: Settings::new(PRODUCT_AGENT),
        })
    }

    /// The administrator. The vendor advises one of its own for the API.
    pub fn login(mut self, name: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.credentials = Some(Credentials { login: name.into(), password: password.into() });
        self
    }

    /// How credentials and session travel. Default [`LoginMode::TwoStep`].
    pub fn login_mode(mut self, mode: LoginMode) -> Self {
        self.mode = mode;
        self
    }

    /// The procedure of the login. Default `CLN_AUTH_LOGIN`: the vendor's page names two more and never calls them.
    pub fn login_procedure(mut self, name: impl Into<String>) -> Self {
        self.login_procedure = name.into();
        self
    }

    /// The third argument of the login. Default `0`, which all examples have and nobody explains.
    pub fn login_argument(mut self, text: impl Into<String>) -> Self {
        self.login_argument = text.into();
        self
    }

    /// A session (SUID) from before, by [`Client::suid`]. With an administrator beside it, it is renewed.
    pub fn suid(mut self, suid: impl Into<Secret>) -> Self {
        self.suid = Some(suid.into());
        self
    }

    /// How old a session may be. How long a server keeps one is not known, nor what an ended one gets: an old one might
    /// look like an empty answer. Default five minutes.
    pub fn suid_age(mut self, most: Duration) -> Self {
        self.session_age = most;
        self
    }

    /// The charset of texts in requests. Default windows-1251, which the database has; what `api.php` wants is not known.
    pub fn request_charset(mut self, charset: Charset) -> Self {
        self.writing.charset = charset;
        self
    }

    /// Sends IPv4 addresses from 128.0.0.0 up as positive numbers. By default they are negative, as the type of the columns
    /// can hold only those.
    pub fn unsigned_addresses(mut self) -> Self {
        self.writing.unsigned_addresses = true;
        self
    }

    /// Lets quotes (`'`) into texts. How `api.php` writes a text into its SQL is not known, so by default they are refused.
    pub fn allow_quotes(mut self) -> Self {
        self.writing.quotes = true;
        self
    }

    /// How many arguments a procedure takes on this server, the session counted: versions differ. Known are 25 (default) and
    /// 24 of `CLN_USR_FIND_2`. Arguments behind that are left out. It does not touch [`Client::execute`], which sends what
    /// it is given.
    pub fn argument_count(mut self, procedure: impl Into<String>, count: usize) -> Self {
        self.counts.insert(procedure.into(), count);
        self
    }

    /// The least time from the end of an edit of a switch to the next one: each restarts the DHCP service. Default ten
    /// seconds. The wait is a part of the call's time, so many edits at once need a longer
    /// [`timeout`](ClientBuilder::timeout).
    pub fn switch_edit_gap(mut self, gap: Duration) -> Self {
        self.switch_gap = gap;
        self
    }

    isp_client_core::client_setters!();

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) or [`ErrorKind::Config`](crate::ErrorKind::Config): neither
    /// administrator nor session, an empty name or password, one with characters that the requests cannot carry, a session
    /// that is none, plain http to another machine that was not allowed, a limit of zero.
    pub fn build(self) -> Result<Client, Error> {
        let Self { credentials, suid, mode, writing, .. } = &self;
        match credentials {
            Some(credentials) => {
                for (field, text) in
                    [("login", &*credentials.login), ("password", credentials.password.expose())]
                {
                    if text.is_empty() {
                        return Err(Error::input(field, "is empty"));
                    }
                    Writing { quotes: true, ..*writing }.check_text(field, text)?;
                }
            }
            None if *mode != LoginMode::TwoStep => {
                return Err(Error::config("this login mode needs an administrator, by login()"));
            }
            None if suid.is_none() => {
                return Err(Error::config(
                    "a client needs an administrator by login(), or a session by suid()",
                ));
            }
            None => {}
        }
        if suid.as_ref().is_some_and(|suid| !is_suid(suid.expose())) {
            return Err(Error::input("suid", "must be 1 to 19 digits, and not 0"));
        }
        check_procedure("login_procedure", &self.login_procedure)?;
        writing.check_text("login_argument", &self.login_argument)?;
        for (procedure, count) in &self.counts {
            check_count(procedure, *count)?;
        }
        let rules = Arc::new(Rules { mode: self.mode, writing: self.writing, counts: self.counts });
        let session = Arc::new(Session::new(self.suid));
        let dialect = Procbill {
            credentials: self.credentials.clone(),
            login_procedure: self.login_procedure.clone(),
            login_argument: self.login_argument.clone(),
            rules: Arc::clone(&rules),
            session: Arc::clone(&session),
            session_age: self.session_age,
            switch_gap: self.switch_gap,
            born: Mutex::default(),
            proven: AtomicU64::default(),
            next_switch: Arc::default(),
        };
        let core = isp_client_core::Client::new(self.base, dialect, self.settings)?;
        let (credentials, login_procedure, login_argument) =
            (self.credentials, self.login_procedure, self.login_argument);
        Ok(Client { core, session, rules, credentials, login_procedure, login_argument })
    }
}

/// A name that means nothing but itself in an address and in SQL.
pub(crate) fn check_procedure(field: &str, name: &str) -> Result<(), Error> {
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name {
        Ok(())
    } else {
        Err(Error::input(field, "must be letters, digits and underscores, at least one"))
    }
}

/// Arguments can be left out at the end, no others added: what they would mean is not known.
fn check_count(procedure: &str, count: usize) -> Result<(), Error> {
    let refused = |rule: String| Err(Error::input("argument_count", rule));
    let Some(row) = TABLES.iter().find(|(name, _)| *name == procedure) else {
        return refused("names a procedure that is not known, in capitals".to_owned());
    };
    let most = row.1 + 1;
    if (1..=most).contains(&count) {
        Ok(())
    } else {
        refused(format!("must be from 1 to {most} for this procedure"))
    }
}
