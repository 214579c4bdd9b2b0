//! What is known of addresses.

use isp_client_core::{lenient, record};
use serde_json::Value;

use super::shapes;
use crate::read::{self, AdditionalValue, Point};
use crate::{
    AddressUnitId, AreaId, BuildingId, BuildingTypeId, CityId, DistrictId, EmployeeId, LevelId,
    LocalityAliasId, LocalityTypeId, MarkId, ProvinceId, StreetId, Text,
};

record! {
    /// A kind of address unit.
    ///
    /// *Source:* models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct LocalityType {
        /// The id.
        pub id: LocalityTypeId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// A word for programs.
        pub token: Option<Text> = "token" => read::text,
        /// What stands before the name of a unit.
        pub prefix: Option<Text> = "prefix" => read::text,
        /// What stands after the name of a unit.
        pub postfix: Option<Text> = "postfix" => read::text,
        /// The place among the kinds.
        pub order: Option<i64> = "order" => lenient::opt_number,
    }
}

record! {
    /// An alias.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct LocalityAlias {
        /// The id.
        pub id: LocalityAliasId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// A word for programs.
        pub token: Option<Text> = "token" => read::text,
    }
}

record! {
    /// A unit of the tree of addresses.
    ///
    /// *Source:* models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct AddressUnit {
        /// The id.
        pub id: AddressUnitId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The whole address.
        pub full_name: Option<Text> = "full_name" => read::text,
        /// Its kind.
        pub locality_type_id: Option<LocalityTypeId> = "locality_type_id" => read::opt_id,
        /// The unit that it lies in.
        pub parent_id: Option<AddressUnitId> = "parent_id" => read::opt_id,
        /// All units that it lies in.
        pub parent_ids: Vec<AddressUnitId> = "parent_ids" => read::ids,
        /// The building, if it is a house.
        pub building_id: Option<BuildingId> = "building_id" => read::opt_id,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
    }
}

/// The levels above houses, whose records differ in their ids only.
macro_rules! places {
    ($(
        $(#[$doc:meta])*
        $name:ident of $id:ident { $( $(#[$more_doc:meta])* $more:ident : $type:ty = $wire:literal => $read:path, )* }
    )+) => {
        $( record! {
            $(#[$doc])*
            ///
            /// *Source:* models of clients of sibling products.
            #[derive(Debug, Clone, Default, PartialEq)]
            pub struct $name {
                /// The id.
                pub id: $id = "id" => read::id,
                /// The name.
                pub name: Option<Text> = "name" => read::text,
                /// The unit that it lies in.
                pub parent_id: Option<AddressUnitId> = "parent_id" => read::opt_id,
                /// All units that it lies in.
                pub parent_ids: Vec<AddressUnitId> = "parent_ids" => read::ids,
                /// Its kind.
                pub locality_type_id: Option<LocalityTypeId> = "locality_type_id" => read::opt_id,
                $( $(#[$more_doc])* pub $more: $type = $wire => $read, )*
            }
        } )+
        read::keyed! { $( $name, id = "id"; )+ }
    };
}
places! {
    /// A province.
    Province of ProvinceId {}
    /// A district.
    District of DistrictId {}
    /// A city or another settlement.
    City of CityId {
        /// Where it lies, as it came. Seen was an object with `type` and `coordinates`, like a geometry of GeoJSON.
        coordinates: Option<Value> = "coordinates" => read::as_it_came,
    }
    /// A district inside a city.
    Area of AreaId {}
    /// A street.
    Street of StreetId {}
}

record! {
    /// A house.
    ///
    /// *Source:* a captured answer of a sibling product, and the models of several clients.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct House {
        /// The unit of the address.
        pub id: AddressUnitId = "id" => read::id,
        /// The building: what other categories call `house_id`.
        pub building_id: Option<BuildingId> = "building_id" => read::opt_id,
        /// The number.
        pub name: Option<Text> = "name" => read::text,
        /// The whole address.
        pub full_name: Option<Text> = "full_name" => read::text,
        /// The unit that it lies in.
        pub parent_id: Option<AddressUnitId> = "parent_id" => read::opt_id,
        /// All units that it lies in.
        pub parent_ids: Vec<AddressUnitId> = "parent_ids" => read::ids,
        /// The kind of building.
        pub type_id: Option<BuildingTypeId> = "type_id" => read::opt_id,
        /// By its name, how many floors.
        pub floor: Option<u32> = "floor" => lenient::opt_number,
        /// By its name, how many entrances.
        pub entrance: Option<u32> = "entrance" => lenient::opt_number,
        /// By its name, how many flats.
        pub apart: Option<u32> = "apart" => lenient::opt_number,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// Another comment; what it is about is not known.
        pub exit_comment: Option<Text> = "exit_comment" => read::text,
        /// A comment for tasks.
        pub task_comment: Option<Text> = "task_comment" => read::text,
        /// The corners of the building.
        pub coordinates: Vec<Point> = "coordinates" => read::points,
        /// Whether it is not in use.
        pub is_not_use: Option<bool> = "is_not_use" => lenient::opt_flag,
        /// Whether maps show it.
        pub is_show_on_map: Option<bool> = "is_show_on_map" => lenient::opt_flag,
        /// Who looks after it.
        pub manager_employee_id: Option<EmployeeId> = "manager_employee_id" => read::opt_id,
        /// The owners, as they came: what an owner looks like here is not known.
        pub owners: Option<Value> = "owners" => read::as_it_came,
        /// Marks.
        pub mark: Vec<MarkId> = "mark" => read::ids,
        /// When tasks are done there, as it came.
        pub task_interval: Option<Value> = "taskInterval" => read::as_it_came,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
    }
}

record! {
    /// The floors and entrances of a building.
    ///
    /// *Source:* the model of one client of a sibling product, which does not tell how `structure` is nested.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct BuildingStructure {
        /// How many entrances.
        pub entrance_count: Option<u32> = "entrance_count" => lenient::opt_number,
        /// How many floors.
        pub level_count: Option<u32> = "level_count" => lenient::opt_number,
        /// The structure, as it came.
        pub structure: Option<Value> = "structure" => read::as_it_came,
    }
}

impl BuildingStructure {
    /// What `structure` holds, at whatever depth: all objects that say where in a building they are.
    pub fn items(&self) -> Vec<StructureItem> {
        let mut items = Vec::new();
        self.structure.iter().for_each(|value| shapes::collect_items(&mut items, value));
        items
    }
}

record! {
    /// A part of a building.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct StructureItem {
        /// The kind of floor.
        pub level_id: Option<LevelId> = "level_id" => read::opt_id,
        /// The entrance.
        pub entrance_id: Option<u64> = "entrance_id" => lenient::opt_number,
        /// The place.
        pub position: Option<i64> = "position" => lenient::opt_number,
        /// What is written on it.
        pub caption: Option<Text> = "caption" => read::text,
    }
}

record! {
    /// A kind of floor.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Level {
        /// The id.
        pub id: LevelId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The place among the kinds.
        pub position: Option<i64> = "position" => lenient::opt_number,
        /// Whether it is the default.
        pub is_default: Option<bool> = "is_default" => lenient::opt_flag,
        /// The colour.
        pub color: Option<Text> = "color" => read::text,
    }
}

read::keyed! {
    AddressUnit, id = "id";
    House, id = "id";
    Level, id = "id";
    LocalityAlias, id = "id";
    LocalityType, id = "id";
}
read::unkeyed!(BuildingStructure);
