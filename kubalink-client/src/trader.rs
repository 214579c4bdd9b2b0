//! Suppliers (поставщики, `trader`), whom the warehouse gets its items from.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.trader().add("Cables & Co").await?;
//! let traders = erp.trader().get().await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::record;

use crate::action::actions;
use crate::{Done, Text, TraderId, read};

actions! {
    "trader";

    /// Adds a supplier.
    once Add = add(name: text) {} -> TraderId, observed;

    /// Deletes a supplier.
    replay Delete = delete(id: TraderId) {} -> Done, observed;

    /// Changes the name of a supplier.
    replay Edit = edit(id: TraderId, name: text) {} -> Done, observed;

    /// The suppliers: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [TraderId],
    } -> Vec<Trader>, observed;
}

record! {
    /// A supplier.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Trader {
        /// The id.
        pub id: TraderId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

read::keyed! { Trader, id = "id"; }
