use kubalink_client::additional_data::{Field, FieldType, Section};
use kubalink_client::{Error, Text};
use serde_json::{Value, json};

use super::{answered, refused};

async fn field_with(available: Value) -> Result<Field, Error> {
    let body = json!({"result": "OK", "data": {"21": {
        "id": 21, "name": "Colour", "type": "4", "position": 3, "is_required": 0, "available_value": available,
    }}});
    Ok(answered(body.to_string()).additional_data().get_list(Section::Node).await?.remove(0))
}

#[tokio::test]
async fn options_in_every_spelling() {
    let options = [Text::from("red"), Text::from("dark blue"), Text::from("3")];
    for available in [
        json!(["red", "dark blue", 3]),
        json!({"1": "red", "2": "dark blue", "5": "3"}),
        json!("red\ndark blue\r\n\n3\n"),
        json!(["red\ndark blue\n3"]),
    ] {
        assert_eq!(field_with(available).await.unwrap().available_value, options);
    }
    for available in [json!([]), json!(""), json!(null), json!({})] {
        assert!(field_with(available).await.unwrap().available_value.is_empty());
    }
    assert_eq!(field_with(json!(7)).await.unwrap().available_value, [Text::from("7")]);
    let refusal = refused(field_with(json!([["red"]])).await);
    assert!(refusal.contains("available_value"), "{refusal}");
}

#[tokio::test]
async fn a_field_and_its_type() {
    let field = field_with(json!([])).await.unwrap();
    assert_eq!((field.id.get(), field.kind, field.is_required), (21, Some(FieldType::Choice), Some(false)));
    assert!(field.extra.is_empty());
}

#[tokio::test]
async fn values_in_every_container() {
    for data in [
        json!([{"field_id": 21, "object_id": "42", "value": "red"}]),
        json!({"42": {"field_id": "21", "object_id": 42, "value": "red"}}),
        json!({"field_id": "21", "object_id": 42, "value": "red"}),
    ] {
        let body = json!({"result": "OK", "data": data}).to_string();
        let values = answered(body).additional_data().get_value(21).await.unwrap();
        let [value] = values.as_slice() else { panic!("{} values", values.len()) };
        assert_eq!(value.field_id, Some(21.into()));
        assert_eq!((&value.object_id, &value.value), (&Some(Text::from("42")), &Some(Text::from("red"))));
    }
}
