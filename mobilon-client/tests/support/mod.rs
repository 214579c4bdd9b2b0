//! What the tests of this crate share.
#![allow(dead_code, unused_imports, unused_macros, reason = "each test file uses a part of it")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use mobilon_client::testing::Script;
use mobilon_client::{Backoff, Client, ClientBuilder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const KEY: &str = "Ab3dE6:abcd1efghij2klmn";
pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A documented answer.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name))
    };
}
pub(crate) use fixture;

pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder(url).unwrap().user_key(KEY).account_token(TOKEN).jitter_seed(1)
}

pub(crate) fn scripted(script: &Script) -> Client {
    builder("https://pbx.test/").transport(script.clone()).build().unwrap()
}

/// A client for a server on loopback. It waits for nothing between attempts.
pub(crate) fn connected(url: &str) -> Client {
    quick(builder(url)).build().unwrap()
}

pub(crate) fn quick(builder: ClientBuilder) -> ClientBuilder {
    builder.backoff(Backoff::new(Duration::ZERO, Duration::ZERO))
}

/// Listens on a free port of loopback.
pub(crate) async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// The next connection, with the head of its first request. A connection without one is passed over.
pub(crate) async fn accept(listener: &TcpListener) -> (TcpStream, String) {
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") && stream.read_buf(&mut head).await.is_ok_and(|read| read > 0) {}
        if !head.is_empty() {
            return (stream, String::from_utf8(head).unwrap());
        }
    }
}

/// A server that writes these bytes to one connection after the other and closes each. The last ones serve all that
/// follow.
pub(crate) struct Canned {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Canned {
    pub(crate) async fn start(answers: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let (listener, url) = listen().await;
        let answers: Vec<_> = answers.into_iter().collect();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        tokio::spawn(async move {
            for number in 0.. {
                let (mut stream, head) = accept(&listener).await;
                seen.lock().unwrap().push(head);
                let _ = stream.write_all(&answers[number.min(answers.len() - 1)]).await;
                let _ = stream.shutdown().await;
            }
        });
        Self { url, requests }
    }

    /// The heads of the requests, oldest first.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// An answer whose announced length is `missing` bytes more than its body.
pub(crate) fn whole_or_cut(body: &str, missing: usize) -> Vec<u8> {
    let length = body.len() + missing;
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
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
