//! What the PBX sends while it handles calls: reading the requests, and folding events into calls.
//!
//! No web framework is needed or named: hand over the parts of a request, whatever it was received with. The vendor's
//! log shows 599 for a receiver that did not answer properly, so answer first, 200 with a short body, and work later.
//! Whether anything is sent again after a failure is unknown, and so is the order of delivery.
//!
//! ```
//! use mobilon_client::UnixTime;
//! use mobilon_client::webhook::{CallTracker, Outcome, Webhook};
//!
//! let body = br#"{"uuid": "2ebc6689-b5da-4ddb-cd04-3eb81e9b14de", "state": "HANGUP", "direction": "incoming",
//!     "from": "89130000003", "to": "83910000000", "time": 1565778995, "duration": "14"}"#;
//! let mut tracker = CallTracker::new();
//!
//! let now = UnixTime::from_seconds(1_565_778_996);
//! if let Webhook::Event(event) = Webhook::parse("POST", None, None, body)? {
//!     tracker.apply(&event, now);
//!     let call = tracker.get(&event.uuid).unwrap();
//!     assert_eq!(call.outcome(), Some(Outcome::Missed));
//! }
//! # Ok::<(), mobilon_client::webhook::WebhookError>(())
//! ```
//!
//! The SOAP callbacks of 1C are not read here. The `Data` text of their `Event` is the JSON of an event: hand it over as
//! a body.

mod best;
mod call;
mod call_uuid;
mod error;
mod event;
mod fields;
mod leg;
mod pairs;
mod parser;
mod tracker;
mod utm;

pub use isp_client_core::decode::Fault;
use isp_client_core::{Extra, Secret};

pub use self::call::{Outcome, TrackedCall};
pub use self::call_uuid::CallUuid;
pub use self::error::WebhookError;
pub use self::event::{CallEvent, EventCallStatus, EventDirection, EventState};
pub use self::leg::Leg;
pub use self::parser::WebhookParser;
pub use self::tracker::{CallTracker, Change, Update};
pub use self::utm::Utm;

/// A request of the PBX.
///
/// `Debug` hides the secrets and the values of `extra`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Webhook {
    /// A subscriber gets a call: the templated GET, the one form that Mobilon documents.
    ///
    /// Whether it is sent at ringing or at the answer, and whether once for each subscriber of a group, is unknown.
    #[non_exhaustive]
    Subscriber {
        /// `{KEY}`: the subscriber's key, see [`UserKey::is_of_webhook`](crate::UserKey::is_of_webhook). It can place
        /// calls.
        key: Secret,
        /// `{NUMBER}`: the caller's number. It may be empty.
        number: String,
        /// What else the request has.
        extra: Extra,
    },
    /// A call or an ordered call back, for a route: seen in one user's code, not documented.
    #[non_exhaustive]
    Route {
        /// `{CALLERID}` or `callerid`: who calls. It may be empty.
        callerid: String,
        /// `{INCOMING_NUMBER}` or `incoming_number`: which number is called.
        incoming_number: Option<String>,
        /// `{TIME}`, from the query. Its form is unknown.
        time: Option<String>,
        /// What else the request has.
        extra: Extra,
    },
    /// A step of a call: seen by users, not documented.
    Event(Box<CallEvent>),
}

impl Webhook {
    /// Reads one request by [`WebhookParser::new`]: usual parameter names, no shared secret.
    ///
    /// ```
    /// use mobilon_client::webhook::Webhook;
    ///
    /// let webhook = Webhook::parse("GET", Some("key=aB3cdEFGhi50JkL&number=89130000003"), None, b"")?;
    /// assert!(matches!(webhook, Webhook::Subscriber { number, .. } if number == "89130000003"));
    /// # Ok::<(), mobilon_client::webhook::WebhookError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`WebhookParser::parse`].
    pub fn parse(
        method: &str,
        query: Option<&str>,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<Self, WebhookError> {
        WebhookParser::new().parse(method, query, content_type, body)
    }
}
