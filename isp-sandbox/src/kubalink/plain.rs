//! Actions that only add, edit, delete or list objects of one kind, and those whose answer is always the same.

use std::collections::HashSet;

use serde_json::Value;

use super::addresses::points;
use super::reply::{Container, Done, Outcome, key_of, refused};
use super::state::Desk;
use super::table::{Row, number_of};

/// What an action does, and with what kind of object.
#[derive(Debug, Clone, Copy)]
enum Op {
    /// Nothing that could be read back.
    Ok,
    /// Nothing that could be read back, but it tells an id.
    NewId,
    Add(&'static str),
    Edit(&'static str),
    Delete(&'static str),
    Map(&'static str),
    /// Its container is unknown.
    Rows(&'static str),
}

/// `category.action`; what stands neither here nor with its category has a fixed answer.
const OPS: [(&str, Op); 112] = [
    ("additional_data.get_list", Op::Map("field")),
    ("additional_data.add_field", Op::Add("field")),
    ("additional_data.edit_field", Op::Edit("field")),
    ("additional_data.delete_field", Op::Delete("field")),
    ("advertising.add_customer", Op::Ok),
    ("advertising.get", Op::Rows("advert")),
    ("advertising.remove_customer", Op::Ok),
    ("billing.get", Op::Rows("billing")),
    ("cable_route.add_route", Op::Add("route")),
    ("cable_route.add_duct", Op::Add("duct")),
    ("cable_route.get_route", Op::Rows("route")),
    ("cable_route.get_duct", Op::Rows("duct")),
    ("call.add", Op::Add("call")),
    ("call.get", Op::Rows("call")),
    ("call.hangup", Op::NewId),
    ("call.transfer_call", Op::Ok),
    ("cross.add", Op::Add("cross")),
    ("cross.get_list", Op::Rows("cross")),
    ("customer.get_customer_group", Op::Map("customer_group")),
    ("customer.ip_subnet_add", Op::Ok),
    ("customer.ip_subnet_delete", Op::Ok),
    ("customer.pass_change", Op::Ok),
    ("cwdm.get", Op::Rows("cwdm")),
    ("device.set_iface_state", Op::Ok),
    ("employee.add_notification", Op::Ok),
    ("employee.address_access_add", Op::Ok),
    ("employee.address_access_remove", Op::Ok),
    ("employee.division_employee_add", Op::Ok),
    ("employee.division_employee_remove", Op::Ok),
    ("employee.edit", Op::Edit("employee")),
    ("employee.get_data", Op::Map("employee")),
    ("employee.get_division", Op::Map("division")),
    ("employee.get_division_list", Op::Map("division")),
    ("employee.get_history_type", Op::Rows("history_type")),
    ("employee.set_timesheet_data", Op::Ok),
    ("employee.set_unavailable_data", Op::Ok),
    ("employee.task_address_access_add", Op::Ok),
    ("employee.task_address_access_remove", Op::Ok),
    ("employee.work_time_finish", Op::Ok),
    ("employee.work_time_start", Op::Ok),
    ("fiber.add", Op::Add("line")),
    ("fiber.add_mark", Op::Ok),
    ("fiber.add_route_object", Op::Ok),
    ("fiber.catalog_cables_add", Op::Add("cable")),
    ("fiber.catalog_cables_get", Op::Rows("cable")),
    ("fiber.catalog_types_get", Op::Rows("cable_type")),
    ("fiber.delete", Op::Delete("line")),
    ("fiber.delete_mark", Op::Ok),
    ("fiber.edit", Op::Edit("line")),
    ("fiber.get_fiber", Op::Rows("fiber")),
    ("fiber.get_list", Op::Rows("line")),
    ("fiber.remove_route_object", Op::Ok),
    ("fiber.set_geo_route", Op::NewId),
    ("fiber.set_pigtail_type", Op::Ok),
    ("gps.set_position", Op::Ok),
    ("inventory.add_inventory_assortment", Op::Add("inventory_name")),
    ("inventory.add_inventory_section", Op::Add("inventory_section")),
    ("inventory.edit_inventory_assortment", Op::Edit("inventory_name")),
    ("inventory.edit_inventory_section", Op::Edit("inventory_section")),
    ("inventory.get_inventory_catalog", Op::Map("inventory_name")),
    ("inventory.get_inventory_section_catalog", Op::Map("inventory_section")),
    ("inventory.get_inventory_storage", Op::Rows("storage")),
    ("key.add", Op::Add("key")),
    ("key.get_list", Op::Rows("key")),
    ("map.add_label", Op::Add("map_label")),
    ("map.add_poly", Op::Add("map_poly")),
    ("map.check_entry_point_in_polygon", Op::Rows("map_poly")),
    ("map.edit_label", Op::Edit("map_label")),
    ("map.edit_poly", Op::Edit("map_poly")),
    ("map.get", Op::Rows("map")),
    ("map.get_poly", Op::Rows("map_poly")),
    ("map.map_object_mark_add", Op::Ok),
    ("map.map_object_mark_delete", Op::Ok),
    ("node.get_icon_list", Op::Rows("icon")),
    ("notepad.get_chapter", Op::Map("chapter")),
    ("notepad.get_note", Op::Map("note")),
    ("owner.add", Op::Add("owner")),
    ("owner.bind_building", Op::Ok),
    ("owner.bind_fiber", Op::Ok),
    ("owner.bind_node", Op::Ok),
    ("owner.delete", Op::Delete("owner")),
    ("owner.edit", Op::Edit("owner")),
    ("owner.get", Op::Map("owner")),
    ("owner.unbind_building", Op::Ok),
    ("owner.unbind_fiber", Op::Ok),
    ("owner.unbind_node", Op::Ok),
    ("service.get", Op::Rows("service")),
    ("setting.mark_show", Op::Map("mark")),
    ("setting.mark_add", Op::Add("mark")),
    ("setting.mark_edit", Op::Edit("mark")),
    ("setting.mark_delete", Op::Delete("mark")),
    ("sms.send", Op::Add("sms")),
    ("sms.status", Op::Rows("sms")),
    ("splitter.get", Op::Rows("splitter")),
    ("splitter.add", Op::Add("splitter")),
    ("splitter.edit", Op::Edit("splitter")),
    ("splitter.delete", Op::Delete("splitter")),
    ("system.send_email", Op::Ok),
    ("tariff.add", Op::Add("tariff")),
    ("tariff.add_group", Op::Add("tariff_group")),
    ("tariff.add_tariff_in_group", Op::Ok),
    ("tariff.remove_tariff_from_group", Op::Ok),
    ("tariff.delete_group", Op::Delete("tariff_group")),
    ("tariff.edit", Op::Edit("tariff")),
    ("tariff.edit_group", Op::Edit("tariff_group")),
    ("tariff.get", Op::Map("tariff")),
    ("tariff.get_group", Op::Rows("tariff_group")),
    ("trader.add", Op::Add("trader")),
    ("trader.delete", Op::Delete("trader")),
    ("trader.edit", Op::Edit("trader")),
    ("trader.get", Op::Rows("trader")),
    ("vehicle.get", Op::Rows("vehicle")),
];

/// Parameters whose field has another name: table, parameter, field.
const RENAMED: [(&str, &str, &str); 17] = [
    ("cable", "name", "model"),
    ("cable", "core_count", "fiber_count"),
    ("call", "number", "phone"),
    ("call", "phone_system_uuid", "asterisk_id"),
    ("call", "answer_number", "answer_phone"),
    ("cross", "description", "comment"),
    ("inventory_name", "section_id", "inventory_section_catalog_id"),
    ("inventory_section", "typer", "type_id"),
    ("key", "staff_id", "employee_id"),
    ("mark", "is_on_map_by_default", "onmapdef"),
    ("map_poly", "coord", "coordinates"),
    ("field", "is_require", "is_required"),
    ("field", "value_list", "available_value"),
    ("tariff", "billing_tariff_id", "billing_uuid"),
    ("tariff", "payment", "amount"),
    ("line", "building_length", "opticalen"),
    ("line", "house_b_id", "building2_id"),
];

pub(crate) fn field_of<'a>(table: &str, parameter: &'a str) -> &'a str {
    let renamed = RENAMED.iter().find(|(of, from, _)| *of == table && *from == parameter);
    renamed.map_or(parameter, |(_, _, field)| field)
}

/// A value as the product would keep it: ids, counts and flags are numbers, the rest is text.
pub(crate) fn kept(field: &str, text: &str) -> Value {
    let number = ["_id", "_count"].iter().any(|end| field.ends_with(end))
        || field.starts_with("is_")
        || field.starts_with("flag_")
        || ["vid", "type", "position", "employee_profile", "onmapdef"].contains(&field);
    match text.parse::<i64>() {
        _ if field == "coordinates" => points(text),
        Ok(value) if number => value.into(),
        _ => text.into(),
    }
}

/// A comma list of values that a condition allows.
#[derive(Debug)]
pub(crate) struct Wanted(HashSet<String>);

impl Wanted {
    pub(crate) fn of(list: &str) -> Self {
        Self(list.split(',').map(|one| one.trim().to_owned()).collect())
    }

    /// Whether a field is one of them, or has one of them among its items.
    pub(crate) fn fits(&self, field: &Value) -> bool {
        match field {
            Value::Array(items) => items.iter().any(|item| self.fits(item)),
            Value::Object(entries) => entries.keys().any(|key| self.0.contains(key)),
            Value::String(text) => self.0.contains(text),
            other => self.0.contains(&other.to_string()),
        }
    }
}

/// [`Wanted::fits`], once.
pub(crate) fn matches(field: &Value, list: &str) -> bool {
    Wanted::of(list).fits(field)
}

impl Desk<'_> {
    pub(crate) fn plain(&mut self, name: &str) -> Outcome {
        let Some((_, op)) = OPS.iter().find(|(known, _)| *known == name) else { return self.fixed(name) };
        match *op {
            Op::Ok => Ok(Done::ok()),
            Op::NewId => Ok(Done::id(self.live.store.new_id())),
            Op::Add(table) => Ok(self.add(table)),
            Op::Edit(table) => self.edit(table, "id"),
            Op::Delete(table) => self.delete(table, "id"),
            Op::Map(table) => Ok(Done::map(self.listed(table))),
            Op::Rows(table) => {
                let rows = self.listed(table).into_iter().map(|row| (key_of(&row), row));
                Ok(Done::rows(Container::Unknown, rows))
            }
        }
    }

    fn fixed(&self, name: &str) -> Outcome {
        let Some((form, value)) = self.state.fixed.get(name).and_then(|answer| answer.iter().next()) else {
            return Err(refused("the sandbox does not know this action"));
        };
        let rows = match value {
            Value::Array(rows) if form != "value" => rows.clone(),
            value => return Ok(Done::value(value.clone())),
        };
        let keyed = rows.into_iter().enumerate().map(|(index, row)| match key_of(&row) {
            key if key.is_empty() => ((index + 1).to_string(), row),
            key => (key, row),
        });
        let container = if form == "list" { Container::List } else { Container::Unknown };
        Ok(Done::rows(container, keyed))
    }

    /// What came with the request, as fields.
    pub(crate) fn fields(&self, table: &str) -> Row {
        let own = self.asked.own();
        own.map(|(name, value)| (field_of(table, name), value))
            .filter(|(field, _)| *field != "id")
            .map(|(field, value)| (field.to_owned(), kept(field, value)))
            .collect()
    }

    /// A new object has the fields it was given; the others are empty, as those of the first ready-made one are not.
    pub(crate) fn add(&mut self, table: &'static str) -> Done {
        let mut row: Row = self.blank(table);
        row.extend(self.fields(table));
        if row.get("date_add").is_some_and(|date| date == "") {
            row.insert("date_add".to_owned(), self.date_time().into());
        }
        let id = self.live.store.add(table, row);
        Done::id(super::table::id_of(table, id))
    }

    /// The fields of a kind, each with nothing in it.
    pub(crate) fn blank(&self, table: &str) -> Row {
        let Some((_, sample)) = self.live.store.rows(table).next() else { return Row::new() };
        sample.iter().map(|(field, value)| (field.clone(), nothing(value))).collect()
    }

    pub(crate) fn edit(&mut self, table: &'static str, id: &str) -> Outcome {
        let fields = self.fields(table);
        self.row(table, id)?.extend(fields);
        Ok(Done::ok())
    }

    pub(crate) fn delete(&mut self, table: &'static str, id: &str) -> Outcome {
        self.row(table, id)?;
        let number = self.asked.parameters.get(id).and_then(number_of).unwrap_or_default();
        self.live.store.table(table).rows.remove(&number);
        self.live.gone.insert((table, number));
        Ok(Done::ok())
    }

    /// The objects that have what the parameters say, where they name a field.
    pub(crate) fn listed(&self, table: &str) -> Vec<Value> {
        let wanted: Vec<_> = self
            .asked
            .own()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (field_of(table, name), Wanted::of(value)))
            .collect();
        let fits = |row: &Row| {
            wanted.iter().all(|(field, value)| row.get(*field).is_none_or(|field| value.fits(field)))
        };
        let rows = self.live.store.rows(table).filter(|(_, row)| fits(row));
        rows.map(|(_, row)| Value::Object(row.clone())).collect()
    }
}

fn nothing(value: &Value) -> Value {
    match value {
        Value::Number(_) => 0.into(),
        Value::String(_) => "".into(),
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Row::new()),
        Value::Bool(_) => false.into(),
        Value::Null => Value::Null,
    }
}
