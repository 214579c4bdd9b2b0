//! Servers that follow a script, down to the byte at which they break.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What a server does with one connection. After its last step it closes in good order.
#[derive(Debug, Clone)]
pub enum Step {
    /// Reads one whole request.
    Read,
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Says that it will write no more, then reads whatever still comes.
    HangUp,
    /// Closes without a word of farewell: no TLS `close_notify`.
    Vanish,
    /// Resets the connection.
    Reset,
    /// Does nothing, for ever.
    Hang,
}

#[allow(unused_imports, reason = "each test binary uses a part of it")]
pub use Step::{Hang, HangUp, Read, Reset, Vanish};

pub fn write(bytes: impl Into<Vec<u8>>) -> Step {
    Step::Write(bytes.into())
}

/// A whole answer that keeps the connection. `headers` are whole lines.
pub fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Step {
    let body = body.as_ref();
    let mut bytes =
        format!("HTTP/1.1 {status} Status\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    write(bytes)
}

pub fn ok(body: impl AsRef<[u8]>) -> Step {
    answer(200, "", body)
}

#[derive(Debug, Default)]
struct Seen {
    connections: u32,
    ended: u32,
    requests: Vec<String>,
}

#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    tls: bool,
    seen: watch::Receiver<Seen>,
}

impl Server {
    /// The first connection gets the first script and so on; the last script serves all that follow.
    pub async fn start(scripts: impl IntoIterator<Item = Vec<Step>>) -> Self {
        Self::spawn(scripts.into_iter().collect(), None).await
    }

    /// One script for every connection.
    pub async fn always(script: impl IntoIterator<Item = Step>) -> Self {
        Self::start([script.into_iter().collect()]).await
    }

    /// The same over TLS.
    #[cfg(feature = "rustls")]
    pub async fn tls(config: rustls::ServerConfig, script: impl IntoIterator<Item = Step>) -> Self {
        Self::spawn(vec![script.into_iter().collect()], Some(Arc::new(config).into())).await
    }

    async fn spawn(scripts: Vec<Vec<Step>>, tls: Option<Acceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, seen) = watch::channel(Seen::default());
        let is_tls = tls.is_some();
        tokio::spawn(async move {
            let sender = Arc::new(sender);
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                let script = scripts[number.min(scripts.len() - 1)].clone();
                let (sender, tls) = (Arc::clone(&sender), tls.clone());
                sender.send_modify(|seen| seen.connections += 1);
                tokio::spawn(async move {
                    serve(stream, tls, script, &sender).await;
                    sender.send_modify(|seen| seen.ended += 1);
                });
            }
        });
        Self { address, tls: is_tls, seen }
    }

    pub fn url(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn connections(&self) -> u32 {
        self.seen.borrow().connections
    }

    /// The requests as they came, oldest first.
    pub fn requests(&self) -> Vec<String> {
        self.seen.borrow().requests.clone()
    }

    /// Waits until the server is through with so many connections.
    pub async fn ended(&mut self, connections: u32) {
        self.seen.wait_for(|seen| seen.ended >= connections).await.unwrap();
    }
}

#[cfg(feature = "rustls")]
type Acceptor = tokio_rustls::TlsAcceptor;
#[cfg(not(feature = "rustls"))]
type Acceptor = std::convert::Infallible;

async fn serve(stream: TcpStream, tls: Option<Acceptor>, script: Vec<Step>, seen: &watch::Sender<Seen>) {
    match tls {
        None => play(stream, script, seen).await,
        #[cfg(feature = "rustls")]
        Some(acceptor) => match acceptor.accept(stream).into_fallible().await {
            Ok(stream) => play(stream, script, seen).await,
            // A reset could overtake the alert that says why.
            Err((_, mut stream)) => {
                let _ = stream.shutdown().await;
                let _ = stream.read_to_end(&mut Vec::new()).await;
            }
        },
        #[cfg(not(feature = "rustls"))]
        Some(never) => match never {},
    }
}

trait Peer: AsyncRead + AsyncWrite + Unpin {
    fn tcp(&self) -> &TcpStream;
}

impl Peer for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

#[cfg(feature = "rustls")]
impl Peer for tokio_rustls::server::TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// A client that goes away ends the script: its side of the story is what the tests look at.
async fn play(mut stream: impl Peer, script: Vec<Step>, seen: &watch::Sender<Seen>) {
    let record = |request: &[u8]| {
        let request = String::from_utf8_lossy(request).into_owned();
        seen.send_modify(|seen| seen.requests.push(request));
    };
    for step in script {
        match step {
            Step::Read => match read_request(&mut stream).await {
                Some(request) => record(&request),
                None => return,
            },
            Step::Write(bytes) => {
                if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() {
                    return;
                }
            }
            Step::HangUp => {
                let _ = stream.shutdown().await;
                let mut rest = Vec::new();
                let _ = stream.read_to_end(&mut rest).await;
                if !rest.is_empty() {
                    record(&rest);
                }
                return;
            }
            Step::Vanish => return,
            Step::Reset => return stream.tcp().set_zero_linger().unwrap(),
            Step::Hang => std::future::pending().await,
        }
    }
    let _ = stream.shutdown().await;
}

async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        if let Some(head) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if request.len() >= head + 4 + length.unwrap_or(0) {
                return Some(request);
            }
        }
        if stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
}
