//! Attached files. The sandbox never fetches what `src` says.

use serde_json::{Value, json};

use super::plain::matches;
use super::reply::{Done, Outcome, Refusal, Reply, fields_of, refused};
use super::state::Desk;
use super::table::{Row, Store, number_of};

const KINDS: [&str; 6] = ["cable_line", "customer", "node", "task", "task_comment", "inventory"];

impl Desk<'_> {
    pub(crate) fn attach(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add" => self.attachment_add(),
            "get" => Ok(self.attachments()),
            "get_file_temporary_link" => {
                let link = format!("{}/temporary/{}", self.state.base, self.parameter("uuid"));
                self.row("attachment", "uuid").map(|_| Done::value(link.into()))
            }
            "delete" => {
                let name = self.parameter("name").to_owned();
                match self.row("attachment", "uuid") {
                    Ok(row) if row.get("filename").is_none_or(|of| *of != name) => {
                        Err(refused("name is not that of the file"))
                    }
                    Ok(_) => self.delete("attachment", "uuid"),
                    Err(refusal) => Err(refusal),
                }
            }
            _ => return None,
        })
    }

    fn attachment_add(&mut self) -> Outcome {
        let kind = self.parameter("object_type");
        if !KINDS.contains(&kind) {
            return Err(refused("object_type is not one of the known"));
        }
        let src = self.parameter("src");
        let last = src.rsplit('/').next().unwrap_or_default();
        let parameters = &self.asked.parameters;
        let name = parameters.filled("name").unwrap_or(last);
        // A comment's file hangs on the comment.
        let object = if kind == "task_comment" { "comment_id" } else { "object_id" };
        let row = json!({
            "object_type": kind, "object_id": parameters.number(object), "filename": name,
            "internal_filepath": format!("{}/{name}", self.parameter("object_id")), "src": src,
            "comment": parameters.get("comment"), "date_add": self.date_time(),
            "employee_id": parameters.number("employee_id"),
        });
        let id = self.live.store.add("attachment", fields_of(row));
        // What it answers is unknown; an id is a guess.
        Ok(Done::id(super::table::uuid(id)))
    }

    fn attachments(&self) -> Done {
        let conditions = [
            ("uuid", "id"),
            ("ext_name", "filename"),
            ("int_name", "internal_filepath"),
            ("object_type", "object_type"),
            ("object_id", "object_id"),
        ];
        let fits = |row: &Row| {
            conditions.iter().all(|(name, field)| {
                let wanted = self.asked.parameters.filled(name);
                wanted.is_none_or(|wanted| row.get(*field).is_some_and(|of| matches(of, wanted)))
            })
        };
        let rows = self.live.store.rows("attachment").filter(|(_, row)| fits(row));
        Done::map(
            rows.map(|(_, row)| super::customers::without(row, &["src", "object_type"])).collect::<Vec<_>>(),
        )
    }

    /// The files of an object as `task.show` has them, with names of its own for the fields.
    pub(crate) fn attached(&self, kind: &str, object: i64) -> Value {
        let of = |row: &Row| {
            row.get("object_type").is_some_and(|of| of == kind)
                && row.get("object_id").and_then(Value::as_i64) == Some(object)
        };
        let rows = self.live.store.rows("attachment").filter(|(_, row)| of(row));
        let files = rows.map(|(_, row)| {
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
            let file = json!({
                "id": id, "dateAdd": row.get("date_add"), "fileName": row.get("filename"),
                "fileSystemPath": row.get("internal_filepath"),
            });
            (id.to_owned(), file)
        });
        Value::Object(files.collect())
    }

    pub(crate) fn file(&mut self) -> Result<Reply, Refusal> {
        let row = self.row("attachment", "uuid")?;
        Ok(Reply::File(FILE_TYPE, contents(row)))
    }
}

pub(crate) const FILE_TYPE: &str = "application/octet-stream";

/// They follow from the name: a text that tells it, and every byte there is.
fn contents(row: &Row) -> Vec<u8> {
    let name = row.get("filename").and_then(Value::as_str).unwrap_or_default();
    let mut bytes = format!("The file {name}\n").into_bytes();
    bytes.extend(0..=u8::MAX);
    bytes
}

/// A link of `get_file_temporary_link`, followed.
pub(crate) fn linked(store: &Store, uuid: &str) -> Option<Vec<u8>> {
    Some(contents(store.row("attachment", number_of(uuid)?)?))
}
