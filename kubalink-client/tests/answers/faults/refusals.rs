//! Each form of a refusal as its own kind, with its words and its body.

use kubalink_client::testing::{Reply, Script};
use kubalink_client::{Client, Decimal, Delivery, Effect, Error, ErrorKind, NotRepeated, Refusal};

struct Case {
    status: u16,
    body: &'static str,
    kind: ErrorKind,
    delivery: Delivery,
    refusal: Option<Refusal>,
    message: Option<&'static str>,
}

const PAGE: &str =
    "<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form></form></body></html>";
const WARNING: &str = "<br />\n<b>Warning</b>:  Undefined array key \"x\" in <b>/srv/erp/api.php</b> on line <b>5</b><br />\n\
                       {\"Result\":\"OK\",\"data\":{\"42\":{\"id\":42}}}";

fn api(status: u16, body: &'static str, delivery: Delivery, message: Option<&'static str>) -> Case {
    Case { status, body, kind: ErrorKind::Api, delivery, refusal: Some(Refusal::Error), message }
}

fn no_json(body: &'static str, refusal: Option<Refusal>) -> Case {
    let (kind, delivery) = (ErrorKind::Decode, Delivery::Unknown);
    Case { status: 200, body, kind, delivery, refusal, message: None }
}

fn key(status: u16, body: &'static str, message: Option<&'static str>) -> Case {
    let (kind, delivery) = (ErrorKind::Auth, Delivery::Refused);
    Case { status, body, kind, delivery, refusal: Some(Refusal::Key), message }
}

fn status(status: u16, body: &'static str) -> Case {
    let (kind, delivery) = (ErrorKind::Status, Delivery::Unknown);
    Case { status, body, kind, delivery, refusal: None, message: None }
}

