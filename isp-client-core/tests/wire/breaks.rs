//! Connections that break after the request may have left: the server may have acted.

use isp_client_core::{Delivery, Effect, ErrorKind, NotRepeated};

use crate::support::product::{ALL_EFFECTS, Ask, AskNumbers, builder};
use crate::support::server::{HangUp, Read, Reset, Server, Step, answer, write};
use crate::support::{chain, facts};

/// Repeated if that cannot act twice, and never said to be refused or not sent.
fn expected(kind: ErrorKind, effect: Effect) -> (ErrorKind, Delivery, u32, Option<NotRepeated>) {
    match effect {
        Effect::Once => (kind, Delivery::Unknown, 1, Some(NotRepeated::MayHaveActed)),
        _ => (kind, Delivery::Unknown, 3, Some(NotRepeated::Attempts)),
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_answer_is_whole() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let cases: [(&str, Vec<Step>, bool); 12] = [
        ("closes without an answer", vec![Read], false),
        ("resets without an answer", vec![Read, Reset], false),
        ("stops writing, goes on reading", vec![Read, HangUp], false),
        ("cut in the status line", vec![Read, write("HTTP/1.1 20")], false),
        ("cut in a header", vec![Read, write("HTTP/1.1 200 OK\r\nContent-Le")], false),
        ("cut before the end of the head", vec![Read, write("HTTP/1.1 200 OK\r\n")], false),
        ("cut before the body", vec![Read, write(head)], true),
        ("3 of 100 bytes", vec![Read, write(format!("{head}abc"))], true),
        ("3 of 100 bytes, reset", vec![Read, write(format!("{head}abc")), Reset], true),
        ("cut in a chunk", vec![Read, write(format!("{chunked}5\r\nab"))], true),
        ("cut in a chunk size", vec![Read, write(format!("{chunked}2\r\nab\r\n1"))], true),
        ("cut before the last chunk", vec![Read, write(format!("{chunked}2\r\nab\r\n"))], true),
    ];
    for (what, script, has_head) in cases {
        let resets = matches!(script.last(), Some(Reset));
        let server = Server::always(script).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let seen = server.requests().len();
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = expected(ErrorKind::Interrupted, effect);
            assert_eq!(facts(&error), expected, "{what}, {effect}: {}", chain(&error));
            assert_eq!(server.requests().len() - seen, expected.2 as usize, "{what}, {effect}");
            // A reset may overtake the head.
            if !resets {
                assert_eq!(error.status().is_some(), has_head, "{what}");
            }
            assert_eq!(error.is_retryable(effect), effect != Effect::Once);
        }
    }
}

/// Only the document itself shows that it is not whole.
#[tokio::test]
async fn a_document_that_ends_early_was_cut_if_its_end_was_not_announced() {
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    for body in ["[", "[1, 2", "[1, 2,"] {
        let server = Server::always([Read, write(format!("{head}{body}"))]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(AskNumbers(effect)).await.unwrap_err();
            assert_eq!(facts(&error), expected(ErrorKind::Interrupted, effect), "{body}, {effect}");
            assert_eq!(error.status().unwrap(), 200);
        }
    }
    let server = Server::always([Read, write(format!("{head}[1, 2]"))]).await;
    let numbers = builder().build(&server.url()).call(AskNumbers(Effect::Once)).await.unwrap();
    assert_eq!(numbers, [1, 2]);
}

#[tokio::test]
async fn a_document_that_ends_early_is_the_servers_fault_if_its_end_was_announced() {
    let whole = answer(200, "", "[1, 2");
    let chunked = write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1, 2\r\n0\r\n\r\n");
    for answer in [whole, chunked] {
        let server = Server::always([Read, answer]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(AskNumbers(effect)).await.unwrap_err();
            let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{effect}");
        }
    }
}

#[tokio::test]
async fn an_error_status_says_nothing_about_what_was_done() {
    for status in [500, 502, 503, 504] {
        let server = Server::always([Read, answer(status, "", "<html>oops")]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            assert_eq!(facts(&error), expected(ErrorKind::Status, effect), "{status} {effect}");
            assert_eq!(error.status().unwrap(), status);
        }
    }
    for status in [400, 404, 409, 422] {
        let server = Server::always([Read, answer(status, "", "")]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Status, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{status} {effect}");
        }
    }
}

/// A repeat would get the same, and the server may have acted before it said this.
#[tokio::test]
async fn an_answer_that_is_not_http_is_not_understood() {
    for nonsense in ["SSH-2.0-server\r\n\r\n", "\x15\x03\x03\x00\x02\x02\x46\r\n", "HTTP/1.1 abc\r\n\r\n"] {
        let server = Server::always([Read, write(nonsense)]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{nonsense:?} {effect}: {}", chain(&error));
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_http_is_not_understood() {
    let script = [Read, write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n")];
    let server = Server::always(script).await;
    let client = builder().attempts(3).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
        assert_eq!(error.status().unwrap(), 200);
    }
}

/// As much as is looked at before an answer counts as open.
const START: &str = "sixteen bytes ok";

#[tokio::test]
async fn an_open_answer_that_breaks_says_so_and_is_not_repeated() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
    let server = Server::always([Read, write(format!("{head}{START}"))]).await;
    let client = builder().attempts(3).build(&server.url());
    let mut body = client.call(Ask::read()).open().await.unwrap();
    assert_eq!(body.chunk().await.unwrap().unwrap(), START);
    let error = body.chunk().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    assert_eq!(error.operation().unwrap().name, "ask");
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn an_answer_that_breaks_before_it_is_open_is_repeated() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    let server = Server::start([vec![Read, write(head)], vec![Read, write(format!("{head}abc"))]]).await;
    let client = builder().attempts(2).build(&server.url());
    let mut body = client.call(Ask::read()).open().await.unwrap();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "abc");
    assert_eq!(body.chunk().await.unwrap(), None);
    assert_eq!(server.requests().len(), 2);
}
