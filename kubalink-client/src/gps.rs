//! GPS trackers (GPS-трекеры, `gps`): where they are and where they were. A tracker is named by its id or its IMEI.
//!
//! A longitude is `lng` where it is sent, and `lon` in answers.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! if let Some(tracker) = erp.gps().get_info("350000000000001").await? {
//!     println!("{:?} {:?}", tracker.lat, tracker.lon);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::action::actions;
use crate::values::Degree;
use crate::{Done, LocalDateTime, Text, TrackerId, UnixTime, read};

actions! {
    "gps";

    /// A tracker, and where it is.
    read GetInfo = get_info(id: TrackerId) {} -> Option<Tracker>, observed;

    /// All trackers, without where they are.
    read GetList = get_list() {} -> Vec<Tracker>, observed;

    /// Where a tracker was, from one moment to another.
    read GetRoute = get_route(id: TrackerId, date_start: LocalDateTime, date_finish: LocalDateTime) {}
        -> Vec<Position>, observed, big;

    /// Says where a tracker is, or was at a time.
    ///
    /// `Once`: a repeat could add a second point to its route, and without `time` one of another moment.
    once SetPosition = set_position(id: TrackerId, lat: Degree, lng: Degree) {
        /// When it was there, in Unix seconds on the wire.
        time: UnixTime,
        /// How fast it moved, in km/h.
        speed: Decimal,
    } -> Done, observed;
}

record! {
    /// A tracker.
    ///
    /// *Source:* the models of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Tracker {
        /// The id.
        pub id: TrackerId = "id" => read::text_id,
        /// The kind of object that carries it.
        pub object_type: Option<Text> = "object_type" => read::text,
        /// The object that carries it.
        pub object_id: Option<u64> = "object_id" => lenient::opt_number,
        /// When it was heard of last, as given. `get_list` leaves out this and what follows.
        pub last_alive: Option<Text> = "last_alive" => read::text,
        /// The latitude, in degrees.
        pub lat: Option<Decimal> = "lat" => lenient::opt_money,
        /// The longitude, in degrees.
        pub lon: Option<Decimal> = "lon" => lenient::opt_money,
        /// How fast it moves. The unit is presumably that of [`Actions::set_position`].
        pub speed: Option<Decimal> = "speed" => lenient::opt_money,
    }
}

record! {
    /// Where a tracker was.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Position {
        /// When it was there.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
        /// The latitude, in degrees.
        pub lat: Option<Decimal> = "lat" => lenient::opt_money,
        /// The longitude, in degrees.
        pub lon: Option<Decimal> = "lon" => lenient::opt_money,
        /// How fast it moved.
        pub speed: Option<Decimal> = "speed" => lenient::opt_money,
    }
}

read::keyed! { text: Tracker, id = "id"; }
read::unkeyed!(Position);
