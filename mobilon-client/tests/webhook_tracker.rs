//! What the tracker remembers, for how long, and what it gives out.

use std::time::Duration;

use mobilon_client::UnixTime;
use mobilon_client::webhook::{CallEvent, CallTracker, CallUuid, Change, Outcome, TrackedCall, Webhook};
use serde_json::json;

fn at(seconds: i64) -> UnixTime {
    UnixTime::from_seconds(seconds)
}

fn event(uuid: &str, state: &str) -> CallEvent {
    event_with(uuid, state, "201", 5)
}

fn event_with(uuid: &str, state: &str, to: &str, time: i64) -> CallEvent {
    let body = json!({"uuid": uuid, "state": state, "direction": "incoming", "from": "89139000007", "to": to, "time": time});
    match Webhook::parse("POST", None, None, body.to_string().as_bytes()) {
        Ok(Webhook::Event(event)) => *event,
        other => panic!("{other:?}"),
    }
}

fn uuids<'a>(calls: impl IntoIterator<Item = &'a TrackedCall>) -> Vec<&'a str> {
    calls.into_iter().map(|call| call.uuid().as_str()).collect()
}

#[test]
fn the_number_of_calls_is_bounded() {
    let mut tracker = CallTracker::new().max_calls(2);
    assert!(tracker.apply(&event("a", "START"), at(1)).evicted.is_empty());
    assert!(tracker.apply(&event("b", "START"), at(2)).evicted.is_empty());
    // `a` has the newer event now.
    assert!(tracker.apply(&event("a", "PREANSWER"), at(3)).evicted.is_empty());
    let update = tracker.apply(&event("c", "START"), at(4));
    assert_eq!(uuids(&update.evicted), ["b"]);
    assert_eq!(uuids(tracker.calls()), ["a", "c"]);
    assert!(tracker.get(&CallUuid::new("b")).is_none());

    let mut one = CallTracker::new().max_calls(0);
    one.apply(&event("a", "START"), at(1));
    assert_eq!(uuids(&one.apply(&event("b", "START"), at(1)).evicted), ["a"]);
    assert_eq!(uuids(one.calls()), ["b"]);
}

#[test]
fn memory_stays_bounded_under_a_flood() {
    let mut tracker = CallTracker::new().max_calls(50);
    let evicted: usize =
        (0..5000).map(|n| tracker.apply(&event(&format!("u{n}"), "START"), at(n)).evicted.len()).sum();
    assert_eq!((tracker.calls().count(), evicted), (50, 4950));
}

#[test]
fn the_age_is_measured_by_the_callers_clock() {
    let mut tracker = CallTracker::new().max_age(Duration::from_secs(60));
    // Times that events claim do not age anything.
    tracker.apply(&event_with("a", "START", "1", i64::MAX), at(100));
    tracker.apply(&event_with("b", "START", "1", i64::MIN), at(130));
    assert!(tracker.expire(at(160)).is_empty());
    assert_eq!(uuids(&tracker.expire(at(161))), ["a"]);
    assert_eq!(uuids(&tracker.apply(&event("c", "START"), at(191)).evicted), ["b"]);
    // A clock that jumps harms nothing.
    assert!(tracker.expire(at(i64::MIN)).is_empty());
    assert_eq!(uuids(&tracker.expire(at(i64::MAX))), ["c"]);
    assert_eq!(tracker.calls().count(), 0);
}

#[test]
fn legs_are_bounded_and_the_first_are_kept() {
    let mut tracker = CallTracker::new().max_legs(3);
    for time in [9, 7, 1, 8, 2, 7] {
        tracker.apply(&event_with("a", "PREANSWER", &format!("20{time}"), time), at(10));
    }
    let call = tracker.get(&CallUuid::new("a")).unwrap();
    let rung: Vec<_> = call.rung().iter().filter_map(|leg| leg.extension()).collect();
    assert_eq!(rung, ["201", "202", "207"]);
    assert!(call.is_truncated());
}

#[test]
fn an_ended_call_is_given_out_once_it_is_quiet() {
    let mut tracker = CallTracker::new();
    tracker.apply(&event("a", "HANGUP"), at(10));
    tracker.apply(&event("b", "START"), at(10));
    assert!(tracker.take_finished(at(9)).is_empty());
    assert_eq!(uuids(&tracker.take_finished(at(10))), ["a"]);
    assert!(tracker.take_finished(at(99)).is_empty());

    // A repetition is no news; it neither counts as a new call nor gives it out again.
    assert_eq!(tracker.apply(&event("a", "HANGUP"), at(20)).change, Change::Nothing);
    assert!(tracker.take_finished(at(99)).is_empty());
}

#[test]
fn a_late_correction_is_given_out_again() {
    let mut tracker = CallTracker::new();
    tracker.apply(&event("a", "END"), at(10));
    assert_eq!(tracker.take_finished(at(10))[0].outcome(), Some(Outcome::Missed));

    let mut hangup = event("a", "HANGUP");
    hangup.callstatus = Some("ANSWER".into());
    assert_eq!(tracker.apply(&hangup, at(50)).change, Change::Ended(Outcome::Answered));
    assert!(tracker.take_finished(at(49)).is_empty());
    assert_eq!(tracker.take_finished(at(50))[0].outcome(), Some(Outcome::Answered));
}

#[test]
fn only_what_was_not_given_out_is_reported_as_evicted() {
    let mut tracker = CallTracker::new().max_age(Duration::from_secs(60));
    tracker.apply(&event("given", "END"), at(1));
    tracker.take_finished(at(1));
    tracker.apply(&event("ended", "END"), at(2));
    tracker.apply(&event("open", "START"), at(3));
    assert_eq!(uuids(&tracker.expire(at(1000))), ["ended", "open"]);
}

#[test]
fn no_formatter_shows_a_secret() {
    const MARK: &str = "Zq9Zq9";
    let body = json!({
        "uuid": "u1", "state": "PREANSWER", "to": "110", "baseid": "1.1", "subid": "1.2",
        "userkey": MARK, "recordUrl": MARK, "colour": MARK,
    });
    let Ok(Webhook::Event(event)) = Webhook::parse("POST", None, None, body.to_string().as_bytes()) else {
        panic!()
    };
    let mut tracker = CallTracker::new().max_calls(1);
    tracker.apply(&event, at(1));
    let call = tracker.get(&event.uuid).unwrap().clone();
    let update = tracker.apply(&self::event("b", "START"), at(1));
    let shown = format!("{event:#?} {call:?} {:?} {update:?} {tracker:?} {:?}", call.rung(), event.utm);
    assert!(!shown.contains(MARK), "{shown}");
    for told in ["u1", "1.1", "1.2", "Preanswer", "colour"] {
        assert!(shown.contains(told), "{told}");
    }
}
