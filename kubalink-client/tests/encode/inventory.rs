use kubalink_client::inventory::{Account, AccountType, InventoryKey, InventoryLocation, SubAccount};
use kubalink_client::{CustomerId, LocalDate, Mac};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_inventory() {
    let inventory = erp().inventory();
    let mac: Mac = "00:1a:2b:3c:4d:5e".parse().unwrap();
    let (from, to): (LocalDate, LocalDate) = ("2026-01-01".parse().unwrap(), "2026-01-31".parse().unwrap());
    let storage = Account::storage(12, SubAccount::INVENTORY).unwrap();
    let rented = Account::customer(42, SubAccount::RENT).unwrap();
    forms! {
        inventory.add_inventory(15, 3, 2) =>
            "cat=inventory&action=add_inventory&inventory_catalog_id=15&trader_id=3&storage_id=2";
        inventory.add_inventory(15, 3, 2).amount(dec!(305.5)).cost(dec!(1200.00)).comment("").sn("SN 1")
            .barcode("460").inventory_number("I-7").document_number("9/1").document_date(from)
            .additional_data_ip("192.0.2.1".parse::<std::net::Ipv4Addr>().unwrap()).additional_data_mac(mac)
            .is_check_serial_number(true) =>
            "cat=inventory&action=add_inventory&inventory_catalog_id=15&trader_id=3&storage_id=2&amount=305.5\
             &cost=1200.00&comment=&sn=SN%201&barcode=460&inventory_number=I-7&document_number=9%2F1\
             &document_date=2026-01-01&additional_data_ip=192.0.2.1&additional_data_mac=001A2B3C4D5E\
             &is_check_serial_number=1";
        inventory.add_inventory_assortment(4, "ONU").unit_name("pcs").is_require_serial_number(true)
            .is_require_mac(false) =>
            "cat=inventory&action=add_inventory_assortment&section_id=4&name=ONU&unit_name=pcs\
             &is_require_serial_number=1&is_require_mac=0";
        inventory.add_inventory_section("Optics").typer(0).parent_id(1).is_show_on_map(true) =>
            "cat=inventory&action=add_inventory_section&name=Optics&typer=0&parent_id=1&is_show_on_map=1";
        inventory.add_inventory_to_operation(70, 8).amount(dec!(2)) =>
            "cat=inventory&action=add_inventory_to_operation&operation_id=70&inventory_id=8&amount=2";
        inventory.change_arg_ip(8, std::net::Ipv4Addr::new(192, 0, 2, 9)) =>
            "cat=inventory&action=change_arg_ip&id=8&value=192.0.2.9";
        inventory.change_arg_mac(8, mac) => "cat=inventory&action=change_arg_mac&id=8&value=001A2B3C4D5E";
        inventory.change_comment(8, "") => "cat=inventory&action=change_comment&id=8&value=";
        inventory.change_price(8, dec!(99.90)) => "cat=inventory&action=change_price&id=8&value=99.90";
        inventory.change_serial_number(8, "SN2") => "cat=inventory&action=change_serial_number&id=8&value=SN2";
        inventory.delete_inventory(8) => "cat=inventory&action=delete_inventory&id=8";
        inventory.edit_inventory_assortment(15).name("ONT").unit_name("").is_require_serial_number(false)
            .is_require_mac(true) =>
            "cat=inventory&action=edit_inventory_assortment&id=15&name=ONT&unit_name=\
             &is_require_serial_number=0&is_require_mac=1";
        inventory.edit_inventory_section(4).name("Copper").parent_id(2).is_show_on_map(false) =>
            "cat=inventory&action=edit_inventory_section&id=4&name=Copper&parent_id=2&is_show_on_map=0";
        inventory.get_inventory(8) => "cat=inventory&action=get_inventory&id=8";
        inventory.get_inventory_amount(InventoryLocation::Customer).object_id([CustomerId::from(42), 43.into()]).inventory_type_id([15])
            .section_id([4, 5]) =>
            "cat=inventory&action=get_inventory_amount&location=customer&object_id=42%2C43&inventory_type_id=15\
             &section_id=4%2C5";
        inventory.get_inventory_catalog() => "cat=inventory&action=get_inventory_catalog";
        inventory.get_inventory_catalog().id([15, 16]).section_id([4]) =>
            "cat=inventory&action=get_inventory_catalog&id=15%2C16&section_id=4";
        inventory.get_inventory_catalog_id_by_name("ONU") =>
            "cat=inventory&action=get_inventory_catalog_id_by_name&name=ONU";
        inventory.get_inventory_id(InventoryKey::SerialNumber, "SN1") =>
            "cat=inventory&action=get_inventory_id&data_typer=serial_number&data_value=SN1";
        inventory.get_inventory_ids(InventoryKey::Barcode, "460") =>
            "cat=inventory&action=get_inventory_id&data_typer=barcode&data_value=460&is_all_data=1";
        inventory.get_inventory_ids(InventoryKey::Ip, "192.0.2.1").is_all_data(false) =>
            "cat=inventory&action=get_inventory_id&data_typer=ip&data_value=192.0.2.1&is_all_data=0";
        inventory.get_inventory_section_catalog() => "cat=inventory&action=get_inventory_section_catalog";
        inventory.get_inventory_storage() => "cat=inventory&action=get_inventory_storage";
        inventory.get_operation().id([70, 71]).src_account(storage).dst_account(rented).date_start(from)
            .date_finish(to).inventory_id(8).employee_id(7).inventory_assortment_id(15) =>
            "cat=inventory&action=get_operation&id=70%2C71&src_account=204030000012&dst_account=205080000042\
             &date_start=2026-01-01&date_finish=2026-01-31&inventory_id=8&employee_id=7&inventory_assortment_id=15";
        inventory.split_inventory(8, dec!(100)) => "cat=inventory&action=split_inventory&id=8&amount=100";
        inventory.transfer_inventory(8, rented).comment("task 5").employee_id(7) =>
            "cat=inventory&action=transfer_inventory&inventory_id=8&dst_account=205080000042&comment=task%205\
             &employee_id=7";
    }
}

