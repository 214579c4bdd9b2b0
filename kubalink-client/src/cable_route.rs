//! Cable routes and their ducts (кабельные трассы и каналы, `cable_route`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::cable_route::RouteEnd;
//! use kubalink_client::{BuildingId, NodeId};
//!
//! let routes = erp.cable_route();
//! let (node, building) = (NodeId::from(31), BuildingId::from(77));
//! let route = routes.add_route(RouteEnd::Node, node, RouteEnd::Building, building).name("Mill lane").await?;
//! routes.add_duct(route).number("1").await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, open_enum, record};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::action::actions;
use crate::values::argument_enum;
use crate::{
    BuildingId, CableRouteId, CustomerId, DuctId, LocalDate, LocalDateTime, NodeId, OwnerId, RouteEndId,
    Text, read,
};

actions! {
    "cable_route";

    /// Adds a route from one object to another.
    once AddRoute = add_route(
        object_first_type: RouteEnd,
        object_first_id: RouteEndId,
        object_second_type: RouteEnd,
        object_second_id: RouteEndId,
    ) {
        /// The name.
        name: text,
        /// A comment.
        comment: any_text,
        /// The length. The unit is not documented.
        length: Decimal,
        /// When it was laid.
        date_install: LocalDate,
    } -> CableRouteId, observed;

    /// Adds a duct to a route.
    once AddDuct = add_duct(cable_route_id: CableRouteId) {
        /// The number, which is text.
        number: text,
        /// A comment.
        comment: any_text,
        /// The diameter. The unit is not documented.
        diameter: Decimal,
        /// When it was laid.
        date_install: LocalDate,
    } -> DuctId, observed;

    /// The routes: all, or those that fit.
    read GetRoute = get_route() {
        /// Only these.
        id: [CableRouteId],
    } -> Vec<CableRoute>, observed;

    /// The ducts: all, or those that fit.
    read GetDuct = get_duct() {
        /// Only these.
        id: [DuctId],
        /// Only those of these routes.
        cable_route_id: [CableRouteId],
    } -> Vec<Duct>, observed;
}

open_enum! {
    /// What a route begins or ends at.
    pub enum RouteEnd {
        /// A customer.
        Customer = "1",
        /// A building.
        Building = "19",
        /// A node.
        Node = "22",
    }
}
argument_enum!(RouteEnd);

macro_rules! route_ends {
    ($($id:ty),+) => {$(
        impl From<$id> for RouteEndId {
            fn from(id: $id) -> Self {
                id.get().into()
            }
        }
    )+};
}
route_ends!(BuildingId, CustomerId, NodeId);

record! {
    /// A cable route.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CableRoute {
        /// The id.
        pub id: CableRouteId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What it begins at. In which words servers say it is not known.
        pub object_first_type: Option<RouteEnd> = "object_first_type" => lenient::opt_enum,
        /// The object that it begins at.
        pub object_first_id: Option<RouteEndId> = "object_first_id" => read::opt_id,
        /// What it ends at. In which words servers say it is not known.
        pub object_second_type: Option<RouteEnd> = "object_second_type" => lenient::opt_enum,
        /// The object that it ends at.
        pub object_second_id: Option<RouteEndId> = "object_second_id" => read::opt_id,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The owner.
        pub owner_id: Option<OwnerId> = "owner_id" => read::opt_id,
        /// The length. The unit is not documented.
        pub length: Option<Decimal> = "length" => lenient::opt_money,
        /// When its card was made.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// When it was laid.
        pub date_install: Option<LocalDateTime> = "date_install" => lenient::opt_date_time,
    }
}

record! {
    /// A duct of a cable route.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Duct {
        /// The id.
        pub id: DuctId = "id" => read::id,
        /// The route.
        pub cable_route_id: Option<CableRouteId> = "cable_route_id" => read::opt_id,
        /// The number, which is text.
        pub number: Option<Text> = "number" => read::text,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The diameter. The unit is not documented.
        pub diameter: Option<Decimal> = "diameter" => lenient::opt_money,
        /// When its card was made.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// When it was laid.
        pub date_install: Option<LocalDateTime> = "date_install" => lenient::opt_date_time,
        /// What lies in it, as it came: a list, of what is not known.
        pub content: Option<Value> = "content" => read::as_it_came,
    }
}

read::keyed! {
    CableRoute, id = "id";
    Duct, id = "id";
}
