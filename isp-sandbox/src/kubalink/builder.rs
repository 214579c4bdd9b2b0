//! What can be set before the start.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use jiff::tz::Offset;
use serde_json::Value;

use super::catalogue::Catalogue;
use super::dialect::Dialect;
use super::generated::Generated;
use super::reply::fields_of;
use super::routes::routes;
use super::running::Running;
use super::samples::{KEY, Kind};
use super::state::{Keys, Live, State};
use super::table::{Store, fixed_answers};
use crate::shared::clock::WallClock;
use crate::shared::server::{Gate, Server, bind};

/// The sandbox's moment unless another is set: 2026-04-15 05:30:00 at UTC+2, chosen by us.
pub const DEFAULT_NOW: u32 = 1_776_223_800;

/// Where every request goes.
pub const PATH: &str = "/api.php";

const GENERATED_MOST: u32 = 10_000_000;

/// A KubaLink to be started.
///
/// It comes with objects of every kind ([`CUSTOMER`](super::CUSTOMER) and its neighbours) and a key for everything,
/// [`KEY`], and lives at a fixed moment.
///
/// ```
/// use isp_sandbox::{Sandbox, kubalink};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let erp = Sandbox::kubalink().key_for("tasks-only", ["task"]).generated_customers(100_000).start().await?;
/// assert!(erp.url().ends_with(kubalink::PATH));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    bind: SocketAddr,
    allow_remote: bool,
    keys: Keys,
    store: Store,
    dialect: Dialect,
    now: Option<u32>,
    utc_offset_hours: i8,
    generated: Generated,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            bind: (Ipv4Addr::LOCALHOST, 0).into(),
            allow_remote: false,
            keys: Keys::from([(KEY.to_owned(), None)]),
            store: Store::new(),
            dialect: Dialect::default(),
            now: Some(DEFAULT_NOW),
            utc_offset_hours: 2,
            generated: Generated::default(),
        }
    }
}

impl Builder {
    crate::shared::steer::settings!();

    /// Lets it listen on addresses that are not loopback.
    pub fn allow_remote(self) -> Self {
        Self { allow_remote: true, ..self }
    }

    /// One more key with the right for every category.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.insert(key.into(), None);
        self
    }

    /// One more key with the right for these categories only. What such a key gets elsewhere is unknown; here it is
    /// what a wrong key gets.
    pub fn key_for(
        mut self,
        key: impl Into<String>,
        categories: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.keys.insert(key.into(), Some(categories.into_iter().map(Into::into).collect()));
        self
    }

    /// One more object, with these fields; one with the same id is replaced. Anything but an object is one without
    /// fields.
    pub fn object(mut self, kind: Kind, id: i64, fields: Value) -> Self {
        self.store.put(kind.table(), id, fields_of(fields));
        self
    }

    /// The moment it lives at, in unix seconds; it stands still. Default [`DEFAULT_NOW`].
    pub fn now(self, unix_seconds: u32) -> Self {
        Self { now: Some(unix_seconds), ..self }
    }

    /// The zone of all dates. It is the installation's own and nowhere in an answer; the default is 2.
    pub fn utc_offset_hours(self, hours: i8) -> Self {
        Self { utc_offset_hours: hours, ..self }
    }

    /// Adds this many customers, from [`FIRST_GENERATED`](super::FIRST_GENERATED) on, made up while they are sent and
    /// always the same.
    pub fn generated_customers(mut self, count: u32) -> Self {
        self.generated.customers = count;
        self
    }

    /// Adds this many switches, alike.
    pub fn generated_devices(mut self, count: u32) -> Self {
        self.generated.devices = count;
        self
    }

    /// Adds this many houses, alike.
    pub fn generated_houses(mut self, count: u32) -> Self {
        self.generated.houses = count;
        self
    }

    /// Adds this many rows to the history of 2026-04-14; `employee.get_history` gives at most 10,000 of them.
    pub fn generated_history(mut self, count: u32) -> Self {
        self.generated.history = count;
        self
    }

    /// Starts it on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for an address that is not loopback (see [`Builder::allow_remote`]), more than ten million
    /// generated objects of a kind, or an offset that no clock has; otherwise what binding said.
    pub async fn start(self) -> io::Result<Running> {
        let problem = |text: &'static str| io::Error::new(io::ErrorKind::InvalidInput, text);
        let offset =
            Offset::from_hours(self.utc_offset_hours).map_err(|_| problem("no such offset from UTC"))?;
        let Generated { customers, devices, houses, history } = self.generated;
        if [customers, devices, houses, history].into_iter().any(|count| count > GENERATED_MOST) {
            return Err(problem("at most ten million generated objects of a kind"));
        }
        let listener = bind(self.bind, self.allow_remote).await?;
        let gate = Arc::new(Gate::new(self.now.map_or(WallClock::System, WallClock::fixed)));
        let state = Arc::new(State {
            base: format!("http://{}", listener.local_addr()?),
            gate: gate.clone(),
            offset,
            generated: self.generated,
            keys: self.keys,
            catalogue: Catalogue::new(),
            fixed: fixed_answers(),
            live: Mutex::new(Live::new(self.dialect, self.store)),
        });
        let server = Server::start(listener, gate, routes(state.clone()))?;
        Ok(Running::new(server, state))
    }
}
