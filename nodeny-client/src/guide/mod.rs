//! Pages for readers with a task: what to decide, and with which items.
//!
//! Those of the sister crates hold here too: [testing your own code][testing], [webhooks], [retries and money][money],
//! [certificates], [big reads][big_reads], [an operation that the vendor just added][new_operation].
//!
//! [testing]: https://docs.rs/mobilon-client/latest/mobilon_client/guide/testing/
//! [webhooks]: https://docs.rs/mobilon-client/latest/mobilon_client/guide/webhooks/
//! [money]: https://docs.rs/procbill-client/latest/procbill_client/guide/money/
//! [certificates]: https://docs.rs/procbill-client/latest/procbill_client/guide/certificates/
//! [big_reads]: https://docs.rs/kubalink-client/latest/kubalink_client/guide/big_reads/
//! [new_operation]: https://docs.rs/kubalink-client/latest/kubalink_client/guide/new_operation/

pub mod sessions;

#[doc(inline)]
pub use isp_client_core::guide::{errors, own_transport};
