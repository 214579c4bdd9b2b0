//! What the parameters of files can be.

use std::fmt;

use isp_client_core::open_enum;
use url::Url;

use crate::argument::{Argument, Given};
use crate::values::argument_enum;

open_enum! {
    /// What files are attached to.
    pub enum AttachTo {
        /// A cable line.
        CableLine = "cable_line",
        /// A customer.
        Customer = "customer",
        /// A node.
        Node = "node",
        /// A task.
        Task = "task",
        /// A comment of a task.
        TaskComment = "task_comment",
        /// An item of the warehouse.
        Inventory = "inventory",
    }
}
argument_enum!(AttachTo);

/// An address from which the server loads a file: `http` or `https`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SourceUrl(String);

impl From<&str> for SourceUrl {
    fn from(url: &str) -> Self {
        Self(url.to_owned())
    }
}

impl From<String> for SourceUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl From<Url> for SourceUrl {
    fn from(url: Url) -> Self {
        Self(url.into())
    }
}

/// Without its user, password and query, in which a token can stand.
impl fmt::Debug for SourceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Url::parse(&self.0) {
            Ok(url) if url.has_host() => {
                write!(f, "{}://{}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
            }
            _ => f.write_str("SourceUrl(..)"),
        }
    }
}

impl Argument for SourceUrl {
    fn given(self) -> Given {
        let fetched = Url::parse(&self.0).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if fetched {
            crate::argument::secret(self.0.into())
        } else {
            Given::Refused("must be an address that begins with http:// or https://".into())
        }
    }
}
