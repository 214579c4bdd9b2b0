//! What is connected to what. The container of an answer depends on what was asked.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::reply::{Container, Done, Outcome, Payload, fields_of, refused};
use super::state::Desk;
use super::table::Row;

impl Desk<'_> {
    pub(crate) fn commutation(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add" => {
                let fields = self.fields("link");
                Ok(Done::id(self.live.store.add("link", fields)))
            }
            "delete" => Ok(self.links_delete()),
            "get_data" => self.links(),
            _ => return None,
        })
    }

    fn links_delete(&mut self) -> Done {
        // What the answers call a switch is here a device.
        let kind =
            if self.parameter("object_type") == "device" { "switch" } else { self.parameter("object_type") };
        let (kind, object) = (kind.to_owned(), self.parameter("object_id").to_owned());
        let port = self.asked.parameters.filled("object_port").map(str::to_owned);
        self.live.store.table("link").rows.retain(|_, row| {
            !ends(row).iter().any(|end| {
                let at_port = port.as_ref().is_none_or(|port| end.port == *port);
                end.kind == kind && end.id == object && at_port
            })
        });
        Done::ok()
    }

    fn links(&self) -> Outcome {
        let kind = self.parameter("object_type");
        if !["customer", "switch", "radio", "cross", "fiber", "splitter"].contains(&kind) {
            return Err(refused("object_type is not one of the known"));
        }
        let object = self.asked.parameters.filled("object_id");
        let finish = self.asked.parameters.flag("is_finish_data");
        let mut found: Vec<(End, Value)> = Vec::new();
        for (id, row) in self.live.store.rows("link") {
            let [one, other] = ends(row);
            for (here, there) in [(&one, &other), (&other, &one)] {
                if here.kind == kind && object.is_none_or(|object| here.id == object) {
                    found.push((here.clone(), there.link(id)));
                }
            }
        }
        let list = |links: Vec<Value>| match links.last().filter(|_| finish).cloned() {
            Some(last) => {
                let mut map: Map<_, _> =
                    links.into_iter().enumerate().map(|(at, link)| (at.to_string(), link)).collect();
                map.insert("finish".to_owned(), last);
                Value::Object(map)
            }
            None => Value::Array(links),
        };
        let by = |key: fn(&End) -> String, found: Vec<(End, Value)>| {
            let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            for (end, link) in found {
                groups.entry(key(&end)).or_default().push(link);
            }
            groups
        };
        Ok(match (kind, object) {
            (_, None) => {
                let groups = by(|end| end.id.clone(), found);
                Done::rows(Container::Map, groups.into_iter().map(|(id, links)| (id, Value::Array(links))))
            }
            ("customer", Some(_)) => match list(found.into_iter().map(|(_, link)| link).collect()) {
                Value::Array(links) => Done::list(links),
                map => Done { data: Payload::Value(map), ..Done::ok() },
            },
            ("switch" | "radio", Some(_)) => {
                let groups: Vec<_> = by(|end| end.port.clone(), found).into_iter().collect();
                let rows: Vec<_> = groups.into_iter().map(|(port, links)| (port, list(links))).collect();
                Done::rows(Container::Map, rows)
            }
            // Side, then port: inferred from what one client reads.
            _ => {
                let mut sides: BTreeMap<String, Vec<(End, Value)>> = BTreeMap::new();
                for (end, link) in found {
                    sides.entry(end.side.clone()).or_default().push((end, link));
                }
                let rows: Vec<_> = sides
                    .into_iter()
                    .map(|(side, found)| {
                        let ports = by(|end| end.port.clone(), found).into_iter();
                        (side, Value::Object(ports.map(|(port, links)| (port, list(links))).collect()))
                    })
                    .collect();
                Done::rows(Container::Map, rows)
            }
        })
    }
}

/// One side of a connection.
#[derive(Debug, Clone)]
struct End {
    kind: String,
    id: String,
    side: String,
    port: String,
}

impl End {
    fn link(&self, connection: i64) -> Value {
        let mut link = fields_of(json!({
            "object_type": self.kind, "direction": self.side.parse::<i64>().unwrap_or_default(),
            "interface": self.port.parse::<i64>().unwrap_or_default(), "comment": "", "connect_id": connection,
        }));
        // A cross has a text id, and a key of its own for it.
        match self.id.parse::<i64>() {
            Ok(id) => link.insert("object_id".into(), id.into()),
            Err(_) => link.insert("object_uuid".into(), self.id.as_str().into()),
        };
        Value::Object(link)
    }
}

fn ends(row: &Row) -> [End; 2] {
    let text = |field: &str| match row.get(field) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    [("object", "object1"), ("object2", "object2")].map(|(object, port)| End {
        kind: text(&format!("{object}_type")),
        id: text(&format!("{object}_id")),
        side: text(&format!("{port}_side")),
        port: text(&format!("{port}_port")),
    })
}
