//! Additional fields of objects (дополнительные поля, `additional_data`) and their values.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::additional_data::FieldCategory;
//!
//! let fields = erp.additional_data();
//! for field in fields.get_list(FieldCategory::Customer).await? {
//!     println!("{} {:?}", field.id, field.name);
//! }
//! fields.change_value(21, 42, "yes", FieldCategory::Customer).await?;
//! # Ok(())
//! # }
//! ```

mod records;
mod words;

use isp_client_core::Error;

pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::argument::{self, Given};
use crate::draft::Draft;
use crate::{Done, FieldId, ObjectId};

actions! {
    "additional_data";

    /// The fields of a section or a category.
    read GetList = get_list(section: Section) {} -> Vec<Field>, observed;

    /// Adds a field.
    once AddField = add_field(cat_id: FieldCategory, name: text) {
        /// What it holds.
        #[doc(alias = "type")]
        kind as type: FieldType,
        /// Its size; of what is not documented.
        size: u32,
        /// Its largest size.
        max_size: u32,
        /// Whether it is in use.
        is_active: flag,
        /// The place among the fields.
        position: u32,
        /// Whether it must be filled in.
        is_require: flag,
    } -> FieldId, observed;

    /// Changes a field. What is not set stays as it is.
    replay EditField = edit_field(cat_id: FieldCategory, id: FieldId) {
        /// The options, of a field with a choice.
        value_list: FieldOptions,
        /// The name.
        name: text,
        /// What it holds.
        #[doc(alias = "type")]
        kind as type: FieldType,
        /// Its size; of what is not documented.
        size: u32,
        /// Its largest size.
        max_size: u32,
        /// Whether it is in use.
        is_active: flag,
        /// The place among the fields.
        position: u32,
        /// Whether it must be filled in.
        is_require: flag,
    } -> Done, observed;

    /// Deletes a field, if no object uses it.
    replay DeleteField = delete_field(cat_id: FieldCategory, id: FieldId) {} -> Done, observed;

    /// The values of a field: all, or those that fit.
    read GetValue = get_value(field_id: FieldId) {
        /// Only those of this category.
        cat_id: FieldCategory,
        /// Only those of this object.
        object_id: ObjectId,
        /// Only those that are this.
        value: any_text,
    } -> Vec<FieldValue>, observed, big;

    /// Sets the value of a field for an object, whether it had one or not.
    replay ChangeValue = change_value(field_id: FieldId, object_id: ObjectId, value: any_text, cat_id: FieldCategory) {}
        -> Done, observed;

    /// Sets the values of a field for several objects.
    ///
    /// How the server wants them is not certain: [`ChangeValueMass::value`] writes them as the vendor's page says,
    /// [`ChangeValueMass::value_by_key`] as a client of a sibling product does. One call takes one way.
    replay ChangeValueMass = change_value_mass(cat_id: FieldCategory, field_id: FieldId) {} -> Done, observed,
        check(values_in_one_way), row { required "cat_id", required "field_id", required "data[]" };
}

/// The vendor's way to name the values.
const LIST: &str = "data[]";

impl ChangeValueMass {
    /// Adds an object and its value, as `data[]=<object>|<value>`.
    ///
    /// The value must not hold a vertical bar, which parts it from the object.
    pub fn value(mut self, object_id: impl Into<ObjectId>, value: impl Into<String>) -> Self {
        let value = value.into();
        let given = match object_id.into().checked() {
            Ok(_) if value.contains('|') => Given::Refused("a value must not hold a vertical bar".into()),
            Ok(id) => Given::plain(format!("{id}|{value}")),
            Err(rule) => Given::Refused(rule.into()),
        };
        self.0.push(LIST, given);
        self
    }

    /// Adds an object and its value, as `data[<object>]=<value>`.
    pub fn value_by_key(mut self, object_id: impl Into<ObjectId>, value: impl Into<String>) -> Self {
        match object_id.into().checked() {
            Ok(id) => self.0.push(format!("data[{id}]"), argument::any_text(value.into())),
            Err(rule) => self.0.push("data[..]", Given::Refused(rule.into())),
        }
        self
    }
}

fn values_in_one_way(draft: &Draft) -> Result<(), Error> {
    let mut names = draft.names().filter(|name| name.starts_with("data["));
    match names.next() {
        None => Err(Error::input(LIST, "must have at least one value")),
        Some(first) if names.any(|name| (name == LIST) != (first == LIST)) => {
            Err(Error::input(LIST, "all values must be given in one of the two ways"))
        }
        Some(_) => Ok(()),
    }
}
