//! Answers that are ids: new ones, those that were looked for, and lists of them.

use kubalink_client::customer::CustomerKey;
use kubalink_client::task::TaskList;
use kubalink_client::{Client, CustomerId, Error};

use super::{answered, not_understood};

async fn new(erp: &Client) -> Result<CustomerId, Error> {
    erp.customer().add().is_potential(true).await
}

async fn found(erp: &Client) -> Result<Option<CustomerId>, Error> {
    erp.customer().get_abon_id(CustomerKey::Phone, "1").await
}

async fn all(erp: &Client) -> Result<Vec<u64>, Error> {
    let ids = erp.customer().get_abon_ids(CustomerKey::Phone, "1").await?;
    Ok(ids.into_iter().map(CustomerId::get).collect())
}

#[tokio::test]
async fn one_id_in_every_spelling() {
    for body in [
        r#"{"result":"OK","Id":42}"#,
        r#"{"Result":"OK","id":"42"}"#,
        r#"{"Result":"OK","ID":" 42 "}"#,
        r#"{"result":"OK","new_id":42}"#,
        r#"{"result":"OK","Id":[42]}"#,
        r#"{"result":"OK","Id":{"0":"42"}}"#,
        r#"{"result":"OK","data":{"id":42}}"#,
        r#"{"result":"OK","Data":42}"#,
        r#"{"result":"OK","id":0,"data":{"Id":42,"id":42}}"#,
        r#"{"id":42}"#,
    ] {
        let erp = answered(body);
        assert_eq!(new(&erp).await.unwrap().get(), 42, "{body}");
        assert_eq!(found(&erp).await.unwrap().unwrap().get(), 42, "{body}");
        assert_eq!(all(&erp).await.unwrap(), [42], "{body}");
    }
}

/// Nobody is found in all these ways. A new object without an id is a fault of the answer.
#[tokio::test]
async fn no_id_in_every_spelling() {
    for body in [
        r#"{"result":"OK","Id":0}"#,
        r#"{"result":"OK","id":"0"}"#,
        r#"{"result":"OK","Id":""}"#,
        r#"{"result":"OK","Id":null}"#,
        r#"{"result":"OK","Id":[]}"#,
        r#"{"result":"OK","Id":{}}"#,
        r#"{"result":"OK","Id":false}"#,
        r#"{"result":"OK"}"#,
        r#"{"result":"OK","data":[]}"#,
        r#"{"result":"OK","data":null}"#,
        "{}",
        "[]",
    ] {
        let erp = answered(body);
        assert_eq!(found(&erp).await.unwrap(), None, "{body}");
        assert_eq!(all(&erp).await.unwrap(), [0; 0], "{body}");
        not_understood(new(&erp).await, body);
    }
}

#[tokio::test]
async fn several_ids_are_not_one() {
    for body in [
        r#"{"result":"OK","Id":[42,43]}"#,
        r#"{"result":"OK","Id":"42,43"}"#,
        r#"{"result":"OK","Id":{"0":42,"1":"43"}}"#,
    ] {
        let erp = answered(body);
        assert_eq!(all(&erp).await.unwrap(), [42, 43], "{body}");
        not_understood(found(&erp).await, body);
        not_understood(new(&erp).await, body);
    }
}

#[tokio::test]
async fn what_is_no_id_is_refused() {
    for body in [
        r#"{"result":"OK","Id":"hush"}"#,
        r#"{"result":"OK","Id":-1}"#,
        r#"{"result":"OK","Id":1.5}"#,
        r#"{"result":"OK","Id":true}"#,
        r#"{"result":"OK","Id":"42;43"}"#,
        r#"{"result":"OK","Id":[42,"hush"]}"#,
        r#"{"result":"OK","Id":99999999999999999999}"#,
    ] {
        let erp = answered(body);
        not_understood(found(&erp).await, body);
        not_understood(all(&erp).await, body);
        not_understood(new(&erp).await, body);
    }
}

/// `count` is how many there are, and nobody's id.
#[tokio::test]
async fn a_count_is_no_id() {
    for body in [r#"{"result":"OK","count":5}"#, r#"{"Result":"OK","Count":"5"}"#] {
        let erp = answered(body);
        // Five ids are said to be there, and none is.
        not_understood(found(&erp).await, body);
        not_understood(all(&erp).await, body);
        not_understood(new(&erp).await, body);
    }
}

