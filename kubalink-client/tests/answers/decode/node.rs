use kubalink_client::node::NodeType;
use kubalink_client::{FieldId, MarkId, NodeId};
use rust_decimal::dec;

use super::answered;

#[tokio::test]
async fn nodes_in_an_object_by_id() {
    let body = r#"{"result":"OK","data":{
        "7":{"id":7,"type":1,"number":12,"coordinates":{"lat":"55.763787","lon":37.5},"mark":{"3":3,"4":4},
             "additional_data":{"12":"x"},"is_planned":0},
        "8":{"type":"17","number":"N8","coordinates":[],"mark":[],"additional_data":[],"parent_id":0}
    }}"#;
    let nodes = answered(body).node().get().await.unwrap();
    let place = nodes[0].coordinates.as_ref().unwrap();
    assert_eq!((place.lat, place.lon), (Some(dec!(55.763787)), Some(dec!(37.5))));
    assert_eq!(nodes[0].kind, Some(NodeType::Closure));
    assert_eq!(nodes[0].number, Some("12".into()));
    assert_eq!(nodes[0].mark, [3, 4].map(MarkId::from));
    assert_eq!(nodes[0].additional_data[0].id, FieldId::from(12));
    assert_eq!(nodes[1].id, NodeId::from(8));
    assert_eq!(nodes[1].kind, Some(NodeType::Other("17".to_owned())));
    assert_eq!((&nodes[1].coordinates, nodes[1].parent_id), (&None, None));
    assert!(nodes[1].mark.is_empty());
}

#[tokio::test]
async fn the_nearest_node_in_every_container() {
    for body in [
        r#"{"result":"OK","data":{"id":7,"lat":55.7,"lon":37.5,"distance":12}}"#,
        r#"{"result":"OK","data":{"7":{"id":7,"lat":55.7,"lon":37.5,"distance":12}}}"#,
        r#"{"result":"OK","data":[{"id":7,"lat":55.7,"lon":37.5,"distance":"12"}]}"#,
    ] {
        let near = answered(body).node().get_id_by_coord(dec!(55.7), dec!(37.5)).await.unwrap();
        assert_eq!((near[0].id, near[0].distance), (NodeId::from(7), Some(dec!(12))), "{body}");
    }
    let none =
        answered(r#"{"result":"OK","data":[]}"#).node().get_id_by_coord(dec!(1), dec!(2)).await.unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn kinds_of_nodes() {
    let body = r#"{"result":"OK","data":{"1":{"name":"Closures","z-position":"10","map_opation":"0.5",
        "employee_profile_rights":{"is_read":[1,2],"is_write":{"2":2}}}}}"#;
    let kinds = answered(body).node().get_type_list().await.unwrap();
    assert_eq!(kinds[0].id, Some(NodeType::Closure));
    assert_eq!((kinds[0].z_position, &kinds[0].map_opation), (Some(10), &Some("0.5".into())));
    let rights = kinds[0].employee_profile_rights.as_ref().unwrap();
    assert_eq!((&rights.is_read[..], &rights.is_write[..]), (&[1, 2][..], &[2][..]));
}
