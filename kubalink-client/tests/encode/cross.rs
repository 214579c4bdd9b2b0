use super::{erp, forms, refused};

#[test]
fn forms_of_cross() {
    let cross = erp().cross();
    forms! {
        cross.add(120, 24) => "cat=cross&action=add&node_id=120&port_count=24";
        cross.add(120, 24).description("rack 2").is_planned(true) =>
            "cat=cross&action=add&node_id=120&port_count=24&description=rack%202&is_planned=1";
        cross.get_list() => "cat=cross&action=get_list";
        cross.get_list().id(["0a1b-2c", "7"]).node_id([120, 121]) =>
            "cat=cross&action=get_list&id=0a1b-2c%2C7&node_id=120%2C121";
    }
}

#[test]
fn what_cross_refuses() {
    let cross = erp().cross();
    for id in ["", " ", "0", "a,b"] {
        assert!(refused(cross.get_list().id([id]).request()).contains("id"), "{id:?}");
    }
}
