//! How events are to be understood as calls: rules 1 to 3 and 5 of the reference, and legs of the API.

use isp_test_support::fixture;
use mobilon_client::webhook::{
    CallEvent, CallTracker, Change, EventDirection, Outcome, TrackedCall, Webhook,
};
use mobilon_client::{CallId, Secret, UnixTime};
use serde_json::{Value, json};

const NOW: UnixTime = UnixTime::from_seconds(1_700_000_000);

fn event(body: &str) -> CallEvent {
    match Webhook::parse("POST", None, None, body.as_bytes()) {
        Ok(Webhook::Event(event)) => *event,
        other => panic!("{other:?}"),
    }
}

/// An incoming call of one `uuid`, whose events have more or other keys.
fn incoming(events: &[Value]) -> (TrackedCall, Vec<Change>) {
    let mut tracker = CallTracker::new();
    let mut changes = Vec::new();
    for more in events {
        let mut body =
            json!({"uuid": "u", "direction": "incoming", "from": "89139000007", "to": "83919000001"});
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        changes.push(tracker.apply(&event(&body.to_string()), NOW).change);
    }
    (tracker.calls().next().expect("a call").clone(), changes)
}

fn extensions(call: &TrackedCall) -> Vec<&str> {
    call.rung().iter().filter_map(|leg| leg.extension()).collect()
}

/// Rule 1.
#[test]
fn an_incoming_call_without_callstatus_is_missed_whatever_its_duration() {
    let (call, changes) = incoming(&[json!({"state": "HANGUP", "duration": "14"})]);
    assert_eq!(changes, [Change::Ended(Outcome::Missed)]);
    assert_eq!((call.outcome(), call.duration()), (Some(Outcome::Missed), Some(14)));
    assert!(!call.is_answered() && call.answered_by().is_none() && call.answered().is_none());

    let (call, _) = incoming(&[json!({"state": "HANGUP", "duration": "0", "callstatus": "ANSWER"})]);
    assert_eq!(call.outcome(), Some(Outcome::Answered));
}

/// Rule 1.
#[test]
fn a_call_without_a_final_state_is_not_missed_yet() {
    for state in ["START", "PREANSWER", "IVR", "RINGING"] {
        let (call, changes) = incoming(&[json!({"state": state, "duration": "14"})]);
        assert_eq!(call.outcome(), None, "{state}");
        assert!(matches!(changes[..], [Change::Started | Change::Rang]), "{state}");
    }
}

/// Rule 1: only `END` is sent to some, and `callstatus` with another word is no answer.
#[test]
fn final_states_alone_suffice() {
    let (call, _) = incoming(&[json!({"state": "END", "duration": "9"})]);
    assert_eq!(call.outcome(), Some(Outcome::Missed));
    let (call, _) = incoming(&[json!({"state": "HANGUP", "callstatus": "BUSY"})]);
    assert_eq!(call.outcome(), Some(Outcome::Missed));
}

/// Rule 2.
#[test]
fn end_does_not_erase_the_answer() {
    let hangup = json!({"state": "HANGUP", "callstatus": "ANSWER", "to": "201", "time": 20});
    let end = json!({"state": "END", "time": 21});
    let (call, changes) = incoming(&[hangup.clone(), end.clone()]);
    assert_eq!(changes, [Change::Ended(Outcome::Answered), Change::Noted]);
    assert_eq!(call.outcome(), Some(Outcome::Answered));
    assert_eq!(call.answered_by().unwrap().extension(), Some("201"));
    assert_eq!(call.ended(), Some(UnixTime::from_seconds(21)));

    // The same in the other order: missed at first, then corrected.
    let (call, changes) = incoming(&[end, hangup]);
    assert_eq!(changes, [Change::Ended(Outcome::Missed), Change::Ended(Outcome::Answered)]);
    assert_eq!(call.outcome(), Some(Outcome::Answered));
}

/// Rule 3.
#[test]
fn who_was_asked_first_has_the_least_time() {
    let ring = |to: &str, time: i64| json!({"state": "PREANSWER", "to": to, "time": time, "subid": format!("{time}.{to}")});
    let (call, changes) = incoming(&[ring("203", 30), ring("201", 10), ring("202", 20), ring("201", 10)]);
    assert_eq!(extensions(&call), ["201", "202", "203"]);
    assert_eq!(changes, [Change::Rang, Change::Rang, Change::Rang, Change::Nothing]);
    // The dialled number is not the extension, once it is known.
    assert_eq!(call.from(), Some("89139000007"));
}

#[test]
fn the_same_leg_rings_once_since_its_first_time() {
    let ring = |time: i64| json!({"state": "PREANSWER", "to": "201", "subid": "5.1", "time": time});
    let (call, _) = incoming(&[ring(7), ring(5), ring(9)]);
    assert_eq!(call.rung().len(), 1);
    assert_eq!(call.rung()[0].time, Some(UnixTime::from_seconds(5)));
}

#[test]
fn of_two_reports_of_one_ring_the_order_of_arrival_does_not_choose() {
    let ring =
        |key: &str| json!({"state": "PREANSWER", "to": "201", "subid": "5.1", "time": 5, "userkey": key});
    for (first, second, kept) in [("", "one", "one"), ("two", "one", "one")] {
        for events in [[ring(first), ring(second)], [ring(second), ring(first)]] {
            let (call, _) = incoming(&events);
            let keys: Vec<_> =
                call.rung().iter().map(|leg| leg.userkey.as_ref().map(Secret::expose)).collect();
            assert_eq!(keys, [Some(kept)]);
        }
    }
}

