use kubalink_client::fiber::{GeoRoute, LineSide, PigtailType};
use kubalink_client::{Coordinates, LocalDate};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_lines() {
    let fiber = erp().fiber();
    let day = LocalDate::new(2024, 3, 1).unwrap();
    forms! {
        fiber
            .add(120)
            .object_b_id(121)
            .building_date(day)
            .building_length(dec!(150.5))
            .cableline_type_id(1)
            .cabletype_id(2)
            .comment("a b")
            .custom_color("red")
            .fibers_count(8)
            .is_planned(true)
            .is_change_color_by_cabletype(false)
            .marking_a("A1")
            .marking_b("B1")
            .optical_length(dec!(160)) =>
            "cat=fiber&action=add&object_a_id=120&object_b_id=121&building_date=2024-03-01&building_length=150.5\
             &cableline_type_id=1&cabletype_id=2&comment=a%20b&custom_color=red&fibers_count=8&is_planned=1\
             &is_change_color_by_cabletype=0&marking_a=A1&marking_b=B1&optical_length=160";
        fiber.add(120).house_b_id(5) => "cat=fiber&action=add&object_a_id=120&house_b_id=5";
        fiber.delete(9) => "cat=fiber&action=delete&id=9";
        fiber
            .edit(9)
            .object_a_id(120)
            .object_b_id(121)
            .house_b_id(5)
            .building_date(day)
            .building_length(dec!(150.5))
            .cabletype_id(2)
            .comment("")
            .custom_color("")
            .fibers_count(8)
            .is_planned(false)
            .is_change_color_by_cabletype(true)
            .marking_a("A1")
            .marking_b("B1")
            .optical_length(dec!(160)) =>
            "cat=fiber&action=edit&id=9&object_a_id=120&object_b_id=121&house_b_id=5&building_date=2024-03-01\
             &building_length=150.5&cabletype_id=2&comment=&custom_color=&fibers_count=8&is_planned=0\
             &is_change_color_by_cabletype=1&marking_a=A1&marking_b=B1&optical_length=160";
        fiber.get_list().cable_line_type_id(1).mark_id(3).node_id([120, 121]).object_id(9) =>
            "cat=fiber&action=get_list&cable_line_type_id=1&mark_id=3&node_id=120%2C121&object_id=9";
        fiber.get_list() => "cat=fiber&action=get_list";
        fiber.get_geo_length(9) => "cat=fiber&action=get_geo_length&id=9";
        fiber.map_color_get() => "cat=fiber&action=map_color_get";
    }
}

#[test]
fn forms_of_what_belongs_to_a_line() {
    let fiber = erp().fiber();
    let points = [Coordinates::new(dec!(55.10), dec!(37.2)), Coordinates::new(dec!(-0.5), 37)];
    forms! {
        fiber.add_mark(9, 3) => "cat=fiber&action=add_mark&fiber_id=9&mark_id=3";
        fiber.delete_mark(9, 3) => "cat=fiber&action=delete_mark&fiber_id=9&mark_id=3";
        fiber.add_route_object(9, 120).reserve(dec!(2.5)) =>
            "cat=fiber&action=add_route_object&id=9&object_id=120&reserve=2.5";
        fiber.remove_route_object(9) => "cat=fiber&action=remove_route_object&id=9";
        fiber.remove_route_object(9).object_id(120) =>
            "cat=fiber&action=remove_route_object&id=9&object_id=120";
        fiber.catalog_cables_add(1, "Maker", "OK-8", 8) =>
            "cat=fiber&action=catalog_cables_add&cable_line_type_id=1&brand=Maker&name=OK-8&core_count=8";
        fiber.catalog_cables_get().cable_line_type_id(1) =>
            "cat=fiber&action=catalog_cables_get&cable_line_type_id=1";
        fiber.catalog_types_get() => "cat=fiber&action=catalog_types_get";
        fiber.get_fiber().fiber_id([9, 10]).id([77]) => "cat=fiber&action=get_fiber&fiber_id=9%2C10&id=77";
        fiber.set_geo_route(9, points) =>
            "cat=fiber&action=set_geo_route&id=9&route=%5B%7B%22lat%22:55.10%2C%22lon%22:37.2%7D%2C%7B%22lat%22:-0.5%2C%22lon%22:37%7D%5D";
        fiber.set_geo_route(9, GeoRoute::named(points)) =>
            "cat=fiber&action=set_geo_route&id=9\
             &route=%7B%22pt1%22:%7B%22lat%22:55.10%2C%22lon%22:37.2%7D%2C%22pt2%22:%7B%22lat%22:-0.5%2C%22lon%22:37%7D%7D";
        fiber.set_pigtail_type(9, LineSide::Second, 4, PigtailType::ScApcFemale) =>
            "cat=fiber&action=set_pigtail_type&id=9&side=2&number=4&pigtail_type=10011";
        fiber.set_pigtail_type(9, LineSide::First, 4, PigtailType::from("1016")) =>
            "cat=fiber&action=set_pigtail_type&id=9&side=1&number=4&pigtail_type=1016";
    }
}

#[test]
fn what_fiber_refuses() {
    let fiber = erp().fiber();
    assert!(refused(fiber.add(120).request()).contains("house_b_id"));
    assert!(refused(fiber.add(120).object_b_id(1).house_b_id(1).request()).contains("house_b_id"));
    assert!(refused(fiber.set_geo_route(9, []).request()).contains("route"));
    let off = Coordinates::new(dec!(90.1), dec!(0));
    assert!(refused(fiber.set_geo_route(9, vec![off]).request()).contains("route"));
}
