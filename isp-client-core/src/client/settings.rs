//! What the builders of all products collect.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::client::TlsSettings;
use crate::hook::Hook;
use crate::limit;
use crate::retry::RetryBudget;
use crate::{BaseUrl, CallOptions, Error, Secret, Transport};

/// Everything about a client that is not its product: limits, transport, trust, hooks.
///
/// A product's builder holds one in a field `settings` and has setters for it, by the macro `client_setters!()`.
#[derive(Clone)]
#[non_exhaustive]
pub struct Settings {
    /// What a call uses unless it says otherwise.
    pub call: CallOptions,
    /// How long a connection may take to stand. Default 5 s.
    pub connect_timeout: Option<Duration>,
    /// How long an idle connection is kept. Default 4 s.
    pub pool_idle: Option<Duration>,
    /// How many attempts may be on their way at the same time. Default 8.
    pub in_flight: usize,
    /// How many attempts may start in a second. Default: no limit.
    pub calls_per_second: Option<f64>,
    /// The brake on repeats that all calls share.
    pub retry_budget: RetryBudget,
    /// Makes the jitter of the waits repeatable.
    pub jitter_seed: Option<u64>,
    /// Whether `http://` to another machine is allowed. Default false.
    pub plain_http: bool,
    /// A proxy for everything. The environment is not read.
    pub proxy: Option<Secret>,
    /// Whom to trust, and who this client is.
    pub tls: TlsSettings,
    /// The client crate's name and version.
    pub product_agent: &'static str,
    /// What the user adds to the user agent.
    pub user_agent: Option<String>,
    /// Functions that see each attempt.
    pub hooks: Vec<Hook>,
    /// A transport of the user's own.
    pub transport: Option<Arc<dyn Transport>>,
}

impl Settings {
    /// The defaults. `product_agent` is the client crate's name and version, as `mobilon-client/0.1.0`.
    pub fn new(product_agent: &'static str) -> Self {
        Self {
            call: CallOptions::default(),
            connect_timeout: None,
            pool_idle: None,
            in_flight: 8,
            calls_per_second: None,
            retry_budget: RetryBudget::default(),
            jitter_seed: None,
            plain_http: false,
            proxy: None,
            tls: TlsSettings::new(),
            product_agent,
            user_agent: None,
            hooks: Vec::new(),
            transport: None,
        }
    }

    pub(crate) fn check(&self, base: &BaseUrl) -> Result<(), Error> {
        if !base.is_https() && !base.is_loopback() && !self.plain_http {
            return Err(Error::input(
                "base_url",
                "is plain http to another machine, which shows keys and data to everyone on the way: use https://, \
                 or call allow_plain_http() on the builder",
            ));
        }
        self.tls.check(base, self.transport.is_some())?;
        self.reaches_the_transport()?;
        self.call.check()?;
        let no_time = self.connect_timeout.is_some_and(|limit| limit.is_zero());
        for (field, zero) in [("in_flight", self.in_flight == 0), ("connect_timeout", no_time)] {
            if zero {
                return Err(Error::input(field, "must be more than zero"));
            }
        }
        if self.calls_per_second.is_some_and(|rate| limit::gap(rate).is_none()) {
            return Err(Error::input(
                "calls_per_second",
                "must be a number above zero, at least one call a year",
            ));
        }
        if let Some(suffix) = &self.user_agent
            && !suffix.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        {
            return Err(Error::input("user_agent", "must be printable ASCII"));
        }
        Ok(())
    }

    /// Refuses what a transport of the user's own would never see.
    fn reaches_the_transport(&self) -> Result<(), Error> {
        let given = [
            ("connect_timeout", self.connect_timeout.is_some()),
            ("pool_idle", self.pool_idle.is_some()),
            ("proxy", self.proxy.is_some()),
            ("user_agent", self.user_agent.is_some()),
        ];
        match given.into_iter().find(|(_, given)| *given && self.transport.is_some()) {
            Some((field, _)) => {
                Err(Error::input(field, "does not reach a transport of your own: set it there"))
            }
            None => Ok(()),
        }
    }

    #[cfg_attr(not(feature = "reqwest"), allow(dead_code))]
    pub(crate) fn full_user_agent(&self) -> String {
        let core = concat!("isp-client-core/", env!("CARGO_PKG_VERSION"));
        let mut agent = format!("{} {core}", self.product_agent);
        if let Some(suffix) = &self.user_agent {
            agent.push(' ');
            agent.push_str(suffix);
        }
        agent
    }

