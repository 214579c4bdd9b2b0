//! Answers that are slow, cut, or none.

use std::time::Duration;

use isp_test_support::fixture;
use isp_test_support::loopback::{Canned, accept, closed_port, listen};
use kubalink_client::{Client, Delivery, Error, ErrorKind, NotRepeated};
use rust_decimal::dec;
use tokio::io::AsyncWriteExt as _;
use wiremock::ResponseTemplate;

use super::{seen, serving};
use crate::support::{builder, chunked, client, whole_or_cut};

const CUSTOMERS: &str = fixture!("customer_get_data_multi.json");

/// A read, what adds, what sets, and a stream.
async fn errors(erp: &Client) -> [Error; 4] {
    [
        erp.customer().get_data_many([42]).await.unwrap_err(),
        erp.customer().change_balance(42, dec!(1), "cash").await.unwrap_err(),
        erp.customer().to_ex(42).await.unwrap_err(),
        erp.customer().get_data_many([42]).stream().collect().await.unwrap_err(),
    ]
}

#[tokio::test]
async fn a_payment_whose_answer_is_cut_is_not_sent_again() {
    let body = r#"{"Result":"OK"}"#;
    for cut in [0, 1, 7, body.len() - 1, body.len()] {
        let server = Canned::start([whole_or_cut(&body[..cut], body.len() - cut + 1)]).await;
        let error = client(&server.url).customer().change_balance(42, dec!(1), "cash").await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown), "{cut}");
        assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::MayHaveActed)));
        assert_eq!(server.requests().len(), 1, "{cut}");
    }
}

#[tokio::test]
async fn anything_else_is_asked_for_again() {
    let short = whole_or_cut(&CUSTOMERS[..60], 100);
    let server = Canned::start([short.clone(), short.clone(), whole_or_cut(CUSTOMERS, 0)]).await;
    assert_eq!(client(&server.url).customer().get_data_many([1, 2]).await.unwrap().len(), 2);
    assert_eq!(server.requests().len(), 3);
    let server = Canned::start([short.clone(), whole_or_cut(r#"{"Result":"OK"}"#, 0)]).await;
    client(&server.url).customer().to_ex(42).await.unwrap();
    assert_eq!(server.requests().len(), 2);
    let server = Canned::start([short]).await;
    let error = client(&server.url).customer().get_data_many([1]).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Interrupted, 3));
}

/// Whole records, then the error, then nothing; and no second request, since part of it was used.
#[tokio::test]
async fn a_stream_that_breaks_gives_its_whole_records_first() {
    let records: Vec<_> =
        (1..=100).map(|id| format!(r#""{id}":{{"id":{id},"comment":"{}"}}"#, "абв ".repeat(20))).collect();
    let body = format!(r#"{{"Result":"OK","data":{{{}}}}}"#, records.join(","));
    let cut = body.find(r#""61":"#).unwrap() + 12;
    for answer in [
        vec![whole_or_cut(&body[..cut], body.len() - cut)],
        chunked(body.as_bytes()[..cut].chunks(1000), false),
    ] {
        let server = Canned::in_pieces([answer]).await;
        let mut customers = client(&server.url).customer().get_data_many([1]).stream();
        for id in 1..=60 {
            assert_eq!(customers.next().await.unwrap().unwrap().id.get(), id);
        }
        let error = customers.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
        assert!(customers.next().await.is_none());
        assert_eq!(server.requests().len(), 1);
    }
}

/// Nobody listens: nothing was sent, whatever it was.
#[tokio::test]
async fn nobody_there() {
    let (_held, url) = closed_port();
    for error in errors(&client(&url)).await {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent));
        assert_eq!((error.attempts(), error.not_repeated()), (3, Some(NotRepeated::Attempts)));
    }
}

/// The request is read, and no answer comes.
#[tokio::test]
async fn no_answer() {
    let (listener, url) = listen().await;
    let server = tokio::spawn(async move {
        let mut held = Vec::new();
        loop {
            held.push(accept(&listener).await);
        }
    });
    let erp = builder(&url).attempts(1).attempt_timeout(Duration::from_millis(50)).build().unwrap();
    for error in errors(&erp).await {
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
        // On a slow machine the time may be over before the request is out.
        assert_ne!(error.delivery(), Delivery::Refused);
    }
    server.abort();
}

/// The answer begins, and goes on no more.
#[tokio::test]
async fn an_answer_that_stalls() {
    let (listener, url) = listen().await;
    let server = tokio::spawn(async move {
        let mut held = Vec::new();
        loop {
            let (mut stream, _) = accept(&listener).await;
            stream.write_all(&whole_or_cut(&CUSTOMERS[..40], 100)).await.unwrap();
            held.push(stream);
        }
    });
    let erp = builder(&url).attempts(1).stall(Duration::from_millis(50)).build().unwrap();
    for error in errors(&erp).await {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
    }
    server.abort();
}

#[tokio::test]
async fn the_web_server_in_front() {
    for (status, attempts) in [(404, 1), (405, 1), (413, 1), (500, 3), (502, 3), (504, 3)] {
        let page = ResponseTemplate::new(status).set_body_raw("<html>hush</html>", "text/html");
        let (server, erp) = serving(page).await;
        let [read, once, replay, stream] = errors(&erp).await;
        for error in [&read, &once, &replay, &stream] {
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, Delivery::Unknown), "{error}");
            assert_eq!(
                (error.status().unwrap().as_u16(), error.body()),
                (status, Some(&b"<html>hush</html>"[..]))
            );
            assert!(!format!("{error} {error:?}").contains("hush"));
        }
        assert_eq!((read.attempts(), replay.attempts(), stream.attempts()), (attempts, attempts, attempts));
        assert_eq!((once.attempts(), seen(&server).await), (1, 3 * attempts as usize + 1));
    }
}

/// Refused before anything was done: a payment may be sent again, after the time that the server asks for.
#[tokio::test]
async fn too_many_calls() {
    for status in [429, 503] {
        let busy = format!(
            "HTTP/1.1 {status} Busy\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        );
        let server = Canned::start([busy.clone().into_bytes(), whole_or_cut(r#"{"Result":"OK"}"#, 0)]).await;
        client(&server.url).customer().change_balance(42, dec!(1), "cash").await.unwrap();
        let [first, second] = &server.requests()[..] else { panic!() };
        assert_eq!(first.body, second.body);
        let server = Canned::start([busy.into_bytes()]).await;
        for error in errors(&client(&server.url)).await {
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Throttled, Delivery::Refused));
            assert_eq!((error.attempts(), error.retry_after()), (3, Some(Duration::ZERO)));
        }
    }
    // Later than the call may last.
    let late = "HTTP/1.1 429 Busy\r\nRetry-After: 3600\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let server = Canned::start([late.as_bytes().to_vec()]).await;
    let error = client(&server.url).customer().get_data(42).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::Deadline)));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
}
