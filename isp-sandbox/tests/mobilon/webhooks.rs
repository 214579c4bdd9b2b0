//! Webhooks: order, keys and types of the events, the templated GET, and receivers that fail.

use std::time::Duration;

use crate::http::{Receiver, call_target, get, info_target, place};
use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{
    ApiLeg, CallPlan, Dialect, EventStates, IncomingCall, KEY_WITHOUT_SUBSCRIBER, NOT_ANSWERED, Outcome,
    Running, TemplateKey, User, Webhook,
};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpSocket};

const SUFFIX: &str = "a1b2c3d4e5f6g7h8";

async fn start(receiver: &Receiver) -> Running {
    Sandbox::mobilon().webhook(Webhook::events(&receiver.url)).start().await.unwrap()
}

fn states(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["state"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_placed_call_from_start_to_end() {
    let receiver = Receiver::ok().await;
    let pbx = start(&receiver).await;
    let callid = place(&pbx, "89130000001").await;
    pbx.delivered().await;

    let events = receiver.events();
    assert_eq!(states(&events), ["START", "PREANSWER", "ANSWER", "HANGUP", "END"]);
    for event in &events {
        assert_eq!(event["baseid"], callid);
        assert_eq!(event["direction"], "external");
        assert_eq!(event["uuid"], events[0]["uuid"]);
        assert_eq!(event["userkey"], SUFFIX);
    }
    let now = pbx.now();
    let times: Vec<_> = events.iter().map(|event| event["time"].as_u64().unwrap() as u32 - now).collect();
    assert_eq!(times, [0, 0, 5, 65, 65]);
    let ends: Vec<_> = events.iter().map(|event| (event["from"].clone(), event["to"].clone())).collect();
    assert_eq!(ends[0], (json!("CallAPI"), json!("110")));
    assert_eq!(ends[1], ends[0]);
    assert_eq!(ends[3], (json!("110"), json!("89130000001")));
    assert_eq!(events[0]["subid"], callid);
    assert_ne!(events[1]["subid"], callid);

    let hangup = &events[3];
    assert_eq!((&hangup["callstatus"], &hangup["duration"]), (&json!("ANSWER"), &json!("65")));
    assert_eq!(hangup["recordUrl"], format!("{}/records/{callid}.wav", pbx.url()));
    for event in [&events[0], &events[1], &events[2], &events[4]] {
        assert!(event.get("callstatus").is_none() && event.get("recordUrl").is_none());
    }
    let info = get(&pbx, &info_target(&callid, "&format=json")).await.json();
    assert_eq!((&info["status"], &info["duration"]), (&json!("ANSWERED"), &hangup["duration"]));

    let hook = &receiver.hooks()[0];
    assert_eq!(hook.line, "POST /hook HTTP/1.1");
    assert!(hook.headers.contains(&("content-type".into(), "application/json".into())));
    assert!(pbx.deliveries().iter().all(|delivery| delivery.status == 200));
}

#[tokio::test]
async fn placed_calls_that_fail() {
    let receiver = Receiver::ok().await;
    let pbx = start(&receiver).await;
    pbx.set_dialect(Dialect { api_leg: ApiLeg::Zeros, ..Dialect::default() });
    let outcomes = [
        (Outcome::NoAnswer, "NO ANSWER", "89130000001"),
        (Outcome::Busy, "BUSY", "89130000001"),
        (Outcome::Failed, "FAILED", "89130000001"),
        (Outcome::OwnPhoneSilent, "NO ANSWER", "110"),
    ];
    for (outcome, status, hung_up) in outcomes {
        let before = receiver.events().len();
        pbx.plan_next(CallPlan { ring_seconds: 9, outcome, recorded: true });
        let callid = place(&pbx, "89130000001").await;
        pbx.delivered().await;
        let events = receiver.events().split_off(before);
        assert_eq!(states(&events), ["START", "PREANSWER", "HANGUP", "END"], "{outcome:?}");
        assert_eq!(events[0]["from"], "0000");
        let hangup = &events[2];
        assert_eq!((&hangup["to"], &hangup["duration"]), (&json!(hung_up), &json!("9")), "{outcome:?}");
        assert!(hangup.get("callstatus").is_none() && hangup.get("recordUrl").is_none(), "{outcome:?}");
        let info = get(&pbx, &info_target(&callid, "&format=json")).await.json();
        assert_eq!((&info["status"], &info["has_record"]), (&json!(status), &json!("0")), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_group_rings_and_one_answers() {
    let receiver = Receiver::ok().await;
    let template = format!("{}?key={{KEY}}&number={{NUMBER}}", receiver.url);
    let webhook = Webhook { template: Some(template), ..Webhook::events(&receiver.url) };
    let second = User::new("Bb2cD3:secondkey0000001", "114");
    let pbx = Sandbox::mobilon().user(second).webhook(webhook).start().await.unwrap();
    let callid = pbx
        .incoming_call(IncomingCall {
            rung: vec!["110".into(), "114".into(), "199".into()],
            answered_by: 1,
            input_digits: Some("2".into()),
            utm_string: Some("src=poster;mdm=qr".into()),
            ..IncomingCall::new("89130000003", CallPlan::answered(10))
        })
        .await;
    pbx.delivered().await;

    let lines: Vec<_> = receiver.hooks().into_iter().map(|hook| hook.line).collect();
    let post = "POST /hook HTTP/1.1";
    let first = format!("GET /hook?key={SUFFIX}&number=89130000003 HTTP/1.1");
    let second = "GET /hook?key=secondkey0000001&number=89130000003 HTTP/1.1";
    assert_eq!(lines, [post, post, first.as_str(), post, second, post, post, post, post, post]);
    let rung = &receiver.hooks()[2];
    assert!(
        rung.body.is_empty() && rung.headers.iter().any(|(name, value)| name == "accept" && value == "*/*")
    );

    let events = receiver.events();
    let expected = ["START", "IVR", "PREANSWER", "PREANSWER", "PREANSWER", "ANSWER", "HANGUP", "END"];
    assert_eq!(states(&events), expected);
    assert_eq!(events[1]["inputDigits"], "2");
    let keys: Vec<_> = events.iter().map(|event| event.get("userkey").and_then(Value::as_str)).collect();
    let taker = Some("secondkey0000001");
    assert_eq!(keys, [None, None, Some(SUFFIX), taker, None, taker, taker, None]);
    assert_eq!(events[5]["subid"], events[3]["subid"]);
    assert_eq!((&events[6]["to"], &events[6]["utmString"]), (&json!("114"), &json!("src=poster;mdm=qr")));
    assert!(events.iter().all(|event| event["baseid"] == callid && event["direction"] == "incoming"));
}

#[tokio::test]
async fn a_missed_call_looks_like_the_captured_one() {
    let receiver = Receiver::ok().await;
    let pbx = start(&receiver).await;
    pbx.incoming_call(IncomingCall::new("89130000003", CallPlan::missed())).await;
    pbx.delivered().await;
    let events = receiver.events();
    assert_eq!(states(&events), ["START", "PREANSWER", "HANGUP", "END"]);
    let hangup = events[2].as_object().unwrap();
    let mut keys: Vec<_> = hangup.keys().map(String::as_str).collect();
    keys.sort_unstable();
    let captured =
        ["baseid", "direction", "duration", "from", "state", "subid", "time", "to", "userkey", "uuid"];
    assert_eq!(keys, captured);
    assert_eq!(hangup["to"], "83910000000");
    assert_eq!(hangup["subid"], hangup["baseid"]);
    assert_eq!(hangup["duration"], "14");
    assert!(hangup["time"].is_u64());
}

#[tokio::test]
async fn the_whole_key_in_the_template() {
    let receiver = Receiver::ok().await;
    let webhook = Webhook::template(format!("{}/{{KEY}}/{{NUMBER}}", receiver.url));
    let dialect = Dialect { template_key: TemplateKey::Whole, ..Dialect::default() };
    let pbx = Sandbox::mobilon().webhook(webhook).dialect(dialect).start().await.unwrap();
    pbx.incoming_call(IncomingCall::new("89130000003", CallPlan::missed())).await;
    pbx.delivered().await;
    let lines: Vec<_> = receiver.hooks().into_iter().map(|hook| hook.line).collect();
    assert_eq!(lines, [format!("GET /hook/Qw3rT9:{SUFFIX}/89130000003 HTTP/1.1")]);
}

#[tokio::test]
async fn an_internal_call() {
    let receiver = Receiver::ok().await;
    let pbx = start(&receiver).await;
    let callid = pbx.incoming_call(IncomingCall::internal("104", "110", CallPlan::answered(7))).await;
    pbx.delivered().await;
    let events = receiver.events();
    assert_eq!(states(&events), ["START", "PREANSWER", "ANSWER", "HANGUP", "END"]);
    for event in &events {
        let ends = (&event["direction"], &event["from"], &event["to"]);
        assert_eq!(ends, (&json!("internal"), &json!("104"), &json!("110")));
    }
    let info = get(&pbx, &info_target(&callid, "&format=json")).await.json();
    assert_eq!(info["direction"], "INTERNAL");
}

#[tokio::test]
async fn an_account_that_gets_only_final_events() {
    let receiver = Receiver::ok().await;
    let template = format!("{}?key={{KEY}}", receiver.url);
    let webhook = Webhook { template: Some(template), ..Webhook::events(&receiver.url) };
    let dialect = Dialect { event_states: EventStates::Final, event_record_url: false, ..Dialect::default() };
    let pbx = Sandbox::mobilon().webhook(webhook).dialect(dialect).start().await.unwrap();
    place(&pbx, "89130000001").await;
    pbx.delivered().await;
    let events = receiver.events();
    assert_eq!(states(&events), ["HANGUP", "END"]);
    assert_eq!((&events[0]["callstatus"], events[0].get("recordUrl")), (&json!("ANSWER"), None));
    assert_eq!(receiver.hooks()[0].line, format!("GET /hook?key={SUFFIX} HTTP/1.1"));
}

#[tokio::test]
async fn a_refused_call_reports_nothing() {
    let receiver = Receiver::ok().await;
    let pbx = start(&receiver).await;
    get(&pbx, &call_target("8-913")).await;
    let target = format!("/api/call/CallToSubscriber?key={KEY_WITHOUT_SUBSCRIBER}&outboundNumber=1");
    get(&pbx, &target).await;
    pbx.delivered().await;
    assert!(receiver.hooks().is_empty());
}

#[tokio::test]
async fn an_event_of_the_tests_own() {
    let receiver = Receiver::ok().await;
    let pbx = start(&receiver).await;
    pbx.post_event(json!({"state": "SOMETHING", "brand": ["new"]})).await;
    pbx.delivered().await;
    assert_eq!(receiver.events(), [json!({"state": "SOMETHING", "brand": ["new"]})]);
}

#[tokio::test]
async fn a_receiver_that_does_not_answer_properly_is_599() {
    let answers =
        ["", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 999 ?\r\n\r\n"];
    for answer in answers {
        let receiver = Receiver::start(answer).await;
        let pbx = start(&receiver).await;
        pbx.post_event(json!({})).await;
        pbx.delivered().await;
        assert_eq!(pbx.deliveries()[0].status, NOT_ANSWERED, "{answer:?}");
    }
    let receiver = Receiver::start("HTTP/1.1 503 Busy\r\n\r\n").await;
    let pbx = start(&receiver).await;
    pbx.post_event(json!({})).await;
    pbx.delivered().await;
    assert_eq!(pbx.deliveries()[0].status, 503);
}

#[tokio::test]
async fn nobody_listens() {
    // Bound, so that nobody else gets the port, but not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}/", socket.local_addr().unwrap());
    let pbx = Sandbox::mobilon().webhook(Webhook::events(url)).start().await.unwrap();
    place(&pbx, "89130000001").await;
    pbx.delivered().await;
    let deliveries = pbx.deliveries();
    assert_eq!(deliveries.len(), 5);
    assert!(deliveries.iter().all(|delivery| delivery.status == NOT_ANSWERED));
}

#[tokio::test(start_paused = true)]
async fn a_silent_receiver_costs_only_its_time() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let webhook = Webhook { patience: Duration::from_secs(30), ..Webhook::events(url) };
    let pbx = Sandbox::mobilon().webhook(webhook).start().await.unwrap();
    let started = tokio::time::Instant::now();
    pbx.post_event(json!({})).await;
    pbx.delivered().await;
    assert_eq!(started.elapsed().as_secs(), 30);
    assert_eq!(pbx.deliveries()[0].status, NOT_ANSWERED);
}

#[tokio::test(start_paused = true)]
async fn pace_waits_between_the_states() {
    let pbx = Sandbox::mobilon().pace(Duration::from_secs(3600)).start().await.unwrap();
    let started = tokio::time::Instant::now();
    let callid = pbx.incoming_call(IncomingCall::new("89130000003", CallPlan::answered(10))).await;
    assert!(pbx.calls().is_empty());
    pbx.delivered().await;
    assert_eq!(started.elapsed().as_secs(), 4 * 3600);
    assert_eq!(pbx.calls()[0].callid, callid);
}
