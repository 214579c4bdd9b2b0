use super::{erp, forms, refused};

#[test]
fn forms_of_vehicle() {
    let vehicle = erp().vehicle();
    forms! {
        vehicle.get() => "cat=vehicle&action=get";
        vehicle.get().id([3, 4]) => "cat=vehicle&action=get&id=3%2C4";
    }
    assert!(refused(vehicle.get().id([0]).request()).contains("id"));
}
