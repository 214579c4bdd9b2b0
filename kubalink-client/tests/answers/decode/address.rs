use kubalink_client::address::House;
use kubalink_client::testing::{Reply, Script};
use kubalink_client::{Client, Coordinates, Error, Text};
use rust_decimal::dec;
use serde_json::{Value, json};

use super::{answered, refused};

const HOUSE: &str = include_str!("../../fixtures/address_get_house.json");

async fn houses(body: impl AsRef<[u8]>) -> Result<Vec<House>, Error> {
    answered(body).address().get_house().building_id([2503]).await
}

/// The one house of the fixture, with these fields in the place of its own.
async fn house_with(fields: Value) -> Result<House, Error> {
    let mut answer: Value = serde_json::from_str(HOUSE).unwrap();
    let house = answer["data"]["4021"].as_object_mut().unwrap();
    house.extend(fields.as_object().unwrap().clone());
    Ok(houses(answer.to_string()).await?.remove(0))
}

#[tokio::test]
async fn the_captured_house() {
    let houses = houses(HOUSE).await.unwrap();
    let [house] = houses.as_slice() else { panic!("{} houses", houses.len()) };
    assert_eq!((house.id.get(), house.building_id.unwrap().get()), (4021, 2503));
    assert_eq!(house.name, Some(Text::from("9")));
    assert_eq!(house.full_name, Some(Text::from("Riverside, Mill lane, 9")));
    assert_eq!(house.parent_id, Some(877.into()));
    assert_eq!(house.parent_ids, [11, 12, 310, 877].map(Into::into));
    assert_eq!((house.floor, house.entrance, house.apart), (Some(5), Some(2), Some(40)));
    assert_eq!((&house.comment, &house.exit_comment, &house.task_comment), (&None, &None, &None));
    assert!(house.coordinates.is_empty() && house.additional_data.is_empty() && house.extra.is_empty());
}

