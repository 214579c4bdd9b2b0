//! What can be set before the start.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::tz::Offset;

use super::account::{ACCOUNT_TOKEN, User, ready_made};
use super::dialect::Dialect;
use super::feed::Feeds;
use super::generated::GeneratedDay;
use super::hooks::{Hooks, Webhook};
use super::routes::routes;
use super::running::Running;
use super::script::CallPlan;
use super::state::{Live, State};
use crate::shared::clock::{WallClock, day_start};
use crate::shared::server::{Gate, Server, bind};

/// The sandbox's moment unless another is set: 2026-04-15 10:30:00 at UTC+7, chosen by us.
pub const DEFAULT_NOW: u32 = 1_776_223_800;

/// A Mobilon PBX to be started.
///
/// It comes with three users and a token ([`USER_KEY`](super::USER_KEY) and its neighbours), answers every call after
/// five seconds of (virtual) ringing, and lives at a fixed moment.
///
/// ```
/// use isp_sandbox::{Sandbox, mobilon};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let pbx = Sandbox::mobilon()
///     .prefix("/pbx")
///     .plan(mobilon::CallPlan::missed())
///     .generated_day("2026-04-14", 50_000)
///     .start()
///     .await?;
/// assert!(pbx.url().ends_with("/pbx"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    bind: SocketAddr,
    allow_remote: bool,
    prefix: String,
    users: Vec<User>,
    tokens: Vec<String>,
    dialect: Dialect,
    webhook: Webhook,
    plan: CallPlan,
    pace: Option<Duration>,
    now: Option<u32>,
    utc_offset_hours: i8,
    generated: Vec<(String, u32)>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            bind: (Ipv4Addr::LOCALHOST, 0).into(),
            allow_remote: false,
            prefix: String::new(),
            users: ready_made(),
            tokens: vec![ACCOUNT_TOKEN.to_owned()],
            dialect: Dialect::default(),
            webhook: Webhook::default(),
            plan: CallPlan::answered(60),
            pace: None,
            now: Some(DEFAULT_NOW),
            utc_offset_hours: 7,
            generated: Vec::new(),
        }
    }
}

impl Builder {
    crate::shared::steer::settings!();

    /// Lets it listen on, and send webhooks to, addresses that are not loopback.
    pub fn allow_remote(self) -> Self {
        Self { allow_remote: true, ..self }
    }

    /// Puts all paths under a prefix such as `/pbx`.
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// One more user.
    pub fn user(mut self, user: User) -> Self {
        self.users.push(user);
        self
    }

    /// One more account token.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens.push(token.into());
        self
    }

    /// Where it reports calls; default nowhere.
    pub fn webhook(self, webhook: Webhook) -> Self {
        Self { webhook, ..self }
    }

    /// How placed calls go; default answered, 60 seconds of talk.
    pub fn plan(self, plan: CallPlan) -> Self {
        Self { plan, ..self }
    }

    /// Waits this long (on tokio's clock) between the states of a call, which enters info and journal at its end.
    /// By default a call is over at once, with later times in its events.
    pub fn pace(self, pace: Duration) -> Self {
        Self { pace: Some(pace), ..self }
    }

    /// The moment it lives at, in unix seconds; it stands still. Default [`DEFAULT_NOW`].
    pub fn now(self, unix_seconds: u32) -> Self {
        Self { now: Some(unix_seconds), ..self }
    }

    /// The zone of `time` and `date`, which have none of their own. The real zone is unknown; the default, 7, is
    /// where the vendor is at home.
    pub fn utc_offset_hours(self, hours: i8) -> Self {
        Self { utc_offset_hours: hours, ..self }
    }

    /// Gives the day `YYYY-MM-DD` this many calls, made up while the journal is streamed and always the same. May be
    /// called for several days.
    pub fn generated_day(mut self, date: impl Into<String>, calls: u32) -> Self {
        let date = date.into();
        self.generated.retain(|(known, _)| *known != date);
        self.generated.push((date, calls));
        self
    }

    /// Starts it on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for an address or webhook that is not loopback (see [`Builder::allow_remote`]), a prefix that is
    /// not `/like/this`, a date that is none, or an offset that no clock has; otherwise what binding said.
    pub async fn start(self) -> io::Result<Running> {
        let problem = |text: &'static str| io::Error::new(io::ErrorKind::InvalidInput, text);
        if !is_prefix(&self.prefix) {
            return Err(problem("a prefix starts with a slash, ends without one, and has plain characters"));
        }
        let offset =
            Offset::from_hours(self.utc_offset_hours).map_err(|_| problem("no such offset from UTC"))?;
        let generated = self.generated.iter().map(|(date, calls)| {
            let start =
                day_start(date, offset).ok_or_else(|| problem("a generated day is not YYYY-MM-DD"))?;
            Ok(GeneratedDay { start, count: (*calls).into() })
        });
        let generated = generated.collect::<io::Result<_>>()?;
        let (hooks, waiting) = Hooks::new(self.webhook, self.allow_remote)?;
        let listener = bind(self.bind, self.allow_remote).await?;
        let gate = Arc::new(Gate::new(self.now.map_or(WallClock::System, WallClock::fixed)));
        let state = Arc::new(State {
            base: format!("http://{}{}", listener.local_addr()?, self.prefix),
            gate: gate.clone(),
            hooks: Arc::new(hooks),
            feeds: Arc::new(Feeds::new()),
            prefix: self.prefix,
            users: self.users,
            tokens: self.tokens,
            offset,
            generated,
            pace: self.pace,
            plan: self.plan,
            live: Mutex::new(Live::new(self.dialect)),
        });
        gate.spawn(state.hooks.clone().deliver(waiting));
        let server = Server::start(listener, gate, routes(state.clone()))?;
        Ok(Running::new(server, state))
    }
}

fn is_prefix(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    text.is_empty() || (text.starts_with('/') && !text.ends_with('/') && text.bytes().all(plain))
}
