//! What the vendor's page prints: paths, parameters, answers, codes.

use crate::http::{
    Connection, KEY, TOKEN, call_target, get, info_target, journal_target, place, record_target,
};
use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{CallPlan, KEY_NOT_REGISTERED, KEY_WITHOUT_SUBSCRIBER, Running, Subscriber, User};
use serde_json::json;

async fn start() -> Running {
    Sandbox::mobilon().start().await.unwrap()
}

#[tokio::test]
async fn every_line_with_and_without_slash() {
    for prefix in ["", "/pbx"] {
        let pbx = Sandbox::mobilon().prefix(prefix).start().await.unwrap();
        assert_eq!(pbx.url(), format!("http://{}{prefix}", pbx.addr()));
        let first = get(&pbx, &format!("{prefix}{}", call_target("89130000001"))).await;
        let callid = first.json()["callid"].as_str().unwrap().to_owned();
        let date = pbx.today();
        let lines = [
            format!("CallToSubscriber?key={KEY}&outboundNumber=89130000001"),
            format!("CallToSubscriber?key={KEY}&outboundNumber=89130000001&device=mobile"),
            format!("info?token={TOKEN}&callid={callid}"),
            format!("info?token={TOKEN}&callid={callid}&format=json"),
            format!("info?token={TOKEN}&callid={callid}&format=xml"),
            format!("journal?token={TOKEN}&date={date}"),
            format!("journal?token={TOKEN}&date={date}&format=json"),
            format!("journal?token={TOKEN}&date={date}&format=xml"),
            format!("journal?token={TOKEN}&date={date}&format=xml&offset=0&limit=10"),
            format!("record?token={TOKEN}&callid={callid}"),
        ];
        for line in lines {
            for line in [line.clone(), line.replacen('?', "/?", 1)] {
                let answer = get(&pbx, &format!("{prefix}/api/call/{line}")).await;
                assert_eq!(answer.status, 200, "{line}");
                assert!(answer.whole && !answer.body.is_empty(), "{line}");
                let known = answer.body.windows(callid.len()).any(|bytes| bytes == callid.as_bytes());
                assert!(known || line.starts_with("Call") || line.starts_with("record"), "{line}");
            }
        }
        assert_eq!(pbx.calls_placed().len(), 5);
        assert_eq!(pbx.calls_placed()[3].device.as_deref(), Some("mobile"));
    }
}

#[tokio::test]
async fn accepted_call() {
    let pbx = start().await;
    let answer = get(&pbx, &call_target("89130000001")).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let callid = answer.json()["callid"].as_str().unwrap().to_owned();
    let expected =
        json!({"result": "SUCCESS", "description": "Call had been initialised", "code": 0, "callid": callid});
    assert_eq!(answer.json(), expected);
    let (seconds, sequence) = callid.split_once('.').unwrap();
    assert_eq!(seconds, pbx.now().to_string());
    assert!(sequence.len() == 6 && sequence.bytes().all(|byte| byte.is_ascii_digit()));

    let placed = pbx.calls_placed();
    assert_eq!((placed[0].key.as_str(), placed[0].number.as_str()), (KEY, "89130000001"));
    assert_eq!((placed[0].callid.as_str(), placed[0].device.as_deref()), (callid.as_str(), None));
}

#[tokio::test]
async fn refusals() {
    let pbx = start().await;
    let numbers = "The number can only consist of numbers and Latin characters";
    let target =
        |key: &str, number: &str| format!("/api/call/CallToSubscriber?key={key}&outboundNumber={number}");
    let cases = [
        (target(KEY_NOT_REGISTERED, "89130000001"), "1", "Operator is not registered"),
        (target("nope", "89130000001"), "2", "Invalid API key"),
        (target("", "89130000001"), "2", "Invalid API key"),
        ("/api/call/CallToSubscriber".to_owned(), "2", "Invalid API key"),
        (target(KEY, "%2B79130000001"), "3", numbers),
        (target(KEY, "+79130000001"), "3", numbers),
        (target(KEY, "8-913"), "3", numbers),
        (target(KEY, "%D0%B0"), "3", numbers),
        (target(KEY, ""), "3", numbers),
        (format!("/api/call/CallToSubscriber?key={KEY}"), "3", numbers),
        (target(KEY_WITHOUT_SUBSCRIBER, "89130000001"), "5", "User doesn't have subscriber or operator"),
    ];
    for (target, code, description) in cases {
        let answer = get(&pbx, &target).await;
        assert_eq!(answer.status, 200, "{target}");
        let expected = json!({"result": "FAIL", "description": description, "code": code});
        assert_eq!(answer.json(), expected, "{target}");
    }
    pbx.fail_next(4);
    let answer = get(&pbx, &call_target("89130000001")).await;
    assert_eq!(answer.json(), json!({"result": "FAIL", "description": "Internal error", "code": "4"}));

    assert!(pbx.calls_placed().is_empty() && pbx.calls().is_empty());
    // The colon of the key may come encoded.
    let answer = get(&pbx, &call_target("abcXYZ1").replace(':', "%3A")).await;
    assert_eq!(answer.json()["result"], "SUCCESS");
}

