//! Nodes, closures, poles and manholes.

use serde_json::{Value, json};

use super::customers::{put_in, take_from};
use super::plain::{kept, matches};
use super::reply::{Container, Done, Outcome, key_of, refused};
use super::state::Desk;
use super::table::Row;

impl Desk<'_> {
    pub(crate) fn node(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add" => {
                let fields = self.node_fields();
                let mut row = self.blank("node");
                row.extend(fields);
                row.insert("date_add".into(), self.date_time().into());
                Ok(Done::id(self.live.store.add("node", row)))
            }
            "edit" => {
                let fields = self.node_fields();
                self.row("node", "id").map(|row| {
                    row.extend(fields);
                    Done::ok()
                })
            }
            "delete" => self.delete("node", "id"),
            "change_custom_icon" => {
                let icon = self.asked.parameters.number("custom_icon_id");
                self.row("node", "id").map(|row| {
                    row.insert("custom_icon_id".into(), icon.into());
                    Done::ok()
                })
            }
            "add_mark" | "delete_mark" => {
                let mark = self.parameter("mark_id").to_owned();
                self.row("node", "node_id").map(|row| {
                    if action == "add_mark" {
                        put_in(row, "mark", &mark, json!({"id": mark.parse::<i64>().ok()}));
                    } else {
                        take_from(row, "mark", &mark);
                    }
                    Done::ok()
                })
            }
            "get" => Ok(self.nodes()),
            "get_id" => self.node_id(),
            "get_id_by_coord" => self.nearest(),
            _ => return None,
        })
    }

    fn node_fields(&self) -> Row {
        let own = self.asked.own().filter(|(name, _)| *name != "id");
        let mut row: Row = own
            .map(|(name, value)| match name {
                "coordinates" => {
                    let (lat, lon) = value.split_once(',').unwrap_or((value, ""));
                    let number = |text: &str| text.trim().parse::<f64>().ok();
                    ("coordinates".to_owned(), json!({"lat": number(lat), "lon": number(lon)}))
                }
                "node_parent_id" => ("parent_id".to_owned(), kept(name, value)),
                _ => (name.to_owned(), kept(name, value)),
            })
            .collect();
        // The building's id goes in, the address unit's comes out.
        if let Some(house) = row.remove("house_id").and_then(|id| id.as_i64()) {
            let unit = self.all("address").find(|(_, unit)| {
                house != 0 && unit.get("building_id").and_then(Value::as_i64) == Some(house)
            });
            row.insert("address_id".into(), unit.map_or(0, |(id, _)| id).into());
        }
        if let Some(Value::String(number)) = row.get("number") {
            let name = number.clone();
            row.insert("name".into(), name.into());
        }
        row
    }

    fn nodes(&self) -> Done {
        let conditions = [
            ("id", "id"),
            ("address_id", "address_id"),
            ("entrance_number", "entrance"),
            ("mark_id", "mark"),
            ("object_type", "type"),
            ("parent_id", "parent_id"),
        ];
        let fits = |row: &Row| {
            conditions.iter().all(|(name, field)| {
                let wanted = self.asked.parameters.filled(name);
                wanted.is_none_or(|wanted| row.get(*field).is_some_and(|of| matches(of, wanted)))
            })
        };
        let rows = self.live.store.rows("node").filter(|(_, row)| fits(row));
        let rows: Vec<_> = rows.map(|(id, row)| (id.to_string(), Value::Object(row.clone()))).collect();
        Done::rows(Container::Map, rows)
    }

    fn node_id(&self) -> Outcome {
        let (kind, value) = (self.parameter("data_type"), self.parameter("data_value"));
        let inside = self.asked.parameters.flag("is_entry");
        let of_type = self.asked.parameters.number("type_id");
        let alike = |field: Option<&Value>| {
            let text = field.and_then(Value::as_str);
            text.is_some_and(|text| if inside { text.contains(value) } else { text == value })
        };
        let additional = kind.strip_prefix("additional_data");
        if !["comment", "number"].contains(&kind) && additional.is_none() {
            return Err(refused("data_type is not one of the known"));
        }
        let fits = |row: &Row| {
            let field = match additional {
                Some(field) => row.get("additional_data").and_then(|of| of.get(field)),
                None => row.get(kind),
            };
            alike(field) && of_type.is_none_or(|kind| row.get("type").and_then(Value::as_i64) == Some(kind))
        };
        let found = self.live.store.rows("node").find(|(_, row)| fits(row));
        found.map_or_else(|| self.missing_id(false), |(id, _)| Ok(Done::id(id)))
    }

    /// Distances on a flat map are enough for a sandbox.
    fn nearest(&self) -> Outcome {
        let coordinate = |name: &str| {
            let number = self.parameter(name).parse::<f64>().ok().filter(|number| number.is_finite());
            number.ok_or_else(|| refused(format!("{name} is no coordinate")))
        };
        let (lat, lon) = (coordinate("lat")?, coordinate("lon")?);
        let range = self.asked.parameters.filled("range").and_then(|range| range.parse::<f64>().ok());
        let kind = self.asked.parameters.filled("type");
        let mut found: Vec<(f64, Value)> = self
            .live
            .store
            .rows("node")
            .filter(|(_, row)| kind.is_none_or(|kind| row.get("type").is_some_and(|of| matches(of, kind))))
            .filter_map(|(id, row)| {
                let of = row.get("coordinates")?;
                let (node_lat, node_lon) = (of["lat"].as_f64()?, of["lon"].as_f64()?);
                let metres = (node_lat - lat).hypot((node_lon - lon) * lat.to_radians().cos()) * 111_320.0;
                let row =
                    json!({"id": id, "lat": node_lat, "lon": node_lon, "distance": metres.round() as i64});
                Some((metres, row))
            })
            .filter(|(metres, _)| range.is_none_or(|range| *metres <= range))
            .collect();
        found.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        Ok(Done::rows(Container::Unknown, found.into_iter().map(|(_, row)| (key_of(&row), row))))
    }
}