#[tokio::test]
async fn the_captured_house_in_a_stream() {
    let whole = houses(HOUSE).await.unwrap();
    let mut stream = answered(HOUSE).address().get_house().stream();
    assert_eq!(stream.next().await.unwrap().unwrap(), whole[0]);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn many_houses_in_parts() {
    let part = |id: u32| Reply::ok(format!(r#"{{"result":"OK","data":{{"{id}":{{"building_id":{id}}}}}}}"#));
    let script = Script::new([part(1), part(3)]);
    let client =
        Client::builder("https://erp.test").unwrap().key("k").transport(script.clone()).build().unwrap();
    let houses = client.address().get_house().building_id([1, 2, 3]).in_parts_of(2).await.unwrap();
    assert_eq!(houses.iter().map(|house| house.id.get()).collect::<Vec<_>>(), [1, 3]);
    let sent = script.requests();
    let asked = sent.iter().map(|sent| {
        let form = sent.form.as_deref().unwrap();
        form.split('&').find_map(|pair| pair.strip_prefix("building_id=")).unwrap()
    });
    assert_eq!(asked.collect::<Vec<_>>(), ["1%2C2", "3"]);
}

#[tokio::test]
async fn no_house() {
    assert!(houses(r#"{"result":"OK","data":[]}"#).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_clients_of_siblings_read() {
    let house = house_with(json!({
        "is_not_use": 0, "is_show_on_map": true, "manager_employee_id": "14", "owners": [{"id": 2}],
        "mark": {"3": {"id": 3}}, "taskInterval": [[0, 23]], "additional_data": {"21": "yes"}, "lift": 1,
    }));
    let house = house.await.unwrap();
    assert_eq!((house.is_not_use, house.is_show_on_map), (Some(false), Some(true)));
    assert_eq!(house.manager_employee_id, Some(14.into()));
    assert_eq!(house.owners, Some(json!([{"id": 2}])));
    assert_eq!(house.mark, [3.into()]);
    assert_eq!(house.task_interval, Some(json!([[0, 23]])));
    let [field] = house.additional_data.as_slice() else { panic!("{:?}", house.additional_data) };
    assert_eq!((field.id.get(), &field.value), (21, &Some(Text::from("yes"))));
    assert_eq!(house.extra.get("lift"), Some(&json!(1)));
}

#[tokio::test]
async fn the_corners_of_a_building() {
    let corners = [Coordinates::new(dec!(55.25), dec!(37.5)), Coordinates::new(dec!(55.26), dec!(-37.5))];
    for value in [
        json!([[55.25, 37.5], [55.26, -37.5]]),
        json!([["55.25", "37.5"], ["55.26", "-37.5"]]),
        json!({"0": [55.25, 37.5], "1": [55.26, -37.5]}),
        json!([{"1": 37.5, "0": 55.25}, {"0": 55.26, "1": -37.5}]),
    ] {
        let house = house_with(json!({ "coordinates": value })).await.unwrap();
        let found: Vec<_> = house.coordinates.iter().filter_map(|corner| corner.coordinates()).collect();
        assert_eq!(found, corners);
    }
    for value in [json!(null), json!(""), json!({}), json!(false)] {
        assert!(house_with(json!({ "coordinates": value })).await.unwrap().coordinates.is_empty());
    }
    for value in [
        json!([[55.25]]),
        json!([[55.25, 37.5, 1]]),
        json!([{"0": 55.25, "x": 37.5}]),
        json!([55.25, 37.5]),
        json!({"type": "Polygon", "coordinates": [[55.25, 37.5]]}),
    ] {
        let refusal = refused(house_with(json!({ "coordinates": value })).await);
        assert!(refusal.contains("coordinates"), "{refusal}");
    }
    let odd = house_with(json!({ "coordinates": [["north", 37.5]] })).await.unwrap();
    assert_eq!(odd.coordinates[0].coordinates(), None);
    assert_eq!(odd.coordinates[0].extra.get("lat"), Some(&json!("north")));
}

#[tokio::test]
async fn a_city_keeps_its_geometry() {
    let body = r#"{"result":"OK","data":{"7":{"name":"Riverside","parent_ids":[1],"coordinates":
        {"type":"Point","coordinates":[1.5,2.5]}},"8":{"id":"8","coordinates":[]}}}"#;
    let cities = answered(body).address().get_city().await.unwrap();
    assert_eq!(cities.iter().map(|city| city.id.get()).collect::<Vec<_>>(), [7, 8]);
    assert_eq!(cities[0].coordinates, Some(json!({"type": "Point", "coordinates": [1.5, 2.5]})));
    assert_eq!(cities[1].coordinates, None);
}

#[tokio::test]
async fn a_structure_in_whatever_nesting() {
    let (first, second) = (
        json!({"level_id": 1, "entrance_id": 2, "position": 0, "caption": "cellar"}),
        json!({"level_id": "3"}),
    );
    for structure in [
        json!([first, second]),
        json!({"5": first, "6": second}),
        json!({"1": {"1": first}, "2": {"1": [second]}}),
        json!([[[first]], [[second]]]),
    ] {
        let body = json!({"result": "OK", "data": {"entrance_count": "2", "level_count": 5, "structure": structure}});
        let found = answered(body.to_string()).address().get_building_structure(77).await.unwrap().unwrap();
        assert_eq!((found.entrance_count, found.level_count), (Some(2), Some(5)));
        assert_eq!(found.structure.as_ref(), Some(&structure));
        let items = found.items();
        assert_eq!(
            items.iter().map(|item| item.level_id).collect::<Vec<_>>(),
            [Some(1.into()), Some(3.into())]
        );
        assert_eq!((items[0].entrance_id, items[0].position), (Some(2), Some(0)));
        assert_eq!(items[0].caption, Some(Text::from("cellar")));
    }
    let empty = r#"{"result":"OK","data":{"entrance_count":1,"level_count":1,"structure":[]}}"#;
    let empty = answered(empty).address().get_building_structure(77).await.unwrap().unwrap();
    assert!(empty.structure.is_none() && empty.items().is_empty());
    assert_eq!(
        answered(r#"{"result":"OK","data":[]}"#).address().get_building_structure(77).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn new_ids_and_edits() {
    let house = answered(r#"{"result":"OK","Id":"812"}"#).address().add_house(7, 10, "9", "").await.unwrap();
    assert_eq!(house.get(), 812);
    let done = answered(r#"{"result":"OK","id":77}"#).address().edit_house(77).number("9a").await.unwrap();
    assert_eq!(done.number("Id"), Some(77));
}
