//! Objects of one kind, by number, each as the product answers it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub(crate) type Row = Map<String, Value>;

const SAMPLES: &str = include_str!("samples.json");
const ANSWERS: &str = include_str!("answers.json");

/// What the numbers of objects with text ids are hung on.
const UUID_START: &str = "5a1de000-0000-4000-8000-";

#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) rows: BTreeMap<i64, Row>,
}

/// The kinds whose ids are texts.
pub(crate) fn has_text_ids(table: &str) -> bool {
    matches!(table, "attachment" | "cross" | "map_label" | "map_poly")
}

pub(crate) fn uuid(number: i64) -> String {
    format!("{UUID_START}{number:012}")
}

pub(crate) fn number_of(id: &str) -> Option<i64> {
    id.strip_prefix(UUID_START).unwrap_or(id).parse().ok()
}

/// An object's id as it is written.
pub(crate) fn id_of(table: &str, number: i64) -> Value {
    if has_text_ids(table) { uuid(number).into() } else { number.into() }
}

#[derive(Debug, Clone)]
pub(crate) struct Store {
    tables: BTreeMap<String, Table>,
    last: i64,
}

impl Store {
    /// The ready-made objects.
    pub(crate) fn new() -> Self {
        let samples: BTreeMap<String, Vec<Row>> = parsed(SAMPLES);
        let mut store = Self { tables: BTreeMap::new(), last: 10_000 };
        for (name, rows) in samples {
            for row in rows {
                let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
                store.put(&name, id, row);
            }
        }
        store
    }

    pub(crate) fn table(&mut self, name: &str) -> &mut Table {
        self.tables.entry(name.to_owned()).or_default()
    }

    pub(crate) fn rows(&self, name: &str) -> impl Iterator<Item = (i64, &Row)> {
        self.tables.get(name).into_iter().flat_map(|table| table.rows.iter().map(|(id, row)| (*id, row)))
    }

    pub(crate) fn row(&self, name: &str, id: i64) -> Option<&Row> {
        self.tables.get(name)?.rows.get(&id)
    }

    pub(crate) fn put(&mut self, name: &str, id: i64, mut row: Row) {
        row.insert("id".to_owned(), id_of(name, id));
        self.table(name).rows.insert(id, row);
    }

    pub(crate) fn new_id(&mut self) -> i64 {
        self.last += 1;
        self.last
    }

    /// Adds an object and tells its number.
    pub(crate) fn add(&mut self, name: &str, row: Row) -> i64 {
        let id = self.new_id();
        self.put(name, id, row);
        id
    }
}

/// The answers that are the same every time.
pub(crate) fn fixed_answers() -> BTreeMap<String, Row> {
    parsed(ANSWERS)
}

/// A slip in these files would leave every test of the sandbox without its objects.
fn parsed<T: serde::de::DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_well_formed() {
        serde_json::from_str::<BTreeMap<String, Vec<Row>>>(SAMPLES).unwrap();
        serde_json::from_str::<BTreeMap<String, Row>>(ANSWERS).unwrap();
    }

    #[test]
    fn text_ids() {
        assert_eq!(number_of(&uuid(12)), Some(12));
        assert_eq!((number_of("12"), number_of("x")), (Some(12), None));
    }
}
