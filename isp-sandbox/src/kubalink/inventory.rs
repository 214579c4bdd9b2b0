//! The warehouse: items, where they are, and how they came there. An account is twelve digits: what kind of owner, which
//! of its sub-accounts, and the owner's id.

use serde_json::{Value, json};

use super::customers::bare_mac;
use super::plain::matches;
use super::reply::{Container, Done, Outcome, fields_of, refused};
use super::state::Desk;
use super::table::Row;
use super::tasks::between;

/// The account of what was written off starts with this.
const WRITTEN_OFF: &str = "900";

fn account_of(row: &Row) -> &str {
    row.get("account").and_then(Value::as_str).unwrap_or_default()
}

fn digits(account: &str, places: std::ops::Range<usize>) -> i64 {
    account.get(places).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

impl Desk<'_> {
    pub(crate) fn inventory(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add_inventory" => self.inventory_add(),
            "get_inventory" => self.inventory_get(),
            "get_inventory_id" => self.inventory_id(),
            "get_inventory_amount" => self.inventory_amount(),
            "get_inventory_catalog_id_by_name" => {
                let name = self.parameter("name");
                let mut rows = self.live.store.rows("inventory_name");
                let found = rows.find(|(_, row)| row.get("name").is_some_and(|of| of == name));
                found.map_or_else(|| self.missing_id(true), |(id, _)| Ok(Done::id(id)))
            }
            "get_operation" => Ok(self.operations()),
            "add_inventory_to_operation" => self.inventory_to_operation(),
            "transfer_inventory" => self.transfer(),
            "split_inventory" => self.split(),
            "delete_inventory" => match self.row("inventory", "id") {
                Ok(row) if account_of(row).starts_with(WRITTEN_OFF) => self.delete("inventory", "id"),
                Ok(_) => Err(refused("only what was written off can be deleted")),
                Err(refusal) => Err(refusal),
            },
            "change_arg_ip" => self.inventory_set("ip"),
            "change_arg_mac" => self.inventory_set("mac"),
            "change_comment" => self.inventory_set("comment"),
            "change_price" => self.inventory_set("cost"),
            "change_serial_number" => self.inventory_set("serial_number"),
            _ => return None,
        })
    }

    fn inventory_set(&mut self, field: &str) -> Outcome {
        let value = self.parameter("value");
        let value = if field == "mac" { bare_mac(value) } else { value.to_owned() };
        self.row("inventory", "id")?.insert(field.to_owned(), value.into());
        Ok(Done::ok())
    }

    fn inventory_add(&mut self) -> Outcome {
        let parameters = &self.asked.parameters;
        let number = |name| parameters.number(name).unwrap_or_default();
        let (catalog, storage) = (number("inventory_catalog_id"), number("storage_id"));
        if self.live.store.row("inventory_name", catalog).is_none() {
            return Err(refused("inventory_catalog_id: there is no such item name"));
        }
        if self.live.store.row("storage", storage).is_none() {
            return Err(refused("storage_id: there is no such warehouse"));
        }
        let serial = self.parameter("sn");
        let same = |row: &Row| row.get("serial_number").is_some_and(|of| of == serial);
        if parameters.flag("is_check_serial_number")
            && self.live.store.rows("inventory").any(|(_, row)| !serial.is_empty() && same(row))
        {
            return Err(refused("sn: there is an item with this serial number"));
        }
        let account = format!("20401{storage:07}");
        let row = json!({
            "catalog_id": catalog, "amount": parameters.number("amount").unwrap_or(1),
            "cost": parameters.filled("cost").unwrap_or("0"), "comment": self.parameter("comment"),
            "serial_number": serial, "inventory_number": self.parameter("inventory_number"),
            "barcode": self.parameter("barcode"), "mac": bare_mac(self.parameter("additional_data_mac")),
            "ip": self.parameter("additional_data_ip"), "seller_id": number("trader_id"),
            "document_number": self.parameter("document_number"), "document_date": self.parameter("document_date"),
            "account": account,
        });
        let supplier = format!("10101{:07}", number("trader_id"));
        let id = self.live.store.add("inventory", fields_of(row));
        self.moved(&supplier, &account, id);
        Ok(Done::id(id))
    }

    /// Records a movement and tells its number.
    fn moved(&mut self, src: &str, dst: &str, item: i64) -> i64 {
        let operation = json!({
            "date": self.date_time(), "employee_id": self.asked.parameters.number("employee_id").unwrap_or_default(),
            "comment": self.parameter("comment"), "src": src, "dst": dst, "inventory_ids": [item],
        });
        self.live.store.add("inventory_operation", fields_of(operation))
    }

    fn transfer(&mut self) -> Outcome {
        let to = self.parameter("dst_account").to_owned();
        if to.len() != 12 || !to.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused("dst_account is not twelve digits"));
        }
        let row = self.row("inventory", "inventory_id")?;
        let from = account_of(row).to_owned();
        row.insert("account".into(), to.clone().into());
        let item = self.asked.parameters.number("inventory_id").unwrap_or_default();
        Ok(Done::id(self.moved(&from, &to, item)))
    }

    fn inventory_to_operation(&mut self) -> Outcome {
        let item = self.asked.parameters.number("inventory_id").unwrap_or_default();
        let from = account_of(self.row("inventory", "inventory_id")?).to_owned();
        let operation = self.row("inventory_operation", "operation_id")?;
        let text =
            |row: &Row, field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        if text(operation, "src") != from {
            return Err(refused("inventory_id: the item is not on the source account"));
        }
        let to = text(operation, "dst");
        if let Some(Value::Array(items)) = operation.get_mut("inventory_ids") {
            items.push(item.into());
        }
        self.row("inventory", "inventory_id")?.insert("account".into(), to.into());
        Ok(Done::ok())
    }

    fn split(&mut self) -> Outcome {
        let stays = self.asked.parameters.number("amount").unwrap_or_default();
        let row = self.row("inventory", "id")?;
        let whole = row.get("amount").and_then(Value::as_i64).unwrap_or_default();
        if !(1..whole).contains(&stays) {
            return Err(refused("amount must be less than there is"));
        }
        let mut rest = row.clone();
        row.insert("amount".into(), stays.into());
        rest.insert("amount".into(), (whole - stays).into());
        let new_id = self.live.store.add("inventory", rest);
        Ok(Done { others: vec![("new_id", new_id.into())], ..Done::ok() })
    }

    fn inventory_get(&self) -> Outcome {
        let id = self.asked.parameters.number("id").unwrap_or_default();
        let Some(row) = self.live.store.row("inventory", id) else { return self.missing_object(false) };
        let catalog = row.get("catalog_id").and_then(Value::as_i64).unwrap_or_default();
        let name = self.live.store.row("inventory_name", catalog);
        let of_name = |field: &str| name.and_then(|name| name.get(field)).cloned().unwrap_or_default();
        let section = of_name("inventory_section_catalog_id");
        let section_name =
            section.as_i64().and_then(|id| self.live.store.row("inventory_section", id)?.get("name"));
        let account = account_of(row);
        let mut item =
            super::customers::without(row, &["account", "mac", "ip", "document_number", "document_date"]);
        item["name"] = of_name("name");
        item["measure"] = of_name("unit_name");
        item["section_name"] = section_name.cloned().unwrap_or_default();
        item["section_catalog_id"] = section;
        item["location_type_id"] = digits(account, 0..3).into();
        item["location_subaccount"] = digits(account, 3..5).into();
        item["location_object_id"] = digits(account, 5..12).into();
        Ok(Done::value(item))
    }

    fn inventory_id(&self) -> Outcome {
        let (kind, value) = (self.parameter("data_typer"), self.parameter("data_value"));
        if !["barcode", "inventory_number", "serial_number", "mac", "ip"].contains(&kind) {
            return Err(refused("data_typer is not one of the known"));
        }
        let wanted = if kind == "mac" { bare_mac(value) } else { value.to_owned() };
        let rows = self.live.store.rows("inventory");
        let found = rows.filter(|(_, row)| row.get(kind).is_some_and(|of| *of == wanted)).map(|(id, _)| id);
        let found: Vec<i64> = found.filter(|_| !wanted.is_empty()).collect();
        match found.first() {
            None => self.missing_id(true),
            // The key of the list is unknown; `id` is a guess.
            Some(_) if self.asked.parameters.flag("is_all_data") => Ok(Done::id(json!(found))),
            Some(first) => Ok(Done::id(*first)),
        }
    }

    fn inventory_amount(&self) -> Outcome {
        let kind = match self.parameter("location") {
            "storage" => 204,
            "customer" => 205,
            "node" => 206,
            "task" => 212,
            "employee" => 215,
            _ => return Err(refused("location is not one of the known")),
        };
        let parameters = &self.asked.parameters;
        let (objects, names) = (parameters.ids("object_id"), parameters.ids("inventory_type_id"));
        let sections = parameters.ids("section_id");
        let rows = self.live.store.rows("inventory").filter_map(|(id, row)| {
            let account = account_of(row);
            let object = digits(account, 5..12);
            let name = row.get("catalog_id").and_then(Value::as_i64).unwrap_or_default();
            let section = self.live.store.row("inventory_name", name);
            let section = section.and_then(|name| name.get("inventory_section_catalog_id")?.as_i64());
            let among = |ids: &Option<Vec<i64>>, id: i64| ids.as_ref().is_none_or(|ids| ids.contains(&id));
            let fits = digits(account, 0..3) == kind
                && among(&objects, object)
                && among(&names, name)
                && sections.as_ref().is_none_or(|ids| section.is_some_and(|id| ids.contains(&id)));
            fits.then(|| {
                let mut item =
                    super::customers::without(row, &["account", "ip", "seller_id", "barcode", "comment"]);
                item["location_type"] = self.parameter("location").into();
                item["inventory_type_id"] = name.into();
                item["object_id"] = object.into();
                // So it is spelt.
                item["acount"] = account.into();
                (id.to_string(), item)
            })
        });
        Ok(Done::rows(Container::Map, rows.collect::<Vec<_>>()))
    }

    fn operations(&self) -> Done {
        let parameters = &self.asked.parameters;
        let (from, to) = (parameters.filled("date_start"), parameters.filled("date_finish"));
        let items_of = |name: i64| -> Vec<i64> {
            let is = |row: &Row| row.get("catalog_id").and_then(Value::as_i64) == Some(name);
            self.live.store.rows("inventory").filter(|(_, row)| is(row)).map(|(id, _)| id).collect()
        };
        let of_name = parameters.number("inventory_assortment_id").map(items_of);
        let conditions = [
            ("id", "id"),
            ("src_account", "src"),
            ("dst_account", "dst"),
            ("inventory_id", "inventory_ids"),
            ("employee_id", "employee_id"),
        ];
        let rows = self.live.store.rows("inventory_operation").filter(|(_, row)| {
            let is = |(name, field): &(&str, &str)| {
                let wanted = parameters.filled(name);
                wanted.is_none_or(|wanted| row.get(*field).is_some_and(|of| matches(of, wanted)))
            };
            let date = row.get("date").and_then(Value::as_str).unwrap_or_default();
            let items = row.get("inventory_ids").and_then(Value::as_array);
            let named = of_name.as_ref().is_none_or(|ids| {
                items.into_iter().flatten().any(|item| item.as_i64().is_some_and(|id| ids.contains(&id)))
            });
            conditions.iter().all(is) && between(date, from, to) && named
        });
        let rows = rows.map(|(id, row)| {
            let account = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default();
            let mut operation = super::customers::without(row, &["src", "dst"]);
            for (side, account) in [("src", account("src")), ("dst", account("dst"))] {
                operation[format!("{side}_account_type")] = digits(account, 0..3).into();
                operation[format!("{side}_account_sub")] = digits(account, 3..5).into();
                operation[format!("{side}_account_object_id")] = digits(account, 5..12).into();
            }
            (id.to_string(), operation)
        });
        // A map or a list: clients saw both.
        Done::rows(Container::Unknown, rows.collect::<Vec<_>>())
    }
}
