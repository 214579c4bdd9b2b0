//! What the warehouse holds.

use isp_client_core::time::{LocalDate, LocalDateTime};
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use super::account::opt_account;
use super::{Account, InventoryLocation};
use crate::{
    EmployeeId, InventoryCatalogId, InventoryId, InventorySectionId, Mac, OperationId, StorageId, Text,
    TraderId, read,
};

record! {
    /// An item.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct InventoryItem {
        /// The id.
        pub id: InventoryId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The name in the catalogue.
        pub catalog_id: Option<InventoryCatalogId> = "catalog_id" => read::opt_id,
        /// The section of the catalogue.
        pub section_catalog_id: Option<InventorySectionId> = "section_catalog_id" => read::opt_id,
        /// The name of that section.
        pub section_name: Option<Text> = "section_name" => read::text,
        /// The unit of measure.
        pub measure: Option<Text> = "measure" => read::text,
        /// The supplier.
        pub seller_id: Option<TraderId> = "seller_id" => read::opt_id,
        /// How much of it there is, in units of measure.
        pub amount: Option<Decimal> = "amount" => lenient::opt_money,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// What it cost.
        pub cost: Option<Decimal> = "cost" => lenient::opt_money,
        /// The serial number.
        pub serial_number: Option<Text> = "serial_number" => read::text,
        /// The inventory number.
        pub inventory_number: Option<Text> = "inventory_number" => read::text,
        /// The bar code.
        pub barcode: Option<Text> = "barcode" => read::text,
        /// The type of the account it is on.
        pub location_type_id: Option<u16> = "location_type_id" => lenient::opt_number,
        /// The sub-account.
        pub location_subaccount: Option<u8> = "location_subaccount" => lenient::opt_number,
        /// The object of that account.
        pub location_object_id: Option<u64> = "location_object_id" => lenient::opt_number,
    }
}

impl InventoryItem {
    /// The account it is on, if the answer has all parts of it.
    pub fn location(&self) -> Option<Account> {
        Account::of_parts(self.location_type_id, self.location_subaccount, self.location_object_id)
    }
}

record! {
    /// An item that somebody has.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct InventoryAmount {
        /// The item.
        pub id: InventoryId = "id" => read::id,
        /// The number of the paper it came with.
        pub document_number: Option<Text> = "document_number" => read::text,
        /// The date of that paper.
        pub document_date: Option<LocalDate> = "document_date" => lenient::opt_date,
        /// Who it is with.
        pub location_type: Option<InventoryLocation> = "location_type" => lenient::opt_enum,
        /// The name in the catalogue.
        pub catalog_id: Option<InventoryCatalogId> = "catalog_id" => read::opt_id,
        /// The same number again.
        pub inventory_type_id: Option<InventoryCatalogId> = "inventory_type_id" => read::opt_id,
        /// How much of it there is.
        pub amount: Option<Decimal> = "amount" => lenient::opt_money,
        /// What it cost.
        pub cost: Option<Decimal> = "cost" => lenient::opt_money,
        /// The account it is on, as most servers spell it.
        pub acount: Option<Account> = "acount" => opt_account,
        /// The account it is on, as some spell it. See [`InventoryAmount::on_account`].
        pub account: Option<Account> = "account" => opt_account,
        /// The inventory number.
        pub inventory_number: Option<Text> = "inventory_number" => read::text,
        /// The serial number.
        pub serial_number: Option<Text> = "serial_number" => read::text,
        /// The MAC address.
        pub mac: Option<Mac> = "mac" => read::mac,
        /// Who has it: an id of the kind that `location_type` says.
        pub object_id: Option<u64> = "object_id" => lenient::opt_number,
    }
}

impl InventoryAmount {
    /// The account it is on, in either spelling.
    pub fn on_account(&self) -> Option<Account> {
        self.account.or(self.acount)
    }
}

record! {
    /// A name of the catalogue.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CatalogItem {
        /// The id.
        pub id: InventoryCatalogId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The section it stands in. A number, and a UUID on one server of a sibling product.
        pub inventory_section_catalog_id: Option<Text> = "inventory_section_catalog_id" => read::text,
        /// The equipment that it is one of.
        pub base_equipment_uuid: Option<Text> = "base_equipment_uuid" => read::text,
        /// The unit of measure.
        pub unit_name: Option<Text> = "unit_name" => read::text,
    }
}

record! {
    /// A section of the catalogue.
    ///
    /// *Source:* the models of several clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CatalogSection {
        /// The id.
        pub id: InventorySectionId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// What special kind of section it is; which there are is not documented.
        pub type_id: Option<u64> = "type_id" => lenient::opt_number,
        /// The section it stands in.
        pub parent_id: Option<InventorySectionId> = "parent_id" => read::opt_id,
    }
}

record! {
    /// A warehouse.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Storage {
        /// The id.
        pub id: StorageId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// A description.
        pub description: Option<Text> = "description" => read::text,
        /// Who may use it.
        pub employee_access: Vec<EmployeeId> = "employee_access" => read::ids,
        /// Who may look at it.
        pub employee_access_read: Vec<EmployeeId> = "employee_access_read" => read::ids,
    }
}

record! {
    /// An operation: items that went from one account to another.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct InventoryOperation {
        /// The id.
        pub id: OperationId = "id" => read::id,
        /// When it was done.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
        /// Who did it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The type of the account that was left.
        pub src_account_type: Option<u16> = "src_account_type" => lenient::opt_number,
        /// Its sub-account.
        pub src_account_sub: Option<u8> = "src_account_sub" => lenient::opt_number,
        /// Its object.
        pub src_account_object_id: Option<u64> = "src_account_object_id" => lenient::opt_number,
        /// The type of the account that was reached.
        pub dst_account_type: Option<u16> = "dst_account_type" => lenient::opt_number,
        /// Its sub-account.
        pub dst_account_sub: Option<u8> = "dst_account_sub" => lenient::opt_number,
        /// Its object.
        pub dst_account_object_id: Option<u64> = "dst_account_object_id" => lenient::opt_number,
        /// The items.
        pub inventory_ids: Vec<InventoryId> = "inventory_ids" => read::ids,
    }
}

impl InventoryOperation {
    /// The account that was left, if the answer has all parts of it.
    pub fn src_account(&self) -> Option<Account> {
        Account::of_parts(self.src_account_type, self.src_account_sub, self.src_account_object_id)
    }

    /// The account that was reached, if the answer has all parts of it.
    pub fn dst_account(&self) -> Option<Account> {
        Account::of_parts(self.dst_account_type, self.dst_account_sub, self.dst_account_object_id)
    }
}

read::keyed! {
    CatalogItem, id = "id";
    CatalogSection, id = "id";
    InventoryAmount, id = "id";
    InventoryItem, id = "id";
    InventoryOperation, id = "id";
    Storage, id = "id";
}
