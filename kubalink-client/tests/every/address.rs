use kubalink_client::address::TaskWeek;
use kubalink_client::{AddressUnitId, BuildingId};

use super::calls;

const BUILDING: u64 = isp_sandbox::kubalink::BUILDING as u64;
const HOUSE: u64 = isp_sandbox::kubalink::HOUSE as u64;
const NOBODY: u64 = 999_999;

calls! {
    reads(erp) {
        erp.address().get_locality_type();
        erp.address().get_alias();
        erp.address().get().id([1, 2]);
        erp.address().get().id([NOBODY]);
        erp.address().get_province();
        erp.address().get_province().id([1]);
        erp.address().get_district();
        erp.address().get_city().is_disable_hidden(true);
        erp.address().get_area();
        erp.address().get_street();
        erp.address().get_building_structure(BuildingId::from(BUILDING));
        erp.address().get_house();
        erp.address().get_house().building_id([BUILDING]);
        erp.address().get_house().building_id([NOBODY]);
        erp.address().get_level();
    }
}

calls! {
    writes(erp) {
        erp.address().add_locality_type("Village", "village");
        erp.address().edit_locality_type(1).name("Town");
        erp.address().add_address(1, "Old mill").parent_id(1);
        erp.address().edit_address(1).map_color("#ff8800");
        erp.address().add_province("North");
        erp.address().edit_province(1).name("South");
        erp.address().add_district("Lakes");
        erp.address().edit_district(3).name("Hills");
        erp.address().add_city("Riverside").province_id(1);
        erp.address().edit_city(4).name("Lakeside");
        erp.address().add_area(4, "Old town");
        erp.address().edit_area(7).name("New town");
        erp.address().add_street(4, "Mill");
        erp.address().edit_street(9).name("Miller");
        erp.address().add_house(4, 9, "12", "").apart_count(40);
        erp.address().add_house_mark(BUILDING, 3);
        erp.address().delete_house_mark(BUILDING, 3);
        erp.address().edit_building_coord(BUILDING, "1.5,2.5");
        erp.address().edit_building_structure(BuildingId::from(BUILDING));
        erp.address().edit_house(BUILDING).comment("c").task_interval(TaskWeek::new([(0, 23); 7]));
        erp.address().move_child_object(BUILDING, 901);
        erp.address().del_house(AddressUnitId::from(HOUSE));
        erp.address().del_street(10);
        erp.address().del_area(8);
        erp.address().del_city(6);
        erp.address().del_district(3);
        erp.address().del_province(2);
    }
}
