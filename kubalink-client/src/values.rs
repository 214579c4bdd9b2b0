//! Values of parameters that more than one category takes.

use std::fmt;

use isp_client_core::Error;
use rust_decimal::Decimal;

use crate::argument::{Argument, Given};
use crate::{
    AddressUnitId, AdvertId, BuildingId, CableLineId, CableRouteId, CrossId, CustomerId, CwdmId, DeviceId,
    DuctId, EmployeeId, InventoryCatalogId, InventoryId, KeyId, MapObjectId, NodeId, OwnerId, ServiceId,
    SplitterId, StorageId, TariffId, TaskId, TraderId, VehicleId,
};

/// Makes an open enum a type of parameters.
macro_rules! argument_enum {
    ($($type:ident),+ $(,)?) => {$(
        impl crate::argument::Argument for $type {
            fn given(self) -> crate::argument::Given {
                crate::argument::text(self.as_str().to_owned())
            }
        }
    )+};
}

/// Makes an open enum a type of parameters, in which additional fields stand by their numbers.
macro_rules! key_enum {
    ($type:ident, $field:literal) => {
        impl $type {
            #[doc = concat!("The value of an additional field (`", $field, "<N>`).")]
            pub fn additional_field(field: impl Into<crate::FieldId>) -> Self {
                Self::Other(format!(concat!($field, "{}"), field.into()))
            }
        }

        impl crate::argument::Argument for $type {
            fn given(self) -> crate::argument::Given {
                if self.as_str() == concat!($field, "0") {
                    crate::argument::Given::Refused("must not be of the field 0, which there is not".into())
                } else {
                    crate::argument::text(self.as_str().to_owned())
                }
            }
        }
    };
}
pub(crate) use {argument_enum, key_enum};

/// A MAC address. Sent as 12 hexadecimal digits in upper case, as the vendor's pages want it.
///
/// ```
/// use kubalink_client::Mac;
///
/// let mac: Mac = "00:1a:2B-3c.4d5e".parse()?;
/// assert_eq!(mac.to_string(), "001A2B3C4D5E");
/// # Ok::<(), kubalink_client::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mac([u8; 6]);

impl Mac {
    /// Of its bytes.
    pub const fn new(bytes: [u8; 6]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// With colons between the bytes.
    pub fn with_colons(self) -> String {
        self.0.map(|byte| format!("{byte:02X}")).join(":")
    }
}

/// 12 hexadecimal digits, with colons, dashes or points anywhere between them.
impl std::str::FromStr for Mac {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::input("mac", "must be 12 hexadecimal digits");
        let mut bytes = [0; 6];
        let mut digits = text.trim().chars().filter(|c| !matches!(c, ':' | '-' | '.'));
        for byte in &mut bytes {
            for _ in 0..2 {
                let digit = digits.next().and_then(|c| c.to_digit(16)).ok_or_else(wrong)?;
                *byte = *byte << 4 | u8::try_from(digit).map_err(|_| wrong())?;
            }
        }
        if digits.next().is_some() { Err(wrong()) } else { Ok(Self(bytes)) }
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mac({self})")
    }
}

impl Argument for Mac {
    fn given(self) -> Given {
        Given::plain(self.to_string())
    }
}

/// A place on the map: latitude and longitude in degrees. Sent as one text, `55.763787,37.526115`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Coordinates {
    /// From -90 to 90.
    pub lat: Decimal,
    /// From -180 to 180.
    pub lon: Decimal,
}

impl Coordinates {
    /// A place. That it is on the globe is checked when it is sent.
    pub fn new(lat: impl Into<Decimal>, lon: impl Into<Decimal>) -> Self {
        Self { lat: lat.into(), lon: lon.into() }
    }
}

impl From<(Decimal, Decimal)> for Coordinates {
    fn from((lat, lon): (Decimal, Decimal)) -> Self {
        Self { lat, lon }
    }
}

impl Argument for Coordinates {
    fn given(self) -> Given {
        if self.lat.abs() > Decimal::from(90) || self.lon.abs() > Decimal::from(180) {
            return Given::Refused("must be a latitude of at most 90 and a longitude of at most 180".into());
        }
        Given::plain(format!("{},{}", self.lat, self.lon))
    }
}

/// A degree of latitude or longitude, where the two are sent apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Degree(Decimal);

impl From<Decimal> for Degree {
    fn from(degree: Decimal) -> Self {
        Self(degree)
    }
}

impl Argument for Degree {
    fn given(self) -> Given {
        if self.0.abs() > Decimal::from(180) {
            return Given::Refused("must be at most 180 degrees".into());
        }
        Given::plain(self.0.to_string())
    }
}

/// A colour of HTML: `#` and three or six hexadecimal digits, or a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Color(String);

impl From<&str> for Color {
    fn from(color: &str) -> Self {
        Self(color.to_owned())
    }
}

impl From<String> for Color {
    fn from(color: String) -> Self {
        Self(color)
    }
}

impl Argument for Color {
    fn given(self) -> Given {
        let digits = self.0.strip_prefix('#');
        let is_color = match digits {
            Some(digits) => {
                matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            }
            None => !self.0.is_empty() && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        };
        if is_color { Given::plain(self.0) } else { Given::Refused("must be a colour of HTML".into()) }
    }
}

/// The id of an object of any kind: a number, or text for files, crosses and objects of the map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectId(String);

macro_rules! object_ids {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for ObjectId {
            fn from(id: $type) -> Self {
                Self(id.to_string())
            }
        }
    )+};
}
object_ids!(
    AddressUnitId,
    AdvertId,
    BuildingId,
    CableLineId,
    CableRouteId,
    CrossId,
    CustomerId,
    CwdmId,
    DeviceId,
    DuctId,
    EmployeeId,
    InventoryCatalogId,
    InventoryId,
    KeyId,
    MapObjectId,
    NodeId,
    OwnerId,
    ServiceId,
    SplitterId,
    StorageId,
    TariffId,
    TaskId,
    TraderId,
    VehicleId,
    u64,
    &str,
    String,
);

impl ObjectId {
    /// The id, or the rule that it breaks. What marks the borders of ids in lists must not stand in one.
    pub(crate) fn checked(self) -> Result<String, &'static str> {
        match self.0.trim() {
            "" => Err("must not be empty"),
            "0" => Err("must not be 0, which is nobody's id"),
            id if id.chars().any(|c| c.is_control() || "|[]".contains(c)) => {
                Err("must be the id of an object")
            }
            id => Ok(id.to_owned()),
        }
    }
}

impl Argument for ObjectId {
    fn given(self) -> Given {
        self.checked().map_or_else(|rule| Given::Refused(rule.into()), Given::plain)
    }
}
