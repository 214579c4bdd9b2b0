use super::{erp, forms};

#[test]
fn forms_of_billing() {
    forms! {
        erp().billing().get() => "cat=billing&action=get";
    }
}
