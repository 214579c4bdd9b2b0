use kubalink_client::Mac;
use kubalink_client::device::{DeviceKey, DeviceParam, ObjectType, Online};
use rust_decimal::dec;

use super::{erp, every_form, form, refusals};

const MAC: Mac = Mac::new([0, 0x1a, 0x2b, 0x3c, 0x4d, 0x5e]);

#[test]
fn forms_of_device() {
    let device = erp().device();
    every_form! {
        "device";
        device.add_mark(71, 2) => "add_mark&object_id=71&mark_id=2";
        device.get_connected_ont_information() => "get_connected_ont_information";
        device.get_connected_ont_information().device_id([70, 71]).level_onu_rx_min(dec!(-27.50))
            .level_onu_rx_max(dec!(-8)) =>
            "get_connected_ont_information&device_id=70%2C71&level_onu_rx_min=-27.50&level_onu_rx_max=-8";
        device.get_current_ont_data(73) => "get_current_ont_data&id=73";
        device.get_device_id(DeviceKey::Ip, "10.0.0.1") => "get_device_id&data_typer=ip&data_value=10.0.0.1";
        device.get_device_id(DeviceKey::Mac, MAC.to_string()) =>
            "get_device_id&data_typer=mac&data_value=001A2B3C4D5E";
        device.get_device_id(DeviceKey::InventoryNumber, "I 1") =>
            "get_device_id&data_typer=inventory_number&data_value=I%201";
        device.get_device_id(DeviceKey::SerialNumber, "S#1") =>
            "get_device_id&data_typer=serial_number&data_value=S%231";
        device.get_device_id(DeviceKey::additional_field(17), "да") =>
            "get_device_id&data_typer=additional_field_17&data_value=%D0%B4%D0%B0";
        device.get_data(ObjectType::All) => "get_data&object_type=all&is_hide_access_data=1";
        device.get_data(ObjectType::Switch).is_hide_access_data(false) =>
            "get_data&object_type=switch&is_hide_access_data=0";
        device.get_data(ObjectType::Onu).customer_id([42, 43]).dataset(["id", "host"]).is_online(Online::Inactive)
            .is_hide_ifaces_data(true).node_id([301]).object_id(73) =>
            "get_data&object_type=onu&is_hide_access_data=1&customer_id=42%2C43&dataset=id%2Chost&is_online=-1\
             &is_hide_ifaces_data=1&node_id=301&object_id=73";
        device.get_data(ObjectType::Olt).is_online(Online::Active) =>
            "get_data&object_type=olt&is_hide_access_data=1&is_online=1";
        device.get_iface_info(71) => "get_iface_info&id=71";
        device.get_iface_mac(71) => "get_iface_mac&object_id=71";
        device.get_mac_list() => "get_mac_list";
        device.get_mac_list().object_id(71).interface_list(["1", "EPON0/1:5"]) =>
            "get_mac_list&object_id=71&interface_list=1%2CEPON0%2F1:5";
        device.get_ont_data().id("HWTC1A2B3C4D") => "get_ont_data&id=HWTC1A2B3C4D";
        device.get_ont_data().device_id(73) => "get_ont_data&device_id=73";
        device.get_pon_level_history().onu_name("001A2B3C4D5E").limit(100).order_by("date_from").is_desc(true) =>
            "get_pon_level_history&onu_name=001A2B3C4D5E&limit=100&order_by=date_from&is_desc=1";
        device.get_pon_level_history().device_id(72) => "get_pon_level_history&device_id=72";
        device.get_pon_level_history().onu_device_id(73) => "get_pon_level_history&onu_device_id=73";
        device.delete_mark(71, 2) => "delete_mark&object_id=71&mark_id=2";
        device.read_fdb(71) => "read_fdb&device_id=71";
        device.set_data(71, DeviceParam::Comment, "") => "set_data&object_id=71&param=comment&value=";
        device.set_data(71, DeviceParam::UplinkPort, "1,2") =>
            "set_data&object_id=71&param=uplink_port&value=1%2C2";
        device.set_iface_state(71, 0, false) => "set_iface_state&device_id=71&iface=0&state=0";
        device.set_iface_state(71, 3, true) => "set_iface_state&device_id=71&iface=3&state=1";
        device.find_mac(MAC) => "find_mac&mac=001A2B3C4D5E";
    }
}

