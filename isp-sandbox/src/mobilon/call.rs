//! A call as info and journal know it, and the memory of calls.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// A finished call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// `<unix seconds>.<sequence>`.
    pub callid: String,
    /// Unix seconds of the start; answers show it as a naive local time.
    pub started: u32,
    /// The word on the wire. Only `ANSWERED` is documented.
    pub status: String,
    /// Seconds. Not necessarily talk time: the sandbox counts ringing too, as the portal does (observed).
    pub duration: u32,
    /// The caller.
    pub from: String,
    /// The word on the wire. Only `OUTGOING` is documented.
    pub direction: String,
    /// The called number.
    pub to: String,
    /// Empty on the wire when `None`.
    pub operator_id: Option<String>,
    /// Empty on the wire when `None`.
    pub subscriber_id: Option<String>,
    /// Length of the recording's sound in bytes (8,000 a second); `None` when there is no recording.
    pub recording: Option<u32>,
}

/// A request of CallToSubscriber that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlacedCall {
    /// The id that was answered.
    pub callid: String,
    /// `key` of the request.
    pub key: String,
    /// `outboundNumber` of the request.
    pub number: String,
    /// `device` of the request.
    pub device: Option<String>,
}

/// How many calls are remembered; the oldest are forgotten.
pub(crate) const REMEMBERED: usize = 100_000;

#[derive(Debug, Default)]
pub(crate) struct Calls {
    by_age: VecDeque<Arc<Call>>,
    by_id: HashMap<String, Arc<Call>>,
}

impl Calls {
    /// A call with a known id replaces the older one.
    pub(crate) fn add(&mut self, call: Call) {
        let call = Arc::new(call);
        if self.by_id.insert(call.callid.clone(), call.clone()).is_some() {
            self.by_age.retain(|old| old.callid != call.callid);
        }
        self.by_age.push_back(call);
        if self.by_age.len() > REMEMBERED
            && let Some(oldest) = self.by_age.pop_front()
        {
            self.by_id.remove(&oldest.callid);
        }
    }

    pub(crate) fn get(&self, callid: &str) -> Option<Arc<Call>> {
        self.by_id.get(callid).cloned()
    }

    pub(crate) fn all(&self) -> Vec<Call> {
        self.by_age.iter().map(|call| Call::clone(call)).collect()
    }

    /// Calls that started in `seconds`, newest first; of one second, the last added first.
    pub(crate) fn between(&self, seconds: std::ops::Range<u64>) -> Vec<Arc<Call>> {
        let found = self.by_age.iter().rev().filter(|call| seconds.contains(&u64::from(call.started)));
        let mut found: Vec<_> = found.cloned().collect();
        found.sort_by_key(|call| std::cmp::Reverse(call.started));
        found
    }
}
