//! Objects that are made up one by one when they are asked for.

use serde_json::json;

use super::reply::fields_of;
use super::table::Row;

/// The id of the first generated object of each kind; the others follow. The building of a generated house has the
/// same number as its address unit.
pub const FIRST_GENERATED: i64 = 1_000_001;

/// How many of each.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Generated {
    pub(crate) customers: u32,
    pub(crate) devices: u32,
    pub(crate) houses: u32,
    pub(crate) history: u32,
}

impl Generated {
    fn count(&self, table: &str) -> u32 {
        match table {
            "customer" => self.customers,
            "device" => self.devices,
            "address" => self.houses,
            "history" => self.history,
            _ => 0,
        }
    }
}

pub(crate) fn row(table: &str, id: i64, generated: &Generated) -> Option<Row> {
    let index = id.checked_sub(FIRST_GENERATED).and_then(|index| u32::try_from(index).ok())?;
    (index < generated.count(table)).then(|| made(table, index))
}

pub(crate) fn rows(
    table: &'static str,
    generated: &Generated,
) -> impl Iterator<Item = (i64, Row)> + Send + use<> {
    (0..generated.count(table)).map(move |index| (FIRST_GENERATED + i64::from(index), made(table, index)))
}

/// Everything follows from the index.
fn made(table: &str, index: u32) -> Row {
    let id = FIRST_GENERATED + i64::from(index);
    fields_of(match table {
        "customer" => {
            let ip = (0x0a00_0000 + index).to_string();
            json!({
                "id": id, "login": format!("user{index}"), "full_name": format!("Абонент {index}"),
                "flag_corporate": 0, "balance": format!("{}.{:02}", index % 700, index % 100), "credit": "0",
                "discount": "0", "state_id": index % 3, "is_disable": 0, "is_potential": 0, "is_in_billing": 1,
                "billing_id": "1", "billing": {"id": 1, "uuid": format!("b{index}")},
                "account_number": format!("2{index:07}"), "manager_id": 0, "comment": "", "comment2": "",
                "date_create": "2024-05-01 10:00:00", "date_connect": "2024-05-02",
                "date_activity": "2026-04-15 05:00:00", "date_activity_inet": "2026-04-15 05:00:00",
                "date_positive_balance": "2026-05-01",
                "agreement": [{"number": format!("G-{index}"), "date": "2024-05-01 10:00:00"}],
                "phone": [{"number": format!("+7914{index:07}"), "flag_main": 1}], "email": [],
                "address": [{"type": "connect", "house_id": 900, "apartment": {"number": (index % 200).to_string()}}],
                "ip_mac": {ip.as_str(): {"ip": ip, "mac": format!("02{index:010X}")}},
                "group": {"51": {"id": 51}}, "tariff": {"current": [{"id": "1214"}], "new": []}, "service": {},
                "traffic": {"month": {"up": index, "down": index}}, "mark": {}, "tag": {}, "additional_data": {},
                "is_ex": 0,
            })
        }
        "device" => {
            let ip = 0xac10_0000 + index;
            let [a, b, c, d] = ip.to_be_bytes();
            json!({
                "id": id, "name": format!("sw-{index}"), "device_type": "switch", "type_id": 3, "entrance": "1",
                "ip": ip.to_string(), "host": format!("{a}.{b}.{c}.{d}"), "mac": format!("06{index:010X}"),
                "comment": "", "location": format!("Mill Street, {index}"), "inventory_id": 0, "node_id": 301,
                "customer_id": null, "interfaces": 2, "uplink_iface": "1", "dnlink_iface": "",
                "uplink_iface_array": {"1": 1}, "dnlink_iface_array": {}, "activity_time": "2026-04-15 05:25:00",
                "date_add": "2024-02-02 12:00:00", "is_online": 1, "mark": {}, "additional_data": {},
                "ifaces": {
                    "1": {"ifIndex": 1, "ifType": 6, "ifName": "GE1", "ifNumber": 1},
                    "2": {"ifIndex": 2, "ifType": 6, "ifName": "GE2", "ifNumber": 2},
                },
                "snmp_proto": 2, "snmp_port": 161, "snmp_community_ro": "sandbox-ro",
                "snmp_community_rw": "sandbox-rw", "telnet_login": "sandbox", "telnet_pass": "sandbox-telnet",
            })
        }
        "address" => json!({
            "id": id, "name": (index + 20).to_string(), "full_name": format!("Birchville, Mill Street, {}", index + 20),
            "locality_type_id": 6, "parent_id": 7, "parent_ids": [1, 2, 3, 7], "building_id": id, "type_id": 1,
            "floor": 5, "entrance": 4, "apart": 80, "comment": "", "coordinates": [], "exit_comment": "",
            "task_comment": "", "is_not_use": 0, "is_show_on_map": true, "manager_employee_id": 0, "owners": [],
            "mark": {}, "taskInterval": [], "additional_data": {},
        }),
        _ => json!({
            "id": id, "employee_id": 7 + index % 2, "operator_ip": "192.0.2.7", "date": "2026-04-14 10:00:00",
            "history_type_id": 1 + index % 2, "object_type_id": 17, "object_id": 501,
            "description": format!("Change {index}"),
        }),
    })
}
