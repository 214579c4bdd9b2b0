//! From an answer to the type that its action promises.

mod additional;
mod fields;
mod ids;
mod json;
mod nested;
mod payload;
mod points;
mod rows;
mod single;

use isp_client_core::{Delivery, Error, ErrorKind, Response};

pub use self::additional::AdditionalValue;
pub(crate) use self::additional::additional;
pub(crate) use self::fields::*;
pub(crate) use self::ids::{found_id, found_ids, id, ids_in, new_id};
pub use self::json::AsJson;
pub(crate) use self::json::json;
pub(crate) use self::nested::{list, object};
pub(crate) use self::payload::Payload;
pub use self::points::Point;
pub(crate) use self::points::{point, points};
pub use self::rows::{Row, RowStream};
pub(crate) use self::rows::{keyed, optional_key, unkeyed};

/// A type that an answer can be read as.
pub trait Read: 'static {
    /// What it becomes.
    type Output: Send;

    /// The largest answer in bytes, where the default is too small.
    const MAX_BODY: Option<usize> = None;

    /// Reads it.
    ///
    /// # Errors
    ///
    /// It is not what the action promises.
    fn read(response: &Response) -> Result<Self::Output, Error>;
}

/// An answer that is not what the action promises.
pub(crate) fn unexpected(response: &Response, what: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Decode, Delivery::Unknown, what).with_response(response)
}

/// How much of a name an error text tells.
const NAME_TOLD: usize = 40;

/// The names of fields, for an error text.
pub(crate) fn told<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.take(5).map(|name| name.chars().take(NAME_TOLD).collect()).collect();
    names.join(", ")
}
