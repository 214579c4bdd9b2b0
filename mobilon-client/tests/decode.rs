//! Answers, documented and not, through the operations that read them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_test_support::fixture;
use mobilon_client::testing::{Reply, Script};
use mobilon_client::{
    Call, CallRefusal, CallStatus, Delivery, Direction, Error, ErrorKind, LocalDate, LocalDateTime,
    PlacedCall,
};
use support::scripted;

const ID: &str = "1611111111.222330";

async fn place(reply: Reply) -> Result<PlacedCall, Error> {
    scripted(&Script::new([reply])).call("89130000001").await
}

async fn info(body: impl Into<bytes::Bytes>) -> Result<Option<Call>, Error> {
    info_of(ID, body).await
}

async fn info_of(id: &str, body: impl Into<bytes::Bytes>) -> Result<Option<Call>, Error> {
    scripted(&Script::new([Reply::ok(body)])).call_info(id).await
}

async fn journal(body: impl Into<bytes::Bytes>) -> Result<Vec<Call>, Error> {
    scripted(&Script::new([Reply::ok(body)])).journal(LocalDate::new(2021, 1, 20).unwrap()).await
}

async fn streamed(body: impl Into<bytes::Bytes>) -> Result<Vec<Call>, Error> {
    let pbx = scripted(&Script::new([Reply::ok(body)]));
    pbx.journal(LocalDate::new(2021, 1, 20).unwrap()).stream().collect().await
}

/// The call of `info/2017-04.xml`, field by field.
fn assert_is_the_call(call: &Call) {
    assert_eq!(call.call_id.as_ref().unwrap().as_str(), ID, "the trailing zero matters");
    assert_eq!(call.status, Some(CallStatus::Answered));
    assert_eq!(call.has_record, Some(true));
    assert_eq!(call.duration, Some(77));
    assert_eq!(call.from.as_deref(), Some("89130000001"));
    assert_eq!(call.direction, Some(Direction::Outgoing));
    assert_eq!(call.to.as_deref(), Some("120120"));
    assert_eq!(call.time, Some(LocalDateTime::new(2021, 1, 20, 9, 51, 57).unwrap()));
    assert_eq!(call.operator_id.as_deref(), Some("125000077"));
    assert_eq!(call.subscriber_id.as_deref(), Some("20000077"));
    let url = call.record_url.as_ref().unwrap().expose();
    assert_eq!(url, "/api/call/record?token={token}&callid={callid}", "the bare & survives");
    assert!(call.extra.is_empty() && call.has_recording() && call.is_answered());
    assert_eq!(call.utc_offset(), Some(7 * 3600));
}

#[tokio::test]
async fn a_placed_call_gives_its_id() {
    let placed = place(Reply::ok(fixture!("call/success.json"))).await.unwrap();
    assert_eq!(placed.call_id.unwrap().as_str(), ID);
    assert_eq!(placed.description.as_deref(), Some("Call had been initialised"));
    // The form of 2016 has no id.
    let placed = place(Reply::ok(fixture!("call/success_2016.json"))).await.unwrap();
    assert_eq!(placed.call_id, None);
    assert_eq!(placed.description.as_deref(), Some("Звонок инициирован"));
}

#[tokio::test]
async fn refusals_say_why_and_whether_a_phone_may_ring() {
    use {Delivery::*, ErrorKind::*};
    let new_one = CallRefusal::Other { code: Some("17".into()) };
    for (body, refusal, kind, delivery) in [
        (fixture!("call/fail_1.json"), CallRefusal::OperatorNotRegistered, Api, Refused),
        (fixture!("call/fail_2.json"), CallRefusal::InvalidKey, Auth, Refused),
        (fixture!("call/fail_2_number.json"), CallRefusal::InvalidKey, Auth, Refused),
        (fixture!("call/fail_2016.json"), CallRefusal::InvalidKey, Auth, Refused),
        (fixture!("call/fail_3.json"), CallRefusal::BadNumber, Api, Refused),
        (fixture!("call/fail_4.json"), CallRefusal::Internal, Api, Unknown),
        (fixture!("call/fail_5.json"), CallRefusal::NoSubscriber, Api, Refused),
        (fixture!("call/fail_17.json"), new_one, Api, Unknown),
    ] {
        // The status of a refusal is not documented: the body decides.
        for status in [200, 400, 403, 500] {
            let script =
                Script::new([Reply::status(status).body(body), Reply::ok(fixture!("call/success.json"))]);
            let error = scripted(&script).call("1").await.unwrap_err();
            assert_eq!(error.refusal::<CallRefusal>(), Some(&refusal), "{status} {body}");
            assert_eq!((error.kind(), error.delivery()), (kind, delivery), "{status} {body}");
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(script.requests().len(), 1, "a refused call is not placed again");
        }
    }
}

