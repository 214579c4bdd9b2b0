//! Additional services (дополнительные услуги, `service`). Customers get them by
//! [`customer().service_add()`](crate::customer::Actions::service_add).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! for service in erp.service().get().await? {
//!     println!("{:?}: {:?}", service.name, service.cost);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::action::actions;
use crate::{BillingId, ServiceId, Text, read};

actions! {
    "service";

    /// The additional services: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [ServiceId],
    } -> Vec<Service>, observed;
}

record! {
    /// An additional service.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Service {
        /// The id.
        pub id: ServiceId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What it costs.
        pub cost: Option<Decimal> = "cost" => lenient::opt_money,
        /// The billing.
        pub billing_id: Option<BillingId> = "billing_id" => read::opt_id,
    }
}

read::keyed! { Service, id = "id"; }
