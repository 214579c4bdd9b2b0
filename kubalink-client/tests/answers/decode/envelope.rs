//! What stands around the data.

use kubalink_client::{CustomerId, Done, Effect};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{answered, not_understood};

/// `OK` as documented, `1` of a trigger, and nothing at all.
const FINE: [&str; 8] = [
    r#""Result":"OK""#,
    r#""result":"OK""#,
    r#""RESULT":"ok""#,
    r#""result":" Ok ""#,
    r#""result":"1""#,
    r#""result":1"#,
    r#""result":true"#,
    r#""Result":"OK","result":"OK""#,
];

#[tokio::test]
async fn every_way_to_say_that_it_is_done() {
    for status in FINE {
        for rest in
            ["", r#","data":[]"#, r#","error":"""#, r#","ErrorText":null,"Error":[]"#, r#","error":false"#]
        {
            let body = format!("{{{status}{rest}}}");
            let done = answered(body.clone()).customer().to_ex(42).await;
            assert!(done.is_ok(), "{body}: {done:?}");
        }
    }
}

/// A trigger of the installation was seen to answer so.
#[tokio::test]
async fn what_is_said_beside_it_is_kept() {
    let body = r#"{"result":"1","msg":"&quot;done&quot;","Id":"17","count":3,"data":{"a":1}}"#;
    let done = answered(body).customer().mark_add(42, 2).await.unwrap();
    assert_eq!(done.message.as_ref().unwrap().plain(), "\"done\"");
    assert_eq!((done.number("id"), done.number("COUNT"), done.number("nothing")), (Some(17), Some(3), None));
    assert_eq!(done.extra.get("data"), Some(&json!({"a": 1})));
    assert!(done.extra.get("result").is_none());
    let shown = format!("{done:?}");
    assert!(!shown.contains("17"), "values of unknown fields are not printed: {shown}");
    assert_eq!(answered(r#"{"Result":"OK"}"#).customer().to_ex(42).await.unwrap(), Done::default());
}

#[tokio::test]
async fn an_answer_of_unknown_form() {
    let body = r#"{"Result":"OK","Id":17,"Data":{"n":"5"},"word":"hush"}"#;
    let answer = answered(body).customer().get_mac_history(42).await.unwrap();
    assert_eq!((answer.status(), answer.id().as_deref()), (Some("OK"), Some("17")));
    assert_eq!(answer.data(), Some(&json!({"n": "5"})));
    assert_eq!(answer.field("WORD"), Some(&json!("hush")));
    assert_eq!(answer.json()["word"], "hush");
    assert!(!format!("{answer:?}").contains("hush"));
    #[derive(Debug, Deserialize)]
    struct Own {
        n: String,
    }
    assert_eq!(answer.decode::<Own>().unwrap().n, "5");
    let error = answer.decode::<Vec<u8>>().unwrap_err();
    assert_eq!((error.kind(), error.path()), (kubalink_client::ErrorKind::Decode, Some("data")));
    // A list, or a bare value, is an answer too.
    let answer = answered("[1,2]").customer().get_mac_history(42).await.unwrap();
    assert_eq!((answer.status(), answer.id(), answer.data()), (None, None, None));
    assert_eq!(answer.decode::<Vec<u8>>().unwrap(), [1, 2]);
    assert_eq!(
        answered(r#"{"id":"x-1"}"#).customer().get_mac_history(42).await.unwrap().id().as_deref(),
        Some("x-1")
    );
}

/// The caller's own type: of the data in any case, or of the whole where there is none.
#[tokio::test]
async fn a_type_of_the_callers_own() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Own {
        id: CustomerId,
    }
    let own = Own { id: 42.into() };
    for body in [r#"{"Result":"OK","Data":{"id":"42"}}"#, r#"{"data":{"id":"42"}}"#, r#"{"id":"42"}"#] {
        assert_eq!(answered(body).customer().get_data(42).json::<Own>().await.unwrap(), own, "{body}");
    }
    let body = r#"{"Result":"OK","data":{"id":"hush"}}"#;
    let error = not_understood(answered(body).customer().get_data(42).json::<Own>().await, body);
    assert_eq!(error.path(), Some("data.id"));
}

#[tokio::test]
async fn a_raw_answer_is_the_whole() {
    let body = r#"{"Result":"OK","data":[1],"extra":{"a":null}}"#;
    let raw: Value = answered(body).raw("abon", "msg").effect(Effect::Read).await.unwrap();
    assert_eq!(raw, serde_json::from_str::<Value>(body).unwrap());
}

/// A single value whose name nobody has published.
#[tokio::test]
async fn single_values() {
    for body in [
        r#"{"result":"OK","data":"17/2026"}"#,
        r#"{"result":"OK","number":"17/2026"}"#,
        r#"{"result":"OK","data":{"number":"17/2026"}}"#,
        r#"{"result":"OK","data":["17/2026"]}"#,
        r#"{"Result":"OK","Data":" 17/2026 "}"#,
    ] {
        let number = answered(body).customer().get_max_agreement_number().await.unwrap().unwrap();
        assert_eq!(number.as_given(), "17/2026", "{body}");
    }
    for body in [
        r#"{"result":"OK","data":17}"#,
        r#"{"result":"OK","count":"17"}"#,
        r#"{"result":"OK","data":{"count":17}}"#,
    ] {
        let counter = kubalink_client::customer::ActivityCounter::Net;
        assert_eq!(
            answered(body).customer().get_activity_counter(counter).await.unwrap(),
            Some(17),
            "{body}"
        );
    }
    for body in [
        r#"{"result":"OK"}"#,
        r#"{"result":"OK","data":null}"#,
        r#"{"result":"OK","data":[]}"#,
        r#"{"result":"OK","data":""}"#,
    ] {
        assert_eq!(answered(body).customer().get_last_ip().await.unwrap(), None, "{body}");
    }
    for body in [r#"{"result":"OK","data":["a","hush"]}"#, r#"{"result":"OK","data":"a","other":"hush"}"#] {
        not_understood(answered(body).customer().get_last_ip().await, body);
    }
    let body = r#"{"result":"OK","data":"hush"}"#;
    let counter = kubalink_client::customer::ActivityCounter::Net;
    not_understood(answered(body).customer().get_activity_counter(counter).await, body);
}

/// Public for as long as it lives: whoever has it has the file.
#[tokio::test]
async fn a_temporary_link_is_a_secret() {
    for body in [
        r#"{"result":"OK","data":"https://erp.test/t/hush"}"#,
        r#"{"result":"OK","link":"https://erp.test/t/hush"}"#,
        r#"{"result":"OK","data":{"url":"https://erp.test/t/hush"}}"#,
    ] {
        let link = answered(body).attach().get_file_temporary_link("x").await.unwrap().unwrap();
        assert_eq!(link.expose(), "https://erp.test/t/hush");
        assert!(!format!("{link:?}").contains("hush"));
    }
    assert!(answered(r#"{"result":"OK"}"#).attach().get_file_temporary_link("x").await.unwrap().is_none());
}
