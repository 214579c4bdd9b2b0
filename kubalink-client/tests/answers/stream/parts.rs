//! A long list of ids in several calls, where that is asked for.

use kubalink_client::customer::Customer;
use kubalink_client::device::ObjectType;
use kubalink_client::testing::{Reply, Script};
use kubalink_client::{Client, ErrorKind};

fn erp(script: &Script) -> Client {
    Client::builder("https://erp.test").unwrap().key("k").transport(script.clone()).build().unwrap()
}

/// Records with these ids.
fn records(ids: &[u64]) -> Reply {
    let fields: Vec<_> = ids.iter().map(|id| format!(r#""{id}":{{"id":{id}}}"#)).collect();
    Reply::ok(format!(r#"{{"Result":"OK","data":{{{}}}}}"#, fields.join(",")))
}

/// What came as the value of this field, request by request.
fn lists(script: &Script, field: &str) -> Vec<String> {
    let of = |form: String| {
        let mut fields = url::form_urlencoded::parse(form.as_bytes()).into_owned();
        fields.find(|(name, _)| name == field).map(|(_, value)| value).unwrap_or_default()
    };
    script.requests().into_iter().map(|sent| of(sent.form.unwrap())).collect()
}

fn ids(customers: &[Customer]) -> Vec<u64> {
    customers.iter().map(|customer| customer.id.get()).collect()
}

#[tokio::test]
async fn parts_are_exact_and_merged_in_order() {
    for (of, expected) in [
        (1, vec!["10", "9", "8", "7", "6"]),
        (2, vec!["10,9", "8,7", "6"]),
        (4, vec!["10,9,8,7", "6"]),
        (5, vec!["10,9,8,7,6"]),
        (100, vec!["10,9,8,7,6"]),
    ] {
        let replies = expected
            .iter()
            .map(|part| records(&part.split(',').map(|id| id.parse().unwrap()).collect::<Vec<_>>()));
        let script = Script::new(replies);
        let customers =
            erp(&script).customer().get_data_many([10, 9, 8, 7, 6]).in_parts_of(of).await.unwrap();
        assert_eq!(ids(&customers), [10, 9, 8, 7, 6], "{of}");
        assert_eq!(lists(&script, "customer_id"), expected, "{of}");
    }
}

#[tokio::test]
async fn only_when_asked() {
    let script = Script::new([records(&[1])]);
    erp(&script).customer().get_data_many(1..=5000_u64).await.unwrap();
    assert_eq!(script.requests().len(), 1);
}

/// Each list that can be long, with what else was said in every part.
#[tokio::test]
async fn every_action_with_a_long_list() {
    let script = Script::always(Reply::ok(r#"{"Result":"OK","data":[]}"#));
    let erp = erp(&script);
    erp.task().show_many([1, 2, 3]).is_without_comments(true).in_parts_of(2).await.unwrap();
    assert_eq!(lists(&script, "id"), ["1,2", "3"]);
    assert_eq!(lists(&script, "is_without_comments"), ["1", "1"]);
    erp.task().get_comment().task_id([1, 2, 3]).in_parts_of(2).await.unwrap();
    assert_eq!(lists(&script, "task_id")[2..], ["1,2", "3"]);
    erp.device().get_data(ObjectType::Onu).customer_id([1, 2, 3]).in_parts_of(2).lang("ru").await.unwrap();
    assert_eq!(lists(&script, "customer_id")[4..], ["1,2", "3"]);
    assert_eq!(lists(&script, "lang")[4..], ["ru", "ru"]);
    assert_eq!(lists(&script, "is_hide_access_data")[4..], ["1", "1"]);
    // Without the list there is nothing to split.
    erp.device().get_data(ObjectType::Onu).in_parts_of(2).await.unwrap();
    assert_eq!(script.requests().len(), 7);
}

/// A part that fails fails the call: half an answer is none.
#[tokio::test]
async fn a_part_that_is_refused() {
    let refused = Reply::ok(r#"{"Result":"ERROR","ErrorText":"x"}"#);
    let script = Script::new([records(&[1, 2]), refused, records(&[5])]);
    let error = erp(&script).customer().get_data_many([1, 2, 3, 4, 5]).in_parts_of(2).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("x")));
    assert_eq!(script.requests().len(), 2);
}

/// What is asked for is done, or refused, but not passed over.
#[tokio::test]
async fn parts_and_streams() {
    let script = Script::new([records(&[1, 2]), records(&[3])]);
    let streamed = erp(&script).customer().get_data_many([1, 2, 3]).in_parts_of(2).stream().collect().await;
    if let Ok(customers) = streamed {
        assert_eq!(ids(&customers), [1, 2, 3]);
        assert_eq!(lists(&script, "customer_id"), ["1,2", "3"]);
    }
    let script = Script::new([records(&[1, 2]), records(&[3])]);
    let json =
        erp(&script).customer().get_data_many([1, 2, 3]).in_parts_of(2).json::<serde_json::Value>().await;
    assert!(json.is_err() || script.requests().len() == 2, "sent whole");
}
