//! The order of events and their repetition do not change the call.

use mobilon_client::webhook::{CallEvent, CallTracker, Change, Leg, TrackedCall, Webhook};
use mobilon_client::{Secret, UnixTime};
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::json;

const DOCUMENTED: &str = include_str!("fixtures/webhooks/events_answered.jsonl");
const NOW: UnixTime = UnixTime::from_seconds(0);
const MAX_LEGS: usize = 3;

fn event(body: &str) -> CallEvent {
    match Webhook::parse("POST", None, None, body.as_bytes()) {
        Ok(Webhook::Event(event)) => *event,
        other => panic!("{other:?}"),
    }
}

fn call<'a>(events: impl IntoIterator<Item = &'a CallEvent>) -> TrackedCall {
    let mut tracker = CallTracker::new().max_legs(MAX_LEGS);
    for event in events {
        tracker.apply(event, NOW);
    }
    tracker.calls().next().expect("a call").clone()
}

fn leg(leg: &Leg) -> String {
    let key = leg.userkey.as_ref().map(Secret::expose);
    format!("{:?} {:?} {:?} {:?}", leg.time, leg.to, leg.subid.as_ref().map(|id| id.as_str()), key)
}

/// Everything that can be asked of a call.
fn all_of(call: &TrackedCall) -> Vec<String> {
    vec![
        format!("{:?} {:?}", call.direction(), call.outcome()),
        format!("{:?} {:?} {:?}", call.from(), call.to(), call.outside_number()),
        format!("{} {} {}", call.is_internal(), call.is_by_api(), call.is_truncated()),
        format!("{} {:?}", call.is_answered(), call.call_id()),
        format!("{:?} {:?} {:?} {:?}", call.started(), call.answered(), call.ended(), call.duration()),
        call.rung().iter().map(leg).collect(),
        call.answered_by().map(leg).unwrap_or_default(),
    ]
}

/// Each event once to three times, in any order.
fn deliveries(events: Vec<CallEvent>) -> impl Strategy<Value = (Vec<CallEvent>, Vec<CallEvent>)> {
    let count = events.len();
    let again = subsequence((0..count * 2).collect::<Vec<_>>(), 0..=count * 2);
    again.prop_flat_map(move |again| {
        let extra = again.into_iter().map(|at| events[at % count].clone());
        let sent: Vec<_> = events.iter().cloned().chain(extra).collect();
        (Just(events.clone()), Just(sent).prop_shuffle())
    })
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(values)
}

/// Few different values, so that events disagree and tie.
fn generated() -> impl Strategy<Value = CallEvent> {
    let ids = one_of(&["100.1", "100.2", "200.1", "x", ""]);
    (
        one_of(&["START", "PREANSWER", "PREANSWER", "IVR", "ANSWER", "HANGUP", "END", "RINGING"]),
        one_of(&["incoming", "external", "internal", "sideways", ""]),
        one_of(&["89139000007", "89139000008", "201", "CallAPI", "0000", ""]),
        one_of(&["83919000001", "201", "202", "203", "204", "205", ""]),
        (ids, one_of(&["100.1", "100.2", "200.1", ""]), one_of(&["one", "two", ""])),
        one_of(&["101", "102", "103", "-5", ""]),
        one_of(&["", "", "ANSWER", "BUSY"]),
        one_of(&["", "12", "13"]),
    )
        .prop_map(|(state, direction, from, to, (baseid, subid, userkey), time, callstatus, duration)| {
            let body = json!({
                "uuid": "u", "state": state, "direction": direction, "from": from, "to": to, "baseid": baseid,
                "subid": subid, "userkey": userkey, "time": time, "callstatus": callstatus, "duration": duration,
            });
            event(&body.to_string())
        })
}

proptest! {
    #[test]
    fn the_documented_sequence_in_any_order(
        (in_order, sent) in deliveries(DOCUMENTED.lines().map(event).collect())
    ) {
        prop_assert_eq!(all_of(&call(&in_order)), all_of(&call(&sent)));
    }

    #[test]
    fn generated_sequences_in_any_order(
        (in_order, sent) in prop::collection::vec(generated(), 1..12).prop_flat_map(deliveries)
    ) {
        prop_assert_eq!(all_of(&call(&in_order)), all_of(&call(&sent)));
    }

    /// A second delivery of everything is no news.
    #[test]
    fn repetition_changes_nothing(events in prop::collection::vec(generated(), 1..12)) {
        let mut tracker = CallTracker::new().max_legs(100);
        for event in &events {
            tracker.apply(event, NOW);
        }
        tracker.take_finished(NOW);
        for event in &events {
            let update = tracker.apply(event, NOW);
            prop_assert_eq!(update.change, Change::Nothing);
        }
        prop_assert!(tracker.take_finished(NOW).is_empty());
    }
}
