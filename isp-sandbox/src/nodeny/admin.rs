//! What an administrator asks: all subscribers, the catalogue of services, the extra fields.

use super::answer::{Reply, Rows};
use super::dialect::{FieldFlags, NextService};
use super::generated::{self, FIRST_GENERATED};
use super::person::Person;
use super::services;
use super::state::Desk;
use super::user::{self, STREETS};
use super::value::{Value, map, text};

impl Desk<'_> {
    pub(crate) fn for_admin(&self, action: &str) -> Reply {
        match action {
            "api_users" => Reply::Streamed(self.users()),
            "api_services" => {
                let rows = services::CATALOGUE.iter().map(|service| (service.id, service.row(None)));
                Reply::list(self.dialect.lists, rows)
            }
            _ => self.extra_fields(),
        }
    }

    /// Generated subscribers are made while the answer is sent.
    fn users(&self) -> Rows {
        let flat = self.dialect.next_service == NextService::Flat;
        let wanted = self.asked.parameters.get("fields").filter(|_| self.dialect.fields_honoured);
        let wanted: Option<Vec<String>> = wanted.map(|names| {
            names
                .split(',')
                .map(|name| if name == "dopfields" { "dopdata" } else { name }.to_owned())
                .collect()
        });
        let row = move |person: Person| {
            let mut fields = user::row(&person, flat);
            fields.retain(|(name, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(name)));
            (person.id(), Value::Map(fields))
        };
        let known: Vec<Person> = self.live.people.values().cloned().collect();
        let seen: Vec<u32> = known.iter().map(Person::id).collect();
        let made = (0..self.state.generated)
            .filter(move |index| seen.binary_search(&(FIRST_GENERATED + index)).is_err())
            .map(generated::person);
        Box::new(known.into_iter().chain(made).map(row))
    }

    /// Titles, names and the letters are documented for such rows; the fields themselves are invented.
    fn extra_fields(&self) -> Reply {
        let flags = |letters: &str| match self.dialect.field_flags {
            FieldFlags::Letters => text(letters),
            FieldFlags::Map => {
                let one = |letter: char| (letter.to_string(), Value::Computed(100));
                Value::Map(letters.chars().map(one).collect())
            }
        };
        let streets = STREETS.iter().map(|(stored, shown)| ((*stored).to_owned(), text(*shown)));
        let row = |title: &str, name: &str, letters: &str, kind: &str, param: Value| {
            map([
                ("title", text(title)),
                ("name", text(name)),
                ("flags", flags(letters)),
                ("type", text(kind)),
                ("param", param),
            ])
        };
        let rows = [
            row("Вулиця", "_adr_street", "bcq", "select", Value::Map(streets.collect())),
            row("Телефон", "_phone", "fh", "str_one", text("")),
            row("Примітка", "_note", "dijk", "str_many", text("")),
            row("Порожній список", "_empty", "", "select", Value::Map(Vec::new())),
        ];
        Reply::list(self.dialect.lists, (1..).zip(rows))
    }
}
