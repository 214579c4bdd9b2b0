//! Physical keys (ключи, `key`): which there are, to which building, and who has them.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.key().add().building_id(13225).comment("attic").await?;
//! let keys = erp.key().get_list().staff_id([7]).await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::record;

use crate::action::actions;
use crate::{BuildingId, EmployeeId, KeyId, Text, read};

actions! {
    "key";

    /// Adds a key. It needs a name, a building, or both.
    once Add = add() {
        /// A comment.
        comment: any_text,
    } any_of("key") {
        /// The name.
        name: text,
        /// The building it opens.
        building_id: BuildingId,
    } -> KeyId, observed;

    /// The keys: all, or those that fit.
    read GetList = get_list() {
        /// Only these.
        id: [KeyId],
        /// Only those that these employees have. `staff` is an old word of the product for employees.
        staff_id: [EmployeeId],
    } -> Vec<Key>, observed;
}

record! {
    /// A key.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Key {
        /// The id.
        pub id: KeyId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The building it opens.
        pub building_id: Option<BuildingId> = "building_id" => read::opt_id,
        /// Who has it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
    }
}

read::keyed! { Key, id = "id"; }
