//! What the parameters of cable lines can be.

use isp_client_core::open_enum;

use crate::Coordinates;
use crate::argument::{Argument, Given};
use crate::values::argument_enum;

open_enum! {
    /// A side of a cable line.
    pub enum LineSide {
        /// The first.
        First = "1",
        /// The second.
        Second = "2",
    }
}

open_enum! {
    /// A pigtail at the end of a fiber.
    pub enum PigtailType {
        /// SC/UPC.
        ScUpc = "1001",
        /// LC/UPC.
        LcUpc = "1002",
        /// FC/UPC.
        FcUpc = "1003",
        /// ST/UPC.
        StUpc = "1004",
        /// E2000/UPC.
        E2000Upc = "1005",
        /// SC/APC.
        ScApc = "1011",
        /// LC/APC.
        LcApc = "1012",
        /// FC/APC.
        FcApc = "1013",
        /// ST/APC.
        StApc = "1014",
        /// E2000/APC.
        E2000Apc = "1015",
        /// SC/UPC, female.
        ScUpcFemale = "10010",
        /// SC/APC, female.
        ScApcFemale = "10011",
        /// None.
        Missing = "1100",
        /// Out of order.
        Broken = "5000",
    }
}
argument_enum!(LineSide, PigtailType);

/// The course of a cable line on the map. Sent as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeoRoute {
    points: Vec<Coordinates>,
    is_named: bool,
}

impl GeoRoute {
    /// As a client of a sibling product sends it: `{"pt1":{"lat":55.7,"lon":37.5},"pt2":…}`. The vendor's page tells of
    /// a list, which is the default: `[{"lat":55.7,"lon":37.5},…]`. Nobody says whether a server takes both.
    pub fn named(points: impl IntoIterator<Item = Coordinates>) -> Self {
        Self { points: points.into_iter().collect(), is_named: true }
    }
}

impl From<Vec<Coordinates>> for GeoRoute {
    fn from(points: Vec<Coordinates>) -> Self {
        Self { points, is_named: false }
    }
}

impl<const N: usize> From<[Coordinates; N]> for GeoRoute {
    fn from(points: [Coordinates; N]) -> Self {
        Vec::from(points).into()
    }
}

impl Argument for GeoRoute {
    fn given(self) -> Given {
        if self.points.is_empty() {
            return Given::Refused("must have at least one point".into());
        }
        let mut items = Vec::with_capacity(self.points.len());
        for (number, point) in (1..).zip(self.points) {
            if let Given::Refused(rule) = point.given() {
                return Given::Refused(rule);
            }
            // By hand: a float would change the digits of a degree.
            let Coordinates { lat, lon } = point;
            let name = if self.is_named { format!(r#""pt{number}":"#) } else { String::new() };
            items.push(format!(r#"{name}{{"lat":{lat},"lon":{lon}}}"#));
        }
        let items = items.join(",");
        Given::plain(if self.is_named { format!("{{{items}}}") } else { format!("[{items}]") })
    }
}
