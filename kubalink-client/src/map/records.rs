//! What is known of maps and what is on them.

use std::collections::BTreeMap;

use isp_client_core::{Error, Response, lenient, record};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::envelope::is_nothing;
use crate::read::{self, Payload, Point, Read, unexpected};
use crate::{MapId, PolygonId, Text};

record! {
    /// A map.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CoverageMap {
        /// The id.
        pub id: MapId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What is seen of it at first.
        pub center: Option<MapCenter> = "center" => read::object,
    }
}

record! {
    /// What is seen of a map at first.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct MapCenter {
        /// The latitude, in degrees.
        pub lat: Option<Decimal> = "lat" => lenient::opt_money,
        /// The longitude, in degrees.
        pub lon: Option<Decimal> = "lon" => lenient::opt_money,
        /// How large.
        pub zoom: Option<u64> = "zoom" => lenient::opt_number,
    }
}

record! {
    /// A polygon.
    ///
    /// *Source:* the model of one client of a sibling product. It does not tell how a point is written, so all forms that
    /// other records use are read.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Polygon {
        /// The id.
        pub id: PolygonId = "id" => read::text_id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The colour.
        pub color: Option<Text> = "color" => read::text,
        /// The corners.
        pub coordinates: Vec<Point> = "coordinates" => read::points,
        /// The middle.
        pub coordinates_center: Option<Point> = "coordinates_center" => read::point,
    }
}

read::keyed! { CoverageMap, id = "id"; }
read::keyed! { text: Polygon, id = "id"; }
read::unkeyed!(MapCenter);

/// The objects inside of an object of the map.
///
/// *Source:* the model of one client of a sibling product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ObjectsInside {
    /// Their ids, by the kind of object as the server calls it.
    pub by_type: BTreeMap<String, Vec<u64>>,
}

/// An object of lists of ids, under `data` or at the root.
impl Read for ObjectsInside {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let payload = Payload::read(response)?;
        let lists = match payload.data {
            Some(Value::Object(lists)) => lists,
            Some(nothing) if is_nothing(&nothing) => return Ok(Self::default()),
            Some(_) => return Err(unexpected(response, "no object of lists of ids stands in `data`")),
            None => payload.rest,
        };
        let lists = lists.into_iter().map(|(kind, ids)| Some((kind, read::ids(ids).ok()?)));
        let by_type = lists.collect::<Option<_>>();
        by_type
            .map(|by_type| Self { by_type })
            .ok_or_else(|| unexpected(response, "what stands in the place of ids is no id"))
    }
}
