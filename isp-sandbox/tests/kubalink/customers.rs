//! What is done to customers is read back.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{CUSTOMER, FORMER, Kind, NEIGHBOUR};
use serde_json::{Value, json};

use crate::http::{call, data, ok, refusal, start};

async fn card(erp: &isp_sandbox::kubalink::Running, id: &str) -> Value {
    data(erp, "customer.get_data", &[("customer_id", id)]).await
}

#[tokio::test]
async fn money_is_booked_once_and_stands_in_the_history() {
    let erp = start().await;
    let payment =
        [("customer_id", "42"), ("amount", "150.25"), ("comment", "cash desk 3"), ("employee_id", "7")];
    ok(&erp, "customer.change_balance", &payment).await;
    ok(&erp, "customer.change_balance", &[("customer_id", "42"), ("amount", "-0.75"), ("comment", "")]).await;
    assert_eq!(card(&erp, "42").await["balance"], "300");
    assert_eq!(erp.balance(CUSTOMER).as_deref(), Some("300"));
    assert_eq!(erp.balance(NEIGHBOUR).as_deref(), Some("0"));
    let history = data(&erp, "customer.abon_hist", &[("customer_id", "42")]).await;
    let sums: Vec<_> = history.as_array().unwrap().iter().map(|row| row["Amount"].clone()).collect();
    assert_eq!(sums, [json!(100), json!(50.5), json!(150.25), json!(-0.75)]);
    assert_eq!((&history[2]["Comment"], &history[2]["empoyee_id"]), (&json!("cash desk 3"), &json!(7)));
    let acts = erp.acts();
    assert_eq!(acts.len(), 2);
    assert_eq!((acts[0].name().as_str(), acts[0].id), ("customer.change_balance", CUSTOMER));
    assert_eq!(acts[0].parameter("amount"), Some("150.25"));
    assert_eq!(acts[0].parameter("key"), None);
    for amount in ["", "much", "1,5", "1.001", "99999999999999999"] {
        let wrong = [("customer_id", "42"), ("amount", amount), ("comment", "")];
        assert_eq!(call(&erp, "customer.change_balance", &wrong).await.status, 400, "{amount}");
    }
    let nobody = [("customer_id", "4242"), ("amount", "1"), ("comment", "")];
    assert!(refusal(&erp, "customer.change_balance", &nobody).await.contains("customer_id"));
    assert_eq!(erp.acts().len(), 2);
}

#[tokio::test]
async fn a_card_is_made_changed_and_deleted() {
    let erp = start().await;
    let made =
        ok(&erp, "customer.add", &[("fio", "New & Co"), ("is_potential", "1"), ("is_corporate", "1")]).await;
    let id = made["id"].to_string();
    let edits = [
        ("id", id.as_str()),
        ("name", "Newer"),
        ("agreement_number", "N-1"),
        ("agreement_date", "2026-04-15 00:00:00"),
        ("phone0", "+79130001111"),
        ("phone2", "22"),
        ("house_id", "900"),
        ("apartment_number", "77"),
        ("floor", "9"),
        ("email", "new@example.test"),
        ("comment", "c"),
        ("group_id", "52"),
    ];
    ok(&erp, "customer.edit", &edits).await;
    let now = card(&erp, &id).await;
    assert_eq!(
        (&now["full_name"], &now["flag_corporate"], &now["is_potential"]),
        (&json!("Newer"), &json!(1), &json!(1))
    );
    assert_eq!(now["agreement"][0], json!({"number": "N-1", "date": "2026-04-15 00:00:00"}));
    assert_eq!(now["phone"][0]["number"], "+79130001111");
    assert_eq!(now["phone"][2]["number"], "22");
    assert_eq!(now["address"][0]["apartment"]["number"], "77");
    assert_eq!((&now["address"][0]["house_id"], &now["address"][0]["floor"]), (&json!(900), &json!("9")));
    assert_eq!(
        (&now["email"][0]["address"], &now["group"]["52"]["id"]),
        (&json!("new@example.test"), &json!(52))
    );
    assert_eq!(erp.acts()[0].id.to_string(), id);
    ok(&erp, "customer.delete", &[("id", &id)]).await;
    assert_eq!(ok(&erp, "customer.get_data", &[("customer_id", &id)]).await, json!({"result": "OK"}));
    assert_eq!(call(&erp, "customer.delete", &[("id", &id)]).await.status, 400);
}

