//! What the tests of this crate share.
#![allow(dead_code, unused_imports, unused_macros, reason = "each test file uses a part of it")]

use std::time::Duration;

use isp_sandbox::procbill::{LOGIN, PASSWORD, Running};
use procbill_client::testing::Script;
use procbill_client::{Backoff, Client, ClientBuilder, ClientIdentity};

/// An answer of the server; what is invented in it stands in `fixtures/README.md`.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name)).as_slice()
    };
}
pub(crate) use fixture;

/// Waits for nothing between attempts.
pub(crate) fn quick(builder: ClientBuilder) -> ClientBuilder {
    builder.backoff(Backoff::new(Duration::ZERO, Duration::ZERO)).jitter_seed(1)
}

/// A client of the sandbox's administrator over mutual TLS.
pub(crate) fn secured(server: &Running) -> ClientBuilder {
    let identity = ClientIdentity::from_pkcs12(server.client_pfx(), server.pfx_password()).unwrap();
    let builder = Client::builder(&server.url()).unwrap().login(LOGIN, PASSWORD);
    quick(builder.client_identity(identity).trust_only_pem(server.ca_pem()))
}

/// The same over plain http, which needs no handshake for each connection.
pub(crate) fn plain(server: &Running) -> ClientBuilder {
    quick(Client::builder(&server.plain_url().unwrap()).unwrap().login(LOGIN, PASSWORD))
}

/// A client with a session and no administrator: it never logs in.
pub(crate) fn with_suid(script: &Script) -> ClientBuilder {
    quick(Client::builder("https://billing.test:1443").unwrap().suid("700100200").transport(script.clone()))
}

/// A client with an administrator.
pub(crate) fn with_login(script: &Script) -> ClientBuilder {
    let builder = Client::builder("https://billing.test:1443").unwrap();
    quick(builder.login("api", "kassa").transport(script.clone()))
}

/// The addresses that were asked for, without the server's.
pub(crate) fn asked(script: &Script) -> Vec<String> {
    let rest = |url: String| url.strip_prefix("https://billing.test:1443/").unwrap().to_owned();
    script.requests().into_iter().map(|sent| rest(sent.url)).collect()
}
