//! The switches of values and containers.

use isp_sandbox::kubalink::{
    AdditionalData, AgreementDate, DeviceColumns, Dialect, Empties, Flags, Lists, Typing, UnknownContainer,
};
use serde_json::{Value, json};

use crate::http::{data, ok, speaking};

fn plain() -> Dialect {
    Dialect::default()
}

async fn card(dialect: Dialect) -> Value {
    data(&speaking(dialect).await, "customer.get_data", &[("customer_id", "42")]).await
}

#[tokio::test]
async fn typing() {
    for (typing, expected) in [
        (Typing::Mixed, json!([42, "150.50", "1", 2, "10000042", "178320547"])),
        (Typing::Texts, json!(["42", "150.50", "1", "2", "10000042", "178320547"])),
        (Typing::Numbers, json!([42, 150.5, 1, 2, "10000042", 178_320_547])),
    ] {
        let card = card(Dialect { typing, ..plain() }).await;
        let fields = [
            &card["id"],
            &card["balance"],
            &card["billing_id"],
            &card["state_id"],
            &card["account_number"],
            &card["ip_mac"]["178320547"]["ip"],
        ];
        assert_eq!(json!(fields), expected, "{typing:?}");
    }
    let texts = speaking(Dialect { typing: Typing::Texts, ..plain() }).await;
    let list = ok(&texts, "task.get_list", &[]).await;
    assert_eq!(list["count"], "3");
    assert_eq!(ok(&texts, "trader.add", &[("name", "x")]).await["id"], "10001");
}

#[tokio::test]
async fn flags() {
    for (flags, expected) in [
        (Flags::Numbers, json!([0, 1])),
        (Flags::Texts, json!(["0", "1"])),
        (Flags::Booleans, json!([false, true])),
    ] {
        let dialect = Dialect { flags, ..plain() };
        let card = card(dialect.clone()).await;
        assert_eq!(json!([card["flag_corporate"], card["is_in_billing"]]), expected, "{flags:?}");
        let devices = data(&speaking(dialect).await, "device.get_data", &[("object_type", "all")]).await;
        assert_eq!((&devices["71"]["is_online"], &devices["72"]["is_online"]), (&json!(1), &json!(-1)));
    }
}

#[tokio::test]
async fn empties() {
    for (empties, expected) in [
        (Empties::List, Some(json!([]))),
        (Empties::Object, Some(json!({}))),
        (Empties::Null, Some(Value::Null)),
        (Empties::Absent, None),
    ] {
        let erp = speaking(Dialect { empties, ..plain() }).await;
        let card = data(&erp, "customer.get_data", &[("customer_id", "43")]).await;
        assert_eq!(card.get("ip_mac").cloned(), expected, "{empties:?}");
        assert_eq!(card.get("additional_data").cloned(), expected, "{empties:?}");
        let none = ok(&erp, "node.get", &[("id", "9")]).await;
        assert_eq!(none.get("data").cloned(), expected, "{empties:?}");
        // A list is a list.
        assert_eq!(card["email"], json!([]), "{empties:?}");
        assert_eq!(ok(&erp, "task.get_comment", &[("id", "9")]).await["data"], json!([]));
    }
}

#[tokio::test]
async fn lists_and_unknown_containers() {
    let objects = Dialect { lists: Lists::Objects, ..plain() };
    let dump = card(objects.clone()).await;
    assert_eq!(dump["phone"]["0"]["number"], "+79130000001");
    assert_eq!(dump["email"]["0"]["flag_main"], 1);
    let erp = speaking(objects).await;
    assert_eq!(data(&erp, "task.get_comment", &[("task_id", "501")]).await["1"]["comment_id"], 2);
    assert_eq!(
        data(&erp, "customer.get_customers_id", &[("house_id", "900")]).await,
        json!({"0": 42, "1": 43})
    );

    let list = data(&speaking(plain()).await, "billing.get", &[]).await;
    assert_eq!(list[1]["id"], 2);
    let map = Dialect { unknown_container: UnknownContainer::Map, ..plain() };
    let map = data(&speaking(map).await, "billing.get", &[]).await;
    assert_eq!(map, json!({"1": list[0], "2": list[1]}));
}

#[tokio::test]
async fn additional_fields() {
    let object = json!({"id": 6, "caption": "Reason", "value": "No link"});
    let made = json!({"id": 9, "caption": "Field 9", "value": "rack 2"});
    for (additional_data, of_task, of_device) in [
        (AdditionalData::ByObject, json!({"6": object}), json!({"9": "rack 2"})),
        (AdditionalData::Objects, json!({"6": object}), json!({"9": made})),
        (AdditionalData::Values, json!({"6": "No link"}), json!({"9": "rack 2"})),
        (AdditionalData::None, json!([]), json!([])),
    ] {
        let erp = speaking(Dialect { additional_data, ..plain() }).await;
        let task = data(&erp, "task.show", &[("id", "501")]).await;
        assert_eq!(task["additional_data"], of_task, "{additional_data:?}");
        let devices = data(&erp, "device.get_data", &[("object_type", "switch")]).await;
        assert_eq!(devices["71"]["additional_data"], of_device, "{additional_data:?}");
    }
}

#[tokio::test]
async fn dates_of_agreements() {
    for (agreement_date, expected) in [
        (AgreementDate::DateTime, "2023-03-09 15:47:54"),
        (AgreementDate::Date, "2023-03-09"),
        (AgreementDate::Dotted, "09.03.2023"),
    ] {
        let card = card(Dialect { agreement_date, ..plain() }).await;
        assert_eq!(card["agreement"][0]["date"], expected);
    }
}

#[tokio::test]
async fn columns_of_devices() {
    for (device_columns, upper) in
        [(DeviceColumns::Once, Value::Null), (DeviceColumns::Twice, json!("Mill Street, 9"))]
    {
        let erp = speaking(Dialect { device_columns, ..plain() }).await;
        let devices = data(&erp, "device.get_data", &[("object_type", "switch")]).await;
        assert_eq!(
            (&devices["71"]["location"], &devices["71"]["LOCATION"]),
            (&json!("Mill Street, 9"), &upper)
        );
    }
}

#[tokio::test]
async fn escaped_text() {
    for (escaped, comment, name) in [
        (true, "Asks for &quot;Sergey&quot;", "O&#039;Brien &quot;Upper&quot; Lane"),
        (false, "Asks for \"Sergey\"", "O'Brien \"Upper\" Lane"),
    ] {
        let dialect = Dialect { escaped, ..plain() };
        assert_eq!(card(dialect.clone()).await["comment"], comment);
        assert_eq!(data(&speaking(dialect).await, "address.get_street", &[]).await["8"]["name"], name);
    }
}

#[tokio::test]
async fn every_position_is_there_once() {
    let positions = Dialect::positions();
    assert_eq!(positions[0].1, plain());
    for (index, (name, dialect)) in positions.iter().enumerate() {
        assert!(positions[..index].iter().all(|(_, other)| other != dialect), "{name}");
    }
    // 16 switches with 48 positions, of which 16 are the default, and `escaped`.
    assert_eq!(positions.len(), 1 + 48 - 16 + 1);
}
