//! A running ERP: look into it and steer it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::Value;

use super::act::{Act, Call};
use super::answer::Breakage;
use super::builder::PATH;
use super::dialect::Dialect;
use super::samples::Kind;
use super::state::State;
use crate::shared::lock;
use crate::shared::server::Server;

/// An ERP that answers until this is dropped; then every connection of it ends at once.
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

    /// The address of the script.
    pub fn url(&self) -> String {
        format!("{}{PATH}", self.state.base)
    }

    /// The address of the installation, without the script and without a slash at its end.
    pub fn base(&self) -> String {
        self.state.base.clone()
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

    /// The last 10,000 requests as the product understood them, with all their parameters, oldest first; fewer when
    /// they are more than 64 MiB. Those that a fault kept from it are not among them.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state.live).calls.iter().cloned().collect()
    }

    /// The last 10,000 changes, oldest first: one for each action that writes and was not refused.
    pub fn acts(&self) -> Vec<Act> {
        lock(&self.state.live).acts.iter().cloned().collect()
    }

    /// An object as it is kept, before the dialect; `None` when there is none. A generated one is there only once it
    /// was changed.
    pub fn object(&self, kind: Kind, id: i64) -> Option<Value> {
        lock(&self.state.live).store.row(kind.table(), id).cloned().map(Value::Object)
    }

    /// A customer's balance as text, `150.50` or `0`; see [`Running::object`].
    pub fn balance(&self, customer: i64) -> Option<String> {
        Some(self.object(Kind::Customer, customer)?.get("balance")?.as_str()?.to_owned())
    }

    /// The next request meets this, before those of [`Running::break_action`]. May be called several times, for several
    /// requests.
    pub fn break_next(&self, breakage: Breakage) {
        lock(&self.state.live).breakages.push_back(breakage);
    }

    /// Every request of this action, named as it is sent, meets this until [`Running::mend`].
    pub fn break_action(&self, category: &str, action: &str, breakage: Breakage) {
        lock(&self.state.live).broken.insert(format!("{category}.{action}"), breakage);
    }

    /// Every request meets this until [`Running::mend`].
    pub fn break_all(&self, breakage: Breakage) {
        lock(&self.state.live).broken.insert(String::new(), breakage);
    }

    /// Ends what [`Running::break_next`], [`Running::break_action`] and [`Running::break_all`] began.
    pub fn mend(&self) {
        let mut live = lock(&self.state.live);
        live.broken.clear();
        live.breakages.clear();
    }

    /// The next action whose parameters are in order is refused with this text and is not applied. May be called several
    /// times.
    pub fn refuse_next(&self, message: impl Into<String>) {
        lock(&self.state.live).refusals.push_back(message.into());
    }

    /// Closes every open connection, as a server does that is tired of idle ones. It goes on listening.
    pub fn close_connections(&self) {
        self.server.switchboard.cut_all();
    }
}