#[test]
fn an_answer_counts_until_a_hangup_overrules_it() {
    let ring = json!({"state": "PREANSWER", "to": "201", "time": 5});
    let answer = json!({"state": "ANSWER", "to": "201", "userkey": "qwer5tyui6opas7d", "time": 8});
    let end = json!({"state": "END", "time": 30});
    let hangup = json!({"state": "HANGUP", "time": 29});

    let (call, changes) = incoming(&[ring.clone(), answer.clone()]);
    assert_eq!(changes[1], Change::Answered);
    assert!(call.is_answered() && call.outcome().is_none());
    assert_eq!(call.answered(), Some(UnixTime::from_seconds(8)));
    assert_eq!(
        call.answered_by().and_then(|leg| leg.userkey.as_ref()).map(Secret::expose),
        Some("qwer5tyui6opas7d")
    );

    // The HANGUP was lost.
    assert_eq!(incoming(&[ring.clone(), answer.clone(), end.clone()]).0.outcome(), Some(Outcome::Answered));
    // Rule 1 to the letter.
    assert_eq!(incoming(&[ring, answer, hangup, end]).0.outcome(), Some(Outcome::Missed));
}

#[test]
fn the_voice_menu_is_nobody() {
    let (call, changes) = incoming(&[json!({"state": "ANSWER", "time": 1}), json!({"state": "END"})]);
    assert_eq!(changes[0], Change::Started);
    assert_eq!(call.outcome(), Some(Outcome::Missed));
}

#[test]
fn a_late_ring_does_not_reopen_a_call() {
    let (call, changes) = incoming(&[
        json!({"state": "END", "time": 30}),
        json!({"state": "PREANSWER", "to": "201", "time": 5}),
        json!({"state": "START", "time": 1}),
    ]);
    assert_eq!(changes, [Change::Ended(Outcome::Missed), Change::Noted, Change::Noted]);
    assert_eq!(call.outcome(), Some(Outcome::Missed));
    assert_eq!(extensions(&call), ["201"]);
    assert_eq!(call.started(), Some(UnixTime::from_seconds(1)));
}

#[test]
fn who_answered_is_found_among_those_who_were_rung() {
    let (call, _) = incoming(&[
        json!({"state": "PREANSWER", "to": "201", "userkey": "one", "time": 5, "subid": "5.1"}),
        json!({"state": "PREANSWER", "to": "202", "userkey": "two", "time": 6, "subid": "6.1"}),
        json!({"state": "HANGUP", "userkey": "two", "time": 9, "subid": "1.1", "callstatus": "ANSWER"}),
    ]);
    assert_eq!(call.answered_by().unwrap().extension(), Some("202"));
    assert_eq!(call.answered(), None);
}

/// Rules 4 and 5: neither of these is a missed call of a customer.
#[test]
fn outgoing_and_internal_calls_are_not_missed() {
    for (direction, from, to, outside) in [
        ("external", "201", "89139000008", Some("89139000008")),
        ("internal", "201", "202", None),
        ("incoming", "201", "202", None),
        ("sideways", "89139000008", "201", None),
    ] {
        let (call, changes) = incoming(&[
            json!({"state": "END", "direction": direction, "from": from, "to": to, "duration": "5"}),
        ]);
        assert_eq!(changes, [Change::Ended(Outcome::NotAnswered)], "{direction}");
        assert_eq!(call.outside_number(), outside, "{direction}");
    }
}

#[test]
fn the_leg_of_the_api_is_neither_a_caller_nor_an_answer() {
    let leg = |more: Value| {
        let mut body = json!({"from": "CallAPI", "to": "201", "userkey": "qwer5tyui6opas7d"});
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        body
    };
    let (call, changes) = incoming(&[
        leg(json!({"state": "PREANSWER", "time": 1})),
        leg(json!({"state": "ANSWER", "time": 3})),
        leg(json!({"state": "HANGUP", "time": 9, "callstatus": "ANSWER"})),
    ]);
    assert_eq!(changes, [Change::Started, Change::Nothing, Change::Ended(Outcome::NotAnswered)]);
    assert!(call.is_by_api() && call.rung().is_empty());

    let (call, _) = incoming(&[
        leg(json!({"state": "START", "time": 1})),
        json!({"state": "END", "direction": "external", "from": "201", "to": "89139000008", "time": 9}),
    ]);
    assert_eq!((call.from(), call.to()), (Some("201"), Some("89139000008")));
    assert_eq!(call.direction(), Some(&EventDirection::External));
}

#[test]
fn the_documented_sequence() {
    let mut tracker = CallTracker::new();
    let events: Vec<_> = fixture!("webhooks/events_answered.jsonl").lines().map(event).collect();
    let changes: Vec<_> = events.iter().map(|event| tracker.apply(event, NOW).change).collect();
    assert_eq!(
        changes,
        [
            Change::Started,
            // Digits stay with their event.
            Change::Nothing,
            Change::Rang,
            Change::Rang,
            Change::Answered,
            Change::Ended(Outcome::Answered),
            Change::Noted
        ]
    );

    let call = tracker.get(&events[0].uuid).unwrap();
    assert_eq!(call.direction(), Some(&EventDirection::Incoming));
    assert_eq!((call.from(), call.to()), (Some("89139000007"), Some("83919000001")));
    assert_eq!(call.outside_number(), Some("89139000007"));
    assert_eq!(extensions(call), ["201", "202"]);
    assert_eq!(call.answered_by().unwrap().extension(), Some("202"));
    assert_eq!(call.call_id(), Some(&CallId::new("1600001000.41300")));
    let seconds = |time: Option<UnixTime>| time.unwrap().seconds();
    assert_eq!(seconds(call.started()), 1_600_001_000);
    assert_eq!(seconds(call.answered()), 1_600_001_015);
    assert_eq!(seconds(call.ended()), 1_600_001_056);
    assert_eq!(call.duration(), Some(56));
    assert!(!call.is_truncated() && !call.is_by_api());
}
