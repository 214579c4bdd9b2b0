//! Ports, and the MAC addresses on them.

use isp_client_core::time::{LocalDateTime, UnixTime};
use isp_client_core::{lenient, record};

use crate::{DeviceId, Mac, Text, read};

record! {
    /// The ports of a device, as it says itself.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct LiveIfaces {
        /// When it was asked.
        pub time: Option<UnixTime> = "time" => lenient::opt_unix_time,
        /// The ports.
        pub iface: Vec<LiveIface> = "iface" => read::list,
    }
}

record! {
    /// A port of a device, as the device says itself.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct LiveIface {
        /// Its index in SNMP.
        pub if_index: Option<u64> = "ifIndex" => lenient::opt_number,
        /// Its name.
        pub if_name: Option<Text> = "ifName" => read::text,
        /// Its number.
        pub if_number: Option<u64> = "ifNumber" => lenient::opt_number,
        /// Its description.
        pub if_descr: Option<Text> = "ifDescr" => read::text,
        /// Its speed in Mbit/s, as SNMP defines it.
        pub if_high_speed: Option<u64> = "ifHighSpeed" => lenient::opt_number,
        /// Whether it is switched on.
        pub if_admin_status: Option<bool> = "ifAdminStatus" => lenient::opt_flag,
        /// Whether it has a link.
        pub if_oper_status: Option<bool> = "ifOperStatus" => lenient::opt_flag,
        /// Its kind.
        pub base_type: Option<Text> = "baseType" => read::text,
        /// Its place in a drawing.
        pub position: Option<Text> = "position" => read::text,
        /// What is counted is not known.
        pub count: Option<u64> = "count" => lenient::opt_number,
        /// Whether it is a port of a passive optical network.
        pub is_pon_iface: Option<bool> = "isPonIface" => lenient::opt_flag,
        /// Its number among those.
        pub pon_iface_number: Option<u64> = "ponIfaceNumber" => lenient::opt_number,
        /// The same as the device wrote it.
        pub raw: Option<RawIface> = "raw" => read::object,
    }
}

record! {
    /// A port as the device wrote it.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct RawIface {
        /// Its index.
        pub if_index: Option<u64> = "if_index" => lenient::opt_number,
        /// Its name.
        pub name: Option<Text> = "name" => read::text,
        /// Whether it is switched on.
        pub status_admin: Option<bool> = "status_admin" => lenient::opt_flag,
        /// Whether it has a link.
        pub status_oper: Option<bool> = "status_oper" => lenient::opt_flag,
        /// Its kind (`type`).
        pub kind: Option<Text> = "type" => read::text,
        /// Its speed in Mbit/s.
        pub port_speed_mbit: Option<u64> = "port_speed_mbit" => lenient::opt_number,
        /// What it is sorted by.
        pub sort_key: Option<i64> = "sort_key" => lenient::opt_number,
        /// Its description.
        pub description: Option<Text> = "description" => read::text,
    }
}

record! {
    /// A port and the number of MAC addresses on it.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct IfaceMac {
        /// The name of the port.
        pub iface_name: Option<Text> = "ifaceName" => read::text,
        /// The number of the port.
        pub iface_port: Option<u64> = "ifacePort" => lenient::opt_number,
        /// The number of the device in its stack.
        pub iface_stack: Option<u64> = "ifaceStack" => lenient::opt_number,
        /// How many addresses.
        pub mac_count: Option<u64> = "macCount" => lenient::opt_number,
    }
}

record! {
    /// A MAC address that was seen on a device.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct SeenMac {
        /// The device.
        pub object_id: Option<DeviceId> = "object_id" => read::opt_id,
        /// The address.
        pub mac: Option<Mac> = "mac" => read::mac,
        /// The port, for example `EPON0/1:5`.
        pub port: Option<Text> = "port" => read::text,
        /// The VLAN.
        pub vlan_id: Option<u32> = "vlan_id" => lenient::opt_number,
        /// When it was seen first.
        pub date_first: Option<LocalDateTime> = "date_first" => lenient::opt_date_time,
        /// When it was seen last.
        pub date_last: Option<LocalDateTime> = "date_last" => lenient::opt_date_time,
    }
}

record! {
    /// Where a MAC address was seen.
    ///
    /// *Source:* one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct FoundMac {
        /// The device.
        pub device_id: Option<DeviceId> = "device_id" => read::opt_id,
        /// The address.
        pub mac: Option<Mac> = "mac" => read::mac,
        /// The port.
        pub port: Option<Text> = "port" => read::text,
        /// The VLAN.
        pub vlan_id: Option<u32> = "vlan_id" => lenient::opt_number,
        /// When it was seen first.
        pub date_first: Option<LocalDateTime> = "date_first" => lenient::opt_date_time,
        /// When it was seen last.
        pub date_last: Option<LocalDateTime> = "date_last" => lenient::opt_date_time,
    }
}

record! {
    /// A row of a device's table of MAC addresses.
    ///
    /// *Source:* the model of one client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct FdbEntry {
        /// The index of the port in SNMP.
        pub if_index: Option<u64> = "ifIndex" => lenient::opt_number,
        /// The VLAN.
        pub vid: Option<u32> = "vid" => lenient::opt_number,
        /// The address.
        pub mac: Option<Mac> = "mac" => read::mac,
    }
}

read::unkeyed!(FdbEntry, FoundMac, IfaceMac, LiveIface, LiveIfaces, RawIface, SeenMac);
