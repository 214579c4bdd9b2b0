//! A running billing: look into it and steer it.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::account::{House, Operation, Service, Switch};
use super::act::{Act, Call};
use super::builder::PATH;
use super::dialect::Dialect;
use super::generated;
use super::state::State;
use crate::shared::lock;
use crate::shared::server::Server;

/// A billing that answers until this is dropped; then every connection of it ends at once.
pub struct Running {
    server: Server,
    plain: Option<Server>,
    state: Arc<State>,
    failed_handshakes: Arc<AtomicU64>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("url", &self.url()).finish_non_exhaustive()
    }
}

impl Running {
    pub(crate) fn new(
        server: Server,
        plain: Option<Server>,
        state: Arc<State>,
        failed_handshakes: Arc<AtomicU64>,
    ) -> Self {
        Self { server, plain, state, failed_handshakes }
    }

    /// The address of the API over TLS, with its path.
    pub fn url(&self) -> String {
        format!("https://{}{PATH}", self.addr())
    }

    /// Where it listens for TLS.
    pub fn addr(&self) -> SocketAddr {
        self.server.addr
    }

    /// The address of the API in the clear, with its path; `None` without
    /// [`Builder::plain_http`](super::Builder::plain_http).
    pub fn plain_url(&self) -> Option<String> {
        self.plain_addr().map(|addr| format!("http://{addr}{PATH}"))
    }

    /// Where it listens for plain http.
    pub fn plain_addr(&self) -> Option<SocketAddr> {
        self.plain.as_ref().map(|server| server.addr)
    }

    /// Stops listening, finishes open answers, and stops.
    pub async fn shutdown(self) {
        if let Some(plain) = self.plain {
            plain.shutdown().await;
        }
        self.server.shutdown().await;
    }

    /// The authority of both certificates.
    pub fn ca_pem(&self) -> &str {
        &self.state.certificates.ca_pem
    }

    /// The client's certificate and its key.
    pub fn client_pem(&self) -> &str {
        &self.state.certificates.client_pem
    }

    /// The same with the authority's certificate, as PKCS#12 (AES-256, a MAC with SHA-256), with
    /// [`Running::pfx_password`].
    pub fn client_pfx(&self) -> &[u8] {
        &self.state.certificates.client_pfx
    }

    /// The password of the PFX.
    pub fn pfx_password(&self) -> &str {
        &self.state.certificates.pfx_password
    }

    /// The server's certificate, without its key.
    pub fn server_pem(&self) -> &str {
        &self.state.certificates.server_pem
    }

    /// The SHA-256 of the server's certificate (of its DER), in lower-case hex.
    pub fn server_sha256(&self) -> &str {
        &self.state.certificates.server_sha256
    }

    /// Writes `ca.pem`, `client.pem`, `client.pfx` and `server.pem` into a folder, and makes the folder if need be.
    ///
    /// # Errors
    ///
    /// What the file system said.
    pub fn write_certificates(&self, dir: impl AsRef<Path>) -> io::Result<()> {
        self.state.certificates.write(dir.as_ref())
    }

    /// How many TLS handshakes failed: no certificate, a foreign one, or a peer that did not want to go on.
    pub fn failed_handshakes(&self) -> u64 {
        self.failed_handshakes.load(Ordering::SeqCst)
    }

    crate::shared::steer::steering!();

    /// Opens a session without a login and answers its SUID. It is not counted in [`Running::logins`].
    pub fn open_session(&self) -> String {
        let mut live = lock(&self.state.live);
        let form = live.dialect.suid;
        live.sessions.open(form).to_string()
    }

    /// Ends every session. What ends one in the field is unknown.
    pub fn expire_sessions(&self) {
        lock(&self.state.live).sessions.clear();
    }

    /// How many sessions are open; the last 10,000 are kept.
    pub fn sessions(&self) -> usize {
        lock(&self.state.live).sessions.count()
    }

    /// How often `CLN_AUTH_LOGIN` opened a session.
    pub fn logins(&self) -> u64 {
        lock(&self.state.live).sessions.logins
    }

    /// How often a login or password was wrong, in `CLN_AUTH_LOGIN` or in a URL.
    pub fn refused_logins(&self) -> u64 {
        lock(&self.state.live).sessions.refused_logins
    }

    /// The last 10,000 procedures as the billing understood them, oldest first: without those that a fault kept from it.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state.live).calls.iter().cloned().collect()
    }

    /// The last 10,000 changes, oldest first.
    pub fn acts(&self) -> Vec<Act> {
        lock(&self.state.live).acts.iter().cloned().collect()
    }

    /// All financial operations of one subscriber or group itself, oldest first.
    pub fn operations(&self, user_id: i32) -> Vec<Operation> {
        let live = lock(&self.state.live);
        live.operations.iter().filter(|operation| operation.user_id == user_id).cloned().collect()
    }

    /// What is on the account of a subscriber, in hundredths; `None` when there is none of this id.
    pub fn balance(&self, user_id: i32) -> Option<i64> {
        let live = lock(&self.state.live);
        let known = live.people.get(&user_id).map(|person| person.balance);
        known.or_else(|| generated::find(user_id, self.state.generated).map(|person| person.balance))
    }

    /// All houses, by id.
    pub fn houses(&self) -> Vec<House> {
        lock(&self.state.live).houses.values().cloned().collect()
    }

    /// All switches, by id.
    pub fn switches(&self) -> Vec<Switch> {
        lock(&self.state.live).switches.values().cloned().collect()
    }

    /// All services of all subscribers, by id.
    pub fn services(&self) -> Vec<Service> {
        lock(&self.state.live).services.values().cloned().collect()
    }

    /// How often dhcpd was restarted: once for each `CLN_SWITCH_EDIT` that was carried out.
    pub fn dhcpd_restarts(&self) -> u64 {
        lock(&self.state.live).dhcpd_restarts
    }

    /// The next procedure with acceptable arguments is refused with this text, in the form of
    /// [`Dialect::errors`], and not carried out. May be called several times.
    pub fn refuse_next(&self, error: impl Into<String>) {
        lock(&self.state.live).refusals.push_back(error.into());
    }

    /// The next `count` new connections, on either port, are reset before a byte is read or sent.
    pub fn refuse_connections(&self, count: usize) {
        self.server.switchboard.refuse(count);
    }

    /// Closes every open connection, as a server does that is tired of idle ones. It goes on listening.
    pub fn close_connections(&self) {
        self.server.switchboard.cut_all();
    }
}
