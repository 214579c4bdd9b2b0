//! The table of all actions.

use isp_client_core::Operation;

use crate::{
    additional_data, address, advertising, attach, billing, cable_route, call, commutation, cross, customer,
    cwdm, device, employee, fiber, gps, inventory, key, map, node, notepad, owner, service, setting, sms,
    splitter, system, tariff, task, trader, vehicle, vlan,
};

macro_rules! table {
    ($($category:ident)+) => {
        const ROWS: usize = 0 $(+ $category::ROWS.len())+;
        static TABLE: [Operation; ROWS] = Operation::concat(&[$($category::ROWS),+]);
    };
}
table!(additional_data address advertising attach billing cable_route call commutation cross customer cwdm device employee fiber gps inventory key map node notepad owner service setting sms splitter system tariff task trader vehicle vlan);

/// Every action of the vendor's pages, as machine-readable rows.
///
/// ```
/// use kubalink_client::{Effect, OPERATIONS};
///
/// let row = OPERATIONS.iter().find(|row| row.name == "customer.change_balance").unwrap();
/// assert_eq!(row.effect, Effect::Once);
/// ```
pub static OPERATIONS: &[Operation] = &TABLE;
