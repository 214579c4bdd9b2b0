use kubalink_client::address::{Hours, TaskWeek};
use kubalink_client::{AddressUnitId, BuildingId};

use super::{erp, form, forms, refused};

#[test]
fn forms_of_units() {
    let address = erp().address();
    forms! {
        address.add_locality_type("Village", "village") =>
            "cat=address&action=add_locality_type&name=Village&token=village";
        address.edit_locality_type(3).name("Town").token("town") =>
            "cat=address&action=edit_locality_type&id=3&name=Town&token=town";
        address.get_locality_type() => "cat=address&action=get_locality_type";
        address.get_locality_type().token("town") => "cat=address&action=get_locality_type&token=town";
        address.get_alias() => "cat=address&action=get_alias";
        address.add_address(3, "Old mill") => "cat=address&action=add_address&locality_type_id=3&name=Old%20mill";
        address.add_address(3, "Old mill").parent_id(12) =>
            "cat=address&action=add_address&locality_type_id=3&name=Old%20mill&parent_id=12";
        address.get().id([12, 13]).locality_type_id([3]).parent_id([1, 2]).is_disable_hidden(true) =>
            "cat=address&action=get&id=12%2C13&locality_type_id=3&parent_id=1%2C2&is_disable_hidden=1";
        address.get().parent_id([12]) => "cat=address&action=get&parent_id=12";
        address.edit_address(12).map_color("#ff8800") =>
            "cat=address&action=edit_address&id=12&map_color=%23ff8800";
    }
}

#[test]
fn forms_of_provinces_and_districts() {
    let address = erp().address();
    forms! {
        address.add_province("North") => "cat=address&action=add_province&name=North";
        address.edit_province(4).name("South") => "cat=address&action=edit_province&id=4&name=South";
        address.del_province(4) => "cat=address&action=del_province&id=4";
        address.get_province() => "cat=address&action=get_province";
        address.get_province().id([4, 5]) => "cat=address&action=get_province&id=4%2C5";
        address.add_district("Lakes") => "cat=address&action=add_district&name=Lakes";
        address.edit_district(6).name("Hills") => "cat=address&action=edit_district&id=6&name=Hills";
        address.del_district(6) => "cat=address&action=del_district&id=6";
        address.get_district().id([6]) => "cat=address&action=get_district&id=6";
    }
}

#[test]
fn forms_of_cities_and_streets() {
    let address = erp().address();
    forms! {
        address.add_city("Riverside").province_id(4).district_id(6) =>
            "cat=address&action=add_city&name=Riverside&province_id=4&district_id=6";
        address.get_city().id([7]).district_id([6]).province_id([4, 5]).is_disable_hidden(false) =>
            "cat=address&action=get_city&id=7&district_id=6&province_id=4%2C5&is_disable_hidden=0";
        address.edit_city(7).name("Lakeside").province_id(5).district_id(6) =>
            "cat=address&action=edit_city&id=7&name=Lakeside&province_id=5&district_id=6";
        address.del_city(7) => "cat=address&action=del_city&id=7";
        address.add_area(7, "Old town") => "cat=address&action=add_area&city_id=7&name=Old%20town";
        address.get_area().id([8, 9]).city_id([7]).is_disable_hidden(true) =>
            "cat=address&action=get_area&id=8%2C9&city_id=7&is_disable_hidden=1";
        address.edit_area(8).city_id(7).name("New town") =>
            "cat=address&action=edit_area&id=8&city_id=7&name=New%20town";
        address.del_area(8) => "cat=address&action=del_area&id=8";
        address.add_street(7, "Mill lane").area_id(8) =>
            "cat=address&action=add_street&city_id=7&name=Mill%20lane&area_id=8";
        address.get_street().id([10]).city_id([7]).area_id([8]).is_disable_hidden(true) =>
            "cat=address&action=get_street&id=10&city_id=7&area_id=8&is_disable_hidden=1";
        address.edit_street(10).city_id(7).name("Ferry lane").area_id(9) =>
            "cat=address&action=edit_street&id=10&city_id=7&name=Ferry%20lane&area_id=9";
        address.del_street(10) => "cat=address&action=del_street&id=10";
    }
}

