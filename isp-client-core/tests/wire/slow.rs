//! Servers that never get done. The limits are short, but no machine is too slow for them: what they wait for never
//! comes.

use std::time::Duration;

use isp_client_core::{Delivery, Effect, ErrorKind, NotRepeated};

use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Hang, Read, Server, write};
use crate::support::{chain, facts};

const SHORT: Duration = Duration::from_millis(50);

#[tokio::test]
async fn no_head_within_the_attempts_time() {
    let server = Server::always([Hang]).await;
    let client = builder().attempts(2).attempt_timeout(SHORT).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let (attempts, reason) = match effect {
            Effect::Once => (1, NotRepeated::MayHaveActed),
            _ => (2, NotRepeated::Attempts),
        };
        assert_eq!(facts(&error), (ErrorKind::Timeout, Delivery::Unknown, attempts, Some(reason)));
        assert_eq!(error.status(), None);
    }
}

#[tokio::test]
async fn no_next_chunk_within_the_stall_limit() {
    for start in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
    ] {
        let server = Server::always([Read, write(start), Hang]).await;
        let client = builder().attempts(2).stall(SHORT).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let (attempts, reason) = match effect {
                Effect::Once => (1, NotRepeated::MayHaveActed),
                _ => (2, NotRepeated::Attempts),
            };
            let expected = (ErrorKind::Timeout, Delivery::Unknown, attempts, Some(reason));
            assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
            assert_eq!(error.status().unwrap(), 200);
            assert!(error.to_string().contains("stalled"), "{error}");
        }
    }
}

#[tokio::test]
async fn an_open_answer_that_stalls() {
    let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\nabcdefghijklmnopqrst\r\n";
    let server = Server::always([Read, write(start), Hang]).await;
    let client = builder().attempts(1).build(&server.url());
    // The start itself has to come within the limit, which is raised until it does on a machine under load.
    let mut limit = SHORT;
    let mut body = loop {
        match client.call(Ask::read()).stall(limit).open().await {
            Ok(body) => break body,
            Err(error) => assert_eq!(error.kind(), ErrorKind::Timeout),
        }
        limit *= 2;
        assert!(limit < Duration::from_secs(60));
    };
    assert_eq!(body.chunk().await.unwrap().unwrap(), "abcdefghijklmnopqrst");
    let error = body.chunk().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 200));
    assert_eq!(error.operation().unwrap().name, "ask");
}

/// A page of an error is told from data by its start, so a stream is not handed over before that is there.
#[tokio::test]
async fn an_answer_that_stalls_before_it_is_open_is_repeated() {
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc";
    let server = Server::always([Read, write(start), Hang]).await;
    let error = builder().attempts(2).stall(SHORT).build(&server.url()).call(Ask::read()).open().await;
    let expected = (ErrorKind::Timeout, Delivery::Unknown, 2, Some(NotRepeated::Attempts));
    assert_eq!(facts(&error.unwrap_err()), expected);
}

/// The stall limit never comes true here, the call's own time does.
#[tokio::test]
async fn the_calls_time_ends_it_wherever_it_is() {
    for script in [vec![Hang], vec![Read, write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), Hang]] {
        let server = Server::always(script).await;
        let client = builder().attempts(3).timeout(SHORT).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let reason = match effect {
                Effect::Once => NotRepeated::MayHaveActed,
                _ => NotRepeated::Deadline,
            };
            assert_eq!(facts(&error), (ErrorKind::Timeout, Delivery::Unknown, 1, Some(reason)));
        }
    }
}
