//! What the tests of this crate share.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::time::Duration;

use isp_sandbox::kubalink::{KEY, Running};
use kubalink_client::{Backoff, Client, ClientBuilder, RetryBudget};

/// Waits for nothing between attempts.
pub(crate) fn quick(builder: ClientBuilder) -> ClientBuilder {
    builder.backoff(Backoff::new(Duration::ZERO, Duration::ZERO)).jitter_seed(1)
}

/// A builder for a server on loopback.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    quick(Client::builder(url).unwrap().key("the-key"))
}

/// A client for a server on loopback.
pub(crate) fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// A client of the sandbox that never runs out of repeats.
pub(crate) fn patient(sandbox: &Running) -> ClientBuilder {
    let builder = Client::builder(&sandbox.url()).unwrap().key(KEY);
    quick(builder).retry_budget(RetryBudget::unlimited())
}

/// A head as PHP writes it. Said, so that the client does not pick a connection that is about to close.
pub(crate) const HEAD: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nConnection: close\r\n";

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
