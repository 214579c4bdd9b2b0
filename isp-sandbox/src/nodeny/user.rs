//! The block `usr` of `u_main`: names and types as a live installation had them in 2023, all values invented.

use super::person::{Connected, Person};
use super::services;
use super::state::Desk;
use super::value::{Value, int, map, text};

impl Desk<'_> {
    pub(crate) fn user(&self, person: &Person) -> Value {
        let account = &person.account;
        let debt = (-account.balance).max(0);
        let value = map([
            ("id", int(person.id())),
            ("uid", int(person.id())),
            ("name", text(&account.login)),
            ("fio", text(&account.full_name)),
            ("contract", text(format!("A-{}", person.id()))),
            ("contract_date", int(1_577_836_800)),
            ("contract_date_as_text", text("01.01.2020")),
            ("grp", int(1)),
            ("grp_name", text("Основна")),
            ("state", text("on")),
            ("state_off", Value::Flag(false)),
            ("balance", Value::Money(account.balance)),
            ("limit_balance", Value::Money(0)),
            ("block_if_limit", int(1)),
            ("discount", int(0)),
            ("debt", Value::Money(debt)),
            ("recommended_pay", text(format!("{}.{:02}", debt / 100, debt % 100))),
            ("ppc", text(person.payment_code())),
            ("comment", text("")),
            ("cstate", int(0)),
            ("cstate_time", int(1_577_836_800)),
            ("lstate", int(0)),
            ("modify_time", int(1_700_000_000)),
            ("frozen_srv", int(0)),
            ("submoney", Value::Money(0)),
            ("test", int(0)),
            ("actual", int(0)),
            ("ips", Value::List(vec![self.address(person)])),
            ("dopdata", Value::List(person.fields.iter().map(|(name, value)| field(name, value)).collect())),
        ]);
        let Value::Map(mut fields) = value else { return value };
        // A subscriber that never was online has none of these (LEFT JOIN, source of 2012).
        let online = !person.online.is_empty();
        for number in 1..=8 {
            for way in ["in", "out"] {
                let bytes = if online { int(number * 5_000_000_000_i64) } else { Value::Null };
                fields.push((format!("{way}{number}"), bytes));
            }
        }
        for number in 1..=4 {
            fields.push((format!("traf{number}"), if online { int(number * 1000) } else { Value::Null }));
        }
        for name in ["traf", "traf_in", "traf_out"] {
            let megabytes = if online { Value::Decimal("4768.3716".to_owned()) } else { Value::Null };
            fields.push((name.to_owned(), megabytes));
        }
        Value::Map(fields)
    }

    fn address(&self, person: &Person) -> Value {
        let [a, b, c, d] = person.address();
        let now = person.online.iter().find(|row| row.end == 0);
        let start = now.map(|row| row.start);
        let or_null = |unix: Option<u32>| unix.map_or(Value::Null, int);
        map([
            ("ip", text(format!("{a}.{b}.{c}.{d}"))),
            ("ipn", int(u32::from_be_bytes([a, b, c, d]))),
            ("uid", int(person.id())),
            ("type", text("static")),
            ("release", int(0)),
            ("auth", int(now.is_some())),
            ("start", or_null(start)),
            ("last", or_null(start.map(|_| self.now))),
            ("tm_auth", or_null(start.map(|start| self.now.saturating_sub(start)))),
            ("properties", start.map_or(Value::Null, |_| text("mod=dhcp;user=020000000001;nas=n1"))),
            ("num_tag", text("")),
            ("tag", Value::List(Vec::new())),
        ])
    }
}

/// Streets by their stored value.
pub(crate) const STREETS: [(&str, &str); 2] = [("12", "Тестова"), ("13", "Друга")];

fn field(name: &str, value: &str) -> Value {
    let street = STREETS.iter().find(|(stored, _)| name == "_adr_street" && *stored == value);
    map([
        ("name", text(name)),
        ("title", text(if name == "_phone" { "Телефон" } else { "Вулиця" })),
        ("value", text(value)),
        ("show", text(street.map_or(value, |(_, shown)| shown))),
    ])
}

/// A row of `api_users`. The keys of the next service, `dopdata`, `services` and the times are documented, the others
/// are those of `usr`.
pub(crate) fn row(person: &Person, flat: bool) -> Vec<(String, Value)> {
    let account = &person.account;
    let next = |connected: Option<&Connected>| {
        let id = connected.map_or(0, |connected| connected.next_service_id);
        let title = services::find(id).map_or(Value::Null, |service| text(service.title));
        let set = person.set_next_time.map_or(Value::Null, int);
        [("next_title", title), ("next_service_id", int(id)), ("set_next_time", set)]
    };
    let connected = person.services.iter().map(|connected| {
        let Value::Map(mut fields) = services::database_row(connected, person.id()) else {
            return Value::Null;
        };
        if !flat {
            fields.retain(|(name, _)| name != "next_service_id");
            fields.extend(next(Some(connected)).map(|(name, value)| (name.to_owned(), value)));
        }
        Value::Map(fields)
    });
    let extra = person.fields.iter().map(|(name, value)| ((*name).to_owned(), text(value)));
    let mut fields = vec![
        ("id", int(person.id())),
        ("name", text(&account.login)),
        ("fio", text(&account.full_name)),
        ("contract", text(format!("A-{}", person.id()))),
        ("grp", int(1)),
        ("balance", Value::Money(account.balance)),
        ("state", text("on")),
        ("ppc", text(person.payment_code())),
        ("dopdata", Value::Map(extra.collect())),
        ("services", Value::List(connected.collect())),
        ("last_traf", int(person.last_traf)),
        ("last_auth", int(person.last_auth())),
    ];
    if flat {
        fields.extend(next(person.services.first()));
    }
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
