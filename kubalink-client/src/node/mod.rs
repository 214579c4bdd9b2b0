//! Nodes, closures, poles and manholes (объекты инфраструктуры: узлы связи, муфты, опоры, колодцы; `node`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::{Coordinates, Decimal, node::NodeType};
//!
//! let place = Coordinates::new(Decimal::new(55_763787, 6), Decimal::new(37_526115, 6));
//! let id = erp.node().add(NodeType::Closure).coordinates(place).is_planned(true).await?;
//! let closures = erp.node().get().object_type(NodeType::Closure).await?;
//! # Ok(())
//! # }
//! ```

mod records;
mod words;

pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::{
    AddressUnitId, Answer, BuildingId, CityId, Coordinates, Degree, Done, IconId, LevelId, LocalDate, MarkId,
    NodeId, OwnerId,
};

actions! {
    "node";

    /// Adds a node, closure, pole or manhole.
    once Add = add(kind as type: NodeType) {
        /// The city.
        city_id: CityId,
        /// An icon of its own.
        custom_icon_id: IconId,
        /// A comment.
        comment: any_text,
        /// Since when.
        date_add: LocalDate,
        /// The entrance.
        entrance: any_text,
        /// The building.
        house_id: BuildingId,
        /// The inventory number.
        inventory_number: any_text,
        /// Whether it is not built yet.
        is_planned: flag,
        /// The floor.
        level: any_text,
        /// The floor in the structure of the building.
        level_id: LevelId,
        /// Where it is, in words.
        location: any_text,
        /// The node that this one belongs to.
        node_parent_id: NodeId,
        /// The number.
        number: any_text,
        /// Whose it is.
        owner_id: OwnerId,
        /// Where it is on the map.
        coordinates: Coordinates,
    } -> NodeId, observed;

    /// Puts a mark on a node.
    once AddMark = add_mark(node_id: NodeId, mark_id: MarkId) {} -> Done, observed;

    /// Gives a node an icon of its own.
    replay ChangeCustomIcon = change_custom_icon(id: NodeId, custom_icon_id: IconId) {} -> Done, observed;

    /// Deletes a node.
    replay Delete = delete(id: NodeId) {} -> Done, observed;

    /// Takes a mark from a node.
    replay DeleteMark = delete_mark(node_id: NodeId, mark_id: MarkId) {} -> Done, observed;

    /// Changes a node. What is not set stays as it is.
    replay Edit = edit(id: NodeId) {
        /// The city.
        city_id: CityId,
        /// An icon of its own.
        custom_icon_id: IconId,
        /// A comment.
        comment: any_text,
        /// Where it is on the map.
        coordinates: Coordinates,
        /// Since when.
        date_add: LocalDate,
        /// The entrance.
        entrance: any_text,
        /// The building.
        house_id: BuildingId,
        /// The inventory number.
        inventory_number: any_text,
        /// Whether it is not built yet.
        is_planned: flag,
        /// The floor.
        level: any_text,
        /// The floor in the structure of the building.
        level_id: LevelId,
        /// Where it is, in words.
        location: any_text,
        /// The node that this one belongs to.
        node_parent_id: NodeId,
        /// The number.
        number: any_text,
        /// Whose it is.
        owner_id: OwnerId,
    } -> Done, observed;

    /// The nodes: all, or those that fit.
    read Get = get() {
        /// Only those at these units of the address.
        address_id: [AddressUnitId],
        /// Only those at this entrance.
        entrance_number: text,
        /// Only these.
        id: [NodeId],
        /// Only those with this mark.
        mark_id: MarkId,
        /// Only those of this kind.
        object_type: NodeType,
        /// Only those that belong to these nodes.
        parent_id: [NodeId],
    } -> Vec<Node>, observed, big, parts(id);

    /// The icons that nodes can have: all, or those that fit.
    read GetIconList = get_icon_list() {
        /// Only these. The vendor's page says ids of objects, which could be nodes too.
        id: [IconId],
    } -> Vec<NodeIcon>, observed;

    /// The id of a node, by something else that is known of it.
    ///
    /// The parameter is called `data_type` here, and `data_typer` in other categories.
    read GetId = get_id(data_type: NodeKey, data_value: text) {
        /// Whether a part of the text is enough.
        is_entry: flag,
        /// Only those of this kind.
        type_id: NodeType,
    } -> Option<NodeId>, observed;

    /// The node that is the nearest to a place.
    ///
    /// Whether the answer can have several, and in which order, is not documented: all of them are given.
    read GetIdByCoord = get_id_by_coord(lat: Degree, lon: Degree) {
        /// Only those of this kind.
        #[doc(alias = "type")]
        kind as type: NodeType,
        /// How far it may be, in metres.
        range: u32,
    } -> Vec<NearNode>, observed;

    /// The schemes of how a node is to be rebuilt.
    read GetRedevelopmentScheme = get_redevelopment_scheme(id: NodeId) {} -> Vec<RedevelopmentScheme>, observed;

    /// The scheme of what is connected in a node.
    read GetScheme = get_scheme(id: NodeId) {} -> Answer, unknown;

    /// The kinds of objects.
    read GetTypeList = get_type_list() {} -> Vec<NodeTypeInfo>, observed;
}