#[test]
fn forms_of_houses() {
    let address = erp().address();
    let add =
        address.add_house(7, 10, "9/2", "").area_id(8).apart_count(40).comment("brick").entrance_count(2);
    forms! {
        address.add_house(7, 10, "9", "B") =>
            "cat=address&action=add_house&city_id=7&street_id=10&number=9&block=B";
        add.level_count(5).task_comment("ask for the key").type_id(1) =>
            "cat=address&action=add_house&city_id=7&street_id=10&number=9%2F2&block=&area_id=8&apart_count=40\
            &comment=brick&entrance_count=2&level_count=5&task_comment=ask%20for%20the%20key&type_id=1";
        address.add_house_mark(77, 3) => "cat=address&action=add_house_mark&house_id=77&mark_id=3";
        address.del_house(77) => "cat=address&action=del_house&id=77";
        address.del_house(AddressUnitId::from(78)) => "cat=address&action=del_house&id=78";
        address.del_house(BuildingId::from(79)) => "cat=address&action=del_house&id=79";
        address.delete_house_mark(77, 3) => "cat=address&action=delete_house_mark&house_id=77&mark_id=3";
        address.edit_building_coord(77, "1.5,2.5") =>
            "cat=address&action=edit_building_coord&id=77&coord=1.5%2C2.5";
        address.get_building_structure(77) => "cat=address&action=get_building_structure&id=77";
        address.edit_building_structure(77).level_list([2, 1, 1]) =>
            "cat=address&action=edit_building_structure&id=77&level_list=2%2C1%2C1";
        address.get_level() => "cat=address&action=get_level";
        address.move_child_object(77, 78) =>
            "cat=address&action=move_child_object&src_building_id=77&dst_building_id=78";
    }
}

#[test]
fn forms_of_edit_house() {
    let address = erp().address();
    let edit = address.edit_house(77).area_id(8).apart_count(0).city_id(7).comment("").entrance_count(3);
    forms! {
        edit.is_not_connected(true).level_count(9).number("9a").street_id(10).task_comment("").type_id(2) =>
            "cat=address&action=edit_house&building_id=77&area_id=8&apart_count=0&city_id=7&comment=\
            &entrance_count=3&is_not_connected=1&level_count=9&number=9a&street_id=10&task_comment=&type_id=2";
    }
    // The vendor's own example, as JSON in one parameter.
    let always = address.edit_house(77).task_interval(TaskWeek::every_day(Hours::new(0, 23)));
    let vendors = r#"{"day":[[0,23],[0,23],[0,23],[0,23],[0,23],[0,23],[0,23]]}"#;
    let own = address.edit_house(77).param("task_interval", vendors);
    assert_eq!(form(always.request()), form(own.request()));
    forms! {
        address.edit_house(77).task_interval(TaskWeek::new([(8, 9), (9, 10), (1, 1), (0, 2), (3, 4), (5, 6), (7, 8)])) =>
            "cat=address&action=edit_house&building_id=77&task_interval=%7B%22day%22:%5B%5B8%2C9%5D%2C%5B9%2C10%5D\
            %2C%5B1%2C1%5D%2C%5B0%2C2%5D%2C%5B3%2C4%5D%2C%5B5%2C6%5D%2C%5B7%2C8%5D%5D%7D";
    }
}

#[test]
fn forms_of_get_house() {
    let address = erp().address();
    let all = address.get_house().id([1]).building_id([77, 78]).city_id([7]).area_id([8]).street_id([10, 11]);
    forms! {
        address.get_house() => "cat=address&action=get_house";
        all.is_disable_hidden(true).mark_id(3).name("Riverside, Mill lane, 9").limit(50).is_like(true) =>
            "cat=address&action=get_house&id=1&building_id=77%2C78&city_id=7&area_id=8&street_id=10%2C11\
            &is_disable_hidden=1&mark_id=3&name=Riverside%2C%20Mill%20lane%2C%209&limit=50&is_like=1";
    }
}

#[test]
fn what_address_refuses() {
    let address = erp().address();
    let refusal = refused(address.get().is_disable_hidden(true).request());
    for name in ["id", "locality_type_id", "parent_id"] {
        assert!(refusal.contains(name), "{refusal}");
    }
    assert!(refused(address.add_locality_type("Village", " ").request()).contains("token"));
    assert!(refused(address.edit_address(12).map_color("#ff88").request()).contains("map_color"));
    assert!(refused(address.add_house(7, 10, "", "B").request()).contains("number"));
    assert!(refused(address.add_house(0, 10, "9", "B").request()).contains("city_id"));
    assert!(refused(address.del_house(0).request()).contains("id"));
    assert!(refused(address.edit_building_coord(77, "").request()).contains("coord"));
    assert!(refused(address.move_child_object(77, 77).request()).contains("dst_building_id"));
    let nothing: [u64; 0] = [];
    assert!(refused(address.get_house().building_id(nothing).request()).contains("building_id"));
    for hours in [(0, 24), (18, 9)] {
        let week = address.edit_house(77).task_interval(TaskWeek::every_day(hours));
        assert!(refused(week.request()).contains("task_interval"));
    }
}
