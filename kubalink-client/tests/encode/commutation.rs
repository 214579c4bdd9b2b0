use kubalink_client::commutation::ObjectType;

use super::{erp, every_form, refusals};

#[test]
fn forms_of_commutation() {
    let commutation = erp().commutation();
    every_form! {
        "commutation";
        commutation.add(ObjectType::Customer, 42, 0, ObjectType::Switch, 71, 7) =>
            "add&object_type=customer&object_id=42&object1_port=0&object2_type=switch&object2_id=71&object2_port=7";
        commutation.add(ObjectType::Fiber, 5, 1, ObjectType::Cross, "c-1/2", 2).object1_side(0).object2_side(1) =>
            "add&object_type=fiber&object_id=5&object1_port=1&object2_type=cross&object2_id=c-1%2F2&object2_port=2\
             &object1_side=0&object2_side=1";
        commutation.delete(ObjectType::Device, 71).object_port(7) =>
            "delete&object_type=device&object_id=71&object_port=7";
        commutation.get_data(ObjectType::Splitter) => "get_data&object_type=splitter";
        commutation.get_data(ObjectType::Radio).object_id(9).is_finish_data(true) =>
            "get_data&object_type=radio&object_id=9&is_finish_data=1";
        commutation.get_data(ObjectType::Cwdm).object_id("x").is_finish_data(false) =>
            "get_data&object_type=cwdm&object_id=x&is_finish_data=0";
    }
}

#[test]
fn what_commutation_refuses() {
    let commutation = erp().commutation();
    refusals! {
        commutation.add(ObjectType::Customer, 0, 1, ObjectType::Switch, 71, 7) => "object_id";
        commutation.add(ObjectType::Customer, 42, 1, ObjectType::Switch, " ", 7) => "object2_id";
        commutation.add(ObjectType::Customer, 42, 1, ObjectType::Other(" ".to_owned()), 1, 7) => "object2_type";
        commutation.add(ObjectType::Fiber, 5, 1, ObjectType::Switch, 71, 7) => "object1_side";
        commutation.add(ObjectType::Customer, 42, 1, ObjectType::Fiber, 5, 7) => "object2_side";
        commutation.add(ObjectType::Fiber, 5, 1, ObjectType::Fiber, 6, 1).object1_side(1) => "object2_side";
        commutation.delete(ObjectType::Device, 0) => "object_id";
        commutation.get_data(ObjectType::Switch).object_id("") => "object_id";
        commutation.get_data(ObjectType::Other(String::new())) => "object_type";
    }
}
