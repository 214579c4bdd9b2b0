//! Points on the map, in the forms that servers write them in.

use isp_client_core::{lenient, record};
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use crate::Coordinates;
use crate::envelope::is_nothing;

record! {
    /// A point of an answer: an object, a pair of latitude and longitude, or both as one text.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Point {
        /// The latitude, in degrees.
        pub lat: Option<Decimal> = "lat" => lenient::opt_money,
        /// The longitude, in degrees.
        pub lon: Option<Decimal> = "lon" => lenient::opt_money,
    }
}
super::unkeyed!(Point);

impl Point {
    /// Both degrees, if the server sent both.
    pub fn coordinates(&self) -> Option<Coordinates> {
        Some(Coordinates { lat: self.lat?, lon: self.lon? })
    }
}

/// The point in a value; `Ok(None)` if there is none, and `Err` for what is no point.
fn read(value: Value) -> Result<Option<Point>, ()> {
    let pair = |lat: Value, lon: Value| Map::from_iter([("lat".to_owned(), lat), ("lon".to_owned(), lon)]);
    let fields = match value {
        nothing if is_nothing(&nothing) => return Ok(None),
        Value::Object(fields) => fields,
        Value::Array(items) => {
            let [lat, lon] = <[Value; 2]>::try_from(items).map_err(drop)?;
            pair(lat, lon)
        }
        Value::String(text) => {
            let (lat, lon) = text.split_once(',').ok_or(())?;
            pair(lat.trim().into(), lon.trim().into())
        }
        _ => return Err(()),
    };
    Point::deserialize(Value::Object(fields)).map(Some).map_err(drop)
}

/// One point.
pub(crate) fn point<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Point>, D::Error> {
    read(Value::deserialize(deserializer)?).map_err(|()| D::Error::custom("expected a point"))
}

/// Points in a list or in an object by key; a point alone is a list of one.
pub(crate) fn points<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Point>, D::Error> {
    let values = match Value::deserialize(deserializer)? {
        Value::Array(items) => items,
        Value::Object(fields) if !fields.contains_key("lat") => {
            fields.into_iter().map(|(_, value)| value).collect()
        }
        single => vec![single],
    };
    let points: Result<Vec<_>, ()> = values.into_iter().map(read).collect();
    let points = points.map_err(|()| D::Error::custom("expected points, in a list or an object"))?;
    Ok(points.into_iter().flatten().collect())
}
