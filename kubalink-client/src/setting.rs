//! Settings (настройка, `setting`), and the marks (метки) that objects can have.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::setting::MarkObject;
//!
//! let id = erp.setting().mark_add("To be checked").color("#f80").type_array(["customer"]).await?;
//! let marks = erp.setting().mark_show().object_type(MarkObject::Customer).await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, open_enum, record};

use crate::action::actions;
use crate::argument::{Given, text};
use crate::draft::Draft;
use crate::values::argument_enum;
use crate::{Answer, Color, Done, MarkId, SettingId, Text, read};

actions! {
    "setting";

    /// The values of settings: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [SettingId],
    } -> Answer, unknown;

    /// The marks: all, or those that fit.
    read MarkShow = mark_show() {
        /// Only those for this kind of object.
        object_type: MarkObject,
    } -> Vec<Mark>, observed;

    /// Adds a mark.
    once MarkAdd = mark_add(name: text) {
        /// The colour.
        color: Color,
        /// The kind of line. Which there are is not documented.
        line_type: text,
        /// Whether the map shows it without being asked.
        is_on_map_by_default: flag,
    } -> MarkId, observed,
        row {
            required "name", optional "color", optional "line_type", optional "is_on_map_by_default",
            optional "type_array",
        };

    /// Changes a mark. What is not set stays as it is.
    replay MarkEdit = mark_edit(id: MarkId) {
        /// The name.
        name: text,
        /// The colour.
        color: Color,
        /// The kind of line. Which there are is not documented.
        line_type: text,
        /// Whether the map shows it without being asked.
        is_on_map_by_default: flag,
    } -> Done, observed,
        row {
            required "id", optional "name", optional "color", optional "line_type", optional "is_on_map_by_default",
            optional "type_array",
        };

    /// Deletes a mark.
    replay MarkDelete = mark_delete(id: MarkId) {} -> Done, observed;
}

macro_rules! type_array {
    ($($type:ident)+) => {$(
        impl $type {
            /// The kinds of objects that can have the mark. Their names are not documented.
            ///
            /// *On the wire:* `type_array[]`, once for each kind, as a client of a sibling product sends it.
            pub fn type_array(mut self, kinds: impl IntoIterator<Item = impl Into<String>>) -> Self {
                set_type_array(&mut self.0, kinds.into_iter().map(Into::into));
                self
            }
        }
    )+};
}
type_array!(MarkAdd MarkEdit);

const TYPE_ARRAY: &str = "type_array[]";

fn set_type_array(draft: &mut Draft, kinds: impl Iterator<Item = String>) {
    draft.unset(TYPE_ARRAY);
    for kind in kinds {
        draft.push(TYPE_ARRAY, text(kind));
    }
    if !draft.has(TYPE_ARRAY) {
        draft.push(TYPE_ARRAY, Given::Refused("must have at least one item".into()));
    }
}

open_enum! {
    /// A kind of object that can have marks. The vendor names this one.
    pub enum MarkObject {
        /// Customers.
        Customer = "customer",
    }
}
argument_enum!(MarkObject);

record! {
    /// A mark.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Mark {
        /// The id.
        pub id: MarkId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The colour.
        pub color: Option<Text> = "color" => read::text,
        /// Whether the map shows it without being asked (`onmapdef`).
        pub is_on_map_by_default: Option<bool> = "onmapdef" => lenient::opt_flag,
    }
}

read::keyed! { Mark, id = "id"; }
