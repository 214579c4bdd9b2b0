//! What the parameters of nodes can be.

use isp_client_core::open_enum;

use crate::values::{argument_enum, key_enum};

open_enum! {
    /// What kind of object it is. Those that an installation knows: [`Actions::get_type_list`](super::Actions::get_type_list).
    pub enum NodeType {
        /// A node, on old servers of a sibling product.
        OldNode = "0",
        /// A closure (муфта).
        Closure = "1",
        /// A pole (опора).
        Pole = "2",
        /// A manhole (колодец).
        Manhole = "3",
        /// A node (узел связи).
        Node = "4",
    }
}
argument_enum!(NodeType);

open_enum! {
    /// What a node is looked for by. See [`NodeKey::additional_field`] too, whose word lacks the underscore that other
    /// categories have in it.
    pub enum NodeKey {
        /// The comment.
        Comment = "comment",
        /// The number.
        Number = "number",
    }
}
key_enum!(NodeKey, "additional_data");
