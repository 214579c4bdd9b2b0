//! What the parameters of additional fields can be.

use isp_client_core::open_enum;

use crate::argument::{Argument, Given};
use crate::values::argument_enum;

open_enum! {
    /// What kind of objects a field belongs to: `cat_id`.
    pub enum FieldCategory {
        /// Cable lines. Only the pages of sibling products have it.
        CableLine = "2",
        /// Radio equipment.
        Radio = "6",
        /// Buildings.
        Building = "7",
        /// Switches.
        Switch = "8",
        /// Media converters.
        MediaConverter = "9",
        /// System devices.
        SystemDevice = "10",
        /// Tariffs; of manual billings only.
        Tariff = "12",
        /// Additional services; of manual billings only.
        Service = "13",
        /// Nodes.
        Node = "14",
        /// Crosses (ODF, кроссы).
        Cross = "15",
        /// VLANs.
        Vlan = "16",
        /// Tasks.
        Task = "17",
        /// Vehicles.
        Vehicle = "18",
        /// Advertising campaigns.
        Advertising = "19",
        /// Devices of kinds of one's own.
        CustomDevice = "20",
        /// Suppliers.
        Trader = "21",
        /// Splitters.
        Splitter = "23",
        /// Owners.
        Owner = "24",
        /// Items of the warehouse.
        Inventory = "25",
        /// Ducts of cable routes.
        CableDuct = "26",
        /// Cable routes.
        CableRoute = "27",
        /// Customers.
        Customer = "28",
        /// Keys.
        Key = "29",
        /// Names of items of the warehouse.
        InventoryName = "30",
        /// Units of the tree of addresses.
        AddressUnit = "40",
        /// Warehouses.
        Storage = "48",
        /// Objects of maps.
        MapObject = "102",
        /// Employees.
        Employee = "999",
    }
}

open_enum! {
    /// What a field holds.
    pub enum FieldType {
        /// Text.
        Text = "1",
        /// A number.
        Number = "2",
        /// Yes or no.
        Flag = "3",
        /// One of a list.
        Choice = "4",
        /// Text of several lines.
        TextArea = "5",
        /// One of a list, or another value.
        ChoiceOrOwn = "6",
        /// A date.
        Date = "7",
        /// Several of a list.
        MultipleChoice = "8",
    }
}
argument_enum!(FieldCategory, FieldType);

/// Whose fields are listed: a section by its word, or a category.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Section {
    /// `house`.
    House,
    /// `node`.
    Node,
    /// `task`.
    Task,
    /// `switch`.
    Switch,
    /// `inventory`.
    Inventory,
    /// A category by its number.
    Category(FieldCategory),
}

impl From<FieldCategory> for Section {
    fn from(category: FieldCategory) -> Self {
        Self::Category(category)
    }
}

impl Argument for Section {
    fn given(self) -> Given {
        Given::plain(match self {
            Self::House => "house",
            Self::Node => "node",
            Self::Task => "task",
            Self::Switch => "switch",
            Self::Inventory => "inventory",
            Self::Category(category) => return category.given(),
        })
    }
}

/// The options of a field, in their order: `["optical", "copper"]`. They go out between vertical bars.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldOptions(Vec<String>);

impl<T: Into<String>> From<Vec<T>> for FieldOptions {
    fn from(options: Vec<T>) -> Self {
        Self(options.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for FieldOptions {
    fn from(options: [T; N]) -> Self {
        Self(options.map(Into::into).into())
    }
}

impl Argument for FieldOptions {
    fn given(self) -> Given {
        if self.0.is_empty() {
            return Given::Refused("must have at least one option".into());
        }
        if self.0.iter().any(|option| option.trim().is_empty() || option.contains('|')) {
            return Given::Refused("an option must not be empty nor hold a vertical bar".into());
        }
        Given::plain(self.0.join("|"))
    }
}
