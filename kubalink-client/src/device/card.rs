//! What is stored of a device.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use isp_client_core::time::LocalDateTime;
use isp_client_core::{Secret, lenient, record};
use serde_json::Value;

use crate::read::{self, AdditionalValue};
use crate::{CustomerId, DeviceId, InventoryId, Mac, MarkId, NodeId, Text};

record! {
    /// A device.
    ///
    /// *Source:* captured answers and the models of clients of sibling products. Servers send many more fields, old ones
    /// each of them twice (`location` and `LOCATION`): what is not here is in `extra`.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Device {
        /// The id.
        pub id: DeviceId = "id" => read::id,
        /// The name, often that of the model.
        pub name: Option<Text> = "name" => read::text,
        /// The entrance.
        pub entrance: Option<Text> = "entrance" => read::text,
        /// The IP address, which comes as one number.
        pub ip: Option<Ipv4Addr> = "ip" => lenient::opt_ipv4,
        /// The same or a name, as text.
        pub host: Option<Text> = "host" => read::text,
        /// The MAC address.
        pub mac: Option<Mac> = "mac" => read::mac,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// Where it stands.
        pub location: Option<Text> = "location" => read::text,
        /// The item of the warehouse.
        pub inventory_id: Option<InventoryId> = "inventory_id" => read::opt_id,
        /// The kind of section that the item is of.
        pub inventory_section_type_id: Option<u64> = "inventory_section_type_id" => lenient::opt_number,
        /// The node that it stands in.
        pub node_id: Option<NodeId> = "node_id" => read::opt_id,
        /// The customer that it stands at.
        pub customer_id: Option<CustomerId> = "customer_id" => read::opt_id,
        /// The kind of device.
        pub type_id: Option<u64> = "type_id" => lenient::opt_number,
        /// The kind of device, on old servers: 2 is a system device, 3 a switch, 4 radio.
        pub devtyper: Option<u64> = "devtyper" => lenient::opt_number,
        /// How many ports there are.
        pub interfaces: Option<u32> = "interfaces" => lenient::opt_number,
        /// The ports that lead up.
        pub uplink_iface: Vec<String> = "uplink_iface" => lenient::comma_list,
        /// The ports that lead down.
        pub dnlink_iface: Vec<String> = "dnlink_iface" => lenient::comma_list,
        /// The ports that lead up, as an object whose values are not described.
        pub uplink_iface_array: BTreeMap<String, Value> = "uplink_iface_array" => read::json_map,
        /// The ports that lead down, as an object whose values are not described.
        pub dnlink_iface_array: BTreeMap<String, Value> = "dnlink_iface_array" => read::json_map,
        /// The ports. Left out by `is_hide_ifaces_data`.
        pub ifaces: Vec<Iface> = "ifaces" => read::list,
        /// When it answered last.
        pub activity_time: Option<LocalDateTime> = "activity_time" => lenient::opt_date_time,
        /// Since when it is stored.
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// Whether it answers.
        pub is_online: Option<bool> = "is_online" => lenient::opt_flag,
        /// Marks.
        pub mark: Vec<MarkId> = "mark" => read::ids,
        /// Additional fields.
        pub additional_data: Vec<AdditionalValue> = "additional_data" => read::additional,
        /// The version of SNMP.
        pub snmp_proto: Option<u32> = "snmp_proto" => lenient::opt_number,
        /// The port of SNMP.
        pub snmp_port: Option<u16> = "snmp_port" => lenient::opt_number,
        /// The community, on newer servers.
        pub snmp_community: Option<Secret> = "snmp_community" => read::secret,
        /// The community to read.
        pub snmp_community_ro: Option<Secret> = "snmp_community_ro" => read::secret,
        /// The community to write.
        pub snmp_community_rw: Option<Secret> = "snmp_community_rw" => read::secret,
        /// The login of telnet.
        pub telnet_login: Option<Secret> = "telnet_login" => read::secret,
        /// The password of telnet.
        pub telnet_pass: Option<Secret> = "telnet_pass" => read::secret,
    }
}

record! {
    /// A port of a device, as stored.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Iface {
        /// Its key among the ports.
        pub port: Option<u64> = "port" => lenient::opt_number,
        /// Its index in SNMP.
        pub if_index: Option<u64> = "ifIndex" => lenient::opt_number,
        /// Its kind in SNMP.
        pub if_type: Option<u32> = "ifType" => lenient::opt_number,
        /// Its kind as text.
        pub if_type_text: Option<Text> = "ifTypeText" => read::text,
        /// Its name.
        pub if_name: Option<Text> = "ifName" => read::text,
        /// Its number.
        pub if_number: Option<u64> = "ifNumber" => lenient::opt_number,
        /// Its description.
        pub if_descr: Option<Text> = "ifDescr" => read::text,
        /// Its speed. The unit is not documented.
        pub if_speed: Option<u64> = "ifSpeed" => lenient::opt_number,
        /// What people call it.
        pub caption: Option<Text> = "caption" => read::text,
        /// Whether it is watched.
        pub is_checked: Option<bool> = "isChecked" => lenient::opt_flag,
        /// Its place in a drawing.
        pub position: Option<Text> = "position" => read::text,
    }
}

read::keyed! { Device, id = "id"; }
read::optional_key! { Iface, port; }
