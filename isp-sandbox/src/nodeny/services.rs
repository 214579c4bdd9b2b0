//! The catalogue of services, invented but for what the vendor's sample shows of number 33.

use super::person::{Connected, Person};
use super::value::{Value, int, map, text};

/// A service of the catalogue.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) id: u32,
    pub(crate) module: &'static str,
    pub(crate) title: &'static str,
    pub(crate) tags: &'static str,
    /// Hundredths.
    pub(crate) price: i64,
    /// Another service of the same module may run beside it.
    pub(crate) beside_others: bool,
}

pub(crate) const CATALOGUE: [Service; 5] = [
    service(33, "unlim", "50 Mb unlim", ",speed=123,", 1000, false),
    service(34, "unlim", "100 Mb unlim", ",inet,speed=100000,", 18_050, false),
    service(62, "tv", "TV basic", ",tv,", 4000, true),
    service(63, "tv", "TV sport", ",tv,sport,", 7525, true),
    service(70, "realip", "Real IP", ",realip,", 3000, false),
];

const fn service(
    id: u32,
    module: &'static str,
    title: &'static str,
    tags: &'static str,
    price: i64,
    beside_others: bool,
) -> Service {
    Service { id, module, title, tags, price, beside_others }
}

pub(crate) fn find(id: u32) -> Option<&'static Service> {
    CATALOGUE.iter().find(|service| service.id == id)
}

impl Service {
    /// The reason for a refusal, in documented words.
    pub(crate) fn why_not(&self, person: &Person) -> Option<&'static str> {
        if person.services.iter().any(|connected| connected.service_id == self.id) {
            return Some("already");
        }
        let same_module = |connected: &Connected| {
            find(connected.service_id).is_some_and(|service| service.module == self.module)
        };
        (!self.beside_others && person.services.iter().any(same_module)).then_some("analog")
    }

    /// A row of `api_services` and `u_srv_select`. Keys: the table of 2012.
    pub(crate) fn row(&self, why_not: Option<&str>) -> Value {
        let mut fields = vec![
            ("service_id".to_owned(), int(self.id)),
            ("module".to_owned(), text(self.module)),
            ("category".to_owned(), text("")),
            ("title".to_owned(), text(self.title)),
            ("description".to_owned(), text(self.title)),
            ("grp_list".to_owned(), text(",1,")),
            ("price".to_owned(), Value::Money(self.price)),
            ("auto_renew".to_owned(), int(0)),
            ("no_renew".to_owned(), int(0)),
            ("tags".to_owned(), text(self.tags)),
        ];
        fields.extend(why_not.map(|reason| ("why_not".to_owned(), text(reason))));
        Value::Map(fields)
    }
}

/// A connected service as a row of the database: the keys of the vendor's sample.
pub(crate) fn database_row(connected: &Connected, uid: u32) -> Value {
    let (title, module, tags, price) =
        find(connected.service_id).map_or(("", "", "", 0), |of| (of.title, of.module, of.tags, of.price));
    map([
        ("id", int(connected.id)),
        ("service_id", int(connected.service_id)),
        ("next_service_id", int(connected.next_service_id)),
        ("auto_renew", int(0)),
        ("tm_start", int(connected.start)),
        ("tm_end", int(connected.end)),
        ("grp_list", text(",1,")),
        ("pay_id", int(connected.pay_id)),
        ("category", text("")),
        ("module", text(module)),
        ("uid", int(uid)),
        ("no_renew", int(1)),
        ("description", text(title)),
        ("tags", text(tags)),
        ("finish_count", int(1)),
        ("price", Value::Money(price)),
    ])
}

/// A connected service as a screen shows it: the keys of a live installation.
pub(crate) fn screen_row(connected: &Connected, now: u32, human_end: &str) -> Value {
    let of = |id: u32| find(id).map_or(("", 0), |service| (service.title, service.price));
    let (title, price) = of(connected.service_id);
    let (next_title, next_price) = of(connected.next_service_id);
    let left = connected.end.saturating_sub(now);
    map([
        ("id", int(connected.id)),
        ("service_id", int(connected.service_id)),
        ("next_service_id", int(connected.next_service_id)),
        ("title", text(title)),
        ("next_service_title", text(next_title)),
        ("price", Value::Money(price)),
        ("next_service_price", Value::Money(next_price)),
        ("time_start", int(connected.start)),
        ("time_left", Value::Computed(i64::from(left) * 100)),
        ("human_time", text(human_end)),
        ("human_end_time", text(human_end)),
        ("frozen", int(0)),
        ("can_change_srv", Value::Flag(find(connected.service_id).is_some_and(|of| of.module != "realip"))),
    ])
}
