//! What a stream makes of an answer, and how much of it it holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use kubalink_client::customer::Customer;
use kubalink_client::testing::{Reply, Script};
use kubalink_client::{
    BaseUrl, Body, BoxFuture, Chunks, Client, Error, ErrorKind, Incoming, Items, Refusal, Request, Transport,
};

fn customers(transport: impl Transport) -> Items<Customer> {
    let builder = Client::builder("https://erp.test").unwrap().key("the-key").transport(transport);
    builder.build().unwrap().customer().get_data_many([42]).stream()
}

fn answered(body: impl Into<Bytes>) -> Items<Customer> {
    customers(Script::new([Reply::ok(body)]))
}

/// The ids that come, and the error after them.
async fn read(mut items: Items<Customer>) -> (Vec<u64>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(customer) = items.next().await {
        match customer {
            Ok(customer) => ids.push(customer.id.get()),
            Err(error) => {
                assert!(items.next().await.is_none(), "nothing comes after an error");
                return (ids, Some(error));
            }
        }
    }
    (ids, None)
}

/// So many records as the body of a map, large enough that they do not fit into one piece.
fn records(count: usize) -> String {
    let record = |id| format!(r#""{id}":{{"id":{id},"comment":"{}"}}"#, "x".repeat(100));
    (1..=count).map(record).collect::<Vec<_>>().join(",")
}

#[tokio::test]
async fn an_error_at_the_start() {
    for head in [r#""Result":"ERROR","ErrorText":"x""#, r#""error":"x""#, r#""result":"error","Error":"x""#] {
        for rest in [String::new(), r#","data":[]"#.to_owned(), format!(r#","data":{{{}}}"#, records(100))] {
            let body = format!("{{{head}{rest}}}");
            let long = body.len() > 2048;
            let (ids, error) = read(answered(body)).await;
            let error = error.unwrap();
            assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("x")), "{head}");
            assert_eq!(error.refusal::<Refusal>(), Some(&Refusal::Error));
            // Data beside an error is what was never seen; whatever comes of it, the error does.
            assert!(ids.is_empty() || long);
        }
    }
}

/// Records that were handed over before the error was seen are no success.
#[tokio::test]
async fn an_error_at_the_end() {
    for tail in [r#""Result":"ERROR","ErrorText":"x""#, r#""error":"x""#, r#""result":"0","msg":"x""#] {
        let body = format!(r#"{{"data":{{{}}},{tail}}}"#, records(100));
        let pieces: Vec<_> = body.as_bytes().chunks(500).map(Bytes::copy_from_slice).collect();
        let reply = Reply::ok("").chunks(pieces, std::time::Duration::ZERO);
        let (ids, error) = read(customers(Script::new([reply]))).await;
        let error = error.unwrap();
        assert_eq!((ids.len(), error.kind(), error.message()), (100, ErrorKind::Api, Some("x")), "{tail}");
        // What comes in one piece is seen before anything of it is handed over.
        let (ids, error) = read(answered(body.clone())).await;
        assert_eq!((ids.len(), error.unwrap().message()), (0, Some("x")), "{tail}");
        // Read whole, it is the same error.
        let script = Script::new([Reply::ok(body)]);
        let builder = Client::builder("https://erp.test").unwrap().key("the-key").transport(script);
        let error = builder.build().unwrap().customer().get_data_many([42]).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("x")));
    }
}

#[tokio::test]
async fn one_bare_record_in_place_of_a_map() {
    for body in [
        r#"{"Result":"OK","data":{"id":42,"login":"a"}}"#.to_owned(),
        format!(
            r#"{{"Result":"OK","data":{{"id":42,"comment":"{}","phone":[{{"number":"1"}}]}}}}"#,
            "x".repeat(9000)
        ),
    ] {
        let (ids, error) = read(answered(body)).await;
        assert_eq!((ids, error.map(|error| error.to_string())), (vec![42], None));
    }
}

