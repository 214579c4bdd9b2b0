//! The call loop under tokio's paused clock: exact attempts, waits and verdicts.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use isp_client_core::testing::{Reply, Script};
use isp_client_core::{
    AttemptReport, Auth, Backoff, BoxFuture, Call, Client, Delivery, Dialect, Effect, Endpoint, Error,
    ErrorKind, Evidence, Hook, Line, NotRepeated, OpenBody, Operation, Request, Response, RetryBudget,
    Settings, StreamEndpoint,
};
use tokio::time::Instant;

#[derive(Debug)]
struct Plain;

impl Dialect for Plain {
    fn authorize<'a>(&'a self, _: &'a mut Request, _: &'a Line<'a>) -> BoxFuture<'a, Result<Auth, Error>> {
        Box::pin(async { Ok(Auth::NONE) })
    }
}

#[derive(Clone)]
struct Do(Effect);

impl Endpoint for Do {
    type Output = String;

    fn operation(&self) -> Operation {
        Operation::new("demo", "do", self.0, Evidence::Documented, &[])
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(Request::get("do"))
    }

    fn decode(&self, response: &Response) -> Result<String, Error> {
        Ok(response.text().into_owned())
    }
}

impl StreamEndpoint for Do {
    type Output = OpenBody;

    fn operation(&self) -> Operation {
        Endpoint::operation(self)
    }

    fn encode(&self) -> Result<Request, Error> {
        Endpoint::encode(self)
    }

    fn open(&self, _: &Response, body: OpenBody) -> Result<OpenBody, Error> {
        Ok(body)
    }
}

fn client_with(script: &Script, change: impl FnOnce(&mut Settings)) -> Client {
    dialect_client(script, Plain, change)
}

fn dialect_client(script: &Script, dialect: impl Dialect, change: impl FnOnce(&mut Settings)) -> Client {
    let mut settings = Settings::new("demo/1.0.0");
    settings.transport = Some(Arc::new(script.clone()));
    settings.jitter_seed = Some(7);
    change(&mut settings);
    Client::new("https://demo.test/".parse().unwrap(), dialect, settings).unwrap()
}

