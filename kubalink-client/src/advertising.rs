//! Advertising campaigns (рекламные кампании, `advertising`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! for campaign in erp.advertising().get().await? {
//!     println!("{} {:?}", campaign.id, campaign.name);
//! }
//! erp.advertising().add_customer(5, 42).await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{AdvertId, CustomerId, Done, LocalDateTime, Text, read};

actions! {
    "advertising";

    /// Adds a customer to a campaign.
    once AddCustomer = add_customer(advert_id: AdvertId, customer_id: CustomerId) {} -> Done, observed;

    /// The campaigns: all, or those that fit.
    read Get = get() {
        /// Only these.
        id: [AdvertId],
    } -> Vec<Campaign>, observed;

    /// Takes a customer from a campaign.
    replay RemoveCustomer = remove_customer(advert_id: AdvertId, customer_id: CustomerId) {} -> Done, observed;
}

record! {
    /// An advertising campaign.
    ///
    /// *Source:* the model of one client of a sibling product. In which form it got the dates is not known.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Campaign {
        /// The id.
        pub id: AdvertId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// When it begins.
        pub date_start: Option<LocalDateTime> = "date_start" => lenient::opt_date_time,
        /// When it ends.
        pub date_finish: Option<LocalDateTime> = "date_finish" => lenient::opt_date_time,
    }
}

read::keyed! { Campaign, id = "id"; }
