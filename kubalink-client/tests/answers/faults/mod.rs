//! Servers that refuse or break: what the client says of it, against what was done.

mod effects;
mod ledger;
mod refusals;
mod sandbox;
