//! Connections, whose container depends on what was asked for.

use kubalink_client::commutation::{Connections, ObjectType};

use super::{answered, not_understood};

const LINK: &str =
    r#"{"object_type":"switch","object_id":71,"direction":0,"interface":"7","comment":"","connect_id":9}"#;
const END: &str = r#"{"object_type":"olt","object_id":"72","interface":1,"connect_id":10}"#;

async fn read(data: &str) -> Connections {
    let body = format!(r#"{{"result":"OK","data":{data}}}"#);
    answered(body).commutation().get_data(ObjectType::Customer).object_id(42).await.unwrap()
}

fn keys(connections: &Connections) -> Vec<String> {
    connections.links.iter().map(|(keys, _)| keys.join("/")).collect()
}

#[tokio::test]
async fn every_container() {
    for (data, expected) in [
        (format!("[{LINK}]"), vec![""]),
        (format!(r#"{{"0":{LINK}}}"#), vec![""]),
        (LINK.to_owned(), vec![""]),
        (format!(r#"{{"42":[{LINK},{LINK}],"43":[{LINK}]}}"#), vec!["42", "42", "43"]),
        (format!(r#"{{"42":{{"0":{LINK},"1":{LINK}}}}}"#), vec!["42", "42"]),
        (format!(r#"{{"7":{{"0":{LINK},"finish":{END}}}}}"#), vec!["7/0", "7/finish"]),
        (
            format!(r#"{{"0":{{"1":{LINK},"finish":{END}}},"1":{{"1":[{LINK}]}}}}"#),
            vec!["0/1", "0/finish", "1/1"],
        ),
    ] {
        let connections = read(&data).await;
        assert_eq!(keys(&connections), expected, "{data}");
        let (_, link) = &connections.links[0];
        assert_eq!((link.object_type.clone(), link.interface), (Some(ObjectType::Switch), Some(7)));
        assert_eq!((link.object_id.as_ref().unwrap().as_given(), link.connect_id), ("71", Some(9.into())));
        assert_eq!((&link.comment, link.extra.is_empty()), (&None, true));
    }
}

#[tokio::test]
async fn the_far_end_of_one_chain() {
    let one = read(&format!(r#"{{"0":{LINK},"finish":{END}}}"#)).await;
    let end = one.finish().unwrap();
    assert_eq!((end.object_type.clone(), end.interface), (Some(ObjectType::Olt), Some(1)));
    // Not resolved, or of several chains: none is the one.
    assert!(read(&format!(r#"{{"0":{LINK}}}"#)).await.finish().is_none());
    let two = read(&format!(r#"{{"7":{{"finish":{END}}},"8":{{"finish":{END}}}}}"#)).await;
    assert!(two.finish().is_none());
    let below: Vec<_> = two.below("8").map(|(keys, _)| keys.to_vec()).collect();
    assert_eq!(below, [["finish".to_owned()]]);
    assert_eq!(two.below("9").count(), 0);
}

/// A cross is known by text; a kind that nobody has published is kept.
#[tokio::test]
async fn ids_that_are_text() {
    let data = r#"[{"object_type":"cross","object_uuid":"c-1","connect_id":"9"},{"object_type":"own","object_id":"x","connect_id":1}]"#;
    let connections = read(data).await;
    assert_eq!(connections.links[0].1.object_uuid.as_ref().unwrap().as_given(), "c-1");
    assert_eq!(connections.links[1].1.object_type, Some(ObjectType::Other("own".to_owned())));
}

#[tokio::test]
async fn empty_branches_and_odd_ones() {
    for data in ["[]", "{}", "null", r#"{"7":[],"8":null,"9":{},"10":""}"#, "[[],null]", "false"] {
        assert_eq!(read(data).await, Connections::default(), "{data}");
    }
    for data in ["\"hush\"", "7", r#"{"7":"hush"}"#, r#"[true]"#] {
        let body = format!(r#"{{"result":"OK","data":{data}}}"#);
        not_understood(answered(body.clone()).commutation().get_data(ObjectType::Switch).await, &body);
    }
    let body = r#"{"result":"OK","data":{"7":[{"connect_id":1,"comment":["hush"]}]}}"#;
    let error = not_understood(answered(body).commutation().get_data(ObjectType::Switch).await, body);
    assert!(error.path().unwrap().starts_with("data.7"), "{error}");
}

/// As deep as JSON goes, and not deeper.
#[tokio::test]
async fn depth_is_bounded() {
    let deep = |levels: usize| {
        format!(r#"{{"result":"OK","data":{}{LINK}{}}}"#, r#"{"1":"#.repeat(levels), "}".repeat(levels))
    };
    let connections = answered(deep(100)).commutation().get_data(ObjectType::Fiber).await.unwrap();
    assert_eq!(connections.links[0].0.len(), 100);
    let body = deep(5000);
    not_understood(answered(body.clone()).commutation().get_data(ObjectType::Fiber).await, &body);
}
