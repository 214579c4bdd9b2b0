use kubalink_client::cable_route::RouteEnd;

use super::calls;

const BUILDING: u64 = isp_sandbox::kubalink::BUILDING as u64;
const NODE: u64 = isp_sandbox::kubalink::NODE as u64;

calls! {
    reads(erp) {
        erp.cable_route().get_route();
        erp.cable_route().get_duct();
        erp.cable_route().get_duct().cable_route_id([999_999]);
    }
}

calls! {
    writes(erp) {
        erp.cable_route().add_route(RouteEnd::Node, NODE, RouteEnd::Building, BUILDING).name("Mill lane");
        erp.cable_route().add_duct(1).number("2a");
    }
}
