//! Carbon Billing: `api.php`, stored procedures by name with arguments by position, over TLS with a client's certificate.
//!
//! What each part rests on is said where it stands: *documented* (the vendor's own page), *observed* (two public clients
//! of one installation), *derived* (it follows from Firebird, PHP or related products), *unknown* (nobody has shown it; the
//! sandbox offers plausible forms as switches of [`Dialect`]). No whole answer of this product was ever published.

mod account;
mod act;
mod answer;
mod arguments;
mod builder;
mod certificates;
mod columns;
mod dialect;
mod equipment;
mod finance;
mod find;
mod firebird;
mod generated;
mod procedures;
mod query;
mod routes;
mod running;
mod samples;
mod session;
mod state;
mod value;

pub use account::{
    DEBTOR, GROUP, HOUSE, House, LOGIN, OTHER_GROUP, Operation, PASSWORD, ROOT_GROUP, SERVICE, SUBSCRIBER,
    SWITCH, Service, Subscriber, Switch,
};
pub use act::{Act, Call, Deed, Mode};
pub use builder::{Builder, DEFAULT_NOW, PATH};
pub use certificates::{CLIENT_NAME, DOMAIN, ServerCertificate, TlsVersions};
pub use dialect::{
    Addresses, ContentType, Dialect, EditReply, ErrorStyle, Escapes, FinColumns, FinNames, FindArguments,
    Layout, LoginMode, NameCase, NotAdmitted, NullForm, ReplyCharset, RequestCharset, SuidForm, TextMatch,
    Timestamps, UnknownSubscriber,
};
pub use generated::FIRST_GENERATED;
pub use running::Running;
