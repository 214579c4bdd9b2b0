//! The notepad (блокнот, `notepad`): notes in chapters, each of which says what fields its notes have.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! for chapter in erp.notepad().get_chapter().await? {
//!     let notes = erp.notepad().get_note().chapter_id(chapter.id).await?;
//!     println!("{:?}: {} notes", chapter.name, notes.len());
//! }
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};

use crate::action::actions;
use crate::{ChapterId, NoteFieldId, NoteId, Text, read};

actions! {
    "notepad";

    /// The chapters, and what fields their notes have.
    read GetChapter = get_chapter() {} -> Vec<Chapter>, observed;

    /// The notes: all, or those that fit.
    read GetNote = get_note() {
        /// Only this one.
        id: NoteId,
        /// Only those of this chapter.
        chapter_id: ChapterId,
    } -> Vec<Note>, observed, big;
}

record! {
    /// A chapter.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Chapter {
        /// The id.
        pub id: ChapterId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
        /// The fields of its notes.
        pub fields: Vec<NoteField> = "fields" => read::list,
    }
}

record! {
    /// A field of the notes of a chapter.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct NoteField {
        /// The id.
        pub id: NoteFieldId = "id" => read::id,
        /// The name.
        pub name: Option<Text> = "name" => read::text,
    }
}

record! {
    /// A note.
    ///
    /// *Source:* the models of two clients of sibling products.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Note {
        /// The id.
        pub id: NoteId = "id" => read::id,
        /// The chapter.
        pub chapter_id: Option<ChapterId> = "chapter_id" => read::opt_id,
        /// When it was changed last.
        pub date_edit: Option<LocalDateTime> = "date_edit" => lenient::opt_date_time,
        /// What it says, by field.
        pub fields: BTreeMap<NoteFieldId, Text> = "fields" => read::texts_by_id,
    }
}

read::keyed! {
    Chapter, id = "id";
    Note, id = "id";
    NoteField, id = "id";
}
