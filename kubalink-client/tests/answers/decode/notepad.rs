use kubalink_client::{ErrorKind, NoteFieldId, NoteId};

use super::answered;

#[tokio::test]
async fn chapters_and_their_fields() {
    let body = r#"{"result":"OK","data":{
        "2":{"id":"2","name":"Keys","fields":{"4":{"id":4,"name":"Code"},"5":{"name":"Place"}}},
        "3":{"id":"3","name":"Empty","fields":[]}
    }}"#;
    let chapters = answered(body).notepad().get_chapter().await.unwrap();
    assert_eq!(chapters[0].fields[1].id, NoteFieldId::from(5));
    assert_eq!(chapters[0].fields[1].name, Some("Place".into()));
    assert!(chapters[1].fields.is_empty());
}

#[tokio::test]
async fn what_notes_say_by_field() {
    let body = r#"{"result":"OK","data":{
        "7":{"id":"7","chapter_id":"2","date_edit":"2026-01-02 03:04:05","fields":{"4":"12&quot;34","5":17,"6":null}},
        "8":{"id":"8","chapter_id":2,"date_edit":"-","fields":[]}
    }}"#;
    let notes = answered(body).notepad().get_note().await.unwrap();
    assert_eq!((notes[0].id, notes[0].fields.len()), (NoteId::from(7), 3));
    assert_eq!(notes[0].fields[&4.into()].plain(), "12\"34");
    assert_eq!(notes[0].fields[&5.into()].plain(), "17");
    assert!(notes[0].fields[&6.into()].is_empty());
    assert_eq!((notes[1].date_edit, notes[1].fields.len()), (None, 0));
}

#[tokio::test]
async fn fields_of_another_form_are_refused() {
    for fields in [r#"{"4":{"value":"secret"}}"#, r#"{"code":"secret"}"#, r#"["secret"]"#] {
        let body = format!(r#"{{"result":"OK","data":{{"7":{{"id":7,"fields":{fields}}}}}}}"#);
        let error = answered(body).notepad().get_note().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
}
