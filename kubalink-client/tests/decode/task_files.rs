use kubalink_client::Text;
use serde_json::json;

use super::answering;

#[tokio::test]
async fn the_files_of_a_card_are_those_of_attach() {
    let body = r#"{"result": "OK", "data": {"id": 815, "tags": [{"id": 3}],
        "attach": {"ab-1": {"uuid": "ab-1", "fileName": "a.jpg", "dateAdd": "2026-03-01 10:00:00"},
                   "ab-2": {"filename": "b.jpg", "date_add": "2026-03-02 10:00:00"}},
        "comments": {"9": {"comment": "done", "attach": []}}}}"#;
    let task = answering(body).task().show(815).await.unwrap().unwrap();
    let files: Vec<_> =
        task.attach.iter().map(|file| (file.file_id().unwrap().as_str(), file.name())).collect();
    assert_eq!(files, [("ab-1", Some(&Text::from("a.jpg"))), ("ab-2", Some(&Text::from("b.jpg")))]);
    assert!(task.attach.iter().all(|file| file.added().is_some()));
    assert_eq!(task.tags, Some(json!([{"id": 3}])));
    assert!(task.comments[0].attach.is_empty());
}
