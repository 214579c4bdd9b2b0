//! Items of a building's structure, whose nesting is not known.

use serde::Deserialize;
use serde_json::Value;

use super::StructureItem;

/// Collects what looks like an item of a building's structure, at any depth.
pub(super) fn collect_items(found: &mut Vec<StructureItem>, value: &Value) {
    const NAMES: [&str; 4] = ["level_id", "entrance_id", "position", "caption"];
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_items(found, item)),
        Value::Object(fields) => {
            let is_item = NAMES.iter().any(|name| fields.contains_key(*name));
            match StructureItem::deserialize(value) {
                Ok(item) if is_item => found.push(item),
                _ => fields.values().for_each(|item| collect_items(found, item)),
            }
        }
        _ => {}
    }
}
