//! What the tests of this crate share.
#![allow(dead_code, unused_imports, unused_macros, reason = "each test file uses a part of it")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use isp_sandbox::nodeny::{Login, Running};
use nodeny_client::{Backoff, Client, ClientBuilder};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// An answer of the server; where its form is from stands in `fixtures/README.md`.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name))
    };
}
pub(crate) use fixture;

/// Waits for nothing between attempts.
pub(crate) fn quick(builder: ClientBuilder) -> ClientBuilder {
    builder.backoff(Backoff::new(Duration::ZERO, Duration::ZERO)).jitter_seed(1)
}

/// A client for a server on loopback, with a session and no account: it never logs in.
pub(crate) fn with_session(url: &str) -> Client {
    quick(Client::builder(url).unwrap().session("s3s/1")).build().unwrap()
}

/// A client for a server on loopback, with an account.
pub(crate) fn with_account(url: &str) -> Client {
    quick(Client::builder(url).unwrap().login("test", "p=w;1")).build().unwrap()
}

/// A builder for an account of the sandbox.
pub(crate) fn account(server: &Running, account: Login) -> ClientBuilder {
    let builder = Client::builder(&format!("http://{}", server.addr())).unwrap();
    quick(builder.login(account.login, account.password))
}

/// Listens on a free port of loopback.
pub(crate) async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Came {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The next connection, with its first request. A connection without one is passed over.
pub(crate) async fn accept(listener: &TcpListener) -> (TcpStream, Came) {
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        // Each piece of a test is a segment of its own.
        stream.set_nodelay(true).unwrap();
        let mut read = Vec::new();
        let head_end = loop {
            if let Some(at) = read.windows(4).position(|four| four == b"\r\n\r\n") {
                break Some(at + 4);
            }
            if !stream.read_buf(&mut read).await.is_ok_and(|count| count > 0) {
                break None;
            }
        };
        let Some(head_end) = head_end else { continue };
        let mut came = Came { head: String::from_utf8(read[..head_end].to_vec()).unwrap(), body: Vec::new() };
        let length = came.header("content-length").map_or(0, |length| length.parse().unwrap());
        while read.len() < head_end + length && stream.read_buf(&mut read).await.unwrap() > 0 {}
        came.body = read.split_off(head_end);
        return (stream, came);
    }
}

/// A server that writes these pieces to one connection after the other and closes each. The last answer serves all that
/// follow.
pub(crate) struct Canned {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Came>>>,
}

impl Canned {
    pub(crate) async fn start(answers: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self::in_pieces(answers.into_iter().map(|answer| vec![answer])).await
    }

    /// Each answer is written piece by piece.
    pub(crate) async fn in_pieces(answers: impl IntoIterator<Item = Vec<Vec<u8>>>) -> Self {
        let (listener, url) = listen().await;
        let answers: Vec<_> = answers.into_iter().collect();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        tokio::spawn(async move {
            for number in 0.. {
                let (mut stream, came) = accept(&listener).await;
                seen.lock().unwrap().push(came);
                for piece in &answers[number.min(answers.len() - 1)] {
                    let _ = stream.write_all(piece).await;
                    let _ = stream.flush().await;
                    tokio::task::yield_now().await;
                }
                let _ = stream.shutdown().await;
            }
        });
        Self { url, requests }
    }

    /// The requests, oldest first.
    pub(crate) fn requests(&self) -> Vec<Came> {
        self.requests.lock().unwrap().clone()
    }
}

/// A head as NoDeny writes it. Said, so that the client does not pick a connection that is about to close.
pub(crate) const HEAD: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n";

/// An answer whose announced length is `missing` bytes more than its body.
pub(crate) fn whole_or_cut(body: &str, missing: usize) -> Vec<u8> {
    format!("{HEAD}Content-Length: {}\r\n\r\n{body}", body.len() + missing).into_bytes()
}

/// An answer in as many chunks as there are pieces, each a piece of its own; unfinished unless `ends`.
pub(crate) fn chunked<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, ends: bool) -> Vec<Vec<u8>> {
    let head = format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
    let chunk = |piece: &[u8]| [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
    let end = ends.then(|| b"0\r\n\r\n".to_vec());
    [head].into_iter().chain(pieces.into_iter().map(chunk)).chain(end).collect()
}

/// The same numbers for the same seed: SplitMix64.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}
