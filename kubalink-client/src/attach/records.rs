//! What is known of a file.

use isp_client_core::time::LocalDateTime;
use isp_client_core::{lenient, record};

use crate::{EmployeeId, FileId, Text, read};

record! {
    /// What is known of a file.
    ///
    /// The cards of tasks hold such records too. [`get_file`](super::Actions::get_file) gives the bytes.
    ///
    /// *Source:* one client of a sibling product, which found each name in two spellings.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct File {
        /// The id; see [`file_id`](Self::file_id).
        pub id: Option<FileId> = "id" => lenient_id,
        /// The id, as other servers call it.
        pub uuid: Option<FileId> = "uuid" => lenient_id,
        /// The name for people; see [`name`](Self::name).
        pub filename: Option<Text> = "filename" => read::text,
        /// The same in another spelling.
        pub file_name: Option<Text> = "fileName" => read::text,
        /// The name on the server.
        pub internal_filepath: Option<Text> = "internal_filepath" => read::text,
        /// The same in another spelling.
        pub file_system_path: Option<Text> = "fileSystemPath" => read::text,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// When it was added; see [`added`](Self::added).
        pub date_add: Option<LocalDateTime> = "date_add" => lenient::opt_date_time,
        /// The same in another spelling (`dateAdd`).
        pub date_add_camel: Option<LocalDateTime> = "dateAdd" => lenient::opt_date_time,
        /// Who added it.
        pub employee_id: Option<EmployeeId> = "employee_id" => read::opt_id,
        /// What it is attached to.
        pub object_id: Option<u64> = "object_id" => lenient::opt_number,
    }
}

impl File {
    /// The id, however the server calls it.
    pub fn file_id(&self) -> Option<&FileId> {
        self.uuid.as_ref().or(self.id.as_ref())
    }

    /// The name for people, however the server calls it.
    pub fn name(&self) -> Option<&Text> {
        self.filename.as_ref().or(self.file_name.as_ref())
    }

    /// When it was added, however the server calls it.
    pub fn added(&self) -> Option<LocalDateTime> {
        self.date_add.or(self.date_add_camel)
    }
}

fn lenient_id<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<FileId>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(FileId::from))
}

/// The key of the map that files come in is the id.
impl read::Row for File {
    fn take_key(&mut self, key: &str) {
        if self.file_id().is_none() {
            self.uuid = Some(FileId::from(key));
        }
    }
}
