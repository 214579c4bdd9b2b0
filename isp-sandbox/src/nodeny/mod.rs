//! NoDeny billing: one address, `/cgi-bin/noapi.pl`, a cookie for a session, subscribers and administrators.
//!
//! What each part rests on is said where it stands: *documented* (the vendor's own page), *observed* (the author's open
//! web core run locally, or clients of live installations), *unknown* (nobody has shown it; the sandbox offers plausible
//! forms as switches of [`Dialect`]).

mod account;
mod act;
mod admin;
mod answer;
mod billing;
mod builder;
mod dialect;
mod form;
mod generated;
mod login;
mod money;
mod person;
mod routes;
mod running;
mod samples;
mod services;
mod session;
mod state;
mod tickets;
mod user;
mod value;

pub use account::{
    ADMIN, ADMIN_BLOCKED, ADMIN_LIMITED, Admin, CARD_FRESH, CARD_USED, CREDIT_BLOCKED,
    CREDIT_MANY_NOPAY_DAYS, CREDIT_NO_MORE, CREDIT_OTHER_EXISTS, Credit, Login, NEIGHBOUR, SUBSCRIBER,
    Subscriber,
};
pub use act::{Act, Call, Deed};
pub use answer::Crash;
pub use builder::{Builder, DEFAULT_NOW, PATH};
pub use dialect::{
    CookieDate, Dialect, FieldFlags, ListForm, MainEnvelope, NextService, PayRequest, ServiceForm, TokenForm,
    Typing, Unauthorized, Version, WriteAnswer,
};
pub use generated::FIRST_GENERATED;
pub use running::Running;
