//! A running billing: look into it and steer it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use super::account::Login;
use super::act::{Act, Call};
use super::answer::Crash;
use super::builder::PATH;
use super::dialect::Dialect;
use super::session::Who;
use super::state::State;
use crate::shared::lock;
use crate::shared::server::Server;

/// A billing that answers until this is dropped; then every connection of it ends at once.
pub struct Running {
    server: Server,
    state: Arc<State>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("url", &self.url()).finish_non_exhaustive()
    }
}

impl Running {
    pub(crate) fn new(server: Server, state: Arc<State>) -> Self {
        Self { server, state }
    }

    /// The address of the API, with its path.
    pub fn url(&self) -> String {
        format!("{}{PATH}", self.state.base)
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.server.addr
    }

    /// Stops listening, finishes open answers, and stops.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }

    crate::shared::steer::steering!();

    /// Opens a session without a login and answers its token; `None` when there is no such account. It is not counted
    /// in [`Running::logins`].
    pub fn open_session(&self, account: Login) -> Option<String> {
        let mut live = lock(&self.state.live);
        let admin = self.state.admins.iter().find(|admin| admin.login == account.login);
        let known = live.people.get(&account.id).is_some_and(|person| person.account.login == account.login);
        let who = match admin {
            Some(admin) => Who::Admin(admin.id),
            None => known.then_some(Who::Subscriber(account.id))?,
        };
        let (ttl, form) = (live.dialect.session_ttl, live.dialect.token_form);
        let live = &mut *live;
        Some(live.sessions.open(who, self.now(), ttl, form, &mut live.chance))
    }

    /// Ends every session, as if all had been idle for too long.
    pub fn expire_sessions(&self) {
        lock(&self.state.live).sessions.clear();
    }

    /// How many sessions are open; the last 10,000 are kept.
    pub fn sessions(&self) -> usize {
        lock(&self.state.live).sessions.count(self.now())
    }

    /// How many logins opened a session.
    pub fn logins(&self) -> u64 {
        lock(&self.state.live).logins
    }

    /// How many logins were refused: a wrong password, or a blocked administrator.
    pub fn refused_logins(&self) -> u64 {
        lock(&self.state.live).refused_logins
    }

    /// The last 10,000 requests as the billing understood them, oldest first: without those that a fault or a body
    /// over the limit kept from it.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state.live).calls.iter().cloned().collect()
    }

    /// The last 10,000 changes, oldest first.
    pub fn acts(&self) -> Vec<Act> {
        lock(&self.state.live).acts.iter().cloned().collect()
    }

    /// What is on a subscriber's account, in hundredths; `None` when there is no such subscriber.
    pub fn balance(&self, uid: u32) -> Option<i64> {
        lock(&self.state.live).person(uid, self.state.generated).map(|person| person.account.balance)
    }

    /// The next request breaks down and is not acted upon. May be called several times, for several requests.
    pub fn crash_next(&self, crash: Crash) {
        lock(&self.state.live).crashes.push_back(crash);
    }

    /// The next action of somebody who is logged in is refused with this text, which may be HTML, and is not acted
    /// upon. May be called several times.
    pub fn refuse_next(&self, message: impl Into<String>) {
        lock(&self.state.live).refusals.push_back(message.into());
    }

    /// Closes every open connection, as a server does that is tired of idle ones. It goes on listening.
    pub fn close_connections(&self) {
        self.server.switchboard.cut_all();
    }
}
