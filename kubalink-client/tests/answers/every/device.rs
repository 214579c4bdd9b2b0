use kubalink_client::Mac;
use kubalink_client::device::{DeviceKey, DeviceParam, ObjectType};
use rust_decimal::dec;

use super::calls;

const DEVICE: u64 = isp_sandbox::kubalink::DEVICE as u64;
const ONU: u64 = isp_sandbox::kubalink::ONU as u64;
const CUSTOMER: u64 = isp_sandbox::kubalink::CUSTOMER as u64;
const MAC: Mac = Mac::new([0, 1, 2, 3, 4, 5]);

calls! {
    reads(erp) {
        erp.device().get_connected_ont_information().level_onu_rx_min(dec!(-25));
        erp.device().get_current_ont_data(ONU);
        erp.device().get_device_id(DeviceKey::Ip, "192.168.1.1");
        erp.device().get_device_id(DeviceKey::Ip, "192.0.2.77");
        erp.device().get_data(ObjectType::All);
        erp.device().get_data(ObjectType::Switch).object_id(DEVICE).is_hide_access_data(false);
        erp.device().get_data(ObjectType::All).object_id(999_999);
        erp.device().get_data(ObjectType::Onu).customer_id([CUSTOMER]).is_hide_ifaces_data(true);
        erp.device().get_iface_info(DEVICE);
        erp.device().get_iface_mac(DEVICE);
        erp.device().get_mac_list().object_id(DEVICE);
        erp.device().get_ont_data().device_id(ONU);
        erp.device().get_pon_level_history().onu_device_id(ONU).limit(3);
        erp.device().read_fdb(DEVICE);
        erp.device().find_mac(MAC);
    }
}

calls! {
    writes(erp) {
        erp.device().add_mark(DEVICE, 1);
        erp.device().delete_mark(DEVICE, 1);
        erp.device().set_data(DEVICE, DeviceParam::Comment, "");
        erp.device().set_iface_state(DEVICE, 3, true);
    }
}
