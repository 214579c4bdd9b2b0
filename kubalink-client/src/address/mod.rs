//! Addresses (адреса, `address`): provinces, districts, cities, areas, streets, houses, and the tree of units that they
//! all are.
//!
//! A house has two ids. The [`AddressUnitId`] is its place in the tree, and `id` of a [`House`]. The [`BuildingId`] is
//! `building_id` of a [`House`], and what other categories call `house_id`.
//!
//! The vendor's page of `owner_remove` only points to `owner.unbind_building`; it is no action.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! let address = erp.address();
//! for house in address.get_house().building_id([13225, 13226]).await? {
//!     println!("{} {:?}", house.id, house.full_name);
//! }
//! // A whole city, one house in memory.
//! let mut houses = address.get_house().city_id([7]).stream();
//! while let Some(house) = houses.next().await {
//!     let house = house?;
//!     println!("{} {:?}", house.id, house.building_id);
//! }
//! # Ok(())
//! # }
//! ```

mod records;
mod shapes;
mod words;

use isp_client_core::Error;

pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::draft::Draft;
use crate::{
    AddressUnitId, AreaId, BuildingId, BuildingTypeId, CityId, Color, DistrictId, Done, LevelId,
    LocalityTypeId, MarkId, ProvinceId, StreetId, UnitOrBuildingId,
};

