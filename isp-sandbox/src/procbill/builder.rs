//! What can be set before the start.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use jiff::tz::Offset;

use super::account::{Administrator, LOGIN, PASSWORD, Subscriber};
use super::certificates::{Certificates, ServerCertificate, TlsVersions};
use super::dialect::Dialect;
use super::routes::routes;
use super::running::Running;
use super::samples;
use super::state::{Live, State};
use crate::shared::clock::WallClock;
use crate::shared::listener::Switchboard;
use crate::shared::server::{Gate, Server, bind};
use crate::shared::tls::Tls;

/// The sandbox's moment unless another is set: 2026-04-15 08:30:00 at UTC+5, chosen by us.
pub const DEFAULT_NOW: u32 = 1_776_223_800;

/// Where every request goes.
pub const PATH: &str = "/api.php";

const GENERATED_MOST: u32 = 10_000_000;

/// A Carbon Billing to be started.
///
/// It comes with an administrator ([`LOGIN`], [`PASSWORD`]), subscribers and groups ([`SUBSCRIBER`](super::SUBSCRIBER)
/// and its neighbours), houses, a switch and a service; its certificates are made at the start. It lives at a fixed
/// moment.
///
/// ```
/// use isp_sandbox::{Sandbox, procbill};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let billing = Sandbox::procbill()
///     .subscriber(procbill::Subscriber::new(42, "ivan", "Иван"))
///     .generated_subscribers(100_000)
///     .plain_http()
///     .start()
///     .await?;
/// assert!(billing.url().starts_with("https://127.0.0.1:"));
/// assert!(billing.ca_pem().starts_with("-----BEGIN CERTIFICATE-----"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    bind: SocketAddr,
    allow_remote: bool,
    plain_http: bool,
    people: BTreeMap<i32, Subscriber>,
    administrators: Vec<Administrator>,
    server_certificate: ServerCertificate,
    tls_versions: TlsVersions,
    pfx_password: String,
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
            plain_http: false,
            people: samples::subscribers().into_iter().map(|person| (person.id, person)).collect(),
            administrators: vec![Administrator { login: LOGIN.to_owned(), password: PASSWORD.to_owned() }],
            server_certificate: ServerCertificate::Good,
            tls_versions: TlsVersions::Both,
            pfx_password: "kassa1".to_owned(),
            dialect: Dialect::default(),
            now: Some(DEFAULT_NOW),
            utc_offset_hours: 5,
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

    /// Listens for plain http too, without any certificate: observed in the field on port 1444, beside https on 1443. Here
    /// likewise on the next port, or on a free one if the other is.
    pub fn plain_http(self) -> Self {
        Self { plain_http: true, ..self }
    }

    /// One more subscriber or group; one with the same id is replaced.
    pub fn subscriber(mut self, subscriber: Subscriber) -> Self {
        self.people.insert(subscriber.id, subscriber);
        self
    }

    /// One more administrator, with all rights; login and password are compared exactly.
    pub fn administrator(mut self, login: impl Into<String>, password: impl Into<String>) -> Self {
        self.administrators.push(Administrator { login: login.into(), password: password.into() });
        self
    }

    /// What is wrong with the server's certificate; by default nothing.
    pub fn server_certificate(self, kind: ServerCertificate) -> Self {
        Self { server_certificate: kind, ..self }
    }

    /// Which TLS it speaks; by default 1.2 and 1.3.
    pub fn tls_versions(self, versions: TlsVersions) -> Self {
        Self { tls_versions: versions, ..self }
    }

    /// The password of the PFX, which may be empty; `kassa1` by default.
    pub fn pfx_password(self, password: impl Into<String>) -> Self {
        Self { pfx_password: password.into(), ..self }
    }

    /// The moment it lives at, in unix seconds; it stands still. Default [`DEFAULT_NOW`]. The validity of certificates is
    /// not measured by it.
    pub fn now(self, unix_seconds: u32) -> Self {
        Self { now: Some(unix_seconds), ..self }
    }

    /// The zone of the timestamps that it makes itself. They are local and say no zone; which one it is is unknown, the
    /// default, 5, is a guess.
    pub fn utc_offset_hours(self, hours: i8) -> Self {
        Self { utc_offset_hours: hours, ..self }
    }

    /// Adds this many subscribers, from [`FIRST_GENERATED`](super::FIRST_GENERATED) on, made up while
    /// `CLN_USR_FIND_2` is streamed and always the same.
    pub fn generated_subscribers(self, count: u32) -> Self {
        Self { generated: count, ..self }
    }

    /// Starts it on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for an address that is not loopback (see [`Builder::allow_remote`]), more than ten million
    /// generated subscribers, a last port with [`Builder::plain_http`], or an offset that no clock has; otherwise what
    /// binding, or making the certificates, said.
    pub async fn start(self) -> io::Result<Running> {
        let problem = |text: &'static str| io::Error::new(io::ErrorKind::InvalidInput, text);
        let offset =
            Offset::from_hours(self.utc_offset_hours).map_err(|_| problem("no such offset from UTC"))?;
        let generated = i32::try_from(self.generated.min(GENERATED_MOST + 1)).unwrap_or(i32::MAX);
        if self.generated > GENERATED_MOST {
            return Err(problem("at most ten million generated subscribers"));
        }
        let listener = bind(self.bind, self.allow_remote).await?;
        let plain = if self.plain_http {
            let port = match self.bind.port() {
                0 => 0,
                port => port.checked_add(1).ok_or_else(|| problem("there is no port after the last"))?,
            };
            Some(bind((self.bind.ip(), port).into(), self.allow_remote).await?)
        } else {
            None
        };
        let (certificates, acceptor) =
            Certificates::make(self.server_certificate, self.tls_versions, self.pfx_password)?;
        let tls = Tls { acceptor, failed: Arc::default() };
        let failed_handshakes = tls.failed.clone();
        let gate = Arc::new(Gate::new(self.now.map_or(WallClock::System, WallClock::fixed)));
        let state = Arc::new(State {
            gate: gate.clone(),
            offset,
            generated,
            administrators: self.administrators,
            certificates,
            live: Mutex::new(Live::new(self.dialect, self.people)),
        });
        let switchboard = Switchboard::default();
        let of = |listener, tls| {
            Server::start_on(listener, tls, gate.clone(), routes(state.clone()), switchboard.clone())
        };
        let server = of(listener, Some(tls))?;
        let plain = plain.map(|listener| of(listener, None)).transpose()?;
        Ok(Running::new(server, plain, state, failed_handshakes))
    }
}
