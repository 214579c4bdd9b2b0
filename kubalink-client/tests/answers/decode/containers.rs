//! Lists: each container that servers use for one, and what stands in it in place of a record.

use kubalink_client::customer::Customer;
use kubalink_client::{Error, Items};

use super::{answered, drop_by_drop, not_understood};

/// Read whole, as a stream, and as a stream of single bytes.
async fn read(body: &str) -> [Result<Vec<Customer>, Error>; 3] {
    let body = body.to_owned();
    let whole = answered(body.clone()).customer().get_data_many([42, 43]).await;
    let stream =
        |erp: kubalink_client::Client| -> Items<Customer> { erp.customer().get_data_many([42, 43]).stream() };
    let streamed = stream(answered(body.clone())).collect().await;
    [whole, streamed, stream(drop_by_drop(&body)).collect().await]
}

async fn assert_ids(body: &str, ids: &[u64]) {
    for (way, customers) in read(body).await.into_iter().enumerate() {
        let customers = customers.unwrap_or_else(|error| panic!("{way} {body}: {error}"));
        assert_eq!(
            customers.iter().map(|customer| customer.id.get()).collect::<Vec<_>>(),
            ids,
            "{way} {body}"
        );
    }
}

async fn assert_refused(body: &str) {
    for customers in read(body).await {
        not_understood(customers, body);
    }
}

