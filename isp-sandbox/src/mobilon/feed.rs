//! The WebSocket feed: a socket names a user key, and gets what the test pushes to that key.
//!
//! Only the client's one frame is known; what the vendor pushes, and how it refuses, is not.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State as Shared;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::timeout;

use super::answer;
use super::state::State;

/// Sockets at a time, subscribed or not.
const SOCKETS: usize = 100;
/// Messages that may wait for one socket; then the push waits.
const WAITING: usize = 1024;
/// Bytes of one message from a client.
const MESSAGE_MOST: usize = 16 * 1024;
/// How long a client may take to answer a close frame.
const GOODBYE: Duration = Duration::from_secs(1);

#[derive(Debug)]
struct Subscriber {
    key: String,
    queue: mpsc::Sender<Utf8Bytes>,
}

/// The subscribed sockets, in the order they subscribed.
#[derive(Debug)]
pub(crate) struct Feeds {
    open: watch::Sender<Vec<Subscriber>>,
    places: Arc<Semaphore>,
}

impl Feeds {
    pub(crate) fn new() -> Self {
        Self { open: watch::Sender::new(Vec::new()), places: Arc::new(Semaphore::new(SOCKETS)) }
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.open.borrow().iter().map(|subscriber| subscriber.key.clone()).collect()
    }

    pub(crate) async fn count_is(&self, count: usize) {
        // The sender is `self`, so this cannot fail.
        let _ = self.open.subscribe().wait_for(|open| open.len() == count).await;
    }

    /// How many sockets the text was queued for.
    pub(crate) async fn push(&self, key: &str, text: String) -> usize {
        let text = Utf8Bytes::from(text);
        let queues: Vec<_> = {
            let open = self.open.borrow();
            open.iter().filter(|other| other.key == key).map(|other| other.queue.clone()).collect()
        };
        let mut queued = 0;
        for queue in queues {
            queued += usize::from(queue.send(text.clone()).await.is_ok());
        }
        queued
    }

    /// Ends every subscription.
    pub(crate) fn clear(&self) {
        self.open.send_replace(Vec::new());
    }

    fn subscribe(self: &Arc<Self>, key: String) -> Subscription {
        let (queue, pushed) = mpsc::channel(WAITING);
        self.open.send_modify(|open| open.push(Subscriber { key, queue }));
        Subscription { feeds: self.clone(), pushed }
    }
}

struct Subscription {
    feeds: Arc<Feeds>,
    pushed: mpsc::Receiver<Utf8Bytes>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.pushed.close();
        self.feeds.open.send_modify(|open| open.retain(|subscriber| !subscriber.queue.is_closed()));
    }
}

/// The WebSocket handshake. What the vendor answers to plain HTTP at this path is unknown.
pub(crate) async fn open(
    Shared(state): Shared<Arc<State>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        // It did not ask for an upgrade.
        Err(WebSocketUpgradeRejection::InvalidConnectionHeader(_)) => {
            return StatusCode::NOT_FOUND.into_response();
        }
        Err(rejection) => return rejection.into_response(),
    };
    let Ok(place) = state.feeds.places.clone().try_acquire_owned() else {
        return answer::note(503, "too many sockets\n");
    };
    upgrade.read_buffer_size(4096).max_message_size(MESSAGE_MOST).max_frame_size(MESSAGE_MOST).on_upgrade(
        async move |socket| {
            let gate = state.gate.clone();
            gate.spawn(async move {
                serve(&state, socket).await;
                drop(place);
            });
        },
    )
}

async fn serve(state: &State, mut socket: WebSocket) {
    let first = loop {
        match socket.recv().await {
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(message)) => break message,
            _ => return,
        }
    };
    let key = key_of(&first).filter(|key| state.users.iter().any(|user| user.key == *key));
    if let Some(key) = key
        && !follow(state.feeds.subscribe(key), &mut socket).await
    {
        return;
    }
    hang_up(socket).await;
}

/// Whether the client said goodbye; otherwise the connection is gone.
async fn follow(mut subscription: Subscription, socket: &mut WebSocket) -> bool {
    loop {
        tokio::select! {
            text = subscription.pushed.recv() => {
                let Some(text) = text else { return false };
                if socket.send(Message::Text(text)).await.is_err() {
                    return false;
                }
            }
            message = socket.recv() => match message {
                Some(Ok(Message::Close(_))) => return true,
                Some(Ok(_)) => {}
                _ => return false,
            },
        }
    }
}

/// The client closes first if it will, so that nothing on its way to it is lost.
async fn hang_up(mut socket: WebSocket) {
    let goodbye = async {
        // A client that has gone needs none.
        let _ = socket.send(Message::Close(None)).await;
        while let Some(Ok(_)) = socket.recv().await {}
    };
    let _ = timeout(GOODBYE, goodbye).await;
}

/// The key of `{"key":…}`, and of nothing else.
fn key_of(message: &Message) -> Option<String> {
    let Message::Text(text) = message else { return None };
    let mut fields: HashMap<String, String> = serde_json::from_str(text).ok()?;
    let key = fields.remove("key")?;
    fields.is_empty().then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_known_frame_has_a_key() {
        for text in [r#"{"key":"a:b"}"#, " {\n\"key\": \"a\\u003ab\" } "] {
            assert_eq!(key_of(&Message::text(text)).as_deref(), Some("a:b"), "{text}");
        }
        for text in [
            "",
            "a:b",
            r#""a:b""#,
            r#"["a:b"]"#,
            "{}",
            r#"{"key":null}"#,
            r#"{"key":1}"#,
            r#"{"Key":"a:b"}"#,
            r#"{"key":"a:b","id":"1"}"#,
            r#"{"key":"a:b"} {"#,
        ] {
            assert_eq!(key_of(&Message::text(text)), None, "{text}");
        }
        assert_eq!(key_of(&Message::binary(r#"{"key":"a:b"}"#)), None);
    }
}
