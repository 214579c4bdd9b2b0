//! What is ready-made. The objects stand in `samples.json`, all invented; these are the ones to ask for.

/// A key with the right for every category. All keys here are invented.
pub const KEY: &str = "sandbox-kubalink-key";
/// A customer with a balance of 150.50, an agreement, a phone, an address and an IP address.
pub const CUSTOMER: i64 = 42;
/// Another customer, of the same house.
pub const NEIGHBOUR: i64 = 43;
/// A former customer.
pub const FORMER: i64 = 44;
/// A task of [`CUSTOMER`], new, with a performer, a division, a watcher, comments and an attachment.
pub const TASK: i64 = 501;
/// A switch, on line.
pub const DEVICE: i64 = 71;
/// The ONU of [`CUSTOMER`].
pub const ONU: i64 = 73;
/// A house, as an address unit.
pub const HOUSE: i64 = 1100;
/// The same house, as a building.
pub const BUILDING: i64 = 900;
/// A node in [`HOUSE`].
pub const NODE: i64 = 301;
/// An item in the warehouse [`STORAGE`].
pub const INVENTORY: i64 = 801;
/// A warehouse.
pub const STORAGE: i64 = 21;
/// An employee; the password is [`EMPLOYEE_PASSWORD`](super::EMPLOYEE_PASSWORD).
pub const EMPLOYEE: i64 = 7;
/// A file attached to [`CUSTOMER`].
pub const ATTACHMENT: &str = "5a1de000-0000-4000-8000-000000000001";

/// Kinds of objects that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// As `customer.get_data` shows it, and `is_ex`.
    Customer,
    /// In fields of its own, among them `type_id`, `state_id`, `date_do`, `opis`, `address_id`, and lists of ids:
    /// `customer`, `employee`, `division`, `watcher`, `device`, `node`.
    Task,
    /// As `device.get_data` shows it, and `device_type`.
    Device,
    /// An address unit, houses among them, by the id of the unit.
    Address,
    /// As `node.get` shows it.
    Node,
    /// An item of the warehouse, with its `account`.
    Inventory,
    /// As `attach.get` shows it, and `object_type` and `src`; by the number at the end of the uuid.
    Attachment,
    /// As `employee.get_data` shows it.
    Employee,
}

impl Kind {
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Task => "task",
            Self::Device => "device",
            Self::Address => "address",
            Self::Node => "node",
            Self::Inventory => "inventory",
            Self::Attachment => "attachment",
            Self::Employee => "employee",
        }
    }
}
