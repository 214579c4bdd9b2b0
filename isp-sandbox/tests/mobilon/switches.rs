//! Every position of every switch that changes an answer. Those of webhooks stand with the webhooks.

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{
    Ampersand, BadDate, BadToken, Call, CallAnswer, CallPlan, Charset, CodeForm, ContentTypes, Dialect,
    EmptyJson, EmptyXml, FieldSet, InfoJson, JournalJson, NotReady, RecordUrl, Running, Scalars, UnknownCall,
};
use serde_json::{Value, json};

use crate::http::{Answer, TOKEN, call_target, get, info_target, journal_target, place, record_target};

const CALLID: &str = "1776223800.000007";

fn call() -> Call {
    Call {
        callid: CALLID.into(),
        started: 1_776_223_800,
        status: "ANSWERED".into(),
        duration: 203,
        from: "81234567890".into(),
        direction: "OUTGOING".into(),
        to: "123123".into(),
        operator_id: None,
        subscriber_id: Some("20000099".into()),
        recording: Some(10),
    }
}

async fn with(dialect: Dialect) -> Running {
    let pbx = Sandbox::mobilon().dialect(dialect).start().await.unwrap();
    pbx.add_call(call());
    pbx
}

async fn info(dialect: Dialect, rest: &str) -> Answer {
    get(&with(dialect).await, &info_target(CALLID, rest)).await
}

/// The journal of a day, with this many calls on it.
async fn journal(dialect: Dialect, calls: u32, rest: &str) -> Answer {
    let pbx = Sandbox::mobilon().dialect(dialect).start().await.unwrap();
    for number in 0..calls {
        pbx.add_call(Call { callid: format!("1776223800.{number:06}"), ..call() });
    }
    get(&pbx, &journal_target(&pbx.today(), rest)).await
}

fn names(xml: &str) -> Vec<&str> {
    xml.lines()
        .filter_map(|line| line.trim().strip_prefix('<')?.split_once("</")?.0.split_once('>'))
        .map(|f| f.0)
        .collect()
}

#[tokio::test]
async fn record_url() {
    let plain = Dialect::default();
    let substituted = format!("/api/call/record?token={TOKEN}&callid={CALLID}");
    let cases = [
        (RecordUrl::Placeholders, "/api/call/record?token={token}&callid={callid}".to_owned()),
        (RecordUrl::Substituted, substituted),
        (
            RecordUrl::OtherHost("http://127.0.0.1:9".into()),
            format!("http://127.0.0.1:9/records/{CALLID}.wav"),
        ),
        (RecordUrl::Empty, String::new()),
    ];
    for (switch, url) in cases {
        let dialect = Dialect { record_url: switch, ..plain.clone() };
        let bare = info(dialect.clone(), "").await.text();
        assert!(bare.contains(&format!("<record_url>{url}</record_url>")), "{bare}");
        assert_eq!(info(dialect.clone(), "&format=json").await.json()["record_url"], url);
        let escaped = info(Dialect { ampersand: Ampersand::Escaped, ..dialect }, "").await.text();
        assert!(
            escaped.contains(&format!("<record_url>{}</record_url>", url.replace('&', "&amp;"))),
            "{escaped}"
        );
    }
}

#[tokio::test]
async fn fields_of_each_year() {
    let printed = |fields| Dialect { fields, ..Dialect::default() };
    let of_2017_03 = ["callid", "status", "record_url", "duration", "from", "to", "time"];
    let of_2017_04 = [
        "callid",
        "status",
        "record_url",
        "has_record",
        "duration",
        "from",
        "direction",
        "to",
        "time",
        "operator_id",
        "subscriber_id",
    ];
    assert_eq!(
        names(&info(printed(FieldSet::V2016_10), "").await.text()),
        ["status", "record_url", "duration"]
    );
    assert_eq!(names(&info(printed(FieldSet::V2017_03), "").await.text()), of_2017_03);
    assert_eq!(names(&info(printed(FieldSet::V2017_04), "").await.text()), of_2017_04);
    let without = Dialect { has_record: false, ..Dialect::default() };
    assert!(!names(&info(without, "").await.text()).contains(&"has_record"));
}

