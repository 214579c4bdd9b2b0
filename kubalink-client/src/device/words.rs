//! What the parameters of devices can be.

use isp_client_core::open_enum;

use crate::values::{argument_enum, key_enum};

open_enum! {
    /// A kind of devices.
    pub enum ObjectType {
        /// Switches.
        Switch = "switch",
        /// Terminals of a passive optical network.
        Onu = "onu",
        /// Heads of a passive optical network.
        Olt = "olt",
        /// Radio equipment.
        Radio = "radio",
        /// All.
        All = "all",
    }
}

open_enum! {
    /// Whether devices answer.
    pub enum Online {
        /// They do.
        Active = "1",
        /// They do not.
        Inactive = "-1",
    }
}

open_enum! {
    /// What a device is looked for by. See [`DeviceKey::additional_field`] too.
    pub enum DeviceKey {
        /// The IP address.
        Ip = "ip",
        /// The MAC address.
        Mac = "mac",
        /// The inventory number.
        InventoryNumber = "inventory_number",
        /// The serial number.
        SerialNumber = "serial_number",
    }
}

key_enum!(DeviceKey, "additional_field_");

open_enum! {
    /// A field of a device that can be set.
    pub enum DeviceParam {
        /// The IP address.
        Ip = "ip",
        /// The MAC address.
        Mac = "mac",
        /// The comment.
        Comment = "comment",
        /// How many ports there are.
        IfaceCount = "iface_count",
        /// The ports that lead down, between commas.
        DownlinkPort = "downlink_port",
        /// The ports that lead up, between commas.
        UplinkPort = "uplink_port",
        /// When it was active last.
        DateLastActivity = "date_last_activity",
    }
}
argument_enum!(DeviceParam, ObjectType, Online);
