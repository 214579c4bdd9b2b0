//! Vehicles (автотранспорт, `vehicle`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! for vehicle in erp.vehicle().get().await? {
//!     println!("{:?} was seen {:?}", vehicle.reg_number, vehicle.gps_activity.and_then(|seen| seen.date));
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use crate::action::actions;
use crate::envelope::is_nothing;
use crate::{Text, VehicleId, read};

actions! {
    "vehicle";

    /// The vehicles: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [VehicleId],
    } -> Vec<Vehicle>, observed;
}

record! {
    /// A vehicle.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Vehicle {
        /// The id.
        pub id: VehicleId = "id" => read::id,
        /// The brand.
        pub brand: Option<Text> = "brand" => read::text,
        /// The model.
        pub model: Option<Text> = "model" => read::text,
        /// The number plate.
        pub reg_number: Option<Text> = "reg_number" => read::text,
        /// Its GPS tracker.
        pub gps_id: Option<Text> = "gps_id" => read::text,
        /// When the tracker was heard of last.
        pub gps_activity: Option<VehicleDate> = "gps_activity" => moment,
        /// Since when.
        pub date_add: Option<VehicleDate> = "date_add" => moment,
    }
}

record! {
    /// A date that is an object. That of `date_add` is said to be one too, without the names of its fields.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct VehicleDate {
        /// The date.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
    }
}

/// A date as an object, or by itself.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<VehicleDate>, D::Error> {
    let fields = match Value::deserialize(deserializer)? {
        nothing if is_nothing(&nothing) => return Ok(None),
        Value::Object(fields) => fields,
        Value::Array(_) => return Err(D::Error::custom("expected a date, got a list")),
        date => Map::from_iter([("date".to_owned(), date)]),
    };
    let moment = VehicleDate::deserialize(Value::Object(fields));
    moment.map(Some).map_err(|_| D::Error::custom("expected a date, or an object with one"))
}

read::keyed! { Vehicle, id = "id"; }