#[tokio::test]
async fn a_call_without_recording() {
    for (always, has_record, expected) in [
        (false, true, "<status>ANSWERED</status><has_record>0</has_record><duration>"),
        (
            true,
            true,
            "<status>ANSWERED</status><record_url></record_url><has_record>0</has_record><duration>",
        ),
        (false, false, "<status>ANSWERED</status><duration>"),
    ] {
        let pbx = with(Dialect { record_url_always: always, has_record, ..Dialect::default() }).await;
        pbx.add_call(Call { recording: None, ..call() });
        let text = get(&pbx, &info_target(CALLID, "")).await.text().replace("\n  ", "");
        assert!(text.contains(expected), "{text}");
    }
}

#[tokio::test]
async fn journal_in_xml() {
    let empty = |empty_xml, ellipsis| Dialect { empty_xml, ellipsis, ..Dialect::default() };
    let cases = [
        (empty(EmptyXml::Element, false), "<calls></calls>"),
        (empty(EmptyXml::Element, true), "<calls>........</calls>"),
        (empty(EmptyXml::SelfClosed, false), "<calls/>"),
    ];
    let squeezed = |answer: Answer| answer.text().split_once("?>").unwrap().1.replace(['\n', ' '], "");
    for (dialect, expected) in cases {
        assert_eq!(squeezed(journal(dialect, 0, "").await), expected);
    }
    let one = squeezed(journal(empty(EmptyXml::SelfClosed, true), 1, "").await);
    assert!(one.starts_with("<calls>....<call><callid>") && one.ends_with("</call>....</calls>"), "{one}");
    let two = squeezed(journal(Dialect::default(), 2, "").await);
    assert_eq!(two.matches("<call>").count(), 2);
}

#[tokio::test]
async fn journal_in_json() {
    let empties = [
        (EmptyJson::Array, json!([])),
        (EmptyJson::CallsArray, json!({"calls": []})),
        (EmptyJson::CallsString, json!({"calls": ""})),
        (EmptyJson::Null, Value::Null),
    ];
    for (empty_json, expected) in empties {
        let dialect = Dialect { empty_json, ..Dialect::default() };
        assert_eq!(journal(dialect, 0, "&format=json").await.json(), expected);
    }
    for calls in [1, 2, 130] {
        let of = async |journal_json| {
            journal(Dialect { journal_json, ..Dialect::default() }, calls, "&format=json").await.json()
        };
        let list = of(JournalJson::Array).await;
        assert_eq!(list.as_array().unwrap().len(), calls as usize);
        assert_eq!(of(JournalJson::Calls).await, json!({"calls": list}));
        assert_eq!(of(JournalJson::CallsCall).await, json!({"calls": {"call": list}}));
        let collapsed = if calls == 1 { list[0].clone() } else { list };
        assert_eq!(of(JournalJson::CallsCallCollapsed).await, json!({"calls": {"call": collapsed}}));
    }
}

#[tokio::test]
async fn info_in_json() {
    let strings = json!({
        "callid": CALLID, "status": "ANSWERED", "record_url": "/api/call/record?token={token}&callid={callid}",
        "has_record": "1", "duration": "203", "from": "81234567890", "direction": "OUTGOING", "to": "123123",
        "time": "2026-04-15 10:30:00", "operator_id": "", "subscriber_id": "20000099",
    });
    let mut numbers = strings.clone();
    numbers["has_record"] = json!(1);
    numbers["duration"] = json!(203);
    numbers["operator_id"] = Value::Null;
    for (scalars, flat) in [(Scalars::Strings, strings), (Scalars::Numbers, numbers)] {
        let plain = Dialect { scalars, ..Dialect::default() };
        assert_eq!(info(plain.clone(), "&format=json").await.json(), flat);
        let wrapped = Dialect { info_json: InfoJson::Wrapped, ..plain };
        assert_eq!(info(wrapped, "&format=json").await.json(), json!({"call": flat}));
    }
}

