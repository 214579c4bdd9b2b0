//! Points on the map, in the forms that servers write them in.

use std::fmt;

use isp_client_core::{lenient, record};
use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
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

/// The point in a value, if there is one.
fn read(value: Value) -> Result<Option<Point>, &'static str> {
    const WRONG: &str = "expected a point: `lat` and `lon`, or both in a pair";
    let pair = |lat: Value, lon: Value| Map::from_iter([("lat".to_owned(), lat), ("lon".to_owned(), lon)]);
    let fields = match value {
        nothing if is_nothing(&nothing) => return Ok(None),
        // A pair that became an object.
        Value::Object(mut fields) => match (fields.remove("0"), fields.remove("1")) {
            (Some(lat), Some(lon)) if fields.is_empty() => pair(lat, lon),
            (None, None) => fields,
            _ => return Err(WRONG),
        },
        Value::Array(items) => {
            let [lat, lon] = <[Value; 2]>::try_from(items).map_err(|_| WRONG)?;
            pair(lat, lon)
        }
        Value::String(text) => {
            let (lat, lon) = text.split_once(',').ok_or(WRONG)?;
            pair(lat.trim().into(), lon.trim().into())
        }
        _ => return Err(WRONG),
    };
    Point::deserialize(Value::Object(fields)).map(Some).map_err(|_| WRONG)
}

/// One point.
pub(crate) fn point<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Point>, D::Error> {
    read(Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Points in a list or in an object by key, in the order of the answer; a point alone is a list of one.
pub(crate) fn points<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Point>, D::Error> {
    struct Points;
    impl<'de> Visitor<'de> for Points {
        type Value = Vec<Point>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("points")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Point>, A::Error> {
            let mut points = Vec::new();
            while let Some(value) = seq.next_element()? {
                points.extend(read(value).map_err(A::Error::custom)?);
            }
            Ok(points)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Point>, A::Error> {
            let mut fields: Vec<(String, Value)> = Vec::new();
            while let Some(field) = map.next_entry()? {
                fields.push(field);
            }
            if fields.iter().any(|(name, _)| name == "lat") {
                let point = read(Value::Object(fields.into_iter().collect()));
                return point.map(Vec::from_iter).map_err(A::Error::custom);
            }
            let points = fields.into_iter().filter_map(|(_, value)| read(value).transpose());
            points.collect::<Result<_, _>>().map_err(A::Error::custom)
        }

        fn visit_unit<E>(self) -> Result<Vec<Point>, E> {
            Ok(Vec::new())
        }

        fn visit_bool<E: de::Error>(self, value: bool) -> Result<Vec<Point>, E> {
            read(value.into()).map(Vec::from_iter).map_err(E::custom)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<Point>, E> {
            read(text.into()).map(Vec::from_iter).map_err(E::custom)
        }
    }
    deserializer.deserialize_any(Points)
}
