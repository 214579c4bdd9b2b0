//! What the parameters of nodes can be.

use isp_client_core::open_enum;

use crate::FieldId;
use crate::argument::{Argument, Given};
use crate::values::argument_enum;

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

/// What a node is looked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodeKey {
    /// The comment.
    Comment,
    /// The number.
    Number,
    /// An additional field. Sent as `additional_data<N>`, without the underscore that other categories have there.
    AdditionalData(FieldId),
}

impl Argument for NodeKey {
    fn given(self) -> Given {
        match self {
            Self::Comment => Given::plain("comment"),
            Self::Number => Given::plain("number"),
            Self::AdditionalData(field) => match field.given() {
                Given::Refused(rule) => Given::Refused(rule),
                _ => Given::plain(format!("additional_data{field}")),
            },
        }
    }
}