#[tokio::test]
async fn what_is_wrong_in_the_middle_ends_it() {
    let odd = format!(r#"{{"Result":"OK","data":{{{},"101":"hush"}}}}"#, records(100));
    let (ids, error) = read(answered(odd)).await;
    let error = error.unwrap();
    assert_eq!((ids.len(), error.kind(), error.path()), (100, ErrorKind::Decode, Some("data.101")));
    assert!(!format!("{error:?}").contains("hush"));
    // What a script that dies writes behind its answer.
    let died = format!(r#"{{"Result":"OK","data":{{{}}}}}<br /><b>Fatal error</b>: hush"#, records(100));
    let (ids, error) = read(answered(died)).await;
    assert_eq!((ids.len(), error.unwrap().kind()), (100, ErrorKind::Decode));
    // An end that does not come, on a connection that says that it was whole.
    let short = format!(r#"{{"Result":"OK","data":{{{}"#, records(100));
    let reply = Reply::ok(short.clone()).header("content-length", &short.len().to_string());
    let (ids, error) = read(customers(Script::new([reply]))).await;
    let error = error.unwrap();
    assert!(ids.len() >= 99 && matches!(error.kind(), ErrorKind::Decode | ErrorKind::Interrupted), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_stalls_or_breaks() {
    let whole = format!(r#"{{"Result":"OK","data":{{{}"#, records(50));
    let cut = whole.rfind("\"50\":").unwrap() + 9;
    let start = Bytes::from(whole).slice(..cut);
    for (reply, kind) in [
        (Reply::ok(start.clone()).cut(), ErrorKind::Interrupted),
        (Reply::ok(start.clone()).stalled(), ErrorKind::Timeout),
    ] {
        let script = Script::new([reply]);
        let (ids, error) = read(customers(script.clone())).await;
        assert_eq!((ids.len(), error.unwrap().kind()), (49, kind));
        assert_eq!(script.requests().len(), 1, "part of it was used");
    }
}

/// One record may be large, and not without end.
#[tokio::test]
async fn a_record_without_end() {
    let body = format!(r#"{{"Result":"OK","data":{{"1":{{"id":1}},"2":{{"comment":"{}"#, "x".repeat(9 << 20));
    let (ids, error) = read(answered(body)).await;
    assert_eq!((ids, error.unwrap().kind()), (vec![1], ErrorKind::TooLarge));
}

/// A body that is made while it is read, a record in each chunk.
#[derive(Debug, Clone, Default)]
struct Endless {
    made: Arc<AtomicUsize>,
}

const TOGETHER: usize = 100_000;

impl Transport for Endless {
    fn send<'a>(&'a self, _: &'a Request, _: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        let body = Body::new(self.clone());
        Box::pin(async { Ok(Incoming::new(StatusCode::OK, HeaderMap::new(), body)) })
    }
}

impl Chunks for Endless {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, Error>> {
        let chunk = match self.made.fetch_add(1, Ordering::Relaxed) {
            0 => Some(r#"{"Result":"OK","data":{"#.to_owned()),
            TOGETHER => Some(r#""100000":{}}}"#.to_owned()),
            number if number < TOGETHER => {
                Some(format!(r#""{number}":{{"comment":"{}"}},"#, "x".repeat(200)))
            }
            _ => None,
        };
        Box::pin(async { Ok(chunk.map(Bytes::from)) })
    }
}

/// More than the default cap of an answer, and never more of it at a time than the start that is looked at for an error.
#[tokio::test]
async fn one_record_at_a_time() {
    let body = Endless::default();
    let mut customers = customers(body.clone());
    let mut seen = 0;
    while let Some(customer) = customers.next().await {
        let id = customer.unwrap().id.get();
        // An object without fields is no record.
        seen += 1;
        assert_eq!(id, seen as u64);
        let ahead = body.made.load(Ordering::Relaxed) - seen;
        assert!(ahead < 16, "{ahead} chunks were read ahead of record {seen}");
    }
    assert_eq!(seen, TOGETHER - 1);
}
