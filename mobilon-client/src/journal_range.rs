//! The calls of several days.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use isp_client_core::time::LocalDate;
use isp_client_core::{Delivery, Error, ErrorKind, Items};
use tokio::task::JoinSet;

use crate::{Call, CallId, Client, Journal, Pending};

/// How many days are asked for at the same time unless [`JournalRange::side_by_side`] says otherwise.
const SIDE_BY_SIDE: usize = 3;

/// The calls of several days, oldest first, each once. See [`Client::journal_range`].
#[must_use = "nothing is sent before the stream is polled"]
#[derive(Debug, Clone)]
pub struct JournalRange {
    client: Client,
    days: RangeInclusive<LocalDate>,
    side_by_side: usize,
}

impl JournalRange {
    pub(crate) fn new(client: Client, days: RangeInclusive<LocalDate>) -> Self {
        Self { client, days, side_by_side: SIDE_BY_SIDE }
    }

    /// How many days may be on their way at the same time, at least one. So many days are in memory, too. The
    /// client's own limit of calls in flight holds as well.
    pub fn side_by_side(mut self, days: usize) -> Self {
        self.side_by_side = days.max(1);
        self
    }

    /// Asks for the days, one request each, and yields their calls in the order of their time.
    ///
    /// Needs a tokio runtime: the days that were begun go on in tasks of their own while a call is handled, however
    /// long that takes. Dropping the stream gives them up.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when the first day is after the last. Else as
    /// [`Client::journal`], after all calls of the days before.
    pub fn stream(self) -> Items<Call> {
        if self.days.is_empty() {
            let error = Error::input("journal_range", "must begin on or before the day on which it ends");
            return Items::new(stream::once(async { Err(error) }));
        }
        let Self { client, days, side_by_side } = self;
        let (first, last) = days.into_inner();
        let days = std::iter::successors(Some(first), move |day| day.tomorrow().filter(|next| *next <= last));
        let answers =
            stream::iter(days).map(move |day| in_a_task(client.journal(day))).buffered(side_by_side);
        let mut seen = LastTwoDays::default();
        let days = answers.map_ok(move |mut calls| {
            calls.sort_by(|a, b| key(a).cmp(&key(b)));
            seen.turn();
            calls.retain(|call| call.call_id.as_ref().is_none_or(|id| seen.is_new(id)));
            stream::iter(calls.into_iter().map(Ok))
        });
        Items::new(days.try_flatten())
    }
}

/// Begins the request at once, and gives it up when the future is dropped.
fn in_a_task(day: Pending<Journal>) -> impl Future<Output = Result<Vec<Call>, Error>> + Send {
    // A set of one: unlike the handle of a task, it aborts the task when it is dropped.
    let mut task = JoinSet::new();
    task.spawn(day.into_future());
    async move {
        match task.join_next().await {
            Some(Ok(answer)) => answer,
            Some(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            _ => Err(Error::new(ErrorKind::Interrupted, Delivery::Unknown, "the runtime was shut down")),
        }
    }
}

/// Servers list the later call first. The time has seconds only, the id settles the rest.
fn key(call: &Call) -> (Option<isp_client_core::time::LocalDateTime>, Option<&CallId>) {
    (call.time, call.call_id.as_ref())
}

/// A call that two days list stands at the border between them: older ids need not be kept.
#[derive(Default)]
struct LastTwoDays {
    yesterday: HashSet<CallId>,
    today: HashSet<CallId>,
}

impl LastTwoDays {
    fn turn(&mut self) {
        self.yesterday = std::mem::take(&mut self.today);
    }

    fn is_new(&mut self, id: &CallId) -> bool {
        !self.yesterday.contains(id) && self.today.insert(id.clone())
    }
}
