//! Crosses (ODF, кроссы, `cross`): panels where fibers are put together. Their ids are texts.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.cross().add(120, 24).description("rack 2").await?;
//! for cross in erp.cross().get_list().id([id]).await? {
//!     println!("{} {:?}", cross.id, cross.port_count);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{CrossId, NodeId, Text, read};

actions! {
    "cross";

    /// Adds a cross to a node.
    once Add = add(node_id: NodeId, port_count: u32) {
        /// A description.
        description: any_text,
        /// Whether it is only planned.
        is_planned: flag,
    } -> CrossId, observed;

    /// The crosses: all, or those that fit.
    read GetList = get_list() {
        /// Only these.
        id: [CrossId],
        /// Only those of these nodes.
        node_id: [NodeId],
    } -> Vec<Cross>, observed;
}

record! {
    /// A cross.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Cross {
        /// The id.
        pub id: CrossId = "id" => read::text_id,
        /// The node where it is.
        pub node_id: Option<NodeId> = "node_id" => read::opt_id,
        /// How many ports it has.
        pub port_count: Option<u64> = "port_count" => lenient::opt_number,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// Its number, which is a text.
        pub number: Option<Text> = "number" => read::text,
        /// Whether it is only planned.
        pub is_planned: Option<bool> = "is_planned" => lenient::opt_flag,
    }
}
read::keyed! { text: Cross, id = "id"; }
