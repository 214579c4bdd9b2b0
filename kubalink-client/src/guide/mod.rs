//! Pages for readers with a task: what to decide, and with which items.
//!
//! Those of the sister crates hold here too: [testing your own code][testing], [webhooks], [retries and money][money],
//! [certificates], [sessions across restarts][sessions].
//!
//! [testing]: https://docs.rs/mobilon-client/latest/mobilon_client/guide/testing/
//! [webhooks]: https://docs.rs/mobilon-client/latest/mobilon_client/guide/webhooks/
//! [money]: https://docs.rs/procbill-client/latest/procbill_client/guide/money/
//! [certificates]: https://docs.rs/procbill-client/latest/procbill_client/guide/certificates/
//! [sessions]: https://docs.rs/nodeny-client/latest/nodeny_client/guide/sessions/

pub mod big_reads;
pub mod new_operation;

#[doc(inline)]
pub use isp_client_core::guide::{errors, own_transport};
