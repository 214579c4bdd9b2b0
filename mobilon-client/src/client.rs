//! The client and its builder.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use isp_client_core::time::LocalDate;
use isp_client_core::{BaseUrl, Effect, Error, Settings};

use crate::dialect::Mobilon;
use crate::journal_range::JournalRange;
use crate::operations::{CallInfo, CallToSubscriber, GetRecording, Journal, Raw};
use crate::{AccountToken, CallId, Pending, UserKey};

/// One account of a Mobilon PBX. A clone is cheap and shares connections and limits.
///
/// ```no_run
/// # async fn f() -> Result<(), mobilon_client::Error> {
/// use mobilon_client::Client;
///
/// let pbx = Client::builder("https://connect.mobilon.ru")?
///     .user_key("Ab3dE6:abcd1efghij2klmn")
///     .account_token("0123456789abcdef0123456789abcdef")
///     .build()?;
/// let placed = pbx.call("89130000001").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(isp_client_core::Client);

impl Client {
    /// A builder for the PBX at this address. The vendor's own is `https://connect.mobilon.ru`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for an address that cannot be used; see [`BaseUrl`].
    pub fn builder(base_url: &str) -> Result<ClientBuilder, Error> {
        Ok(ClientBuilder {
            base: base_url.parse()?,
            dialect: Mobilon { user_key: None, account_token: None },
            settings: Settings::new(concat!("mobilon-client/", env!("CARGO_PKG_VERSION"))),
        })
    }

