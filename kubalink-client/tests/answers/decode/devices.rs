//! Devices: columns that come twice, access data, levels and ports.

use kubalink_client::device::{Device, ObjectType};
use kubalink_client::{Mac, UnixTime};
use rust_decimal::dec;

use super::{answered, drop_by_drop, not_understood};

const OLD: &str = isp_test_support::fixture!("device_of_an_old_build.json");

fn is_as_it_came(device: &Device) {
    assert_eq!((device.id.get(), device.host.as_ref().unwrap().as_given()), (7144, "10.160.244.163"));
    assert_eq!(device.ip.unwrap().to_string(), "10.160.244.163");
    assert_eq!(device.mac, Some(Mac::new([0xfc, 0xfa, 0xf7, 0x11, 0x22, 0x33])));
    assert_eq!(device.location.as_ref().unwrap().plain(), "Mill Street, 1/2 \"B\"");
    assert_eq!(
        (device.uplink_iface.clone(), device.dnlink_iface.len()),
        (vec!["25".to_owned(), "26".into()], 0)
    );
    assert_eq!((device.uplink_iface_array.len(), device.dnlink_iface_array.len()), (2, 0));
    assert_eq!(device.uplink_iface_array["25"], "25");
    assert_eq!((device.node_id, device.customer_id, device.inventory_id), (Some(301.into()), None, None));
    assert_eq!(device.ifaces.iter().map(|iface| iface.port).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!(device.ifaces[1].if_name.as_ref().unwrap().as_given(), "GE2");
    assert_eq!((device.devtyper, device.is_online), (Some(3), Some(true)));
    assert_eq!(device.additional_data[0].id.get(), 17);
    assert_eq!((device.snmp_proto, device.snmp_port), (Some(2), Some(161)));
}

/// Old builds repeat each column in capitals: nothing of it is lost, and nothing is taken for the other.
#[tokio::test]
async fn columns_that_come_twice() {
    let mut all = answered(OLD).device().get_data(ObjectType::All).is_hide_access_data(false).await.unwrap();
    let streamed = drop_by_drop(OLD).device().get_data(ObjectType::All).stream().collect().await.unwrap();
    assert_eq!(all, streamed);
    let device = all.remove(0);
    is_as_it_came(&device);
    assert_eq!(device.extra.get("LOCATION").unwrap(), "CAPITALS");
    assert_eq!(device.extra.get("ID").unwrap(), "9999");
    assert_eq!(device.extra.get("hash_port2").unwrap(), "a:1:{i:1;s:1:\"x\";}");
    assert_eq!(device.unreadable().count(), 0);
}

/// Neither under their own names nor in the columns that nobody has declared.
#[tokio::test]
async fn access_data_is_not_printed() {
    let device = &answered(OLD).device().get_data(ObjectType::All).await.unwrap()[0];
    assert_eq!(device.snmp_community_rw.as_ref().unwrap().expose(), "hush-rw");
    assert_eq!(device.snmp_community_ro.as_ref().unwrap().expose(), "hush-ro");
    assert_eq!(device.telnet_login.as_ref().unwrap().expose(), "hush-login");
    assert_eq!(device.telnet_pass.as_ref().unwrap().expose(), "hush-pass");
    assert_eq!(device.extra.get("TELNET_PASS").unwrap(), "hush-pass");
    for shown in [format!("{device:?}"), format!("{device:#?}")] {
        assert!(!shown.contains("hush"), "{shown}");
    }
    let newer = r#"{"result":"OK","data":{"1":{"snmp_community":"hush"}}}"#;
    let device = &answered(newer).device().get_data(ObjectType::All).await.unwrap()[0];
    assert_eq!(device.snmp_community.as_ref().unwrap().expose(), "hush");
    assert!(!format!("{device:?}").contains("hush"));
}

/// A value of the wrong kind must not get out of its secret either.
#[tokio::test]
async fn odd_access_data_is_not_printed() {
    let body = r#"{"result":"OK","data":{"1":{"telnet_pass":12345678901,"snmp_port":"hush-port"}}}"#;
    let device = &answered(body).device().get_data(ObjectType::All).await.unwrap()[0];
    assert_eq!(device.telnet_pass.as_ref().unwrap().expose(), "12345678901");
    assert_eq!(device.unreadable().collect::<Vec<_>>(), ["snmp_port"]);
    assert!(!format!("{device:?}").contains("12345678901") && !format!("{device:?}").contains("hush"));
    let body = r#"{"result":"OK","data":{"1":{"telnet_pass":{"a":"hush"}}}}"#;
    not_understood(answered(body).device().get_data(ObjectType::All).await, body);
}

#[tokio::test]
async fn ports_that_a_device_says_itself() {
    let iface = r#"{"ifIndex":"1","ifName":"GE1","ifAdminStatus":true,"ifOperStatus":false,"raw":{"status_admin":"1","type":"6"}}"#;
    for ifaces in [format!("[{iface}]"), format!(r#"{{"1":{iface}}}"#)] {
        let body = format!(r#"{{"result":"OK","data":{{"time":"1776223800","iface":{ifaces}}}}}"#);
        let live = answered(body).device().get_iface_info(71).await.unwrap().unwrap();
        assert_eq!(live.time, Some(UnixTime::from_seconds(1_776_223_800)));
        let port = &live.iface[0];
        assert_eq!(
            (port.if_index, port.if_admin_status, port.if_oper_status),
            (Some(1), Some(true), Some(false))
        );
        assert_eq!(port.raw.as_ref().unwrap().status_admin, Some(true));
    }
}

#[tokio::test]
async fn levels_by_device_and_interface() {
    let rows = r#"[{"date_from":"2026-04-15 05:00:00","date_to":"-","level":"-21.50"},{"level":-22}]"#;
    for ifaces in [
        format!(r#"{{"7":{rows}}}"#),
        format!(r#"{{"7":{{"0":{},"1":{}}}}}"#, &rows[1..rows.find("},").unwrap() + 1], "{\"level\":-22}"),
    ] {
        let body = format!(r#"{{"result":"OK","data":{{"72":{ifaces}}}}}"#);
        let levels = answered(body).device().get_pon_level_history().device_id(72).await.unwrap();
        let iface = &levels.ifaces[0];
        assert_eq!((iface.device_id.get(), iface.iface.as_str(), iface.levels.len()), (72, "7", 2));
        assert_eq!((iface.levels[0].level, iface.levels[0].date_to), (Some(dec!(-21.50)), None));
    }
    for body in [
        r#"{"result":"OK","data":{"hush":{"7":[]}}}"#,
        r#"{"result":"OK","data":[{"level":1}]}"#,
        r#"{"result":"OK","data":{"72":"hush"}}"#,
        r#"{"result":"OK","data":{"72":{"7":"hush"}}}"#,
    ] {
        not_understood(answered(body).device().get_pon_level_history().device_id(72).await, body);
    }
}

#[tokio::test]
async fn seen_addresses() {
    let body = r#"{"result":"OK","data":{"0":{"device_id":"71","mac":"001a2b3c4d5e","port":"EPON0/1:5","vlan_id":"100"}}}"#;
    let seen = answered(body).device().find_mac(Mac::new([0, 0x1a, 0x2b, 0x3c, 0x4d, 0x5e])).await.unwrap();
    assert_eq!((seen[0].device_id, seen[0].vlan_id), (Some(71.into()), Some(100)));
    let body = r#"{"result":"OK","data":[{"ifIndex":1,"vid":100,"mac":"00:1a:2b:3c:4d:5e"},{"mac":""}]}"#;
    let table = answered(body).device().read_fdb(71).await.unwrap();
    assert_eq!((table.len(), table[0].vid, table[1].mac), (2, Some(100), None));
}
