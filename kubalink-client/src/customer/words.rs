//! What the parameters of customers can be.

use std::net::Ipv4Addr;

use isp_client_core::open_enum;

use crate::argument::{Argument, Given};
use crate::customer::CustomerState;
use crate::values::argument_enum;
use crate::{EmployeeId, Mac};

open_enum! {
    /// What a customer is looked for by.
    pub enum CustomerKey {
        /// The personal account.
        Account = "account",
        /// The id in the billing, as text.
        BillingUid = "billing_uid",
        /// The id in the billing.
        Codeti = "codeti",
        /// The number of the contract.
        DogNumber = "dognumber",
        /// An IP address.
        Ip = "ip",
        /// The login.
        Login = "login",
        /// A MAC address.
        Mac = "mac",
        /// An e-mail address.
        Mail = "mail",
        /// A phone number.
        Phone = "phone",
    }
}

open_enum! {
    /// What counts as active.
    pub enum ActivityCounter {
        /// The network.
        Net = "net",
        /// The internet.
        Internet = "internet",
        /// The personal area.
        PersonalArea = "personal_area",
    }
}
argument_enum!(ActivityCounter, CustomerKey, CustomerState);

/// Which addresses of a customer are taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IpToDelete {
    /// This one.
    Address(Ipv4Addr),
    /// The entries that have no IP address, only a MAC address.
    WithoutIp,
    /// All.
    All,
}

impl From<Ipv4Addr> for IpToDelete {
    fn from(address: Ipv4Addr) -> Self {
        Self::Address(address)
    }
}

impl Argument for IpToDelete {
    fn given(self) -> Given {
        match self {
            Self::Address(address) => address.given(),
            Self::WithoutIp => Given::plain("-1"),
            Self::All => Given::plain("all"),
        }
    }
}

/// Who looks after a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Manager {
    /// Nobody.
    Nobody,
    /// This employee.
    Employee(EmployeeId),
}

impl From<EmployeeId> for Manager {
    fn from(id: EmployeeId) -> Self {
        Self::Employee(id)
    }
}

impl From<u64> for Manager {
    fn from(id: u64) -> Self {
        Self::Employee(id.into())
    }
}

impl Argument for Manager {
    fn given(self) -> Given {
        match self {
            Self::Nobody => Given::plain("0"),
            Self::Employee(id) => id.given(),
        }
    }
}

/// How many bits of an address are those of its network: `24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MaskLength(u8);

impl From<u8> for MaskLength {
    fn from(bits: u8) -> Self {
        Self(bits)
    }
}

impl Argument for MaskLength {
    fn given(self) -> Given {
        if self.0 > 32 { Given::Refused("must be at most 32".into()) } else { self.0.given() }
    }
}

/// A MAC address for the one action whose page prints it with colons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MacWithColons(Mac);

impl From<Mac> for MacWithColons {
    fn from(mac: Mac) -> Self {
        Self(mac)
    }
}

impl Argument for MacWithColons {
    fn given(self) -> Given {
        Given::plain(self.0.with_colons())
    }
}