#[tokio::test]
async fn a_refusal_prints_what_the_server_said() {
    let error = place(Reply::ok(fixture!("call/fail_1.json"))).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "mobilon CallToSubscriber: the user's operator is not registered: code 1: Operator is not registered (HTTP 200)"
    );
    assert_eq!((error.code(), error.message()), (Some("1"), Some("Operator is not registered")));
    assert_eq!(error.body(), Some(fixture!("call/fail_1.json").as_bytes()));
}

#[tokio::test]
async fn an_answer_to_a_call_that_is_not_understood_may_have_rung() {
    for body in ["{}", "[]", "null", "", "OK", r#"{"result":"MAYBE"}"#, r#"{"result":1}"#] {
        let error = place(Reply::ok(body)).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown), "{body}");
    }
    // Without a readable body the status speaks.
    let error = place(Reply::status(500).body("<html>oops</html>")).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, Delivery::Unknown));
    let error = place(Reply::status(502).body("{broken")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn documented_info_answers_decode() {
    for body in [fixture!("info/2017-04.xml"), fixture!("info/2017-04_escaped.xml")] {
        assert_is_the_call(&info(body).await.unwrap().unwrap());
    }
    let call = info(fixture!("info/2017-03.xml")).await.unwrap().unwrap();
    assert_eq!((call.duration, &call.direction, call.has_record), (Some(77), &None, None));
    assert!(call.has_recording(), "by record_url, where has_record is missing");
    let call = info(fixture!("info/2016-10.xml")).await.unwrap().unwrap();
    assert_eq!((call.from, call.time), (None, None));
    assert_eq!(call.call_id.unwrap().as_str(), ID, "the question had the id");
    let call = info_of("1611111200.222340", fixture!("info/no_record.xml")).await.unwrap().unwrap();
    assert_eq!((call.status, call.duration), (Some(CallStatus::NoAnswer), Some(54)));
    assert_eq!((call.operator_id.as_deref(), call.has_record), (None, Some(false)));
}

#[tokio::test]
async fn json_info_answers_decode_in_every_likely_shape() {
    for body in [fixture!("info/flat.json"), fixture!("info/flat_text.json"), fixture!("info/wrapped.json")] {
        assert_is_the_call(&info(body).await.unwrap().unwrap());
    }
}

#[tokio::test]
async fn an_answer_without_a_call_is_none() {
    for body in ["<call/>", "<calls></calls>", "<call></call>", "{}", "[]", "null", "\"\"", r#"{"call":{}}"#]
    {
        assert_eq!(info(body).await.unwrap(), None, "{body}");
    }
}

#[tokio::test]
async fn the_right_one_of_several_calls_is_found_or_it_is_an_error() {
    let call = info(fixture!("journal/2017-03.xml")).await.unwrap().unwrap();
    assert_eq!(call.call_id.unwrap().as_str(), ID);
    let two = "<calls><call><callid>1.1</callid></call><call><callid>1.2</callid></call></calls>";
    assert_eq!(info(two).await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn another_call_than_the_one_asked_for_is_not_handed_out() {
    for body in ["<call><callid>7.1</callid></call>", r#"{"callid":"7.1"}"#, r#"[{"callid":"7.1"}]"#] {
        let error = info(body).await.unwrap_err();
        assert_eq!((error.kind(), error.operation().unwrap().name.as_ref()), (ErrorKind::Decode, "info"));
        assert!(!error.to_string().contains("7.1"), "{error}");
    }
}

#[tokio::test]
async fn a_record_without_any_field_of_a_call_is_refused_everywhere() {
    for body in [
        "<call><error>hush</error></call>",
        "<calls><call><callid>1.1</callid></call><call><error>hush</error></call></calls>",
        r#"{"error":"hush"}"#,
        r#"[{"callid":"1.1"},{"error":"hush"}]"#,
        r#"{"call":{"error":"hush"}}"#,
        r#"{"calls":{"call":[{"error":"hush"}]}}"#,
    ] {
        let mut errors = vec![info(body).await.unwrap_err(), journal(body).await.unwrap_err()];
        if body.starts_with('<') {
            errors.push(streamed(body).await.unwrap_err());
        }
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
            assert!(error.operation().is_some() && error.to_string().contains("field of a call"), "{error}");
            assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
        }
    }
}

#[tokio::test]
async fn an_empty_record_of_a_journal_is_refused() {
    for body in ["<call/>", "<calls><call><callid>1.1</callid></call><call/></calls>"] {
        for read in [journal(body).await, streamed(body).await] {
            assert_eq!(read.unwrap_err().kind(), ErrorKind::Decode, "{body}");
        }
    }
    for body in ["[{}]", r#"{"calls":[{"callid":"1.1"},{}]}"#] {
        assert_eq!(journal(body).await.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn documented_journals_decode_whole_and_streamed() {
    for read in
        [journal(fixture!("journal/2017-04.xml")).await, streamed(fixture!("journal/2017-04.xml")).await]
    {
        let calls = read.unwrap();
        assert_eq!(calls.len(), 1);
        assert_is_the_call(&calls[0]);
    }
    for read in
        [journal(fixture!("journal/2017-03.xml")).await, streamed(fixture!("journal/2017-03.xml")).await]
    {
        let calls = read.unwrap();
        let ids: Vec<_> = calls.iter().map(|call| call.call_id.as_ref().unwrap().as_str()).collect();
        assert_eq!(ids, ["1611115440.222350", ID]);
        assert_eq!(calls.iter().map(Call::has_recording).collect::<Vec<_>>(), [false, true]);
    }
}

#[tokio::test]
async fn json_journals_decode_in_every_likely_shape() {
    for (body, count) in [
        (fixture!("journal/array.json"), 2),
        (fixture!("journal/calls_array.json"), 2),
        (fixture!("journal/calls_call_array.json"), 2),
        (fixture!("journal/calls_call_object.json"), 1),
    ] {
        let calls = journal(body).await.unwrap();
        assert_eq!(calls.len(), count, "{body}");
        assert_is_the_call(&calls[0]);
    }
}

#[tokio::test]
async fn a_day_without_calls_is_an_empty_list_and_an_empty_body_is_an_error() {
    for body in [
        fixture!("journal/empty.xml"),
        fixture!("journal/empty_closed.xml"),
        "[]",
        r#"{"calls":[]}"#,
        r#"{"calls":""}"#,
        r#"{"calls":{}}"#,
        r#"{"calls":null}"#,
        "null",
        "\u{feff}<calls/>",
    ] {
        assert_eq!(journal(body).await.unwrap(), [], "{body}");
    }
    assert_eq!(streamed(fixture!("journal/empty.xml")).await.unwrap(), []);
    for read in [journal("").await, streamed("").await, journal("  \n").await] {
        assert_eq!(read.unwrap_err().kind(), ErrorKind::Decode);
    }
}

/// A rejected token is never an empty list and never a decode error.
#[tokio::test]
async fn a_page_in_place_of_data_means_a_rejected_token() {
    let page = fixture!("login.html");
    let errors = [
        info(page).await.unwrap_err(),
        journal(page).await.unwrap_err(),
        streamed(page).await.unwrap_err(),
        scripted(&Script::new([Reply::ok(page)])).recording("1.2").await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::Refused), "{error}");
        assert_eq!(error.body(), Some(page.as_bytes()));
        assert!(!error.to_string().contains("Connect"), "a body is not printed: {error}");
    }
    // Of a key it was never seen: it proves nothing about the phone.
    let error = place(Reply::ok(page)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::Unknown));
}

#[tokio::test]
async fn a_redirect_away_means_a_rejected_token_too() {
    let redirect = |to| Reply::status(302).header("location", to);
    let away = Script::always(redirect("https://pbx.test/login?back=hush"));
    let error = scripted(&away).call_info("1.2").await.unwrap_err();
    assert_eq!((error.kind(), error.location()), (ErrorKind::Auth, Some("https://pbx.test/login")));
    // To the same place over https, say: that is about the address, not the token.
    let moved = Script::always(redirect("https://other.test/api/call/info?token=hush"));
    let error = scripted(&moved).call_info("1.2").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.location()),
        (ErrorKind::Status, Some("https://other.test/api/call/info"))
    );
}

#[tokio::test]
async fn an_unknown_field_is_kept_and_an_unknown_word_too() {
    let xml = "<call><callid>1.2</callid><status>PARKED</status><mood>good</mood><direction>SIDEWAYS</direction></call>";
    let call = info_of("1.2", xml).await.unwrap().unwrap();
    assert_eq!(call.extra.get("mood").and_then(|mood| mood.as_str()), Some("good"));
    assert_eq!(call.status, Some(CallStatus::Other("PARKED".into())));
    assert_eq!(call.direction, Some(Direction::Other("SIDEWAYS".into())));
    let call = info_of("1.2", r#"{"callid":"1.2","mood":{"a":[1]},"status":null}"#).await.unwrap().unwrap();
    assert_eq!(call.extra.get("mood").unwrap()["a"][0], 1);
    assert!(!format!("{call:?}").contains("good"));
}

#[tokio::test]
async fn status_words_are_read_in_any_spelling() {
    for (word, status) in [
        ("answered", CallStatus::Answered),
        ("NO ANSWER", CallStatus::NoAnswer),
        ("NOANSWER", CallStatus::NoAnswer),
        ("no_answer", CallStatus::NoAnswer),
        ("CANCEL", CallStatus::Canceled),
    ] {
        let call = info_of("1.2", format!("<call><callid>1.2</callid><status>{word}</status></call>"))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(call.status, Some(status), "{word}");
    }
}

#[tokio::test]
async fn empty_in_every_spelling_is_none() {
    let xml = "<call><callid>1.2</callid><status/><duration></duration><from/><time>0000-00-00 00:00:00</time>\
               <has_record/><record_url></record_url><operator_id> </operator_id></call>";
    let json = r#"{"callid":"1.2","status":"","duration":null,"from":[],"time":"0000-00-00 00:00:00","has_record":{},
                   "record_url":"","operator_id":null}"#;
    for body in [xml, json] {
        let call = info_of("1.2", body).await.unwrap().unwrap();
        assert_eq!((call.status, call.duration, call.from, call.time), (None, None, None, None), "{body}");
        assert_eq!((call.has_record, call.record_url.is_none()), (None, true), "{body}");
    }
}

#[tokio::test]
async fn a_failure_names_the_field_and_shows_no_value() {
    let journal_of = |duration: &str| {
        format!(
            "<calls><call><callid>1.1</callid></call><call><callid>1.2</callid><duration>{duration}</duration></call></calls>"
        )
    };
    for (error, path) in [
        (journal(journal_of("<a>hush</a>")).await.unwrap_err(), "call[1].duration"),
        (
            journal(r#"{"calls":[{"callid":"1.1"},{"duration":["hush"]}]}"#).await.unwrap_err(),
            "calls[1].duration",
        ),
        (info(r#"{"callid":"1.1","time":{"a":"hush"}}"#).await.unwrap_err(), "time"),
        (info("<call><time><a>hush</a></time></call>").await.unwrap_err(), "call[0].time"),
    ] {
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)));
        assert!(error.to_string().contains(path), "{error}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
    // A stream gives what came before.
    let script = Script::new([Reply::ok(journal_of("<a>hush</a>"))]);
    let mut calls = scripted(&script).journal(LocalDate::new(2021, 1, 20).unwrap()).stream();
    assert_eq!(calls.next().await.unwrap().unwrap().call_id.unwrap().as_str(), "1.1");
    let error = calls.next().await.unwrap().unwrap_err();
    assert_eq!(
        (error.path(), error.operation().unwrap().name.as_ref()),
        (Some("call[1].duration"), "journal")
    );
    assert!(calls.next().await.is_none());
}

/// One odd value must not hide a whole day.
#[tokio::test]
async fn a_single_value_that_cannot_be_read_is_kept() {
    let calls =
        journal("<calls><call><callid>1.1</callid><duration>-1</duration></call></calls>").await.unwrap();
    assert_eq!((calls[0].duration, calls[0].extra.get("duration")), (None, Some(&"-1".into())));
    assert_eq!(calls[0].unreadable().collect::<Vec<_>>(), ["duration"]);
    let call = info("<call><from>110</from><time>2021-02-30 10:00:00</time></call>").await.unwrap().unwrap();
    assert_eq!((call.time, call.unreadable().count()), (None, 1));
}

#[tokio::test]
async fn a_field_that_comes_twice_is_refused_by_name() {
    let xml = "<call><callid>1.1</callid><duration>1</duration><duration>2</duration></call>";
    let json = r#"{"callid":"1.1","duration":1,"duration":2}"#;
    for body in [xml, json] {
        let error = info(body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("duration"), "{error}");
    }
}

#[tokio::test]
async fn what_is_no_list_of_calls_is_refused() {
    for body in [
        "<error>no</error>",
        "<!DOCTYPE calls [<!ENTITY a \"b\">]><calls><call><callid>&a;</callid></call></calls>",
        "<calls><call></calls>",
        "nonsense",
        "\"text\"",
        "7",
        r#"{"calls":[],"total":7}"#,
        r#"{"total":7,"calls":[]}"#,
        r#"{"result":"FAIL","description":"no such day"}"#,
    ] {
        let error = journal(body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
    }
    assert_eq!(streamed("<error>no</error>").await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn cyrillic_in_windows_1251_is_read() {
    let (xml, _, _) =
        encoding_rs::WINDOWS_1251.encode("<calls><call><callid>1.1</callid><from>Иван</from></call></calls>");
    for read in [journal(xml.to_vec()).await, streamed(xml.to_vec()).await] {
        assert_eq!(read.unwrap()[0].from.as_deref(), Some("Иван"));
    }
}

#[test]
fn the_offset_of_an_account_is_found_to_a_quarter_of_an_hour() {
    let offset = |id: &str, time: &str| {
        let call: Call = serde_json::from_str(&format!(r#"{{"callid":"{id}","time":"{time}"}}"#)).unwrap();
        call.utc_offset()
    };
    assert_eq!(offset("1476087194.216329", "2016-10-10 15:13:14"), Some(7 * 3600));
    assert_eq!(
        offset("1476087194.216329", "2016-10-10 15:13:49"),
        Some(7 * 3600),
        "the id is older than the call"
    );
    assert_eq!(offset("1476087194.216329", "2016-10-10 08:13:14"), Some(0));
    assert_eq!(offset("1476087194.216329", "2016-10-10 04:43:14"), Some(-(3 * 3600 + 1800)));
    assert_eq!(offset("1476087194.216329", "2016-10-10 13:58:14"), Some(5 * 3600 + 2700));
    assert_eq!(offset("1324324.8997834", "2015-04-28 12:00:00"), None, "the sample of the vendor's page");
    assert_eq!(offset("x", "2015-04-28 12:00:00"), None);
}

#[test]
fn a_call_begins_empty() {
    let read: Call = serde_json::from_str("{}").unwrap();
    assert_eq!(read, Call::default());
}
