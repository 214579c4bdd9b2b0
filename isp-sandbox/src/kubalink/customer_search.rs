//! Customers found by what is known of them.

use serde_json::{Value, json};

use super::customers::bare_mac;
use super::money::hundredths;
use super::plain::matches;
use super::positions::MissingId;
use super::reply::{Done, Outcome, Payload, refused};
use super::state::Desk;
use super::table::Row;

impl Desk<'_> {
    pub(crate) fn get_abon_id(&self) -> Outcome {
        let (kind, value) = (self.parameter("data_typer"), self.parameter("data_value"));
        let skip_old = self.asked.parameters.flag("is_skip_old");
        let known = ["account", "billing_uid", "codeti", "dognumber", "ip", "login", "mac", "mail", "phone"];
        if !known.contains(&kind) {
            return Err(refused("data_typer is not one of the known"));
        }
        let fits = |row: &Row| !(skip_old && is_ex(row)) && has(row, kind, value);
        let mut found = self.all("customer").filter(|(_, row)| fits(row)).map(|(id, _)| id);
        let Some(first) = found.next() else { return self.missing_id(false) };
        let others: Vec<i64> = if kind == "phone" { found.collect() } else { Vec::new() };
        if others.is_empty() {
            return Ok(Done::id(first));
        }
        // A phone may be that of several (observed).
        Ok(Done::id(json!(std::iter::once(first).chain(others).collect::<Vec<_>>())))
    }

    /// One id was asked for and is not there. Of the warehouse, `0` is what was observed.
    pub(crate) fn missing_id(&self, of_inventory: bool) -> Outcome {
        match (self.dialect.missing_id, of_inventory) {
            (MissingId::Refused, _) => Err(refused("nothing found")),
            (MissingId::Zero, _) | (MissingId::ByAction, true) => Ok(Done::id(0)),
            (MissingId::Absent, _) | (MissingId::ByAction, false) => Ok(Done::ok()),
        }
    }

    pub(crate) fn get_customers_id(&self) -> Outcome {
        let parameters = &self.asked.parameters;
        let like = parameters.flag("is_like");
        let wanted: Vec<_> = self
            .asked
            .own()
            .filter(|(name, value)| !value.is_empty() && !matches!(*name, "limit" | "is_like"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let limit =
            parameters.number("limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        let houses = parameters.ids("address_unit_id").map(|units| self.buildings_in(&units));
        let found = self.all("customer").filter(move |(_, row)| {
            wanted.iter().all(|(name, value)| match (name.as_str(), &houses) {
                ("address_unit_id", Some(houses)) => {
                    house_of(row).as_i64().is_some_and(|house| houses.contains(&house))
                }
                _ => fits(row, name, value, like),
            })
        });
        let rows = found.take(limit).map(|(id, _)| (String::new(), Value::from(id)));
        Ok(Done { data: Payload::Rows(super::reply::Container::List, Box::new(rows)), ..Done::ok() })
    }
}

fn is_ex(row: &Row) -> bool {
    row.get("is_ex").and_then(Value::as_i64) == Some(1)
}

fn house_of(row: &Row) -> &Value {
    row.get("address").map_or(&Value::Null, |address| &address[0]["house_id"])
}

pub(crate) fn has(row: &Row, kind: &str, value: &str) -> bool {
    let any = |list: &str, field: &str| {
        let items = row.get(list).and_then(Value::as_array);
        items.into_iter().flatten().any(|item| item[field] == value)
    };
    let addresses = || row.get("ip_mac").and_then(Value::as_object).into_iter().flatten();
    match kind {
        "account" => row.get("account_number").is_some_and(|number| number == value),
        "billing_uid" | "codeti" => row.get("billing").is_some_and(|billing| billing["uuid"] == value),
        "dognumber" => any("agreement", "number"),
        "ip" => value
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|ip| addresses().any(|(key, _)| *key == u32::from(ip).to_string())),
        "login" => row.get("login").is_some_and(|login| login == value),
        "mac" => addresses().any(|(_, entry)| entry["mac"] == bare_mac(value)),
        "mail" => any("email", "address"),
        _ => any("phone", "number"),
    }
}

/// Whether a customer meets one condition of `get_customers_id`. A condition that the sandbox knows nothing about is
/// met by nobody.
fn fits(row: &Row, name: &str, value: &str, like: bool) -> bool {
    let is = |field: &str| row.get(field).is_some_and(|field| matches(field, value));
    let text = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default();
    let alike = |field: &str| if like { text(field).contains(value) } else { text(field) == value };
    let balance = || hundredths(text("balance"));
    match name {
        "account_number" => alike("account_number"),
        "name" => alike("full_name"),
        "appartment" => row.get("address").is_some_and(|of| of[0]["apartment"]["number"] == value),
        "house_id" => matches(house_of(row), value),
        "balance_from" => hundredths(value).is_some_and(|from| balance() >= Some(from)),
        "balance_to" => hundredths(value).is_some_and(|to| balance() <= Some(to)),
        "billing_uuid" => row.get("billing").is_some_and(|billing| billing["uuid"] == value),
        "date_connect_from" => text("date_connect") >= value,
        "date_connect_to" => text("date_connect") <= value,
        "is_corporate" => is("flag_corporate"),
        "mark_id" => is("mark"),
        "tariff_id" => row.get("tariff").is_some_and(|of| matches(&of["current"][0]["id"], value)),
        _ => is(name),
    }
}
