//! The calls of now: webhooks become cards, a card gets its look-up, and whoever watches is told what has changed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use mobilon_client::UnixTime;
use mobilon_client::webhook::{
    CallEvent, CallTracker, Change, EventDirection, Leg, TrackedCall, Webhook, WebhookError,
};
use serde::Serialize;
use tokio::sync::watch;
use tokio::time::{Instant, interval};

use super::card::{Card, Findings, Stage};
use super::lookup::{Systems, look_up};
use super::number::Number;
use super::slot::{Search, Slot};

/// The most cards; then the oldest goes.
pub const MOST_CARDS: usize = 200;
/// A card that had to make place must not come back with a late event, so calls are remembered longer.
const MOST_CALLS: usize = 10 * MOST_CARDS;
const MOST_LEGS: usize = 20;
const SWEEP: Duration = Duration::from_secs(30);

/// All calls. A clone is the same board.
#[derive(Clone)]
pub struct Board(Arc<Inner>);

struct Inner {
    systems: Systems,
    state: Mutex<State>,
    /// The version of the last change.
    version: watch::Sender<u64>,
}

struct State {
    tracker: CallTracker,
    /// By their ids.
    slots: VecDeque<Slot>,
    last_id: u64,
    version: u64,
    refused: Refused,
}

/// Requests that were not understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Refused {
    pub count: u64,
    /// Why the last one was not taken. No value of a request is in it.
    pub last: Option<String>,
}

/// What is new for somebody.
#[derive(Debug, Clone, Serialize)]
pub struct Changes {
    /// What to ask with next time.
    #[serde(skip)]
    pub version: u64,
    /// These are all cards there are.
    pub all: bool,
    /// Cards before this one are gone.
    pub first: u64,
    /// New or changed, the oldest first.
    pub cards: Vec<Card>,
    pub refused: Refused,
}

impl Board {
    /// An empty one, on the current tokio runtime.
    pub fn new(systems: Systems) -> Self {
        let state = State {
            tracker: CallTracker::new().max_calls(MOST_CALLS).max_legs(MOST_LEGS),
            slots: VecDeque::new(),
            last_id: 0,
            version: 0,
            refused: Refused::default(),
        };
        let inner = Arc::new(Inner { systems, state: Mutex::new(state), version: watch::Sender::new(0) });
        tokio::spawn(sweep(Arc::downgrade(&inner)));
        Self(inner)
    }

    /// Takes a request of the PBX as it was read. It waits for nothing.
    pub fn take(&self, read: Result<Webhook, WebhookError>) {
        match read {
            Ok(Webhook::Event(event)) => self.event(&event),
            Ok(Webhook::Subscriber { number, .. }) => self.announced(&number),
            Ok(Webhook::Route { callerid, .. }) => self.announced(&callerid),
            Ok(_) => self.refused("a webhook of a kind that is new here".to_owned()),
            Err(error) => self.refused(error.to_string()),
        }
    }

    /// What has changed after a version; all there is after version 0.
    pub fn since(&self, version: u64) -> Changes {
        let state = self.state();
        let cards = state.slots.iter().filter(|slot| slot.version > version).map(|slot| slot.card.clone());
        Changes {
            version: state.version,
            all: version == 0,
            first: state.slots.front().map_or(state.last_id + 1, |slot| slot.card.id),
            cards: cards.collect(),
            refused: state.refused.clone(),
        }
    }

    /// A card, unless it has made place for others.
    pub fn card(&self, id: u64) -> Option<Card> {
        self.state().slots.iter().find(|slot| slot.card.id == id).map(|slot| slot.card.clone())
    }

