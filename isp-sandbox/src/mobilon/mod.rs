//! The Mobilon virtual PBX: calls, their journal and recordings over GET, webhooks, and the WebSocket feed.
//!
//! What each part rests on is said where it stands: *documented* (the vendor's own page), *observed* (real traffic
//! seen by others), *unknown* (nobody has shown it; the sandbox offers plausible forms as switches of [`Dialect`]).

mod account;
mod answer;
mod builder;
mod call;
mod dialect;
mod event;
mod feed;
mod fields;
mod generated;
mod hooks;
mod journal;
mod recording;
mod routes;
mod running;
mod script;
mod state;

pub use account::{
    ACCOUNT_TOKEN, EXTENSION, KEY_NOT_REGISTERED, KEY_WITHOUT_SUBSCRIBER, Subscriber, USER_KEY, User,
};
pub use builder::{Builder, DEFAULT_NOW};
pub use call::{Call, PlacedCall};
pub use dialect::{
    Ampersand, ApiLeg, BadDate, BadToken, CallAnswer, Charset, CodeForm, ContentTypes, Dialect, EmptyJson,
    EmptyXml, EventStates, FieldSet, InfoJson, JournalJson, NotReady, RecordUrl, Scalars, TemplateKey,
    UnknownCall,
};
pub use hooks::{Delivery, NOT_ANSWERED, Webhook};
pub use running::Running;
pub use script::{CallPlan, IncomingCall, Outcome};
