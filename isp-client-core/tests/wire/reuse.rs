//! A connection that had served before and breaks: the server closed it just as it was picked.

use std::sync::{Arc, Mutex};

use isp_client_core::{Client, Delivery, Effect, ErrorKind, NotRepeated, Request};

use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Reset, Server, Step, ok, write};
use crate::support::{chain, facts};

/// A first call, after which its connection lies idle in the pool. Nothing but this runtime's own tasks has to run for
/// that, so a few turns are enough on any machine.
async fn warm_up(client: &Client) {
    assert_eq!(client.call(Ask::read()).await.unwrap(), "first");
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

fn breaks() -> [Vec<Step>; 2] {
    [vec![Read, ok("first"), Read], vec![Read, ok("first"), Read, Reset]]
}

#[tokio::test]
async fn a_repeat_is_free_where_it_cannot_act_twice() {
    for (first, effect) in
        breaks().into_iter().flat_map(|first| [(first.clone(), Effect::Read), (first, Effect::Replay)])
    {
        let server = Server::start([first, vec![Read, ok("second")]]).await;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let client = builder()
            .attempts(1)
            .on_attempt(move |report| {
                let kind = report.error.map(isp_client_core::Error::kind);
                log.lock().unwrap().push((report.number, kind, report.repeats_after.is_some()));
            })
            .build(&server.url());
        warm_up(&client).await;
        assert_eq!(client.call(Ask::new(effect)).await.unwrap(), "second");
        assert_eq!((server.connections(), server.requests().len()), (2, 3));
        let expected = [(1, None, false), (1, Some(ErrorKind::Interrupted), true), (2, None, false)];
        assert_eq!(*seen.lock().unwrap(), expected, "{effect}");
    }
}

#[tokio::test]
async fn what_may_act_twice_is_not_repeated() {
    for first in breaks() {
        let server = Server::start([first, vec![Read, ok("second")]]).await;
        let client = builder().attempts(3).build(&server.url());
        warm_up(&client).await;
        let error = client.call(Ask::new(Effect::Once)).await.unwrap_err();
        let expected = (ErrorKind::Interrupted, Delivery::Unknown, 1, Some(NotRepeated::MayHaveActed));
        assert_eq!(facts(&error), expected, "{}", chain(&error));
        assert!(error.to_string().ends_with("not repeated: it may have been applied"), "{error}");
        assert_eq!((server.connections(), server.requests().len()), (1, 2));
    }
}

#[tokio::test]
async fn on_a_fresh_connection_the_same_break_uses_up_an_attempt() {
    for script in [vec![Read], vec![Read, Reset]] {
        let server = Server::always(script).await;
        for effect in ALL_EFFECTS {
            let client = builder().attempts(1).build(&server.url());
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let reason = match effect {
                Effect::Once => NotRepeated::MayHaveActed,
                _ => NotRepeated::Attempts,
            };
            assert_eq!(facts(&error), (ErrorKind::Interrupted, Delivery::Unknown, 1, Some(reason)));
        }
        assert_eq!((server.connections(), server.requests().len()), (3, 3));
    }
}

#[tokio::test]
async fn the_free_repeat_takes_nothing_from_the_budget_and_comes_once() {
    let server = Server::start([vec![Read, ok("first"), Read], vec![Read]]).await;
    let budget = isp_client_core::RetryBudget::new(0, 0.0);
    let client = builder().attempts(2).retry_budget(budget).build(&server.url());
    warm_up(&client).await;
    let error = client.call(Ask::read()).await.unwrap_err();
    let expected = (ErrorKind::Interrupted, Delivery::Unknown, 2, Some(NotRepeated::Budget));
    assert_eq!(facts(&error), expected, "{}", chain(&error));
}

#[tokio::test]
async fn a_break_inside_the_answer_is_not_free() {
    let cut = write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
    let server = Server::start([vec![Read, ok("first"), Read, cut], vec![Read, ok("second")]]).await;
    let client = builder().attempts(1).build(&server.url());
    warm_up(&client).await;
    let error = client.call(Ask::read()).await.unwrap_err();
    let expected = (ErrorKind::Interrupted, Delivery::Unknown, 1, Some(NotRepeated::Attempts));
    assert_eq!(facts(&error), expected, "{}", chain(&error));
    assert_eq!(server.connections(), 1);
}

/// The server closes right after its answer. Whether the next call notices before or after it has sent is a race that
/// no caller should see.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_closes_idle_connections_disturbs_no_read() {
    let server = Server::always([Read, ok("done")]).await;
    let client = builder().attempts(1).build(&server.url());
    for _ in 0..100 {
        assert_eq!(client.call(Ask::read()).await.unwrap(), "done");
    }
}

/// The same server. A call that may act twice must arrive once at the most, and what its error says must be true.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_act_twice_arrives_once_at_the_most() {
    let server = Server::always([Read, ok("done")]).await;
    let client = builder().attempts(5).build(&server.url());
    for number in 0..200_u32 {
        let request = Request::get("act").query("number", number);
        let result = client.call(Ask { effect: Effect::Once, request }).await;
        let line = format!("GET /act?number={number} HTTP");
        let arrived = server.requests().iter().filter(|request| request.starts_with(&line)).count();
        match result {
            Ok(_) => assert_eq!(arrived, 1),
            Err(error) => {
                let expected =
                    (ErrorKind::Interrupted, Delivery::Unknown, 1, Some(NotRepeated::MayHaveActed));
                assert_eq!(facts(&error), expected, "{}", chain(&error));
                assert!(arrived <= 1);
            }
        }
    }
}
