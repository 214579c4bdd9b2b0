//! Servers on loopback that write prepared bytes: one connection after the other, one request on each.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// Listens on a free port of loopback. Gives the address too.
pub async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// An address that refuses connections for as long as the socket is held: it is bound, but does not listen.
pub fn closed_port() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    (socket, url)
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Came {
    /// The request line and the headers, with the empty line that ends them.
    pub head: String,
    /// As many bytes as the head announces.
    pub body: Vec<u8>,
}

impl Came {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The next connection, with its first request. A connection without one is passed over.
pub async fn accept(listener: &TcpListener) -> (TcpStream, Came) {
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        // Each piece of a test is a segment of its own.
        stream.set_nodelay(true).unwrap();
        if let Some(came) = read_request(&mut stream).await {
            return (stream, came);
        }
    }
}

pub(crate) async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Came> {
    let mut read = Vec::new();
    let head_end = loop {
        if let Some(at) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut read).await.ok()? == 0 {
            return None;
        }
    };
    let mut came = Came { head: String::from_utf8(read[..head_end].to_vec()).unwrap(), body: Vec::new() };
    let length = came.header("content-length").map_or(0, |length| length.parse().unwrap());
    while read.len() < head_end + length && stream.read_buf(&mut read).await.unwrap() > 0 {}
    came.body = read.split_off(head_end);
    Some(came)
}

/// A server that makes each answer, which it writes piece by piece, from the request. Gives its address.
pub async fn answering(mut answer: impl FnMut(Came) -> Vec<Vec<u8>> + Send + 'static) -> String {
    let (listener, url) = listen().await;
    tokio::spawn(async move {
        loop {
            let (mut stream, came) = accept(&listener).await;
            for piece in answer(came) {
                let _ = stream.write_all(&piece).await;
                let _ = stream.flush().await;
                tokio::task::yield_now().await;
            }
            let _ = stream.shutdown().await;
        }
    });
    url
}

/// A server that writes the first answer to the first connection and so on, and closes each. The last answer serves all
/// that follow.
#[derive(Debug)]
pub struct Canned {
    /// Its address.
    pub url: String,
    requests: Arc<Mutex<Vec<Came>>>,
}

impl Canned {
    /// Each answer is written at once.
    pub async fn start(answers: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self::in_pieces(answers.into_iter().map(|answer| vec![answer])).await
    }

    /// Each answer is written piece by piece.
    pub async fn in_pieces(answers: impl IntoIterator<Item = Vec<Vec<u8>>>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        let url = answering(move |came| {
            let mut seen = seen.lock().unwrap();
            seen.push(came);
            answers[seen.len().min(answers.len()) - 1].clone()
        });
        Self { url: url.await, requests }
    }

    /// The requests, oldest first.
    pub fn requests(&self) -> Vec<Came> {
        self.requests.lock().unwrap().clone()
    }
}
