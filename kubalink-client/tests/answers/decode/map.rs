use kubalink_client::LabelId;
use rust_decimal::dec;

use super::{answered, refused};

#[tokio::test]
async fn new_ids_are_texts_or_numbers() {
    for (body, id) in [
        (r#"{"result": "OK", "id": "0a1b-2c"}"#, "0a1b-2c"),
        (r#"{"Result": "OK", "Id": 77}"#, "77"),
        (r#"{"result": "OK", "data": {"uuid": "0a1b"}}"#, "0a1b"),
    ] {
        let added = answered(body).map().add_label(dec!(55), dec!(37), "Yard").await.unwrap();
        assert_eq!(added, LabelId::from(id));
    }
    for body in [r#"{"result": "OK"}"#, r#"{"result": "OK", "id": "0"}"#, r#"{"result": "OK", "id": ""}"#] {
        refused(answered(body).map().add_label(dec!(55), dec!(37), "Yard").await);
    }
}

#[tokio::test]
async fn polygons_by_their_keys() {
    let body = r#"{"result": "OK", "data": {"po-1": {
        "name": "North", "coordinates": [[55.1, 37.2], [55.3, 37.4]], "coordinates_center": {"lat": 55.2, "lon": 37.3}
    }, "po-2": {"id": "po-2", "coordinates": [], "coordinates_center": []}}}"#;
    let polygons = answered(body).map().get_poly().await.unwrap();
    assert_eq!(polygons[0].id.as_str(), "po-1");
    assert_eq!(polygons[0].coordinates.len(), 2);
    assert_eq!(polygons[0].coordinates_center.as_ref().unwrap().lon, Some(dec!(37.3)));
    assert_eq!((polygons[1].coordinates.len(), &polygons[1].coordinates_center), (0, &None));
}

#[tokio::test]
async fn objects_inside_by_their_kind() {
    let inside = |body: &str| answered(body).map().map_object_facilities_inside("po-1");
    for body in [
        r#"{"result": "OK", "data": {"node": [120, "121"], "house": {"0": 5}, "device": []}}"#,
        r#"{"result": "OK", "node": "120,121", "house": [5], "device": ""}"#,
    ] {
        let inside = inside(body).await.unwrap();
        assert_eq!(inside.by_type["node"], [120, 121]);
        assert_eq!(inside.by_type["house"], [5]);
        assert!(inside.by_type["device"].is_empty());
    }
    for body in [r#"{"result": "OK", "data": []}"#, r#"{"result": "OK"}"#] {
        assert!(inside(body).await.unwrap().by_type.is_empty());
    }
    for body in [r#"{"result": "OK", "data": {"node": ["hidden"]}}"#, r#"{"result": "OK", "data": [5]}"#] {
        assert!(!refused(inside(body).await).contains("hidden"));
    }
}