#[tokio::test]
async fn two_records_in_every_container() {
    let (one, two) = (r#"{"id":43,"login":"b"}"#, r#"{"login":"a","id":"42"}"#);
    for list in [
        format!(r#"{{"43":{one},"42":{two}}}"#),
        format!("[{one},{two}]"),
        // A list that became an object: the records know better than its keys.
        format!(r#"{{"0":{one},"1":{two}}}"#),
        // The key is all there is.
        r#"{"43":{"login":"b"},"42":{"login":"a"}}"#.to_owned(),
    ] {
        for body in [
            format!(r#"{{"Result":"OK","data":{list}}}"#),
            format!(r#"{{"result":"OK","Data":{list},"count":2}}"#),
            format!(r#"{{"DATA":{list},"RESULT":"ok"}}"#),
            format!(r#"{{"data":{list}}}"#),
            format!("\u{feff}\r\n {{ \"data\" : {list} }}\n"),
        ] {
            assert_ids(&body, &[43, 42]).await;
        }
        // Without an envelope at all.
        assert_ids(&list, &[43, 42]).await;
    }
}

/// Where one was asked for, servers leave the list out; and a map of one is one too.
#[tokio::test]
async fn one_record_in_every_container() {
    let one = r#"{"id":42,"login":"a"}"#;
    for list in [
        one.to_owned(),
        format!(r#"{{"42":{one}}}"#),
        format!("[{one}]"),
        // First a field that nobody knows, or one that holds a list.
        r#"{"new_field":1,"id":42}"#.to_owned(),
        r#"{"address":[],"id":42}"#.to_owned(),
    ] {
        let body = format!(r#"{{"Result":"OK","data":{list}}}"#);
        assert_ids(&body, &[42]).await;
        let customer = answered(body.clone()).customer().get_data(42).await.unwrap().unwrap();
        assert_eq!(customer.id.get(), 42, "{body}");
    }
    let root = r#"{"id":42,"login":"a"}"#;
    assert_eq!(answered(root).customer().get_data(42).await.unwrap().unwrap().id.get(), 42);
    assert_eq!(
        answered(format!(r#"{{"42":{root}}}"#)).customer().get_data(42).await.unwrap().unwrap().id.get(),
        42
    );
}

/// Everything that PHP writes where there is nothing.
const NOTHING: [&str; 7] = [
    r#"{"Result":"OK","data":[]}"#,
    r#"{"Result":"OK","data":{}}"#,
    r#"{"Result":"OK","data":null}"#,
    r#"{"Result":"OK","data":""}"#,
    r#"{"Result":"OK"}"#,
    "[]",
    "{}",
];

#[tokio::test]
async fn nothing_in_every_spelling() {
    for body in NOTHING {
        assert_ids(body, &[]).await;
        let erp = answered(body);
        assert_eq!(erp.customer().get_data(42).await.unwrap(), None, "{body}");
        assert_eq!(erp.task().show(501).await.unwrap(), None, "{body}");
        assert_eq!(erp.device().get_ont_data().device_id(73).await.unwrap(), None, "{body}");
        assert_eq!(erp.device().get_iface_info(71).await.unwrap(), None, "{body}");
        assert_eq!(erp.device().get_current_ont_data(73).await.unwrap(), None, "{body}");
        assert_eq!(erp.task().get_allow_staff(501).await.unwrap(), None, "{body}");
        assert_eq!(erp.task().get_catalog_state().await.unwrap(), [], "{body}");
        assert_eq!(erp.attach().get().ext_name("a").await.unwrap(), [], "{body}");
        assert!(
            erp.commutation()
                .get_data(kubalink_client::commutation::ObjectType::Fiber)
                .await
                .unwrap()
                .links
                .is_empty()
        );
        assert!(erp.device().get_pon_level_history().device_id(1).await.unwrap().ifaces.is_empty());
    }
    assert_ids(r#"{"Result":"OK","count":0}"#, &[]).await;
    assert_ids(r#"{"Result":"OK","data":[],"Count":"0"}"#, &[]).await;
}

/// In place of a task that there is not, one server writes the text `error`.
#[tokio::test]
async fn what_stands_in_place_of_a_record() {
    for missing in ["\"error\"", "\"\"", "null", "false", "[]", "{}"] {
        let map = format!(r#"{{"Result":"OK","data":{{"41":{missing},"42":{{"id":42}},"43":{missing}}}}}"#);
        assert_ids(&map, &[42]).await;
        let list = format!(r#"{{"Result":"OK","data":[{missing},{{"id":42}}]}}"#);
        assert_ids(&list, &[42]).await;
        assert_ids(&format!(r#"{{"Result":"OK","data":{{"42":{missing}}}}}"#), &[]).await;
        let body = format!(r#"{{"Result":"OK","data":{{"501":{missing}}}}}"#);
        assert_eq!(answered(body).task().show(501).await.unwrap(), None, "{missing}");
    }
}

/// PHP's false, and the text of a missing task, where one was asked for.
#[tokio::test]
async fn false_and_error_in_place_of_the_data() {
    for data in ["false", "\"error\""] {
        let body = format!(r#"{{"Result":"OK","data":{data}}}"#);
        assert_eq!(answered(body.clone()).task().show(501).await.unwrap(), None, "{body}");
        assert_ids(&body, &[]).await;
    }
}

/// Nothing is guessed, and no value is told.
#[tokio::test]
async fn what_is_no_list_is_refused() {
    for body in [
        r#"{"Result":"OK","data":"hush"}"#,
        r#"{"Result":"OK","data":7}"#,
        r#"{"Result":"OK","data":true}"#,
        r#"{"Result":"OK","data":{"42":"hush"}}"#,
        r#"{"Result":"OK","data":{"42":7}}"#,
        r#"{"Result":"OK","data":{"42":true}}"#,
        r#"{"Result":"OK","data":{"42":["hush"]}}"#,
        r#"{"Result":"OK","data":[7]}"#,
        r#"{"Result":"OK","data":[{"login":"hush"}]}"#,
        r#"{"Result":"OK","data":{"x":{"login":"hush"}}}"#,
        r#"{"Result":"OK","data":{"42":{"id":42}},"Data":{"43":{"id":43}}}"#,
        r#"{"Result":"OK","data":{"42":{"id":42,"id":43}}}"#,
        r#"{"Result":"OK","data":{"42":{"id":42,"phone":"hush","email":7,"address":{"a":"hush"}}}}"#,
        r#"{"Result":"OK","one":[{"id":42}],"two":[{"id":43}]}"#,
        r#"{"Result":"OK","word":"hush"}"#,
    ] {
        assert_refused(body).await;
    }
}

/// The path leads to the record.
#[tokio::test]
async fn a_refusal_names_the_place() {
    for (body, path) in [
        (
            r#"{"Result":"OK","data":{"42":{"id":42},"43":{"id":43,"address":{"0":"hush"}}}}"#,
            "data.43.address",
        ),
        (r#"{"Result":"OK","data":[{"id":42},{"id":43,"login":["hush"]}]}"#, "data[1].login"),
        // No key of a list: a record, and one without an id.
        (r#"{"Result":"OK","data":{"x":{"login":"hush"}}}"#, "data"),
    ] {
        for customers in read(body).await {
            let error = not_understood(customers, body);
            let told = error.path().unwrap_or_default();
            assert!(told.starts_with(path), "{body}: {told}");
        }
    }
}

/// Several records where one was asked for: none of them may be taken for it.
#[tokio::test]
async fn several_records_are_not_one() {
    let body = r#"{"Result":"OK","data":{"42":{"id":42},"43":{"id":43}}}"#;
    not_understood(answered(body).customer().get_data(42).await, body);
    not_understood(answered(body).task().show(42).await, body);
}

/// Read whole, a list is found in the only field that holds one. A stream cannot, and says so.
#[tokio::test]
async fn a_list_in_another_field() {
    for field in ["list", "customers", "Items"] {
        for list in [r#"[{"id":42}]"#, r#"{"42":{"id":42}}"#, r#"{"id":42}"#] {
            let body = format!(r#"{{"result":"OK","count":1,"{field}":{list}}}"#);
            let [whole, streams @ ..] = read(&body).await;
            assert_eq!(whole.unwrap()[0].id.get(), 42, "{body}");
            for streamed in streams {
                let told = not_understood(streamed, &body).to_string();
                assert!(told.contains("whole"), "{told}");
            }
        }
        let body = format!(r#"{{"result":"OK","{field}":[],"data":null}}"#);
        assert_ids(&body, &[]).await;
    }
}

/// The cap of a whole answer is that of the answer, wherever its list stands.
#[tokio::test]
async fn a_long_list_in_another_field() {
    let records: Vec<_> =
        (1..=3000).map(|id| format!(r#""{id}":{{"id":{id},"login":"user{id}"}}"#)).collect();
    let body = format!(r#"{{"result":"OK","customers":{{{}}}}}"#, records.join(","));
    assert!(body.len() > 64 << 10);
    let customers = answered(body).customer().get_data_many([1]).await.unwrap();
    assert_eq!(customers.len(), 3000);
}

/// A record of the caller's own kind keeps its key out of the way of other fields.
#[tokio::test]
async fn files_are_known_by_their_key() {
    let body = r#"{"result":"OK","data":{"5a1de000-0000-4000-8000-000000000001":{"fileName":"a.jpg"},"7":{"id":9,"filename":"b.jpg"}}}"#;
    let files = answered(body).attach().get().ext_name("a").await.unwrap();
    assert_eq!(files[0].file_id().unwrap().as_str(), "5a1de000-0000-4000-8000-000000000001");
    assert_eq!(files[0].name().unwrap().as_given(), "a.jpg");
    assert_eq!((files[1].file_id().unwrap().as_str(), files[1].name().unwrap().as_given()), ("9", "b.jpg"));
}
