//! Coverage maps (карты покрытия, `map`): maps, and the labels and polygons on them.
//!
//! The ids of labels and polygons are texts, those of maps numbers. How the coordinates of a polygon are grouped is not
//! documented, but that commas stand between them, so they go out as they are given.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::Decimal;
//!
//! let map = erp.map();
//! for polygon in map.check_entry_point_in_polygon(Decimal::new(55_763, 3), Decimal::new(37_526, 3)).await? {
//!     let inside = map.map_object_facilities_inside(polygon.id).await?;
//!     println!("{:?}: {} kinds of objects", polygon.name, inside.by_type.len());
//! }
//! # Ok(())
//! # }
//! ```

mod records;

pub use self::records::*;
use crate::action::actions;
use crate::values::{Color, Degree};
use crate::{Done, LabelId, MapId, MapObjectId, MarkId, PolygonId};

actions! {
    "map";

    /// Writes a label on the map.
    once AddLabel = add_label(lat: Degree, lon: Degree, text: text) {} -> LabelId, observed;

    /// Draws a polygon.
    once AddPoly = add_poly(coord: text, name: text) {
        /// Its colour.
        color: Color,
    } -> PolygonId, observed;

    /// The polygons that a point is in.
    read CheckEntryPointInPolygon = check_entry_point_in_polygon(lat: Degree, lon: Degree) {}
        -> Vec<Polygon>, observed;

    /// Changes a label.
    replay EditLabel = edit_label(id: LabelId) {
        /// The latitude.
        lat: Degree,
        /// The longitude.
        lon: Degree,
        /// What it says.
        text: text,
    } -> Done, observed;

    /// Changes a polygon.
    replay EditPoly = edit_poly(id: PolygonId) {
        /// The coordinates, between commas.
        coord: text,
        /// The name.
        name: text,
        /// The colour.
        color: Color,
    } -> Done, observed;

    /// The maps: all, or those that fit.
    ///
    /// The vendor's page calls them objects; that they are maps is read from the model of a client.
    read Get = get() {
        /// Only these.
        id: [MapId],
    } -> Vec<CoverageMap>, observed;

    /// The polygons: all, or those that fit.
    read GetPoly = get_poly() {
        /// Only these.
        id: [PolygonId],
    } -> Vec<Polygon>, observed;

    /// The objects that are inside of an object of the map, such as a polygon.
    read MapObjectFacilitiesInside = map_object_facilities_inside(id: MapObjectId) {} -> ObjectsInside, observed;

    /// Puts a mark on an object of the map.
    once MapObjectMarkAdd = map_object_mark_add(id: MapObjectId, mark_id: MarkId) {} -> Done, observed;

    /// Takes a mark from an object of the map.
    replay MapObjectMarkDelete = map_object_mark_delete(id: MapObjectId, mark_id: MarkId) {} -> Done, observed;
}
