//! Attached files (прикрепляемые файлы, `attach`).
//!
//! **The bytes of a file cannot be sent: no page of the vendor tells how.** [`add`](Actions::add) names an address, and
//! the *server* fetches the file from there: put it where the server can reach it, and nobody else needs to.
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::attach::AttachTo;
//!
//! erp.attach().add(AttachTo::Task, 815, "https://files.example.net/photo.jpg").name("photo.jpg").await?;
//! for file in erp.attach().get().object_type(AttachTo::Task).object_id(815).await? {
//!     if let Some(id) = file.file_id() {
//!         let bytes = erp.attach().get_file(id).await?.read_all(20 << 20).await?;
//!         println!("{} bytes", bytes.len());
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod records;
mod words;

use isp_client_core::{Download, Error};

pub use self::records::*;
pub use self::words::*;
use crate::action::actions;
use crate::draft::Draft;
use crate::{Answer, CommentId, EmployeeId, FileId, ObjectId, Secret};

actions! {
    "attach";

    /// Attaches a file to an object. **The server downloads it from `src`**: no bytes are sent.
    ///
    /// For a comment of a task, `object_id` is the task and [`comment_id`](Add::comment_id) must be set too.
    once Add = add(object_type: AttachTo, object_id: ObjectId, src: SourceUrl) {
        /// The comment; for [`AttachTo::TaskComment`] only.
        comment_id: CommentId,
        /// Who adds it.
        employee_id: EmployeeId,
        /// Its name for people.
        name: text,
        /// A comment.
        comment: any_text,
        /// Where it comes from: any label.
        src_id: text,
    } -> Answer, unknown, check(comment_of_a_task);

    /// Deletes a file. `name` is its name without a path.
    replay Delete = delete(uuid: FileId, name: text) {} -> Answer, unknown;

    /// What is known of files: by their ids, by one of their names, or by the object that they are attached to.
    ///
    /// Exactly one of these must be given; the object is `object_type` and `object_id` together.
    read Get = get() {} any_of("file") {
        /// Only these.
        uuid: [FileId],
        /// By the name for people.
        ext_name: text,
        /// By the name on the server.
        int_name: text,
        /// The kind of object.
        object_type: AttachTo,
        /// The object.
        object_id: ObjectId,
    } -> Vec<File>, observed, check(one_way_to_search);

    /// The bytes of a file, as a stream.
    ///
    /// There is no limit to their number.
    ///
    /// A file can be anything, so an answer that is JSON with an error is taken for the error, and everything else for the
    /// file: also a web page.
    read GetFile = get_file(uuid: FileId) {} -> Download, documented, file;

    /// A link to load the file directly, which is good for a while.
    ///
    /// How long, and for whom, is not documented: it is kept as a secret. `Read`: a repeat may give another link, which
    /// does no harm.
    read GetFileTemporaryLink = get_file_temporary_link(uuid: FileId) {} -> Option<Secret>, observed;
}

fn comment_of_a_task(draft: &Draft) -> Result<(), Error> {
    let of_comment = draft.text_of("object_type") == Some(AttachTo::TaskComment.as_str());
    match (of_comment, draft.has("comment_id")) {
        (true, false) => Err(Error::input("comment_id", "must be given for a comment of a task")),
        (false, true) => Err(Error::input("comment_id", "is for comments of tasks only")),
        _ => Ok(()),
    }
}

fn one_way_to_search(draft: &Draft) -> Result<(), Error> {
    let (kind, object) = (draft.has("object_type"), draft.has("object_id"));
    if kind != object {
        return Err(Error::input("object_type, object_id", "must be given together"));
    }
    let ways = [draft.has("uuid"), draft.has("ext_name"), draft.has("int_name"), kind];
    if ways.into_iter().filter(|given| *given).count() > 1 {
        return Err(Error::input(
            "uuid, ext_name, int_name, object_type",
            "are alternatives: exactly one must be given",
        ));
    }
    Ok(())
}
