//! The telephones that take part in a call.

use std::cmp::Ordering;

use isp_client_core::Secret;
use isp_client_core::time::UnixTime;

use super::CallEvent;
use crate::{CallId, phone};

/// One telephone that was rung, or that answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leg {
    /// Who was called: for a subscriber the extension.
    pub to: Option<String>,
    /// The key of the subscriber, without its node (see [`UserKey::is_of_webhook`](crate::UserKey::is_of_webhook)).
    pub userkey: Option<Secret>,
    /// The id of the leg.
    pub subid: Option<CallId>,
    /// When it began to ring, or when it answered.
    pub time: Option<UnixTime>,
}

impl Leg {
    pub(super) fn of(event: &CallEvent) -> Self {
        Self {
            to: event.to.clone(),
            userkey: event.userkey.clone(),
            subid: event.subid.clone(),
            time: event.time,
        }
    }

    /// The number, if it has at most four digits.
    pub fn extension(&self) -> Option<&str> {
        self.to.as_deref().filter(|to| phone::is_extension(to))
    }

    /// Whether a subscriber takes part, and not the voice menu only.
    pub(super) fn has_subscriber(&self) -> bool {
        self.userkey.is_some() || self.extension().is_some()
    }

    /// A total order by time, so that no choice depends on the order of arrival.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        none_last(self.time, other.time)
            .then_with(|| none_last(self.subid.as_ref(), other.subid.as_ref()))
            .then_with(|| none_last(self.to.as_deref(), other.to.as_deref()))
            .then_with(|| none_last(self.key(), other.key()))
    }

    fn key(&self) -> Option<&str> {
        self.userkey.as_ref().map(Secret::expose)
    }

    fn is_same_ring(&self, other: &Self) -> bool {
        (&self.subid, &self.to) == (&other.subid, &other.to)
    }
}

/// The first legs by their order, whatever order they came in and how often.
#[derive(Clone, Default)]
pub(super) struct Rung {
    pub(super) legs: Vec<Leg>,
    /// Whether there were more than the limit.
    pub(super) truncated: bool,
}

impl Rung {
    /// Whether that made a difference. Of two reports of one ring, the first by order is kept.
    pub(super) fn insert(&mut self, leg: Leg, limit: usize) -> bool {
        if let Some(at) = self.legs.iter().position(|known| known.is_same_ring(&leg)) {
            if leg.order(&self.legs[at]).is_ge() {
                return false;
            }
            self.legs.remove(at);
        }
        let at = self.legs.partition_point(|known| known.order(&leg).is_lt());
        if at >= limit {
            return !std::mem::replace(&mut self.truncated, true);
        }
        self.legs.insert(at, leg);
        if self.legs.len() > limit {
            self.legs.truncate(limit);
            self.truncated = true;
        }
        true
    }
}

pub(super) fn none_last<T: Ord>(one: Option<T>, other: Option<T>) -> Ordering {
    one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(&other))
}
