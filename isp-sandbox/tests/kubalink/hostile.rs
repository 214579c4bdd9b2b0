//! Whatever the values are, there is an answer.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{Dialect, KEY};

use crate::actions::listed;
use crate::http::{call, get, ok, post};

#[tokio::test]
async fn any_value_in_any_parameter() {
    let strict = false;
    let erp = Sandbox::kubalink().dialect(Dialect { strict, ..Dialect::default() }).start().await.unwrap();
    for value in [
        "",
        "-1",
        "0",
        "1",
        "42",
        "501",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        ",,1,,x",
        "NaN",
        "1e309",
        "<'\"&>",
        "Ж",
        "5a1de000-0000-4000-8000-000000000001",
        "all",
        "customer",
        "2026-04-15",
        "a.b.c",
    ] {
        for (name, action) in &listed() {
            let all = action.required.iter().chain(&action.one_of).chain(&action.optional);
            let parameters: Vec<_> = all.map(|parameter| (*parameter, value)).collect();
            let answer = call(&erp, name, &parameters).await;
            assert!([200, 400].contains(&answer.status), "{name} {value:?}: {}", answer.status);
            if name != "attach.get_file" {
                answer.json();
            }
        }
    }
}

#[tokio::test]
async fn names_that_are_no_parameters() {
    let strict = false;
    let erp = Sandbox::kubalink().dialect(Dialect { strict, ..Dialect::default() }).start().await.unwrap();
    // What is kept under such a name must not break what reads it.
    let fields = [
        "address",
        "phone",
        "agreement",
        "ip_mac",
        "mark",
        "tariff",
        "additional_data",
        "balance",
        "billing",
    ];
    let fields: Vec<_> = [("id", "42")].into_iter().chain(fields.map(|name| (name, "x"))).collect();
    ok(&erp, "customer.edit", &fields).await;
    ok(
        &erp,
        "customer.edit",
        &[("id", "42"), ("phone1", "1"), ("agreement_number", "1"), ("house_id", "900")],
    )
    .await;
    ok(&erp, "customer.mark_add", &[("customer_id", "42"), ("mark_id", "3")]).await;
    ok(&erp, "customer.change_balance", &[("customer_id", "42"), ("amount", "1"), ("comment", "")]).await;
    ok(&erp, "customer.get_data", &[("customer_id", "42")]).await;
    ok(&erp, "customer.get_customers_id", &[("house_id", "900"), ("tariff_id", "1")]).await;
    for query in ["[]=1", "%5B%5D", "data[[]]=1", "key[]=x", "cat[]=task", "&&&===", "%00=%FF"] {
        let answer = get(&erp, &format!("key={KEY}&cat=task&action=get_list&{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
    }
}

#[tokio::test]
async fn long_lists() {
    let erp = Sandbox::kubalink().generated_houses(20_000).start().await.unwrap();
    let ids: Vec<_> = (1..100_000).map(|id| id.to_string()).collect();
    let ids = ids.join(",");
    for (head, name) in [
        ("cat=customer&action=get_data", "customer_id"),
        ("cat=address&action=get_house", "building_id"),
        ("cat=task&action=show", "id"),
        ("cat=device&action=get_data&object_type=all", "object_id"),
    ] {
        let answer = post(&erp, &format!("?key={KEY}&{head}"), &format!("{name}={ids}")).await;
        assert_eq!(answer.status, 200, "{head}");
        assert!(answer.json()["data"].is_object(), "{head}");
    }
    assert_eq!(erp.calls()[0].parameter("customer_id"), Some(ids.as_str()));
}
