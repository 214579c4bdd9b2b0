//! How much light terminals received: lists within objects by device and interface.

use isp_client_core::decode::json;
use isp_client_core::time::LocalDateTime;
use isp_client_core::{Error, Response, lenient, record};
use rust_decimal::Decimal;
use serde::de::Deserializer;
use serde_json::Value;

use crate::DeviceId;
use crate::envelope::is_nothing;
use crate::read::{self, Payload, Read, unexpected};

/// How much light the terminals of a passive optical network received, sorted by the keys of the answer.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PonLevels {
    /// By device and interface.
    pub ifaces: Vec<PonIface>,
}

/// The levels of one interface.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PonIface {
    /// The OLT.
    pub device_id: DeviceId,
    /// The interface, by its key in the answer.
    pub iface: String,
    /// The levels.
    pub levels: Vec<PonLevel>,
}

record! {
    /// How much light was received for a while.
    ///
    /// *Source:* two public scripts for sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct PonLevel {
        /// From when on.
        pub date_from: Option<LocalDateTime> = "date_from" => lenient::opt_date_time,
        /// Until when.
        pub date_to: Option<LocalDateTime> = "date_to" => lenient::opt_date_time,
        /// In dBm.
        pub level: Option<Decimal> = "level" => lenient::opt_money,
    }
}
read::unkeyed!(PonLevel);

impl Read for PonLevels {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let shape = || unexpected(response, "the levels do not stand under device and interface");
        let mut levels = Self::default();
        let devices = match Payload::read(response)?.data_or_rest() {
            Some(Value::Object(devices)) => devices,
            None => return Ok(levels),
            Some(data) if is_nothing(&data) => return Ok(levels),
            Some(_) => return Err(shape()),
        };
        for (device, ifaces) in devices {
            let device_id = device.parse().map_err(|_| shape())?;
            let ifaces: Vec<(String, Value)> = match ifaces {
                Value::Object(ifaces) => ifaces.into_iter().collect(),
                Value::Array(ifaces) => {
                    ifaces.into_iter().enumerate().map(|(at, rows)| (at.to_string(), rows)).collect()
                }
                nothing if is_nothing(&nothing) => continue,
                _ => return Err(shape()),
            };
            for (iface, rows) in ifaces {
                let within = format!("data.{device_id}.{iface}");
                let Rows(rows) = json::from_value(rows, &within).map_err(|fault| response.fault(fault))?;
                levels.ifaces.push(PonIface { device_id, iface, levels: rows });
            }
        }
        Ok(levels)
    }
}

struct Rows(Vec<PonLevel>);

impl<'de> serde::Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::list(deserializer).map(Self)
    }
}