#[tokio::test]
async fn lists_of_ids_in_every_container() {
    for list in [
        "[42,43]",
        r#"["42","43"]"#,
        r#"{"0":42,"1":43}"#,
        r#"{"42":42,"43":43}"#,
        r#"{"42":{"id":42},"43":{"id":"43"}}"#,
        r#"[{"id":42},{"id":43}]"#,
        r#""42,43""#,
        r#"" 42, 43,""#,
    ] {
        for field in ["data", "Data", "list", "Id"] {
            let body = format!(r#"{{"Result":"OK","count":2,"{field}":{list}}}"#);
            let erp = answered(body.clone());
            let ids = erp.customer().get_customers_id().name("a").await.unwrap();
            assert_eq!(ids, [42.into(), 43.into()], "{body}");
            assert_eq!(erp.task().get_related_task_id(1).await.unwrap(), [42.into(), 43.into()], "{body}");
        }
    }
    for list in ["[]", "{}", "null", "\"\"", "false"] {
        let body = format!(r#"{{"Result":"OK","data":{list}}}"#);
        assert_eq!(answered(body).customer().get_customers_id().name("a").await.unwrap(), []);
    }
    assert_eq!(
        answered(r#"{"Result":"OK","data":7}"#).task().get_related_task_id(1).await.unwrap(),
        [7.into()]
    );
}

/// An answer whose ids stand where nobody has seen them is not one without ids.
#[tokio::test]
async fn ids_in_unknown_places_are_not_lost() {
    assert_eq!(answered("[42,43]").task().get_related_task_id(1).await.unwrap().len(), 2);
    assert_eq!(answered(r#"{"0":42,"1":43}"#).task().get_related_task_id(1).await.unwrap().len(), 2);
    let body = r#"{"result":"OK","tasks":[42,43],"total":2}"#;
    not_understood(answered(body).task().get_related_task_id(1).await, body);
    let body = r#"{"result":"OK","customers":"42,43","total":2}"#;
    not_understood(answered(body).customer().get_customers_id().name("a").await, body);
}

/// Records in the place of ids: each is the id that it names, and none of its other numbers is one.
#[tokio::test]
async fn numbers_of_a_record_are_no_ids() {
    for body in [
        r#"{"Result":"OK","data":{"42":{"id":42,"state_id":2}}}"#,
        r#"{"Result":"OK","data":[{"id":42,"login":"777"}]}"#,
    ] {
        let ids = answered(body).customer().get_customers_id().name("a").await.unwrap();
        assert_eq!(ids, [42.into()], "{body}");
    }
}

#[tokio::test]
async fn pages_of_tasks() {
    let read = async |body: &str| answered(body).task().get_list().await;
    let ids = |list: &TaskList| list.ids.iter().map(|id| id.get()).collect::<Vec<_>>();
    for (body, count) in [
        (r#"{"result":"OK","count":2,"list":"12,15"}"#, Some(2)),
        (r#"{"Result":"OK","Count":"2","List":"12, 15"}"#, Some(2)),
        (r#"{"result":"OK","list":[12,"15"]}"#, None),
        (r#"{"result":"OK","list":{"0":12,"1":15},"count":40}"#, Some(40)),
        (r#"{"result":"OK","data":[12,15],"count":2}"#, Some(2)),
        (r#"{"result":"OK","data":"12,15"}"#, None),
    ] {
        let list = read(body).await.unwrap();
        assert_eq!((ids(&list), list.count), (vec![12, 15], count), "{body}");
    }
    for body in [
        r#"{"result":"OK","count":0,"list":""}"#,
        r#"{"result":"OK","count":"0","list":[]}"#,
        r#"{"result":"OK","count":0}"#,
        r#"{"result":"OK","list":null}"#,
        r#"{"result":"OK","list":false}"#,
    ] {
        assert_eq!(ids(&read(body).await.unwrap()), [0; 0], "{body}");
    }
    assert_eq!(ids(&read(r#"{"result":"OK","count":1,"list":12}"#).await.unwrap()), [12]);
    // An answer without a list is not an empty one.
    for body in [r#"{"result":"OK"}"#, r#"{"result":"OK","count":3}"#, r#"{"result":"OK","list":"12,hush"}"#]
    {
        not_understood(read(body).await, body);
    }
}