fn call(script: &Script, effect: Effect) -> Call<Do> {
    client_with(script, |_| ()).call(Do(effect))
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const EFFECTS: [Effect; 3] = [Effect::Read, Effect::Replay, Effect::Once];

/// Every failure that a transport can give, against every effect: who is repeated.
#[tokio::test(start_paused = true)]
async fn a_write_is_repeated_only_when_it_surely_did_not_act() {
    use {Delivery::*, ErrorKind::*};
    for effect in EFFECTS {
        for kind in [
            Config,
            Input,
            Connect,
            Tls,
            Timeout,
            Interrupted,
            Throttled,
            Auth,
            Status,
            Api,
            Decode,
            TooLarge,
        ] {
            for delivery in [NotSent, Refused, Unknown] {
                let script = Script::new([Reply::fail(kind, delivery), Reply::ok("done")]);
                let result = call(&script, effect).await;
                let transient = matches!(kind, Connect | Timeout | Interrupted | Throttled);
                let safe = delivery != Unknown || effect != Effect::Once;
                let case = format!("{effect:?} {kind:?} {delivery:?}");
                if transient && safe {
                    assert_eq!(result.unwrap(), "done", "{case}");
                } else {
                    let error = result.unwrap_err();
                    assert_eq!(
                        (error.kind(), error.delivery(), error.attempts()),
                        (kind, delivery, 1),
                        "{case}"
                    );
                    let reason = if transient { NotRepeated::MayHaveActed } else { NotRepeated::CannotHelp };
                    assert_eq!(error.not_repeated(), Some(reason), "{case}");
                    assert_eq!(script.requests().len(), 1, "{case}");
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn statuses_decide_by_effect() {
    for (status, repeated) in [
        (429, [true, true, true]),
        (500, [true, true, false]),
        (502, [true, true, false]),
        (503, [true, true, false]),
        (400, [false, false, false]),
        (401, [false, false, false]),
        (404, [false, false, false]),
        (302, [false, false, false]),
    ] {
        for (effect, repeated) in EFFECTS.into_iter().zip(repeated) {
            let script = Script::new([Reply::status(status), Reply::ok("done")]);
            assert_eq!(call(&script, effect).await.is_ok(), repeated, "{status} {effect:?}");
        }
    }
    // With Retry-After a 503 says that nothing was done.
    let script = Script::new([Reply::status(503).header("Retry-After", "2"), Reply::ok("done")]);
    assert_eq!(call(&script, Effect::Once).await.unwrap(), "done");
}

#[tokio::test(start_paused = true)]
async fn waits_as_the_server_says() {
    for (after, seconds) in [("7", 7), ("Sat, 21 Nov 2026 10:00:11 GMT", 11)] {
        let throttled =
            Reply::status(429).header("Retry-After", after).header("Date", "Sat, 21 Nov 2026 10:00:00 GMT");
        let script = Script::new([throttled, Reply::ok("done")]);
        let start = Instant::now();
        call(&script, Effect::Once).await.unwrap();
        assert_eq!(start.elapsed(), secs(seconds), "{after}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_past_the_deadline_is_handed_to_the_caller_at_once() {
    let script = Script::new([Reply::status(429).header("Retry-After", "3600")]);
    let start = Instant::now();
    let error = call(&script, Effect::Read).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(error.retry_after(), Some(secs(3600)));
    assert_eq!(error.not_repeated(), Some(NotRepeated::Deadline));
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Throttled, Delivery::Refused));
    assert!(error.to_string().contains("wait 3600 s"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn backs_off_with_full_jitter_within_its_bounds() {
    let script = Script::always(Reply::status(500));
    let client = client_with(&script, |settings| settings.retry_budget = RetryBudget::unlimited());
    let backoff = Backoff::new(secs(1), secs(3));
    let error = client.call(Do(Effect::Read)).attempts(6).backoff(backoff).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_repeated()), (6, Some(NotRepeated::Attempts)));
    let sent = script.requests();
    let waits: Vec<_> = sent.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
    for (wait, longest) in waits.iter().zip([1, 2, 3, 3, 3]) {
        assert!(*wait <= secs(longest) + Duration::from_millis(1), "{waits:?}");
    }
    assert!(waits.windows(2).any(|pair| pair[0] != pair[1]), "no jitter: {waits:?}");
}

#[tokio::test(start_paused = true)]
async fn jitter_spreads_over_the_whole_range() {
    let mut waits = Vec::new();
    for seed in 0..200 {
        let script = Script::new([Reply::status(500), Reply::ok("")]);
        let client = client_with(&script, |settings| settings.jitter_seed = Some(seed));
        client
            .call(Do(Effect::Read))
            .backoff(Backoff::new(secs(100), secs(100)))
            .timeout(secs(1000))
            .await
            .unwrap();
        let sent = script.requests();
        waits.push((sent[1].at - sent[0].at).as_secs());
    }
    assert!(waits.iter().any(|&wait| wait < 10) && waits.iter().any(|&wait| wait >= 90), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn the_budget_stops_repeats_for_the_whole_client() {
    let script = Script::always(Reply::status(500));
    let client = client_with(&script, |settings| settings.retry_budget = RetryBudget::new(3, 0.5));
    let mut reasons = Vec::new();
    for _ in 0..4 {
        reasons.push(client.call(Do(Effect::Read)).await.unwrap_err().not_repeated().unwrap());
    }
    assert_eq!(script.requests().len(), 4 + 3, "three repeats in all");
    assert_eq!(reasons[0], NotRepeated::Attempts);
    assert_eq!(reasons[3], NotRepeated::Budget);
    // A call that opts out neither asks nor pays.
    let error = client.call(Do(Effect::Read)).use_retry_budget(false).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn successes_fill_the_budget() {
    let script = Script::default();
    let client = client_with(&script, |settings| settings.retry_budget = RetryBudget::new(1, 0.5));
    for _ in 0..2 {
        script.push(Reply::status(500));
        script.push(Reply::ok(""));
        client.call(Do(Effect::Read)).await.unwrap();
        script.push(Reply::ok(""));
        client.call(Do(Effect::Read)).await.unwrap();
    }
    assert_eq!(script.requests().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_hangs_is_given_up_and_repeated_if_that_is_safe() {
    let script = Script::new([Reply::hang(), Reply::ok("done")]);
    let start = Instant::now();
    let result =
        call(&script, Effect::Read).attempt_timeout(secs(4)).backoff(Backoff::new(secs(0), secs(0))).await;
    assert_eq!((result.unwrap().as_str(), start.elapsed()), ("done", secs(4)));

    let script = Script::new([Reply::hang(), Reply::ok("done")]);
    let error = call(&script, Effect::Once).attempt_timeout(secs(4)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
    assert_eq!(error.not_repeated(), Some(NotRepeated::MayHaveActed));
    assert!(error.to_string().contains("not repeated: it may have been applied"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_deadline_bounds_everything() {
    let script = Script::always(Reply::hang());
    let start = Instant::now();
    let error =
        call(&script, Effect::Read).attempts(10).attempt_timeout(secs(4)).timeout(secs(9)).await.unwrap_err();
    assert!(start.elapsed() <= secs(9), "{:?}", start.elapsed());
    assert_eq!((error.kind(), error.not_repeated()), (ErrorKind::Timeout, Some(NotRepeated::Deadline)));
    assert!((2..=3).contains(&error.attempts()), "{}", error.attempts());
}

#[tokio::test(start_paused = true)]
async fn the_default_limits_are_those_of_the_docs() {
    let start = Instant::now();
    let error = call(&Script::always(Reply::hang()), Effect::Once).await.unwrap_err();
    assert_eq!((start.elapsed(), error.attempts()), (secs(30), 1));
    let start = Instant::now();
    let error = call(&Script::always(Reply::hang()), Effect::Read).await.unwrap_err();
    assert_eq!((start.elapsed(), error.attempts()), (secs(60), 2));
    let error = call(&Script::always(Reply::status(500)), Effect::Read).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_limit_larger_than_any_clock_is_no_limit() {
    let script = Script::new([Reply::ok("x").after(secs(1000))]);
    let forever = Duration::MAX;
    let result = call(&script, Effect::Read).timeout(forever).attempt_timeout(forever).stall(forever).await;
    assert_eq!(result.unwrap(), "x");
}

#[tokio::test(start_paused = true)]
async fn a_body_may_be_slow_but_not_still() {
    let chunks = || (0..10).map(|_| Bytes::from_static(b"ab"));
    let script = Script::new([Reply::status(200).chunks(chunks(), secs(2))]);
    assert_eq!(call(&script, Effect::Read).stall(secs(3)).await.unwrap().len(), 20);

    let script = Script::always(Reply::status(200).chunks(chunks(), secs(2)).stalled());
    let start = Instant::now();
    let error = call(&script, Effect::Once).stall(secs(3)).await.unwrap_err();
    assert_eq!(start.elapsed(), secs(18 + 3));
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
}

#[tokio::test(start_paused = true)]
async fn a_cut_body_is_interrupted() {
    let script = Script::new([Reply::ok("{\"a\":").cut(), Reply::ok("whole")]);
    assert_eq!(call(&script, Effect::Replay).await.unwrap(), "whole");
    let script = Script::new([Reply::ok("{\"a\":").cut()]);
    let error = call(&script, Effect::Once).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
}

#[tokio::test(start_paused = true)]
async fn a_body_is_capped_by_the_user_the_operation_or_16_mib() {
    let half = Bytes::from(vec![b'x'; 8 << 20]);
    let script = Script::always(Reply::status(200).chunks([half.clone(), half.clone()], Duration::ZERO));
    assert_eq!(call(&script, Effect::Read).await.unwrap().len(), 16 << 20);
    let script =
        Script::always(Reply::status(200).chunks([half.clone(), half, Bytes::from("x")], Duration::ZERO));
    let error = call(&script, Effect::Read).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
    let error = call(&script, Effect::Read).max_body(3).await.unwrap_err();
    assert!(error.to_string().contains("cap of 3 bytes"), "{error}");
    assert!(call(&script, Effect::Read).max_body(17 << 20).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_that_died_costs_a_read_nothing() {
    for (effect, ok) in [(Effect::Read, true), (Effect::Replay, true), (Effect::Once, false)] {
        let script = Script::new([Reply::broken_reused_connection(), Reply::ok("done")]);
        let start = Instant::now();
        let result = call(&script, effect).attempts(1).await;
        assert_eq!(result.is_ok(), ok, "{effect:?}");
        assert_eq!(start.elapsed(), Duration::ZERO, "at once");
    }
    // Once a call: the second one counts.
    let script = Script::always(Reply::broken_reused_connection());
    let error = call(&script, Effect::Read).attempts(2).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_repeated()), (3, Some(NotRepeated::Attempts)));
}

#[tokio::test(start_paused = true)]
async fn only_so_many_are_in_flight() {
    let script = Script::always(Reply::ok("x").after(secs(1)));
    let client = client_with(&script, |settings| settings.in_flight = 2);
    let start = Instant::now();
    let calls: Vec<_> = (0..6).map(|_| tokio::spawn(client.call(Do(Effect::Read)).into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(start.elapsed(), secs(3));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_never_got_a_place_was_not_sent() {
    let script = Script::always(Reply::ok("x").after(secs(20)));
    let client = client_with(&script, |settings| settings.in_flight = 1);
    let first = tokio::spawn(client.call(Do(Effect::Once)).into_future());
    tokio::task::yield_now().await;
    let start = Instant::now();
    let error = client.call(Do(Effect::Once)).timeout(secs(5)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::Timeout, Delivery::NotSent, 0)
    );
    assert_eq!(start.elapsed(), secs(5));
    first.await.unwrap().unwrap();
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_between_attempts_keeps_no_place() {
    let script =
        Script::new([Reply::status(429).header("Retry-After", "10"), Reply::ok("b"), Reply::ok("a")]);
    let client = client_with(&script, |settings| settings.in_flight = 1);
    let first = tokio::spawn(client.call(Do(Effect::Read)).into_future());
    tokio::task::yield_now().await;
    let start = Instant::now();
    assert_eq!(client.call(Do(Effect::Read)).await.unwrap(), "b");
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(first.await.unwrap().unwrap(), "a");
}

#[tokio::test(start_paused = true)]
async fn a_stream_keeps_its_place_until_it_is_dropped() {
    let script = Script::always(Reply::ok("x"));
    let client = client_with(&script, |settings| settings.in_flight = 1);
    let stream = client.call(Do(Effect::Read)).open().await.unwrap();
    let error = client.call(Do(Effect::Read)).timeout(secs(1)).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    drop(stream);
    client.call(Do(Effect::Read)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_pace_spreads_calls_evenly() {
    let script = Script::always(Reply::ok("x"));
    let client = client_with(&script, |settings| settings.calls_per_second = Some(4.0));
    let calls: Vec<_> = (0..9).map(|_| tokio::spawn(client.call(Do(Effect::Read)).into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let sent = script.requests();
    let gaps: Vec<_> = sent.windows(2).map(|pair| (pair[1].at - pair[0].at).as_millis()).collect();
    assert!(gaps.iter().all(|gap| (250..=251).contains(gap)), "{gaps:?}");
    // No burst is saved up while nobody calls.
    tokio::time::sleep(secs(60)).await;
    let start = Instant::now();
    for _ in 0..3 {
        client.call(Do(Effect::Read)).await.unwrap();
    }
    assert!(start.elapsed() >= Duration::from_millis(500), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_pace_that_would_outlast_the_deadline_fails_at_once() {
    let script = Script::always(Reply::ok("x"));
    let client = client_with(&script, |settings| settings.calls_per_second = Some(0.01));
    client.call(Do(Effect::Read)).await.unwrap();
    let start = Instant::now();
    let error = client.call(Do(Effect::Once)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::NotSent));
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_stream_has_no_deadline_but_a_stall_limit() {
    let chunks = (0..100).map(|_| Bytes::from_static(&[b'x'; 16]));
    let script = Script::new([Reply::status(200).chunks(chunks, secs(10))]);
    let mut stream = call(&script, Effect::Read).open().await.unwrap();
    let mut seen = 0;
    while stream.chunk().await.unwrap().is_some() {
        seen += 1;
    }
    assert_eq!(seen, 100);

    let script = Script::new([Reply::ok("x".repeat(64)).stalled()]);
    let mut stream = call(&script, Effect::Read).open().await.unwrap();
    assert!(stream.chunk().await.unwrap().is_some());
    let error = stream.chunk().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.operation().map(|operation| operation.name.as_ref()), Some("do"));
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_repeated_until_its_start_is_there() {
    let start = Bytes::from(vec![b'x'; 64]);
    let script =
        Script::new([Reply::status(500), Reply::ok("too short").cut(), Reply::ok(start.clone()).cut()]);
    let mut stream = call(&script, Effect::Read).open().await.unwrap();
    assert_eq!(script.requests().len(), 3);
    assert_eq!(stream.chunk().await.unwrap(), Some(start));
    assert_eq!(stream.chunk().await.unwrap_err().kind(), ErrorKind::Interrupted);
    let script = Script::always(Reply::hang());
    let error = call(&script, Effect::Read).timeout(secs(5)).open().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_hook_sees_each_attempt() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let script =
        Script::new([Reply::status(503).header("retry-after", "2").after(secs(1)), Reply::ok("done")]);
    let client = client_with(&script, |settings| {
        let seen = Arc::clone(&seen);
        settings.hooks.push(Hook::new(move |report: &AttemptReport<'_>| {
            let status = report.status.map(|status| status.as_u16());
            let kind = report.error.map(Error::kind);
            let row = (report.number, status, kind, report.elapsed, report.repeats_after);
            seen.lock().unwrap().push(row);
        }));
    });
    client.call(Do(Effect::Read)).await.unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            (1, Some(503), Some(ErrorKind::Throttled), secs(1), Some(secs(2))),
            (2, Some(200), None, Duration::ZERO, None),
        ]
    );
}

/// What may have become of a call is what may have become of any of its attempts.
#[tokio::test(start_paused = true)]
async fn a_later_attempt_does_not_undo_an_earlier_one() {
    use {Delivery::*, ErrorKind::*};
    for (first, second, together) in [
        ((Timeout, Unknown), (Connect, NotSent), Unknown),
        ((Throttled, Refused), (Connect, NotSent), Refused),
        ((Connect, NotSent), (Connect, NotSent), NotSent),
        ((Connect, NotSent), (Timeout, Unknown), Unknown),
    ] {
        let script = Script::new([Reply::fail(first.0, first.1), Reply::fail(second.0, second.1)]);
        let error = call(&script, Effect::Replay).attempts(2).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery(), error.attempts()), (second.0, together, 2));
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeat_that_finds_no_place_leaves_the_first_error() {
    let script = Script::new([Reply::status(500), Reply::hang()]);
    let client = client_with(&script, |settings| settings.in_flight = 1);
    let first = client.call(Do(Effect::Replay)).backoff(Backoff::new(secs(5), secs(5))).timeout(secs(20));
    let first = tokio::spawn(first.into_future());
    tokio::task::yield_now().await;
    let second =
        tokio::spawn(client.call(Do(Effect::Read)).timeout(secs(60)).attempt_timeout(secs(60)).into_future());
    let error = first.await.unwrap().unwrap_err();
    assert_eq!(
        (error.status().map(|status| status.as_u16()), error.delivery()),
        (Some(500), Delivery::Unknown)
    );
    assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::Deadline)));
    second.abort();
}

#[tokio::test(start_paused = true)]
async fn a_turn_of_the_pace_that_nobody_took_is_left_to_the_next_call() {
    let script = Script::always(Reply::ok("x"));
    let client = client_with(&script, |settings| settings.calls_per_second = Some(1.0));
    for _ in 0..50 {
        let impatient = client.call(Do(Effect::Read)).into_future();
        let _ = tokio::time::timeout(Duration::from_millis(100), impatient).await;
    }
    let start = Instant::now();
    client.call(Do(Effect::Read)).await.unwrap();
    assert!(start.elapsed() <= secs(1), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_write_that_may_have_run_is_not_sent_again_on_a_new_session() {
    let unsure = Reply::fail(ErrorKind::Auth, Delivery::Unknown);
    for (effect, sent) in [(Effect::Once, 1), (Effect::Replay, 2)] {
        let script = Script::new([Reply::ok(""), unsure.clone(), Reply::ok(""), Reply::ok("done")]);
        let client = dialect_client(&script, SessionDialect(Arc::default()), |_| ());
        let result = client.call(Do(effect)).await;
        let calls = script.requests().iter().filter(|sent| sent.url.ends_with("/do")).count();
        assert_eq!((calls, result.is_ok()), (sent, effect == Effect::Replay));
        if let Err(error) = result {
            assert_eq!(error.not_repeated(), Some(NotRepeated::MayHaveActed));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_broken_stream_stays_broken() {
    let script = Script::new([Reply::ok("x".repeat(64)).cut()]);
    let mut stream = call(&script, Effect::Read).open().await.unwrap();
    assert!(stream.chunk().await.unwrap().is_some());
    for _ in 0..2 {
        assert_eq!(stream.chunk().await.unwrap_err().kind(), ErrorKind::Interrupted, "never a clean end");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_refuses_a_limit_of_zero_as_its_client_does() {
    let script = Script::default();
    let error = call(&script, Effect::Read).attempts(0).await.unwrap_err();
    assert_eq!((error.kind(), error.path(), error.attempts()), (ErrorKind::Input, Some("attempts"), 0));
    let error = call(&script, Effect::Read).timeout(Duration::ZERO).await.unwrap_err();
    assert_eq!(error.path(), Some("timeout"));
    assert_eq!(script.requests().len(), 0);
}

/// A product with sessions: numbered, one login at a time.
#[derive(Debug, Default)]
struct Sessions {
    current: tokio::sync::Mutex<Option<u64>>,
    logins: AtomicU64,
}

#[derive(Debug)]
struct SessionDialect(Arc<Sessions>);

impl SessionDialect {
    async fn login(&self, stale: Option<u64>, line: &Line<'_>) -> Result<u64, Error> {
        let mut current = self.0.current.lock().await;
        if let Some(number) = current.filter(|_| *current != stale) {
            return Ok(number);
        }
        *current = None;
        let response = line.send(&Request::post("login")).await?;
        response.check_status()?;
        let number = self.0.logins.fetch_add(1, Ordering::Relaxed) + 1;
        *current = Some(number);
        Ok(number)
    }
}

impl Dialect for SessionDialect {
    fn authorize<'a>(
        &'a self,
        request: &'a mut Request,
        line: &'a Line<'a>,
    ) -> BoxFuture<'a, Result<Auth, Error>> {
        Box::pin(async move {
            let number = self.login(None, line).await?;
            request.add_cookie("ses", format!("{number}"))?;
            Ok(Auth(number))
        })
    }

    fn renew<'a>(&'a self, stale: Auth, line: &'a Line<'a>) -> BoxFuture<'a, Result<bool, Error>> {
        Box::pin(async move { self.login(Some(stale.0), line).await.map(|_| true) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_is_opened_once_and_renewed_once_for_all() {
    // One login for 50 calls; then all 50 are refused at the same time, and one login serves them all.
    let sessions = Arc::new(Sessions::default());
    let script = Script::new([Reply::ok("").after(secs(1))]);
    (0..50).for_each(|_| script.push(Reply::status(401).after(secs(1))));
    script.push(Reply::ok("").after(secs(1)));
    (0..50).for_each(|_| script.push(Reply::ok("done")));
    let client =
        dialect_client(&script, SessionDialect(Arc::clone(&sessions)), |settings| settings.in_flight = 100);
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.call(Do(Effect::Once)).into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "done");
    }
    assert_eq!(sessions.logins.load(Ordering::Relaxed), 2);
    let logins = script.requests().iter().filter(|sent| sent.url.ends_with("/login")).count();
    assert_eq!((logins, script.requests().len()), (2, 102));
}

#[tokio::test(start_paused = true)]
async fn a_call_renews_its_session_once_only() {
    let sessions = Arc::new(Sessions::default());
    let script = Script::new([Reply::ok(""), Reply::status(401), Reply::ok(""), Reply::status(401)]);
    let client = dialect_client(&script, SessionDialect(sessions), |_| ());
    let error = client.call(Do(Effect::Once)).attempts(1).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Auth, Delivery::Refused, 2));
}

#[tokio::test(start_paused = true)]
async fn a_failed_login_says_that_the_call_did_not_run() {
    let script = Script::always(Reply::status(403));
    let client = dialect_client(&script, SessionDialect(Arc::default()), |_| ());
    let error = client.call(Do(Effect::Once)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::NotSent));
    assert_eq!(script.requests().len(), 1, "a refused login is not tried again");

    // While renewing: the call was refused, and the login's own trouble does not change that.
    let broken = || [Reply::ok(""), Reply::status(401), Reply::status(500), Reply::status(500)];
    let script = Script::new(broken());
    let client = dialect_client(&script, SessionDialect(Arc::default()), |_| ());
    let error = client.call(Do(Effect::Once)).attempts(2).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, Delivery::Refused));
    assert_eq!(script.requests().len(), 4, "its passing trouble is one of the attempts");

    let script = Script::new(broken().into_iter().chain([Reply::ok(""), Reply::ok("")]));
    let client = dialect_client(&script, SessionDialect(Arc::default()), |_| ());
    client.call(Do(Effect::Once)).attempts(3).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_login_that_hangs_ends_with_the_call() {
    let script = Script::always(Reply::hang());
    let client = dialect_client(&script, SessionDialect(Arc::default()), |_| ());
    let start = Instant::now();
    let error = client.call(Do(Effect::Once)).timeout(secs(5)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery(), start.elapsed()),
        (ErrorKind::Timeout, Delivery::NotSent, secs(5))
    );
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_leaves_a_working_client() {
    let script = Script::default();
    let client = dialect_client(&script, SessionDialect(Arc::default()), |settings| settings.in_flight = 1);
    for _ in 0..3 {
        script.push(Reply::hang());
        let dropped = tokio::time::timeout(secs(1), client.call(Do(Effect::Once)).into_future()).await;
        assert!(dropped.is_err());
    }
    script.push(Reply::ok(""));
    script.push(Reply::ok("done"));
    assert_eq!(client.call(Do(Effect::Once)).await.unwrap(), "done");
}

#[test]
fn zero_is_no_limit_that_one_could_work_with() {
    let refused = |field: &str, change: fn(&mut Settings)| {
        let mut settings = Settings::new("demo/1");
        change(&mut settings);
        settings.transport = Some(Arc::new(Script::default()));
        let error = Client::new("https://demo.test".parse().unwrap(), Plain, settings).unwrap_err();
        assert_eq!(
            (error.kind(), error.path(), error.delivery()),
            (ErrorKind::Input, Some(field), Delivery::NotSent)
        );
    };
    refused("attempts", |settings| settings.call.attempts = 0);
    refused("in_flight", |settings| settings.in_flight = 0);
    refused("timeout", |settings| settings.call.timeout = Duration::ZERO);
    refused("calls_per_second", |settings| settings.calls_per_second = Some(0.0));
    refused("calls_per_second", |settings| settings.calls_per_second = Some(f64::NAN));
    refused("calls_per_second", |settings| settings.calls_per_second = Some(1e-20));
    refused("calls_per_second", |settings| settings.calls_per_second = Some(1e-10));
    refused("user_agent", |settings| settings.user_agent = Some("a\r\nb".to_owned()));
}

#[test]
fn calls_and_errors_have_the_size_and_traits_that_users_count_on() {
    fn send<T: Send>(_: T) {}
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Client>();
    shared::<Call<Do>>();
    shared::<Error>();
    send(call(&Script::default(), Effect::Read).into_future());
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
