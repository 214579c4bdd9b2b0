//! How much of the server one client takes: attempts at the same time, and attempts a second.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::Error;
use crate::error::{Delivery, ErrorKind};

/// A place among the attempts in flight. A stream holds it until it is dropped.
pub(crate) type Permit = OwnedSemaphorePermit;

#[derive(Debug)]
pub(crate) struct Limit {
    places: Arc<Semaphore>,
    /// The distance between two attempts, and when the next one may start.
    pace: Option<(Duration, Mutex<Option<Instant>>)>,
}

impl Limit {
    pub(crate) fn new(in_flight: usize, calls_per_second: Option<f64>) -> Self {
        let gap = calls_per_second.map(|rate| Duration::from_secs_f64(1.0 / rate));
        Self {
            places: Arc::new(Semaphore::new(in_flight.min(Semaphore::MAX_PERMITS))),
            pace: gap.map(|gap| (gap, Mutex::new(None))),
        }
    }

    /// Waits for a place and for the pace, but not past `deadline`.
    pub(crate) async fn enter(&self, deadline: Instant) -> Result<Permit, Error> {
        let permit = timeout_at(deadline, Arc::clone(&self.places).acquire_owned())
            .await
            .map_err(|_| too_late("waiting for the calls in flight took longer than the call may"))?
            .map_err(|_| too_late("the client is shutting down"))?;
        if let Some((gap, next)) = &self.pace {
            let start = reserve(*gap, next, deadline)?;
            sleep_until(start).await;
        }
        Ok(permit)
    }
}

/// Takes the next free moment, unless it is past the deadline.
fn reserve(gap: Duration, next: &Mutex<Option<Instant>>, deadline: Instant) -> Result<Instant, Error> {
    let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
    let now = Instant::now();
    let start = next.map_or(now, |next| next.max(now));
    if start > deadline {
        return Err(too_late("the pace would make the call wait longer than it may"));
    }
    *next = Some(start + gap);
    Ok(start)
}

fn too_late(what: &'static str) -> Error {
    Error::new(ErrorKind::Timeout, Delivery::NotSent, what)
}
