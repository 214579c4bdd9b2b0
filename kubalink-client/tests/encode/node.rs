use kubalink_client::node::{NodeKey, NodeType};
use kubalink_client::{Coordinates, LocalDate};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_node() {
    let node = erp().node();
    let since: LocalDate = "2026-02-03".parse().unwrap();
    let place = Coordinates::new(dec!(55.763787), dec!(37.526115));
    forms! {
        node.add(NodeType::Closure) => "cat=node&action=add&type=1";
        node.add("17").city_id(1).custom_icon_id(2).comment("c").date_add(since).entrance("1").house_id(3)
            .inventory_number("I4").is_planned(true).level("5").level_id(6).location("attic").node_parent_id(7)
            .number("N8").owner_id(9).coordinates(place) =>
            "cat=node&action=add&type=17&city_id=1&custom_icon_id=2&comment=c&date_add=2026-02-03&entrance=1\
             &house_id=3&inventory_number=I4&is_planned=1&level=5&level_id=6&location=attic&node_parent_id=7\
             &number=N8&owner_id=9&coordinates=55.763787%2C37.526115";
        node.add_mark(7, 3) => "cat=node&action=add_mark&node_id=7&mark_id=3";
        node.change_custom_icon(7, 2) => "cat=node&action=change_custom_icon&id=7&custom_icon_id=2";
        node.delete(7) => "cat=node&action=delete&id=7";
        node.delete_mark(7, 3) => "cat=node&action=delete_mark&node_id=7&mark_id=3";
        node.edit(7).city_id(1).custom_icon_id(2).comment("").coordinates(place).date_add(since).entrance("")
            .house_id(3).inventory_number("").is_planned(false).level("").level_id(6).location("")
            .node_parent_id(8).number("").owner_id(9) =>
            "cat=node&action=edit&id=7&city_id=1&custom_icon_id=2&comment=&coordinates=55.763787%2C37.526115\
             &date_add=2026-02-03&entrance=&house_id=3&inventory_number=&is_planned=0&level=&level_id=6&location=\
             &node_parent_id=8&number=&owner_id=9";
        node.get() => "cat=node&action=get";
        node.get().address_id([1, 2]).entrance_number("2").id([7, 8]).mark_id(3).object_type(NodeType::Pole)
            .parent_id([9]) =>
            "cat=node&action=get&address_id=1%2C2&entrance_number=2&id=7%2C8&mark_id=3&object_type=2&parent_id=9";
        node.get_icon_list().id([2, 3]) => "cat=node&action=get_icon_list&id=2%2C3";
        node.get_id(NodeKey::Number, "N8").is_entry(true).type_id(NodeType::Node) =>
            "cat=node&action=get_id&data_type=number&data_value=N8&is_entry=1&type_id=4";
        node.get_id(NodeKey::Comment, "c") => "cat=node&action=get_id&data_type=comment&data_value=c";
        node.get_id(NodeKey::additional_field(12), "x") =>
            "cat=node&action=get_id&data_type=additional_data12&data_value=x";
        node.get_id_by_coord(dec!(55.7), dec!(-37.5)).kind(NodeType::Manhole).range(50) =>
            "cat=node&action=get_id_by_coord&lat=55.7&lon=-37.5&type=3&range=50";
        node.get_redevelopment_scheme(7) => "cat=node&action=get_redevelopment_scheme&id=7";
        node.get_scheme(7) => "cat=node&action=get_scheme&id=7";
        node.get_type_list() => "cat=node&action=get_type_list";
    }
}

#[test]
fn what_node_refuses() {
    let node = erp().node();
    assert!(refused(node.add("").request()).contains("type"));
    assert!(refused(node.get_id(NodeKey::additional_field(0), "x").request()).contains("data_type"));
    assert!(refused(node.get_id_by_coord(dec!(1), dec!(180.5)).request()).contains("lon"));
    let nowhere = Coordinates::new(dec!(90.1), dec!(0));
    assert!(refused(node.add(NodeType::Node).coordinates(nowhere).request()).contains("coordinates"));
}
