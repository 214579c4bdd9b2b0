//! The ids: numbers that cannot be taken for one another.

use crate::argument::{Argument, Given};

macro_rules! ids {
    ($( $(#[$doc:meta])* $name:ident; )+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The number.
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl From<u64> for $name {
            fn from(id: u64) -> Self {
                Self(id)
            }
        }

        impl From<$name> for u64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = ::std::num::TryFromIntError;

            fn try_from(id: i64) -> Result<Self, Self::Error> {
                u64::try_from(id).map(Self)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u64(self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                ::isp_client_core::lenient::number(deserializer)
            }
        }

        impl Argument for $name {
            fn given(self) -> Given {
                if self.0 == 0 { Given::Refused(ZERO.into()) } else { Given::plain(self.0.to_string()) }
            }
        }

        crate::read::id!($name);
    )+};
}

macro_rules! text_ids {
    ($( $(#[$doc:meta])* $name:ident; )+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// `0` is no id: servers write it for none.
        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                match id.trim() {
                    "0" => Self::default(),
                    id => Self(id.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                id.as_str().into()
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        /// Some servers use numbers.
        impl From<u64> for $name {
            fn from(id: u64) -> Self {
                id.to_string().into()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::read::text_id(deserializer)
            }
        }

        impl Argument for $name {
            fn given(self) -> Given {
                if self.0.is_empty() { Given::Refused("must not be empty or 0".into()) } else { Given::plain(self.0) }
            }
        }

        crate::read::id!($name);
    )+};
}

/// What KubaLink answers for "none" must not come back as somebody's id.
const ZERO: &str = "must not be 0, which is nobody's id";

ids! {
    /// A unit of the tree of addresses: province, city, street, house. A house has a [`BuildingId`] too.
    AddressUnitId;
    /// A kind of address unit.
    LocalityTypeId;
    /// An alias, as `address.get_alias` lists them.
    LocalityAliasId;
    /// A province (область).
    ProvinceId;
    /// A district (район).
    DistrictId;
    /// A city or another settlement.
    CityId;
    /// A district inside a city.
    AreaId;
    /// A street.
    StreetId;
    /// A building. Most of the vendor's pages call it `house_id`; it is not the [`AddressUnitId`] of the house.
    BuildingId;
    /// A house, where the vendor's page does not say which of its two ids is meant. An [`AddressUnitId`] and a
    /// [`BuildingId`] become one; back it goes by its number only, once you know which your server means.
    UnitOrBuildingId;
    /// A kind of building.
    BuildingTypeId;
    /// A kind of floor.
    LevelId;
    /// An additional field.
    FieldId;
    /// An advertising campaign.
    AdvertId;
    /// A billing.
    BillingId;
    /// A cable route.
    CableRouteId;
    /// A duct of a cable route.
    DuctId;
    /// What a cable route begins or ends at: a customer, a building or a node.
    RouteEndId;
    /// A phone call.
    CallId;
    /// A customer (абонент).
    CustomerId;
    /// A group of customers.
    CustomerGroupId;
    /// A message from or to a customer.
    MessageId;
    /// A mark (метка), of any kind of object.
    MarkId;
    /// A CWDM multiplexer.
    CwdmId;
    /// A connection between two objects.
    ConnectId;
    /// A device (оборудование).
    DeviceId;
    /// An employee (сотрудник).
    EmployeeId;
    /// A division (подразделение).
    DivisionId;
    /// A kind of action in the history of employees.
    HistoryTypeId;
    /// A cable line (кабельная линия), which the vendor calls `fiber`.
    CableLineId;
    /// A single fiber of a cable line.
    FiberId;
    /// A kind of cable line.
    CableLineTypeId;
    /// A brand of cable.
    CableTypeId;
    /// An item of the warehouse (ТМЦ).
    InventoryId;
    /// The name of an item, in the catalogue.
    InventoryCatalogId;
    /// A section of the catalogue.
    InventorySectionId;
    /// A warehouse.
    StorageId;
    /// An operation of the warehouse.
    OperationId;
    /// A physical key.
    KeyId;
    /// A coverage map.
    MapId;
    /// A node, closure, pole or manhole.
    NodeId;
    /// An icon of a node.
    IconId;
    /// A chapter of the notepad.
    ChapterId;
    /// A note of the notepad.
    NoteId;
    /// A field of the notes of a chapter.
    NoteFieldId;
    /// An owner of objects.
    OwnerId;
    /// An additional service.
    ServiceId;
    /// A setting.
    SettingId;
    /// A text message.
    SmsId;
    /// A splitter.
    SplitterId;
    /// A tariff.
    TariffId;
    /// A group of tariffs.
    TariffGroupId;
    /// A task (задание).
    TaskId;
    /// A kind of task.
    TaskTypeId;
    /// A group of kinds of tasks.
    TaskTypeGroupId;
    /// A state of a task.
    TaskStateId;
    /// A comment to a task.
    CommentId;
    /// An item of a task's checklist.
    ChecklistItemId;
    /// A supplier.
    TraderId;
    /// A vehicle.
    VehicleId;
}

text_ids! {
    /// An attached file.
    FileId;
    /// A cross (ODF, кросс).
    CrossId;
    /// A GPS tracker: its id or its IMEI.
    TrackerId;
    /// A label on the map.
    LabelId;
    /// A polygon on the map.
    PolygonId;
    /// A label or polygon on the map.
    MapObjectId;
}

impl From<LabelId> for MapObjectId {
    fn from(id: LabelId) -> Self {
        Self(id.0)
    }
}

impl From<PolygonId> for MapObjectId {
    fn from(id: PolygonId) -> Self {
        Self(id.0)
    }
}
