//! Cable lines (кабельные линии, `fiber`): their course, single fibers, and the catalogues of cables.
//!
//! `fiber_id` is the line, but in [`Actions::get_fiber`], where `id` is the single fiber. `object_id` is an object on the
//! line's course, but in [`Actions::get_list`], where it is the line.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::{Coordinates, Decimal};
//!
//! let fiber = erp.fiber();
//! let line = fiber.add(120).object_b_id(121).fibers_count(8).await?;
//! let point = |lat, lon| Coordinates::new(Decimal::new(lat, 3), Decimal::new(lon, 3));
//! fiber.set_geo_route(line, [point(55_763, 37_526), point(55_764, 37_530)]).await?;
//! # Ok(())
//! # }
//! ```

mod records;
mod words;

use rust_decimal::Decimal;

pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::{
    Answer, BuildingId, CableLineId, CableLineTypeId, CableTypeId, Done, FiberId, LocalDate, MarkId, NodeId,
};

actions! {
    "fiber";

    /// Adds a cable line from a node to another one, or to a building.
    once Add = add(object_a_id: NodeId) {
        /// When it was laid.
        building_date: LocalDate,
        /// The construction length (строительная длина). The unit is not documented.
        building_length: Decimal,
        /// The kind of line. Elsewhere it is called `cable_line_type_id`.
        cableline_type_id: CableLineTypeId,
        /// The brand of cable.
        cabletype_id: CableTypeId,
        /// A comment.
        comment: any_text,
        /// A colour of its own.
        custom_color: text,
        /// How many fibers it has.
        fibers_count: u32,
        /// Whether it is only planned.
        is_planned: flag,
        /// Whether the fibers get the colours of the brand.
        is_change_color_by_cabletype: flag,
        /// What is written on it at its start.
        marking_a: any_text,
        /// What is written on it at its end.
        marking_b: any_text,
        /// The optical length. The unit is not documented.
        optical_length: Decimal,
    } one_of("end") {
        /// The node where it ends.
        object_b_id: NodeId,
        /// The building where it ends.
        house_b_id: BuildingId,
    } -> CableLineId, observed;

    /// Puts a mark on a line.
    once AddMark = add_mark(fiber_id: CableLineId, mark_id: MarkId) {} -> Done, observed;

    /// Leads a line over another object.
    once AddRouteObject = add_route_object(id: CableLineId, object_id: NodeId) {
        /// How much cable is kept there, in metres.
        reserve: Decimal,
    } -> Done, observed;

    /// Adds a brand of cable to the catalogue.
    once CatalogCablesAdd = catalog_cables_add(
        cable_line_type_id: CableLineTypeId, brand: text, name: text, core_count: u32,
    ) {} -> CableTypeId, observed;

    /// The brands of cable: all, or those that fit.
    read CatalogCablesGet = catalog_cables_get() {
        /// Only those of this kind of line.
        cable_line_type_id: CableLineTypeId,
    } -> Vec<CableType>, observed;

    /// The kinds of lines.
    read CatalogTypesGet = catalog_types_get() {} -> Vec<CableLineType>, observed;

    /// Deletes a line.
    replay Delete = delete(id: CableLineId) {} -> Done, observed;

    /// Takes a mark from a line.
    replay DeleteMark = delete_mark(fiber_id: CableLineId, mark_id: MarkId) {} -> Done, observed;

    /// Changes a line.
    replay Edit = edit(id: CableLineId) {
        /// The node where it starts.
        object_a_id: NodeId,
        /// The node where it ends.
        object_b_id: NodeId,
        /// The building where it ends.
        house_b_id: BuildingId,
        /// When it was laid.
        building_date: LocalDate,
        /// The construction length (строительная длина). The unit is not documented.
        building_length: Decimal,
        /// The brand of cable.
        cabletype_id: CableTypeId,
        /// A comment.
        comment: any_text,
        /// A colour of its own.
        custom_color: any_text,
        /// How many fibers it has.
        fibers_count: u32,
        /// Whether it is only planned.
        is_planned: flag,
        /// Whether the fibers get the colours of the brand.
        is_change_color_by_cabletype: flag,
        /// What is written on it at its start.
        marking_a: any_text,
        /// What is written on it at its end.
        marking_b: any_text,
        /// The optical length. The unit is not documented.
        optical_length: Decimal,
    } -> Done, observed;

    /// The single fibers: all, or those that fit.
    read GetFiber = get_fiber() {
        /// Only those of these lines.
        fiber_id: [CableLineId],
        /// Only these.
        id: [FiberId],
    } -> Vec<Fiber>, observed, big, parts(fiber_id);

    /// How long a line is, roughly, by the coordinates of its ends. The unit is not documented.
    read GetGeoLength = get_geo_length(id: CableLineId) {} -> Option<u64>, observed;

    /// The lines: all, or those that fit.
    read GetList = get_list() {
        /// Only those of this kind.
        cable_line_type_id: CableLineTypeId,
        /// Only those with this mark.
        mark_id: MarkId,
        /// Only those at these nodes.
        node_id: [NodeId],
        /// The line with this id.
        object_id: CableLineId,
    } -> Vec<CableLine>, observed, big;

    /// The colours that lines have on the map, by how many fibers they have.
    read MapColorGet = map_color_get() {} -> Vec<CableMapColor>, observed;

    /// Leads a line no longer over an object.
    ///
    /// Without `object_id`, by the vendor's words, it leads over none at all.
    replay RemoveRouteObject = remove_route_object(id: CableLineId) {
        /// Only this object.
        object_id: NodeId,
    } -> Done, observed;

    /// Sets the course of a line on the map.
    ///
    /// The vendor wants a list of points as JSON; a client of a sibling product sends an object: see
    /// [`GeoRoute::named`]. That client expects an id in the answer: [`Done::number`] finds it.
    replay SetGeoRoute = set_geo_route(id: CableLineId, route: GeoRoute) {} -> Done, observed;

    /// Sets the pigtail of a fiber at one side of a line.
    replay SetPigtailType = set_pigtail_type(
        id: CableLineId, side: LineSide, number: u32, pigtail_type: PigtailType,
    ) {} -> Answer, unknown;
}
