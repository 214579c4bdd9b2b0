//! The vendor's list of actions and parameters, and what the list must be read with.

use std::collections::HashMap;

use super::parameters::{Parameters, bracketed};

const LIST: &str = include_str!("actions.tsv");

/// What every action takes.
const COMMON: [&str; 6] = ["key", "cat", "action", "subcat", "skip_internal_api", "lang"];

/// One action's parameters.
#[derive(Debug, Default)]
pub(crate) struct Action {
    required: Vec<&'static str>,
    one_of: Vec<&'static str>,
    optional: Vec<&'static str>,
}

/// All actions, by category and name.
#[derive(Debug)]
pub(crate) struct Catalogue(HashMap<(&'static str, &'static str), Action>);

/// A place where the list says more, or less, than the action needs.
#[derive(Debug)]
struct Reading {
    action: (&'static str, &'static str),
    parameter: &'static str,
    sense: Sense,
}

#[derive(Debug)]
enum Sense {
    /// Required only when another parameter has this value.
    When(&'static str, &'static str),
    /// One of these groups, each of them whole.
    Groups(&'static [&'static [&'static str]]),
    /// Taken too, though the list does not have it.
    Extra,
}

const READINGS: [Reading; 8] = [
    // The page: the comment's id is for attachments of a comment.
    Reading {
        action: ("attach", "add"),
        parameter: "comment_id",
        sense: Sense::When("object_type", "task_comment"),
    },
    // The page: sides are those of cable lines.
    Reading {
        action: ("commutation", "add"),
        parameter: "object1_side",
        sense: Sense::When("object_type", "fiber"),
    },
    Reading {
        action: ("commutation", "add"),
        parameter: "object2_side",
        sense: Sense::When("object2_type", "fiber"),
    },
    // The page: an account number is unique in one billing only. Siblings of the product take `id`.
    Reading {
        action: ("customer", "get_data"),
        parameter: "id",
        sense: Sense::Groups(&[&["customer_id"], &["id"], &["account_number", "billing_id"]]),
    },
    // The page: an object is named by its type and its id together.
    Reading {
        action: ("attach", "get"),
        parameter: "object_type",
        sense: Sense::Groups(&[&["uuid"], &["ext_name"], &["int_name"], &["object_type", "object_id"]]),
    },
    // Siblings of the product take the address unit's id instead of the building's.
    Reading {
        action: ("address", "edit_house"),
        parameter: "building_id",
        sense: Sense::Groups(&[&["building_id"], &["id"]]),
    },
    Reading { action: ("address", "edit_house"), parameter: "id", sense: Sense::Extra },
    // The seed's own example has it.
    Reading { action: ("customer", "msg"), parameter: "usercode", sense: Sense::Extra },
];

/// Why a call is not acted upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Objection {
    Missing(&'static str),
    MissingOneOf(String),
    Unknown(String),
}

impl Catalogue {
    pub(crate) fn new() -> Self {
        let mut actions: HashMap<_, Action> = HashMap::new();
        for line in LIST.lines().skip(1) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (category, name, parameter, requirement) = (cell(), cell(), cell(), cell());
            let action = actions.entry((category, name)).or_default();
            match requirement {
                "required" => action.required.push(parameter),
                "one-of" => action.one_of.push(parameter),
                "optional" => action.optional.push(parameter),
                _ => {}
            }
        }
        Self(actions)
    }

    /// The names as the list has them.
    pub(crate) fn find(&self, category: &str, action: &str) -> Option<(&'static str, &'static str)> {
        // Not by hash: the map wants names that live as long as its own.
        self.0.keys().find(|key| **key == (category, action)).copied()
    }

    pub(crate) fn has_category(&self, category: &str) -> bool {
        self.0.keys().any(|(known, _)| *known == category)
    }

    pub(crate) fn check(
        &self,
        action: (&'static str, &'static str),
        parameters: &Parameters,
        strict: bool,
    ) -> Result<(), Objection> {
        let Some(known) = self.0.get(&action) else { return Ok(()) };
        let readings = || READINGS.iter().filter(|reading| reading.action == action);
        // An empty value is a value: `value` of `device.set_data` may be empty.
        let given = |name: &str| match name.strip_suffix("[]") {
            Some(array) => parameters.array(array).next().is_some(),
            None => parameters.get(name).is_some(),
        };
        let groups = readings().find_map(|reading| match reading.sense {
            Sense::Groups(groups) => Some(groups),
            Sense::When(..) | Sense::Extra => None,
        });
        if let Some(groups) = groups
            && !groups.iter().any(|group| group.iter().all(|name| given(name)))
        {
            let words: Vec<_> = groups.iter().map(|group| group.join(" + ")).collect();
            return Err(Objection::MissingOneOf(words.join(", ")));
        }
        let whole = groups.unwrap_or_default().concat();
        for name in known.required.iter().filter(|name| !whole.contains(*name)) {
            let needed = readings().filter(|reading| reading.parameter == *name).all(|reading| {
                !matches!(reading.sense, Sense::When(other, value) if parameters.get(other) != Some(value))
            });
            if needed && !given(name) {
                return Err(Objection::Missing(name));
            }
        }
        let extra =
            readings().any(|reading| matches!(reading.sense, Sense::Extra) && given(reading.parameter));
        if groups.is_none()
            && !known.one_of.is_empty()
            && !known.one_of.iter().any(|name| given(name))
            && !extra
        {
            return Err(Objection::MissingOneOf(known.one_of.join(", ")));
        }
        let named = [&known.required, &known.one_of, &known.optional].into_iter().flatten();
        let mut named: Vec<_> = named.chain(&whole).chain(&COMMON).copied().collect();
        named.extend(readings().map(|reading| reading.parameter));
        let stranger = parameters.all().map(|(name, _)| name).find(|name| !is_named(name, &named));
        match stranger {
            Some(name) if strict => Err(Objection::Unknown(name.to_owned())),
            _ => Ok(()),
        }
    }
}

fn is_named(name: &str, named: &[&str]) -> bool {
    let plain = |known: &str| match known {
        // The number of an additional field.
        "dopf_N" => name.strip_prefix("dopf_").is_some_and(|number| number.parse::<u32>().is_ok()),
        "data[]" => bracketed(name, "data").is_some(),
        // A PHP array of object kinds, as one public client sends it.
        "type_array" => name == known || bracketed(name, known).is_some(),
        _ => name == known,
    };
    named.iter().any(|known| plain(known))
}
