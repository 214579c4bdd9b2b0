//! VLANs (`vlan`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! erp.vlan().add(1042, "Lenina 1").comment("since spring").await?;
//! let with_devices = erp.vlan().get_list().vid(1042).await?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::num::{ParseIntError, TryFromIntError};
use std::str::FromStr;

use isp_client_core::record;
use serde_json::Value;

use crate::action::actions;
use crate::argument::{Argument, Given};
use crate::{Done, Text, read};

actions! {
    "vlan";

    /// Adds a VLAN.
    ///
    /// A client of a sibling product reads a number `id` beside the status; whether it is the number of the VLAN or
    /// another one is not known, so it stays in [`Done::extra`].
    once Add = add(vid: VlanId, name: text) {
        /// A comment.
        comment: any_text,
    } -> Done, observed;

    /// Deletes a VLAN.
    replay Delete = delete(vid: VlanId) {} -> Done, observed;

    /// Changes a VLAN. What is not set stays as it is.
    replay Edit = edit(vid: VlanId) {
        /// The name.
        name: text,
        /// A comment.
        comment: any_text,
    } -> Done, observed;

    /// The VLANs: all, or one with its devices and ports.
    read GetList = get_list() {
        /// Only this one, with the devices and ports that have it.
        vid: VlanId,
    } -> Vec<Vlan>, observed, big;
}

/// The number of a VLAN. That it is from 1 to 4094 is checked when it is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VlanId(u16);

impl VlanId {
    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl From<u16> for VlanId {
    fn from(id: u16) -> Self {
        Self(id)
    }
}

impl TryFrom<u64> for VlanId {
    type Error = TryFromIntError;

    fn try_from(id: u64) -> Result<Self, Self::Error> {
        u16::try_from(id).map(Self)
    }
}

impl TryFrom<i64> for VlanId {
    type Error = TryFromIntError;

    fn try_from(id: i64) -> Result<Self, Self::Error> {
        u16::try_from(id).map(Self)
    }
}

impl FromStr for VlanId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for VlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Argument for VlanId {
    fn given(self) -> Given {
        if matches!(self.0, 1..=4094) {
            self.0.given()
        } else {
            Given::Refused("must be from 1 to 4094".into())
        }
    }
}

record! {
    /// A VLAN.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Vlan {
        /// Its number.
        pub vid: VlanId = "vid" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The devices and ports that have it, if one VLAN was asked for. Their form is not documented.
        pub devices: Option<Value> = "devices" => read::as_it_came,
    }
}

/// The key that a VLAN stands under may be another number than its own.
impl read::Row for Vlan {
    fn lacks(&self) -> Option<&'static str> {
        (self.vid == VlanId::default()).then_some("vid")
    }
}
