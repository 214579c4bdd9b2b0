//! A card's place on the board: by what a report is told to be of its call, and when nobody will report any more.

use std::time::Duration;

use mobilon_client::webhook::CallUuid;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use super::card::{Card, Stage};
use super::number::Number;

/// How long after a report of a call another without its id can be of the same call.
const SAME_CALL: Duration = Duration::from_secs(2 * 60);
/// The telephones of a group ring at once.
const AT_ONCE: Duration = Duration::from_secs(5);
/// How long after the end of a call a report of its beginning may come.
const LATE: Duration = Duration::from_secs(10);
/// No telephone rings for longer.
const LONGEST_RING: Duration = Duration::from_secs(10 * 60);

/// Nobody talks for longer, and while they talk nothing is reported.
const LONGEST_TALK: Duration = Duration::from_secs(4 * 60 * 60);

/// Then a card goes: it shows people's data, and is of no call of now.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// A card, and what only the board needs of it.
pub(super) struct Slot {
    pub card: Card,
    /// None while only the documented GET told of the call.
    pub uuid: Option<CallUuid>,
    pub number: Number,
    pub version: u64,
    /// The first report of the call.
    pub made: Instant,
    /// The last one.
    pub touched: Instant,
    /// The documented GET told of the call.
    pub is_announced: bool,
    pub search: Option<Search>,
}

/// Ends when its card goes or gets another number.
pub(super) struct Search(pub AbortHandle);

impl Drop for Search {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Slot {
    /// Whether the documented GET with this number is of this call.
    pub fn is_announced_by(&self, number: &Number) -> bool {
        let is_of_it = match (&self.uuid, self.card.stage.is_over()) {
            // Its telephones ring one after the other, or the caller tries again: nothing tells which.
            (None, _) => self.made.elapsed() <= SAME_CALL,
            // It is put through to another telephone. Another call of the caller shows by its own events.
            (Some(_), false) => true,
            // Overtaken by its own events. But where they tell of no ringing, a second GET is all that does, of a new call.
            (Some(_), true) => {
                let is_due = !self.is_announced || !self.card.rung.is_empty();
                is_due && self.touched.elapsed() <= LATE
            }
        };
        is_of_it && self.number.is_same(number)
    }

    /// Whether a GET for this call is of more than the telephones of one group.
    pub fn is_called_again(&self) -> bool {
        self.uuid.is_none() && self.touched.elapsed() > AT_ONCE
    }

    /// Whether an event is of the call that this card was announced for, and how well their times agree. The event has no
    /// other link to it than the number. `length` is how long its call has gone on, as far as the event tells.
    pub fn distance(&self, number: &Number, length: Duration) -> Option<Duration> {
        let age = self.touched.elapsed();
        let is_it = self.uuid.is_none() && age <= SAME_CALL + length && self.number.is_same(number);
        is_it.then(|| age.abs_diff(length))
    }

    /// Whether the card has been there for long enough.
    pub fn is_old(&self) -> bool {
        self.made.elapsed() > KEPT
    }

    /// Whether nothing was reported for so long that the call must be over.
    pub fn is_silent(&self) -> bool {
        let longest = match self.card.stage {
            Stage::Announced | Stage::Begun | Stage::Rings => LONGEST_RING,
            Stage::Talks { .. } => LONGEST_TALK,
            Stage::Answered { .. } | Stage::Missed | Stage::Unreported => return false,
        };
        self.touched.elapsed() > longest
    }
}
