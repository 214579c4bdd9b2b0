//! One value for the whole call, of the many that its events have.

use isp_client_core::time::UnixTime;

use super::{CallEvent, EventState};

/// How well an event knows the numbers of the whole call; less is better. `PREANSWER` and `ANSWER` have the extension
/// in the place of the dialled number, and so may others on a leg that is not the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    api: bool,
    not_base: bool,
    state: u8,
    no_time: bool,
    time: Option<UnixTime>,
}

impl Rank {
    pub(super) fn of(event: &CallEvent) -> Self {
        Self {
            api: event.is_api_leg(),
            not_base: event.subid.is_none() || event.subid != event.baseid,
            state: match event.state {
                EventState::Start => 0,
                EventState::Ivr => 1,
                EventState::End => 2,
                EventState::Hangup => 3,
                EventState::Preanswer | EventState::Answer | EventState::Other(_) => 4,
            },
            no_time: event.time.is_none(),
            time: event.time,
        }
    }
}

/// The value of the best event that has one; of equals, the first by its text.
#[derive(Clone)]
pub(super) struct Best<T>(Option<(Rank, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone> Best<T> {
    /// Whether the value is another one now.
    pub(super) fn offer(&mut self, rank: Rank, value: Option<&T>, text: fn(&T) -> &str) -> bool {
        let Some(value) = value else { return false };
        let known = self.0.as_ref().map(|(rank, known)| (*rank, text(known)));
        if known.is_some_and(|known| known <= (rank, text(value))) {
            return false;
        }
        let new = known.is_none_or(|(_, known)| known != text(value));
        self.0 = Some((rank, value.clone()));
        new
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }
}
