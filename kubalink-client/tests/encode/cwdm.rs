use super::{erp, forms};

#[test]
fn forms_of_cwdm() {
    let cwdm = erp().cwdm();
    forms! {
        cwdm.get() => "cat=cwdm&action=get";
        cwdm.get().id([5, 6]).node_id([120]) => "cat=cwdm&action=get&id=5%2C6&node_id=120";
    }
}
