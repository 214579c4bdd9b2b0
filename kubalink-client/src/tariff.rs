//! Tariffs (тарифы, `tariff`) and their groups.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let id = erp.tariff().add("Home 100", 1, "home100").await?;
//! erp.tariff().edit(id).speed_rx(100_000).speed_tx(100_000).payment_interval(30).await?;
//! # Ok(())
//! # }
//! ```

use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::action::actions;
use crate::{BillingId, BuildingId, Done, TariffGroupId, TariffId, Text, read};

actions! {
    "tariff";

    /// Adds a tariff of a billing. `billing_tariff_id` is its id in that billing.
    once Add = add(name: text, billing_id: BillingId, billing_tariff_id: text) {} -> TariffId, observed;

    /// Adds a group.
    once AddGroup = add_group(name: text) {} -> TariffGroupId, observed;

    /// Puts a tariff into a group.
    once AddTariffInGroup = add_tariff_in_group(tariff_id: TariffId, group_id: TariffGroupId) {} -> Done, observed;

    /// Deletes a group.
    replay DeleteGroup = delete_group(id: TariffGroupId) {} -> Done, observed;

    /// Changes a tariff. What is not set stays as it is.
    replay Edit = edit(id: TariffId) {
        /// Whether the billing has it.
        is_in_billing: flag,
        /// The name.
        name: text,
        /// What it costs.
        payment: Decimal,
        /// For how many days that is.
        payment_interval: u32,
        /// The speed in, in kilobits a second.
        speed_rx: u64,
        /// The speed out, in kilobits a second.
        speed_tx: u64,
        /// How much traffic it holds, in megabytes.
        traffic: u64,
    } -> Done, observed;

    /// Changes the name of a group.
    replay EditGroup = edit_group(id: TariffGroupId, name: text) {} -> Done, observed;

    /// The tariffs: all, or those that fit.
    read Get = get() {
        /// Only those of this billing.
        billing_id: BillingId,
        /// Only those of this name.
        name: text,
    } -> Vec<Tariff>, observed, big;

    /// The groups: all, or those that fit.
    read GetGroup = get_group() {
        /// Only these.
        id: [TariffGroupId],
    } -> Vec<TariffGroup>, observed;

    /// Takes a tariff out of a group.
    replay RemoveTariffFromGroup = remove_tariff_from_group(tariff_id: TariffId, group_id: TariffGroupId) {}
        -> Done, observed;
}

record! {
    /// A tariff.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Tariff {
        /// The id.
        pub id: TariffId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What it costs.
        pub amount: Option<Decimal> = "amount" => lenient::opt_money,
        /// The billing.
        pub billing_id: Option<BillingId> = "billing_id" => read::opt_id,
        /// Its id in the billing, which the cards of customers have.
        pub billing_uuid: Option<Text> = "billing_uuid" => read::text,
        /// The groups it is in.
        pub tariff_group_id: Vec<TariffGroupId> = "tariff_group_id" => read::ids,
        /// The kind of service. Which there are is not documented.
        pub service_type: Option<Text> = "service_type" => read::text,
    }
}

record! {
    /// A group of tariffs.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct TariffGroup {
        /// The id.
        pub id: TariffGroupId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The tariffs in it.
        pub tariff_id: Vec<TariffId> = "tariff_id" => read::ids,
        /// The buildings it is for.
        pub building_id: Vec<BuildingId> = "building_id" => read::ids,
    }
}

read::keyed! {
    Tariff, id = "id";
    TariffGroup, id = "id";
}
