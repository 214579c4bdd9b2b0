//! Nodes, and what they are of.

use isp_client_core::time::{LocalDateTime, UnixTime};
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use super::NodeType;
use crate::read::{self, AdditionalValue, Point};
use crate::{AddressUnitId, IconId, LevelId, MarkId, NodeId, Text};

record! {
    /// A node, closure, pole or manhole.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Node {
        /// The id.
        pub id: NodeId = "id" => read::id,
        /// The unit of the address.
        pub address_id: Option<AddressUnitId> = "address_id" => read::opt_id,
        /// Since when.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// The entrance.
        pub entrance: Option<Text> = "entrance" => read::text,
        /// The floor.
        pub level: Option<Text> = "level" => read::text,
        /// The floor in the structure of the building.
        pub level_id: Option<LevelId> = "level_id" => read::opt_id,
        /// The node that this one belongs to.
        pub parent_id: Option<NodeId> = "parent_id" => read::opt_id,
        /// Whether it is not built yet.
        pub is_planned: Option<bool> = "is_planned" => lenient::opt_flag,
        /// Where it is, in words.
        pub location: Option<Text> = "location" => read::text,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What kind of object it is (`type`).
        pub kind: Option<NodeType> = "type" => lenient::opt_enum,
        /// An icon of its own.
        pub custom_icon_id: Option<IconId> = "custom_icon_id" => read::opt_id,
        /// The number; a number on some servers and a text on others.
        pub number: Option<Text> = "number" => read::text,
        /// Where it is on the map.
        pub coordinates: Option<Point> = "coordinates" => read::point,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
        /// Marks.
        pub mark: Vec<MarkId> = "mark" => read::ids,
    }
}

record! {
    /// An icon of nodes.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct NodeIcon {
        /// The id.
        pub id: IconId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

record! {
    /// A node near to a place.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct NearNode {
        /// The id.
        pub id: NodeId = "id" => read::id,
        /// Latitude, in degrees.
        pub lat: Option<Decimal> = "lat" => lenient::opt_money,
        /// Longitude, in degrees.
        pub lon: Option<Decimal> = "lon" => lenient::opt_money,
        /// How far it is from the place. The unit is not said; that of the parameter `range` is the metre.
        pub distance: Option<Decimal> = "distance" => lenient::opt_money,
    }
}

record! {
    /// A scheme of how a node is to be rebuilt.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct RedevelopmentScheme {
        /// The id: whether of the scheme or of the node is not known.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// When it was changed.
        pub updated_at: Option<UnixTime> = "updated_at" => lenient::opt_unix_time,
    }
}

record! {
    /// A kind of object, and how the map shows it.
    ///
    /// *Source:* the model of one client of a sibling product, which tells the names of the fields; what they are for is
    /// read from their names.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct NodeTypeInfo {
        /// The kind.
        pub id: Option<NodeType> = "id" => lenient::opt_enum,
        /// The name of several.
        pub name: Option<Text> = "name" => read::text,
        /// Its place among the kinds.
        pub order: Option<i64> = "order" => lenient::opt_number,
        /// The name of one.
        pub single_name: Option<Text> = "single_name" => read::text,
        /// Whether it is a layer of the map.
        pub is_layer_on_map: Option<bool> = "is_layer_on_map" => lenient::opt_flag,
        /// Whether other objects can belong to one.
        pub is_can_parent: Option<bool> = "is_can_parent" => lenient::opt_flag,
        /// Whether something can be connected in it.
        pub is_commutation: Option<bool> = "is_commutation" => lenient::opt_flag,
        /// A template.
        pub template: Option<Text> = "template" => read::text,
        /// How high it lies on the map (`z-position`). With a hyphen on the wire.
        pub z_position: Option<i64> = "z-position" => lenient::opt_number,
        /// The icon.
        pub map_ico: Option<Text> = "map_ico" => read::text,
        /// `map_opation` on the wire, which seems to be a misspelt opacity.
        pub map_opation: Option<Text> = "map_opation" => read::text,
        /// The colour.
        pub map_color: Option<Text> = "map_color" => read::text,
        /// The colour of the outline.
        pub map_stroke_color: Option<Text> = "map_stroke_color" => read::text,
        /// The width of the outline.
        pub map_stroke_width: Option<Decimal> = "map_stroke_width" => lenient::opt_money,
        /// The icon of one that is planned.
        pub map_ico_plan: Option<Text> = "map_ico_plan" => read::text,
        /// The colour of one that is planned.
        pub map_color_plan: Option<Text> = "map_color_plan" => read::text,
        /// The colour of the outline of one that is planned.
        pub map_stroke_color_plan: Option<Text> = "map_stroke_color_plan" => read::text,
        /// The width of the outline of one that is planned.
        pub map_stroke_width_plan: Option<Decimal> = "map_stroke_width_plan" => lenient::opt_money,
        /// Who may use it.
        pub employee_profile_rights: Option<NodeTypeRights> = "employee_profile_rights" => read::object,
    }
}

record! {
    /// Who may use a kind of object: profiles of employees.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct NodeTypeRights {
        /// Those that may look.
        pub is_read: Vec<u64> = "is_read" => read::numbers,
        /// Those that may change.
        pub is_write: Vec<u64> = "is_write" => read::numbers,
    }
}

read::keyed! {
    NearNode, id = "id";
    Node, id = "id";
    NodeIcon, id = "id";
}
read::optional_key! {
    NodeTypeInfo, id;
    RedevelopmentScheme, id;
}
read::unkeyed!(NodeTypeRights);
