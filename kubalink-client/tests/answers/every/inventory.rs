//! The warehouse and its suppliers.

use std::net::Ipv4Addr;

use kubalink_client::inventory::{Account, InventoryKey, InventoryLocation, SubAccount};
use kubalink_client::{LocalDate, Mac};
use rust_decimal::dec;

use super::calls;

const ITEM: u64 = isp_sandbox::kubalink::INVENTORY as u64;
const DRUM: u64 = 802;
const NOBODY: u64 = 999_999;

fn account(digits: &str) -> Account {
    digits.parse().unwrap()
}

calls! {
    reads(erp) {
        erp.inventory().get_inventory(ITEM);
        erp.inventory().get_inventory(NOBODY);
        erp.inventory().get_inventory_amount(InventoryLocation::Storage);
        erp.inventory().get_inventory_amount(InventoryLocation::Customer).object_id([42_u64]).section_id([31]);
        erp.inventory().get_inventory_amount(InventoryLocation::Task);
        erp.inventory().get_inventory_catalog();
        erp.inventory().get_inventory_catalog_id_by_name("UTP cable");
        erp.inventory().get_inventory_catalog_id_by_name("nothing of this name");
        erp.inventory().get_inventory_id(InventoryKey::SerialNumber, "SN0801");
        erp.inventory().get_inventory_id(InventoryKey::SerialNumber, "none");
        erp.inventory().get_inventory_ids(InventoryKey::InventoryNumber, "INV801");
        erp.inventory().get_inventory_ids(InventoryKey::InventoryNumber, "none");
        erp.inventory().get_inventory_section_catalog();
        erp.inventory().get_inventory_storage();
        erp.inventory().get_operation().id([1, 2]);
        erp.inventory().get_operation().src_account(account("204010000021"));
        erp.inventory().get_operation().date_start(LocalDate::new(2030, 1, 1).unwrap());
        erp.trader().get();
        erp.trader().get().id([2]);
    }
}

calls! {
    writes(erp) {
        erp.inventory().add_inventory(61, 1, 21).amount(dec!(2)).sn("SN1").additional_data_mac(Mac::new([2, 0, 0, 0, 0, 1]));
        erp.inventory().add_inventory_assortment(31, "ONU 4GE").unit_name("pcs");
        erp.inventory().add_inventory_section("Tools");
        erp.inventory().change_arg_ip(ITEM, Ipv4Addr::new(10, 0, 0, 9));
        erp.inventory().change_arg_mac(ITEM, Mac::new([2, 0, 0, 0, 0, 2]));
        erp.inventory().change_comment(ITEM, "");
        erp.inventory().change_price(ITEM, dec!(99.90));
        erp.inventory().change_serial_number(ITEM, "SN2");
        erp.inventory().edit_inventory_assortment(61).name("ONU");
        erp.inventory().edit_inventory_section(31).name("Optics");
        erp.inventory().split_inventory(DRUM, dec!(100));
        erp.inventory().transfer_inventory(ITEM, Account::trader(1, SubAccount::LONG_TERM).unwrap()).comment("back");
        erp.inventory().add_inventory_to_operation(1, ITEM);
        erp.inventory().transfer_inventory(DRUM, account("900030000001"));
        erp.inventory().delete_inventory(DRUM);
        erp.trader().add("New");
        erp.trader().edit(2, "Renamed");
        erp.trader().delete(2);
    }
}
