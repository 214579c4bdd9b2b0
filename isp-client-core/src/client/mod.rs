//! The engine behind every product's client.

mod attempts;
mod call;
mod line;
mod options;
mod pending;
mod settings;
mod tls_settings;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use tokio::time::Instant;

pub use self::call::Call;
pub use self::line::Line;
pub use self::options::CallOptions;
pub use self::settings::Settings;
pub use self::tls_settings::{ClientIdentity, Roots, TlsSettings};
use crate::hook::Hook;
use crate::limit::Limit;
use crate::retry::Budget;
use crate::{BaseUrl, Dialect, Endpoint, Error, Transport};

/// One installation of one product: its address, dialect and transport, and the limits that all calls share.
///
/// A clone is cheap and shares everything. The clients of the four products are thin layers over this.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base: BaseUrl,
    dialect: Arc<dyn Dialect>,
    transport: Arc<dyn Transport>,
    options: CallOptions,
    limit: Limit,
    budget: Budget,
    jitter: Mutex<fastrand::Rng>,
    hooks: Vec<Hook>,
    clock: WallClock,
}

impl Client {
    /// Builds the engine from what a product's builder has collected.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) or [`ErrorKind::Input`](crate::ErrorKind::Input): plain http
    /// to another machine that was not allowed, no transport, a certificate bundle or fingerprint that cannot be
    /// read, settings of TLS that exclude each other or have no effect, a limit of zero.
    pub fn new(base: BaseUrl, dialect: impl Dialect, settings: Settings) -> Result<Self, Error> {
        settings.check(&base)?;
        let transport = settings.transport(&base)?;
        Ok(Self(Arc::new(Inner {
            base,
            dialect: Arc::new(dialect),
            transport,
            limit: Limit::new(settings.in_flight, settings.calls_per_second),
            budget: Budget::new(settings.retry_budget),
            jitter: Mutex::new(
                settings.jitter_seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed),
            ),
            options: settings.call,
            hooks: settings.hooks,
            clock: WallClock::start(),
        })))
    }

    /// An operation that runs when awaited, with this client's options.
    pub fn call<E>(&self, endpoint: E) -> Call<E> {
        Call::new(self.clone(), endpoint)
    }

    /// The address of the installation.
    pub fn base_url(&self) -> &BaseUrl {
        &self.0.base
    }

    /// What a call uses unless it says otherwise.
    pub fn options(&self) -> &CallOptions {
        &self.0.options
    }

    /// The address that an endpoint would be sent to, each secret as `***`, without sending anything.
    ///
    /// # Errors
    ///
    /// As the endpoint's `encode`.
    pub fn shown_url<E: Endpoint>(&self, endpoint: &E) -> Result<String, Error> {
        Ok(endpoint.encode()?.shown_url(&self.0.base))
    }

    fn random(&self) -> f64 {
        self.0.jitter.lock().unwrap_or_else(PoisonError::into_inner).f64()
    }

    /// What an error calls the place: no query, so nothing secret and nobody's number.
    fn address(&self, path: &str) -> String {
        [self.0.base.as_str(), path].concat()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base)
            .field("dialect", &self.0.dialect)
            .field("transport", &self.0.transport)
            .field("options", &self.0.options)
            .finish_non_exhaustive()
    }
}

/// The time of day, read once and carried on by tokio's clock: a paused clock pauses it too.
struct WallClock {
    read: SystemTime,
    at: Instant,
}

impl WallClock {
    fn start() -> Self {
        Self { read: SystemTime::now(), at: Instant::now() }
    }

    fn now(&self) -> SystemTime {
        self.read + self.at.elapsed()
    }
}
