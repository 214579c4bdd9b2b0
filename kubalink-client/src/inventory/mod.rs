//! The warehouse (склад, `inventory`): items (ТМЦ), their catalogue, and how they go from one account to another.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::inventory::{Account, InventoryKey, SubAccount};
//!
//! let inventory = erp.inventory();
//! if let Some(onu) = inventory.get_inventory_id(InventoryKey::SerialNumber, "HWTC1A2B3C4D").await? {
//!     let account = Account::customer(42, SubAccount::RENT)?;
//!     inventory.transfer_inventory(onu, account).comment("connection").await?;
//! }
//! # Ok(())
//! # }
//! ```

mod account;
mod records;
mod words;

use std::net::Ipv4Addr;

use rust_decimal::Decimal;

pub use self::account::*;
pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::{
    Done, EmployeeId, InventoryCatalogId, InventoryId, InventorySectionId, LocalDate, Mac, OperationId,
    StorageId, TraderId,
};

actions! {
    "inventory";

    /// Takes an item from a supplier into a warehouse.
    once AddInventory = add_inventory(
        inventory_catalog_id: InventoryCatalogId,
        trader_id: TraderId,
        storage_id: StorageId,
    ) {
        /// How much, in the unit of measure; 1 if not given.
        amount: Decimal,
        /// What it cost; 0 if not given.
        cost: Decimal,
        /// A comment.
        comment: any_text,
        /// The serial number.
        sn: text,
        /// The bar code.
        barcode: text,
        /// The inventory number.
        inventory_number: text,
        /// The number of the paper it came with.
        document_number: text,
        /// The date of that paper.
        document_date: LocalDate,
        /// The IP address.
        additional_data_ip: Ipv4Addr,
        /// The MAC address.
        additional_data_mac: Mac,
        /// Whether an item that has this serial number already is looked for first.
        is_check_serial_number: flag,
    } -> InventoryId, observed;

    /// Adds a name to the catalogue.
    once AddInventoryAssortment = add_inventory_assortment(section_id: InventorySectionId, name: text) {
        /// The unit of measure.
        unit_name: text,
        /// Whether an item must have a serial number.
        is_require_serial_number: flag,
        /// Whether an item must have a MAC address.
        is_require_mac: flag,
    } -> InventoryCatalogId, observed;

    /// Adds a section to the catalogue.
    once AddInventorySection = add_inventory_section(name: text) {
        /// What special kind of section it is; 0, which is none, if not given.
        typer: u32,
        /// The section it stands in.
        parent_id: InventorySectionId,
        /// Whether its items are shown on the map.
        is_show_on_map: flag,
    } -> InventorySectionId, observed;

    /// Adds an item to an operation. The item must be on the account that the operation takes from.
    once AddInventoryToOperation = add_inventory_to_operation(operation_id: OperationId, inventory_id: InventoryId) {
        /// How much of it, if it is more than one unit.
        amount: Decimal,
    } -> Done, observed;

    /// Sets the IP address of an item.
    replay ChangeArgIp = change_arg_ip(id: InventoryId, value: Ipv4Addr) {} -> Done, observed;

    /// Sets the MAC address of an item.
    replay ChangeArgMac = change_arg_mac(id: InventoryId, value: Mac) {} -> Done, observed;

    /// Sets the comment of an item.
    replay ChangeComment = change_comment(id: InventoryId, value: any_text) {} -> Done, observed;

    /// Sets the price of an item.
    replay ChangePrice = change_price(id: InventoryId, value: Decimal) {} -> Done, observed;

    /// Sets the serial number of an item.
    replay ChangeSerialNumber = change_serial_number(id: InventoryId, value: text) {} -> Done, observed;

    /// Deletes an item that was written off. No other can be deleted.
    replay DeleteInventory = delete_inventory(id: InventoryId) {} -> Done, observed;

    /// Changes a name of the catalogue. What is not set stays as it is.
    replay EditInventoryAssortment = edit_inventory_assortment(id: InventoryCatalogId) {
        /// The name.
        name: text,
        /// The unit of measure.
        unit_name: any_text,
        /// Whether an item must have a serial number.
        is_require_serial_number: flag,
        /// Whether an item must have a MAC address.
        is_require_mac: flag,
    } -> Done, observed;

    /// Changes a section of the catalogue. What is not set stays as it is.
    replay EditInventorySection = edit_inventory_section(id: InventorySectionId) {
        /// The name.
        name: text,
        /// The section it stands in.
        parent_id: InventorySectionId,
        /// Whether its items are shown on the map.
        is_show_on_map: flag,
    } -> Done, observed;

    /// An item.
    read GetInventory = get_inventory(id: InventoryId) {} -> Option<InventoryItem>, observed;

    /// The items that warehouses, employees, customers, nodes or tasks have.
    read GetInventoryAmount = get_inventory_amount(location: InventoryLocation) {
        /// Who has them: ids of the kind that `location` says.
        object_id: [u64],
        /// Only those of these names of the catalogue.
        inventory_type_id: [InventoryCatalogId],
        /// Only those of these sections of the catalogue.
        section_id: [InventorySectionId],
    } -> Vec<InventoryAmount>, observed, big;

    /// The names of the catalogue: all, or those that fit.
    ///
    /// The title of the vendor's page speaks of sections.
    read GetInventoryCatalog = get_inventory_catalog() {
        /// Only these.
        id: [InventoryCatalogId],
        /// Only those of these sections.
        section_id: [InventorySectionId],
    } -> Vec<CatalogItem>, observed, big;

    /// The id of a name of the catalogue.
    read GetInventoryCatalogIdByName = get_inventory_catalog_id_by_name(name: text) {}
        -> Option<InventoryCatalogId>, observed;

    /// The id of an item, by something else that is known of it.
    ///
    /// Which of several that fit is named, is not documented. All of them: [`Actions::get_inventory_ids`].
    read GetInventoryId = get_inventory_id(data_typer: InventoryKey, data_value: text) {}
        -> Option<InventoryId>, observed,
        row { optional "is_all_data", required "data_typer", required "data_value" };

    /// The ids of all items that fit, by something that is known of them. Sends `is_all_data`.
    #[doc(alias = "get_inventory_id")]
    read GetInventoryIds = get_inventory_ids as get_inventory_id(data_typer: InventoryKey, data_value: text) {
        /// Whether all are named, which is what this method is for.
        is_all_data: flag = true,
    } -> Vec<InventoryId>, observed, also;

    /// The sections of the catalogue.
    ///
    /// The title of the vendor's page speaks of names of items.
    read GetInventorySectionCatalog = get_inventory_section_catalog() {} -> Vec<CatalogSection>, observed;

    /// The warehouses.
    read GetInventoryStorage = get_inventory_storage() {} -> Vec<Storage>, observed;

    /// The operations that fit. At least one condition must be given.
    read GetOperation = get_operation() {} any_of("condition") {
        /// Only these.
        id: [OperationId],
        /// Only those that took from this account.
        src_account: Account,
        /// Only those that brought to this account.
        dst_account: Account,
        /// From this day on.
        date_start: LocalDate,
        /// Until this day.
        date_finish: LocalDate,
        /// Only those with this item.
        inventory_id: InventoryId,
        /// Only those by this employee.
        employee_id: EmployeeId,
        /// Only those with items of this name of the catalogue.
        inventory_assortment_id: InventoryCatalogId,
    } -> Vec<InventoryOperation>, observed, big;

    /// Splits an item in two: `amount` stays, the rest becomes a new item, whose id this is.
    once SplitInventory = split_inventory(id: InventoryId, amount: Decimal) {} -> InventoryId, in_part;

    /// Brings an item to another account.
    ///
    /// `Once`: a repeat could book a second operation.
    ///
    /// Servers were seen to answer an id. Of what it is is not documented, so it stays `number("id")` of the answer.
    once TransferInventory = transfer_inventory(inventory_id: InventoryId, dst_account: Account) {
        /// A comment.
        comment: any_text,
        /// Who does it.
        employee_id: EmployeeId,
    } -> Done, observed;
}
