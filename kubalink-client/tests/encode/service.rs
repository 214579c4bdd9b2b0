use super::{erp, forms, refused};

#[test]
fn forms_of_service() {
    let service = erp().service();
    forms! {
        service.get() => "cat=service&action=get";
        service.get().id([3, 4]) => "cat=service&action=get&id=3%2C4";
    }
    assert!(refused(service.get().id([3, 0]).request()).contains("id"));
}