#[tokio::test]
async fn states_tariffs_marks_addresses_services() {
    let erp = start().await;
    let of = |name: &'static str, value: &'static str| [("customer_id", "42"), (name, value)];
    ok(&erp, "customer.state_change", &of("state_id", "0")).await;
    ok(&erp, "customer.tarif_change", &of("tarif", "1215")).await;
    ok(&erp, "customer.mark_add", &of("mark_id", "4")).await;
    ok(&erp, "customer.mark_delete", &of("mark_id", "3")).await;
    ok(&erp, "customer.change_date_connect", &of("value", "2026-04-15")).await;
    ok(
        &erp,
        "customer.ip_add",
        &[("customer_id", "42"), ("value", "10.0.0.1"), ("mac", "00:11:22:33:44:ff")],
    )
    .await;
    ok(&erp, "customer.service_add", &of("service_id", "2")).await;
    let now = card(&erp, "42").await;
    assert_eq!((&now["state_id"], &now["tariff"]["current"][0]["id"]), (&json!(0), &json!("1215")));
    assert_eq!(now["mark"], json!({"4": {"id": 4}}));
    assert_eq!(now["ip_mac"]["167772161"], json!({"ip": "167772161", "mac": "0011223344FF"}));
    assert!(now["service"]["2"].is_object());
    ok(&erp, "customer.set_mac_by_ip", &[("ip", "10.0.0.1"), ("mac", "aa:aa:aa:aa:aa:aa")]).await;
    assert_eq!(card(&erp, "42").await["ip_mac"]["167772161"]["mac"], "AAAAAAAAAAAA");
    ok(&erp, "customer.ip_delete", &of("value", "10.0.0.1")).await;
    assert_eq!(card(&erp, "42").await["ip_mac"].as_object().unwrap().len(), 1);
    ok(&erp, "customer.ip_delete", &of("value", "all")).await;
    assert_eq!(card(&erp, "42").await["ip_mac"], json!([]));
    assert_eq!(call(&erp, "customer.state_change", &of("state_id", "3")).await.status, 400);
    assert_eq!(call(&erp, "customer.ip_add", &of("value", "10.0.0.256")).await.status, 400);
}

#[tokio::test]
async fn messages_are_kept() {
    let erp = start().await;
    let from = ok(&erp, "customer.msg_add", &[("customer_id", "42"), ("text", "<b>help</b>")]).await;
    ok(
        &erp,
        "customer.msg_add_to_customer",
        &[("customer_id", "42"), ("employee_id", "8"), ("text", "soon")],
    )
    .await;
    let all = data(&erp, "customer.msg", &[("customer_id", "42")]).await;
    assert_eq!(all.as_array().unwrap().len(), 4);
    assert_eq!((&all[2]["Id"], &all[2]["Text"]), (&from["id"], &json!("&lt;b&gt;help&lt;/b&gt;")));
    let by_eight = data(&erp, "customer.msg", &[("employee_id", "8")]).await;
    assert_eq!(by_eight.as_array().unwrap().len(), 1);
    let old = data(&erp, "customer.msg", &[("date_add_to", "2026-04-14")]).await;
    assert_eq!(old.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn one_is_found_by_what_is_known() {
    let erp = start().await;
    for (kind, value, id) in [
        ("account", "10000042", 42),
        ("billing_uid", "4200", 42),
        ("codeti", "4300", 43),
        ("dognumber", "A-42", 42),
        ("ip", "10.160.244.163", 42),
        ("login", "petrova", 43),
        ("mac", "00:11:22:33:44:aa", 42),
        ("mail", "ivanov@example.test", 42),
        ("phone", "+79130000002", 43),
    ] {
        let found = ok(&erp, "customer.get_abon_id", &[("data_typer", kind), ("data_value", value)]).await;
        assert_eq!(found, json!({"result": "OK", "Id": id}), "{kind}");
    }
    let old = [("data_typer", "dognumber"), ("data_value", "A-44"), ("is_skip_old", "1")];
    assert_eq!(ok(&erp, "customer.get_abon_id", &old).await, json!({"result": "OK"}));
    assert_eq!(ok(&erp, "customer.get_abon_id", &old[..2]).await["Id"], FORMER);
    let several =
        Sandbox::kubalink().object(Kind::Customer, 45, json!({"phone": [{"number": "+79130000002"}]}));
    let several = several.start().await.unwrap();
    let found =
        ok(&several, "customer.get_abon_id", &[("data_typer", "phone"), ("data_value", "+79130000002")])
            .await;
    assert_eq!(found["Id"], json!([43, 45]));
}

#[tokio::test]
async fn many_are_found_by_conditions() {
    let erp = start().await;
    for (conditions, ids) in [
        (&[("house_id", "900")][..], json!([42, 43])),
        (&[("house_id", "900"), ("appartment", "24")], json!([43])),
        (&[("balance_from", "-100"), ("balance_to", "0")], json!([43, 44])),
        (&[("name", "Ivan"), ("is_like", "1")], json!([42])),
        (&[("name", "Ivan")], json!([])),
        (&[("is_ex", "1")], json!([44])),
        (&[("is_corporate", "1")], json!([43])),
        (&[("manager_id", "0")], json!([44])),
        (&[("mark_id", "3")], json!([42])),
        (&[("tariff_id", "1215")], json!([43])),
        (&[("billing_id", "1"), ("limit", "1")], json!([42])),
        (&[("address_unit_id", "7")], json!([1, 42, 43])),
        (&[("address_unit_id", "1100")], json!([42, 43])),
        (&[("date_connect_from", "2023-01-01")], json!([42])),
    ] {
        assert_eq!(data(&erp, "customer.get_customers_id", conditions).await, ids, "{conditions:?}");
    }
    assert_eq!(call(&erp, "customer.get_customers_id", &[("limit", "1")]).await.status, 400);
}
