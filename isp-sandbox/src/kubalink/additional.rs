//! Additional fields of objects.

use serde_json::{Value, json};

use super::dress::additional_field;
use super::reply::{Container, Done, Outcome, refused};
use super::state::Desk;

/// Kinds of objects the sandbox keeps, by `cat_id`, and whether their fields are objects.
fn kind_of(category: &str) -> Option<(&'static str, bool)> {
    Some(match category {
        "7" | "40" => ("address", true),
        "8" => ("device", false),
        "14" => ("node", false),
        "17" => ("task", true),
        "28" => ("customer", true),
        "999" => ("employee", false),
        _ => return None,
    })
}

impl Desk<'_> {
    pub(crate) fn additional_data(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "change_value" => {
                let (object, value) =
                    (self.parameter("object_id").to_owned(), self.parameter("value").to_owned());
                self.change_values(&[(object, value)])
            }
            "change_value_mass" => {
                let asked = self.asked;
                // Which of the two the product reads is unknown; here both.
                let values: Option<Vec<_>> = asked
                    .parameters
                    .array("data")
                    .map(|(key, value)| match (key, value.split_once('|')) {
                        ("", Some((object, value))) => Some((object.to_owned(), value.to_owned())),
                        ("", None) => None,
                        (object, _) => Some((object.to_owned(), value.to_owned())),
                    })
                    .collect();
                match values {
                    Some(values) => self.change_values(&values),
                    None => Err(refused("data[]: an entry is not id|value")),
                }
            }
            "get_value" => Ok(self.values()),
            _ => return None,
        })
    }

    /// All or none.
    fn change_values(&mut self, values: &[(String, String)]) -> Outcome {
        let field = self.parameter("field_id").to_owned();
        // Of other kinds nothing could be read back.
        let Some((table, as_objects)) = kind_of(self.parameter("cat_id")) else { return Ok(Done::ok()) };
        let number = |object: &String| object.parse::<i64>().ok();
        let known = |object| number(object).is_some_and(|id| self.read(table, id).is_some());
        if !values.iter().all(|(object, _)| known(object)) {
            return Err(refused("object_id: there is no such object"));
        }
        for (object, value) in values {
            let row = number(object).and_then(|id| self.row_of(table, id));
            let kept = if as_objects { additional_field(&field, value) } else { value.as_str().into() };
            if let Some(row) = row {
                super::customers::put_in(row, "additional_data", &field, kept);
            }
        }
        Ok(Done::ok())
    }

    fn values(&self) -> Done {
        let parameters = &self.asked.parameters;
        let field = self.parameter("field_id");
        let kinds = ["7", "8", "14", "17", "28", "999"];
        let kinds =
            kinds.iter().filter(|kind| parameters.filled("cat_id").is_none_or(|wanted| wanted == **kind));
        let tables = kinds.filter_map(|kind| kind_of(kind));
        let rows = tables.flat_map(|(table, _)| self.live.store.rows(table)).filter_map(|(id, row)| {
            let value = row.get("additional_data")?.get(field)?;
            let value = value.get("value").unwrap_or(value);
            let wanted = |name: &str, is: &str| parameters.filled(name).is_none_or(|wanted| wanted == is);
            let fits =
                wanted("object_id", &id.to_string()) && wanted("value", value.as_str().unwrap_or_default());
            fits.then(|| {
                let row = json!({"field_id": field.parse::<i64>().ok(), "object_id": id, "value": value});
                (id.to_string(), row)
            })
        });
        Done::rows(Container::Unknown, rows.collect::<Vec<(String, Value)>>())
    }
}