#[test]
fn what_inventory_refuses() {
    let inventory = erp().inventory();
    assert!(refused(inventory.get_operation().request()).contains("src_account"));
    assert!(refused(inventory.add_inventory(15, 0, 2).request()).contains("trader_id"));
    assert!(refused(inventory.get_inventory_id(InventoryKey::Mac, "").request()).contains("data_value"));
    let nobody: [u64; 0] = [];
    let amount = inventory.get_inventory_amount(InventoryLocation::Node).object_id(nobody);
    assert!(refused(amount.request()).contains("object_id"));
}

#[test]
fn accounts_have_twelve_digits() {
    let long = SubAccount::LONG_TERM;
    for (account, digits) in [
        (Account::trader(1, long), "101010000001"),
        (Account::storage(12, SubAccount::INVENTORY), "204030000012"),
        (Account::customer(1_234_567, SubAccount::INVENTORY), "205031234567"),
        (Account::node(2, SubAccount::SHORT_TERM), "206020000002"),
        (Account::cable_line(3, SubAccount::INVENTORY), "210030000003"),
        (Account::task(4, SubAccount::INVENTORY), "212030000004"),
        (Account::building(5, SubAccount::RENT), "213080000005"),
        (Account::employee(9_999_999, SubAccount::SOLD), "215099999999"),
        (Account::written_off(0, SubAccount::INVENTORY), "900030000000"),
        (Account::new(AccountType::new(7).unwrap(), SubAccount::new(55).unwrap(), 6), "007550000006"),
    ] {
        let account = account.unwrap();
        assert_eq!(account.to_string(), digits);
        assert_eq!(digits.parse::<Account>().unwrap(), account);
    }
    let account: Account = "205031234567".parse().unwrap();
    assert_eq!(account.kind(), AccountType::CUSTOMER);
    assert_eq!((account.kind().get(), account.sub_account().get(), account.object()), (205, 3, 1_234_567));
}

#[test]
fn what_is_no_account() {
    for text in
        ["", "20503123456", "2050312345678", "20503123456a", "+05031234567", " 05031234567", "２０５０"]
    {
        assert!(text.parse::<Account>().is_err(), "{text:?}");
    }
    assert!(Account::customer(0, SubAccount::RENT).is_err());
    assert!(Account::customer(10_000_000, SubAccount::RENT).is_err());
    assert!(Account::written_off(10_000_000, SubAccount::RENT).is_err());
    assert!(AccountType::new(1000).is_err());
    assert!(SubAccount::new(100).is_err());
}