#[test]
fn every_word_of_device() {
    let device = erp().device();
    for (param, word) in [
        (DeviceParam::Ip, "ip"),
        (DeviceParam::Mac, "mac"),
        (DeviceParam::Comment, "comment"),
        (DeviceParam::IfaceCount, "iface_count"),
        (DeviceParam::DownlinkPort, "downlink_port"),
        (DeviceParam::UplinkPort, "uplink_port"),
        (DeviceParam::DateLastActivity, "date_last_activity"),
    ] {
        let sent = form(device.set_data(1, param, "x").request());
        assert_eq!(sent, format!("cat=device&action=set_data&object_id=1&param={word}&value=x"));
    }
    for (kind, word) in [
        (ObjectType::Switch, "switch"),
        (ObjectType::Onu, "onu"),
        (ObjectType::Olt, "olt"),
        (ObjectType::Radio, "radio"),
        (ObjectType::All, "all"),
    ] {
        let sent = form(device.get_data(kind).request());
        assert_eq!(sent, format!("cat=device&action=get_data&object_type={word}&is_hide_access_data=1"));
    }
}

#[test]
fn what_device_refuses() {
    let device = erp().device();
    let nobody: [u64; 0] = [];
    let nothing: [&str; 0] = [];
    refusals! {
        device.add_mark(0, 1) => "object_id";
        device.add_mark(1, 0) => "mark_id";
        device.delete_mark(0, 1) => "object_id";
        device.get_connected_ont_information().device_id(nobody) => "device_id";
        device.get_connected_ont_information().device_id([1, 0]) => "device_id";
        device.get_current_ont_data(0) => "id";
        device.get_device_id(DeviceKey::Ip, " ") => "data_value";
        device.get_device_id(DeviceKey::Other(String::new()), "1") => "data_typer";
        device.get_data(ObjectType::All).customer_id(nobody) => "customer_id";
        device.get_data(ObjectType::All).node_id([0]) => "node_id";
        device.get_data(ObjectType::All).object_id(0) => "object_id";
        device.get_data(ObjectType::All).dataset(nothing) => "dataset";
        device.get_data(ObjectType::All).dataset(["id,host"]) => "dataset";
        device.get_data(ObjectType::All).dataset(["id", ""]) => "dataset";
        device.get_data(ObjectType::Other(" ".to_owned())) => "object_type";
        device.get_iface_info(0) => "id";
        device.get_iface_mac(0) => "object_id";
        device.get_mac_list().interface_list(["1,2"]) => "interface_list";
        device.get_mac_list().object_id(0) => "object_id";
        device.get_ont_data() => "id, device_id";
        device.get_ont_data().id("x").device_id(1) => "id, device_id";
        device.get_ont_data().id("") => "id";
        device.get_ont_data().device_id(0) => "device_id";
        device.get_pon_level_history() => "onu_name, device_id, onu_device_id";
        device.get_pon_level_history().onu_name("x").device_id(1) => "onu_name, device_id, onu_device_id";
        device.get_pon_level_history().device_id(1).onu_device_id(2) => "onu_name, device_id, onu_device_id";
        device.get_pon_level_history().onu_name("x").order_by("") => "order_by";
        device.read_fdb(0) => "device_id";
        device.set_data(0, DeviceParam::Comment, "") => "object_id";
        device.set_data(1, DeviceParam::Other(String::new()), "") => "param";
        device.set_iface_state(0, 1, true) => "device_id";
    }
}
