//! What is done to tasks is read back.

use isp_sandbox::kubalink::{DEFAULT_NOW, Running, TASK};
use serde_json::{Value, json};

use crate::http::{call, data, ok, refusal, start};

async fn shown(erp: &Running, id: &str) -> Value {
    data(erp, "task.show", &[("id", id)]).await
}

#[tokio::test]
async fn a_task_from_its_start_to_its_end() {
    let erp = start().await;
    let fields = [
        ("work_datedo", "16.04.2026 12:30"),
        ("work_typer", "1"),
        ("customer_id", "42"),
        ("address_id", "1100"),
        ("apart", "23"),
        ("employee_id", "7,8"),
        ("division_id", "12"),
        ("opis", "No \"link\""),
        ("author_employee_id", "7"),
        ("parent_task_id", "501"),
        ("deadline_hour", "24"),
        ("dopf_6", "Slow"),
    ];
    let made = ok(&erp, "task.add", &fields).await;
    let id = made["Id"].to_string();
    let task = shown(&erp, &id).await;
    assert_eq!(task["type"], json!({"id": 1, "name": "Repair"}));
    assert_eq!(task["date"]["todo"], "2026-04-16 12:30:00");
    assert_eq!(task["address"]["text"], "Birchville, Mill Street, 9");
    assert_eq!(task["staff"], json!({"employee": {"0": 7, "1": 8}, "division": {"0": 12}}));
    assert_eq!((&task["customer"], &task["parentTaskId"]), (&json!([42]), &json!(TASK)));
    assert_eq!(
        (&task["description"], &task["additional_data"]["6"]["value"]),
        (&json!("No &quot;link&quot;"), &json!("Slow"))
    );
    assert_eq!(
        data(&erp, "task.get_related_task_id", &[("id", &id)]).await,
        Value::Null,
        "it stands under Data"
    );
    let related = ok(&erp, "task.get_related_task_id", &[("id", "501")]).await;
    assert_eq!(related["Data"], format!("502,{id}"));

    erp.set_now(DEFAULT_NOW + 3600);
    ok(&erp, "task.employee_delete", &[("id", &id), ("employee_id", "8")]).await;
    ok(&erp, "task.division_add", &[("id", &id), ("division_id", "11")]).await;
    ok(&erp, "task.watcher_add", &[("id", &id), ("employee_id", "8")]).await;
    ok(&erp, "task.change_date_work", &[("id", &id), ("value", "2026-04-17")]).await;
    ok(&erp, "task.edit", &[("id", &id), ("body", "42"), ("type_id", "2"), ("is_high_priority", "1")]).await;
    ok(&erp, "task.change_state", &[("id", &id), ("state_id", "3")]).await;
    let task = shown(&erp, &id).await;
    assert_eq!(task["staff"], json!({"employee": {"0": 7}, "division": {"0": 12, "1": 11}}));
    assert_eq!((&task["watcher_employee_list"], &task["priority"]), (&json!([8]), &json!(1)));
    assert_eq!((&task["description"], &task["state"]["name"]), (&json!("42"), &json!("Done")));
    assert_eq!(
        (&task["date"]["todo"], &task["date"]["update"]),
        (&json!("2026-04-17 00:00:00"), &json!("2026-04-15 06:30:00"))
    );
    assert_eq!(task["date"]["complete"], "2026-04-15 06:30:00");
    ok(&erp, "task.delete", &[("id", &id)]).await;
    assert_eq!(ok(&erp, "task.show", &[("id", &id)]).await, json!({"result": "OK"}));
    assert!(refusal(&erp, "task.change_state", &[("id", &id), ("state_id", "1")]).await.contains("id"));
    assert_eq!(erp.acts().iter().filter(|act| act.name() == "task.add").count(), 1);
}

#[tokio::test]
async fn comments() {
    let erp = start().await;
    let made =
        ok(&erp, "task.comment_add", &[("id", "502"), ("comment", "x > y"), ("employee_id", "8")]).await;
    let id = made["Id"].to_string();
    let list = data(&erp, "task.get_comment", &[("task_id", "501,502")]).await;
    assert_eq!(list.as_array().unwrap().len(), 3);
    assert_eq!((&list[2]["text"], &list[2]["comment_id"].to_string()), (&json!("x &gt; y"), &id));
    ok(&erp, "task.comment_edit", &[("id", &id), ("task_id", "502"), ("body", "z")]).await;
    assert_eq!(shown(&erp, "502").await["comments"][&id]["comment"], "z");
    let without = data(&erp, "task.show", &[("id", "502"), ("is_without_comments", "1")]).await;
    assert_eq!(without.get("comments"), None);
    let by = data(&erp, "task.get_comment", &[("employee_id", "7")]).await;
    assert_eq!(by.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn lists_of_ids() {
    let erp = start().await;
    for (conditions, list) in [
        (&[][..], "501,502,503"),
        (&[("state_id", "1,2")], "501,502"),
        (&[("type_id", "1")], "501,503"),
        (&[("employee_id", "8")], "501,503"),
        (&[("employee_id", "-1")], "502"),
        (&[("division_id", "12")], "501"),
        (&[("division_id_with_staff", "11")], "503"),
        (&[("customer_id", "42,43")], "501,502"),
        (&[("house_id", "900")], "501"),
        (&[("watcher_employee_id", "7")], "501"),
        (&[("date_do_from", "15.04.2026"), ("date_do_to", "15.04.2026")], "501"),
        (&[("date_finish_from", "2026-01-01")], "503"),
        (&[("order_by", "date_do")], "503,501,502"),
        (&[("order_by", "date_do"), ("offset", "1"), ("limit", "1")], "501"),
        (&[("state_id", "77")], ""),
    ] {
        let answer = ok(&erp, "task.get_list", conditions).await;
        let count = list.split(',').filter(|id| !id.is_empty()).count();
        assert_eq!(answer, json!({"result": "OK", "list": list, "count": count}), "{conditions:?}");
    }
    assert_eq!(call(&erp, "task.get_list", &[("state", "1")]).await.status, 400);
}
