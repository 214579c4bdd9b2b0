//! The memory of calls.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::Duration;

use isp_client_core::time::UnixTime;

use super::{CallEvent, CallUuid, Outcome, TrackedCall};

/// Folds events into calls by their `uuid`.
///
/// Events may come in any order and more than once. There is no clock inside: `now` is the caller's, and ages are
/// measured by it, not by the times that events claim. Memory is bounded by a number of calls, an age, and a number of
/// legs for each call; what has to go is handed back.
///
/// ```
/// use mobilon_client::UnixTime;
/// use mobilon_client::webhook::{CallTracker, Change, Outcome, Webhook};
///
/// let mut tracker = CallTracker::new();
/// for (time, body) in [
///     (6, r#"{"uuid": "u1", "state": "PREANSWER", "direction": "incoming", "to": "110", "time": 6}"#),
///     (9, r#"{"uuid": "u1", "state": "HANGUP", "direction": "incoming", "time": 9, "callstatus": "ANSWER"}"#),
/// ] {
///     let Webhook::Event(event) = Webhook::parse("POST", None, None, body.as_bytes())? else { continue };
///     let update = tracker.apply(&event, UnixTime::from_seconds(time));
///     assert!(matches!(update.change, Change::Rang | Change::Ended(Outcome::Answered)));
/// }
///
/// // Calls that nothing has changed for a minute.
/// let now = UnixTime::from_seconds(80);
/// let calls = tracker.take_finished(UnixTime::from_seconds(now.seconds() - 60));
/// assert_eq!(calls[0].rung()[0].extension(), Some("110"));
/// # Ok::<(), mobilon_client::webhook::WebhookError>(())
/// ```
pub struct CallTracker {
    max_calls: usize,
    max_age: Duration,
    max_legs: usize,
    /// By their last event, the oldest first.
    calls: BTreeMap<u64, Slot>,
    places: HashMap<CallUuid, u64>,
    next_place: u64,
}

struct Slot {
    call: TrackedCall,
    touched: UnixTime,
    changed: UnixTime,
    taken: bool,
}

/// What an event has changed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Update {
    /// The change that matters most.
    pub change: Change,
    /// Calls that had to go and had not been given out by [`CallTracker::take_finished`].
    pub evicted: Vec<TrackedCall>,
}

/// The change that matters most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The call has ended, or its outcome is now another one: a late event may make a missed call an answered one.
    Ended(Outcome),
    /// Somebody answered.
    Answered,
    /// Another telephone rings, or rang earlier than known. Not said of a call that has ended.
    Rang,
    /// The call is new, and nothing of the above.
    Started,
    /// Something else is new: a number, an id, a time.
    Noted,
    /// Nothing that a call shows: a repetition, or a step that tells of a recording or digits only.
    Nothing,
}

impl CallTracker {
    /// At most 4096 calls, 24 hours, and 100 legs for each call.
    pub fn new() -> Self {
        Self {
            max_calls: 4096,
            max_age: Duration::from_secs(24 * 60 * 60),
            max_legs: 100,
            calls: BTreeMap::new(),
            places: HashMap::new(),
            next_place: 0,
        }
    }

    /// The most calls that are remembered, at least one. Above that, the call whose last event is the oldest goes.
    #[must_use]
    pub fn max_calls(mut self, calls: usize) -> Self {
        self.max_calls = calls.max(1);
        self
    }

    /// How long a call is remembered after its last event. This has to be longer than the longest conversation, during
    /// which there are no events, and than repetitions may be late.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// The most telephones that rang for one call that are remembered.
    #[must_use]
    pub fn max_legs(mut self, legs: usize) -> Self {
        self.max_legs = legs;
        self
    }

    /// Adds an event that arrived at `now`.
    pub fn apply(&mut self, event: &CallEvent, now: UnixTime) -> Update {
        let mut evicted = self.expire(now);
        let known = self.places.remove(&event.uuid).and_then(|place| self.calls.remove(&place));
        let new_call = known.is_none();
        let mut slot = known.unwrap_or_else(|| Slot {
            call: TrackedCall::new(event.uuid.clone()),
            touched: now,
            changed: now,
            taken: false,
        });
        while self.calls.len() >= self.max_calls {
            self.evict_oldest(&mut evicted);
        }

        let change = slot.apply(event, now, self.max_legs, new_call);
        self.places.insert(event.uuid.clone(), self.next_place);
        self.calls.insert(self.next_place, slot);
        self.next_place += 1;
        Update { change, evicted }
    }

    /// The call of this id.
    pub fn get(&self, uuid: &CallUuid) -> Option<&TrackedCall> {
        self.calls.get(self.places.get(uuid)?).map(|slot| &slot.call)
    }

    /// All calls, the one with the oldest last event first.
    pub fn calls(&self) -> impl Iterator<Item = &TrackedCall> {
        self.calls.values().map(|slot| &slot.call)
    }

    /// The ended calls that nothing has changed after `quiet_since`, each once.
    ///
    /// They stay remembered, so that a late repetition is not taken for a new call. A call that a late event changes is
    /// given out again.
    pub fn take_finished(&mut self, quiet_since: UnixTime) -> Vec<TrackedCall> {
        let due =
            |slot: &&mut Slot| slot.call.outcome().is_some() && !slot.taken && slot.changed <= quiet_since;
        self.calls
            .values_mut()
            .filter(due)
            .map(|slot| {
                slot.taken = true;
                slot.call.clone()
            })
            .collect()
    }

    /// Forgets the calls whose last event is too old at `now`, and returns those that had not been given out by
    /// [`take_finished`](Self::take_finished). [`apply`](Self::apply) does this too.
    pub fn expire(&mut self, now: UnixTime) -> Vec<TrackedCall> {
        let mut evicted = Vec::new();
        while let Some(oldest) = self.calls.first_entry() {
            let age = now.seconds().saturating_sub(oldest.get().touched.seconds());
            if u64::try_from(age).unwrap_or(0) <= self.max_age.as_secs() {
                break;
            }
            self.evict_oldest(&mut evicted);
        }
        evicted
    }

    fn evict_oldest(&mut self, evicted: &mut Vec<TrackedCall>) {
        if let Some((_, slot)) = self.calls.pop_first() {
            self.places.remove(slot.call.uuid());
            if !slot.taken {
                evicted.push(slot.call);
            }
        }
    }
}

impl Slot {
    fn apply(&mut self, event: &CallEvent, now: UnixTime, max_legs: usize, new_call: bool) -> Change {
        let before = (self.call.outcome(), self.call.is_answered());
        let folded = self.call.fold(event, max_legs);
        let new = folded.new || new_call;
        self.touched = now;
        if new {
            self.changed = now;
            self.taken = false;
        }
        match self.call.outcome() {
            Some(outcome) if Some(outcome) != before.0 => Change::Ended(outcome),
            _ if self.call.is_answered() && !before.1 => Change::Answered,
            _ if folded.rang && self.call.outcome().is_none() => Change::Rang,
            _ if new_call => Change::Started,
            _ if new => Change::Noted,
            _ => Change::Nothing,
        }
    }
}

impl Default for CallTracker {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for CallTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallTracker")
            .field("calls", &self.calls.len())
            .field("max_calls", &self.max_calls)
            .field("max_age", &self.max_age)
            .field("max_legs", &self.max_legs)
            .finish()
    }
}
