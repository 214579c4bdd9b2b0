//! A call as its events tell it.

use std::fmt;

use isp_client_core::time::UnixTime;

use super::best::{Best, Rank};
use super::leg::{Rung, none_last};
use super::{CallEvent, CallUuid, EventCallStatus, EventDirection, EventState, Leg, event};
use crate::CallId;

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Somebody answered.
    Answered,
    /// An incoming call from outside that nobody answered.
    Missed,
    /// Another call that nobody answered: outgoing, internal, or only rung by the API for its own user.
    NotAnswered,
}

/// What one event has changed in a call.
pub(super) struct Folded {
    /// Anything at all.
    pub(super) new: bool,
    /// Who was rung, or when.
    pub(super) rang: bool,
}

/// A call, as far as its events tell: who called whom, who was rung, how it ended. The order of the events and their
/// repetition make no difference. Recordings, tags and digits stay with their events.
///
/// `Debug` shows ids, the outcome and counts, and no number.
#[derive(Clone)]
pub struct TrackedCall {
    uuid: CallUuid,
    call_id: Best<CallId>,
    direction: Best<EventDirection>,
    from: Best<String>,
    to: Best<String>,
    first_event: Option<UnixTime>,
    ended: Option<UnixTime>,
    duration: Option<u32>,
    rung: Rung,
    /// By an `ANSWER` event.
    picked_up: Option<Leg>,
    /// By a `HANGUP` event with `callstatus`.
    hung_up_answered: Option<Leg>,
    hung_up: bool,
    finished: bool,
    callstatus_answer: bool,
    by_api: bool,
}

impl TrackedCall {
    pub(super) fn new(uuid: CallUuid) -> Self {
        Self {
            uuid,
            call_id: Best::default(),
            direction: Best::default(),
            from: Best::default(),
            to: Best::default(),
            first_event: None,
            ended: None,
            duration: None,
            rung: Rung::default(),
            picked_up: None,
            hung_up_answered: None,
            hung_up: false,
            finished: false,
            callstatus_answer: false,
            by_api: false,
        }
    }

    /// Adds what the event tells. Every step keeps a least, a greatest, or a "once seen", so order and repetition do
    /// not matter.
    pub(super) fn fold(&mut self, event: &CallEvent, max_legs: usize) -> Folded {
        let api = event.is_api_leg();
        let rank = Rank::of(event);
        let mut new = false;
        new |= self.call_id.offer(rank, event.baseid.as_ref(), CallId::as_str);
        new |= self.direction.offer(rank, event.direction.as_ref(), EventDirection::as_str);
        new |= self.from.offer(rank, event.from.as_ref(), String::as_str);
        new |= self.to.offer(rank, event.to.as_ref(), String::as_str);
        new |= earliest(&mut self.first_event, event.time);
        new |= latest(&mut self.duration, event.duration);
        new |= once(&mut self.by_api, api);
        if event.state.is_final() {
            new |= once(&mut self.finished, true);
            new |= latest(&mut self.ended, event.time);
        }
        // The API's own first leg rings who asked for the call: that is nobody's call yet.
        if api {
            return Folded { new, rang: false };
        }
        let rang = event.state == EventState::Preanswer && self.rung.insert(Leg::of(event), max_legs);
        new |= rang | self.fold_answer(event);
        Folded { new, rang }
    }

    fn fold_answer(&mut self, event: &CallEvent) -> bool {
        let leg = Leg::of(event);
        let mut new = once(&mut self.hung_up, event.state == EventState::Hangup);
        if event.callstatus == Some(EventCallStatus::Answer) {
            new |= once(&mut self.callstatus_answer, true);
            if leg.has_subscriber() {
                new |= first(&mut self.hung_up_answered, &leg);
            }
        }
        if event.state == EventState::Answer && leg.has_subscriber() {
            new |= first(&mut self.picked_up, &leg);
        }
        new
    }

    /// What the events of the call have in common.
    pub fn uuid(&self) -> &CallUuid {
        &self.uuid
    }

    /// The call's id for [`Client::call_info`](crate::Client::call_info) and
    /// [`Client::recording`](crate::Client::recording), by `baseid`. That the API knows it under this id is likely, not
    /// verified.
    pub fn call_id(&self) -> Option<&CallId> {
        self.call_id.get()
    }

    /// Which way the call goes.
    pub fn direction(&self) -> Option<&EventDirection> {
        self.direction.get()
    }

    /// Who calls.
    pub fn from(&self) -> Option<&str> {
        self.from.get().map(String::as_str)
    }

    /// Who is called: the dialled number, as far as an event of the first leg tells it.
    pub fn to(&self) -> Option<&str> {
        self.to.get().map(String::as_str)
    }

