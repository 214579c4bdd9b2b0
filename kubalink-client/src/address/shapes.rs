//! Fields of addresses that have a shape of their own.

use isp_client_core::lenient;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

use super::StructureItem;
use crate::Coordinates;
use rust_decimal::Decimal;

/// The corners of a building: a list of pairs, or an object of them.
pub(super) fn corners<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Coordinates>, D::Error> {
    let corners: Vec<Corner> = lenient::rows(deserializer)?;
    Ok(corners.into_iter().map(|corner| corner.0).collect())
}

struct Corner(Coordinates);

/// `[55.763787, 37.526115]`, the latitude first, or an object of the two by number.
impl<'de> Deserialize<'de> for Corner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || D::Error::custom("expected a latitude and a longitude in a list");
        let degrees = match Value::deserialize(deserializer)? {
            Value::Array(degrees) => degrees,
            // In any order; other keys make it something else.
            Value::Object(mut fields) if fields.len() == 2 => {
                ["0", "1"].iter().filter_map(|key| fields.remove(*key)).collect()
            }
            _ => return Err(wrong()),
        };
        let degrees: Result<Vec<Decimal>, _> = degrees.into_iter().map(lenient::money).collect();
        match degrees.as_deref() {
            Ok([lat, lon]) => Ok(Self(Coordinates::new(*lat, *lon))),
            _ => Err(wrong()),
        }
    }
}

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
