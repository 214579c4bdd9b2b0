//! Webhooks: where they go, the one task that delivers them in order, and what became of them.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use url::Url;

use crate::shared::deliver::{Outgoing, check_target, send};
use crate::shared::lock;

/// The status that the vendor's portal logs for a receiver that did not answer properly (observed).
pub const NOT_ANSWERED: u16 = 599;

/// Where the PBX reports calls. Loopback `http://` only, unless the sandbox may be remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The JSON events are POSTed here (observed, not documented).
    pub events: Option<String>,
    /// Requested by GET for each ringing subscriber, after `{KEY}` and `{NUMBER}` are replaced (documented). The
    /// values are pasted as they are: whether the vendor encodes them is unknown.
    pub template: Option<String>,
    /// How long a receiver may take. What the vendor allows is unknown. On a paused tokio clock it can run out while
    /// the answer is on its way; set it high there.
    pub patience: Duration,
}

impl Default for Webhook {
    fn default() -> Self {
        Self { events: None, template: None, patience: Duration::from_secs(10) }
    }
}

impl Webhook {
    /// JSON events to this URL.
    pub fn events(url: impl Into<String>) -> Self {
        Self { events: Some(url.into()), ..Self::default() }
    }

    /// A templated GET, for example `http://127.0.0.1:8080/hook?key={KEY}&number={NUMBER}`.
    pub fn template(url: impl Into<String>) -> Self {
        Self { template: Some(url.into()), ..Self::default() }
    }
}

/// One webhook that was sent, or was tried to be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// `GET` or `POST`.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The JSON event; `None` for the templated GET.
    pub body: Option<String>,
    /// What the receiver answered; [`NOT_ANSWERED`] when it did not.
    pub status: u16,
}

/// Older deliveries are forgotten.
const REMEMBERED: usize = 10_000;
/// Calls that may wait for delivery; then the next call waits.
const WAITING: usize = 1024;

/// Everything one step has to send, in order.
pub(crate) struct Batch {
    outgoing: Vec<Outgoing>,
    _work: Work,
}

#[derive(Debug)]
pub(crate) struct Hooks {
    pub(crate) events: Option<Url>,
    template: Option<String>,
    patience: Duration,
    allow_remote: bool,
    queue: mpsc::Sender<Batch>,
    open: watch::Sender<usize>,
    done: Mutex<VecDeque<Delivery>>,
}

impl Hooks {
    /// The receiver is for [`Hooks::deliver`].
    pub(crate) fn new(webhook: Webhook, allow_remote: bool) -> io::Result<(Self, mpsc::Receiver<Batch>)> {
        let checked = |text: &str| -> io::Result<Url> {
            let url = Url::parse(text).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
            check_target(&url, allow_remote).map(|()| url)
        };
        let events = webhook.events.as_deref().map(checked).transpose()?;
        if let Some(template) = &webhook.template {
            checked(&fill(template, "k", "8"))?;
        }
        let (queue, waiting) = mpsc::channel(WAITING);
        let hooks = Self {
            events,
            template: webhook.template,
            patience: webhook.patience,
            allow_remote,
            queue,
            open: watch::Sender::new(0),
            done: Mutex::default(),
        };
        Ok((hooks, waiting))
    }

    pub(crate) fn templated(&self, key: &str, number: &str) -> Option<Outgoing> {
        let url = Url::parse(&fill(self.template.as_deref()?, key, number)).ok()?;
        // The screenshot's user agent names this version.
        Some(Outgoing { method: "GET", url, user_agent: "curl/7.22.0", json: None })
    }

    pub(crate) fn event(&self, json: String) -> Option<Outgoing> {
        let url = self.events.clone()?;
        Some(Outgoing { method: "POST", url, user_agent: "isp-sandbox", json: Some(json) })
    }

    /// A place in the queue, taken before anything happens so that a call is never left half reported. `None` once
    /// the sandbox is gone.
    pub(crate) async fn place(self: &Arc<Self>) -> Option<Place> {
        let slot = self.queue.clone().reserve_owned().await.ok()?;
        Some(Place { slot, work: Work::open(self) })
    }

    pub(crate) async fn deliver(self: Arc<Self>, mut waiting: mpsc::Receiver<Batch>) {
        while let Some(batch) = waiting.recv().await {
            for outgoing in batch.outgoing {
                let status = send(&outgoing, self.allow_remote, self.patience).await.unwrap_or(NOT_ANSWERED);
                let mut done = lock(&self.done);
                done.push_back(Delivery {
                    method: outgoing.method.to_owned(),
                    url: outgoing.url.into(),
                    body: outgoing.json,
                    status,
                });
                if done.len() > REMEMBERED {
                    done.pop_front();
                }
            }
        }
    }

    pub(crate) fn deliveries(&self) -> Vec<Delivery> {
        lock(&self.done).iter().cloned().collect()
    }

    pub(crate) async fn all_done(&self) {
        // The sender is `self`, so this cannot fail.
        let _ = self.open.subscribe().wait_for(|open| *open == 0).await;
    }
}

pub(crate) struct Place {
    slot: mpsc::OwnedPermit<Batch>,
    work: Work,
}

impl Place {
    pub(crate) fn send(self, outgoing: Vec<Outgoing>) {
        self.slot.send(Batch { outgoing, _work: self.work });
    }
}

/// Counts as open until dropped.
pub(crate) struct Work(Arc<Hooks>);

impl Work {
    pub(crate) fn open(hooks: &Arc<Hooks>) -> Self {
        hooks.open.send_modify(|open| *open += 1);
        Self(hooks.clone())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.open.send_modify(|open| *open -= 1);
    }
}

fn fill(template: &str, key: &str, number: &str) -> String {
    template.replace("{KEY}", key).replace("{NUMBER}", number)
}
