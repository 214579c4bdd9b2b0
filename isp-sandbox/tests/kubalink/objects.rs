//! Devices, houses, nodes, the warehouse, files and plain lists: what is written is read back.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{ATTACHMENT, KEY, Kind};
use serde_json::{Value, json};

use crate::http::{call, data, exchange, get, ok, refusal, start};

fn keys(map: &Value) -> Vec<&str> {
    map.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn devices() {
    let erp = start().await;
    let read = async |extra: &[(&str, &str)]| {
        data(&erp, "device.get_data", &[&[("object_type", "all")], extra].concat()).await
    };
    assert_eq!(keys(&read(&[]).await), ["71", "72", "73"]);
    assert_eq!(keys(&read(&[("object_id", "71")]).await), ["71"], "a map, even of one");
    assert_eq!(keys(&read(&[("customer_id", "42")]).await), ["73"]);
    assert_eq!(keys(&read(&[("node_id", "301,302")]).await), ["71", "72"]);
    assert_eq!(keys(&read(&[("is_online", "-1")]).await), ["72"]);
    assert_eq!(keys(&data(&erp, "device.get_data", &[("object_type", "onu")]).await), ["73"]);
    assert_eq!(read(&[]).await["71"]["snmp_community_ro"], "sandbox-ro");
    let hidden = read(&[("is_hide_access_data", "1"), ("is_hide_ifaces_data", "1")]).await.to_string();
    assert!(!hidden.contains("sandbox-") && !hidden.contains("ifaces"), "{hidden}");
    assert_eq!(keys(&read(&[("dataset", "id,host")]).await["71"]), ["host", "id"]);

    let set = async |param: &str, value: &str| {
        ok(&erp, "device.set_data", &[("object_id", "71"), ("param", param), ("value", value)]).await
    };
    set("ip", "10.0.0.7").await;
    set("uplink_port", "1,4").await;
    set("comment", "").await;
    ok(&erp, "device.add_mark", &[("object_id", "71"), ("mark_id", "3")]).await;
    let now = read(&[("object_id", "71")]).await["71"].clone();
    assert_eq!(
        (&now["ip"], &now["host"], &now["comment"]),
        (&json!("167772167"), &json!("10.0.0.7"), &json!(""))
    );
    assert_eq!(now["uplink_iface_array"], json!({"1": 1, "4": 4}));
    assert_eq!(now["mark"], json!({"3": 3, "4": 4}));
    let id = async |kind: &str, value: &str| {
        ok(&erp, "device.get_device_id", &[("data_typer", kind), ("data_value", value)]).await
    };
    for (kind, value) in [
        ("ip", "10.0.0.7"),
        ("mac", "00:aa:bb:cc:00:71"),
        ("serial_number", "SN0801"),
        ("additional_field_9", "rack 2"),
    ] {
        assert_eq!(id(kind, value).await["id"], 71, "{kind}");
    }
    assert_eq!(id("ip", "10.9.9.9").await, json!({"result": "OK"}));
    let macs = data(&erp, "device.find_mac", &[("mac", "0011223344bb")]).await;
    assert_eq!((macs.as_array().unwrap().len(), &macs[0]["port"]), (1, &json!("EPON0/1:5")));
    assert_eq!(data(&erp, "device.find_mac", &[("mac", "FFFFFFFFFFFF")]).await, json!([]));
    assert_eq!(data(&erp, "device.get_ont_data", &[("id", "00AABBCC0073")]).await["onu_device_id"], 73);
    assert_eq!(data(&erp, "device.get_ont_data", &[("device_id", "9")]).await, json!([]));
}

#[tokio::test]
async fn the_address_tree() {
    let erp = start().await;
    let city =
        ok(&erp, "address.add_city", &[("name", "Newtown"), ("province_id", "1")]).await["Id"].to_string();
    let street =
        ok(&erp, "address.add_street", &[("city_id", &city), ("name", "First")]).await["Id"].to_string();
    let house = [
        ("city_id", city.as_str()),
        ("street_id", &street),
        ("number", "5"),
        ("block", "B"),
        ("apart_count", "20"),
    ];
    let unit = ok(&erp, "address.add_house", &house).await["Id"].to_string();
    let houses = data(&erp, "address.get_house", &[("street_id", &street)]).await;
    assert_eq!(keys(&houses), [unit.as_str()]);
    let made = &houses[&unit];
    assert_eq!(
        (&made["full_name"], &made["apart"]),
        (&json!("Northern province, Newtown, First, 5/B"), &json!(20))
    );
    assert_ne!(made["building_id"].to_string(), unit);
    let building = made["building_id"].to_string();
    ok(&erp, "address.edit_house", &[("building_id", &building), ("level_count", "9"), ("comment", "new")])
        .await;
    ok(&erp, "address.edit_building_coord", &[("id", &building), ("coord", "55.1,37.1 55.2,37.2")]).await;
    let again = data(&erp, "address.get_house", &[("building_id", &building)]).await;
    assert_eq!((&again[&unit]["floor"], &again[&unit]["comment"]), (&json!(9), &json!("new")));
    assert_eq!(again[&unit]["coordinates"], json!([[55.1, 37.1], [55.2, 37.2]]));
    assert_eq!(keys(&data(&erp, "address.get_street", &[("city_id", &city)]).await), [street.as_str()]);
    assert_eq!(keys(&data(&erp, "address.get_city", &[("district_id", "2")]).await), ["3", "4"]);
    assert_eq!(
        keys(&data(&erp, "address.get_house", &[("name", "Mill"), ("is_like", "1"), ("limit", "1")]).await),
        ["1100"]
    );
    ok(&erp, "address.edit_city", &[("id", &city), ("name", "Oldtown")]).await;
    assert_eq!(data(&erp, "address.get_city", &[("id", &city)]).await[&city]["name"], "Oldtown");
    ok(&erp, "address.del_house", &[("id", &unit)]).await;
    assert_eq!(data(&erp, "address.get_house", &[("id", &unit)]).await, json!([]));
    assert_eq!(call(&erp, "address.add_street", &[("city_id", "777"), ("name", "x")]).await.status, 400);
}

#[tokio::test]
async fn nodes() {
    let erp = start().await;
    let fields = [
        ("type", "1"),
        ("number", "M-9"),
        ("house_id", "900"),
        ("coordinates", "55.9,37.9"),
        ("node_parent_id", "301"),
    ];
    let id = ok(&erp, "node.add", &fields).await["id"].to_string();
    let node = data(&erp, "node.get", &[("id", &id)]).await[&id].clone();
    assert_eq!(
        (&node["type"], &node["address_id"], &node["parent_id"]),
        (&json!(1), &json!(1100), &json!(301))
    );
    assert_eq!(node["coordinates"], json!({"lat": 55.9, "lon": 37.9}));
    ok(&erp, "node.edit", &[("id", &id), ("comment", "deep")]).await;
    let found =
        ok(&erp, "node.get_id", &[("data_type", "comment"), ("data_value", "ee"), ("is_entry", "1")]).await;
    assert_eq!(found["id"].to_string(), id);
    let near =
        data(&erp, "node.get_id_by_coord", &[("lat", "55.9"), ("lon", "37.9"), ("range", "100")]).await;
    assert_eq!((near.as_array().unwrap().len(), &near[0]["distance"]), (1, &json!(0)));
    assert_eq!(keys(&data(&erp, "node.get", &[("mark_id", "3")]).await), ["301"]);
    ok(&erp, "node.delete", &[("id", &id)]).await;
    assert_eq!(data(&erp, "node.get", &[("id", &id)]).await, json!([]));
}

#[tokio::test]
async fn an_onu_from_the_warehouse_to_the_customer() {
    let erp = start().await;
    let receipt = [
        ("inventory_catalog_id", "61"),
        ("trader_id", "1"),
        ("storage_id", "21"),
        ("sn", "SN1"),
        ("additional_data_mac", "00:aa:00:aa:00:aa"),
    ];
    let id = ok(&erp, "inventory.add_inventory", &receipt).await["id"].to_string();
    let twice = [&receipt[..], &[("is_check_serial_number", "1")]].concat();
    assert!(refusal(&erp, "inventory.add_inventory", &twice).await.contains("sn"));
    let by = async |kind: &str, value: &str| {
        ok(&erp, "inventory.get_inventory_id", &[("data_typer", kind), ("data_value", value)]).await["id"]
            .to_string()
    };
    assert_eq!((by("serial_number", "SN1").await, by("mac", "00AA00AA00AA").await), (id.clone(), id.clone()));
    assert_eq!(by("serial_number", "SN-none").await, "0");
    assert_eq!(by("barcode", "").await, "0");
    let to = [("inventory_id", id.as_str()), ("dst_account", "205010000042"), ("comment", "to the customer")];
    let operation = ok(&erp, "inventory.transfer_inventory", &to).await["id"].to_string();
    let item = data(&erp, "inventory.get_inventory", &[("id", &id)]).await;
    assert_eq!((&item["location_type_id"], &item["location_object_id"]), (&json!(205), &json!(42)));
    assert_eq!((&item["name"], &item["section_name"]), (&json!("ONU 1GE"), &json!("PON")));
    let amount =
        data(&erp, "inventory.get_inventory_amount", &[("location", "customer"), ("object_id", "42")]).await;
    assert_eq!(amount[&id]["acount"], "205010000042");
    let none = data(&erp, "inventory.get_inventory_amount", &[("location", "employee")]).await;
    assert_eq!(none, json!([]));
    let moved = data(&erp, "inventory.get_operation", &[("inventory_id", &id)]).await;
    assert_eq!((moved.as_array().unwrap().len(), moved[1]["id"].to_string()), (2, operation));
    assert_eq!(
        (&moved[1]["src_account_type"], &moved[1]["dst_account_object_id"]),
        (&json!(204), &json!(42))
    );
    ok(&erp, "inventory.change_price", &[("id", &id), ("value", "99.5")]).await;
    assert_eq!(data(&erp, "inventory.get_inventory", &[("id", &id)]).await["cost"], "99.5");

    let rest = ok(&erp, "inventory.split_inventory", &[("id", "802"), ("amount", "300")]).await["new_id"]
        .to_string();
    assert_eq!(data(&erp, "inventory.get_inventory", &[("id", &rest)]).await["amount"], 5);
    assert_eq!(
        call(&erp, "inventory.split_inventory", &[("id", "802"), ("amount", "300")]).await.status,
        400
    );
    assert_eq!(
        call(&erp, "inventory.delete_inventory", &[("id", "802")]).await.status,
        400,
        "not written off"
    );
    ok(&erp, "inventory.transfer_inventory", &[("inventory_id", "802"), ("dst_account", "900030000001")])
        .await;
    ok(&erp, "inventory.delete_inventory", &[("id", "802")]).await;
    assert_eq!(erp.object(Kind::Inventory, 802), None);
}

#[tokio::test]
async fn files_are_recorded_and_never_fetched() {
    let erp = start().await;
    let file = [
        ("object_type", "task"),
        ("object_id", "502"),
        ("src", "http://192.0.2.1/plan%201.pdf"),
        ("comment", "c"),
    ];
    let id = ok(&erp, "attach.add", &file).await["id"].as_str().unwrap().to_owned();
    let kept = data(&erp, "attach.get", &[("object_type", "task"), ("object_id", "502")]).await;
    assert_eq!(kept[&id]["filename"], "plan%201.pdf");
    let task = data(&erp, "task.show", &[("id", "502")]).await;
    assert_eq!(task["attach"][&id]["fileName"], "plan%201.pdf");
    let bytes = get(&erp, &format!("key={KEY}&cat=attach&action=get_file&uuid={ATTACHMENT}")).await;
    assert_eq!(bytes.header("content-type"), Some("application/octet-stream"));
    assert!(bytes.body.starts_with(b"The file contract.txt\n") && bytes.body.ends_with(&[254, 255]));
    let link = data(&erp, "attach.get_file_temporary_link", &[("uuid", ATTACHMENT)]).await;
    let (_, path) = link.as_str().unwrap().split_once("/temporary").unwrap();
    let linked = exchange(erp.addr(), "GET", &format!("/temporary{path}"), &[], b"").await;
    assert_eq!(linked.body, bytes.body);
    assert_eq!(call(&erp, "attach.delete", &[("uuid", &id), ("name", "other.pdf")]).await.status, 400);
    ok(&erp, "attach.delete", &[("uuid", &id), ("name", "plan%201.pdf")]).await;
    assert_eq!(data(&erp, "attach.get", &[("uuid", &id)]).await, json!([]));
    assert_eq!(call(&erp, "attach.get_file", &[("uuid", "nonsense")]).await.status, 400);
}

#[tokio::test]
async fn plain_lists() {
    let erp = start().await;
    let id = ok(&erp, "trader.add", &[("name", "Third")]).await["id"].to_string();
    ok(&erp, "trader.edit", &[("id", &id), ("name", "3rd")]).await;
    let rows = data(&erp, "trader.get", &[("id", &format!("1,{id}"))]).await;
    assert_eq!(
        rows,
        json!([{"id": 1, "name": "Cable &amp; Co"}, {"id": id.parse::<i64>().unwrap(), "name": "3rd"}])
    );
    ok(&erp, "trader.delete", &[("id", &id)]).await;
    assert_eq!(data(&erp, "trader.get", &[("id", &id)]).await, json!([]));
    ok(&erp, "vlan.add", &[("vid", "300"), ("name", "tv")]).await;
    let vlan = data(&erp, "vlan.get_list", &[("vid", "300")]).await;
    assert_eq!((&vlan[0]["name"], vlan[0]["devices"].is_array()), (&json!("tv"), true));
    let cross = ok(&erp, "cross.add", &[("node_id", "301"), ("port_count", "8")]).await["id"].clone();
    let crosses = data(&erp, "cross.get_list", &[("id", cross.as_str().unwrap())]).await;
    assert_eq!(crosses[0]["port_count"], 8);
}

#[tokio::test]
async fn connections() {
    let erp = start().await;
    let all = data(&erp, "commutation.get_data", &[("object_type", "customer")]).await;
    assert_eq!((keys(&all), &all["42"][0]["object_id"]), (vec!["42", "43"], &json!(71)));
    let of = async |kind: &str, id: &str, finish: &str| {
        let asked = [("object_type", kind), ("object_id", id), ("is_finish_data", finish)];
        data(&erp, "commutation.get_data", &asked).await
    };
    assert_eq!(of("customer", "42", "0").await[0]["interface"], 3);
    assert_eq!(keys(&of("customer", "42", "1").await), ["0", "finish"]);
    assert_eq!(of("switch", "71", "0").await["4"][0]["object_id"], 43);
    assert_eq!(keys(&of("switch", "71", "1").await["3"]), ["0", "finish"]);
    ok(&erp, "commutation.delete", &[("object_type", "device"), ("object_id", "71"), ("object_port", "3")])
        .await;
    assert_eq!(of("customer", "42", "0").await, json!([]));
    assert_eq!(keys(&of("switch", "71", "0").await), ["4"]);
}

#[tokio::test]
async fn what_is_no_json() {
    let erp = Sandbox::kubalink().start().await.unwrap();
    let form = get(&erp, &format!("key={KEY}&cat=newin&map=1")).await;
    assert_eq!((form.status, form.text().contains("<form")), (200, true));
    let jump = get(&erp, &format!("key={KEY}&cat=redirect&action=abon&typer=tel&value=%2B79130000001")).await;
    assert_eq!((jump.status, jump.header("location")), (302, Some("/card/customer/42")));
    let jump = get(&erp, &format!("key={KEY}&cat=redirect&action=switch&typer=ip&value=192.168.1.2")).await;
    assert_eq!(jump.header("location"), Some("/card/device/72"));
    for rest in ["action=abon&typer=tel", "action=abon&typer=tel&value=1", "action=house&typer=ip&value=1"] {
        assert_eq!(get(&erp, &format!("key={KEY}&cat=redirect&{rest}")).await.status, 400, "{rest}");
    }
}