fn cases() -> Vec<Case> {
    use Delivery::{Refused, Unknown};
    vec![
        // As documented, and in the spellings that were seen.
        api(200, r#"{"Result":"ERROR","ErrorText":"no such customer"}"#, Refused, Some("no such customer")),
        api(200, r#"{"result":"ERROR","error":"no such customer"}"#, Refused, Some("no such customer")),
        api(200, r#"{"result":"error","Error":" нет \n"}"#, Refused, Some("нет")),
        api(200, r#"{"RESULT":"ERROR","errortext":"x"}"#, Refused, Some("x")),
        api(200, r#"{"Result":"ERROR","msg":"x","data":[]}"#, Refused, Some("x")),
        api(200, r#"{"Result":"ERROR","error":17}"#, Refused, Some("17")),
        api(200, r#"{"Result":"ERROR"}"#, Refused, None),
        api(200, r#"{"Result":"DENIED","ErrorText":""}"#, Unknown, None),
        api(400, r#"{"Result":"ERROR","ErrorText":"x"}"#, Refused, Some("x")),
        api(404, r#"{"result":"ERROR","error":"x"}"#, Refused, Some("x")),
        // An error without a status, or beside one that says OK: nobody knows how far it came.
        api(200, r#"{"error":"x"}"#, Unknown, Some("x")),
        api(200, r#"{"Error":"x"}"#, Unknown, Some("x")),
        api(200, r#"{"ErrorText":"x"}"#, Unknown, Some("x")),
        api(200, r#"{"error":{"code":5}}"#, Unknown, None),
        api(200, r#"{"result":"OK","error":"x"}"#, Unknown, Some("x")),
        api(200, r#"{"result":"OK","data":{"42":{"id":42}},"ErrorText":"x"}"#, Unknown, Some("x")),
        // It says both, so it may have acted.
        api(200, r#"{"Result":"OK","result":"ERROR","error":"x"}"#, Unknown, Some("x")),
        // A trigger of the installation replaced the answer, after the action or before it.
        api(200, r#"{"result":"0","msg":"not today"}"#, Unknown, Some("not today")),
        api(200, r#"{"result":0,"msg":"not today"}"#, Unknown, Some("not today")),
        // A server that broke may have acted, whatever it says.
        api(500, r#"{"Result":"ERROR","ErrorText":"x"}"#, Unknown, Some("x")),
        api(500, r#"{"error":"x"}"#, Unknown, Some("x")),
        api(503, r#"{"result":"ERROR","error":"x"}"#, Unknown, Some("x")),
        key(403, r#"{"Result":"ERROR","ErrorText":"wrong key"}"#, Some("wrong key")),
        key(403, r#"{"error":"wrong key"}"#, Some("wrong key")),
        key(403, "<html>Forbidden</html>", None),
        key(403, "", None),
        key(401, "", None),
        no_json("", Some(Refusal::Empty)),
        no_json(" \r\n\t", Some(Refusal::Empty)),
        no_json("\u{feff}", Some(Refusal::Empty)),
        no_json(PAGE, Some(Refusal::Page)),
        no_json("\n<HTML lang=en><body>", Some(Refusal::Page)),
        no_json(WARNING, Some(Refusal::Php)),
        no_json(
            "\nNotice: Undefined index: x in /srv/erp/api.php on line 5\n{\"Result\":\"OK\"}",
            Some(Refusal::Php),
        ),
        no_json("PHP Fatal error:  Out of memory in /srv/erp/api.php on line 5", Some(Refusal::Php)),
        no_json("Access denied", Some(Refusal::Text)),
        no_json("OK", Some(Refusal::Text)),
        // It begins as an answer does.
        no_json(r#"{"Result":"OK","data":{"42":{"id":4"#, None),
        no_json(r#"{"Result":"OK","data":{"42":{"id":42}}"#, None),
        no_json(r#"{"Result":"OK"}<br /><b>Warning</b>: x"#, None),
        no_json(r#"{Result: OK}"#, None),
        status(404, PAGE),
        status(404, ""),
        status(500, "Internal Server Error"),
        status(502, PAGE),
        status(301, r#"{"Result":"OK"}"#),
        // The words of a status count more than what a proxy left of the body.
        status(500, r#"{"Result":"OK","data":{"42":{"id":42}}}"#),
    ]
}

/// With its length, so that an answer that breaks off is one that the server has written so.
fn reply(case: &Case) -> Reply {
    let reply = Reply::status(case.status).body(case.body).header("content-type", "text/html");
    reply.header("content-length", &case.body.len().to_string())
}

fn answered(case: &Case) -> Client {
    let script = Script::always(reply(case));
    let builder = Client::builder("https://erp.test").unwrap().key("the-key").transport(script).attempts(1);
    builder.build().unwrap()
}

/// A read, each other effect, a stream, a list in parts, and one of no known form.
async fn errors(erp: &Client) -> Vec<Error> {
    let amount = Decimal::ONE;
    vec![
        erp.customer().get_data(42).await.unwrap_err(),
        erp.customer().change_balance(42, amount, "cash").await.unwrap_err(),
        erp.customer().to_ex(42).await.unwrap_err(),
        erp.customer().add().is_potential(true).await.unwrap_err(),
        erp.customer().get_mac_history(42).await.unwrap_err(),
        erp.customer().get_data_many([42]).stream().collect().await.unwrap_err(),
        erp.customer().get_data_many([42, 43]).in_parts_of(1).await.unwrap_err(),
        erp.task().get_list().tasks().collect().await.unwrap_err(),
        erp.raw("abon", "msg").effect(Effect::Read).await.unwrap_err(),
    ]
}

#[tokio::test]
async fn every_form_of_a_refusal() {
    for case in cases() {
        for (at, error) in errors(&answered(&case)).await.into_iter().enumerate() {
            let what = format!("{at} {} {}: {error}", case.status, case.body);
            assert_eq!((error.kind(), error.delivery()), (case.kind, case.delivery), "{what}");
            assert_eq!(error.refusal::<Refusal>(), case.refusal.as_ref(), "{what}");
            assert_eq!(error.message(), case.message, "{what}");
            assert_eq!(error.body().unwrap_or_default(), case.body.as_bytes(), "{what}");
            assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, case.status), "{what}");
            assert!(error.operation().is_some(), "{what}");
        }
    }
}

/// Which of them a repeat can help, for what may be repeated.
#[tokio::test(start_paused = true)]
async fn what_is_worth_a_repeat() {
    for case in cases() {
        let script = Script::always(reply(&case));
        let builder = Client::builder("https://erp.test").unwrap().key("k").transport(script.clone());
        let error = builder.build().unwrap().customer().get_data(42).await.unwrap_err();
        let (attempts, why) = match case.kind {
            ErrorKind::Status if case.status >= 500 => (3, NotRepeated::Attempts),
            // What the product says in its own words it would say again.
            _ => (1, NotRepeated::CannotHelp),
        };
        let what = format!("{} {}: {error}", case.status, case.body);
        assert_eq!((error.attempts(), error.not_repeated()), (attempts, Some(why)), "{what}");
        assert_eq!(script.requests().len(), attempts as usize);
    }
}

/// Where the server does not say how long its answer is, one that breaks off looks like one that was cut on the way.
#[tokio::test(start_paused = true)]
async fn half_an_answer_without_a_length() {
    for body in [r#"{"Result":"OK","data":{"42":{"id":4"#, r#"{"Result":"O"#] {
        let script = Script::always(Reply::ok(body));
        let builder = Client::builder("https://erp.test").unwrap().key("k").transport(script.clone());
        let erp = builder.build().unwrap();
        let error = erp.customer().get_data(42).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Interrupted, 3), "{body}: {error}");
        let error = erp.customer().change_balance(42, Decimal::ONE, "cash").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Interrupted, Delivery::Unknown),
            "{body}: {error}"
        );
        assert_eq!((error.attempts(), script.requests().len()), (1, 4));
    }
}

/// Nothing of a body stands in a text but what the server says in words, and that only where it is asked for.
#[tokio::test]
async fn texts_hold_nothing_of_the_body() {
    for body in [
        r#"{"Result":"ERROR","ErrorText":"hush"}"#,
        r#"{"Result":"hush"}"#,
        "hush",
        "<html>hush</html>",
        "<b>Warning</b>: hush",
        r#"{"Result":"OK","data":{"42":"hush""#,
    ] {
        let case = Case { status: 200, body, ..status(200, body) };
        for error in errors(&answered(&case)).await {
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains("hush") || error.message().is_some(), "{shown}");
        }
    }
}

/// A file can be anything but an answer that says what is wrong.
#[tokio::test]
async fn files_and_refusals() {
    for body in
        ["", PAGE, WARNING, "hush", "{not json", r#"{"a":1}"#, r#"{"Result":"OK","data":[1]}"#, "[1,2]"]
    {
        let case = status(200, body);
        let file =
            answered(&case).attach().get_file("u").await.unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(file.read_all(1 << 20).await.unwrap(), body.as_bytes(), "{body}");
    }
    for case in cases() {
        if !matches!(case.kind, ErrorKind::Api | ErrorKind::Auth | ErrorKind::Status) {
            continue;
        }
        let error = answered(&case).attach().get_file("u").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.refusal::<Refusal>()),
            (case.kind, case.refusal.as_ref()),
            "{}",
            case.body
        );
        assert_eq!(error.message(), case.message);
    }
}

/// The server asks for less: it did nothing, so everything may be sent again.
#[tokio::test(start_paused = true)]
async fn throttled() {
    for reply in [
        Reply::status(429).header("retry-after", "7"),
        Reply::status(503).header("retry-after", "7").body("busy"),
    ] {
        let script = Script::new([reply.clone(), Reply::ok(r#"{"Result":"OK"}"#)]);
        let builder = Client::builder("https://erp.test").unwrap().key("k").transport(script.clone());
        builder.build().unwrap().customer().change_balance(42, Decimal::ONE, "cash").await.unwrap();
        let [first, second] = &script.requests()[..] else { panic!() };
        assert_eq!((second.at - first.at).as_secs(), 7);
        assert_eq!(first.form, second.form);
        let script = Script::always(reply);
        let builder = Client::builder("https://erp.test").unwrap().key("k").transport(script).attempts(1);
        let error = builder.build().unwrap().customer().to_ex(42).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Throttled, Delivery::Refused));
        assert_eq!(error.retry_after().unwrap().as_secs(), 7);
    }
}
