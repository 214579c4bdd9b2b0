//! The operations: one value each, and the table of all.

mod call_info;
mod call_to_subscriber;
mod journal;
mod raw;
mod recording;

use isp_client_core::Operation;

pub use self::call_info::CallInfo;
pub use self::call_to_subscriber::{CallToSubscriber, Device, PlacedCall};
pub use self::journal::Journal;
pub use self::raw::Raw;
pub use self::recording::{GetRecording, Recording};
pub(crate) use self::recording::{RECORD, is_answer_about_a_recording};

const PRODUCT: &str = "mobilon";

/// Every operation of the API, as machine-readable rows.
///
/// ```
/// let once: Vec<_> = mobilon_client::OPERATIONS.iter().filter(|row| row.effect == isp_client_core::Effect::Once).collect();
/// assert_eq!(once[0].name, "CallToSubscriber");
/// ```
pub static OPERATIONS: &[Operation] = &[
    call_to_subscriber::OPERATION,
    call_info::OPERATION,
    call_info::OPERATION_JSON,
    journal::OPERATION,
    journal::OPERATION_JSON,
    recording::OPERATION,
];

/// In which form an answer is asked for. Whatever comes is read by its content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The form that the vendor's page prints. *Evidence:* documented.
    #[default]
    Xml,
    /// A form that the page names and nobody shows; all likely shapes are accepted. *Evidence:* unknown.
    Json,
}

impl Format {
    fn as_str(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Json => "json",
        }
    }
}
