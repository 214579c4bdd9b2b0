//! Owners of objects (собственники объектов, `owner`): of buildings, cable lines and nodes.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.owner().add("Housing association 5").await?;
//! erp.owner().bind_building(id, 13225).await?;
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::action::actions;
use crate::{Answer, BuildingId, CableLineId, Done, NodeId, OwnerId, Text, read};

actions! {
    "owner";

    /// Adds an owner.
    once Add = add(name: text) {
        /// A comment.
        comment: any_text,
        /// What the owner is paid.
        cost: Decimal,
    } -> OwnerId, observed;

    /// Makes somebody an owner of a building.
    ///
    /// `Once`: a building may have several owners, and nobody says what a second entry of the same one does.
    once BindBuilding = bind_building(owner_id: OwnerId, building_id: BuildingId) {} -> Done, observed;

    /// Makes somebody the owner of a cable line: `fiber_id` is the line.
    ///
    /// `Replay`: a line has one owner, whom [`Actions::unbind_fiber`] need not name.
    replay BindFiber = bind_fiber(owner_id: OwnerId, fiber_id: CableLineId) {} -> Done, observed;

    /// Makes somebody the owner of a node.
    ///
    /// `Replay`: a node has one owner, whom [`Actions::unbind_node`] need not name.
    replay BindNode = bind_node(owner_id: OwnerId, node_id: NodeId) {} -> Done, observed;

    /// Deletes an owner.
    replay Delete = delete(id: OwnerId) {} -> Done, observed;

    /// Changes an owner. What is not set stays as it is.
    replay Edit = edit(id: OwnerId) {
        /// The name.
        name: text,
        /// A comment.
        comment: any_text,
        /// What the owner is paid.
        cost: Decimal,
    } -> Answer, unknown;

    /// The owners: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [OwnerId],
    } -> Vec<Owner>, observed, big;

    /// Takes a building from one of its owners.
    replay UnbindBuilding = unbind_building(owner_id: OwnerId, building_id: BuildingId) {} -> Done, observed;

    /// Takes a cable line from its owner.
    replay UnbindFiber = unbind_fiber(fiber_id: CableLineId) {} -> Done, observed;

    /// Takes a node from its owner.
    replay UnbindNode = unbind_node(node_id: NodeId) {} -> Done, observed;
}

record! {
    /// An owner.
    ///
    /// *Source:* the models of two clients of sibling products, one of which has only the container.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Owner {
        /// The id.
        pub id: OwnerId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The address.
        pub address: Option<Text> = "address" => read::text,
        /// The director.
        pub director: Option<Text> = "director" => read::text,
        /// The phone.
        pub phone: Option<Text> = "phone" => read::text,
        /// The details for payments.
        pub requisites: Option<Text> = "requisites" => read::text,
        /// The contract.
        pub agreement: Option<OwnerAgreement> = "agreement" => read::object,
        /// What is owned.
        pub object: Option<OwnedObjects> = "object" => read::object,
    }
}

record! {
    /// The contract with an owner.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct OwnerAgreement {
        /// Its number.
        pub number: Option<Text> = "number" => read::text,
        /// Its date; a time is read too.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
    }
}

record! {
    /// What somebody owns.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct OwnedObjects {
        /// Nodes.
        pub node: Vec<NodeId> = "node" => read::ids,
        /// Cable lines.
        pub fiber: Vec<CableLineId> = "fiber" => read::ids,
        /// Racks.
        pub rack: Vec<u64> = "rack" => read::numbers,
        /// Buildings, each with a text.
        pub building: BTreeMap<BuildingId, Text> = "building" => read::texts_by_id,
    }
}

read::keyed! { Owner, id = "id"; }
read::unkeyed!(OwnedObjects, OwnerAgreement);
