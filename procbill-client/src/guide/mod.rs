//! Pages for readers with a task: what to decide, and with which items.
//!
//! Those of the sister crates hold here too: [testing your own code][testing], [webhooks], [sessions across
//! restarts][sessions], [big reads][big_reads], [an operation that the vendor just added][new_operation].
//!
//! [testing]: https://docs.rs/mobilon-client/latest/mobilon_client/guide/testing/
//! [webhooks]: https://docs.rs/mobilon-client/latest/mobilon_client/guide/webhooks/
//! [sessions]: https://docs.rs/nodeny-client/latest/nodeny_client/guide/sessions/
//! [big_reads]: https://docs.rs/kubalink-client/latest/kubalink_client/guide/big_reads/
//! [new_operation]: https://docs.rs/kubalink-client/latest/kubalink_client/guide/new_operation/

pub mod certificates;
pub mod money;

#[doc(inline)]
pub use isp_client_core::guide::{errors, own_transport};
