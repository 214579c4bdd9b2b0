//! What a user's own metrics see of a call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::{Error, Operation};

/// One finished attempt.
#[derive(Debug)]
#[non_exhaustive]
pub struct AttemptReport<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The number of the attempt within its call, from 1.
    pub number: u32,
    /// How long it took: without the waits for a place and for the pace, with the body.
    pub elapsed: Duration,
    /// The status, if there was an answer.
    pub status: Option<StatusCode>,
    /// Why it failed.
    pub error: Option<&'a Error>,
    /// How long the call waits before the next attempt; none if this was the last.
    pub repeats_after: Option<Duration>,
}

type Observe = dyn Fn(&AttemptReport<'_>) + Send + Sync;

/// A user's function that sees each attempt.
#[derive(Clone)]
pub struct Hook(Arc<Observe>);

impl Hook {
    /// Wraps the function.
    pub fn new(observe: impl Fn(&AttemptReport<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }

    pub(crate) fn see(&self, report: &AttemptReport<'_>) {
        (self.0)(report);
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}
