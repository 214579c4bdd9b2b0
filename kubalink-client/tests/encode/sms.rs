use super::{erp, forms, refused};

#[test]
fn forms_of_sms() {
    let sms = erp().sms();
    forms! {
        sms.send("+79000000001", "1 + 1") => "cat=sms&action=send&number=%2B79000000001&msg=1%20%2B%201";
        sms.send("79000000001", "a").customer_id(42) =>
            "cat=sms&action=send&number=79000000001&msg=a&customer_id=42";
        sms.status([5, 6]) => "cat=sms&action=status&id=5%2C6";
    }
}

#[test]
fn what_sms_refuses() {
    assert!(refused(erp().sms().send("", "a").request()).contains("number"));
    assert!(refused(erp().sms().send("7", " ").request()).contains("msg"));
    let none: [u64; 0] = [];
    assert!(refused(erp().sms().status(none).request()).contains("id"));
}
