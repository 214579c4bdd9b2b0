//! Devices (оборудование, `device`): switches, OLT, ONU, radio; what is stored of them, and what they say themselves.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::device::ObjectType;
//!
//! let mut switches = erp.device().get_data(ObjectType::Switch).is_hide_ifaces_data(true).stream();
//! while let Some(switch) = switches.next().await {
//!     let switch = switch?;
//!     println!("{} {:?} {:?}", switch.id, switch.host, switch.activity_time);
//! }
//! # Ok(())
//! # }
//! ```

mod card;
mod levels;
mod ont;
mod records;
mod words;

use rust_decimal::Decimal;

pub use self::card::*;
pub use self::levels::*;
pub use self::ont::*;
pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::{CustomerId, DeviceId, Done, Mac, MarkId, NodeId};

actions! {
    "device";

    /// Puts a mark on a device.
    once AddMark = add_mark(object_id: DeviceId, mark_id: MarkId) {} -> Done, observed;

    /// The ONU that are known behind OLT: all, or those that fit. The devices are not asked.
    read GetConnectedOntInformation = get_connected_ont_information() {
        /// Behind these OLT.
        device_id: [DeviceId],
        /// Only those that receive less than this, in dBm.
        level_onu_rx_min: Decimal,
        /// Only those that receive more than this, in dBm.
        level_onu_rx_max: Decimal,
    } -> Vec<ConnectedOnt>, observed, big;

    /// What an ONU receives now. Its OLT is asked, which takes a while.
    read GetCurrentOntData = get_current_ont_data(id: DeviceId) {} -> Option<CurrentOnt>, observed;

    /// The id of a device, by something else that is known of it.
    read GetDeviceId = get_device_id(data_typer: DeviceKey, data_value: text) {} -> Option<DeviceId>, observed;

    /// The devices with all that is stored of them. It can be tens of megabytes.
    ///
    /// Passwords and SNMP communities are left out, unless [`is_hide_access_data(false)`](GetData::is_hide_access_data)
    /// asks for them.
    read GetData = get_data(object_type: ObjectType) {
        /// Only those of these customers.
        customer_id: [CustomerId],
        /// Only these fields, by their names on the wire.
        dataset: [text],
        /// Only those that answer, or only those that do not.
        is_online: Online,
        /// Leaves the ports out. They are most of a large answer.
        is_hide_ifaces_data: flag,
        /// Leaves passwords and SNMP communities out. **This client sends 1**, unless you say otherwise.
        is_hide_access_data: flag = true,
        /// Only those in these nodes.
        node_id: [NodeId],
        /// Only this one.
        object_id: DeviceId,
    } -> Vec<Device>, observed, big, parts(customer_id);

    /// The ports of a device. It is asked, which takes a while.
    read GetIfaceInfo = get_iface_info(id: DeviceId) {} -> Option<LiveIfaces>, observed;

    /// The ports of a device, and how many MAC addresses were seen on each.
    read GetIfaceMac = get_iface_mac(object_id: DeviceId) {} -> Vec<IfaceMac>, observed;

    /// The MAC addresses that were seen, by device and port: all, or those that fit.
    read GetMacList = get_mac_list() {
        /// On these ports.
        interface_list: [text],
        /// On this device.
        object_id: DeviceId,
    } -> Vec<SeenMac>, observed, big;

    /// What was known of an ONU last.
    read GetOntData = get_ont_data() {} one_of("ont") {
        /// Its MAC address or serial number.
        id: text,
        /// Its id as a device.
        device_id: DeviceId,
    } -> Option<Ont>, observed;

    /// How much light an ONU received, over time.
    read GetPonLevelHistory = get_pon_level_history() {
        /// How many rows at the most.
        limit: u32,
        /// The field to sort by.
        order_by: text,
        /// Whether the last comes first.
        is_desc: flag,
    } one_of("ont") {
        /// The MAC address or serial number of the ONU, without separators.
        onu_name: text,
        /// An OLT, for all ONU behind it.
        device_id: DeviceId,
        /// The ONU as a device.
        onu_device_id: DeviceId,
    } -> PonLevels, observed;

    /// Takes a mark from a device.
    replay DeleteMark = delete_mark(object_id: DeviceId, mark_id: MarkId) {} -> Done, observed;

    /// The table of MAC addresses (FDB) of a device, which is asked for it.
    ///
    /// That may take minutes: give it the time by [`attempt_timeout`](ReadFdb::attempt_timeout), [`stall`](ReadFdb::stall) and
    /// [`timeout`](ReadFdb::timeout).
    read ReadFdb = read_fdb(device_id: DeviceId) {} -> Vec<FdbEntry>, observed, big;

    /// Sets one of the fields of a device. An empty value clears it.
    replay SetData = set_data(object_id: DeviceId, param: DeviceParam, value: any_text) {} -> Done, observed;

    /// Switches a port on or off. The device is told.
    replay SetIfaceState = set_iface_state(device_id: DeviceId, iface: u32, state: flag) {} -> Done, observed;

    /// Where a MAC address was seen.
    read FindMac = find_mac(mac: Mac) {} -> Vec<FoundMac>, observed;
}
