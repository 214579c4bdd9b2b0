//! XML, one record at a time.
//!
//! A [`Record`] is one element with all it holds. Which elements are records, a [`RecordRule`] tells. [`Records`] reads
//! them from a whole text, [`RecordStream`] from a body that still arrives; both hand out the same records.
//!
//! Read leniently: an `&` that starts no reference is text, comments and processing instructions are passed over, text
//! between records too. Refused: a DTD, more than 64 open elements, end tags that do not match, a second root.
//!
//! ```
//! use isp_client_core::decode::xml::{self, RecordRule};
//! use serde::Deserialize;
//!
//! #[derive(Debug, Deserialize, PartialEq)]
//! struct Call {
//!     callid: String,
//!     duration: Option<u32>,
//! }
//!
//! let text = "<calls><call><callid>1.2</callid><duration>7</duration></call>
//!             <call><callid>a&b</callid><duration/></call></calls>";
//! let calls: Vec<Call> = xml::records(text, RecordRule::named("call"))?;
//! assert_eq!(calls[0], Call { callid: "1.2".to_owned(), duration: Some(7) });
//! assert_eq!(calls[1], Call { callid: "a&b".to_owned(), duration: None });
//!
//! let fault = xml::records::<Call>(&text.replace('7', "long"), RecordRule::named("call")).unwrap_err();
//! assert_eq!(fault.to_string(), "call[0].duration: invalid value: text, expected u32");
//! # Ok::<(), isp_client_core::decode::Fault>(())
//! ```

mod build;
mod de;
mod entity;
mod leaves;
mod markup;
mod record;
mod rule;
mod scan;
mod source;

#[doc(hidden)]
pub use entity::unescape;
pub use leaves::{LeafRow, LeafRows};
pub use record::{Element, Record};
pub use rule::RecordRule;
pub use source::{RecordStream, Records};

use serde::de::DeserializeOwned;

use super::{Fault, FaultKind};

/// Decodes every record of a whole text.
///
/// # Errors
///
/// Those of [`Records::next_record`] and [`Record::decode`]. One bad record fails the whole; read [`Records`] yourself
/// to keep the others.
pub fn records<T: DeserializeOwned>(text: &str, rule: RecordRule) -> Result<Vec<T>, Fault> {
    let mut records = Records::new(text, rule);
    let mut values = Vec::new();
    while let Some(record) = records.next_record()? {
        values.push(record.decode()?);
    }
    Ok(values)
}

/// Decodes the only record of a whole text.
///
/// # Errors
///
/// Those of [`records`], and none or several records.
pub fn one<T: DeserializeOwned>(text: &str, rule: RecordRule) -> Result<T, Fault> {
    let mut records = Records::new(text, rule);
    let Some(record) = records.next_record()? else {
        return Err(Fault::new(FaultKind::Shape, "no record where one was expected"));
    };
    let value = record.decode()?;
    match records.next_record()? {
        None => Ok(value),
        Some(_) => Err(Fault::new(FaultKind::Shape, "several records where one was expected")),
    }
}