#[tokio::test]
async fn code_and_status_of_a_call() {
    let cases = [
        (CodeForm::Documented, json!(0), json!("3")),
        (CodeForm::Number, json!(0), json!(3)),
        (CodeForm::String, json!("0"), json!("3")),
    ];
    for (code, success, fail) in cases {
        let pbx = with(Dialect { code, fail_status: 403, ..Dialect::default() }).await;
        let answer = get(&pbx, &call_target("1")).await;
        assert_eq!((answer.status, &answer.json()["code"]), (200, &success));
        let answer = get(&pbx, &call_target("-")).await;
        assert_eq!((answer.status, &answer.json()["code"]), (403, &fail));
    }
}

#[tokio::test]
async fn old_answers_of_a_call() {
    let pbx = with(Dialect { call_answer: CallAnswer::Message, ..Dialect::default() }).await;
    let answer = get(&pbx, &call_target("1")).await;
    assert_eq!(answer.json(), json!({"result": "SUCCESS", "message": "Звонок инициирован"}));
    let answer = get(&pbx, "/api/call/CallToSubscriber?key=no&outboundNumber=1").await;
    assert_eq!(answer.json(), json!({"result": "FAIL", "message": "Неверный ключ"}));
    assert_eq!(pbx.calls_placed().len(), 1);
}

#[tokio::test]
async fn wrong_token() {
    for path in ["info?callid=1.2", "journal?date=2026-04-15", "record?callid=1.2"] {
        for token in ["", "&token=", "&token=00000000000000000000000000000000"] {
            let target = format!("/api/call/{path}{token}");
            let answer = get(&with(Dialect::default()).await, &target).await;
            assert_eq!(answer.status, 200);
            let page = "<!DOCTYPE html><html lang=\"ru\"><head><title>Mobilon Connect</title>";
            assert!(answer.text().starts_with(page), "{target}");

            let pbx = with(Dialect { bad_token: BadToken::Redirect, ..Dialect::default() }).await;
            let answer = get(&pbx, &target).await;
            assert_eq!((answer.status, answer.header("location")), (302, Some("/login")), "{target}");
            assert!(get(&pbx, "/login").await.text().starts_with(page));
        }
    }
}

#[tokio::test]
async fn wrong_date() {
    let wrong = [
        "",
        "&date=",
        "&date=yesterday",
        "&date=2026-02-30",
        "&date=2026-04-15&limit=all",
        "&date=2026-04-15&offset=-1",
        "&date=2026-04-15&limit=99999999999999999999",
    ];
    for rest in wrong {
        let target = format!("/api/call/journal?token={TOKEN}{rest}");
        assert_eq!(get(&with(Dialect::default()).await, &target).await.status, 400, "{rest}");
        let pbx = with(Dialect { bad_date: BadDate::EmptyJournal, ..Dialect::default() }).await;
        let answer = get(&pbx, &target).await;
        assert!(answer.status == 200 && answer.text().contains("<calls>\n</calls>"), "{rest}");
    }
}

#[tokio::test]
async fn unknown_call() {
    let of = async |unknown_call, rest: &str| {
        let answer =
            get(&with(Dialect { unknown_call, ..Dialect::default() }).await, &info_target("1.2", rest)).await;
        (answer.status, answer.text())
    };
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<call></call>\n";
    assert_eq!(of(UnknownCall::Empty, "").await, (200, empty.into()));
    assert_eq!(of(UnknownCall::Empty, "&format=json").await, (200, "{}".into()));
    assert_eq!(of(UnknownCall::NoBody, "").await, (200, String::new()));
    assert_eq!(of(UnknownCall::Status(404), "").await.0, 404);
    let (status, text) = of(UnknownCall::FailJson, "").await;
    assert_eq!((status, &serde_json::from_str::<Value>(&text).unwrap()["result"]), (200, &json!("FAIL")));
    assert_eq!(
        get(&with(Dialect::default()).await, &format!("/api/call/info?token={TOKEN}")).await.text(),
        empty
    );
}

