//! A running PBX: look into it and steer it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use super::call::{Call, PlacedCall};
use super::dialect::Dialect;
use super::hooks::Delivery;
use super::script::{CallPlan, IncomingCall};
use super::state::State;
use crate::shared::clock::local_date;
use crate::shared::lock;
use crate::shared::server::Server;

/// A PBX that answers until this is dropped; then every connection and task of it ends at once.
pub struct Running {
    server: Server,
    state: Arc<State>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("url", &self.state.base).finish_non_exhaustive()
    }
}

impl Running {
    pub(crate) fn new(server: Server, state: Arc<State>) -> Self {
        Self { server, state }
    }

    /// The base URL, prefix included, without a trailing slash.
    pub fn url(&self) -> String {
        self.state.base.clone()
    }

    /// The `ws://` URL of the feed; the vendor's is the root of a host and port of its own.
    ///
    /// A client sends one text frame, `{"key":"<user key>"}`, and then listens (so does the vendor's own client).
    /// The rest is a guess: nothing confirms the subscription; a key that no user has, or any other first frame,
    /// closes the socket with an empty close frame; later frames are ignored. At most 100 sockets are open at a time:
    /// the next handshake is answered with 503.
    pub fn feed_url(&self) -> String {
        self.state.base.replacen("http", "ws", 1) + "/"
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.server.addr
    }

    /// Stops listening, finishes open answers, and stops. Webhooks still waiting are not sent: see
    /// [`Running::delivered`]. Nor are pushes; open sockets end without a close frame.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }

    crate::shared::steer::steering!();

    /// Today's `YYYY-MM-DD` on the sandbox's clock and offset.
    pub fn today(&self) -> String {
        local_date(self.now(), self.state.offset)
    }

    /// The last 10,000 calls that CallToSubscriber accepted, oldest first.
    pub fn calls_placed(&self) -> Vec<PlacedCall> {
        lock(&self.state.live).placed.iter().cloned().collect()
    }

    /// The calls that info and journal know, in the order they ended; the last 100,000, without generated ones.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state.live).calls.all()
    }

    /// Puts a call into info and journal; one with the same callid is replaced. No webhooks.
    pub fn add_call(&self, call: Call) {
        lock(&self.state.live).calls.add(call);
    }

    /// How the next placed call goes. May be called several times, for several calls.
    pub fn plan_next(&self, plan: CallPlan) {
        lock(&self.state.live).plans.push_back(plan);
    }

    /// Refuses the next call with this code, whatever its parameters. Codes outside 1 to 5 are not documented.
    pub fn fail_next(&self, code: u32) {
        lock(&self.state.live).failures.push_back(code);
    }

    /// Closes every open connection, as a server does that is tired of idle ones, and ends every subscription. It
    /// goes on listening.
    pub fn close_connections(&self) {
        self.state.feeds.clear();
        self.server.switchboard.cut_all();
    }

    /// A call that nobody placed over the API, with its webhooks. Answers the callid, which is the events' `baseid`.
    pub async fn incoming_call(&self, incoming: IncomingCall) -> String {
        // The queue is open as long as `self` lives.
        self.state.incoming_call(&incoming).await.unwrap_or_default()
    }

    /// POSTs any JSON to the event URL, in its turn: for events that no plan makes.
    pub async fn post_event(&self, event: serde_json::Value) {
        if let Some(place) = self.state.hooks.place().await {
            place.send(self.state.hooks.event(event.to_string()).into_iter().collect());
        }
    }

    /// Waits until all calls are over and all their webhooks were sent or given up.
    pub async fn delivered(&self) {
        self.state.hooks.all_done().await;
    }

    /// The last 10,000 webhooks, oldest first.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.state.hooks.deliveries()
    }

    /// The user keys that sockets of the feed are subscribed with, in the order they subscribed; one for each socket.
    pub fn subscribed(&self) -> Vec<String> {
        self.state.feeds.keys()
    }

    /// Waits until exactly this many sockets are subscribed: 1 after a client came, 0 after it left.
    pub async fn until_subscribed(&self, count: usize) {
        self.state.feeds.count_is(count).await;
    }

    /// Sends a text frame to every socket that is subscribed with this key, and answers how many that were; a client
    /// that has just gone may be among them. What the vendor sends is unknown, so the text is yours.
    ///
    /// Frames of one socket keep their order. Waits while 1,024 of them wait for a socket that does not read.
    pub async fn push_to(&self, key: &str, text: impl Into<String>) -> usize {
        self.state.feeds.push(key, text.into()).await
    }
}
