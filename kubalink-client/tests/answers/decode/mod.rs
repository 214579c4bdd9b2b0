//! Answers in every container and spelling that was seen, as the types that the actions promise. No server is needed.

mod additional_data;
mod address;
mod containers;
mod devices;
mod employee;
mod envelope;
mod fiber;
mod hostile;
mod ids;
mod inventory;
mod links;
mod map;
mod node;
mod notepad;
mod owner;
mod system;
mod tasks;
mod values;
mod vehicle;
mod vlan;

use bytes::Bytes;
use kubalink_client::testing::{Reply, Script};
use kubalink_client::{Client, Error, ErrorKind};

/// A client that is always answered like this, as PHP labels it.
fn answered(body: impl AsRef<[u8]>) -> Client {
    with(Reply::ok(Bytes::copy_from_slice(body.as_ref())))
}

fn with(reply: Reply) -> Client {
    let script = Script::always(reply.header("content-type", "text/html; charset=UTF-8"));
    Client::builder("https://erp.test").unwrap().key("the-key").transport(script).build().unwrap()
}

/// In pieces of one byte.
fn drop_by_drop(body: &str) -> Client {
    let bytes: Vec<_> = body.bytes().map(|byte| Bytes::from(vec![byte])).collect();
    with(Reply::ok("").chunks(bytes, std::time::Duration::ZERO))
}

/// Fails unless it is an answer that is not understood; nothing of its values is told.
#[track_caller]
fn not_understood<T: std::fmt::Debug>(answer: Result<T, Error>, body: &str) -> Error {
    let error = answer.err().unwrap_or_else(|| panic!("was understood: {body}"));
    assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
    assert!(!format!("{error} {error:?}").contains("hush"), "{body}: {error}");
    assert_eq!(error.body().unwrap_or_default(), body.as_bytes());
    error
}

/// What an answer was refused for.
#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    let error = answer.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    error.to_string()
}
