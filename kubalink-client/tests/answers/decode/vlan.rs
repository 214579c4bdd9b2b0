use kubalink_client::ErrorKind;
use kubalink_client::vlan::VlanId;
use serde_json::json;

use super::answered;

#[tokio::test]
async fn networks_with_devices_and_without() {
    let body = r#"{"result":"OK","data":{"7":{"vid":"42","name":"a"},"8":{"vid":43,"comment":"b","devices":[{"id":1}]}}}"#;
    let networks = answered(body).vlan().get_list().await.unwrap();
    assert_eq!((networks[0].vid, &networks[0].devices), (VlanId::from(42), &None));
    assert_eq!((networks[1].vid, &networks[1].devices), (VlanId::from(43), &Some(json!([{"id": 1}]))));

    let body = r#"{"result":"OK","data":{"vid":42,"name":"a","comment":"","devices":{"1":{"id":1}}}}"#;
    let networks = answered(body).vlan().get_list().vid(42).await.unwrap();
    assert_eq!((networks.len(), networks[0].vid), (1, VlanId::from(42)));
    assert_eq!(networks[0].devices, Some(json!({"1": {"id": 1}})));
}

#[tokio::test]
async fn a_network_without_its_number_is_refused() {
    let error = answered(r#"{"result":"OK","data":{"7":{"name":"a"}}}"#).vlan().get_list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn the_id_beside_the_status_is_kept() {
    let done = answered(r#"{"result":"OK","id":7}"#).vlan().add(42, "a").await.unwrap();
    assert_eq!(done.number("id"), Some(7));
}