    pub(crate) fn transport(&self, base: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = &self.transport {
            return Ok(Arc::clone(transport));
        }
        #[cfg(feature = "reqwest")]
        return Ok(Arc::new(crate::transport::reqwest::Reqwest::new(self, base)?));
        #[cfg(not(feature = "reqwest"))]
        {
            let _ = base;
            Err(Error::config("built without the feature `reqwest`: hand in a transport by transport()"))
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("call", &self.call)
            .field("connect_timeout", &self.connect_timeout)
            .field("pool_idle", &self.pool_idle)
            .field("in_flight", &self.in_flight)
            .field("calls_per_second", &self.calls_per_second)
            .field("retry_budget", &self.retry_budget)
            .field("plain_http", &self.plain_http)
            .field("proxy", &self.proxy)
            .field("tls", &self.tls)
            .field("user_agent", &self.user_agent)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

/// The setters that the builder of every product has, for a builder with a field `settings`. One list for all.
#[macro_export]
#[doc(hidden)]
macro_rules! client_setters {
    () => {
        $crate::call_option_setters!(self => self.settings.call);

        /// How long a connection may take to stand, TLS included. Default 5 s.
        pub fn connect_timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.settings.connect_timeout = Some(limit);
            self
        }

        /// How long an idle connection is kept. Default 4 s: less than such servers do.
        pub fn pool_idle(mut self, limit: ::std::time::Duration) -> Self {
            self.settings.pool_idle = Some(limit);
            self
        }

        /// How many attempts may be on their way at the same time. Default 8.
        pub fn in_flight(mut self, most: usize) -> Self {
            self.settings.in_flight = most;
            self
        }

        /// How many attempts may start in a second, evenly spread. Default: no limit.
        pub fn calls_per_second(mut self, rate: f64) -> Self {
            self.settings.calls_per_second = Some(rate);
            self
        }

        /// The brake on repeats that all calls of this client share.
        pub fn retry_budget(mut self, budget: $crate::RetryBudget) -> Self {
            self.settings.retry_budget = budget;
            self
        }

        /// Makes the jitter of the waits repeatable.
        pub fn jitter_seed(mut self, seed: u64) -> Self {
            self.settings.jitter_seed = Some(seed);
            self
        }

        /// Allows `http://` to a machine that is not this one. Keys and data then cross the network in clear.
        pub fn allow_plain_http(mut self) -> Self {
            self.settings.plain_http = true;
            self
        }

        /// Sends everything through a proxy, as `http://user:password@proxy.example:3128`. The environment is not
        /// read.
        pub fn proxy(mut self, url: impl Into<$crate::Secret>) -> Self {
            self.settings.proxy = Some(url.into());
            self
        }

        /// Trusts the authorities of a PEM bundle beside those of the operating system.
        pub fn trust_pem(mut self, bundle: impl Into<Vec<u8>>) -> Self {
            self.settings.tls.roots = $crate::Roots::SystemAnd(bundle.into());
            self
        }

        /// Trusts the authorities of a PEM bundle and no others.
        pub fn trust_only_pem(mut self, bundle: impl Into<Vec<u8>>) -> Self {
            self.settings.tls.roots = $crate::Roots::Only(bundle.into());
            self
        }

        /// Trusts the server that shows the certificate with this SHA-256 fingerprint, whatever its name, its dates and
        /// whoever signed it, and no other. 64 hexadecimal digits, with colons or without, as
        /// `openssl x509 -noout -fingerprint -sha256` prints them. Called twice, either certificate will do: so it can
        /// be changed.
        pub fn pin_sha256(mut self, fingerprint: impl Into<String>) -> Self {
            self.settings.tls.pins.push(fingerprint.into());
            self
        }

        /// Looks for this name in the server's certificate, in place of the host in the address.
        pub fn tls_server_name(mut self, name: impl Into<String>) -> Self {
            self.settings.tls.server_name = Some(name.into());
            self
        }

        /// Takes every server for the right one. Whoever stands between then reads and changes everything, keys
        /// included: `pin_sha256` is as little work and safe.
        pub fn danger_accept_any_server_certificate(mut self) -> Self {
            self.settings.tls.any_server = true;
            self
        }

        /// Shows this certificate to a server that asks for one.
        pub fn client_identity(mut self, identity: $crate::ClientIdentity) -> Self {
            self.settings.tls.identity = Some(identity);
            self
        }

        /// Adds the name of your program to the user agent.
        pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
            self.settings.user_agent = Some(suffix.into());
            self
        }

        /// Sees each attempt when it is over, so that you can count them with a library of your own.
        pub fn on_attempt(
            mut self,
            hook: impl Fn(&$crate::AttemptReport<'_>) + Send + Sync + 'static,
        ) -> Self {
            self.settings.hooks.push($crate::Hook::new(hook));
            self
        }

        /// Sends through a transport of your own. `connect_timeout`, `pool_idle`, `proxy`, `user_agent` and the
        /// settings of trust and of a client certificate do not reach it: beside one of them it is refused.
        pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
            self.settings.transport = Some(::std::sync::Arc::new(transport));
            self
        }
    };
}