    /// Wakes up at each change. However many there are between two looks, they are one for who looks.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.version.subscribe()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self, mut state: MutexGuard<'_, State>) {
        state.version += 1;
        let version = state.version;
        drop(state);
        self.0.version.send_replace(version);
    }

    fn refused(&self, why: String) {
        let mut state = self.state();
        state.refused.count += 1;
        state.refused.last = Some(why);
        self.changed(state);
    }

    fn event(&self, event: &CallEvent) {
        let mut state = self.state();
        let before = state.tracker.get(&event.uuid).map(is_from_outside);
        let update = state.tracker.apply(event, now());
        let Some(call) = state.tracker.get(&event.uuid) else { return };
        if update.change == Change::Nothing {
            return;
        }
        if !is_from_outside(call) {
            let is_unknown = matches!(call.direction(), None | Some(EventDirection::Other(_)));
            if before.is_none() && is_unknown {
                drop(state);
                self.refused("an event of a direction that is not known".to_owned());
            }
            return;
        }
        // Withheld numbers are empty, or a word.
        let Some(number) = Number::from_outside(call.outside_number().unwrap_or_default()) else { return };
        let (stage, rung) =
            (stage(call), call.rung().iter().filter_map(|leg| leg.to.clone()).collect::<Vec<_>>());
        let length = length(call);
        let known = state.slots.iter().rposition(|slot| slot.uuid.as_ref() == Some(&event.uuid));
        let at = match known {
            Some(at) => at,
            // Its card had to make place.
            None if before == Some(true) => return,
            None => state.announced(&number, length).unwrap_or_else(|| self.add(&mut state, &number)),
        };
        let slot = &mut state.slots[at];
        slot.uuid = Some(event.uuid.clone());
        slot.touched = Instant::now();
        (slot.card.stage, slot.card.rung) = (stage, rung);
        if !slot.number.is_same(&number) {
            slot.card.caller.clone_from(&number.shown);
            slot.card.found = Findings::awaited();
            slot.search = Some(self.search(slot.card.id, number.clone()));
            slot.number = number;
        }
        self.note(state, at);
    }

    /// By a webhook that has no id of the call.
    fn announced(&self, number: &str) {
        let Some(number) = Number::from_outside(number) else { return };
        let mut state = self.state();
        if let Some(at) = state.slots.iter().rposition(|slot| slot.is_announced_by(&number)) {
            let slot = &mut state.slots[at];
            // Where its events have overtaken it, the next one is of another call.
            slot.is_announced = true;
            if slot.is_called_again() {
                slot.touched = Instant::now();
                slot.card.again = Some(now().seconds());
                self.note(state, at);
            }
            return;
        }
        let at = self.add(&mut state, &number);
        state.slots[at].is_announced = true;
        self.note(state, at);
    }

    fn add(&self, state: &mut State, number: &Number) -> usize {
        if state.slots.len() == MOST_CARDS {
            state.slots.pop_front();
        }
        state.last_id += 1;
        let id = state.last_id;
        let card = Card {
            id,
            caller: number.shown.clone(),
            stage: Stage::Announced,
            rung: Vec::new(),
            since: now().seconds(),
            again: None,
            found: Findings::awaited(),
        };
        let search = Some(self.search(id, number.clone()));
        let (number, made) = (number.clone(), Instant::now());
        state.slots.push_back(Slot {
            card,
            uuid: None,
            number,
            version: 0,
            made,
            touched: made,
            is_announced: false,
            search,
        });
        state.slots.len() - 1
    }

    fn note(&self, mut state: MutexGuard<'_, State>, at: usize) {
        state.slots[at].version = state.version + 1;
        self.changed(state);
    }

    fn search(&self, id: u64, number: Number) -> Search {
        let board = self.clone();
        let search = tokio::spawn(async move {
            look_up(&board.0.systems, &number, |findings| board.found(id, &number, findings)).await;
        });
        Search(search.abort_handle())
    }

    fn found(&self, id: u64, number: &Number, findings: Findings) {
        let mut state = self.state();
        // The card may be gone, or be of another number by now.
        let Some(at) = state.slots.iter().position(|slot| slot.card.id == id && slot.number == *number)
        else {
            return;
        };
        state.slots[at].card.found = findings;
        self.note(state, at);
    }

    /// Drops old cards, and ends the calls whose end nobody has reported.
    fn sweep(&self) {
        let mut state = self.state();
        let version = state.version + 1;
        let mut any = false;
        while state.slots.front().is_some_and(Slot::is_old) {
            state.slots.pop_front();
            any = true;
        }
        for slot in &mut state.slots {
            if slot.is_silent() {
                slot.card.stage = Stage::Unreported;
                slot.version = version;
                any = true;
            }
        }
        if any {
            self.changed(state);
        }
    }
}

impl State {
    /// The card that the documented GET has made for what is likely this call.
    fn announced(&self, number: &Number, length: Duration) -> Option<usize> {
        let distances = self
            .slots
            .iter()
            .enumerate()
            .filter_map(|(at, slot)| slot.distance(number, length).map(|distance| (distance, at)));
        distances.min().map(|(_, at)| at)
    }
}

async fn sweep(board: Weak<Inner>) {
    let mut turns = interval(SWEEP);
    loop {
        turns.tick().await;
        let Some(inner) = board.upgrade() else { return };
        Board(inner).sweep();
    }
}

fn now() -> UnixTime {
    SystemTime::now().into()
}

/// Not between extensions, not placed from inside by hand or by the API.
fn is_from_outside(call: &TrackedCall) -> bool {
    call.direction() == Some(&EventDirection::Incoming) && !call.is_internal() && !call.is_by_api()
}

/// How long a call has gone on, as far as its events tell: of an account that is sent only the end, no other event does.
fn length(call: &TrackedCall) -> Duration {
    let between = || {
        let (started, ended) = (call.started()?, call.ended()?);
        u64::try_from(ended.seconds().saturating_sub(started.seconds())).ok()
    };
    Duration::from_secs(call.duration().map(u64::from).or_else(between).unwrap_or_default())
}

fn stage(call: &TrackedCall) -> Stage {
    // The end of a call may have the dialled number in the place of who answered.
    let is_telephone =
        |leg: &&Leg| leg.extension().is_some() || call.rung().iter().any(|rung| rung.to == leg.to);
    let by = || call.answered_by().filter(is_telephone).and_then(|leg| leg.to.clone());
    match (call.outcome().is_some(), call.is_answered()) {
        (true, true) => Stage::Answered { by: by() },
        (true, false) => Stage::Missed,
        (false, true) => Stage::Talks { by: by() },
        (false, false) if call.rung().is_empty() => Stage::Begun,
        (false, false) => Stage::Rings,
    }
}
