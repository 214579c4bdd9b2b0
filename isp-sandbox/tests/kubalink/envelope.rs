//! The switches of the envelope, of refusals and of what is not there.

use isp_sandbox::kubalink::{
    Dialect, Envelope, ErrorKey, ErrorStyle, IdLists, MissingId, MissingItem, MissingObject, OneOrMany,
};
use serde_json::{Value, json};

use crate::http::{call, ok, speaking};

fn plain() -> Dialect {
    Dialect::default()
}

const NEW_TASK: [(&str, &str); 2] = [("work_datedo", "2026-04-16"), ("work_typer", "1")];

#[tokio::test]
async fn spelling_of_the_keys() {
    for (envelope, id, task, list, staff) in [
        (Envelope::ByAction, "id", "Id", ["result", "data", "count"], "Data"),
        (Envelope::Lower, "id", "id", ["result", "data", "count"], "data"),
        (Envelope::Capital, "Id", "Id", ["Result", "Data", "Count"], "Data"),
        (Envelope::Mixed, "Id", "Id", ["Result", "data", "count"], "data"),
    ] {
        let erp = speaking(Dialect { envelope, ..plain() }).await;
        let [result, data, count] = list;
        assert!(ok(&erp, "trader.add", &[("name", "x")]).await.get(id).is_some(), "{envelope:?}");
        let made = ok(&erp, "task.add", &NEW_TASK).await;
        assert_eq!((&made[result], made.get(task).is_some()), (&json!("OK"), true), "{envelope:?}");
        assert!(ok(&erp, "billing.get", &[]).await.get(data).is_some(), "{envelope:?}");
        let tasks = ok(&erp, "task.get_list", &[]).await;
        assert!(tasks.get(count).is_some() && tasks.get("list").is_some(), "{envelope:?}");
        assert!(
            ok(&erp, "task.get_allow_staff", &[("id", "501")]).await.get(staff).is_some(),
            "{envelope:?}"
        );
    }
}

#[tokio::test]
async fn refusals() {
    for (style, key, status, body) in [
        (ErrorStyle::Both, ErrorKey::ErrorText, 400, json!({"result": "ERROR", "ErrorText": "no"})),
        (ErrorStyle::Status, ErrorKey::Lower, 400, json!({"error": "no"})),
        (ErrorStyle::Body, ErrorKey::Capital, 200, json!({"result": "ERROR", "Error": "no"})),
        (ErrorStyle::Body, ErrorKey::Msg, 200, json!({"result": "ERROR", "msg": "no"})),
    ] {
        let erp = speaking(Dialect { error_style: style, error_key: key, ..plain() }).await;
        erp.refuse_next("no");
        let answer = call(&erp, "customer.delete", &[("id", "42")]).await;
        assert_eq!((answer.status, answer.json()), (status, body), "{style:?}");
        assert!(erp.acts().is_empty());
        assert_eq!(ok(&erp, "customer.delete", &[("id", "42")]).await, json!({"result": "OK"}));
    }
}

#[tokio::test]
async fn one_or_many() {
    let (one, two) = (("customer_id", "42"), ("customer_id", "42,43,42,77"));
    for (one_or_many, bare) in [(OneOrMany::ByCount, true), (OneOrMany::AlwaysMap, false)] {
        let erp = speaking(Dialect { one_or_many, ..plain() }).await;
        let card = ok(&erp, "customer.get_data", &[one]).await["data"].take();
        assert_eq!(card.get("id").is_some(), bare);
        assert_eq!(card.get("42").is_some(), !bare);
        let cards = ok(&erp, "customer.get_data", &[two]).await["data"].take();
        assert_eq!(cards.as_object().unwrap().keys().collect::<Vec<_>>(), ["42", "43"]);
        let task = ok(&erp, "task.show", &[("id", "501")]).await["data"].take();
        assert_eq!(task.get("id").is_some(), bare);
        let tasks = ok(&erp, "task.show", &[("id", "501,502")]).await["data"].take();
        assert_eq!(tasks["502"]["id"], 502);
    }
}

#[tokio::test]
async fn an_id_that_is_not_there() {
    let customer = [("data_typer", "login"), ("data_value", "nobody")];
    let item = [("data_typer", "serial_number"), ("data_value", "none")];
    let (absent, zero) = (json!({"result": "OK"}), json!({"result": "OK", "Id": 0}));
    for (missing_id, of_customer, of_item) in [
        (MissingId::ByAction, Some(&absent), Some(json!({"result": "OK", "id": 0}))),
        (MissingId::Zero, Some(&zero), Some(json!({"result": "OK", "id": 0}))),
        (MissingId::Absent, Some(&absent), Some(absent.clone())),
        (MissingId::Refused, None, None),
    ] {
        let erp = speaking(Dialect { missing_id, ..plain() }).await;
        for (name, asked, expected) in [
            ("customer.get_abon_id", customer, of_customer),
            ("inventory.get_inventory_id", item, of_item.as_ref()),
        ] {
            let answer = call(&erp, name, &asked).await;
            match expected {
                Some(body) => {
                    assert_eq!((answer.status, &answer.json()), (200, body), "{missing_id:?} {name}")
                }
                None => assert_eq!(answer.status, 400, "{missing_id:?} {name}"),
            }
        }
    }
}

#[tokio::test]
async fn an_object_that_is_not_there() {
    let reads = [
        ("customer.get_data", [("customer_id", "4242")]),
        ("task.show", [("id", "4242")]),
        ("inventory.get_inventory", [("id", "4242")]),
        ("device.get_ont_data", [("id", "FFFF")]),
    ];
    let (absent, empty) = (json!({"result": "OK"}), json!({"result": "OK", "data": []}));
    for (missing_object, card, onu) in [
        (MissingObject::ByAction, Some(&absent), Some(&empty)),
        (MissingObject::Absent, Some(&absent), Some(&absent)),
        (MissingObject::EmptyList, Some(&empty), Some(&empty)),
        (MissingObject::Refused, None, None),
    ] {
        let erp = speaking(Dialect { missing_object, ..plain() }).await;
        for (name, asked) in reads {
            let answer = call(&erp, name, &asked).await;
            match if name == "device.get_ont_data" { onu } else { card } {
                Some(body) => {
                    assert_eq!((answer.status, &answer.json()), (200, body), "{missing_object:?} {name}")
                }
                None => assert_eq!(answer.status, 400, "{missing_object:?} {name}"),
            }
        }
    }
}

#[tokio::test]
async fn a_task_that_is_not_there_among_others() {
    for (missing_item, expected) in
        [(MissingItem::ErrorText, Some(json!("error"))), (MissingItem::Absent, None)]
    {
        let erp = speaking(Dialect { missing_item, ..plain() }).await;
        let tasks = ok(&erp, "task.show", &[("id", "501,4242")]).await["data"].take();
        assert_eq!((tasks.get("4242").cloned(), tasks["501"].is_object()), (expected, true));
    }
}

#[tokio::test]
async fn lists_of_ids() {
    for (id_lists, list, none) in
        [(IdLists::Text, json!("501,502"), json!("")), (IdLists::List, json!([501, 502]), json!([]))]
    {
        let erp = speaking(Dialect { id_lists, ..plain() }).await;
        assert_eq!(ok(&erp, "task.get_list", &[("state_id", "1,2")]).await["list"], list);
        assert_eq!(ok(&erp, "task.get_list", &[("state_id", "9")]).await["list"], none);
        let related: Value = ok(&erp, "task.get_related_task_id", &[("id", "502")]).await["Data"].take();
        assert_eq!(related, if id_lists == IdLists::Text { json!("501") } else { json!([501]) });
    }
}
