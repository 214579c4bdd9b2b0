use super::{erp, forms, refused};

#[test]
fn forms_of_advertising() {
    let advertising = erp().advertising();
    forms! {
        advertising.add_customer(5, 42) => "cat=advertising&action=add_customer&advert_id=5&customer_id=42";
        advertising.get() => "cat=advertising&action=get";
        advertising.get().id([5, 6]) => "cat=advertising&action=get&id=5%2C6";
        advertising.remove_customer(5, 42) => "cat=advertising&action=remove_customer&advert_id=5&customer_id=42";
    }
    assert!(refused(advertising.add_customer(0, 42).request()).contains("advert_id"));
}
