//! The tree of address units, houses among them. A house has two ids: that of its unit and that of its building.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::plain::{Wanted, kept};
use super::reply::{Container, Done, Outcome, fields_of, key_of, refused};
use super::state::Desk;
use super::table::Row;

/// The type of unit behind the last word of an action.
fn type_of(action: &str) -> Option<i64> {
    let kind = action.split_once('_')?.1;
    let kinds = ["province", "district", "city", "area", "street", "house"];
    kinds.iter().zip(1..).find_map(|(known, id)| (*known == kind).then_some(id))
}

/// The other names of a house's fields.
fn house_field(parameter: &str) -> &str {
    match parameter {
        "number" => "name",
        "apart_count" => "apart",
        "entrance_count" => "entrance",
        "level_count" => "floor",
        "is_not_connected" => "is_not_use",
        "task_interval" => "taskInterval",
        other => other,
    }
}

impl Desk<'_> {
    pub(crate) fn address(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "get" => Ok(self.units(None)),
            "add_address" => {
                let kind = self.asked.parameters.number("locality_type_id").unwrap_or_default();
                self.unit_add(kind, self.asked.parameters.number("parent_id"))
            }
            "edit_address" | "edit_building_coord" | "edit_building_structure" => {
                let coord = self.asked.parameters.get("coord").map(points);
                let unit =
                    if action == "edit_address" { self.row("address", "id") } else { self.house("id") };
                unit.map(|row| {
                    row.extend(coord.map(|points| ("coordinates".to_owned(), points)));
                    Done::ok()
                })
            }
            "add_locality_type" => Ok(self.add("locality_type")),
            "edit_locality_type" => self.edit("locality_type", "id"),
            "get_locality_type" => Ok(Done::map(self.listed("locality_type"))),
            "get_level" => {
                let rows = self.listed("level").into_iter().map(|row| (key_of(&row), row));
                Ok(Done::rows(Container::Unknown, rows))
            }
            "add_house" => self.house_add(),
            "edit_house" => self.house_edit(),
            "add_house_mark" | "delete_house_mark" => {
                let mark = self.parameter("mark_id").to_owned();
                self.house("house_id").map(|row| {
                    if action == "add_house_mark" {
                        super::customers::put_in(row, "mark", &mark, json!({"id": mark.parse::<i64>().ok()}));
                    } else {
                        super::customers::take_from(row, "mark", &mark);
                    }
                    Done::ok()
                })
            }
            "move_child_object" => {
                let found = self.house("src_building_id").map(drop);
                found.and_then(|()| self.house("dst_building_id").map(|_| Done::ok()))
            }
            "get_house" => Ok(self.houses()),
            _ => {
                let kind = type_of(action)?;
                match action.split('_').next()? {
                    "get" => Ok(self.units(Some(kind))),
                    "add" => {
                        let parameters = &self.asked.parameters;
                        let above = ["area_id", "city_id", "district_id", "province_id"];
                        let parent = above.iter().find_map(|name| parameters.number(name));
                        self.unit_add(kind, parent)
                    }
                    "edit" => self.unit_edit(),
                    "del" => {
                        let id = self.asked.parameters.number("id").unwrap_or_default();
                        self.delete("address", "id").map(|_| Done::id(id))
                    }
                    _ => return None,
                }
            }
        })
    }

    fn unit_add(&mut self, kind: i64, parent: Option<i64>) -> Outcome {
        let parent = parent.unwrap_or_default();
        let above = self.read("address", parent);
        if parent != 0 && above.is_none() {
            return Err(refused("there is no such address unit above"));
        }
        let above = above.unwrap_or_default();
        let mut parents: Vec<Value> =
            above.get("parent_ids").and_then(Value::as_array).cloned().unwrap_or_default();
        if parent != 0 {
            parents.push(parent.into());
        }
        let name = self.parameter("name");
        let full_name = match above.get("full_name").and_then(Value::as_str) {
            Some(above) => format!("{above}, {name}"),
            None => name.to_owned(),
        };
        let row = json!({
            "name": name, "full_name": full_name, "locality_type_id": kind, "parent_id": parent,
            "parent_ids": parents, "building_id": 0, "additional_data": {},
        });
        Ok(Done::id(self.live.store.add("address", fields_of(row))))
    }

    fn unit_edit(&mut self) -> Outcome {
        let id = self.asked.parameters.number("id").unwrap_or_default();
        let name = self.asked.parameters.get("name").map(Value::from);
        self.row("address", "id")?.extend(name.map(|name| ("name".to_owned(), name)));
        Ok(Done::id(id))
    }

    /// A house by the id of its building.
    fn house(&mut self, parameter: &str) -> Result<&mut Row, super::reply::Refusal> {
        let missing = || refused(format!("{parameter}: there is no such building"));
        let building = self.asked.parameters.number(parameter).filter(|id| *id != 0).ok_or_else(missing)?;
        let unit = self.unit_of(building).ok_or_else(missing)?;
        self.row_of("address", unit).ok_or_else(missing)
    }

    fn unit_of(&self, building: i64) -> Option<i64> {
        let is = |row: &Row| row.get("building_id").and_then(Value::as_i64) == Some(building);
        let kept = self.live.store.rows("address").find(|(_, row)| is(row)).map(|(id, _)| id);
        kept.or_else(|| self.read("address", building).filter(is).map(|_| building))
    }

    pub(crate) fn building_of(&self, unit: i64) -> Option<i64> {
        self.read("address", unit)?.get("building_id")?.as_i64()
    }

    /// The buildings of these units and below them.
    pub(crate) fn buildings_in(&self, units: &[i64]) -> HashSet<i64> {
        let inside = |(id, row): &(i64, Row)| {
            let above = row.get("parent_ids").and_then(Value::as_array).into_iter().flatten();
            units.contains(id) || above.filter_map(Value::as_i64).any(|id| units.contains(&id))
        };
        let buildings = self.all("address").filter(inside);
        buildings.filter_map(|(_, row)| row.get("building_id")?.as_i64()).filter(|id| *id != 0).collect()
    }

    fn house_add(&mut self) -> Outcome {
        let street =
            self.asked.parameters.number("area_id").filter(|_| self.parameter("street_id").is_empty());
        let street = street.or_else(|| self.asked.parameters.number("street_id"));
        let (number, block) = (self.parameter("number"), self.parameter("block"));
        let name = if block.is_empty() { number.to_owned() } else { format!("{number}/{block}") };
        let fields: Vec<_> = self.house_fields();
        let unit = self.unit_add(6, street)?.id.and_then(|id| id.as_i64()).unwrap_or_default();
        let building = self.live.store.new_id();
        let Some(row) = self.row_of("address", unit) else { return Err(refused("street_id")) };
        let above = row.get("full_name").and_then(Value::as_str).unwrap_or_default().to_owned();
        row.extend(fields_of(json!({
            "full_name": format!("{above}{name}"), "building_id": building, "type_id": 0, "floor": 0, "entrance": 0,
            "apart": 0, "comment": "", "coordinates": [], "exit_comment": "", "task_comment": "", "is_not_use": 0,
            "is_show_on_map": false, "manager_employee_id": 0, "owners": [], "mark": {}, "taskInterval": [],
        })));
        row.extend(fields);
        row.insert("name".into(), name.into());
        Ok(Done::id(unit))
    }

    fn house_fields(&self) -> Vec<(String, Value)> {
        let places = ["id", "building_id", "city_id", "street_id", "area_id", "block"];
        let own = self.asked.own().filter(|(name, _)| !places.contains(name));
        own.map(|(name, value)| {
            let field = house_field(name);
            let counted = ["apart", "entrance", "floor"].contains(&field);
            let number = value.parse::<i64>().ok().filter(|_| counted);
            (field.to_owned(), number.map_or_else(|| kept(field, value), Value::from))
        })
        .collect()
    }

    fn house_edit(&mut self) -> Outcome {
        let fields = self.house_fields();
        let parameters = &self.asked.parameters;
        let street = parameters.number("street_id");
        let above = street.and_then(|id| self.read("address", id));
        let row = if parameters.get("building_id").is_some() {
            self.house("building_id")
        } else {
            self.row("address", "id")
        };
        let row = row?;
        row.extend(fields);
        if let (Some(street), Some(above)) = (street, above) {
            let mut parents = above.get("parent_ids").and_then(Value::as_array).cloned().unwrap_or_default();
            parents.push(street.into());
            row.insert("parent_id".into(), street.into());
            row.insert("parent_ids".into(), parents.into());
        }
        Ok(Done::id(row.get("id").cloned().unwrap_or_default()))
    }

    fn units(&self, kind: Option<i64>) -> Done {
        let (wanted, _) = self.wanted();
        let rows = self.all("address").filter(move |(_, row)| {
            let is = |id| row.get("locality_type_id").and_then(Value::as_i64) == Some(id);
            kind.is_none_or(is)
                && wanted.iter().all(|(field, value)| row.get(*field).is_some_and(|of| value.fits(of)))
        });
        Done::rows(Container::Map, rows.map(|(id, row)| (id.to_string(), Value::Object(row))))
    }

    /// The conditions of a read, as fields and comma lists.
    fn wanted(&self) -> (Vec<(&'static str, Wanted)>, usize) {
        let parameters = &self.asked.parameters;
        let conditions = [
            ("id", "id"),
            ("building_id", "building_id"),
            ("locality_type_id", "locality_type_id"),
            ("parent_id", "parent_id"),
            ("province_id", "parent_ids"),
            ("district_id", "parent_ids"),
            ("city_id", "parent_ids"),
            ("area_id", "parent_ids"),
            ("street_id", "parent_ids"),
            ("mark_id", "mark"),
        ];
        let wanted = conditions.into_iter();
        let wanted =
            wanted.filter_map(|(name, field)| Some((field, Wanted::of(parameters.filled(name)?)))).collect();
        let limit = parameters.number("limit").and_then(|limit| usize::try_from(limit).ok());
        (wanted, limit.unwrap_or(usize::MAX))
    }

    fn houses(&self) -> Done {
        let (wanted, limit) = self.wanted();
        let like = self.asked.parameters.flag("is_like");
        let name = self.asked.parameters.filled("name").map(str::to_owned);
        let rows = self.all("address").filter(move |(_, row)| {
            let full_name = row.get("full_name").and_then(Value::as_str).unwrap_or_default();
            let named = |name: &String| if like { full_name.contains(name) } else { full_name == name };
            row.get("locality_type_id").and_then(Value::as_i64) == Some(6)
                && wanted.iter().all(|(field, value)| row.get(*field).is_some_and(|of| value.fits(of)))
                && name.as_ref().is_none_or(named)
        });
        let rows = rows.take(limit).map(|(id, mut row)| {
            row.remove("locality_type_id");
            (id.to_string(), Value::Object(row))
        });
        Done::rows(Container::Map, rows)
    }
}

/// Points of a text whose form nobody has shown: every number in it, two by two.
pub(crate) fn points(text: &str) -> Value {
    let numbers: Vec<f64> = text
        .split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '-')
        .filter_map(|number| number.parse().ok())
        .collect();
    numbers.chunks_exact(2).map(|pair| json!([pair[0], pair[1]])).collect::<Vec<_>>().into()
}
