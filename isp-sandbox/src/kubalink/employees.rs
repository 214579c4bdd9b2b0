//! Employees, where their actions are more than reading a list.

use serde_json::Value;

use super::plain::Wanted;
use super::reply::{Container, Done, Outcome, refused};
use super::state::Desk;
use super::table::Row;
use super::tasks::between;

/// No more rows of the history come at once (documented).
const HISTORY_MOST: usize = 10_000;

/// The password of every employee who has a login.
pub const EMPLOYEE_PASSWORD: &str = "sandbox-pass";

impl Desk<'_> {
    pub(crate) fn employee(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "check_pass" => Ok(self.check_pass()),
            "get_employee_id" => self.employee_id(),
            "get_history" => Ok(self.history()),
            _ => return None,
        })
    }

    /// A mismatch comes without a status (observed).
    fn check_pass(&self) -> Done {
        let login = self.parameter("login");
        let known =
            self.live.store.rows("employee").any(|(_, row)| row.get("login").is_some_and(|of| of == login));
        Done { silent: !(known && self.parameter("pass") == EMPLOYEE_PASSWORD), ..Done::ok() }
    }

    fn employee_id(&self) -> Outcome {
        let (kind, value) = (self.parameter("data_typer"), self.parameter("data_value"));
        let additional = kind.strip_prefix("additional_field_");
        if !["name", "login", "messenger_chat_id"].contains(&kind) && additional.is_none() {
            return Err(refused("data_typer is not one of the known"));
        }
        let found = self.live.store.rows("employee").find(|(_, row)| {
            let field = match additional {
                Some(field) => row.get("additional_data").and_then(|of| of.get(field)),
                None => row.get(kind),
            };
            field.is_some_and(|field| field == value)
        });
        found.map_or_else(|| self.missing_id(false), |(id, _)| Ok(Done::id(id)))
    }

    fn history(&self) -> Done {
        let parameters = &self.asked.parameters;
        let (from, to) = (self.parameter("date_from").to_owned(), self.parameter("date_to").to_owned());
        let conditions =
            [("employee_id", "employee_id"), ("type_id", "history_type_id"), ("object_id", "object_id")];
        let wanted: Vec<_> = conditions
            .into_iter()
            .filter_map(|(name, field)| Some((field, Wanted::of(parameters.filled(name)?))))
            .collect();
        let fits = move |row: &Row| {
            let date = row.get("date").and_then(Value::as_str).unwrap_or_default();
            between(date, Some(&from), Some(&to))
                && wanted.iter().all(|(field, value)| row.get(*field).is_some_and(|of| value.fits(of)))
        };
        let rows = self.all("history").filter(move |(_, row)| fits(row)).take(HISTORY_MOST);
        let rows = rows.map(|(id, mut row)| {
            row.remove("id");
            (id.to_string(), Value::Object(row))
        });
        Done::rows(Container::Unknown, rows)
    }
}
