//! Terminals of a passive optical network.

use isp_client_core::time::{LocalDateTime, UnixTime};
use isp_client_core::{lenient, record};
use rust_decimal::Decimal;

use crate::{DeviceId, Mac, Text, read};

record! {
    /// An ONU behind an OLT, as known from the last look at the OLT. Levels in dBm.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct ConnectedOnt {
        /// When it was seen so.
        pub date_info: Option<LocalDateTime> = "date_info" => lenient::opt_date_time,
        /// The MAC address.
        pub mac: Option<Mac> = "mac" => read::mac,
        /// The serial number.
        pub sn: Option<Text> = "sn" => read::text,
        /// The OLT.
        pub olt_device_id: Option<DeviceId> = "olt_device_id" => read::opt_id,
        /// The port of the OLT.
        pub olt_pon_port: Option<Text> = "olt_pon_port" => read::text,
        /// The number of the interface on the OLT.
        pub olt_iface_number: Option<u64> = "olt_iface_number" => lenient::opt_number,
        /// The name of the interface.
        pub iface_name: Option<Text> = "iface_name" => read::text,
        /// The state of the interface.
        pub iface_state: Option<i64> = "iface_state" => lenient::opt_number,
        /// Who made it.
        pub vendor: Option<Text> = "vendor" => read::text,
        /// The model.
        pub model: Option<Text> = "model" => read::text,
        /// The version of its software.
        pub firmware: Option<Text> = "firmware" => read::text,
        /// The version of its hardware.
        pub hardware: Option<Text> = "hardware" => read::text,
        /// How far it is from the OLT. The unit is not documented.
        pub distance: Option<u64> = "distance" => lenient::opt_number,
        /// A description.
        pub description: Option<Text> = "description" => read::text,
        /// What the ONU receives.
        pub level_onu_rx: Option<Decimal> = "level_onu_rx" => lenient::opt_money,
        /// What the ONU sends.
        pub level_onu_tx: Option<Decimal> = "level_onu_tx" => lenient::opt_money,
        /// What the OLT receives of it.
        pub level_olt_rx: Option<Decimal> = "level_olt_rx" => lenient::opt_money,
        /// Whether it is none of the stored devices.
        pub is_unknown: Option<bool> = "is_unknown" => lenient::opt_flag,
    }
}

record! {
    /// What an ONU receives now.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct CurrentOnt {
        /// What the ONU receives, in dBm.
        pub onu_rx_level: Option<Decimal> = "onu_rx_level" => lenient::opt_money,
        /// When it was measured.
        pub unixtime: Option<UnixTime> = "unixtime" => lenient::opt_unix_time,
        /// The same in the server's zone.
        pub date: Option<LocalDateTime> = "date" => lenient::opt_date_time,
        /// Whether it was measured just now.
        pub is_actual_info: Option<bool> = "is_actual_info" => lenient::opt_flag,
    }
}

record! {
    /// What was known of an ONU last. Levels in dBm.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Ont {
        /// The id of this record.
        pub id: Option<u64> = "id" => lenient::opt_number,
        /// The OLT.
        pub device_id: Option<DeviceId> = "device_id" => read::opt_id,
        /// The ONU as a device.
        pub onu_device_id: Option<DeviceId> = "onu_device_id" => read::opt_id,
        /// The MAC address.
        pub mac: Option<Mac> = "mac" => read::mac,
        /// The serial number.
        pub sn: Option<Text> = "sn" => read::text,
        /// Another serial number.
        pub sn_second: Option<Text> = "sn_second" => read::text,
        /// Since when it is known.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// The interface of the OLT, which is text.
        pub iface_olt_number: Option<Text> = "iface_olt_number" => read::text,
        /// The number of the interface.
        pub iface_number: Option<u64> = "iface_number" => lenient::opt_number,
        /// The name of the interface.
        pub iface_name: Option<Text> = "iface_name" => read::text,
        /// The state of the interface.
        pub iface_state: Option<i64> = "iface_state" => lenient::opt_number,
        /// Who made it.
        pub vendor: Option<Text> = "vendor" => read::text,
        /// The model.
        pub model: Option<Text> = "model" => read::text,
        /// The version of its software.
        pub firmware: Option<Text> = "firmware" => read::text,
        /// The version of its hardware.
        pub hardware: Option<Text> = "hardware" => read::text,
        /// How far it is from the OLT. The unit is not documented.
        pub distance: Option<u64> = "distance" => lenient::opt_number,
        /// A description.
        pub description: Option<Text> = "description" => read::text,
        /// Why it does not answer.
        pub reason_offline: Option<Text> = "reason_offline" => read::text,
        /// Whether it is none of the stored devices.
        pub is_unknown: Option<bool> = "is_unknown" => lenient::opt_flag,
        /// What the ONU receives.
        pub level_onu_rx: Option<Decimal> = "level_onu_rx" => lenient::opt_money,
        /// What the ONU sends.
        pub level_onu_tx: Option<Decimal> = "level_onu_tx" => lenient::opt_money,
        /// What the OLT receives of it.
        pub level_olt_rx: Option<Decimal> = "level_olt_rx" => lenient::opt_money,
        /// Whether the level is out of bounds.
        pub is_level_bad: Option<bool> = "is_level_bad" => lenient::opt_flag,
        /// The lowest good level.
        pub level_min: Option<Decimal> = "level_min" => lenient::opt_money,
        /// The highest good level.
        pub level_max: Option<Decimal> = "level_max" => lenient::opt_money,
    }
}

read::unkeyed!(ConnectedOnt, CurrentOnt);
read::optional_key! { Ont, id; }
