use kubalink_client::customer::{CustomerKey, CustomerState, IpToDelete, Manager};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_customer() {
    let customer = erp().customer();
    forms! {
        customer.change_balance(42, dec!(150.00), "cash desk 3").employee_id(7) =>
            "cat=customer&action=change_balance&customer_id=42&amount=150.00&comment=cash%20desk%203&employee_id=7";
        customer.get_abon_id(CustomerKey::Phone, "+79000000001").is_skip_old(true) =>
            "cat=customer&action=get_abon_id&data_typer=phone&data_value=%2B79000000001&is_skip_old=1";
        customer.get_customers_id().manager_id(Manager::Nobody).state_id(CustomerState::Pause).limit(5) =>
            "cat=customer&action=get_customers_id&manager_id=0&state_id=1&limit=5";
        customer.get_data_many([1, 2, 3]) => "cat=customer&action=get_data&customer_id=1%2C2%2C3";
        customer.ip_delete(42, IpToDelete::WithoutIp) => "cat=customer&action=ip_delete&customer_id=42&value=-1";
    }
}

#[test]
fn what_customer_refuses() {
    let customer = erp().customer();
    assert!(refused(customer.get_customers_id().limit(5).request()).contains("account_number"));
    assert!(refused(customer.add().fio("A").request()).contains("billing_id"));
    assert!(refused(customer.merge(5, 5).request()).contains("src_id"));
    assert!(refused(customer.change_balance(42, dec!(1), " ").request()).contains("comment"));
}
