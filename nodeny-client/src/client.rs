//! The client, its builder and its faces.

use std::fmt;
use std::sync::Arc;

use isp_client_core::{BaseUrl, Effect, Error, Secret, Session, Settings};

use crate::dialect::{Nodeny, PATH};
use crate::login::{Credentials, LogIn, is_cookie_value};
use crate::operations::{LogOut, Raw, Version};
use crate::{Admin, Identity, Pending, Subscriber};

/// One account of one NoDeny installation. A clone is cheap and shares connections, limits and the session.
///
/// It logs in by itself when a call needs a session, and again when the session has expired; however many calls wait,
/// there is one such login at a time.
///
/// ```no_run
/// # async fn f() -> Result<(), nodeny_client::Error> {
/// use nodeny_client::{Client, CreditOutcome};
///
/// let billing = Client::builder("https://billing.example")?.login("test", "secret").build()?;
/// let offer = billing.subscriber().credit().await?;
/// if offer.outcome == CreditOutcome::Ok {
///     billing.subscriber().take_credit().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    core: isp_client_core::Client,
    session: Arc<Session<Identity>>,
    credentials: Option<Credentials>,
}

impl Client {
    /// A builder for the installation at this address, to which `cgi-bin/noapi.pl` is added; the address of `noapi.pl`
    /// itself does too.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an address that cannot be used; see [`BaseUrl`].
    pub fn builder(base_url: &str) -> Result<ClientBuilder, Error> {
        Ok(ClientBuilder {
            base: base_url.trim_end().trim_end_matches('/').trim_end_matches(PATH).parse()?,
            credentials: None,
            language: None,
            token: None,
            settings: Settings::new(concat!("nodeny-client/", env!("CARGO_PKG_VERSION"))),
        })
    }

    /// Logs in now, and says who that is. Calls do it by themselves; this is to try a password, or to know the role.
    ///
    /// It is always tried, also just after a refused login.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) with [`Refusal::WrongPassword`](crate::Refusal::WrongPassword);
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) without login and password.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay): one more session. *Source:* the vendor's page; by POST and without a cookie, so that
    /// no log holds the password and no old session gets in the way.
    pub async fn login(&self) -> Result<Identity, Error> {
        let missing =
            || Error::config("a login needs a name and a password: give the builder both by login()");
        let credentials = self.credentials.clone().ok_or_else(missing)?;
        match self.core.call(LogIn(credentials)).await {
            Ok(logged_in) => Ok(self.session.adopt(logged_in).await),
            Err(error) => {
                self.session.refuse(&error).await;
                Err(error)
            }
        }
    }

    /// Ends **every** session of this account, those of other programs and devices too. It never happens by itself. A
    /// client without a session logs in for it.
    ///
    /// # Errors
    ///
    /// As any call.
    ///
    /// # Effect
    ///
    /// [`Replay`](Effect::Replay). *Source:* observed on the author's own server core.
    pub async fn logout(&self) -> Result<(), Error> {
        let session = self.session.number();
        self.core.call(LogOut::new()).await?;
        // Not one that somebody has opened meanwhile.
        self.session.forget(session);
        Ok(())
    }

    /// The version of the server.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read). *Source:* the vendor's page names it; its answer is not published.
    pub fn version(&self) -> Pending<Version> {
        self.pending(Version::new())
    }

    /// Who has logged in, if this client has done so. It does not ask the server.
    pub fn identity(&self) -> Option<Identity> {
        self.session.who()
    }

    /// The session, to keep it over a restart: hand it to [`ClientBuilder::session`] then.
    pub fn session(&self) -> Option<Secret> {
        self.session.token()
    }

    /// What a subscriber can do with their own account.
    pub fn subscriber(&self) -> Subscriber {
        Subscriber(self.clone())
    }

    /// What an administrator can ask. The server refuses it to a subscriber.
    pub fn admin(&self) -> Admin {
        Admin(self.clone())
    }

    /// Any action, known here or not.
    ///
    /// You say what a repeat would do, since nobody else knows. An answer with a field `error` is an error here too.
    ///
    /// ```no_run
    /// # async fn f(billing: nodeny_client::Client) -> Result<(), nodeny_client::Error> {
    /// use nodeny_client::Effect;
    ///
    /// let answer = billing.raw("u_omegatv", Effect::Read).await?;
    /// println!("{:?}", answer.result());
    /// # Ok(())
    /// # }
    /// ```
    pub fn raw(&self, action: impl Into<String>, effect: Effect) -> Pending<Raw> {
        self.pending(Raw::new(action, effect))
    }

    /// The address of the installation.
    pub fn base_url(&self) -> &BaseUrl {
        self.core.base_url()
    }

    pub(crate) fn pending<E>(&self, endpoint: E) -> Pending<E> {
        Pending::new(self.core.call(endpoint))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

/// Collects what a [`Client`] needs: an account or a session, and limits that all have defaults.
#[must_use = "a builder does nothing until `build`"]
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    base: BaseUrl,
    credentials: Option<Credentials>,
    language: Option<String>,
    token: Option<Secret>,
    settings: Settings,
}

impl ClientBuilder {
    /// The account, of a subscriber or an administrator.
    pub fn login(mut self, name: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.credentials = Some(Credentials { login: name.into(), password: password.into() });
        self
    }

    /// A session from before, by [`Client::session`]. With an account beside it, the client logs in again when it has
    /// expired; without one, calls then fail.
    pub fn session(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The language of the server's texts: `UA`, `RU`, `EN`. Codes do not change with it.
    pub fn language(mut self, code: impl Into<String>) -> Self {
        self.language = Some(code.into());
        self
    }

    isp_client_core::client_setters!();

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) or [`ErrorKind::Config`](crate::ErrorKind::Config): neither account
    /// nor session, an empty name or password, a session or language that a cookie cannot carry, plain http to another
    /// machine that was not allowed, a limit of zero.
    pub fn build(self) -> Result<Client, Error> {
        let Self { base, credentials, language, token, settings } = self;
        if let Some(credentials) = &credentials {
            credentials.check()?;
        } else if token.is_none() {
            return Err(Error::config("a client needs an account by login(), or a session by session()"));
        }
        let cookie = |field: &str, text: Option<&str>| match text {
            Some(text) if !is_cookie_value(text) => Err(Error::input(field, "cannot stand in a cookie")),
            _ => Ok(()),
        };
        cookie("session", token.as_ref().map(Secret::expose))?;
        cookie("language", language.as_deref())?;
        let session = Arc::new(Session::new(token));
        let dialect = Nodeny { credentials: credentials.clone(), language, session: Arc::clone(&session) };
        let core = isp_client_core::Client::new(base, dialect, settings)?;
        Ok(Client { core, session, credentials })
    }
}