    /// Places a call: rings the phone of the key's user, and when it answers, dials `number`.
    ///
    /// `number` is digits and Latin letters without `+`, spaces or brackets: `8XXXXXXXXXX`, a local number of seven
    /// digits, an extension, `810…` for abroad.
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), mobilon_client::Error> {
    /// use mobilon_client::Device;
    ///
    /// let placed = client.call("89130000001").device(Device::Mobile).await?;
    /// println!("{:?}", placed.call_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a number that the server would refuse.
    /// [`ErrorKind::Api`](crate::ErrorKind::Api) or [`ErrorKind::Auth`](crate::ErrorKind::Auth) with a
    /// [`CallRefusal`](crate::CallRefusal) when the server did not place it.
    ///
    /// # Effect
    ///
    /// [`Once`](Effect::Once): a repeat rings again. It is never repeated while it may have been placed.
    ///
    /// *Needs* the user key. *Source:* the vendor's page (`CallToSubscriber`); `device` since its 2026 version.
    #[doc(alias = "CallToSubscriber")]
    pub fn call(&self, number: impl Into<String>) -> Pending<CallToSubscriber> {
        self.pending(CallToSubscriber::new(number))
    }

    /// One call by its id.
    ///
    /// None: the server answered with no call in it. What it answers for an unknown id is not documented.
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), mobilon_client::Error> {
    /// if let Some(call) = client.call_info("1476087194.216329").await? {
    ///     println!("{:?} s, {:?}", call.duration, call.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) for a rejected token, [`ErrorKind::Decode`](crate::ErrorKind::Decode)
    /// for an answer that is not understood, or that is about another call.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read).
    ///
    /// *Needs* the account token. *Source:* the vendor's page (`info`); the JSON form is known by name only.
    #[doc(alias = "info")]
    pub fn call_info(&self, call_id: impl Into<CallId>) -> Pending<CallInfo> {
        self.pending(CallInfo::new(call_id.into()))
    }

    /// The calls of one day, in the server's order (the samples have the latest first).
    ///
    /// Awaiting it reads the whole day, at most 64 MiB. [`Pending::stream`] yields calls while the answer arrives,
    /// [`Pending::pages`] asks page by page.
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), mobilon_client::Error> {
    /// use mobilon_client::LocalDate;
    ///
    /// let calls = client.journal(LocalDate::new(2026, 11, 20).unwrap()).await?;
    /// println!("{} calls", calls.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) for a rejected token, never an empty list.
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) for an answer that is not understood, an empty body among them.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read).
    ///
    /// *Needs* the account token. *Source:* the vendor's page (`journal`); `limit` and `offset` since its 2026 version;
    /// the JSON form is known by name only.
    pub fn journal(&self, date: LocalDate) -> Pending<Journal> {
        self.pending(Journal::new(date))
    }

    /// The calls of several days, oldest first, each once: one request a day, a few side by side.
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut calls = client.journal_range("2026-11-01".parse()?..="2026-11-30".parse()?).stream();
    /// while let Some(call) = calls.next().await {
    ///     println!("{:?}", call?.time);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::journal`], from the stream.
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read).
    pub fn journal_range(&self, days: RangeInclusive<LocalDate>) -> JournalRange {
        JournalRange::new(self.clone(), days)
    }

    /// The recording of a call, as a stream of bytes.
    ///
    /// The address is built from the base address, the token and the id. [`Call::record_url`](crate::Call::record_url)
    /// is never followed, so the token reaches no other host.
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), mobilon_client::Error> {
    /// use std::time::Duration;
    /// use mobilon_client::Recording;
    ///
    /// match client.recording("1476087194.216329").wait(Duration::from_secs(180)).await? {
    ///     Recording::Ready(mut audio) => while let Some(bytes) = audio.chunk().await? {
    ///         println!("{} bytes", bytes.len());
    ///     },
    ///     other => println!("{other:?}"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) for a rejected token, [`ErrorKind::Decode`](crate::ErrorKind::Decode)
    /// when text comes instead of audio. "None" and "not ready" are answers, see [`Recording`](crate::Recording).
    ///
    /// # Effect
    ///
    /// [`Read`](Effect::Read).
    ///
    /// *Needs* the account token. *Source:* the value of `record_url` in the vendor's page; what the server answers is
    /// not documented.
    #[doc(alias = "record")]
    pub fn recording(&self, call_id: impl Into<CallId>) -> Pending<GetRecording> {
        self.pending(GetRecording::new(call_id.into()))
    }

    /// A GET of your own below the base address, for what this crate does not know yet.
    ///
    /// You say what a repeat would do, since nobody else knows. The answer is checked as any other: a page in place of
    /// data is [`ErrorKind::Auth`](crate::ErrorKind::Auth).
    ///
    /// ```no_run
    /// # async fn f(client: mobilon_client::Client) -> Result<(), mobilon_client::Error> {
    /// use mobilon_client::Effect;
    ///
    /// let answer = client.raw("api/call/info", Effect::Read).with_account_token().query("callid", "1.2").await?;
    /// println!("{}", answer.text());
    /// # Ok(())
    /// # }
    /// ```
    pub fn raw(&self, path: impl Into<Cow<'static, str>>, effect: Effect) -> Pending<Raw> {
        self.pending(Raw::new(path, effect))
    }

    /// The address of the PBX.
    pub fn base_url(&self) -> &BaseUrl {
        self.0.base_url()
    }

    fn pending<E>(&self, endpoint: E) -> Pending<E> {
        Pending::new(self.0.call(endpoint))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Collects what a [`Client`] needs: its credentials, and limits that all have defaults.
#[must_use = "a builder does nothing until `build`"]
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    base: BaseUrl,
    dialect: Mobilon,
    settings: Settings,
}

impl ClientBuilder {
    /// The key of the portal user who places calls.
    pub fn user_key(mut self, key: impl Into<UserKey>) -> Self {
        self.dialect.user_key = Some(key.into());
        self
    }

    /// The token of the account, for info, journal and recordings.
    pub fn account_token(mut self, token: impl Into<AccountToken>) -> Self {
        self.dialect.account_token = Some(token.into());
        self
    }

    isp_client_core::client_setters!();

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) or [`ErrorKind::Config`](crate::ErrorKind::Config): plain http to
    /// another machine that was not allowed, a credential that cannot be one, a certificate bundle that cannot be
    /// read, a limit of zero.
    pub fn build(self) -> Result<Client, Error> {
        let Self { base, dialect, settings } = self;
        dialect.check()?;
        isp_client_core::Client::new(base, dialect, settings).map(Client)
    }
}
