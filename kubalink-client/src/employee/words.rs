//! What the parameters of employees can be.

use std::num::ParseIntError;
use std::str::FromStr;

use isp_client_core::open_enum;
use rust_decimal::Decimal;

use crate::AddressUnitId;
use crate::argument::{Argument, Given, text};
use crate::values::{argument_enum, key_enum};

open_enum! {
    /// What an employee is looked for by. See [`EmployeeKey::additional_field`] too.
    pub enum EmployeeKey {
        /// The login.
        Login = "login",
        /// The chat in a messenger.
        MessengerChatId = "messenger_chat_id",
        /// The name.
        Name = "name",
    }
}
key_enum!(EmployeeKey, "additional_field_");

/// The addresses that an employee may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccessibleAddress {
    /// This one.
    Unit(AddressUnitId),
    /// All.
    All,
    /// The objects that have no address.
    WithoutAddress,
}

impl From<AddressUnitId> for AccessibleAddress {
    fn from(id: AddressUnitId) -> Self {
        Self::Unit(id)
    }
}

impl From<u64> for AccessibleAddress {
    fn from(id: u64) -> Self {
        Self::Unit(id.into())
    }
}

/// As it is on the wire: `-1` is all, `-2` what has no address.
impl FromStr for AccessibleAddress {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        match text {
            "-1" => Ok(Self::All),
            "-2" => Ok(Self::WithoutAddress),
            id => id.parse().map(Self::Unit),
        }
    }
}

impl Argument for AccessibleAddress {
    fn given(self) -> Given {
        match self {
            Self::Unit(id) => id.given(),
            Self::All => Given::plain("-1"),
            Self::WithoutAddress => Given::plain("-2"),
        }
    }
}

open_enum! {
    /// The place of an employee in a division.
    pub enum PositionType {
        /// The head.
        Head = "head",
        /// The deputy of the head.
        Deputy = "deputy",
        /// One of the staff.
        Worker = "worker",
    }
}

open_enum! {
    /// The kind of time in the timesheet.
    pub enum TimesheetType {
        /// Main time.
        Main = "1",
        /// Overtime.
        Overtime = "2",
        /// Neither (прочее).
        Miscellaneous = "3",
    }
}
argument_enum!(PositionType, TimesheetType);

/// What stands in the timesheet for a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimesheetValue {
    /// So many hours.
    Hours(Decimal),
    /// The letter of a time without work. Which letters there are is the installation's own.
    Letter(String),
    /// Nothing: the entry is deleted.
    Delete,
}

impl From<Decimal> for TimesheetValue {
    fn from(hours: Decimal) -> Self {
        Self::Hours(hours)
    }
}

impl Argument for TimesheetValue {
    fn given(self) -> Given {
        match self {
            Self::Hours(hours) if hours.is_sign_negative() || hours > Decimal::from(24) => {
                Given::Refused("must be from 0 to 24 hours".into())
            }
            Self::Hours(hours) => hours.given(),
            Self::Letter(letter) if letter.chars().any(|c| c.is_ascii_digit()) => {
                Given::Refused("must be a letter, not a number of hours".into())
            }
            Self::Letter(letter) => text(letter),
            Self::Delete => Given::plain(""),
        }
    }
}

open_enum! {
    /// Why an employee is away.
    pub enum AbsenceType {
        /// Holidays.
        Vacation = "1",
        /// Sick leave.
        SickLeave = "2",
    }
}

/// What is known of an employee's absence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Absence {
    /// The employee is away for this reason.
    Of(AbsenceType),
    /// Nothing: the entry is deleted.
    Delete,
}

impl From<AbsenceType> for Absence {
    fn from(kind: AbsenceType) -> Self {
        Self::Of(kind)
    }
}

impl Argument for Absence {
    fn given(self) -> Given {
        match self {
            Self::Of(kind) => text(kind.as_str().to_owned()),
            Self::Delete => Given::plain(""),
        }
    }
}
