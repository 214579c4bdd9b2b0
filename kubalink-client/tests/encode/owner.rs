use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_owner() {
    let owner = erp().owner();
    forms! {
        owner.add("A & B").comment("").cost(dec!(150.50)) =>
            "cat=owner&action=add&name=A%20%26%20B&comment=&cost=150.50";
        owner.bind_building(5, 13225) => "cat=owner&action=bind_building&owner_id=5&building_id=13225";
        owner.bind_fiber(5, 31) => "cat=owner&action=bind_fiber&owner_id=5&fiber_id=31";
        owner.bind_node(5, 7) => "cat=owner&action=bind_node&owner_id=5&node_id=7";
        owner.delete(5) => "cat=owner&action=delete&id=5";
        owner.edit(5).name("C").comment("c").cost(dec!(0)) =>
            "cat=owner&action=edit&id=5&name=C&comment=c&cost=0";
        owner.get() => "cat=owner&action=get";
        owner.get().id([5, 6]) => "cat=owner&action=get&id=5%2C6";
        owner.unbind_building(5, 13225) => "cat=owner&action=unbind_building&owner_id=5&building_id=13225";
        owner.unbind_fiber(31) => "cat=owner&action=unbind_fiber&fiber_id=31";
        owner.unbind_node(7) => "cat=owner&action=unbind_node&node_id=7";
    }
}

#[test]
fn what_owner_refuses() {
    assert!(refused(erp().owner().add(" ").request()).contains("name"));
    assert!(refused(erp().owner().edit(5).name("").request()).contains("name"));
    assert!(refused(erp().owner().bind_node(5, 0).request()).contains("node_id"));
}
