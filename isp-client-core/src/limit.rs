//! How much of the server one client takes: attempts at the same time, and attempts a second.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::Error;
use crate::error::{Delivery, ErrorKind};

/// A place among the attempts in flight. A stream holds it until it is dropped.
pub(crate) type Permit = OwnedSemaphorePermit;

#[derive(Debug)]
pub(crate) struct Limit {
    places: Arc<Semaphore>,
    pace: Option<Pace>,
}

#[derive(Debug)]
struct Pace {
    gap: Duration,
    /// When the next attempt may start. Whoever has the lock is next.
    next: Mutex<Option<Instant>>,
}

/// The time between two attempts; none if that is no time a clock can tell.
pub(crate) fn gap(calls_per_second: f64) -> Option<Duration> {
    const YEAR: Duration = Duration::from_secs(366 * 24 * 3600);
    let gap = Duration::try_from_secs_f64(1.0 / calls_per_second).ok()?;
    (calls_per_second > 0.0 && gap <= YEAR).then_some(gap)
}

impl Limit {
    pub(crate) fn new(in_flight: usize, calls_per_second: Option<f64>) -> Self {
        Self {
            places: Arc::new(Semaphore::new(in_flight.min(Semaphore::MAX_PERMITS))),
            pace: calls_per_second.and_then(gap).map(|gap| Pace { gap, next: Mutex::new(None) }),
        }
    }

    /// Waits for a place and for the pace, but not past `deadline`.
    pub(crate) async fn enter(&self, deadline: Instant) -> Result<Permit, Error> {
        let place = timeout_at(deadline, Arc::clone(&self.places).acquire_owned())
            .await
            .map_err(|_| too_late("waiting for the calls in flight took longer than the call may"))?
            .map_err(|_| too_late("the client is shutting down"))?;
        if let Some(pace) = &self.pace {
            pace.turn(deadline).await?;
        }
        Ok(place)
    }
}

impl Pace {
    /// A turn is taken only when it has come, so that a call which is dropped while it waits leaves its turn to the
    /// next one.
    async fn turn(&self, deadline: Instant) -> Result<(), Error> {
        let outlasts = || too_late("the pace would make the call wait longer than it may");
        let mut next = timeout_at(deadline, self.next.lock()).await.map_err(|_| outlasts())?;
        let now = Instant::now();
        let start = next.map_or(now, |next| next.max(now));
        if start > deadline {
            return Err(outlasts());
        }
        sleep_until(start).await;
        *next = Some(start + self.gap);
        Ok(())
    }
}

fn too_late(what: &'static str) -> Error {
    Error::new(ErrorKind::Timeout, Delivery::NotSent, what)
}
