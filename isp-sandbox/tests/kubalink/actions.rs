//! Every action of the vendor's list.

use std::collections::BTreeMap;

use isp_sandbox::kubalink::{ATTACHMENT, Dialect};
use serde_json::Value;

use crate::http::{call, ok, speaking, start};

const LIST: &str = include_str!("../../src/kubalink/actions.tsv");

#[derive(Debug, Default)]
pub(crate) struct Action {
    pub(crate) required: Vec<&'static str>,
    pub(crate) one_of: Vec<&'static str>,
    pub(crate) optional: Vec<&'static str>,
}

pub(crate) fn listed() -> BTreeMap<String, Action> {
    let mut actions: BTreeMap<String, Action> = BTreeMap::new();
    for line in LIST.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        let action = actions.entry(format!("{}.{}", cells[0], cells[1])).or_default();
        match cells[3] {
            "required" => action.required.push(cells[2]),
            "one-of" => action.one_of.push(cells[2]),
            "optional" => action.optional.push(cells[2]),
            other => assert_eq!(other, "none"),
        }
    }
    actions
}

/// What the list calls required and is not always.
const SOMETIMES: [(&str, &str); 4] = [
    ("attach.add", "comment_id"),
    ("commutation.add", "object1_side"),
    ("commutation.add", "object2_side"),
    ("address.edit_house", "building_id"),
];

/// A value that the ready-made objects go with.
fn plausible(name: &str, parameter: &str) -> &'static str {
    match (name, parameter) {
        ("customer.get_abon_id" | "employee.get_employee_id", "data_typer") => "login",
        ("customer.get_abon_id", "data_value") => "ivanov",
        ("employee.get_employee_id", "data_value") => "anna",
        ("device.get_device_id", "data_typer") => "ip",
        ("device.get_device_id", "data_value") => "192.168.1.1",
        ("inventory.get_inventory_id", "data_typer") => "serial_number",
        ("inventory.get_inventory_id", "data_value") => "SN0801",
        ("node.get_id", "data_type") => "number",
        ("node.get_id", "data_value") => "N-301",
        ("device.get_data", "object_type") => "all",
        ("commutation.add", "object2_type") => "switch",
        ("device.set_data", "param") => "comment",
        ("inventory.get_inventory_amount", "location") => "storage",
        ("inventory.get_inventory_catalog_id_by_name", "name") => "ONU 1GE",
        ("attach.delete", "name") => "contract.txt",
        ("vlan.add", "vid") => "300",
        ("additional_data.edit_field" | "additional_data.delete_field", "id") => "5",
        ("customer.ip_add" | "customer.ip_delete", "value") => "10.160.244.163",
        ("customer.set_mac_by_ip" | "customer.ip_subnet_add" | "customer.ip_subnet_delete", "ip") => {
            "10.160.244.163"
        }
        ("inventory.split_inventory", "id") => "802",
        ("inventory.split_inventory", "amount") => "5",
        ("inventory.add_inventory_to_operation", "operation_id") => "2",
        ("task.comment_edit", "id") => "1",
        ("employee.get_history" | "employee.get_timesheet_data", "date_from") => "2026-04-01",
        ("map.edit_poly" | "map.map_object_mark_add", "id") => ATTACHMENT,
        ("fiber.add_mark" | "fiber.delete_mark", "fiber_id") => "201",
        ("address.edit_building_coord" | "address.edit_building_structure", "id") => "900",
        ("address.get_building_structure", "id") => "900",
        ("address.edit_house", "id") => "1100",
        ("address.get_house" | "address.get", "id") => "1100",
        ("additional_data.get_value", "field_id") => "12",
        ("customer.get_customers_id", "account_number") => "10000042",
        ("inventory.get_operation", "id") => "1",
        ("task.get_comment", "id") => "1",
        (_, "uuid") => ATTACHMENT,
        (_, "object_type") => "customer",
        (_, "data[]") => "42|x",
        (_, "cat_id") => "28",
        (_, "amount") => "10",
        (_, "dst_account") => "205010000042",
        (_, "building_id" | "house_id" | "src_building_id") => "900",
        (_, "dst_building_id") => "901",
        (_, "customer_id" | "dst_id") => "42",
        (_, "src_id") => "43",
        (_, "task_id") => "501",
        (_, "device_id") => "73",
        (_, "node_id" | "object_a_id" | "object_b_id") => "301",
        (_, "inventory_id") => "801",
        (_, "inventory_catalog_id") => "61",
        (_, "storage_id") => "21",
        (_, "employee_id") => "7",
        (_, "division_id") => "11",
        (_, "city_id") => "3",
        (_, "street_id") => "7",
        (_, "date_to") => "2026-05-01",
        (_, "vid") => "100",
        (_, "lat") => "55.75",
        (_, "lon" | "lng") => "37.61",
        (_, "mac") => "0011223344AA",
        (name, "object_id") if name.starts_with("device.") => "71",
        (_, "object_id") => "42",
        (name, "id") => match name.split('.').next().unwrap() {
            "customer" => "42",
            "device" => "00AABBCC0073",
            "employee" => "7",
            "fiber" => "201",
            "inventory" if name.ends_with("assortment") => "61",
            "inventory" if name.ends_with("section") => "31",
            "inventory" => "801",
            "node" => "301",
            "setting" => "3",
            "task" => "501",
            _ => "1",
        },
        _ => "1",
    }
}

