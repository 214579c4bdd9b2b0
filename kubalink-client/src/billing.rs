//! Billings (биллинги, `billing`), which the customers of an installation are in.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! for billing in erp.billing().get().await? {
//!     println!("{} {:?}", billing.id, billing.name);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::record;

use crate::action::actions;
use crate::{BillingId, Text, read};

actions! {
    "billing";

    /// The billings.
    read Get = get() {} -> Vec<Billing>, observed;
}

record! {
    /// A billing.
    ///
    /// *Source:* a model that one client of a sibling product declares and does not use.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Billing {
        /// The id.
        pub id: BillingId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

read::keyed! { Billing, id = "id"; }
