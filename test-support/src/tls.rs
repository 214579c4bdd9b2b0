//! A server on loopback over TLS.

use std::io;
use std::sync::{Arc, Mutex};

use rcgen::{Certificate, KeyPair};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::loopback::{Came, read_request};

/// A server with this certificate, at the name `localhost`, that answers one request on each connection, all alike.
#[derive(Debug)]
pub struct Secured {
    /// Its address.
    pub url: String,
    requests: Arc<Mutex<Vec<Came>>>,
}

impl Secured {
    /// It serves until the runtime ends.
    pub async fn start(certificate: &Certificate, key: &KeyPair, answer: impl Into<Arc<[u8]>>) -> Self {
        let acceptor = acceptor(certificate, key);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, seen) = (answer.into(), requests.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(acceptor.clone(), stream, answer.clone(), seen.clone()));
            }
        });
        Self { url, requests }
    }

    /// The requests, oldest first.
    pub fn requests(&self) -> Vec<Came> {
        self.requests.lock().unwrap().clone()
    }
}

fn acceptor(certificate: &Certificate, key: &KeyPair) -> TlsAcceptor {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A client that does not trust the server goes away.
async fn serve(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    answer: Arc<[u8]>,
    seen: Arc<Mutex<Vec<Came>>>,
) -> io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    let Some(came) = read_request(&mut stream).await else { return Ok(()) };
    seen.lock().unwrap().push(came);
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
