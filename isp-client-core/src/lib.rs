#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod decode;
pub mod guide;
pub mod lenient;
#[doc(hidden)]
pub mod open_enum;
#[doc(hidden)]
pub mod record;
#[cfg(feature = "test-util")]
pub mod testing;
pub mod time;

mod base_url;
mod body;
mod client;
mod dialect;
mod download;
mod endpoint;
mod error;
mod hook;
mod html;
mod items;
mod limit;
mod operation;
mod request;
mod response;
mod retry;
mod secret;
mod session;
#[cfg(feature = "rustls")]
mod tls;
mod trace;
mod transport;
mod wire_form;

use std::future::Future;
use std::pin::Pin;

pub use self::base_url::BaseUrl;
pub use self::body::OpenBody;
pub use self::client::{Call, CallOptions, Client, ClientIdentity, Line, Roots, Settings, TlsSettings};
pub use self::dialect::{Auth, Dialect, Turn};
pub use self::download::Download;
pub use self::endpoint::{Endpoint, StreamEndpoint};
pub use self::error::{Delivery, Error, ErrorKind, NotRepeated};
pub use self::hook::{AttemptReport, Hook};
pub use self::items::{Items, JsonItems, XmlItems};
pub use self::operation::{Effect, Evidence, Operation, Parameter, Requirement};
pub use self::record::Extra;
pub use self::request::{Charset, Method, Request, Value};
pub use self::response::Response;
pub use self::retry::{Backoff, RetryBudget};
pub use self::secret::Secret;
pub use self::session::{LoggedIn, Session};
#[cfg(feature = "from-reqwest")]
pub use self::transport::ReqwestTransport;
pub use self::transport::{Body, Chunks, Incoming, Transport};
pub use self::wire_form::WireForm;

/// A future on the heap that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
