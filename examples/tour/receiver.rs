//! Receives the webhooks of the PBX: answers at once, works later.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use examples::note;
use mobilon_client::webhook::{Webhook, WebhookParser};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Anybody can send requests here, so the PBX is given an address with a secret in it.
const SECRET: &str = "a-long-random-text-of-yours";

pub struct Receiver {
    /// What the PBX has to be told.
    pub events_url: String,
    pub template_url: String,
    pub webhooks: UnboundedReceiver<Webhook>,
}

impl Receiver {
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let base = format!("http://{}/hook?authkey={SECRET}", listener.local_addr()?);
        let (sender, webhooks) = unbounded_channel();
        let app = Router::new().route("/hook", axum::routing::any(receive)).with_state(sender);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self {
            events_url: base.clone(),
            template_url: format!("{base}&key={{KEY}}&number={{NUMBER}}"),
            webhooks,
        })
    }
}

async fn receive(
    State(sender): State<UnboundedSender<Webhook>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let parser = WebhookParser::new().shared_secret("authkey", SECRET);
    let content_type = headers.get("content-type").and_then(|value| value.to_str().ok());
    match parser.parse(method.as_str(), uri.query(), content_type, &body) {
        Ok(webhook) => {
            let _ = sender.send(webhook);
            (StatusCode::OK, "ok")
        }
        Err(error) => {
            note!("    a request that is no webhook: {error}");
            (StatusCode::BAD_REQUEST, "no")
        }
    }
}
