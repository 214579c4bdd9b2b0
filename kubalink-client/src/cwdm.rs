//! CWDM multiplexers (`cwdm`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! for cwdm in erp.cwdm().get().node_id([120]).await? {
//!     println!("{} {:?}", cwdm.id, cwdm.name);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{CwdmId, InventoryId, NodeId, Text, read};

actions! {
    "cwdm";

    /// The multiplexers: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [CwdmId],
        /// Only those of these nodes.
        node_id: [NodeId],
    } -> Vec<Cwdm>, observed;
}

record! {
    /// A CWDM multiplexer.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Cwdm {
        /// The id.
        pub id: CwdmId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The node where it is.
        pub node_id: Option<NodeId> = "node_id" => read::opt_id,
        /// A description.
        pub description: Option<Text> = "description" => read::text,
        /// When it was added.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// Whether it is only planned.
        pub is_planned: Option<bool> = "is_planned" => lenient::opt_flag,
        /// The item of the warehouse that it is.
        pub inventory_id: Option<InventoryId> = "inventory_id" => read::opt_id,
        /// Where it is.
        pub location: Option<Text> = "location" => read::text,
    }
}
read::keyed! { Cwdm, id = "id"; }
