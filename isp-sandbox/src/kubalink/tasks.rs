//! Tasks: what is done to them, and what is said about them.

use serde_json::{Value, json};

use super::parameters::Parameters;
use super::plain::kept;
use super::positions::IdLists;
use super::reply::{Container, Done, Outcome, fields_of, refused};
use super::state::Desk;
use super::table::Row;

/// The role of a state in which a task is done; chosen by us.
const DONE: &str = "3";

impl Desk<'_> {
    pub(crate) fn task(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add" => Ok(self.task_add()),
            "edit" => self.task_edit(),
            "delete" => self.delete("task", "id"),
            "show" => self.task_show(),
            "get_list" => Ok(self.task_list()),
            "get_comment" => Ok(self.comments()),
            "get_related_task_id" => self.related(),
            "get_catalog_type" => Ok(Done::map(self.listed("task_type"))),
            "get_catalog_type_group" => {
                let groups = self.listed("task_type_group").into_iter();
                Ok(Done::rows(Container::Unknown, groups.map(|row| (super::reply::key_of(&row), row))))
            }
            "get_catalog_state" => Ok(Done::map(self.states())),
            "get_typical_comments" => Ok(Done::map(self.listed("typical_comment"))),
            "check_verify_code" => self.row("task", "id").map(|_| Done::ok()),
            "comment_add" => self.comment_add(),
            "comment_edit" => self.comment_edit(),
            "change_state" => self.change_state(),
            "change_date_work" => self.change("id", |of, row| {
                drop(row.insert("date_do".into(), kept_date(of.text("value")).into()))
            }),
            "set_rate" => {
                self.change("task_id", |of, row| drop(row.insert("rate".into(), of.text("rate").into())))
            }
            "employee_add" => self.member("id", "employee", "employee_id", true),
            "employee_delete" => self.member("id", "employee", "employee_id", false),
            "division_add" => self.member("id", "division", "division_id", true),
            "division_delete" => self.member("id", "division", "division_id", false),
            "watcher_add" => self.member("id", "watcher", "employee_id", true),
            "watcher_delete" => self.member("id", "watcher", "employee_id", false),
            "add_customer_to_task" => self.member("task_id", "customer", "customer_id", true),
            "remove_customer_from_task" => self.member("task_id", "customer", "customer_id", false),
            "add_device_to_task" => self.member("task_id", "device", "device_id", true),
            "add_owner_to_task" => self.member("task_id", "owner", "owner_id", true),
            "remove_owner_from_task" => self.member("task_id", "owner", "owner_id", false),
            "mark_add" => self.member("task_id", "mark", "mark_id", true),
            "mark_delete" => self.member("task_id", "mark", "mark_id", false),
            "overview_task" | "checklist_item_check" | "checklist_item_uncheck" => {
                self.row("task", "task_id").map(|_| Done::ok())
            }
            _ => return None,
        })
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&Parameters, &mut Row)) -> Outcome {
        let (asked, now) = (self.asked, self.date_time());
        let row = self.row("task", id)?;
        change(&asked.parameters, row);
        row.insert("date_change".into(), now.into());
        Ok(Done::ok())
    }

    /// A task that is done has a date of its end.
    fn change_state(&mut self) -> Outcome {
        let state = self.asked.parameters.number("state_id");
        let role = state.and_then(|id| self.live.store.row("task_state", id)?.get("system_role").cloned());
        let finish = if role.is_some_and(|role| role == DONE) { self.date_time() } else { String::new() };
        self.change("id", |of, row| {
            row.insert("state_id".into(), kept("state_id", of.text("state_id")));
            row.insert("date_finish".into(), finish.into());
        })
    }

    /// Adds an id to one of a task's lists, or takes it away.
    fn member(&mut self, id: &str, list: &'static str, parameter: &'static str, add: bool) -> Outcome {
        let Some(one) = self.asked.parameters.number(parameter) else {
            return Err(refused(format!("{parameter} is no id")));
        };
        self.change(id, |_, row| {
            if let Value::Array(items) = row.entry(list).or_insert_with(|| json!([])) {
                items.retain(|item| *item != one);
                if add {
                    items.push(one.into());
                }
            }
        })
    }

    fn task_add(&mut self) -> Done {
        let parameters = &self.asked.parameters;
        let number = |name| parameters.number(name).unwrap_or_default();
        let list = |name| parameters.ids(name).unwrap_or_default();
        let extra: Row = self
            .asked
            .own()
            .filter_map(|(name, value)| {
                let field = name.strip_prefix("dopf_")?;
                Some((field.to_owned(), super::dress::additional_field(field, value)))
            })
            .collect();
        let now = self.date_time();
        let row = json!({
            "parentTaskId": parameters.number("parent_task_id"), "priority": i64::from(parameters.flag("is_high_priority")),
            "type_id": number("work_typer"), "state_id": 1, "date_add": now, "date_change": now, "date_finish": "",
            "date_do": kept_date(self.parameter("work_datedo")), "deadline_hour": number("deadline_hour"), "job_time_hour": 0,
            "address_id": number("address_id"), "apart": self.parameter("apart"), "customer": list("customer_id"),
            "node": list("node_id"), "device": list("device_id"), "owner": [], "opis": self.parameter("opis"),
            "fio": self.parameter("fio"), "author_employee_id": number("author_employee_id"),
            "employee": list("employee_id"), "division": list("division_id"), "watcher": [], "mark": [],
            "additional_data": extra,
        });
        Done::id(self.live.store.add("task", fields_of(row)))
    }

    fn task_edit(&mut self) -> Outcome {
        let own: Vec<_> = self.asked.own().filter(|(name, _)| *name != "id").collect();
        self.change("id", |_, row| {
            for (name, value) in own {
                let field = match name {
                    "apartment" => "apart",
                    "body" => "opis",
                    "is_high_priority" => "priority",
                    "parent_task_id" => "parentTaskId",
                    other => other,
                };
                let number = value.parse::<i64>().ok().filter(|_| !matches!(field, "apart" | "opis"));
                row.insert(field.into(), number.map_or_else(|| value.into(), Value::from));
            }
        })
    }

    fn comment_add(&mut self) -> Outcome {
        self.row("task", "id")?;
        let parameters = &self.asked.parameters;
        let date = parameters.filled("dateadd").map_or_else(|| self.date_time(), kept_date);
        let comment = json!({
            "task_id": parameters.number("id"), "date_add": date, "text": self.parameter("comment"),
            "employee_id": parameters.number("employee_id").unwrap_or_default(),
        });
        Ok(Done::id(self.live.store.add("task_comment", fields_of(comment))))
    }

    fn comment_edit(&mut self) -> Outcome {
        self.row("task", "task_id")?;
        let text = self.parameter("body").to_owned();
        self.row("task_comment", "id")?.insert("text".into(), text.into());
        Ok(Done::ok())
    }

    fn comments(&self) -> Done {
        let parameters = &self.asked.parameters;
        let (from, to) = (parameters.filled("date_add_from"), parameters.filled("date_add_to"));
        let (ids, tasks) = (parameters.ids("id"), parameters.ids("task_id"));
        let employee = parameters.number("employee_id");
        let among = |ids: &Option<Vec<i64>>, id: Option<i64>| {
            ids.as_ref().is_none_or(|ids| id.is_some_and(|id| ids.contains(&id)))
        };
        let number = |row: &Row, field: &str| row.get(field).and_then(Value::as_i64);
        let rows = self.live.store.rows("task_comment").filter(|(id, row)| {
            let date = row.get("date_add").and_then(Value::as_str).unwrap_or_default();
            among(&ids, Some(*id))
                && among(&tasks, number(row, "task_id"))
                && employee.is_none_or(|employee| number(row, "employee_id") == Some(employee))
                && between(date, from, to)
        });
        let rows: Vec<_> = rows
            .map(|(id, row)| {
                let mut row = row.clone();
                row.remove("id");
                row.insert("comment_id".into(), id.into());
                Value::Object(row)
            })
            .collect();
        Done::list(rows)
    }

    /// The tasks below this one, and the one above it.
    fn related(&mut self) -> Outcome {
        let parent = self.row("task", "id")?.get("parentTaskId").and_then(Value::as_i64);
        let id = self.asked.parameters.number("id");
        let children = self
            .live
            .store
            .rows("task")
            .filter(|(_, row)| row.get("parentTaskId").and_then(Value::as_i64) == id);
        let ids: Vec<i64> = parent.into_iter().chain(children.map(|(id, _)| id)).collect();
        Ok(Done::value(self.id_list(&ids)))
    }

    pub(crate) fn id_list(&self, ids: &[i64]) -> Value {
        match self.dialect.id_lists {
            IdLists::Text => ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",").into(),
            IdLists::List => json!(ids),
        }
    }

    fn states(&self) -> Vec<Value> {
        let parameters = &self.asked.parameters;
        let wanted = parameters.ids("state_id");
        let of_type = parameters.number("type_id").map(|id| {
            let allowed =
                self.live.store.row("task_type", id).and_then(|row| row.get("allow_state")?.as_object());
            allowed.map(|states| states.keys().filter_map(|id| id.parse().ok()).collect::<Vec<i64>>())
        });
        let fits = |id: i64| {
            wanted.as_ref().is_none_or(|ids| ids.contains(&id))
                && of_type.as_ref().is_none_or(|ids| ids.as_ref().is_some_and(|ids| ids.contains(&id)))
        };
        let rows = self.live.store.rows("task_state").filter(|(id, _)| fits(*id));
        rows.map(|(_, row)| Value::Object(row.clone())).collect()
    }
}

