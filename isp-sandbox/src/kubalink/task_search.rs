//! Tasks as they are shown, and lists of their ids.

use std::cmp::Ordering;
use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::positions::{MissingItem, OneOrMany};
use super::reply::{Container, Done, Outcome};
use super::state::Desk;
use super::table::Row;
use super::tasks::between;

/// Comma lists of ids and the fields that are looked at.
const LISTS: [(&str, &str); 10] = [
    ("state_id", "state_id"),
    ("type_id", "type_id"),
    ("employee_id", "employee"),
    ("division_id", "division"),
    ("customer_id", "customer"),
    ("node_id", "node"),
    ("device_id", "device"),
    ("address_id", "address_id"),
    ("author_employee_id", "author_employee_id"),
    ("watcher_employee_id", "watcher"),
];

impl Desk<'_> {
    pub(crate) fn task_list(&self) -> Done {
        let parameters = &self.asked.parameters;
        let mut found: Vec<(i64, &Row)> =
            self.live.store.rows("task").filter(|(_, row)| self.task_fits(row)).collect();
        if let Some(field) = parameters.filled("order_by") {
            found.sort_by(|(_, one), (_, other)| ordered(one.get(field), other.get(field)));
        }
        let count = found.len();
        let number = |name| parameters.number(name).and_then(|number| usize::try_from(number).ok());
        let ids: Vec<i64> = found
            .into_iter()
            .map(|(id, _)| id)
            .skip(number("offset").unwrap_or(0))
            .take(number("limit").unwrap_or(usize::MAX))
            .collect();
        // With a limit, the count is that of the page: a public client asks again without the limit for the whole.
        let count = if parameters.filled("limit").is_some() { ids.len() } else { count };
        Done { count: Some(count), others: vec![("list", self.id_list(&ids))], ..Done::ok() }
    }

    fn task_fits(&self, row: &Row) -> bool {
        let parameters = &self.asked.parameters;
        let has = |field: &str, ids: &[i64]| match row.get(field) {
            Some(Value::Array(items)) => {
                items.iter().any(|item| item.as_i64().is_some_and(|id| ids.contains(&id)))
            }
            Some(value) => value.as_i64().is_some_and(|id| ids.contains(&id)),
            None => false,
        };
        let nobody = || row.get("employee").and_then(Value::as_array).is_none_or(Vec::is_empty);
        let in_lists = LISTS.iter().all(|(name, field)| {
            let Some(ids) = parameters.ids(name) else { return true };
            has(field, &ids) || *name == "employee_id" && ids.contains(&-1) && nobody()
        });
        let in_dates = ["add", "change", "do", "finish"].iter().all(|which| {
            let from = format!("date_{which}_from");
            let to = format!("date_{which}_to");
            let (from, to) = (parameters.filled(&from), parameters.filled(&to));
            let date = row.get(&format!("date_{which}")).and_then(Value::as_str).unwrap_or_default();
            from.is_none() && to.is_none() || !date.is_empty() && between(date, from, to)
        });
        let of_division = parameters.ids("division_id_with_staff").is_none_or(|ids| {
            let staff = ids.iter().filter_map(|id| self.live.store.row("division", *id)?.get("staff"));
            let people = staff.flat_map(|staff| staff["work"].as_array().into_iter().flatten());
            let people: Vec<i64> = people.filter_map(|one| one["employee_id"].as_i64()).collect();
            has("division", &ids) || has("employee", &people)
        });
        let in_house = parameters.number("house_id").is_none_or(|house| {
            let unit = row.get("address_id").and_then(Value::as_i64).unwrap_or_default();
            self.building_of(unit) == Some(house)
        });
        let apart =
            parameters.filled("apart").is_none_or(|apart| row.get("apart").is_some_and(|of| of == apart));
        in_lists && in_dates && of_division && in_house && apart
    }

    pub(crate) fn task_show(&self) -> Outcome {
        let mut seen = HashSet::new();
        let mut ids = self.asked.parameters.ids("id").unwrap_or_default();
        ids.retain(|id| seen.insert(*id));
        if let [] | [_] = ids.as_slice() {
            let found = ids.first().and_then(|id| Some((*id, self.live.store.row("task", *id)?)));
            let Some((id, row)) = found else { return self.missing_object(false) };
            let task = self.shown(id, row);
            return Ok(match self.dialect.one_or_many {
                OneOrMany::ByCount => Done::value(task),
                OneOrMany::AlwaysMap => Done::rows(Container::Map, [(id.to_string(), task)]),
            });
        }
        let error = || (self.dialect.missing_item == MissingItem::ErrorText).then(|| Value::from("error"));
        let task = |id: i64| self.live.store.row("task", id).map(|row| self.shown(id, row)).or_else(error);
        let rows: Vec<_> = ids.into_iter().filter_map(|id| Some((id.to_string(), task(id)?))).collect();
        Ok(Done::rows(Container::Map, rows))
    }

    fn shown(&self, id: i64, row: &Row) -> Value {
        let number = |field: &str| row.get(field).and_then(Value::as_i64).unwrap_or_default();
        let text = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default();
        let name = |table: &str, id: i64| {
            let row = self.live.store.row(table, id);
            row.and_then(|row| row.get("name").or(row.get("full_name"))).cloned().unwrap_or_else(|| "".into())
        };
        let unit = self.read("address", number("address_id"));
        let address = unit.and_then(|row| row.get("full_name").cloned()).unwrap_or_else(|| "".into());
        let mut task = super::reply::fields_of(json!({
            "id": id, "parentTaskId": row.get("parentTaskId"), "priority": number("priority"),
            "type": {"id": number("type_id"), "name": name("task_type", number("type_id"))},
            "state": {
                "id": number("state_id"), "name": name("task_state", number("state_id")),
                "system_role": number("state_id"), "system_role_text": name("task_state", number("state_id")),
            },
            "date": {
                "create": text("date_add"), "todo": text("date_do"), "update": text("date_change"),
                "complete": text("date_finish"), "deadline_individual_hour": number("deadline_hour"),
                "runtime_individual_hour": number("job_time_hour"),
            },
            "address": {"text": address, "addressId": number("address_id"), "apartament": text("apart")},
            "description": text("opis"), "description_short": text("opis").chars().take(20).collect::<String>(),
            "author_employee_id": number("author_employee_id"), "priceCustom": row.get("rate"), "volumeCustom": null,
            "tags": [], "staff": self.staff(row), "watcher_employee_list": row.get("watcher"),
            "additional_data": row.get("additional_data"), "attach": self.attached("task", id),
            "history": [{"type_id": 1, "date": text("date_add"), "employee_id": number("author_employee_id"), "comment": ""}],
            "task_status_history": [],
        }));
        for (field, key) in
            [("customer", "customer"), ("node", "node"), ("device", "device"), ("mark", "mark")]
        {
            let items =
                row.get(field).filter(|items| items.as_array().is_some_and(|items| !items.is_empty()));
            task.extend(items.map(|items| (key.to_owned(), items.clone())));
        }
        if !text("fio").is_empty() {
            task.insert("optional_customer_name".into(), text("fio").into());
        }
        if !self.asked.parameters.flag("is_without_comments") {
            task.insert("comments".into(), self.comments_of(id));
        }
        Value::Object(task)
    }

    /// Absent parts are missing (observed).
    fn staff(&self, row: &Row) -> Value {
        let mut staff = Map::new();
        for part in ["employee", "division"] {
            let Some(Value::Array(ids)) = row.get(part) else { continue };
            if !ids.is_empty() {
                let map = ids.iter().enumerate().map(|(index, id)| (index.to_string(), id.clone()));
                staff.insert(part.to_owned(), Value::Object(map.collect()));
            }
        }
        Value::Object(staff)
    }

    fn comments_of(&self, task: i64) -> Value {
        let rows = self.live.store.rows("task_comment");
        let of = rows.filter(|(_, row)| row.get("task_id").and_then(Value::as_i64) == Some(task));
        let comments = of.map(|(id, row)| {
            let attach = self.attached("task_comment", id);
            let comment = json!({
                "id": id, "dateAdd": row.get("date_add"), "employee_id": row.get("employee_id"),
                "comment": row.get("text"), "attach": attach,
            });
            (id.to_string(), comment)
        });
        Value::Object(comments.collect())
    }
}

fn ordered(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => one.as_i64().cmp(&other.as_i64()),
        (one, other) => one.and_then(Value::as_str).cmp(&other.and_then(Value::as_str)),
    }
}
