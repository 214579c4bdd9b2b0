//! Typed records of a JSON answer while it arrives: the good ones first, then what went wrong.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use isp_client_core::decode::json::RecordRule;
use isp_client_core::testing::{Reply, Script};
use isp_client_core::{
    Auth, BoxFuture, Client, Dialect, Effect, Error, ErrorKind, Evidence, JsonItems, Line, OpenBody,
    Operation, Request, Response, Settings, StreamEndpoint,
};
use serde::Deserialize;

#[derive(Debug)]
struct Plain;

impl Dialect for Plain {
    fn authorize<'a>(&'a self, _: &'a mut Request, _: &'a Line<'a>) -> BoxFuture<'a, Result<Auth, Error>> {
        Box::pin(async { Ok(Auth::NONE) })
    }
}

#[derive(Debug, Deserialize)]
struct Account {
    balance: u32,
}

#[derive(Clone)]
struct Accounts;

impl StreamEndpoint for Accounts {
    type Output = JsonItems<Account>;

    fn operation(&self) -> Operation {
        Operation::new("demo", "accounts", Effect::Read, Evidence::Documented, &[])
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(Request::get("accounts"))
    }

    fn open(&self, head: &Response, body: OpenBody) -> Result<JsonItems<Account>, Error> {
        Ok(JsonItems::new(head, body, RecordRule::field("data")))
    }
}

fn in_chunks(text: &'static str) -> Reply {
    let chunks = text.as_bytes().chunks(5).map(Bytes::from_static);
    Reply::status(200).chunks(chunks, Duration::ZERO)
}

async fn open(reply: Reply) -> JsonItems<Account> {
    let mut settings = Settings::new("demo/1.0.0");
    settings.transport = Some(Arc::new(Script::new([reply])));
    let client = Client::new("https://demo.test/".parse().unwrap(), Plain, settings).unwrap();
    client.call(Accounts).open().await.unwrap()
}

/// The records, what ended them, and the reader.
async fn read(reply: Reply) -> (Vec<u32>, Option<Error>, JsonItems<Account>) {
    let mut items = open(reply).await;
    let mut seen = Vec::new();
    loop {
        match items.next().await {
            Ok(Some(account)) => seen.push(account.balance),
            Ok(None) => return (seen, None, items),
            Err(error) => return (seen, Some(error), items),
        }
    }
}

#[tokio::test]
async fn a_broken_connection_comes_after_the_records_before_it() {
    let (seen, error, _) = read(in_chunks(r#"{"data":[{"balance":1},{"balance":2},{"bal"#).cut()).await;
    let error = error.unwrap();
    assert_eq!((seen, error.kind()), (vec![1, 2], ErrorKind::Interrupted));
    assert_eq!(error.operation().map(|operation| operation.name.as_ref()), Some("accounts"));
}

#[tokio::test]
async fn a_record_that_is_not_understood_ends_the_list_for_good() {
    let text = r#"{"data":{"7":{"balance":1},"8":{"balance":"s3cret"},"9":{"balance":3}}}"#;
    for reply in [in_chunks(text), Reply::ok(text)] {
        let (seen, error, mut items) = read(reply).await;
        let error = error.unwrap();
        assert_eq!((seen, error.kind()), (vec![1], ErrorKind::Decode));
        assert_eq!(error.path(), Some("data.8.balance"));
        assert_eq!(error.operation().map(|operation| operation.name.as_ref()), Some("accounts"));
        assert!(!format!("{error} {error:?} {items:?}").contains("s3cret"), "{error}");
        assert_eq!(items.next().await.unwrap_err().path(), Some("data.8.balance"));
    }
}

#[tokio::test]
async fn a_document_that_stops_yields_no_part_of_a_record() {
    let text = r#"{"data":[{"balance":1},{"balance":2"#;
    let (seen, error, _) = read(in_chunks(text)).await;
    // Nobody had told where the body would end, so the connection may have broken.
    assert_eq!((seen, error.unwrap().kind()), (vec![1], ErrorKind::Interrupted));
    let (seen, error, _) = read(in_chunks(text).header("content-length", "35")).await;
    assert_eq!((seen, error.unwrap().kind()), (vec![1], ErrorKind::Decode));
}

#[tokio::test]
async fn the_key_comes_with_the_record_on_request() {
    for (text, keys) in [
        (r#"{"data":{"7":{"balance":1},"8":{"balance":2}}}"#, [Some("7"), Some("8")]),
        (r#"{"data":[{"balance":1},{"balance":2}]}"#, [None, None]),
    ] {
        let mut items = open(in_chunks(text)).await;
        for (key, balance) in keys.into_iter().zip(1..) {
            let (seen, account) = items.next_with_key().await.unwrap().unwrap();
            assert_eq!((seen.as_deref(), account.balance), (key, balance));
        }
        assert!(items.next_with_key().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_error_of_the_product_stands_in_the_envelope() {
    let (seen, error, items) = read(in_chunks(r#"{"error":"no session","err_cod":"unauthorized"}"#)).await;
    assert_eq!((seen.len(), error.unwrap().kind()), (0, ErrorKind::Decode));
    assert_eq!(items.envelope()["err_cod"], "unauthorized");

    let (seen, error, items) = read(in_chunks(r#"{"data":[{"balance":1}],"error":"no session"}"#)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((seen, &items.envelope()["error"]), (vec![1], &"no session".into()));
}
