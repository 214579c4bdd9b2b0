//! Calls that surely did not act: nothing left, or the server said so.

use std::time::Duration;

use isp_client_core::{Delivery, Effect, ErrorKind, NotRepeated};
use isp_test_support::loopback::closed_port;

use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{HangUp, Read, Server, answer, ok};
use crate::support::{chain, facts};

#[tokio::test]
async fn a_refused_connection_sent_nothing() {
    let (_held, url) = closed_port();
    let client = builder().attempts(3).build(&url);
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Connect, Delivery::NotSent, 3, Some(NotRepeated::Attempts));
        assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
        assert!(error.is_retryable(effect));
        assert_eq!(error.status(), None);
    }
}

/// A label of 64 letters cannot be asked for in DNS, so the resolver refuses it without leaving the machine.
#[tokio::test]
async fn an_unresolved_name_sent_nothing() {
    let client = builder().attempts(2).build(&format!("http://{}.localhost", "x".repeat(64)));
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Connect, Delivery::NotSent, 2, Some(NotRepeated::Attempts));
        assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
    }
}

#[tokio::test]
async fn a_connection_that_comes_after_refusals_is_used() {
    let (held, url) = closed_port();
    let listening = std::sync::Mutex::new(Some(held));
    let (opened, listener) = tokio::sync::oneshot::channel();
    let opened = std::sync::Mutex::new(Some(opened));
    let client = builder()
        .attempts(2)
        .on_attempt(move |_| {
            if let (Some(socket), Some(opened)) =
                (listening.lock().unwrap().take(), opened.lock().unwrap().take())
            {
                let _ = opened.send(socket.listen(8).unwrap());
            }
        })
        .build(&url);
    let call = tokio::spawn(client.call(Ask::new(Effect::Once)).into_future());
    let (mut stream, _) = listener.await.unwrap().accept().await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
        .await
        .unwrap();
    assert_eq!(call.await.unwrap().unwrap(), "done");
}

#[tokio::test]
async fn a_server_that_asks_for_less_refused() {
    for (status, headers) in [(429, ""), (429, "Retry-After: 0\r\n"), (503, "Retry-After: 0\r\n")] {
        let server = Server::always([Read, answer(status, headers, "later")]).await;
        let client = builder().attempts(3).build(&server.url());
        for (calls, effect) in (1..).zip(ALL_EFFECTS) {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Throttled, Delivery::Refused, 3, Some(NotRepeated::Attempts));
            assert_eq!(facts(&error), expected, "{status} {effect}");
            assert_eq!(error.status().unwrap(), status);
            assert_eq!((error.message(), error.body()), (Some("later"), Some(&b"later"[..])));
            assert_eq!(error.retry_after(), (!headers.is_empty()).then_some(Duration::ZERO));
            assert_eq!(server.requests().len(), calls * 3);
        }
    }
}

#[tokio::test]
async fn a_wait_past_the_deadline_is_given_to_the_caller_at_once() {
    let server = Server::always([Read, answer(503, "Retry-After: 86400\r\n", "")]).await;
    let client = builder().attempts(3).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Throttled, Delivery::Refused, 1, Some(NotRepeated::Deadline));
        assert_eq!(facts(&error), expected, "{effect}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(86400)));
    }
}

#[tokio::test]
async fn a_call_that_was_refused_once_goes_through_whatever_its_effect() {
    for effect in ALL_EFFECTS {
        let server = Server::always([Read, answer(429, "Retry-After: 0\r\n", ""), Read, ok("done")]).await;
        let client = builder().attempts(2).build(&server.url());
        assert_eq!(client.call(Ask::new(effect)).await.unwrap(), "done");
    }
}

#[tokio::test]
async fn a_credential_that_is_not_accepted_is_not_tried_again() {
    for status in [401, 403] {
        let server = Server::always([Read, answer(status, "", "who?")]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Auth, Delivery::Refused, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{status} {effect}");
        }
    }
}

#[tokio::test]
async fn a_refusal_in_the_products_own_words_is_not_tried_again() {
    let server = Server::always([Read, ok("refused: no such subscriber")]).await;
    let client = builder().attempts(3).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Api, Delivery::Refused, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{effect}");
        assert_eq!(error.code(), Some("no such subscriber"));
    }
}

/// Whether the request was on its way when the server closed is a race. Whoever wins, the client's word must be true:
/// `NotSent` only if the server saw nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn not_sent_is_never_said_of_a_request_that_arrived() {
    let mut server = Server::always([HangUp]).await;
    for round in 1..=200 {
        // A client of its own, so that every connection is fresh.
        let client = builder().attempts(1).build(&server.url());
        let seen = server.requests().len();
        let error = client.call(Ask::new(Effect::Once)).await.unwrap_err();
        drop(client);
        server.ended(round).await;
        let arrived = server.requests().len() > seen;
        match error.delivery() {
            Delivery::NotSent => {
                assert!(!arrived, "{}", chain(&error));
                assert_eq!(error.kind(), ErrorKind::Connect);
            }
            _ => assert_eq!(
                facts(&error),
                (ErrorKind::Interrupted, Delivery::Unknown, 1, Some(NotRepeated::MayHaveActed))
            ),
        }
    }
}
