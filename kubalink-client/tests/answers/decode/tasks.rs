//! Tasks, whose servers mix two ways to spell names in one answer.

use kubalink_client::task::{Task, TaskOrder};
use kubalink_client::{LocalDateTime, TaskId, UnixTime};
use rust_decimal::dec;

use super::{answered, not_understood};

async fn with(fields: &str) -> Task {
    let body = format!(r#"{{"result":"OK","data":{{"id":501,{fields}}}}}"#);
    answered(body).task().show(501).await.unwrap_or_else(|error| panic!("{fields}: {error}")).unwrap()
}

#[tokio::test]
async fn customers_in_every_form() {
    for customer in [
        "42",
        "\"42\"",
        "[42]",
        "[\"42\"]",
        r#"{"0":42}"#,
        r#"{"id":42,"fullName":"A","login":"a","dateActivity":"2026-04-15 05:00:00"}"#,
        r#"[{"id":"42","fullName":"A"}]"#,
        r#"{"42":{"id":42,"fullName":"A"}}"#,
    ] {
        let task = with(&format!(r#""customer":{customer}"#)).await;
        assert_eq!(
            task.customer.iter().map(|customer| customer.id.get()).collect::<Vec<_>>(),
            [42],
            "{customer}"
        );
        if customer.contains("fullName") {
            assert_eq!(task.customer[0].full_name.as_ref().unwrap().as_given(), "A");
        }
    }
    assert_eq!(with(r#""customer":[42,43]"#).await.customer.len(), 2);
    for empty in ["[]", "{}", "null", "\"\"", "false", "0"] {
        let task = with(&format!(r#""customer":{empty}"#)).await;
        assert!(task.customer.is_empty() && task.extra.is_empty(), "{empty}");
    }
    for odd in ["\"hush\"", "-1"] {
        let task = with(&format!(r#""customer":{odd}"#)).await;
        assert_eq!(task.unreadable().collect::<Vec<_>>(), ["customer"], "{odd}");
    }
    for odd in [r#"[{"fullName":"hush"}]"#, r#"["hush"]"#, "[[42]]"] {
        let body = format!(r#"{{"result":"OK","data":{{"id":501,"customer":{odd}}}}}"#);
        let error = not_understood(answered(body.clone()).task().show(501).await, &body);
        assert!(error.path().unwrap().ends_with("customer"), "{error}");
    }
    assert_eq!(with(r#""customerId":"42""#).await.customer_id, Some(42.into()));
}

#[tokio::test]
async fn both_spellings() {
    for state in [r#"{"id":2,"name":"Open","system_role":1}"#, r#"{"id":"2","name":"Open","systemRole":"1"}"#]
    {
        let state = with(&format!(r#""state":{state}"#)).await.state.unwrap();
        assert_eq!((state.id, state.role()), (Some(2.into()), Some(1)));
    }
    for address in [r#"{"addressId":1100,"apartament":"5a"}"#, r#"{"addressId":"1100","apartment":"5a"}"#] {
        let address = with(&format!(r#""address":{address}"#)).await.address.unwrap();
        assert_eq!((address.address_id, address.flat().unwrap().as_given()), (Some(1100.into()), "5a"));
    }
    for staff in [
        r#"{"employee":{"0":7,"1":"8"},"division":{"0":1}}"#,
        r#"{"employee":[7,8],"division":[1]}"#,
        r#"{"employee":"7,8","division":1}"#,
    ] {
        let staff = with(&format!(r#""staff":{staff}"#)).await.staff.unwrap();
        assert_eq!((staff.employee, staff.division), (vec![7.into(), 8.into()], vec![1.into()]));
    }
    let old = with(r#""staff":{"worker":{"0":7}}"#).await.staff.unwrap();
    assert_eq!((old.worker, old.employee, old.division), (vec![7.into()], vec![], vec![]));
    for empty in ["[]", "{}", "null"] {
        assert_eq!(with(&format!(r#""staff":{empty}"#)).await.staff, None, "{empty}");
    }
    for nodes in ["[301,302]", r#"[{"id":301},{"id":302,"name":"x"}]"#, r#"{"301":{"id":301},"302":{}}"#] {
        assert_eq!(with(&format!(r#""node":{nodes}"#)).await.node, [301.into(), 302.into()], "{nodes}");
    }
}

#[tokio::test]
async fn what_hangs_on_a_task() {
    let task = with(
        r#""comments":{"4":{"id":4,"dateAdd":"2026-04-15 05:00:00","employee_id":7,"comment":"&quot;a&quot;",
            "attach":{"u-1":{"dateAdd":"15.04.2026","fileName":"a.jpg","fileSystemPath":"x/a"}}},"5":{"comment":"b"}},
        "attach":[{"uuid":"u-2","fileName":"b.jpg"},{"id":"u-3","filename":"c.jpg"}],
        "history":[{"type":"open","date":"2026-04-15 05:00:00","employee_id":0,"param1":7}],
        "task_status_history":[{"start_time":1776223800,"end_time":"0","percentage":"12.5","task_status_id":1}],
        "date":{"create":"2026-04-15 05:00:00","complete":"","runtime_individual_hour":"1.5"},
        "parentTaskId":null,"priceCustom":"10.00","watcher_employee_list":[7],"tags":[3]"#,
    )
    .await;
    let at = LocalDateTime::new(2026, 4, 15, 5, 0, 0).ok();
    assert_eq!(task.comments.iter().map(|comment| comment.id.get()).collect::<Vec<_>>(), [4, 5]);
    let [first, _] = &task.comments[..] else { panic!() };
    assert_eq!((first.date_add, first.comment.as_ref().unwrap().to_string().as_str()), (at, "\"a\""));
    // The key of a file is its id.
    assert_eq!(first.attach[0].file_id(), Some(&"u-1".into()));
    assert_eq!(task.attach[0].file_id(), Some(&"u-2".into()));
    assert_eq!(task.attach[1].name(), Some(&"c.jpg".into()));
    assert_eq!((task.history[0].date, task.history[0].employee_id), (at, None));
    let span = &task.task_status_history[0];
    assert_eq!((span.start_time, span.end_time), (Some(UnixTime::from_seconds(1_776_223_800)), None));
    assert_eq!(span.percentage, Some(dec!(12.5)));
    let date = task.date.unwrap();
    assert_eq!((date.create, date.complete, date.runtime_individual_hour), (at, None, Some(dec!(1.5))));
    assert_eq!((task.parent_task_id, task.price_custom), (None, Some(dec!(10.00))));
    assert_eq!(task.tags, Some(serde_json::json!([3])));
}

/// The type of a call does not hang on how many were asked for.
#[tokio::test]
async fn one_task_or_many() {
    let task = r#"{"id":501,"priority":1}"#;
    for body in [
        format!(r#"{{"Result":"OK","Data":{task}}}"#),
        format!(r#"{{"result":"OK","data":{{"501":{task}}}}}"#),
        format!(r#"{{"result":"OK","data":[{task}]}}"#),
        format!(r#"{{"result":"OK","data":{{"501":{task},"502":"error"}}}}"#),
    ] {
        let many: Vec<Task> = answered(body.clone()).task().show_many([501, 502]).await.unwrap();
        assert_eq!(many.iter().map(|task| task.id).collect::<Vec<_>>(), [TaskId::from(501)], "{body}");
        assert_eq!(answered(body).task().show(501).await.unwrap().unwrap(), many[0]);
    }
}

#[tokio::test]
async fn catalogues() {
    let body = r#"{"result":"OK","Data":{"3":{"name":"Repair","allow_state":{"1":1,"2":2},"is_amount_custom":true,
        "timescale":{"hour_on_doing":"2"},"access":[{"employee_profile_id":1,"is_add":true}]}}}"#;
    let kinds = answered(body).task().get_catalog_type().await.unwrap();
    assert_eq!((kinds[0].id, &kinds[0].allow_state), (3.into(), &vec![1.into(), 2.into()]));
    assert_eq!((kinds[0].is_amount_custom, kinds[0].access[0].is_add), (Some(true), Some(true)));
    assert_eq!(kinds[0].timescale.as_ref().unwrap().hour_on_doing, Some(dec!(2)));
    let body = r#"{"Result":"OK","Data":{"division":{"0":1},"staff":"7,8"}}"#;
    let staff = answered(body).task().get_allow_staff(501).await.unwrap().unwrap();
    assert_eq!((staff.division.len(), staff.staff.len()), (1, 2));
    let body = r#"{"result":"OK","data":[{"comment_id":"4","task_id":501,"date_add":"-","text":"a"}]}"#;
    let comments = answered(body).task().get_comment().task_id([501]).await.unwrap();
    assert_eq!(
        (comments[0].comment_id, comments[0].task_id, comments[0].date_add),
        (Some(4.into()), Some(501.into()), None)
    );
}

/// Words that nobody has published are kept as they came.
#[test]
fn open_words() {
    assert_eq!("date_do".parse::<TaskOrder>().unwrap(), TaskOrder::DateDo);
    assert_eq!("own".parse::<TaskOrder>().unwrap(), TaskOrder::Other("own".to_owned()));
}