actions! {
    "address";

    /// Adds a kind of address unit.
    once AddLocalityType = add_locality_type(name: text, token: text) {} -> LocalityTypeId, observed;

    /// Changes a kind of address unit.
    replay EditLocalityType = edit_locality_type(id: LocalityTypeId) {
        /// The name.
        name: text,
        /// The word for programs.
        token: text,
    } -> Done, observed;

    /// The kinds of address units: all, or those that fit.
    read GetLocalityType = get_locality_type() {
        /// The one with this word.
        token: text,
    } -> Vec<LocalityType>, observed;

    /// The aliases.
    read GetAlias = get_alias() {} -> Vec<LocalityAlias>, observed;

    /// Adds a unit of the tree.
    once AddAddress = add_address(locality_type_id: LocalityTypeId, name: text) {
        /// The unit that it lies in.
        parent_id: AddressUnitId,
    } -> AddressUnitId, observed;

    /// The units of the tree that fit. At least one condition must be given.
    read Get = get() {
        /// Whether hidden units are left out.
        is_disable_hidden: flag,
    } any_of("condition") {
        /// Only these.
        id: [AddressUnitId],
        /// Only those of these kinds.
        locality_type_id: [LocalityTypeId],
        /// Only those that lie in these.
        parent_id: [AddressUnitId],
    } -> Vec<AddressUnit>, observed, big, parts(id);

    /// Changes a unit of the tree.
    replay EditAddress = edit_address(id: AddressUnitId) {
        /// The colour of its polygon on maps.
        map_color: Color,
    } -> Done, observed;

    /// Adds a province.
    once AddProvince = add_province(name: text) {} -> ProvinceId, in_part;

    /// Changes a province.
    replay EditProvince = edit_province(id: ProvinceId) {
        /// The name.
        name: text,
    } -> Done, observed;

    /// Deletes a province.
    replay DelProvince = del_province(id: ProvinceId) {} -> Done, observed;

    /// The provinces: all, or those that fit.
    read GetProvince = get_province() {
        /// Only these.
        id: [ProvinceId],
    } -> Vec<Province>, observed;

    /// Adds a district.
    once AddDistrict = add_district(name: text) {} -> DistrictId, observed;

    /// Changes a district.
    replay EditDistrict = edit_district(id: DistrictId) {
        /// The name.
        name: text,
    } -> Done, observed;

    /// Deletes a district.
    replay DelDistrict = del_district(id: DistrictId) {} -> Done, observed;

    /// The districts: all, or those that fit.
    read GetDistrict = get_district() {
        /// Only these.
        id: [DistrictId],
    } -> Vec<District>, observed;

    /// Adds a city or another settlement.
    once AddCity = add_city(name: text) {
        /// The province that it lies in.
        province_id: ProvinceId,
        /// The district that it lies in.
        district_id: DistrictId,
    } -> CityId, in_part;

    /// The cities and other settlements: all, or those that fit.
    read GetCity = get_city() {
        /// Only these.
        id: [CityId],
        /// Only those of these districts.
        district_id: [DistrictId],
        /// Only those of these provinces.
        province_id: [ProvinceId],
        /// Whether hidden ones are left out.
        is_disable_hidden: flag,
    } -> Vec<City>, observed;

    /// Changes a city.
    replay EditCity = edit_city(id: CityId) {
        /// The name.
        name: text,
        /// The province that it lies in.
        province_id: ProvinceId,
        /// The district that it lies in.
        district_id: DistrictId,
    } -> Done, observed;

    /// Deletes a city.
    replay DelCity = del_city(id: CityId) {} -> Done, observed;

    /// Adds a district inside a city.
    once AddArea = add_area(city_id: CityId, name: text) {} -> AreaId, in_part;

    /// The districts inside cities: all, or those that fit.
    read GetArea = get_area() {
        /// Only these.
        id: [AreaId],
        /// Only those of these cities.
        city_id: [CityId],
        /// Whether hidden ones are left out.
        is_disable_hidden: flag,
    } -> Vec<Area>, observed;

    /// Changes a district inside a city.
    replay EditArea = edit_area(id: AreaId) {
        /// The city that it lies in.
        city_id: CityId,
        /// The name.
        name: text,
    } -> Done, observed;

    /// Deletes a district inside a city.
    replay DelArea = del_area(id: AreaId) {} -> Done, observed;

    /// Adds a street.
    once AddStreet = add_street(city_id: CityId, name: text) {
        /// The district inside the city.
        area_id: AreaId,
    } -> StreetId, in_part;

    /// The streets: all, or those that fit.
    read GetStreet = get_street() {
        /// Only these.
        id: [StreetId],
        /// Only those of these cities.
        city_id: [CityId],
        /// Only those of these districts inside cities.
        area_id: [AreaId],
        /// Whether hidden ones are left out.
        is_disable_hidden: flag,
    } -> Vec<Street>, observed, big;

    /// Changes a street.
    replay EditStreet = edit_street(id: StreetId) {
        /// The city that it lies in.
        city_id: CityId,
        /// The name.
        name: text,
        /// The district inside the city.
        area_id: AreaId,
    } -> Done, observed;

    /// Deletes a street.
    replay DelStreet = del_street(id: StreetId) {} -> Done, observed;

    /// Adds a house. Its block must be said, and may be empty.
    ///
    /// Which id of the house comes back is not documented.
    once AddHouse = add_house(city_id: CityId, street_id: StreetId, number: text, block: any_text) {
        /// The district inside the city.
        area_id: AreaId,
        /// How many flats.
        apart_count: u32,
        /// A comment.
        comment: any_text,
        /// How many entrances.
        entrance_count: u32,
        /// How many floors.
        level_count: u32,
        /// A comment for tasks.
        task_comment: any_text,
        /// The kind of building.
        type_id: BuildingTypeId,
    } -> UnitOrBuildingId, observed;

    /// Puts a mark on a house.
    once AddHouseMark = add_house_mark(house_id: BuildingId, mark_id: MarkId) {} -> Done, observed;

    /// Deletes a house. Which of its ids the server wants is not documented.
    replay DelHouse = del_house(id: UnitOrBuildingId) {} -> Done, observed;

    /// Takes a mark from a house.
    replay DeleteHouseMark = delete_house_mark(house_id: BuildingId, mark_id: MarkId) {} -> Done, observed;

    /// Sets the outline of a building. `id` is that of the building. How `coord` is written is not documented.
    replay EditBuildingCoord = edit_building_coord(id: BuildingId, coord: text) {} -> Done, observed;

    /// The floors and entrances of a building. `id` is that of the building.
    read GetBuildingStructure = get_building_structure(id: BuildingId) {}
        -> Option<BuildingStructure>, observed;

    /// Sets the floors of a building. `id` is that of the building.
    replay EditBuildingStructure = edit_building_structure(id: BuildingId) {
        /// The kinds of its floors, in their order.
        level_list: [LevelId],
    } -> Done, observed;

    /// Changes a house. What is not set stays as it is.
    replay EditHouse = edit_house(building_id: BuildingId) {
        /// The district inside the city.
        area_id: AreaId,
        /// How many flats.
        apart_count: u32,
        /// The city.
        city_id: CityId,
        /// A comment.
        comment: any_text,
        /// How many entrances.
        entrance_count: u32,
        /// Whether it is not connected.
        is_not_connected: flag,
        /// How many floors.
        level_count: u32,
        /// The number.
        number: text,
        /// The street.
        street_id: StreetId,
        /// A comment for tasks.
        task_comment: any_text,
        /// When tasks are done there.
        task_interval: TaskWeek,
        /// The kind of building.
        type_id: BuildingTypeId,
    } -> Done, observed;

    /// The houses: all, or those that fit.
    read GetHouse = get_house() {
        /// Only these, by their units.
        id: [AddressUnitId],
        /// Only these, by their buildings.
        building_id: [BuildingId],
        /// Only those of these cities.
        city_id: [CityId],
        /// Only those of these districts inside cities.
        area_id: [AreaId],
        /// Only those of these streets.
        street_id: [StreetId],
        /// Whether hidden ones are left out.
        is_disable_hidden: flag,
        /// Only those with this mark.
        mark_id: MarkId,
        /// Only those with this whole address, written as the installation's template has it.
        name: text,
        /// How many at the most.
        limit: u32,
        /// Whether a part of the name is enough.
        is_like: flag,
    } -> Vec<House>, observed, big, parts(building_id);

    /// The kinds of floors.
    read GetLevel = get_level() {} -> Vec<Level>, observed;

    /// Moves what belongs to a building to another one.
    ///
    /// `Replay`: after the first time nothing is left to move.
    replay MoveChildObject = move_child_object(src_building_id: BuildingId, dst_building_id: BuildingId) {}
        -> Done, observed, check(not_into_itself);
}

fn not_into_itself(draft: &Draft) -> Result<(), Error> {
    if draft.text_of("src_building_id") == draft.text_of("dst_building_id") {
        return Err(Error::input("dst_building_id", "must be another building than src_building_id"));
    }
    Ok(())
}
