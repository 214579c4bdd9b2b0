//! Customers: their cards, and what is done to them.

use std::collections::{HashMap, HashSet};
use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::dialect::Dialect;
use super::generated;
use super::money::{hundredths, written};
use super::parameters::Parameters;
use super::positions::{MissingObject, OneOrMany};
use super::reply::{Container, Done, Outcome, refused};
use super::state::Desk;
use super::table::Row;

impl Desk<'_> {
    pub(crate) fn customer(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add" => Ok(self.customer_add()),
            "edit" => self.customer_edit(),
            "delete" => self.delete("customer", "id"),
            "get_data" => self.customer_get_data(),
            "get_abon_id" => self.get_abon_id(),
            "get_customers_id" => self.get_customers_id(),
            "change_balance" => self.change_balance(),
            "abon_hist" => {
                let customer = self.asked.parameters.number("customer_id");
                let of = |row: &Row| row.get("customer_id").and_then(Value::as_i64) == customer;
                let rows = self.live.store.rows("operation_of_customer").filter(|(_, row)| of(row));
                let rows: Vec<_> =
                    rows.map(|(id, row)| (id.to_string(), without(row, &["id", "customer_id"]))).collect();
                Ok(Done::rows(Container::Unknown, rows))
            }
            "change_billing" => self.set(|of, row| {
                row.insert("billing_id".into(), of.text("billing_id").into());
                row.insert(
                    "billing".into(),
                    json!({"id": of.text("billing_id").parse::<i64>().ok(), "uuid": of.text("billing_user_id")}),
                );
            }),
            "change_date_connect" => {
                self.set(|of, row| drop(row.insert("date_connect".into(), of.text("value").into())))
            }
            "state_change" => {
                if !matches!(self.parameter("state_id"), "0" | "1" | "2") {
                    return Some(Err(refused("state_id must be 0, 1 or 2")));
                }
                self.set(|of, row| {
                    drop(row.insert("state_id".into(), of.text("state_id").parse::<i64>().ok().into()))
                })
            }
            "tarif_change" => self.set(|of, row| {
                row.insert("tariff".into(), json!({"current": [{"id": of.text("tarif")}], "new": []}));
            }),
            "to_ex" => self.set(|_, row| drop(row.insert("is_ex".into(), 1.into()))),
            "to_normal" => self.set(|_, row| drop(row.insert("is_ex".into(), 0.into()))),
            "mark_add" => self.set(|of, row| {
                put_in(row, "mark", of.text("mark_id"), json!({"id": of.text("mark_id").parse::<i64>().ok()}));
            }),
            "mark_delete" => self.set(|of, row| take_from(row, "mark", of.text("mark_id"))),
            "service_add" => self.set(|of, row| {
                let service = json!({"cost": of.text("price"), "comment": of.text("comment"), "date_add": ""});
                put_in(row, "service", of.text("service_id"), service);
            }),
            "service_remove" => self.set(|of, row| take_from(row, "service", of.text("service_id"))),
            "ip_add" => match self.parameter("value").parse::<Ipv4Addr>() {
                Ok(ip) => {
                    let number = u32::from(ip).to_string();
                    self.set(move |of, row| {
                        put_in(row, "ip_mac", &number, json!({"ip": number, "mac": bare_mac(of.text("mac"))}));
                    })
                }
                Err(_) => Err(refused("value is no IP address")),
            },
            "ip_delete" => self.ip_delete(),
            "set_mac_by_ip" => self.set_mac_by_ip(),
            "merge" => {
                self.row("customer", "dst_id").map(drop).and_then(|()| self.delete("customer", "src_id"))
            }
            "msg" => Ok(self.messages()),
            "msg_add" => self.message_add("in"),
            "msg_add_to_customer" => self.message_add("out"),
            _ => return None,
        })
    }

    /// Changes the customer that `customer_id` names.
    fn set(&mut self, change: impl FnOnce(&Parameters, &mut Row)) -> Outcome {
        let asked = self.asked;
        let row = self.row("customer", "customer_id")?;
        change(&asked.parameters, row);
        Ok(Done::ok())
    }

    fn customer_add(&mut self) -> Done {
        let parameters = &self.asked.parameters;
        let billing = parameters.number("billing_id").unwrap_or_default();
        let uuid =
            parameters.filled("billing_customer_id").or(parameters.filled("codeti")).unwrap_or_default();
        let mut row = self.blank("customer");
        row.extend(super::reply::fields_of(json!({
            "login": null, "full_name": self.parameter("fio"), "flag_corporate": flag(parameters.flag("is_corporate")),
            "is_potential": flag(parameters.flag("is_potential")), "balance": "0", "credit": "0", "discount": "0",
            "billing_id": billing.to_string(), "billing": {"id": billing, "uuid": uuid},
            "date_create": self.date_time(), "date_connect": "1970-01-01", "tariff": {"current": [], "new": []},
            "traffic": {"month": {"up": 0, "down": 0}},
        })));
        Done::id(self.live.store.add("customer", row))
    }

    fn customer_edit(&mut self) -> Outcome {
        let own: Vec<_> = self.asked.own().filter(|(name, _)| *name != "id").collect();
        let row = self.row("customer", "id")?;
        for (name, value) in own {
            match name {
                "name" => drop(row.insert("full_name".into(), value.into())),
                "agreement_number" => set_in_first(row, "agreement", "number", value.into()),
                "agreement_date" => set_in_first(row, "agreement", "date", value.into()),
                "house_id" => set_in_first(row, "address", "house_id", value.parse::<i64>().ok().into()),
                "apartment_number" => set_in_first(row, "address", "apartment", json!({"number": value})),
                "entrance" | "floor" => set_in_first(row, "address", name, value.into()),
                "email" => drop(row.insert("email".into(), json!([{"address": value, "flag_main": 1}]))),
                "group_id" => {
                    drop(row.insert("group".into(), json!({value: {"id": value.parse::<i64>().ok()}})))
                }
                _ if name.starts_with("phone") => set_phone(row, name, value),
                _ => drop(row.insert(name.into(), super::plain::kept(name, value))),
            }
        }
        Ok(Done::ok())
    }

    fn change_balance(&mut self) -> Outcome {
        let amount = hundredths(self.parameter("amount")).ok_or_else(|| refused("amount is no sum"))?;
        let id = self.asked.parameters.number("customer_id").unwrap_or_default();
        let row = self.row("customer", "customer_id")?;
        let balance = row.get("balance").and_then(Value::as_str).and_then(hundredths).unwrap_or_default();
        let Some(balance) = balance.checked_add(amount) else { return Err(refused("amount is too large")) };
        row.insert("balance".into(), written(balance).into());
        let amount = serde_json::Number::from_f64(written(amount).parse().unwrap_or_default());
        let amount = amount.filter(|amount| amount.as_f64().is_some_and(|value| value.fract() != 0.0));
        let whole = || {
            Value::from(
                hundredths(self.asked.parameters.get("amount").unwrap_or_default()).unwrap_or_default() / 100,
            )
        };
        let amount = amount.map_or_else(whole, Value::Number);
        let operation = json!({
            "customer_id": id, "Typer": "pay", "DateDo": self.date_time(), "Amount": amount,
            "empoyee_id": self.asked.parameters.number("employee_id"), "Comment": self.parameter("comment"),
        });
        self.live.store.add("operation_of_customer", super::reply::fields_of(operation));
        Ok(Done::ok())
    }

    fn ip_delete(&mut self) -> Outcome {
        let value = self.parameter("value").to_owned();
        let number = value.parse::<Ipv4Addr>().map(|ip| u32::from(ip).to_string());
        self.set(move |_, row| {
            let Some(Value::Object(entries)) = row.get_mut("ip_mac") else { return };
            match (value.as_str(), number) {
                ("all", _) => entries.clear(),
                ("-1", _) => entries.retain(|_, entry| entry["ip"] != "0" && entry["ip"] != ""),
                (_, Ok(number)) => drop(entries.remove(&number)),
                _ => {}
            }
        })
    }

    fn set_mac_by_ip(&mut self) -> Outcome {
        let Ok(ip) = self.parameter("ip").parse::<Ipv4Addr>() else {
            return Err(refused("ip is no IP address"));
        };
        let (ip, mac) = (u32::from(ip).to_string(), bare_mac(self.parameter("mac")));
        let holder =
            self.all("customer").find(|(_, row)| row.get("ip_mac").is_some_and(|of| of.get(&ip).is_some()));
        let row = holder.and_then(|(id, _)| self.row_of("customer", id));
        let row = row.ok_or_else(|| refused("ip: no customer has it"))?;
        put_in(row, "ip_mac", &ip, json!({"ip": ip, "mac": mac}));
        Ok(Done::ok())
    }

    fn messages(&self) -> Done {
        let parameters = &self.asked.parameters;
        let customer = parameters.number("customer_id").or_else(|| parameters.number("usercode"));
        let employee = parameters.number("employee_id");
        let (from, to) = (parameters.filled("date_add_from"), parameters.filled("date_add_to"));
        let is = |row: &Row, field: &str, wanted: Option<i64>| {
            wanted.is_none_or(|wanted| row.get(field).and_then(Value::as_i64) == Some(wanted))
        };
        let rows = self.live.store.rows("message").filter(|(_, row)| {
            let date = row.get("DateMsg").and_then(Value::as_str).unwrap_or_default();
            is(row, "customer_id", customer)
                && is(row, "employee_id", employee)
                && super::tasks::between(date, from, to)
        });
        let rows: Vec<_> =
            rows.map(|(id, row)| (id.to_string(), without(row, &["id", "customer_id"]))).collect();
        Done::rows(Container::Unknown, rows)
    }

    fn message_add(&mut self, kind: &str) -> Outcome {
        self.row("customer", "customer_id")?;
        let parameters = &self.asked.parameters;
        let id = self.live.store.new_id();
        let message = json!({
            "Id": id, "customer_id": parameters.number("customer_id"), "DateMsg": self.date_time(),
            "employee_id": parameters.number("employee_id").unwrap_or_default(), "MsgTyper": kind,
            "Text": self.parameter("text"),
        });
        self.live.store.put("message", id, super::reply::fields_of(message));
        Ok(Done::id(id))
    }

    fn customer_get_data(&self) -> Outcome {
        let parameters = &self.asked.parameters;
        let mut seen = HashSet::new();
        let ids = parameters.ids("customer_id").or_else(|| parameters.ids("id"));
        let by_ids = ids.is_some();
        let mut ids = match ids {
            Some(ids) => ids,
            None => {
                let (account, billing) = (self.parameter("account_number"), self.parameter("billing_id"));
                let is = |row: &Row| {
                    row.get("account_number").is_some_and(|number| number == account)
                        && row.get("billing_id").is_some_and(|id| id == billing)
                };
                self.all("customer").find(|(_, row)| is(row)).map(|(id, _)| id).into_iter().collect()
            }
        };
        ids.retain(|id| seen.insert(*id));
        if ids.len() <= 1 || !by_ids {
            let Some((id, row)) = ids.first().and_then(|id| Some((*id, self.read("customer", *id)?))) else {
                return self.missing_object(false);
            };
            let card = card(row, self.dialect);
            return Ok(match self.dialect.one_or_many {
                OneOrMany::ByCount => Done::value(card),
                OneOrMany::AlwaysMap => Done::rows(Container::Map, [(id.to_string(), card)]),
            });
        }
        let kept: HashMap<_, _> =
            ids.iter().filter_map(|id| Some((*id, self.live.store.row("customer", *id)?.clone()))).collect();
        let gone: HashSet<_> =
            self.live.gone.iter().filter(|(of, _)| *of == "customer").map(|(_, id)| *id).collect();
        let (generated, dialect) = (self.state.generated, self.dialect.clone());
        let rows = ids.into_iter().filter_map(move |id| {
            let made = || (!gone.contains(&id)).then(|| generated::row("customer", id, &generated)).flatten();
            let row = kept.get(&id).cloned().or_else(made)?;
            Some((id.to_string(), card(row, &dialect)))
        });
        Ok(Done::rows(Container::Map, rows))
    }

    /// One object was asked for and is not there. Of an ONU, `[]` is what was observed.
    pub(crate) fn missing_object(&self, of_onu: bool) -> Outcome {
        match (self.dialect.missing_object, of_onu) {
            (MissingObject::Refused, _) => Err(refused("there is no such object")),
            (MissingObject::EmptyList, _) | (MissingObject::ByAction, true) => Ok(Done::value(json!([]))),
            (MissingObject::Absent, _) | (MissingObject::ByAction, false) => Ok(Done::ok()),
        }
    }
}

