use kubalink_client::additional_data::{FieldCategory, FieldType, Section};
use kubalink_client::{CrossId, CustomerId, additional_data};

use super::{erp, form, forms, refused};

#[test]
fn forms_of_additional_data() {
    let fields = erp().additional_data();
    let add = fields.add_field(FieldCategory::Node, "Colour").kind(FieldType::Choice).size(20).max_size(80);
    let edit = fields.edit_field(FieldCategory::Node, 21).value_list(["red", "dark blue"]).name("Paint");
    forms! {
        fields.get_list(Section::House) => "cat=additional_data&action=get_list&section=house";
        fields.get_list(FieldCategory::Employee) => "cat=additional_data&action=get_list&section=999";
        fields.add_field(FieldCategory::Node, "Colour") =>
            "cat=additional_data&action=add_field&cat_id=14&name=Colour";
        add.is_active(true).position(3).is_require(false) =>
            "cat=additional_data&action=add_field&cat_id=14&name=Colour&type=4&size=20&max_size=80&is_active=1\
            &position=3&is_require=0";
        edit.kind(FieldType::ChoiceOrOwn).size(21).max_size(81).is_active(false).position(4).is_require(true) =>
            "cat=additional_data&action=edit_field&cat_id=14&id=21&value_list=red%7Cdark%20blue&name=Paint&type=6\
            &size=21&max_size=81&is_active=0&position=4&is_require=1";
        fields.delete_field(FieldCategory::Node, 21) =>
            "cat=additional_data&action=delete_field&cat_id=14&id=21";
        fields.get_value(21) => "cat=additional_data&action=get_value&field_id=21";
        fields.get_value(21).cat_id(FieldCategory::Customer).object_id(CustomerId::from(42)).value("red") =>
            "cat=additional_data&action=get_value&field_id=21&cat_id=28&object_id=42&value=red";
        fields.change_value(21, 42, "", FieldCategory::Customer) =>
            "cat=additional_data&action=change_value&field_id=21&object_id=42&value=&cat_id=28";
        fields.change_value(21, "ab-12", "red", FieldCategory::Cross) =>
            "cat=additional_data&action=change_value&field_id=21&object_id=ab-12&value=red&cat_id=15";
        fields.change_value(21, CrossId::from("ab-12"), "red", FieldCategory::Cross) =>
            "cat=additional_data&action=change_value&field_id=21&object_id=ab-12&value=red&cat_id=15";
    }
}

#[test]
fn sections_have_words() {
    let fields = erp().additional_data();
    let words = [
        (Section::House, "house"),
        (Section::Node, "node"),
        (Section::Task, "task"),
        (Section::Switch, "switch"),
        (Section::Inventory, "inventory"),
    ];
    for (section, word) in words {
        let sent = form(fields.get_list(section).request());
        assert_eq!(sent, format!("cat=additional_data&action=get_list&section={word}"));
    }
}

fn mass() -> additional_data::ChangeValueMass {
    erp().additional_data().change_value_mass(FieldCategory::Customer, 21)
}

#[test]
fn forms_of_change_value_mass() {
    forms! {
        mass().value(42, "red").value(43, "").value(CustomerId::from(44), "a b") =>
            "cat=additional_data&action=change_value_mass&cat_id=28&field_id=21&data%5B%5D=42%7Cred&data%5B%5D=43%7C\
            &data%5B%5D=44%7Ca%20b";
        mass().value_by_key(42, "red|blue").value_by_key(43, "") =>
            "cat=additional_data&action=change_value_mass&cat_id=28&field_id=21&data%5B42%5D=red%7Cblue&data%5B43%5D=";
    }
}

#[test]
fn what_additional_data_refuses() {
    let fields = erp().additional_data();
    assert!(refused(mass().request()).contains("data[]"));
    assert!(refused(mass().value(42, "a").value_by_key(43, "b").request()).contains("data[]"));
    assert!(refused(mass().value_by_key(42, "a").value(43, "b").request()).contains("data[]"));
    assert!(refused(mass().value(42, "red|blue").request()).contains("vertical bar"));
    for id in ["0", "", "1|2", "1]", "1\n2"] {
        assert!(refused(mass().value(id, "a").request()).contains("data[]"), "{id}");
        assert!(refused(mass().value_by_key(id, "a").request()).contains("data[..]"), "{id}");
        let one = fields.change_value(21, id, "a", FieldCategory::Customer);
        assert!(refused(one.request()).contains("object_id"), "{id}");
    }
    let nothing: [&str; 0] = [];
    for options in [nothing.to_vec(), vec![" "], vec!["red", "a|b"]] {
        let edit = fields.edit_field(FieldCategory::Node, 21).value_list(options);
        assert!(refused(edit.request()).contains("value_list"));
    }
    assert!(refused(fields.add_field(FieldCategory::Node, "").request()).contains("name"));
}
