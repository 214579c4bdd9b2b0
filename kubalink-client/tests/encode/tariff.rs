use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_tariff() {
    let tariff = erp().tariff();
    forms! {
        tariff.add("Home 100", 1, "1214") =>
            "cat=tariff&action=add&name=Home%20100&billing_id=1&billing_tariff_id=1214";
        tariff.add_group("Home") => "cat=tariff&action=add_group&name=Home";
        tariff.add_tariff_in_group(5, 2) => "cat=tariff&action=add_tariff_in_group&tariff_id=5&group_id=2";
        tariff.delete_group(2) => "cat=tariff&action=delete_group&id=2";
        tariff.edit(5).is_in_billing(true).name("Home 200").payment(dec!(600.00)).payment_interval(30)
            .speed_rx(200_000).speed_tx(100_000).traffic(0) =>
            "cat=tariff&action=edit&id=5&is_in_billing=1&name=Home%20200&payment=600.00&payment_interval=30\
             &speed_rx=200000&speed_tx=100000&traffic=0";
        tariff.edit_group(2, "Office") => "cat=tariff&action=edit_group&id=2&name=Office";
        tariff.get() => "cat=tariff&action=get";
        tariff.get().billing_id(1).name("Home 100") => "cat=tariff&action=get&billing_id=1&name=Home%20100";
        tariff.get_group().id([2, 3]) => "cat=tariff&action=get_group&id=2%2C3";
        tariff.remove_tariff_from_group(5, 2) =>
            "cat=tariff&action=remove_tariff_from_group&tariff_id=5&group_id=2";
    }
}

#[test]
fn what_tariff_refuses() {
    let tariff = erp().tariff();
    assert!(refused(tariff.add("A", 1, "").request()).contains("billing_tariff_id"));
    assert!(refused(tariff.edit_group(2, "").request()).contains("name"));
    assert!(refused(tariff.add_tariff_in_group(5, 0).request()).contains("group_id"));
}
