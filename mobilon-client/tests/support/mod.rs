//! What the tests of this crate share.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::time::Duration;

use mobilon_client::testing::Script;
use mobilon_client::{Backoff, Client, ClientBuilder};

pub(crate) const KEY: &str = "Ab3dE6:abcd1efghij2klmn";
pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";

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

/// An answer whose announced length is `missing` bytes more than its body.
pub(crate) fn whole_or_cut(body: &str, missing: usize) -> Vec<u8> {
    let length = body.len() + missing;
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}
