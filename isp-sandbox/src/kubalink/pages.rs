//! What is no JSON action: a form, a browser's redirect; and what the product says about itself.

use serde_json::json;

use super::reply::{Done, Outcome, Refusal, Reply, refused};
use super::state::Desk;

impl Desk<'_> {
    /// Only that it is a form is documented.
    pub(crate) fn form_page(&self) -> Reply {
        let map = if self.asked.parameters.flag("map") { "<div id=\"map\"></div>" } else { "" };
        let field = if self.parameter("citycode").is_empty() { "city" } else { "street" };
        Reply::Page(format!(
            "<!DOCTYPE html>\n<html><head><title>Connection request</title></head><body><form method=\"post\">\
             <select name=\"{field}\"></select>{map}</form></body></html>\n"
        ))
    }

    /// Where a browser is sent is unknown; here a path with the object's id.
    pub(crate) fn redirect(&mut self, action: &str) -> Result<Reply, Refusal> {
        let (kind, value) = (self.parameter("typer"), self.parameter("value"));
        for (name, given) in [("typer", kind), ("value", value)] {
            if given.is_empty() {
                return Err(refused(format!("parameter {name} is required")));
            }
        }
        let found = match (action, kind) {
            ("abon", "tel" | "ip" | "dognumber") => {
                let kind = if kind == "tel" { "phone" } else { kind };
                let found =
                    self.all("customer").find(|(_, row)| super::customer_search::has(row, kind, value));
                found.map(|(id, _)| format!("/card/customer/{id}"))
            }
            ("switch", "ip") => {
                let found =
                    self.all("device").find(|(_, row)| row.get("host").is_some_and(|host| host == value));
                found.map(|(id, _)| format!("/card/device/{id}"))
            }
            ("switch", "additional_data") => {
                let has = |row: &super::table::Row| {
                    let fields = row.get("additional_data").and_then(serde_json::Value::as_object);
                    fields.into_iter().flatten().any(|(_, of)| of == value)
                };
                self.all("device").find(|(_, row)| has(row)).map(|(id, _)| format!("/card/device/{id}"))
            }
            ("abon" | "switch", _) => return Err(refused("typer is not one of the known")),
            _ => return Err(refused("unknown action")),
        };
        found.map(Reply::Moved).ok_or_else(|| refused("value: there is no such object"))
    }

    pub(crate) fn system(&self, action: &str) -> Option<Outcome> {
        // Siblings have the version as `userside_version` or `erp_version`; the key of this product is unknown.
        (action == "get_system_info").then(|| {
            Ok(Done::value(json!({
                "date_time_unix": self.now, "date_time_string": self.date_time(), "os": "Linux", "php_version": "8.2.0",
                "erp_version": "3.19",
            })))
        })
    }
}
