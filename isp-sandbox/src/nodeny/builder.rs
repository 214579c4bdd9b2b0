//! What can be set before the start.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use jiff::tz::Offset;

use super::account::{Admin, Card, Subscriber, ready_made_admins};
use super::dialect::Dialect;
use super::person::Person;
use super::routes::routes;
use super::running::Running;
use super::samples;
use super::state::{Live, State, ready_made_cards};
use crate::shared::clock::WallClock;
use crate::shared::server::{Gate, Server, bind};

/// The sandbox's moment unless another is set: 2026-04-15 05:30:00 at UTC+2, chosen by us.
pub const DEFAULT_NOW: u32 = 1_776_223_800;

/// Where every request goes.
pub const PATH: &str = "/cgi-bin/noapi.pl";

const GENERATED_MOST: u32 = 10_000_000;

/// A NoDeny billing to be started.
///
/// It comes with subscribers, administrators and two cards ([`SUBSCRIBER`](super::SUBSCRIBER) and its neighbours), and
/// lives at a fixed moment.
///
/// ```
/// use isp_sandbox::{Sandbox, nodeny};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let billing = Sandbox::nodeny()
///     .subscriber(nodeny::Subscriber::new(42, "ivan", "secret"))
///     .card("4242", 10_000)
///     .generated_users(100_000)
///     .start()
///     .await?;
/// assert!(billing.url().ends_with(nodeny::PATH));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    bind: SocketAddr,
    allow_remote: bool,
    people: BTreeMap<u32, Person>,
    admins: Vec<Admin>,
    cards: HashMap<String, Card>,
    dialect: Dialect,
    now: Option<u32>,
    utc_offset_hours: i8,
    generated: u32,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            bind: (Ipv4Addr::LOCALHOST, 0).into(),
            allow_remote: false,
            people: samples::ready_made().into_iter().map(|person| (person.id(), person)).collect(),
            admins: ready_made_admins(),
            cards: ready_made_cards(),
            dialect: Dialect::default(),
            now: Some(DEFAULT_NOW),
            utc_offset_hours: 2,
            generated: 0,
        }
    }
}

impl Builder {
    crate::shared::steer::settings!();

    /// Lets it listen on addresses that are not loopback.
    pub fn allow_remote(self) -> Self {
        Self { allow_remote: true, ..self }
    }

    /// One more subscriber; one with the same id is replaced.
    pub fn subscriber(mut self, subscriber: Subscriber) -> Self {
        self.people.insert(subscriber.id, Person::new(subscriber));
        self
    }

    /// One more administrator.
    pub fn admin(mut self, admin: Admin) -> Self {
        self.admins.push(admin);
        self
    }

    /// One more unused card, worth this many hundredths.
    pub fn card(mut self, code: impl Into<String>, amount: i64) -> Self {
        self.cards.insert(code.into(), Card { amount, activated: false });
        self
    }

    /// The moment it lives at, in unix seconds; it stands still. Default [`DEFAULT_NOW`].
    pub fn now(self, unix_seconds: u32) -> Self {
        Self { now: Some(unix_seconds), ..self }
    }

    /// The zone of texts such as `human_time` and of the dates of tickets. It is the installation's own and nowhere in
    /// an answer; the default, 2, is what the vendor's sample of `u_autopays` fits (a winter day; here it is always 2).
    pub fn utc_offset_hours(self, hours: i8) -> Self {
        Self { utc_offset_hours: hours, ..self }
    }

    /// Adds this many subscribers, from [`FIRST_GENERATED`](super::FIRST_GENERATED) on, made up while `api_users` is
    /// streamed and always the same: number `n` has the login `user<n>` and the password `pw-<n>`.
    pub fn generated_users(self, count: u32) -> Self {
        Self { generated: count, ..self }
    }

    /// Starts it on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for an address that is not loopback (see [`Builder::allow_remote`]), more than ten million
    /// generated subscribers, or an offset that no clock has; otherwise what binding said.
    pub async fn start(self) -> io::Result<Running> {
        let problem = |text: &'static str| io::Error::new(io::ErrorKind::InvalidInput, text);
        let offset =
            Offset::from_hours(self.utc_offset_hours).map_err(|_| problem("no such offset from UTC"))?;
        if self.generated > GENERATED_MOST {
            return Err(problem("at most ten million generated subscribers"));
        }
        let listener = bind(self.bind, self.allow_remote).await?;
        let gate = Arc::new(Gate::new(self.now.map_or(WallClock::System, WallClock::fixed)));
        let state = Arc::new(State {
            base: format!("http://{}", listener.local_addr()?),
            gate: gate.clone(),
            offset,
            generated: self.generated,
            admins: self.admins,
            live: Mutex::new(Live::new(self.dialect, self.people, self.cards)),
        });
        let server = Server::start(listener, gate, routes(state.clone()))?;
        Ok(Running::new(server, state))
    }
}
