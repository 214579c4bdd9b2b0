//! What the parameters of the warehouse can be.

use isp_client_core::open_enum;

use crate::values::argument_enum;

open_enum! {
    /// What an item is looked for by.
    pub enum InventoryKey {
        /// The bar code.
        Barcode = "barcode",
        /// The inventory number.
        InventoryNumber = "inventory_number",
        /// The serial number.
        SerialNumber = "serial_number",
        /// The MAC address.
        Mac = "mac",
        /// The IP address.
        Ip = "ip",
    }
}

open_enum! {
    /// Who items are with.
    pub enum InventoryLocation {
        /// Warehouses.
        Storage = "storage",
        /// Employees.
        Employee = "employee",
        /// Customers.
        Customer = "customer",
        /// Nodes.
        Node = "node",
        /// Tasks.
        Task = "task",
    }
}
argument_enum!(InventoryKey, InventoryLocation);
