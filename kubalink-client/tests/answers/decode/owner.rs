use kubalink_client::{BuildingId, CableLineId, NodeId};

use super::answered;

#[tokio::test]
async fn what_somebody_owns() {
    let body = r#"{"result":"OK","data":{
        "5":{"id":5,"name":"A","agreement":{"number":"7/1","date":"02.01.2026"},
             "object":{"node":{"7":7},"fiber":[31,"32"],"rack":[],"building":{"13225":"Lenina 1","13226":""}}},
        "6":{"id":6,"agreement":[],"object":{"node":[],"fiber":[],"rack":[1],"building":[]}},
        "7":{"id":7,"object":[]}
    }}"#;
    let owners = answered(body).owner().get().await.unwrap();
    let object = owners[0].object.as_ref().unwrap();
    assert_eq!(object.node, [NodeId::from(7)]);
    assert_eq!(object.fiber, [31, 32].map(CableLineId::from));
    assert_eq!(object.building[&BuildingId::from(13225)].plain(), "Lenina 1");
    assert_eq!(object.building.len(), 2);
    let agreement = owners[0].agreement.as_ref().unwrap();
    assert_eq!(agreement.date.unwrap().to_string(), "2026-01-02 00:00:00");
    let object = owners[1].object.as_ref().unwrap();
    assert!(object.building.is_empty() && owners[1].agreement.is_none());
    assert_eq!(object.rack, [1]);
    assert_eq!(owners[2].object, None);
}
