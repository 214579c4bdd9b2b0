//! What the parameters of addresses can be.

use serde_json::json;

use crate::argument::{Argument, Given};
use crate::{AddressUnitId, BuildingId, UnitOrBuildingId};

impl From<AddressUnitId> for UnitOrBuildingId {
    fn from(id: AddressUnitId) -> Self {
        id.get().into()
    }
}

impl From<BuildingId> for UnitOrBuildingId {
    fn from(id: BuildingId) -> Self {
        id.get().into()
    }
}

/// Hours of a day, from the first to the last, each from 0 to 23: `Hours::new(9, 18)`.
///
/// Whether the last hour itself counts is not documented; the vendor's example of a whole day is 0 to 23.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hours {
    /// The first.
    pub first: u8,
    /// The last.
    pub last: u8,
}

impl Hours {
    /// From one hour to another. That they are hours of one day, in their order, is checked when they are sent.
    pub const fn new(first: u8, last: u8) -> Self {
        Self { first, last }
    }
}

impl From<(u8, u8)> for Hours {
    fn from((first, last): (u8, u8)) -> Self {
        Self { first, last }
    }
}

/// When tasks are done at a house: hours for each day of a week.
///
/// Which day comes first is not documented.
///
/// ```
/// use kubalink_client::address::{Hours, TaskWeek};
///
/// let always = TaskWeek::every_day(Hours::new(0, 23));
/// let by_day = TaskWeek::new([(9, 18), (9, 18), (9, 18), (9, 18), (9, 17), (10, 14), (10, 14)]);
/// assert_ne!(always, by_day);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TaskWeek([Hours; 7]);

impl TaskWeek {
    /// The hours of each day.
    pub fn new(days: [impl Into<Hours>; 7]) -> Self {
        Self(days.map(Into::into))
    }

    /// The same hours every day.
    pub fn every_day(hours: impl Into<Hours>) -> Self {
        Self([hours.into(); 7])
    }
}

/// `{"day":[[0,23], ...]}`.
impl Argument for TaskWeek {
    fn given(self) -> Given {
        if self.0.iter().any(|hours| hours.first > hours.last || hours.last > 23) {
            return Given::Refused("must be hours from 0 to 23, the first not after the last".into());
        }
        let days = self.0.map(|hours| [hours.first, hours.last]);
        Given::plain(json!({ "day": days }).to_string())
    }
}