#[tokio::test]
async fn a_recording_that_is_late() {
    for status in [200, 202, 404, 503] {
        let not_ready = NotReady { requests: 2, status };
        let pbx = with(Dialect { not_ready, no_recording_status: 410, ..Dialect::default() }).await;
        for _ in 0..2 {
            let answer = get(&pbx, &record_target(CALLID)).await;
            assert_eq!((answer.status, answer.body.len()), (status, 0));
        }
        assert_eq!(get(&pbx, &record_target(CALLID)).await.body.len(), 54);
        // Each recording is late on its own.
        pbx.add_call(Call { callid: "1776223800.000008".into(), ..call() });
        assert_eq!(get(&pbx, &record_target("1776223800.000008")).await.status, status);
        assert_eq!(get(&pbx, &record_target("1.2")).await.status, 410);
    }
}

#[tokio::test]
async fn charsets() {
    let cyrillic = Call { from: "Приёмная".into(), ..call() };
    let cp1251 = b"\xcf\xf0\xe8\xb8\xec\xed\xe0\xff".as_slice();
    let utf8 = "Приёмная".as_bytes();
    let declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".as_bytes();
    let cases = [
        (Charset::Utf8, declared.to_vec(), "text/xml", utf8),
        (Charset::Utf8Bom, [b"\xef\xbb\xbf", declared].concat(), "text/xml", utf8),
        (
            Charset::Windows1251,
            b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>".to_vec(),
            "text/xml; charset=windows-1251",
            cp1251,
        ),
        (Charset::Windows1251Undeclared, b"<?xml version=\"1.0\"?>".to_vec(), "text/xml", cp1251),
    ];
    for (charset, head, content_type, from) in cases {
        let pbx = with(Dialect { charset, call_answer: CallAnswer::Message, ..Dialect::default() }).await;
        pbx.add_call(cyrillic.clone());
        let info = get(&pbx, &info_target(CALLID, "")).await;
        let journal = get(&pbx, &journal_target(&pbx.today(), "")).await;
        let json = get(&pbx, &info_target(CALLID, "&format=json")).await;
        for answer in [&info, &journal] {
            assert!(answer.body.starts_with(&head), "{charset:?}");
            assert_eq!(answer.header("content-type"), Some(content_type));
        }
        for answer in [&info, &journal, &json] {
            assert!(answer.body.windows(from.len()).any(|bytes| bytes == from), "{charset:?}");
        }
        let placed = get(&pbx, &call_target("1")).await.body;
        assert_eq!(placed.starts_with(b"\xef\xbb\xbf"), charset == Charset::Utf8Bom);
    }
}

#[tokio::test]
async fn content_types() {
    for (content_types, xml, json, sound) in [
        (ContentTypes::Exact, Some("text/xml"), Some("application/json"), Some("audio/wav")),
        (ContentTypes::Html, Some("text/html"), Some("text/html"), Some("text/html")),
        (ContentTypes::Absent, None, None, None),
    ] {
        let pbx = with(Dialect { content_types, ..Dialect::default() }).await;
        assert_eq!(get(&pbx, &info_target(CALLID, "")).await.header("content-type"), xml);
        assert_eq!(get(&pbx, &call_target("1")).await.header("content-type"), json);
        assert_eq!(get(&pbx, &record_target(CALLID)).await.header("content-type"), sound);
    }
}

#[tokio::test]
async fn a_switch_can_be_thrown_while_it_runs() {
    let pbx = with(Dialect::default()).await;
    pbx.plan_next(CallPlan::busy());
    let callid = place(&pbx, "1").await;
    assert!(get(&pbx, &info_target(&callid, "")).await.text().contains("BUSY"));
    pbx.set_dialect(Dialect { fields: FieldSet::V2016_10, ..Dialect::default() });
    assert_eq!(names(&get(&pbx, &info_target(&callid, "")).await.text()), ["status", "duration"]);
}

#[tokio::test]
async fn other_fields_are_always_escaped() {
    let pbx = with(Dialect::default()).await;
    pbx.add_call(Call { to: "<&>".into(), ..call() });
    assert!(get(&pbx, &info_target(CALLID, "")).await.text().contains("<to>&lt;&amp;&gt;</to>"));
}
