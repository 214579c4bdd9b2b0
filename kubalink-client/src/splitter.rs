//! Splitters (делители/уплотнители, `splitter`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.splitter().add(7, 1, 8).description("1:8").await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{Done, InventoryId, NodeId, SplitterId, Text, read};

actions! {
    "splitter";

    /// The splitters: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [SplitterId],
    } -> Vec<Splitter>, observed, big, parts(id);

    /// Adds a splitter to a node.
    once Add = add(node_id: NodeId, port_count_in: u32, port_count_out: u32) {
        /// A description.
        description: any_text,
        /// Whether it is not built in yet.
        is_planned: flag,
    } -> SplitterId, observed;

    /// Changes a splitter. What is not set stays as it is.
    replay Edit = edit(id: SplitterId) {
        /// A description.
        description: any_text,
        /// Whether it is not built in yet.
        is_planned: flag,
    } -> Done, observed;

    /// Deletes a splitter.
    replay Delete = delete(id: SplitterId) {} -> Done, observed;
}

record! {
    /// A splitter.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Splitter {
        /// The id.
        pub id: SplitterId = "id" => read::id,
        /// The node it is in.
        pub node_id: Option<NodeId> = "node_id" => read::opt_id,
        /// How many inputs it has.
        pub port_count_in: Option<u32> = "port_count_in" => lenient::opt_number,
        /// How many outputs it has.
        pub port_count_out: Option<u32> = "port_count_out" => lenient::opt_number,
        /// A description.
        pub description: Option<Text> = "description" => read::text,
        /// Since when.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// Whether it is not built in yet.
        pub is_planned: Option<bool> = "is_planned" => lenient::opt_flag,
        /// Its item of the warehouse.
        pub inventory_id: Option<InventoryId> = "inventory_id" => read::opt_id,
    }
}

read::keyed! { Splitter, id = "id"; }
