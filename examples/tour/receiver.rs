//! Receives the webhooks of the PBX and keeps them until they are asked for.

use examples::note;
use examples::webhooks::{self, Addresses};
use mobilon_client::webhook::Webhook;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const SECRET: &str = "a-long-random-text-of-yours";

pub struct Receiver {
    /// What the PBX has to be told.
    pub addresses: Addresses,
    pub webhooks: UnboundedReceiver<Webhook>,
}

impl Receiver {
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let addresses = Addresses::new(&format!("http://{}", listener.local_addr()?), SECRET);
        let (sender, webhooks) = unbounded_channel();
        let app = webhooks::router(SECRET, move |read| match read {
            Ok(webhook) => {
                let _ = sender.send(webhook);
            }
            Err(error) => note!("    a request that is no webhook: {error}"),
        });
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { addresses, webhooks })
    }
}