#[tokio::test]
async fn nothing_but_get() {
    let pbx = start().await;
    for method in ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"] {
        let mut connection = Connection::open(pbx.addr()).await;
        connection.send(method, &call_target("89130000001")).await;
        let answer = connection.head().await.unwrap();
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET")), "{method}");
    }
    assert!(pbx.calls_placed().is_empty());
    for target in ["/", "/api/call/calltosubscriber?key=1", "/api/call/info//", "/api/call"] {
        assert_eq!(get(&pbx, target).await.status, 404, "{target}");
    }
}

#[tokio::test]
async fn info_as_printed() {
    let pbx = start().await;
    pbx.plan_next(CallPlan { ring_seconds: 3, ..CallPlan::answered(200) });
    let callid = place(&pbx, "123123").await;
    let answer = get(&pbx, &info_target(&callid, "")).await;
    assert_eq!(answer.header("content-type"), Some("text/xml"));
    let expected = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<call>
  <callid>{callid}</callid>
  <status>ANSWERED</status>
  <record_url>/api/call/record?token={{token}}&callid={{callid}}</record_url>
  <has_record>1</has_record>
  <duration>203</duration>
  <from>110</from>
  <direction>OUTGOING</direction>
  <to>123123</to>
  <time>2026-04-15 10:30:00</time>
  <operator_id>125000110</operator_id>
  <subscriber_id>20000110</subscriber_id>
</call>
"#
    );
    assert_eq!(answer.text(), expected);
}

#[tokio::test]
async fn journal_is_one_local_day_newest_first() {
    let pbx = start().await;
    let mut ids = Vec::new();
    // 2026-04-14 23:59:59, 2026-04-15 00:00:00 and 23:59:59, 2026-04-16 00:00:00 at UTC+7.
    for now in [1_776_185_999, 1_776_186_000, 1_776_272_399, 1_776_272_400] {
        pbx.set_now(now);
        ids.push(place(&pbx, "89130000001").await);
    }
    let ids_of = async |rest: &str| -> Vec<String> {
        let answer = get(&pbx, &journal_target("2026-04-15", &format!("&format=json{rest}"))).await;
        let calls = answer.json().as_array().unwrap().clone();
        calls.iter().map(|call| call["callid"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids_of("").await, [ids[2].as_str(), ids[1].as_str()]);
    assert_eq!(ids_of("&limit=1").await, [ids[2].as_str()]);
    assert_eq!(ids_of("&limit=1&offset=1").await, [ids[1].as_str()]);
    assert_eq!(ids_of("&offset=1").await, [ids[1].as_str()]);
    assert!(ids_of("&limit=0").await.is_empty() && ids_of("&limit=5&offset=2").await.is_empty());

    let other_zone = Sandbox::mobilon().utc_offset_hours(-3).start().await.unwrap();
    let callid = place(&other_zone, "89130000001").await;
    let answer = get(&other_zone, &info_target(&callid, "&format=json")).await;
    assert_eq!(answer.json()["time"], "2026-04-15 00:30:00");
}

#[tokio::test]
async fn recording() {
    let pbx = start().await;
    pbx.plan_next(CallPlan::answered(3));
    let callid = place(&pbx, "89130000001").await;
    let answer = get(&pbx, &record_target(&callid)).await;
    assert_eq!(answer.header("content-type"), Some("audio/wav"));
    assert_eq!(answer.header("content-length"), Some("24044"));
    assert!(answer.whole && answer.body.starts_with(b"RIFF"));
    let open = get(&pbx, &format!("/records/{callid}.wav")).await;
    assert_eq!(open.body, answer.body);

    pbx.plan_next(CallPlan::missed());
    let missed = place(&pbx, "89130000001").await;
    for target in [record_target(&missed), record_target("1.2"), record_target(""), "/records/1.2".to_owned()]
    {
        assert_eq!(get(&pbx, &target).await.status, 404, "{target}");
    }
}

#[tokio::test]
async fn own_users_and_tokens() {
    let away = User { subscriber: Subscriber::NotRegistered, ..User::new("away", "") };
    let sandbox = Sandbox::mobilon().user(User::new("short", "204")).user(away).token("other");
    let pbx = sandbox.start().await.unwrap();
    let answer = get(&pbx, "/api/call/CallToSubscriber?key=short&outboundNumber=1").await;
    let callid = answer.json()["callid"].as_str().unwrap().to_owned();
    let info = get(&pbx, &format!("/api/call/info?token=other&callid={callid}&format=json")).await.json();
    assert_eq!(info["from"], "204");
    let answer = get(&pbx, "/api/call/CallToSubscriber?key=away&outboundNumber=1").await;
    assert_eq!(answer.json()["code"], "1");
}

#[tokio::test]
async fn the_ledger_has_every_request_as_it_came() {
    let pbx = start().await;
    get(&pbx, &call_target("1").replace(':', "%3A")).await;
    get(&pbx, "/nowhere/").await;
    let rows = pbx.requests();
    assert_eq!(
        (rows[0].path.as_str(), rows[0].status, rows[0].at),
        ("/api/call/CallToSubscriber", Some(200), pbx.now())
    );
    assert_eq!(rows[0].query, format!("key={}&outboundNumber=1", KEY.replace(':', "%3A")));
    assert_eq!(rows[0].parameter("key").as_deref(), Some(KEY));
    assert_eq!(
        (rows[1].method.as_str(), rows[1].path.as_str(), rows[1].status),
        ("GET", "/nowhere/", Some(404))
    );
    assert_eq!(rows.len(), 2);
}
