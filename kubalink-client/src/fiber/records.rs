//! What is known of cable lines.

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;
use serde::de::Deserializer;
use serde_json::Value;

use crate::read::{self, Point};
use crate::{BuildingId, CableLineId, CableLineTypeId, CableTypeId, FiberId, NodeId, OwnerId, Text};

record! {
    /// A cable line.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CableLine {
        /// The id (`code`).
        pub id: CableLineId = "code" => read::id,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// How many fibers, presumably.
        pub port: Option<u64> = "port" => lenient::opt_number,
        /// When it was made (`dateadd`).
        pub date_add: Option<LocalDateTime> = "dateadd" => lenient::opt_date_time,
        /// The node at its start.
        pub node1_id: Option<NodeId> = "node1_id" => read::opt_id,
        /// The node at its end.
        pub node2_id: Option<NodeId> = "node2_id" => read::opt_id,
        /// How it is turned in the scheme of the first node.
        pub node1_rotation: Option<Text> = "node1_rotation" => read::text,
        /// Where it is in the scheme of the first node.
        pub node1_position: Option<Text> = "node1_position" => read::text,
        /// How it is turned in the scheme of the second node.
        pub node2_rotation: Option<Text> = "node2_rotation" => read::text,
        /// Where it is in the scheme of the second node.
        pub node2_position: Option<Text> = "node2_position" => read::text,
        /// How it is drawn.
        pub properties: Option<LineProperties> = "properties" => line_properties,
        /// Whether it is hidden (`ishide`).
        pub is_hidden: Option<bool> = "ishide" => lenient::opt_flag,
        /// The brand of cable (`cablecode`).
        pub cable_type_id: Option<CableTypeId> = "cablecode" => read::opt_id,
        /// The colour.
        pub color: Option<Text> = "color" => read::text,
        /// Whether it is only planned (`isplan`).
        pub is_planned: Option<bool> = "isplan" => lenient::opt_flag,
        /// What is written on it at its start.
        pub marking1: Option<Text> = "marking1" => read::text,
        /// What is written on it at its end.
        pub marking2: Option<Text> = "marking2" => read::text,
        /// The building at its end.
        pub building2_id: Option<BuildingId> = "building2_id" => read::opt_id,
        /// The owner.
        pub owner_id: Option<OwnerId> = "owner_id" => read::opt_id,
        /// The kind of line.
        pub cable_line_type_id: Option<CableLineTypeId> = "cable_line_type_id" => read::opt_id,
        /// The optical length (`opticalen`), in a unit that is not documented. The name on the wire is misspelt.
        pub optical_length: Option<Decimal> = "opticalen" => lenient::opt_money,
        /// The second optical length (`opticalen2`).
        pub optical_length2: Option<Decimal> = "opticalen2" => lenient::opt_money,
        /// The name of its start.
        pub start_point_name: Option<Text> = "start_point_name" => read::text,
        /// The name of its end (`finish_port_name`). The name on the wire says `port`.
        pub finish_point_name: Option<Text> = "finish_port_name" => read::text,
        /// The name of the object at its start.
        pub object_a_name: Option<Text> = "object_a_name" => read::text,
        /// The name of the object at its end.
        pub object_b_name: Option<Text> = "object_b_name" => read::text,
        /// The object at its start, of the kind `object_a_type`.
        pub object_a_id: Option<u64> = "object_a_id" => lenient::opt_number,
        /// The kind of object at its start.
        pub object_a_type: Option<u64> = "object_a_type" => lenient::opt_number,
        /// The object at its end, of the kind `object_b_type`.
        pub object_b_id: Option<u64> = "object_b_id" => lenient::opt_number,
        /// The kind of object at its end.
        pub object_b_type: Option<u64> = "object_b_type" => lenient::opt_number,
        /// The layers of the map that it is on.
        pub layers: Vec<u64> = "layers" => read::numbers,
        /// Its course on the map.
        pub path: Vec<Point> = "path" => read::points,
        /// Its fibers.
        pub fibers: Vec<LineFiber> = "fibers" => read::list,
    }
}

record! {
    /// How a line is drawn. The form of both fields is not known.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct LineProperties {
        /// The labels of modules.
        pub module_custom_label: Option<Value> = "module_custom_label" => read::as_it_came,
        /// Where the line is on the scheme.
        pub coordinates_on_scheme: Option<Value> = "coordinates_on_scheme" => read::as_it_came,
    }
}

/// Without either field there are none.
fn line_properties<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LineProperties>, D::Error> {
    let properties = read::object(deserializer)?;
    Ok(properties.filter(|properties| *properties != LineProperties::default()))
}

record! {
    /// A fiber, in the record of its line.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct LineFiber {
        /// The id.
        pub id: Option<FiberId> = "id" => read::opt_id,
        /// Its number in the line.
        pub number: Option<u64> = "number" => lenient::opt_number,
        /// Its colour.
        pub color: Option<FiberColor> = "color" => read::object,
        /// The colour of its module.
        pub module_color: Option<FiberColor> = "moduleColor" => read::object,
    }
}

record! {
    /// The colour of a fiber or a module.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct FiberColor {
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The colour of HTML.
        pub html_code: Option<Text> = "htmlCode" => read::text,
        /// How many rings there are on it.
        pub tag_count: Option<u64> = "tag_count" => lenient::opt_number,
        /// The colour of the rings.
        pub tag_color: Option<Text> = "tag_color" => read::text,
    }
}

record! {
    /// A single fiber.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Fiber {
        /// The id.
        pub id: FiberId = "id" => read::id,
        /// Its line (`fiber_id`).
        pub cable_line_id: Option<CableLineId> = "fiber_id" => read::opt_id,
        /// Its number in the line.
        pub number: Option<u64> = "number" => lenient::opt_number,
        /// Its colour, by number.
        pub color_id: Option<u64> = "color_id" => lenient::opt_number,
        /// The colour of its module, by number.
        pub module_color_id: Option<u64> = "module_color_id" => lenient::opt_number,
        /// The attenuation, presumably.
        pub att: Option<Text> = "att" => read::text,
        /// What is written on it at the start of the line.
        pub mark_a: Option<Text> = "mark_a" => read::text,
        /// What is written on it at the end of the line.
        pub mark_b: Option<Text> = "mark_b" => read::text,
    }
}

record! {
    /// A brand of cable. `model` and `fiber_count` are what [`Actions::catalog_cables_add`](super::Actions) calls `name`
    /// and `core_count`.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CableType {
        /// The id.
        pub id: CableTypeId = "id" => read::id,
        /// The kind of line.
        pub cable_line_type_id: Option<CableLineTypeId> = "cable_line_type_id" => read::opt_id,
        /// Who makes it.
        pub brand: Option<Text> = "brand" => read::text,
        /// Its name.
        pub model: Option<Text> = "model" => read::text,
        /// How many fibers or cores it has.
        pub fiber_count: Option<u64> = "fiber_count" => lenient::opt_number,
    }
}

record! {
    /// A kind of cable line.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CableLineType {
        /// The id.
        pub id: CableLineTypeId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

record! {
    /// The colour that lines have on the map.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CableMapColor {
        /// Of lines with so many fibers.
        pub fiber_count: Option<u64> = "fiber_count" => lenient::opt_number,
        /// The colour of HTML.
        pub html_color: Option<Text> = "htmlColor" => read::text,
    }
}

read::keyed! {
    CableLine, id = "code";
    CableLineType, id = "id";
    CableType, id = "id";
    Fiber, id = "id";
}
read::unkeyed!(CableMapColor, FiberColor, LineFiber, LineProperties);
