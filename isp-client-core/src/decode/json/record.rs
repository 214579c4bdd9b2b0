use std::fmt;

use serde::Deserialize;

use super::super::{Fault, FaultKind};

/// One record of a document. Its text is checked when it is decoded, not before.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    pub(super) field: Option<&'r str>,
    pub(super) key: Option<&'r str>,
    pub(super) index: usize,
    pub(super) text: &'r str,
}

impl<'r> Record<'r> {
    /// The record's place in its list, from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The record's name, where the list is an object.
    pub fn key(&self) -> Option<&'r str> {
        self.key
    }

    /// The record as it stands in the document.
    pub fn text(&self) -> &'r str {
        self.text
    }

    /// Decodes the record.
    ///
    /// # Errors
    ///
    /// The record is not JSON, or a field does not fit `T`. The path begins with the record: `data[3].balance`, or
    /// `data.13225.balance` in an object.
    pub fn decode<T: Deserialize<'r>>(&self) -> Result<T, Fault> {
        serde_json::from_str(self.text).or_else(|_| self.decode_with_path())
    }

    fn decode_with_path<T: Deserialize<'r>>(&self) -> Result<T, Fault> {
        let mut deserializer = serde_json::Deserializer::from_str(self.text);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().clone();
            inner_fault(error.inner()).at(&path).within(&self.path())
        })?;
        deserializer.end().map_err(|error| inner_fault(&error).within(&self.path()))?;
        Ok(value)
    }

    fn path(&self) -> String {
        match (self.field, self.key) {
            (Some(field), Some(key)) => format!("{field}.{key}"),
            (None, Some(key)) => key.to_owned(),
            (field, None) => format!("{}[{}]", field.unwrap_or_default(), self.index),
        }
    }
}

/// The fault of a part whose end is known. It is not cut short, and its lines are not those of the document.
pub(super) fn inner_fault(error: &serde_json::Error) -> Fault {
    let fault = Fault::from_json(error).without_position();
    match fault.kind() {
        FaultKind::EndedEarly => Fault::new(FaultKind::Malformed, fault.problem().to_owned()),
        _ => fault,
    }
}

/// Nothing of the body.
impl fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("index", &self.index).field("length", &self.text.len()).finish()
    }
}
