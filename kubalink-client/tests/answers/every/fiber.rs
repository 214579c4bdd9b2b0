use kubalink_client::Coordinates;
use kubalink_client::fiber::{GeoRoute, LineSide, PigtailType};
use rust_decimal::dec;

use super::calls;

const NODE: u64 = isp_sandbox::kubalink::NODE as u64;
const BUILDING: u64 = isp_sandbox::kubalink::BUILDING as u64;
const LINE: u64 = 201;

fn points() -> [Coordinates; 2] {
    [Coordinates::new(dec!(55.75), dec!(37.61)), Coordinates::new(dec!(55.76), dec!(37.62))]
}

calls! {
    reads(erp) {
        erp.fiber().catalog_cables_get();
        erp.fiber().catalog_cables_get().cable_line_type_id(1);
        erp.fiber().catalog_types_get();
        erp.fiber().get_fiber();
        erp.fiber().get_fiber().fiber_id([LINE]).in_parts_of(1);
        erp.fiber().get_fiber().id([2012]);
        erp.fiber().get_geo_length(LINE);
        erp.fiber().get_list();
        erp.fiber().get_list().object_id(LINE);
        erp.fiber().get_list().object_id(999_999);
        erp.fiber().map_color_get();
    }
}

calls! {
    writes(erp) {
        erp.fiber().add(NODE).object_b_id(302).fibers_count(8).optical_length(dec!(150.5));
        erp.fiber().add(NODE).house_b_id(BUILDING);
        erp.fiber().add_mark(LINE, 3);
        erp.fiber().add_route_object(LINE, NODE).reserve(dec!(2.5));
        erp.fiber().catalog_cables_add(1, "OK", "OK-16", 16);
        erp.fiber().delete_mark(LINE, 3);
        erp.fiber().edit(LINE).comment("").marking_a("A2");
        erp.fiber().remove_route_object(LINE).object_id(NODE);
        erp.fiber().set_geo_route(LINE, points());
        erp.fiber().set_geo_route(LINE, GeoRoute::named(points()));
        erp.fiber().set_pigtail_type(LINE, LineSide::First, 1, PigtailType::ScUpc);
        erp.fiber().delete(202);
    }
}
