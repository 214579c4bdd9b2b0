//! What the emulated products have in common: the listener, TLS, the clock, the ledger, faults, outgoing HTTP.

pub(crate) mod clock;
pub(crate) mod deliver;
pub(crate) mod fault;
pub(crate) mod ledger;
pub(crate) mod listener;
pub(crate) mod server;
pub(crate) mod steer;
pub(crate) mod tls;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A panic in one handler must not take the rest of the sandbox with it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
