//! Requests as they go out, against the tables and lines of the vendor's page.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod input;
mod lines;
mod positions;
#[path = "../support/mod.rs"]
mod support;

use procbill_client::testing::{Reply, Script};
use procbill_client::{ClientBuilder, Error, ErrorKind};

/// A script whose every answer can be read by reads and writes alike.
fn script() -> Script {
    Script::always(Reply::ok("<r><w><id>1</id><user_id>1</user_id></w></r>"))
}

fn builder(script: &Script) -> ClientBuilder {
    support::with_suid(script)
}

fn is_input<T: std::fmt::Debug>(ended: Result<T, Error>, field: &str) {
    let error = ended.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some(field)), "{error}");
}