/// A customer as `get_data` shows it.
fn card(mut row: Row, dialect: &Dialect) -> Value {
    row.remove("is_ex");
    if let Some(Value::Array(agreements)) = row.get_mut("agreement") {
        for date in agreements.iter_mut().filter_map(|agreement| agreement.get_mut("date")) {
            *date = date.as_str().map(|date| dialect.written_agreement_date(date)).into();
        }
    }
    Value::Object(row)
}

pub(crate) fn without(row: &Row, fields: &[&str]) -> Value {
    let kept = row.iter().filter(|(field, _)| !fields.contains(&field.as_str()));
    Value::Object(kept.map(|(field, value)| (field.clone(), value.clone())).collect())
}

pub(crate) fn flag(set: bool) -> i64 {
    i64::from(set)
}

pub(crate) fn bare_mac(text: &str) -> String {
    text.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_ascii_uppercase()
}

pub(crate) fn put_in(row: &mut Row, field: &str, key: &str, value: Value) {
    let entries = row.entry(field).or_insert_with(|| json!({}));
    if let Value::Object(entries) = entries {
        entries.insert(key.to_owned(), value);
    }
}

pub(crate) fn take_from(row: &mut Row, field: &str, key: &str) {
    if let Some(Value::Object(entries)) = row.get_mut(field) {
        entries.remove(key);
    }
}

/// Sets a field of the first item of a list, and makes that item where there is none.
fn set_in_first(row: &mut Row, list: &str, field: &str, value: Value) {
    let Value::Array(items) = row.entry(list).or_insert_with(|| json!([])) else { return };
    if items.is_empty() {
        let of_address = list == "address";
        items.push(if of_address {
            json!({"type": "connect", "house_id": 0})
        } else {
            json!({"number": null, "date": ""})
        });
    }
    if let Some(Value::Object(first)) = items.first_mut() {
        first.insert(field.to_owned(), value);
    }
}

/// `phone0` to `phone4`, in order.
fn set_phone(row: &mut Row, name: &str, number: &str) {
    let place =
        name.strip_prefix("phone").and_then(|place| place.parse::<usize>().ok()).filter(|place| *place < 5);
    if let (Some(place), Value::Array(phones)) = (place, row.entry("phone").or_insert_with(|| json!([]))) {
        while phones.len() <= place {
            phones.push(json!({"number": ""}));
        }
        if let Value::Object(phone) = &mut phones[place] {
            phone.insert("number".into(), number.into());
        }
    }
}
