//! What a user's own metrics see.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use isp_client_core::{Effect, ErrorKind};

use crate::support::product::{Ask, builder};
use crate::support::server::{Read, Server, answer, ok};

#[tokio::test]
async fn the_hook_sees_each_attempt_and_what_comes_of_it() {
    // Each answer closes its connection, so that the order is certain.
    let close = "Connection: close\r\n";
    let throttled = answer(429, &format!("{close}Retry-After: 0\r\n"), "");
    let server = Server::start([
        vec![Read, throttled],
        vec![Read, answer(500, close, "")],
        vec![Read],
        vec![Read, ok("done")],
    ])
    .await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (log, again) = (Arc::clone(&seen), Arc::clone(&seen));
    let client = builder()
        .attempts(9)
        .on_attempt(move |report| {
            assert_eq!((report.operation.product, report.operation.name.as_ref()), ("test", "ask"));
            let (status, error) = (report.status.map(|status| status.as_u16()), report.error);
            log.lock().unwrap().push((
                report.number,
                status,
                error.map(|error| error.kind()),
                report.repeats_after,
            ));
        })
        .build(&server.url());
    assert_eq!(client.call(Ask::new(Effect::Replay)).await.unwrap(), "done");
    let at_once = Some(Duration::ZERO);
    let expected = [
        (1, Some(429), Some(ErrorKind::Throttled), at_once),
        (2, Some(500), Some(ErrorKind::Status), at_once),
        (3, None, Some(ErrorKind::Interrupted), at_once),
        (4, Some(200), None, None),
    ];
    assert_eq!(*again.lock().unwrap(), expected);
}

/// Each hook of several, and the last attempt of a call that fails.
#[tokio::test]
async fn every_hook_sees_the_attempt_that_was_the_last() {
    let server = Server::always([Read, answer(404, "", "")]).await;
    let seen = Arc::new(Mutex::new(0));
    let (first, second) = (Arc::clone(&seen), Arc::clone(&seen));
    let client = builder()
        .on_attempt(move |report| {
            assert_eq!((report.number, report.repeats_after), (1, None));
            assert_eq!(report.error.unwrap().kind(), ErrorKind::Status);
            *first.lock().unwrap() += 1;
        })
        .on_attempt(move |_| *second.lock().unwrap() += 10)
        .build(&server.url());
    client.call(Ask::read()).await.unwrap_err();
    assert_eq!(*seen.lock().unwrap(), 11);
}