    /// The number outside of the PBX: who calls in, or who is called from inside. None for an internal call, and while
    /// only the first leg of a call by the API is known.
    pub fn outside_number(&self) -> Option<&str> {
        match self.direction() {
            _ if self.is_internal() || self.is_api_leg_only() => None,
            Some(EventDirection::Incoming) => self.from(),
            Some(EventDirection::External) => self.to(),
            _ => None,
        }
    }

    /// Whether the call is between extensions, as of [`CallEvent::is_internal`].
    pub fn is_internal(&self) -> bool {
        event::is_internal(self.direction(), self.from(), self.to())
    }

    /// Whether the call has a first leg that the API rang.
    pub fn is_by_api(&self) -> bool {
        self.by_api
    }

    fn is_api_leg_only(&self) -> bool {
        self.from().is_some_and(event::is_api)
    }

    /// Who was rung, the first one first: by the time of the events, not by their arrival.
    ///
    /// Accounts that are sent only final states have nobody here.
    pub fn rung(&self) -> &[Leg] {
        &self.rung.legs
    }

    /// Whether more were rung than the tracker's limit of legs. The first are kept.
    pub fn is_truncated(&self) -> bool {
        self.rung.truncated
    }

    /// Whether somebody answered.
    ///
    /// `callstatus` says so; it comes with `HANGUP` and is not taken back by an `END` without it. Until a `HANGUP` has
    /// come, an `ANSWER` event of a subscriber's leg says so too; a `HANGUP` without `callstatus` overrules that. The
    /// duration says nothing.
    pub fn is_answered(&self) -> bool {
        self.callstatus_answer || (!self.hung_up && self.picked_up.is_some())
    }

    /// Who answered first, if the events tell.
    pub fn answered_by(&self) -> Option<&Leg> {
        if !self.is_answered() {
            return None;
        }
        self.picked_up.as_ref().or_else(|| {
            let hung_up = self.hung_up_answered.as_ref()?;
            // A `HANGUP` may have the dialled number where the `PREANSWER` of the leg has the extension.
            let rung = self.rung().iter().find(|leg| {
                (leg.subid.is_some() && leg.subid == hung_up.subid)
                    || (leg.userkey.is_some() && leg.userkey == hung_up.userkey)
            });
            rung.or(Some(hung_up))
        })
    }

    /// How the call ended; none while it goes on.
    ///
    /// Late events may still correct it, from missed to answered.
    pub fn outcome(&self) -> Option<Outcome> {
        let incoming = self.direction() == Some(&EventDirection::Incoming)
            && !self.is_internal()
            && !self.is_api_leg_only();
        match (self.finished, self.is_answered(), incoming) {
            (false, _, _) => None,
            (true, true, _) => Some(Outcome::Answered),
            (true, false, true) => Some(Outcome::Missed),
            (true, false, false) => Some(Outcome::NotAnswered),
        }
    }

    /// When the call began: by its `baseid`, else the time of its first event.
    pub fn started(&self) -> Option<UnixTime> {
        self.call_id().and_then(CallId::created).or(self.first_event)
    }

    /// When the first subscriber answered. None if that was never told, even for an answered call.
    pub fn answered(&self) -> Option<UnixTime> {
        if self.is_answered() { self.picked_up.as_ref()?.time } else { None }
    }

    /// When the last final state happened.
    pub fn ended(&self) -> Option<UnixTime> {
        self.ended
    }

    /// Seconds, with the ringing: the longest of its events.
    pub fn duration(&self) -> Option<u32> {
        self.duration
    }
}

impl fmt::Debug for TrackedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackedCall")
            .field("uuid", &self.uuid)
            .field("call_id", &self.call_id())
            .field("direction", &self.direction())
            .field("outcome", &self.outcome())
            .field("rung", &self.rung().len())
            .finish_non_exhaustive()
    }
}

fn first(known: &mut Option<Leg>, leg: &Leg) -> bool {
    let new = known.as_ref().is_none_or(|known| leg.order(known).is_lt());
    if new {
        *known = Some(leg.clone());
    }
    new
}

fn earliest(known: &mut Option<UnixTime>, time: Option<UnixTime>) -> bool {
    let new = none_last(time, *known).is_lt();
    if new {
        *known = time;
    }
    new
}

fn latest<T: Ord>(known: &mut Option<T>, value: Option<T>) -> bool {
    let new = value > *known;
    if new {
        *known = value;
    }
    new
}

fn once(known: &mut bool, seen: bool) -> bool {
    let new = seen && !*known;
    *known |= seen;
    new
}
