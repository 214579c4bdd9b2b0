#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod kubalink;
pub mod mobilon;
pub mod nodeny;
pub mod procbill;
mod shared;

pub use shared::fault::{Fault, Stall, StallPoint};
pub use shared::ledger::Received;

/// Where every emulated product starts.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let pbx = isp_sandbox::Sandbox::mobilon().start().await?;
/// assert!(pbx.url().starts_with("http://127.0.0.1:"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Sandbox;

impl Sandbox {
    /// The Mobilon virtual PBX.
    pub fn mobilon() -> mobilon::Builder {
        mobilon::Builder::default()
    }

    /// The NoDeny billing.
    pub fn nodeny() -> nodeny::Builder {
        nodeny::Builder::default()
    }

    /// Carbon Billing.
    pub fn procbill() -> procbill::Builder {
        procbill::Builder::default()
    }

    /// KubaLink.
    pub fn kubalink() -> kubalink::Builder {
        kubalink::Builder::default()
    }
}
