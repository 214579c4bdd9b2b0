//! Pages for readers with a task: what to decide, and with which items. The items say the rest themselves.
//!
//! | page | for whom |
//! | --- | --- |
//! | [`errors`] | who has an [`Error`](crate::Error) and must go on: repeat it, look, or give up |
//! | [`testing`] | who tests a program that is written on this client |
//! | [`webhooks`] | who receives what the PBX sends, behind a proxy |
//! | [`own_transport`] | who brings an HTTP client of their own, or counts what is sent |
//!
//! The first and the last are the same for all clients.
//!
//! Of the sister crates, and of use with this one:
//! [`money`](https://docs.rs/procbill-client/latest/procbill_client/guide/money/index.html) and
//! [`certificates`](https://docs.rs/procbill-client/latest/procbill_client/guide/certificates/index.html),
//! [`sessions`](https://docs.rs/nodeny-client/latest/nodeny_client/guide/sessions/index.html),
//! [`big_reads`](https://docs.rs/kubalink-client/latest/kubalink_client/guide/big_reads/index.html) and
//! [`new_operation`](https://docs.rs/kubalink-client/latest/kubalink_client/guide/new_operation/index.html).

pub mod testing;
pub mod webhooks;

#[doc(inline)]
pub use isp_client_core::guide::{errors, own_transport};
