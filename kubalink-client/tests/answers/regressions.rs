//! Faults that were found by attacking the crate, each in its smallest form.

use kubalink_client::device::ObjectType;
use kubalink_client::testing::{Reply, Script};
use kubalink_client::{Client, Decimal, Delivery, Error, ErrorKind, TaskId, commutation};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn with(script: &Script) -> Client {
    Client::builder("https://erp.test").unwrap().key("k").transport(script.clone()).build().unwrap()
}

fn answering(body: impl Into<String>) -> Client {
    with(&Script::new([Reply::ok(body.into())]))
}

async fn booked(body: &str) -> Result<kubalink_client::Done, Error> {
    answering(body).customer().change_balance(42, Decimal::ONE, "cash desk").await
}

#[tokio::test]
async fn only_the_documented_word_says_that_nothing_was_done() {
    for status in [r#""error""#, r#""ERROR""#, r#"" Error ""#] {
        let error = booked(&format!(r#"{{"result":{status},"error":"no"}}"#)).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, Delivery::Refused), "{status}");
    }
    for status in [r#""WARNING""#, r#""success""#, "2", "0", "false", r#""""#, r#"{"id":5}"#, "[1]"] {
        let error = booked(&format!(r#"{{"result":{status}}}"#)).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, Delivery::Unknown), "{status}");
    }
}

#[tokio::test]
async fn a_server_that_says_both_may_have_acted() {
    for body in [r#"{"result":"OK","Result":"ERROR"}"#, r#"{"Result":"ERROR","result":"OK"}"#] {
        assert_eq!(booked(body).await.unwrap_err().delivery(), Delivery::Unknown, "{body}");
    }
}

#[tokio::test]
async fn what_does_not_say_that_it_is_done_is_not_done() {
    for body in [
        "{}",
        "[]",
        r#"{"status":"error","message":"no right"}"#,
        r#"{"result":null}"#,
        r#"{"data":[]}"#,
        r#"[{"result":"OK"}]"#,
    ] {
        let error = booked(body).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown), "{body}");
    }
}

#[tokio::test]
async fn no_error_in_every_spelling() {
    for none in ["0", r#""0""#, r#""""#, "null", "false", "[]", "{}"] {
        booked(&format!(r#"{{"result":"OK","error":{none}}}"#)).await.unwrap();
    }
}

#[tokio::test]
async fn no_number_beside_an_id_is_an_id() {
    let work = "2026-01-05 10:00:00".parse().unwrap();
    for body in [
        r#"{"result":"OK","count":1}"#,
        r#"{"result":"OK","version":3}"#,
        r#"{"result":"OK","data":{"count":1}}"#,
    ] {
        let added = answering(body).task().add(work, 1).await;
        assert_eq!(added.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
    for data in [
        r#"[{"id":5,"balance":100}]"#,
        r#"{"5":{"id":5,"balance":100}}"#,
        r#"{"0":{"id":"5","balance":100}}"#,
    ] {
        let found = answering(format!(r#"{{"result":"OK","data":{data}}}"#))
            .customer()
            .get_customers_id()
            .name("a")
            .await;
        assert_eq!(found.unwrap(), [5.into()], "{data}");
    }
    for data in [r#"[[5,100]]"#, r#"{"customer_id":5,"balance":100}"#, r#"[{"name":"5"}]"#] {
        let found = answering(format!(r#"{{"result":"OK","data":{data}}}"#))
            .customer()
            .get_customers_id()
            .name("a")
            .await;
        assert_eq!(found.unwrap_err().kind(), ErrorKind::Decode, "{data}");
    }
}

#[tokio::test]
async fn ids_in_an_unknown_place_are_not_lost() {
    for body in [
        r#"{"result":"OK","customers":[1,2],"total":2}"#,
        r#"{"result":"OK","count":2}"#,
        r#"{"result":"OK","1":{"name":"a"},"2":{"name":"b"}}"#,
    ] {
        let found = answering(body).customer().get_customers_id().name("a").await;
        assert_eq!(found.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
    for body in [r#"{"result":"OK","count":0}"#, r#"{"result":"OK","count":"0","data":null}"#] {
        assert!(answering(body).customer().get_customers_id().name("a").await.unwrap().is_empty(), "{body}");
    }
}

#[tokio::test]
async fn an_id_that_is_none_does_not_hide_the_data() {
    for none in ["0", r#""0""#, "null"] {
        let body = format!(r#"{{"result":"OK","id":{none},"data":[7]}}"#);
        assert_eq!(
            answering(body).customer().get_customers_id().name("a").await.unwrap(),
            [7.into()],
            "{none}"
        );
    }
}

#[tokio::test]
async fn the_order_of_a_list_that_became_an_object_is_kept() {
    let list: Vec<_> = (0..12).map(|at| format!(r#""{at}":{}"#, 100 - at)).collect();
    let body = format!(r#"{{"result":"OK","list":{{{}}}}}"#, list.join(","));
    let ids: Vec<_> = (0..12).map(|at| TaskId::from(100 - at)).collect();
    assert_eq!(answering(body).task().get_list().await.unwrap().ids, ids);
}

#[tokio::test]
async fn the_word_error_is_nobody_s_id() {
    let found = answering(r#"{"result":"OK","data":"error"}"#).customer().get_customers_id().name("a").await;
    assert!(found.unwrap().is_empty());
}

#[tokio::test]
async fn none_in_every_spelling() {
    for data in ["null", r#""""#, "[]", "{}", r#""error""#, "false", "0", r#"{"5":"error"}"#, "[null]"] {
        let body = format!(r#"{{"result":"OK","data":{data}}}"#);
        assert_eq!(answering(&body).task().show(5).await.unwrap(), None, "{data}");
        assert!(answering(&body).task().show_many([5]).await.unwrap().is_empty(), "{data}");
        assert!(
            answering(&body).task().show_many([5]).stream().collect().await.unwrap().is_empty(),
            "{data}"
        );
    }
    for body in [r#"{"result":"OK","count":0}"#, r#"{"result":"OK","id":0}"#] {
        assert_eq!(answering(body).task().show(5).await.unwrap(), None, "{body}");
    }
}

#[tokio::test]
async fn a_count_without_its_list_is_no_empty_list() {
    let error = answering(r#"{"result":"OK","count":5}"#).task().show_many([5]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

/// Fields of the record were read as the list of records.
#[tokio::test]
async fn a_record_alone_at_the_root_is_one_record() {
    let body = r#"{"result":"OK","id":7,"name":"sw","ifaces":{"1":{"id":9},"2":{"id":10}}}"#;
    let devices = answering(body).device().get_data(ObjectType::Switch).await.unwrap();
    assert_eq!(devices.iter().map(|device| device.id.get()).collect::<Vec<_>>(), [7]);
    assert_eq!(devices[0].ifaces.len(), 2);
}

#[tokio::test]
async fn a_large_list_in_another_field_is_read_whole() {
    let rows: Vec<_> =
        (1..3000).map(|id| format!(r#"{{"id":{id},"name":"a switch in a cellar"}}"#)).collect();
    let body = format!(r#"{{"result":"OK","count":2999,"list":[{}]}}"#, rows.join(","));
    assert_eq!(answering(body).device().get_data(ObjectType::Switch).await.unwrap().len(), 2999);
}

#[tokio::test]
async fn connections_and_levels_at_the_root_are_not_lost() {
    let body = r#"{"result":"OK","12":[{"object_type":"customer","object_id":5}]}"#;
    let links = answering(body).commutation().get_data(commutation::ObjectType::Switch).await.unwrap();
    assert_eq!(links.links.len(), 1);
    let body = r#"{"result":"OK","12":{"3":[{"level":"-20"}]}}"#;
    let levels = answering(body).device().get_pon_level_history().device_id(12).await.unwrap();
    assert_eq!(levels.ifaces.len(), 1);
}

/// Each connection has a copy of the keys above it.
#[tokio::test]
async fn a_long_key_is_not_copied_for_each_connection() {
    let link = r#"{"object_type":"customer"}"#;
    let body = format!(r#"{{"result":"OK","data":{{"{}":[{link},{link}]}}}}"#, "x".repeat(100_000));
    let links = answering(body).commutation().get_data(commutation::ObjectType::Switch).await;
    assert_eq!(links.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn two_spellings_of_data_hide_nothing() {
    let body = r#"{"result":"OK","Data":[1,2],"data":[]}"#;
    assert_eq!(answering(body).customer().get_customers_id().name("a").await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_parameter_is_not_sent_twice() {
    let erp = answering("");
    let twice = [
        erp.customer().get_data(42).param("customer_id", 43).request(),
        erp.customer().get_data(42).param("skip_internal_api", 0).skip_internal_api(true).request(),
        erp.customer().get_data(42).param("lang", "ru").lang("en").request(),
        erp.customer().get_data(42).param("key[]", "x").request(),
        erp.customer().get_data(42).param(" action", "x").request(),
        erp.raw("a", "b").param("x", 1).param("x", 2).request(),
    ];
    for request in twice {
        assert_eq!(request.unwrap_err().kind(), ErrorKind::Input);
    }
    erp.raw("a", "b").param("x[]", 1).param("x[]", 2).request().unwrap();
}

#[tokio::test]
async fn the_address_of_another_script_is_no_base() {
    let of = |base: &str| Client::builder(base).unwrap().key("k").build().unwrap().base_url().to_string();
    assert_eq!(of("https://erp.test/erp/api.php"), "https://erp.test/erp/");
    assert_eq!(of("https://erp.test/erp/api.php/"), "https://erp.test/erp/");
    assert_eq!(of("https://erp.test/my-api.php"), "https://erp.test/my-api.php/");
    assert_eq!(of("https://api.php"), "https://api.php/");
}

fn page(ids: impl IntoIterator<Item = u64>, count: Option<u64>) -> Reply {
    let list: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    let count = count.map(|count| format!(r#","count":{count}"#)).unwrap_or_default();
    Reply::ok(format!(r#"{{"result":"OK","list":"{}"{count}}}"#, list.join(",")))
}

#[tokio::test]
async fn the_last_page_may_hold_only_what_moved_there() {
    let erp = with(&Script::new([page(1..=500, None), page([500], None)]));
    assert_eq!(erp.task().get_list().stream().collect().await.unwrap().len(), 500);
}

#[tokio::test]
async fn a_limit_holds_on_a_server_without_limits() {
    let erp = with(&Script::new([page(1..=2000, None)]));
    assert_eq!(erp.task().get_list().limit(10).stream().collect().await.unwrap().len(), 10);
}

#[tokio::test]
async fn a_page_larger_than_asked_for_is_not_all_if_the_server_counts_more() {
    let erp = with(&Script::new([page(1..=600, Some(700)), page(601..=700, Some(700))]));
    assert_eq!(erp.task().get_list().stream().collect().await.unwrap().len(), 700);
}

#[tokio::test]
async fn the_same_page_again_is_an_error() {
    for (first, count) in [(500, None), (100, Some(700))] {
        let erp = with(&Script::always(page(1..=first, count)));
        let error = erp.task().get_list().stream().collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}

fn part(ids: &[u64]) -> Reply {
    let rows: Vec<_> = ids.iter().map(|id| format!(r#""{id}":{{"id":{id}}}"#)).collect();
    Reply::ok(format!(r#"{{"result":"OK","data":{{{}}}}}"#, rows.join(",")))
}

#[tokio::test]
async fn a_stream_goes_out_in_parts_too() {
    let script = Script::new([part(&[1, 2]), part(&[3])]);
    let tasks = with(&script).task().show_many([1, 2, 3]).in_parts_of(2).stream().collect().await.unwrap();
    assert_eq!(tasks.iter().map(|task| task.id.get()).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn json_of_parts_is_refused() {
    let erp = answering("");
    let json = erp.task().show_many([1, 2, 3]).in_parts_of(2).json::<serde_json::Value>().await;
    assert_eq!(json.unwrap_err().kind(), ErrorKind::Input);
    let none = erp.task().show_many([1, 2, 3]).in_parts_of(0).stream().collect().await;
    assert_eq!(none.unwrap_err().kind(), ErrorKind::Input);
}

#[tokio::test]
async fn an_id_that_is_asked_for_twice_is_answered_once() {
    let script = Script::new([part(&[1])]);
    let tasks = with(&script).task().show_many([1, 1]).in_parts_of(1).await.unwrap();
    assert_eq!((tasks.len(), script.requests().len()), (1, 1));
}

/// `{"result": {..}}` is no status, and no error.
#[tokio::test]
async fn a_file_that_is_json_is_a_file() {
    for file in [r#"{"result":{"a":1}}"#, r#"{"result":[1]}"#, r#"{"error":0,"rows":[]}"#] {
        let bytes = answering(file).attach().get_file("f").await.unwrap().read_all(100).await.unwrap();
        assert_eq!(bytes, file.as_bytes());
    }
    let error = answering(r#"{"Result":"ERROR","ErrorText":"no file"}"#).attach().get_file("f").await;
    assert_eq!(error.unwrap_err().message(), Some("no file"));
}

#[tokio::test]
async fn a_value_below_the_one_expected_is_not_lost() {
    for data in [r#"{"link":{"url":"https://x.test"}}"#, r#"[["https://x.test"]]"#, "true"] {
        let body = format!(r#"{{"result":"OK","data":{data}}}"#);
        let link = answering(body).attach().get_file_temporary_link("f").await;
        assert_eq!(link.unwrap_err().kind(), ErrorKind::Decode, "{data}");
    }
}
#[tokio::test]
async fn a_map_by_uuid_may_begin_with_what_is_missing() {
    let (gone, there) = ("0a1b2c3d-0000-4000-8000-000000000001", "0a1b2c3d-0000-4000-8000-000000000002");
    for missing in [r#""error""#, "null", "[]"] {
        let body = format!(r#"{{"result":"OK","data":{{"{gone}":{missing},"{there}":{{"filename":"a"}}}}}}"#);
        let files = answering(body).attach().get().uuid([gone, there]).await.unwrap();
        assert_eq!(files.len(), 1, "{missing}");
        assert_eq!(files[0].file_id().unwrap().as_str(), there);
    }
}

#[test]
fn a_source_shows_no_password() {
    for url in
        ["https://me:hush@files.test/a?token=hush", "https:me:hush@files.test/a#hush", "me:hush@files.test"]
    {
        let source = kubalink_client::attach::SourceUrl::from(url);
        assert!(!format!("{source:?}").contains("hush"), "{source:?}");
    }
}

fn sends<T: Send + Sync>() {}

#[test]
fn what_crosses_threads() {
    sends::<Client>();
    sends::<kubalink_client::task::GetList>();
    sends::<kubalink_client::Answer>();
    sends::<kubalink_client::Raw>();
}

fn document() -> impl Strategy<Value = String> {
    let name = || {
        select(vec![
            "id", "Id", "name", "data", "Data", "result", "error", "count", "list", "5", "0", "x", "ifaces",
            "comments",
        ])
    };
    let leaf = select(vec![
        "null",
        "0",
        "5",
        "-1",
        "1.5",
        "true",
        "false",
        r#""""#,
        r#""5""#,
        r#""error""#,
        "\"x\"",
    ]);
    let value = leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, move |inner| {
        let object = vec((name(), inner.clone()), 0..4).prop_map(|fields| {
            let fields: Vec<_> = fields.iter().map(|(name, value)| format!(r#""{name}":{value}"#)).collect();
            format!("{{{}}}", fields.join(","))
        });
        prop_oneof![
            3 => object,
            1 => vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
        ]
    });
    let list = (select(vec!["data", "Data", "list", "5"]), value.clone());
    prop_oneof![
        value.clone(),
        list.clone().prop_map(|(name, value)| format!(r#"{{"result":"OK","{name}":{value}}}"#)),
        list.prop_map(|(name, value)| format!(r#"{{"{name}":{value},"Result":"OK"}}"#)),
        value.prop_map(|value| format!(r#"{{"data":{{"5":{value},"6":{{"id":6}}}},"count":2}}"#)),
    ]
}

/// The same records and the same refusals, but for lists that only a whole answer shows.
async fn streamed_as_whole(body: &str, step: usize) {
    let pieces: Vec<_> = body.as_bytes().chunks(step).map(bytes::Bytes::copy_from_slice).collect();
    let reply = || Reply::status(200).chunks(pieces.clone(), std::time::Duration::ZERO);
    let whole = with(&Script::new([reply()])).device().get_data(ObjectType::All).await;
    let streamed = with(&Script::new([reply()])).device().get_data(ObjectType::All).stream().collect().await;
    match (whole, streamed) {
        (Ok(whole), Ok(streamed)) => assert_eq!(whole, streamed, "{body}"),
        (Ok(_), Err(error)) => assert!(error.to_string().contains("read it whole"), "{body}: {error}"),
        (Err(_), Err(_)) => {}
        (Err(error), Ok(_)) => panic!("{body}: {error}"),
    }
}

proptest! {
    #[test]
    fn a_stream_gives_what_the_whole_gives(body in document(), step in 1_usize..40) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(streamed_as_whole(&body, step));
    }

    /// Whatever comes, nothing panics, and no write is taken for done without a word that it is.
    #[test]
    fn no_write_is_done_by_chance(body in document()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        match runtime.block_on(booked(&body)) {
            Ok(_) => prop_assert!(body.contains(r#""OK""#) || body.contains(r#""result":true"#), "{}", body),
            Err(error) if body.contains(r#""result":"error""#) => drop(error),
            Err(error) => prop_assert!(error.delivery() == Delivery::Unknown, "{}: {}", body, error),
        }
    }

    #[test]
    fn other_reads_do_not_panic(body in document()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let _ = answering(body.clone()).task().show(5).await;
            let _ = answering(body.clone()).task().get_list().await;
            let _ = answering(body.clone()).customer().get_customers_id().name("a").await;
            let _ = answering(body.clone()).attach().get_file_temporary_link("f").await;
            let _ = answering(body.clone()).commutation().get_data(commutation::ObjectType::Fiber).await;
            let _ = answering(body.clone()).device().get_pon_level_history().device_id(12).await;
            let _ = answering(body.clone()).attach().get_file("f").await;
        });
    }
}

#[tokio::test]
async fn no_text_shows_what_is_secret() {
    for method in [kubalink_client::Method::Get, kubalink_client::Method::Post] {
        let body = r#"{"Result":"ERROR","ErrorText":"key sesame-key, pass open-sesame"}"#;
        for reply in [Reply::ok(body), Reply::status(403).body(body), Reply::status(500).body("sesame-key")] {
            let erp = Client::builder("https://erp.test").unwrap().key("sesame-key").method(method);
            let erp = erp.transport(Script::new([reply])).build().unwrap();
            let change = erp.customer().pass_change(42, "open-sesame").pass_old("old-sesame");
            let shown = format!("{erp:?} {change:?} {:?} {:?}", change.request().unwrap(), erp.newin());
            let error = change.await.unwrap_err();
            let shown = format!("{shown} {error} {error:?} {:?}", error.message());
            assert!(!shown.contains("sesame"), "{shown}");
        }
    }
}

#[tokio::test]
async fn an_error_behind_a_long_start_ends_a_stream() {
    let text = "x".repeat(5000);
    for body in [
        format!(r#"{{"ErrorText":"{text}","Result":"ERROR"}}"#),
        format!(r#"{{"data":[],"x":"{text}","Result":"ERROR","ErrorText":"no"}}"#),
        format!(r#"{{"data":"{text}","Result":"ERROR","ErrorText":"no"}}"#),
    ] {
        let pieces: Vec<_> = body.as_bytes().chunks(700).map(bytes::Bytes::copy_from_slice).collect();
        let script = Script::new([Reply::status(200).chunks(pieces, std::time::Duration::ZERO)]);
        let error = with(&script).device().get_data(ObjectType::All).stream().collect().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, Delivery::Refused));
    }
}

#[tokio::test]
async fn a_broken_stream_gives_its_whole_records_first() {
    let body = r#"{"result":"OK","data":{"1":{"id":1},"2":{"id":2},"3":{"id"#;
    let script = Script::new([Reply::ok(body).cut()]);
    let mut devices = with(&script).device().get_data(ObjectType::All).stream();
    for id in [1, 2] {
        assert_eq!(devices.next().await.unwrap().unwrap().id.get(), id);
    }
    assert_eq!(devices.next().await.unwrap().unwrap_err().kind(), ErrorKind::Interrupted);
    assert!(devices.next().await.is_none());
}

#[tokio::test]
async fn the_tasks_of_a_search_carry_its_way_of_sending() {
    let script = Script::new([page([1], None), Reply::ok(r#"{"result":"OK","data":{"id":1}}"#)]);
    let search = with(&script).task().get_list().skip_internal_api(true).lang("ru");
    let tasks = search.method(kubalink_client::Method::Get).tasks().collect().await.unwrap();
    assert_eq!(tasks.len(), 1);
    for sent in script.requests() {
        assert!(sent.url.starts_with("https://erp.test/api.php?key=k&cat=task&"), "{}", sent.url);
        assert!(sent.url.contains("skip_internal_api=1") && sent.url.contains("lang=ru"), "{}", sent.url);
    }
}

#[tokio::test]
async fn a_part_that_fails_fails_the_call() {
    let script = Script::new([part(&[1]), Reply::ok(r#"{"Result":"ERROR"}"#), part(&[3])]);
    let tasks = with(&script).task().show_many([1, 2, 3]).in_parts_of(1).await;
    assert_eq!(tasks.unwrap_err().kind(), ErrorKind::Api);
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn what_a_page_is_looked_for_by_is_encoded() {
    let erp = answering("");
    let url = erp.redirect_to_customer(kubalink_client::RedirectCustomer::Tel, "+7 9&action=x#?");
    let url = url.expose();
    assert!(
        url.ends_with("&typer=tel&value=%2B7%209%26action%3Dx%23%3F")
            || url.ends_with("value=%2B7+9%26action%3Dx%23%3F"),
        "{url}"
    );
}

#[tokio::test]
async fn a_record_may_begin_with_an_object_that_is_not_known() {
    let body = r#"{"result":"OK","data":{"new_field":{"a":1},"id":5}}"#;
    assert_eq!(answering(body).task().show(5).await.unwrap().unwrap().id.get(), 5);
}

#[tokio::test]
async fn no_mark_is_no_mark() {
    for mark in ["0", r#""0""#, "[0]"] {
        let body = format!(r#"{{"result":"OK","data":{{"id":5,"mark":{mark},"group":{mark}}}}}"#);
        let card = answering(body).customer().get_data(5).await.unwrap().unwrap();
        assert!(card.mark.is_empty() && card.group.is_empty(), "{mark}");
    }
}

#[tokio::test]
async fn records_in_another_field_keep_their_order() {
    let body = r#"{"result":"OK","list":{"20":{"id":20},"3":{"id":3}},"count":2}"#;
    let devices = answering(body).device().get_data(ObjectType::All).await.unwrap();
    assert_eq!(devices.iter().map(|device| device.id.get()).collect::<Vec<_>>(), [20, 3]);
    let body = r#"{"result":"OK","list":[{"id":20},{"id":{}}]}"#;
    let error = answering(body).device().get_data(ObjectType::All).await.unwrap_err();
    assert_eq!(error.path(), Some("list[1].id"));
}
