//! Any JSON, in any place: every read ends, and no error tells a value.

use isp_test_support::secret;
use kubalink_client::attach::AttachTo;
use kubalink_client::commutation::ObjectType;
use kubalink_client::customer::{ActivityCounter, CustomerKey};
use kubalink_client::device::ObjectType as Devices;
use kubalink_client::{Client, Error, Mac};
use proptest::prelude::*;
use serde_json::{Map, Value};
use tokio::runtime::Builder;

use super::answered;

/// Names that mean something to one read or another.
const NAMES: [&str; 34] = [
    "data",
    "Data",
    "id",
    "Id",
    "list",
    "count",
    "uuid",
    "new_id",
    "0",
    "1",
    "42",
    "finish",
    "result",
    "ip",
    "mac",
    "mark",
    "group",
    "customer",
    "additional_data",
    "balance",
    "date_create",
    "date_connect",
    "address",
    "agreement",
    "state",
    "staff",
    "comments",
    "ifaces",
    "iface",
    "uplink_iface_array",
    "telnet_pass",
    "connect_id",
    "object_type",
    "value",
];

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0_u64..50).prop_map(Value::from),
        Just(Value::from("")),
        Just(Value::from("error")),
        Just(Value::from("hush")),
        Just(Value::from("1,hush,3")),
        Just(Value::from("42,43")),
        Just(Value::from("2026-13-45 hush")),
        Just(Value::from("178320547")),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let name = proptest::sample::select(&NAMES[..]).prop_map(str::to_owned);
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..6).prop_map(|fields| Map::from_iter(fields).into()),
        ]
    })
}

/// Every kind of read.
async fn errors(erp: &Client) -> Vec<Error> {
    let (customer, device, task) = (erp.customer(), erp.device(), erp.task());
    let all = [
        customer.get_data(42).await.err(),
        customer.get_data_many([42]).await.err(),
        customer.get_data_many([42]).stream().collect().await.err(),
        customer.abon_hist(42).await.err(),
        customer.add().is_potential(true).await.err(),
        customer.get_abon_id(CustomerKey::Ip, "1").await.err(),
        customer.get_customers_id().name("a").await.err(),
        customer.get_activity_counter(ActivityCounter::Net).await.err(),
        customer.get_last_ip().await.err(),
        customer.get_mac_history(42).await.err(),
        customer.msg_add(42, "x").await.err(),
        customer.to_ex(42).await.err(),
        device.get_data(Devices::All).await.err(),
        device.get_data(Devices::All).stream().collect().await.err(),
        device.get_iface_info(1).await.err(),
        device.get_pon_level_history().device_id(1).await.err(),
        device.get_ont_data().device_id(1).await.err(),
        device.find_mac(Mac::new([1; 6])).await.err(),
        erp.commutation().get_data(ObjectType::Fiber).await.err(),
        erp.attach().get().object_type(AttachTo::Task).object_id(1).await.err(),
        erp.attach().get_file_temporary_link("u").await.err(),
        task.get_list().await.err(),
        task.show(1).await.err(),
        task.show_many([1]).stream().collect().await.err(),
        task.get_catalog_type().await.err(),
        task.get_allow_staff(1).await.err(),
        customer.get_data(42).json::<Vec<u8>>().await.err(),
    ];
    all.into_iter().flatten().collect()
}

fn check(body: String) {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    for error in runtime.block_on(errors(&answered(body.clone()))) {
        let shown = format!("{error} {error:#?}");
        assert!(!shown.contains("hush"), "{body}: {shown}");
    }
}

#[test]
fn any_json_is_read_or_refused() {
    secret::check(120, &json(), |value| {
        check(value.to_string());
        check(format!(r#"{{"Result":"OK","data":{value}}}"#));
        check(format!(r#"{{"result":"OK","Id":{value},"data":{{"42":{value}}}}}"#));
        Ok(())
    });
}

/// Cut at every byte, and with every byte replaced.
#[test]
fn any_text_is_read_or_refused() {
    let body =
        r#"{"Result":"OK","count":"1","data":{"42":{"id":42,"login":"hush","mark":{"2":{}},"ip":"hush"}}}"#;
    for at in 0..body.len() {
        check(body[..at].to_owned());
        for byte in ["\"", "{", "]", ","] {
            check(format!("{}{byte}{}", &body[..at], &body[at + 1..]));
        }
    }
}

/// Deep, wide and long, in time that grows with the length only.
#[test]
fn depth_and_width_are_bounded() {
    for body in [
        "[".repeat(30_000),
        r#"{"data":"#.repeat(30_000),
        format!(r#"{{"Result":"OK","data":{}"#, r#"{"42":"#.repeat(30_000)),
        format!(r#"{{"Result":"OK","data":[{}1]}}"#, "[],".repeat(30_000)),
        format!(r#"{{"Result":"OK","data":{{{}"x":1}}}}"#, r#""1":{},"#.repeat(30_000)),
        format!(r#"{{"Result":"OK","data":"{}"}}"#, "1,".repeat(30_000)),
        format!(r#"{{"Result":"OK","list":"{}"}}"#, "1,".repeat(30_000)),
    ] {
        check(body);
    }
}