/// What an action needs: whole groups where the list's word alone is not enough.
fn needed(name: &str, action: &Action) -> Vec<&'static str> {
    let mut needed = action.required.clone();
    needed.retain(|parameter| !SOMETIMES.contains(&(name, parameter)) || name == "address.edit_house");
    needed.extend(action.one_of.first());
    needed
}

fn filled(name: &str, parameters: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    parameters.iter().map(|parameter| (*parameter, plausible(name, parameter))).collect()
}

/// What must have happened before.
async fn prepare(erp: &isp_sandbox::kubalink::Running, name: &str) {
    match name {
        "inventory.delete_inventory" => {
            let written_off = [("inventory_id", "801"), ("dst_account", "900030000001")];
            ok(erp, "inventory.transfer_inventory", &written_off).await;
        }
        "map.edit_label" => {
            ok(erp, "map.add_label", &[("lat", "1"), ("lon", "2"), ("text", "x")]).await;
        }
        _ => {}
    }
}

fn id_of_label(name: &str, parameters: &mut [(&str, &str)]) {
    if name == "map.edit_label" {
        parameters[0].1 = "10001";
    }
}

#[tokio::test]
async fn there_are_287_and_each_answers() {
    let actions = listed();
    assert_eq!(actions.len(), 287);
    let mut wrong = Vec::new();
    for (name, action) in &actions {
        let erp = start().await;
        prepare(&erp, name).await;
        let mut parameters = filled(name, &needed(name, action));
        id_of_label(name, &mut parameters);
        let answer = call(&erp, name, &parameters).await;
        if name == "attach.get_file" {
            assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
            continue;
        }
        let body = answer.json();
        let fine = answer.status == 200 && (body["result"] == "OK" || name == "employee.check_pass");
        let empty = body.get("data").is_some_and(|data| *data == Value::Array(Vec::new()));
        if !fine || empty {
            wrong.push(format!("{name} {parameters:?}: {body}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn what_is_required_is_missed_by_its_name() {
    let erp = start().await;
    for (name, action) in &listed() {
        let needed = needed(name, action);
        for missing in &needed {
            if action.one_of.contains(missing) {
                continue;
            }
            let others: Vec<_> = needed.iter().filter(|other| *other != missing).copied().collect();
            let answer = call(&erp, name, &filled(name, &others)).await;
            assert_eq!(answer.status, 400, "{name} without {missing}");
            let text = answer.json()["ErrorText"].as_str().unwrap().to_owned();
            assert!(text.contains(missing), "{name} without {missing}: {text}");
        }
        if !action.one_of.is_empty() {
            let answer = call(&erp, name, &filled(name, &action.required)).await;
            let text = answer.json()["ErrorText"].as_str().unwrap().to_owned();
            assert!(action.one_of.iter().all(|one| text.contains(one)), "{name}: {text}");
        }
    }
    assert!(erp.acts().is_empty(), "{:?}", erp.acts());
}

#[tokio::test]
async fn every_optional_parameter_is_known() {
    for (name, action) in &listed() {
        let erp = start().await;
        let all: Vec<_> = action.optional.iter().chain(&action.one_of).copied().collect();
        let mut parameters = filled(name, &[&action.required[..], &all].concat());
        parameters.extend([("skip_internal_api", "1"), ("lang", "en")]);
        for parameter in &mut parameters {
            if parameter.0 == "dopf_N" {
                parameter.0 = "dopf_6";
            }
        }
        let answer = call(&erp, name, &parameters).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(!text.contains("parameter"), "{name}: {text}");
    }
}

#[tokio::test]
async fn every_answer_is_json_in_every_dialect() {
    for (position, dialect) in Dialect::positions() {
        let erp = speaking(dialect).await;
        for (name, action) in &listed() {
            if name == "attach.get_file" {
                continue;
            }
            let answer = call(&erp, name, &filled(name, &needed(name, action))).await;
            let text = answer.text();
            let body: Value =
                serde_json::from_str(&text).unwrap_or_else(|_| panic!("{position}: {name}: {text}"));
            assert!(body.is_object(), "{position}: {name}: {text}");
        }
    }
}
