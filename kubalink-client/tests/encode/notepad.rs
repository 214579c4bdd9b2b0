use super::{erp, forms, refused};

#[test]
fn forms_of_notepad() {
    let notepad = erp().notepad();
    forms! {
        notepad.get_chapter() => "cat=notepad&action=get_chapter";
        notepad.get_note() => "cat=notepad&action=get_note";
        notepad.get_note().id(5).chapter_id(2) => "cat=notepad&action=get_note&id=5&chapter_id=2";
    }
    assert!(refused(notepad.get_note().id(0).request()).contains("id"));
}
