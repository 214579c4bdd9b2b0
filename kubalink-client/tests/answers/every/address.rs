use kubalink_client::address::{Hours, TaskWeek};
use kubalink_client::{BuildingId, Client, Error, Extra};

use super::{Call, calls, told};

const HOUSE: u64 = isp_sandbox::kubalink::HOUSE as u64;
const BUILDING: u64 = isp_sandbox::kubalink::BUILDING as u64;
const NEIGHBOUR: u64 = BUILDING + 1;
const PROVINCE: u64 = 1;
const DISTRICT: u64 = 2;
const CITY: u64 = 3;
const AREA: u64 = 5;
const STREET: u64 = 7;
const NOWHERE: u64 = 999_999;

calls! {
    whole(erp) {
        erp.address().get_locality_type();
        erp.address().get_locality_type().token("no such word");
        erp.address().get_alias();
        erp.address().get().id([HOUSE, NOWHERE]);
        erp.address().get().parent_id([CITY]);
        erp.address().get_city().id([NOWHERE]);
        erp.address().get_house();
        erp.address().get_house().building_id([BUILDING, NOWHERE]).in_parts_of(1);
        erp.address().get_house().name("no such house");
        erp.address().get_level();
    }
}

calls! {
    writes(erp) {
        erp.address().add_locality_type("Village", "village");
        erp.address().edit_locality_type(1).name("Land");
        erp.address().add_address(5, "Ferry lane").parent_id(CITY);
        erp.address().edit_address(STREET).map_color("#ff8800");
        erp.address().add_province("East");
        erp.address().edit_province(PROVINCE).name("West");
        erp.address().del_province(9);
        erp.address().add_district("Valley");
        erp.address().edit_district(DISTRICT).name("Shore");
        erp.address().del_district(10);
        erp.address().add_city("Firville").province_id(PROVINCE);
        erp.address().edit_city(CITY).name("Oakville");
        erp.address().del_city(4);
        erp.address().add_area(CITY, "Harbour");
        erp.address().edit_area(AREA).name("New Town");
        erp.address().del_area(6);
        erp.address().add_street(CITY, "Bridge street").area_id(AREA);
        erp.address().edit_street(STREET).name("Mill lane");
        erp.address().add_house(CITY, STREET, "15", "").apart_count(12).comment("");
        erp.address().add_house_mark(BUILDING, 1);
        erp.address().delete_house_mark(BUILDING, 1);
        erp.address().edit_building_coord(BUILDING, "55.75,37.61");
        erp.address().edit_building_structure(BuildingId::from(BUILDING)).level_list([1, 2]);
        erp.address().edit_house(BUILDING).number("9a").task_interval(TaskWeek::every_day(Hours::new(9, 18)));
        erp.address().move_child_object(BUILDING, NEIGHBOUR);
        erp.address().del_house(HOUSE + 1);
        erp.address().del_street(8);
    }
}

/// Records without their fields that are not declared: the sandbox sends more of a place than clients were seen to read,
/// and those stay as they come.
macro_rules! declared {
    ($action:expr) => {{
        let action = $action;
        let answer = async move {
            let mut rows = action.await?;
            rows.iter_mut().for_each(|row| row.extra = Extra::default());
            Ok::<_, Error>(rows)
        };
        (stringify!($action), told(answer))
    }};
}

pub(crate) fn reads(erp: &Client) -> Vec<Call> {
    let address = erp.address();
    let (cities, building) = (address.get_city(), address.get_building_structure(BuildingId::from(BUILDING)));
    let cities = async move {
        let names =
            cities.await?.into_iter().map(|city| (city.id, city.name, city.parent_id, city.parent_ids));
        Ok::<_, Error>(names.collect::<Vec<_>>())
    };
    let building = async move {
        let building = building.await?.unwrap();
        Ok::<_, Error>((building.entrance_count, building.level_count, building.items()))
    };
    let mut calls = whole(erp);
    calls.extend([
        declared!(address.get_province()),
        declared!(address.get_district().id([DISTRICT])),
        declared!(address.get_area().city_id([CITY])),
        declared!(address.get_street().city_id([CITY])),
        ("address.get_city()", told(cities)),
        ("address.get_building_structure(BUILDING)", told(building)),
    ]);
    calls
}