/// Whether a date lies between two others; a bound without a time of day is the whole day.
pub(crate) fn between(date: &str, from: Option<&str>, to: Option<&str>) -> bool {
    let (from, to) = (from.map(sortable), to.map(sortable));
    from.is_none_or(|from| date >= from.as_str())
        && to.is_none_or(|to| date.get(..to.len()).unwrap_or(date) <= to.as_str())
}

/// `DD.MM.YYYY`, `YYYY.MM.DD` and ISO 8601 as `YYYY-MM-DD`; PHP reads each of them.
pub(crate) fn sortable(date: &str) -> String {
    let (day, time) = date.split_at(date.find([' ', 'T']).unwrap_or(date.len()));
    let parts: Vec<_> = day.split(['.', '-']).collect();
    let day = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => format!("{year}-{month}-{day}"),
        [year, month, day] => format!("{year}-{month}-{day}"),
        _ => day.to_owned(),
    };
    format!("{day}{}", time.replacen('T', " ", 1))
}

/// A date as a database gives it back.
fn kept_date(date: &str) -> String {
    let date = sortable(date);
    match date.len() {
        10 => date + " 00:00:00",
        16 => date + ":00",
        _ => date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_clients_write_them() {
        for date in
            ["2026-04-15 10:00:00", "2026.04.15 10:00:00", "2026-04-15T10:00:00", "15.04.2026 10:00:00"]
        {
            assert_eq!(sortable(date), "2026-04-15 10:00:00", "{date}");
        }
        assert!(between("2026-04-15 10:00:00", Some("15.04.2026"), Some("15.04.2026")));
        assert!(!between("2026-04-15 10:00:00", None, Some("2026-04-15 09:00")));
        assert!(!between("2026-04-15 10:00:00", Some("2026-04-16"), None));
    }
}
