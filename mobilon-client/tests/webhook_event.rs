//! The fields of an event, key comparison and number matching.

use isp_test_support::fixture;
use mobilon_client::phone::last10;
use mobilon_client::webhook::{CallEvent, EventCallStatus, EventDirection, EventState, Webhook};
use mobilon_client::{CallId, Secret, UnixTime, UserKey};
use serde_json::json;

fn event(body: &str) -> CallEvent {
    match Webhook::parse("POST", None, None, body.as_bytes()) {
        Ok(Webhook::Event(event)) => *event,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_event_needs_uuid_and_state_only() {
    let event = event(r#"{"uuid":"u","state":"END"}"#);
    assert_eq!((event.uuid.as_str(), &event.state), ("u", &EventState::End));
    assert!(event.direction.is_none() && event.from.is_none() && event.to.is_none() && event.time.is_none());
    assert!(!event.is_api_leg() && !event.is_internal() && event.baseid.is_none());
}

#[test]
fn what_does_not_fit_its_field_is_kept() {
    let body = json!({
        "uuid": "u", "state": "HANGUP", "callstatus": "ANSWER",
        "time": "yesterday", "duration": "-1", "from": [], "to": "2".repeat(65), "baseid": 1565778980.25643,
        "subid": {"a": 1}, "userkey": true, "recordUrl": "r".repeat(2049), "utmString": 1.5, "inputDigits": [7],
    });
    let event = event(&body.to_string());
    assert_eq!(event.callstatus, Some(EventCallStatus::Answer));
    assert!(event.time.is_none() && event.duration.is_none() && event.from.is_none() && event.to.is_none());
    assert!(event.baseid.is_none() && event.subid.is_none() && event.userkey.is_none());
    assert!(event.record_url.is_none() && event.utm.is_none() && event.input_digits.is_none());
    assert_eq!(event.extra.iter().count(), 10);
    for (name, value) in event.extra.iter() {
        assert_eq!(value, &body[name]);
    }
}

#[test]
fn the_observed_body() {
    let event = event(fixture!("webhooks/event_hangup_missed.json"));
    assert_eq!(event.state, EventState::Hangup);
    assert_eq!(event.direction, Some(EventDirection::Incoming));
    assert_eq!((event.from.as_deref(), event.to.as_deref()), (Some("89139000007"), Some("83919000001")));
    assert_eq!(event.baseid, Some(CallId::new("1600000100.41200")));
    assert_eq!(event.subid, event.baseid);
    assert_eq!(event.time, Some(UnixTime::from_seconds(1_600_000_123)));
    assert_eq!(event.baseid.unwrap().created(), Some(UnixTime::from_seconds(1_600_000_100)));
    assert_eq!(event.userkey.as_ref().map(Secret::expose), Some("qwer5tyui6opas7d"));
    assert_eq!((event.duration, event.callstatus), (Some(23), None));
    assert!(event.extra.is_empty());
}

#[test]
fn optional_keys() {
    let answered = event(fixture!("webhooks/event_hangup_answered.json"));
    assert_eq!(answered.callstatus, Some(EventCallStatus::Answer));
    assert_eq!(answered.record_url.unwrap().expose(), "https://rec.example.test/get?id=41210&token=inv3nted");
    let utm = answered.utm.unwrap();
    let tags = [
        ("src", "flyer"),
        ("mdm", "print"),
        ("cmp", "spring"),
        ("cnt", "blue"),
        ("trm", "fiber"),
        ("lang", "ru"),
    ];
    assert_eq!(utm.tags().collect::<Vec<_>>(), tags);
    assert_eq!((utm.get("trm"), utm.get("x")), (Some("fiber"), None));

    assert_eq!(event(fixture!("webhooks/event_ivr.json")).input_digits.as_deref(), Some("07"));
    // S4 of the reference: an exception in a receiver that relied on the key.
    assert!(event(fixture!("webhooks/event_end_no_userkey.json")).userkey.is_none());
}

#[test]
fn types_are_mixed() {
    let event = event(fixture!("webhooks/event_other_types.json"));
    assert_eq!(event.state, EventState::Hangup);
    assert_eq!((event.from.as_deref(), event.to.as_deref()), (Some("89139000007"), Some("201")));
    assert_eq!((event.time.unwrap().seconds(), event.duration), (1_600_000_830, Some(30)));
    assert!(event.userkey.is_none() && event.callstatus.is_none());
    assert_eq!(event.extra.get("node").unwrap()["name"], "inv3nted");
    assert_eq!(event.extra.iter().count(), 1);
}

#[test]
fn unknown_words_are_kept() {
    let event = event(r#"{"uuid":"u","state":"RINGING","direction":"sideways","callstatus":"BUSY"}"#);
    assert_eq!(event.state, EventState::Other("RINGING".into()));
    assert_eq!(event.direction, Some(EventDirection::Other("sideways".into())));
    assert_eq!(event.callstatus, Some(EventCallStatus::Other("BUSY".into())));
    assert!(!event.state.is_final());
}

/// Rule 4.
#[test]
fn external_is_outgoing() {
    let event = event(fixture!("webhooks/event_external.json"));
    assert_eq!(event.direction, Some(EventDirection::External));
    assert_eq!(EventDirection::from("outgoing"), EventDirection::External);
    assert_eq!(EventDirection::External.as_str(), "external");
}

/// Rule 5.
#[test]
fn internal_by_direction_or_by_short_numbers() {
    assert!(event(fixture!("webhooks/event_internal.json")).is_internal());
    let is_internal = |direction: &str, from: &str, to: &str| {
        event(&json!({"uuid":"u","state":"END","direction":direction,"from":from,"to":to}).to_string())
            .is_internal()
    };
    assert!(is_internal("internal", "89139000007", "83919000001"));
    assert!(is_internal("incoming", "201", "2022"));
    assert!(!is_internal("incoming", "89139000007", "201"));
    assert!(!is_internal("external", "201", "89139000007"));
    assert!(!is_internal("external", "201", "20222"));
    assert!(!is_internal("incoming", "", "201"));
    assert!(!is_internal("incoming", "0000", "201"), "the API's leg");
    assert!(!is_internal("incoming", "ext", "201"));
}

#[test]
fn the_first_leg_of_a_call_by_the_api() {
    assert!(event(fixture!("webhooks/event_api_leg.json")).is_api_leg());
    for (from, api) in [("CallAPI", true), ("0000", true), ("00000", false), ("0", false), ("201", false)] {
        let body = json!({"uuid":"u","state":"START","from":from}).to_string();
        assert_eq!(event(&body).is_api_leg(), api, "{from}");
    }
}

#[test]
fn only_an_id_of_digits_has_a_time() {
    for (id, started) in [
        ("1565778980.25643", Some(1_565_778_980)),
        ("1565778980.00", Some(1_565_778_980)),
        ("test123.000001", None),
        ("1565778980", None),
        ("1565778980.", None),
        (".25643", None),
        ("-1.1", None),
        ("1.2.3", None),
        ("99999999999999999999.1", None),
    ] {
        assert_eq!(CallId::new(id).created().map(UnixTime::seconds), started, "{id}");
    }
}

/// Rule 6.
#[test]
fn numbers_match_by_their_last_ten_digits() {
    for number in
        ["89139000007", "79139000007", "+79139000007", "9139000007", "+7 (913) 900-00-07", "8.913.900.00.07"]
    {
        assert_eq!(last10(number).as_deref(), Some("9139000007"), "{number}");
    }
    assert_eq!(last10("+4930139000007").as_deref(), Some("0139000007"));
    for number in ["", "201", "0000", "913900000", "CallAPI", "sip:9139000007", "+", "٩١٣٩٠٠٠٠٠٠٧"]
    {
        assert_eq!(last10(number), None, "{number}");
    }
}

#[test]
fn keys_compare_without_the_node() {
    let same = |one: &str, other: &str| {
        let same = UserKey::new(one).is_of_webhook(&other.into());
        assert_eq!(UserKey::new(other).is_of_webhook(&one.into()), same);
        same
    };
    assert!(same("abcd1efghij2klmn", "abcd1efghij2klmn"));
    assert!(same("abcd1efghij2klmn", "n0deXY:abcd1efghij2klmn"));
    assert!(same("n0deXY:abcd1efghij2klmn", "n0deXY:abcd1efghij2klmn"));
    assert!(!same("n0deXY:abcd1efghij2klmn", "n0deXZ:abcd1efghij2klmn"));
    assert!(!same("bcd1efghij2klmn", "n0deXY:abcd1efghij2klmn"));
    assert!(!same("n0deXY", "n0deXY:abcd1efghij2klmn"));
    assert!(!same("", "n0deXY:"));
    assert!(!same("", ""));
}
