//! From the bytes of a body to values: the charset, then JSON or XML, and the path of the field that did not fit.
//!
//! Nothing here does I/O, and no error text holds a value of the body.

mod charset;
mod fault;
pub mod json;
pub mod xml;

pub use charset::{TextDecoder, decode_text};
pub use fault::{Fault, FaultKind};
pub use xml::unescape;
