//! What a server says of a recording that is not there, and who waits for it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use mobilon_client::testing::{Reply, Script};
use mobilon_client::{ErrorKind, Recording};
use support::scripted;
use tokio::time::Instant;

/// However short the server's wait is, nobody waits who was not asked to, and no repeat is spent on it.
#[tokio::test(start_paused = true)]
async fn nobody_waits_unasked() {
    for (status, after) in [(503, "20"), (503, "0"), (202, "20"), (425, "20"), (503, "18446744073709551615")]
    {
        let script = Script::always(Reply::status(status).header("retry-after", after).body("later"));
        let start = Instant::now();
        let recording = scripted(&script).recording("1.2").await.unwrap();
        let Recording::NotReady { retry_after } = recording else { panic!("{status} {recording:?}") };
        assert_eq!(retry_after, Some(Duration::from_secs(after.parse().unwrap())), "{status}");
        assert_eq!((start.elapsed(), script.requests().len()), (Duration::ZERO, 1), "{status} {after}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_pause_is_the_servers_where_it_names_one() {
    let later = Reply::status(503).header("retry-after", "20");
    let script = Script::new([later.clone(), later.clone(), Reply::ok("audio bytes, enough")]);
    let start = Instant::now();
    let recording = scripted(&script).recording("1.2").wait(Duration::from_secs(60)).await.unwrap();
    assert!(matches!(recording, Recording::Ready(_)));
    assert_eq!((start.elapsed(), script.requests().len()), (Duration::from_secs(40), 3));
    // A wait without end is nobody's to wait for.
    let script = Script::always(Reply::status(503).header("retry-after", "18446744073709551615"));
    let recording = scripted(&script).recording("1.2").wait(Duration::MAX).await.unwrap();
    assert!(matches!(recording, Recording::NotReady { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_503_without_a_time_is_an_error_and_is_repeated() {
    let script = Script::new([Reply::status(503), Reply::status(404)]);
    assert!(matches!(scripted(&script).recording("1.2").await.unwrap(), Recording::None));
    let error = scripted(&Script::always(Reply::status(503))).recording("1.2").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 3));
}

#[tokio::test(start_paused = true)]
async fn a_recording_that_breaks_off_does_not_end_well() {
    let script = Script::new([Reply::ok(vec![7; 100]).cut()]);
    let Recording::Ready(mut audio) = scripted(&script).recording("1.2").await.unwrap() else { panic!() };
    assert!(audio.chunk().await.unwrap().is_some());
    for _ in 0..2 {
        assert_eq!(audio.chunk().await.unwrap_err().kind(), ErrorKind::Interrupted);
    }
}
