//! `u_auth_log`: when a subscriber was connected.

use std::net::Ipv4Addr;

use isp_client_core::time::UnixTime;
use isp_client_core::{Effect, Evidence, Operation, Parameter, lenient, record};
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer};
use serde_json::Value;

use super::PRODUCT;

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "u_auth_log", Effect::Read, Evidence::InPart, &[Parameter::optional("uid")]);

/// The end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConnectionEnd {
    /// It goes on now (`end` is 0).
    Active,
    /// It ended then.
    At(UnixTime),
}

record! {
    /// One connection of a subscriber.
    ///
    /// *Source:* the vendor's page documents `end`; the other columns are those of the table in 2012, as a hint.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Connection {
        /// Its id.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The subscriber.
        pub uid: Option<u64> = "uid" => lenient::opt_number,
        /// The address, written as an integer.
        pub ip: Option<Ipv4Addr> = "ip" => lenient::opt_ipv4,
        /// The address, written with dots: one of the two is there.
        pub ipa: Option<Ipv4Addr> = "ipa" => lenient::opt_ipv4,
        /// When it began.
        pub start: Option<UnixTime> = "start" => lenient::opt_unix_time,
        /// When it ended; `None` if the server did not say.
        pub end: Option<ConnectionEnd> = "end" => opt_end,
        /// For administrators: `mod=…;user=…;nas=…`.
        pub properties: Option<String> = "properties" => lenient::opt_text,
    }
}

impl Connection {
    /// The address, in whichever of the two columns it came.
    pub fn address(&self) -> Option<Ipv4Addr> {
        self.ip.or(self.ipa)
    }

    /// Whether it goes on now.
    pub fn is_active(&self) -> bool {
        self.end == Some(ConnectionEnd::Active)
    }
}

/// 0 and empty text are the same; `null` says nothing.
fn opt_end<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ConnectionEnd>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    if value.as_str().is_some_and(|text| text.trim_ascii().is_empty()) {
        return Ok(Some(ConnectionEnd::Active));
    }
    let seconds: Option<i64> = lenient::opt_number(value).map_err(D::Error::custom)?;
    Ok(seconds.map(|seconds| match seconds {
        0 => ConnectionEnd::Active,
        _ => ConnectionEnd::At(UnixTime::from_seconds(seconds)),
    }))
}
