//! Devices.

use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::customers::{bare_mac, put_in, take_from};
use super::plain::{Wanted, matches};
use super::positions::DeviceColumns;
use super::reply::{Container, Done, Outcome, refused};
use super::state::Desk;
use super::table::Row;

/// What `is_hide_access_data` hides.
const ACCESS: [&str; 6] =
    ["snmp_proto", "snmp_port", "snmp_community_ro", "snmp_community_rw", "telnet_login", "telnet_pass"];

impl Desk<'_> {
    pub(crate) fn device(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "get_data" => self.device_get_data(),
            "set_data" => self.device_set_data(),
            "get_device_id" => self.get_device_id(),
            "add_mark" | "delete_mark" => {
                let mark = self.parameter("mark_id").to_owned();
                self.row("device", "object_id").map(|row| {
                    match mark.parse::<i64>() {
                        Ok(id) if action == "add_mark" => put_in(row, "mark", &mark, id.into()),
                        _ => take_from(row, "mark", &mark),
                    }
                    Done::ok()
                })
            }
            "find_mac" => Ok(self.found_macs()),
            "get_mac_list" => Ok(self.mac_list()),
            "get_ont_data" => self.ont_data(),
            _ => return None,
        })
    }

    fn device_get_data(&self) -> Outcome {
        let parameters = &self.asked.parameters;
        let kind = self.parameter("object_type").to_owned();
        if !["switch", "onu", "olt", "radio", "all"].contains(&kind.as_str()) {
            return Err(refused("object_type is not one of the known"));
        }
        let wanted: Vec<_> = ["object_id", "customer_id", "node_id", "is_online"]
            .into_iter()
            .filter_map(|name| {
                let field = if name == "object_id" { "id" } else { name };
                Some((field, Wanted::of(parameters.filled(name)?)))
            })
            .collect();
        let dataset: Option<Vec<String>> = parameters
            .filled("dataset")
            .map(|text| text.split(',').map(|name| name.trim().to_owned()).collect());
        let (no_access, no_ifaces) =
            (parameters.flag("is_hide_access_data"), parameters.flag("is_hide_ifaces_data"));
        let twice = self.dialect.device_columns == DeviceColumns::Twice;
        let rows = self.all("device").filter_map(move |(id, mut row)| {
            let of_kind = kind == "all" || row.get("device_type").is_some_and(|of| *of == kind);
            let fits = |(field, value): &(&str, Wanted)| row.get(*field).is_some_and(|of| value.fits(of));
            if !of_kind || !wanted.iter().all(fits) {
                return None;
            }
            row.remove("device_type");
            row.retain(|field, _| {
                let hidden = no_access && ACCESS.contains(&field.as_str()) || no_ifaces && field == "ifaces";
                !hidden && dataset.as_ref().is_none_or(|names| names.contains(field))
            });
            if twice {
                let columns: Vec<_> =
                    row.iter().filter(|(_, value)| !value.is_object() && !value.is_array()).collect();
                let upper: Row =
                    columns.into_iter().map(|(name, value)| (name.to_uppercase(), value.clone())).collect();
                row.extend(upper);
            }
            Some((id.to_string(), Value::Object(row)))
        });
        Ok(Done::rows(Container::Map, rows))
    }

    fn device_set_data(&mut self) -> Outcome {
        let value = self.parameter("value").to_owned();
        let (field, kept): (_, Value) = match self.parameter("param") {
            "ip" => {
                let Ok(ip) = value.parse::<Ipv4Addr>() else { return Err(refused("value is no IP address")) };
                self.row("device", "object_id")?.insert("host".into(), value.into());
                ("ip", u32::from(ip).to_string().into())
            }
            "mac" => ("mac", bare_mac(&value).into()),
            "comment" => ("comment", value.into()),
            "iface_count" => ("interfaces", value.parse::<i64>().unwrap_or_default().into()),
            "downlink_port" => ("dnlink_iface", value.into()),
            "uplink_port" => ("uplink_iface", value.into()),
            "date_last_activity" => ("activity_time", value.into()),
            _ => return Err(refused("param is not one of the known")),
        };
        let row = self.row("device", "object_id")?;
        if let Some(array) = [("uplink_iface", "uplink_iface_array"), ("dnlink_iface", "dnlink_iface_array")]
            .iter()
            .find_map(|(text, array)| (*text == field).then_some(*array))
        {
            let ports = kept
                .as_str()
                .unwrap_or_default()
                .split(',')
                .filter_map(|port| port.trim().parse::<i64>().ok());
            row.insert(
                array.into(),
                Value::Object(ports.map(|port| (port.to_string(), port.into())).collect()),
            );
        }
        row.insert(field.into(), kept);
        Ok(Done::ok())
    }

    fn get_device_id(&self) -> Outcome {
        let (kind, value) = (self.parameter("data_typer"), self.parameter("data_value"));
        let of_inventory = |row: &Row, field: &str| {
            let item = row.get("inventory_id").and_then(Value::as_i64);
            let item = item.and_then(|id| self.live.store.row("inventory", id));
            item.and_then(|item| item.get(field)).is_some_and(|of| of == value)
        };
        let fits = |row: &Row| match kind {
            "ip" => row.get("host").is_some_and(|host| host == value),
            "mac" => row.get("mac").is_some_and(|mac| *mac == bare_mac(value)),
            "inventory_number" | "serial_number" => of_inventory(row, kind),
            _ => kind.strip_prefix("additional_field_").is_some_and(|field| {
                row.get("additional_data").and_then(|of| of.get(field)).is_some_and(|of| of == value)
            }),
        };
        let known = ["ip", "mac", "inventory_number", "serial_number"].contains(&kind);
        if !known && !kind.starts_with("additional_field_") {
            return Err(refused("data_typer is not one of the known"));
        }
        let found = self.all("device").find(|(_, row)| fits(row));
        found.map_or_else(|| self.missing_id(false), |(id, _)| Ok(Done::id(id)))
    }

    /// Addresses are compared without separators and case (observed).
    fn found_macs(&self) -> Done {
        let mac = bare_mac(self.parameter("mac"));
        let rows = self.live.store.rows("fdb").filter(|(_, row)| row.get("mac").is_some_and(|of| *of == mac));
        Done::list(rows.map(|(_, row)| super::customers::without(row, &["id"])).collect::<Vec<_>>())
    }

    fn mac_list(&self) -> Done {
        let parameters = &self.asked.parameters;
        let fits = |row: &Row| {
            let is = |name: &str, field: &str| {
                parameters
                    .filled(name)
                    .is_none_or(|wanted| row.get(field).is_some_and(|of| matches(of, wanted)))
            };
            is("object_id", "device_id") && is("interface_list", "port")
        };
        let rows = self.live.store.rows("fdb").filter(|(_, row)| fits(row));
        let rows = rows.map(|(_, row)| {
            let mut row = row.clone();
            row.remove("id");
            let device = row.remove("device_id").unwrap_or_default();
            row.insert("object_id".into(), device);
            Value::Object(row)
        });
        Done::list(rows.collect::<Vec<_>>())
    }

    fn ont_data(&self) -> Outcome {
        let by_name = self.asked.parameters.filled("id").map(bare_mac);
        let by_id = self.asked.parameters.number("device_id");
        let found = self.live.store.rows("device").find(|(id, row)| {
            let onu = row.get("device_type").is_some_and(|kind| kind == "onu");
            let named = by_name.as_ref().is_some_and(|mac| row.get("mac").is_some_and(|of| of == mac));
            onu && (named || by_id == Some(*id))
        });
        let Some((id, row)) = found else { return self.missing_object(true) };
        Ok(Done::value(json!({
            "id": 1, "device_id": 72, "mac": row.get("mac"), "sn": "", "sn_second": "", "date_add": "2026-04-15 05:00:00",
            "iface_olt_number": "0/1", "iface_number": 5, "iface_name": "EPON0/1:5", "iface_state": 1, "vendor": "Vendor",
            "model": "1GE", "firmware": "1.0", "hardware": "A", "distance": 812, "description": "", "reason_offline": "",
            "is_unknown": 0, "level_onu_rx": -19.5, "level_onu_tx": 2.1, "level_olt_rx": -21.25, "is_level_bad": 0,
            "level_min": -27, "level_max": -8, "onu_device_id": id,
        })))
    }
}
