use kubalink_client::cable_route::RouteEnd;
use kubalink_client::{BuildingId, CustomerId, NodeId};
use rust_decimal::dec;

use super::{erp, forms, refused};

#[test]
fn forms_of_cable_route() {
    let routes = erp().cable_route();
    let to_building =
        routes.add_route(RouteEnd::Node, NodeId::from(31), RouteEnd::Building, BuildingId::from(77));
    let to_customer =
        routes.add_route(RouteEnd::Node, NodeId::from(31), RouteEnd::Customer, CustomerId::from(42));
    let day = "2024-05-31".parse().unwrap();
    forms! {
        to_building.name("Mill lane").comment("").length(dec!(120.5)).date_install(day) =>
            "cat=cable_route&action=add_route&object_first_type=22&object_first_id=31&object_second_type=19\
            &object_second_id=77&name=Mill%20lane&comment=&length=120.5&date_install=2024-05-31";
        to_customer =>
            "cat=cable_route&action=add_route&object_first_type=22&object_first_id=31&object_second_type=1\
            &object_second_id=42";
        routes.add_duct(6) => "cat=cable_route&action=add_duct&cable_route_id=6";
        routes.add_duct(6).number("2a").comment("red").diameter(63).date_install(day) =>
            "cat=cable_route&action=add_duct&cable_route_id=6&number=2a&comment=red&diameter=63\
            &date_install=2024-05-31";
        routes.get_route() => "cat=cable_route&action=get_route";
        routes.get_route().id([6, 7]) => "cat=cable_route&action=get_route&id=6%2C7";
        routes.get_duct().id([8, 9]).cable_route_id([6]) =>
            "cat=cable_route&action=get_duct&id=8%2C9&cable_route_id=6";
    }
    let nowhere = routes.add_route(RouteEnd::Node, 31, RouteEnd::Building, 0);
    assert!(refused(nowhere.request()).contains("object_second_id"));
}
