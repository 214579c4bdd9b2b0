//! Any action: what this crate does not know yet, and what nobody has published.

use isp_client_core::{Effect, Operation};
use serde_json::Value as Json;

use crate::argument::{Given, text};
use crate::common::common;
use crate::draft::Draft;
use crate::{Client, OPERATIONS, PRODUCT};

/// An action by its name on the wire. See [`Client::raw`].
#[must_use = "an action does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct Raw(Draft);

impl Raw {
    pub(crate) fn new(client: &Client, category: &str, action: &str) -> Self {
        let name = format!("{category}.{action}");
        let known = OPERATIONS.iter().find(|row| row.name == name);
        let effect = known.map_or(Effect::Once, |row| row.effect);
        let mut draft =
            Draft::new(client, Operation::raw(PRODUCT, name, effect), category.to_owned(), action.to_owned());
        for (field, word) in [("cat", category), ("action", action)] {
            if let Given::Refused(rule) = text(word.to_owned()) {
                draft.push(field, Given::Refused(rule));
            }
        }
        Self(draft)
    }

    /// What a repeat would do. The default is that of [`OPERATIONS`], or [`Effect::Once`] for what is not there.
    pub fn effect(mut self, effect: Effect) -> Self {
        self.0.operation.effect = effect;
        self
    }
}

common!(Raw -> {Json});
