//! The accounts that items are booked on.

use std::fmt;
use std::str::FromStr;

use isp_client_core::{Error, lenient};
use serde::de::{Deserializer, Error as _};

use crate::argument::{Argument, Given};
use crate::{BuildingId, CableLineId, CustomerId, EmployeeId, NodeId, StorageId, TaskId, TraderId};

/// Who an [`Account`] belongs to: its first three digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountType(u16);

impl AccountType {
    /// A supplier.
    pub const TRADER: Self = Self(101);
    /// A warehouse.
    pub const STORAGE: Self = Self(204);
    /// A customer.
    pub const CUSTOMER: Self = Self(205);
    /// A node.
    pub const NODE: Self = Self(206);
    /// A cable line.
    pub const CABLE_LINE: Self = Self(210);
    /// A task.
    pub const TASK: Self = Self(212);
    /// A building.
    pub const BUILDING: Self = Self(213);
    /// An employee.
    pub const EMPLOYEE: Self = Self(215);
    /// Items that were written off.
    pub const WRITTEN_OFF: Self = Self(900);

    /// A type by its number, of those above or not.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input): more than 999.
    pub fn new(number: u16) -> Result<Self, Error> {
        if number > 999 {
            Err(Error::input("account", "has a type of at most 999"))
        } else {
            Ok(Self(number))
        }
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// What an owner has items for: the fourth and fifth digit of an [`Account`]. An installation may have more of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubAccount(u8);

impl SubAccount {
    /// Held for long.
    pub const LONG_TERM: Self = Self(1);
    /// Held for a short time.
    pub const SHORT_TERM: Self = Self(2);
    /// Items in general (ТМЦ).
    pub const INVENTORY: Self = Self(3);
    /// Rented.
    pub const RENT: Self = Self(8);
    /// Sold.
    pub const SOLD: Self = Self(9);

    /// A sub-account by its number: one of the installation's own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input): more than 99.
    pub fn new(number: u8) -> Result<Self, Error> {
        if number > 99 {
            Err(Error::input("account", "has a sub-account of at most 99"))
        } else {
            Ok(Self(number))
        }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// An account of the warehouse: 12 digits, of which three are the type of its owner, two the sub-account, and seven the
/// id of the object.
///
/// ```
/// use kubalink_client::inventory::{Account, AccountType, SubAccount};
///
/// let account = Account::customer(42, SubAccount::RENT)?;
/// assert_eq!(account.to_string(), "205080000042");
///
/// let account: Account = "204030000012".parse()?;
/// assert_eq!((account.kind(), account.object()), (AccountType::STORAGE, 12));
/// # Ok::<(), kubalink_client::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    kind: AccountType,
    sub: SubAccount,
    object: u64,
}

const MOST: u64 = 9_999_999;

impl Account {
    /// An account of its parts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input): an object id of more than seven digits.
    pub fn new(kind: AccountType, sub: SubAccount, object: u64) -> Result<Self, Error> {
        if object > MOST {
            return Err(Error::input("account", "has an object id of at most seven digits"));
        }
        Ok(Self { kind, sub, object })
    }

    /// Of items that were written off. What the object is, is not documented.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input): an object id of more than seven digits.
    pub fn written_off(object: u64, sub: SubAccount) -> Result<Self, Error> {
        Self::new(AccountType::WRITTEN_OFF, sub, object)
    }

    fn of_somebody(kind: AccountType, sub: SubAccount, object: u64) -> Result<Self, Error> {
        if object == 0 {
            Err(Error::input("account", "must not be of the object 0"))
        } else {
            Self::new(kind, sub, object)
        }
    }

    /// Who it belongs to.
    pub const fn kind(self) -> AccountType {
        self.kind
    }

    /// What for.
    pub const fn sub_account(self) -> SubAccount {
        self.sub
    }

    /// The id of its owner, of the kind that [`kind`](Self::kind) says.
    pub const fn object(self) -> u64 {
        self.object
    }

    /// Of the three numbers that records carry.
    pub(super) fn of_parts(kind: Option<u16>, sub: Option<u8>, object: Option<u64>) -> Option<Self> {
        Self::new(AccountType::new(kind?).ok()?, SubAccount::new(sub?).ok()?, object?).ok()
    }
}

macro_rules! owners {
    ($( $(#[$doc:meta])* $name:ident($id:ident) = $kind:ident; )+) => {
        impl Account {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                ///
                /// [`ErrorKind::Input`](crate::ErrorKind::Input): the id is 0, or has more than seven digits.
                pub fn $name(id: impl Into<$id>, sub: SubAccount) -> Result<Self, Error> {
                    Self::of_somebody(AccountType::$kind, sub, id.into().get())
                }
            )+
        }
    };
}
owners! {
    /// Of a supplier.
    trader(TraderId) = TRADER;
    /// Of a warehouse. A client of a sibling product uses [`SubAccount::INVENTORY`] with it.
    storage(StorageId) = STORAGE;
    /// Of a customer.
    customer(CustomerId) = CUSTOMER;
    /// Of a node.
    node(NodeId) = NODE;
    /// Of a cable line.
    cable_line(CableLineId) = CABLE_LINE;
    /// Of a task.
    task(TaskId) = TASK;
    /// Of a building.
    building(BuildingId) = BUILDING;
    /// Of an employee.
    employee(EmployeeId) = EMPLOYEE;
}

/// Exactly 12 digits.
impl FromStr for Account {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::input("account", "must be 12 digits");
        if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let (kind, rest) = text.split_at(3);
        let (sub, object) = rest.split_at(2);
        Ok(Self {
            kind: AccountType(kind.parse().map_err(|_| wrong())?),
            sub: SubAccount(sub.parse().map_err(|_| wrong())?),
            object: object.parse().map_err(|_| wrong())?,
        })
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}{:02}{:07}", self.kind.0, self.sub.0, self.object)
    }
}

impl Argument for Account {
    fn given(self) -> Given {
        Given::plain(self.to_string())
    }
}

/// An account of an answer.
pub(super) fn opt_account<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Account>, D::Error> {
    let Some(text) = lenient::opt_text(deserializer)? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| D::Error::custom("expected an account of 12 digits"))
}
