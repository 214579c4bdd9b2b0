//! All that a running PBX knows, and how a call passes through it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::tz::Offset;
use tokio::time::sleep;

use super::account::{Subscriber, User};
use super::call::{Call, Calls, PlacedCall};
use super::dialect::{ApiLeg, Dialect, EventStates, TemplateKey};
use super::event::Event;
use super::feed::Feeds;
use super::generated::GeneratedDay;
use super::hooks::{Hooks, Place, Work};
use super::script::{Birth, CallPlan, IncomingCall, Script, callid};
use crate::shared::deliver::Outgoing;
use crate::shared::lock;
use crate::shared::server::Gate;

/// Placed calls that are remembered; the oldest are forgotten.
const PLACED: usize = 10_000;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) gate: Arc<Gate>,
    pub(crate) hooks: Arc<Hooks>,
    pub(crate) feeds: Arc<Feeds>,
    /// With the prefix, without a trailing slash.
    pub(crate) base: String,
    pub(crate) prefix: String,
    pub(crate) users: Vec<User>,
    pub(crate) tokens: Vec<String>,
    pub(crate) offset: Offset,
    pub(crate) generated: Vec<GeneratedDay>,
    pub(crate) pace: Option<Duration>,
    pub(crate) plan: CallPlan,
    pub(crate) live: Mutex<Live>,
}

/// What changes while it runs.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) dialect: Dialect,
    pub(crate) calls: Calls,
    pub(crate) placed: VecDeque<PlacedCall>,
    pub(crate) plans: VecDeque<CallPlan>,
    pub(crate) failures: VecDeque<u32>,
    /// How often each recording was refused as not ready.
    pub(crate) refused: HashMap<String, u32>,
    pub(crate) sequence: u32,
}

impl Live {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            calls: Calls::default(),
            placed: VecDeque::new(),
            plans: VecDeque::new(),
            failures: VecDeque::new(),
            refused: HashMap::new(),
            sequence: 104_512,
        }
    }
}

impl State {
    pub(crate) fn dialect(&self) -> Dialect {
        lock(&self.live).dialect.clone()
    }

    pub(crate) fn find(&self, callid: &str) -> Option<Arc<Call>> {
        let remembered = lock(&self.live).calls.get(callid);
        remembered.or_else(|| self.generated.iter().find_map(|day| day.find(callid)).map(Arc::new))
    }

    /// Answers the callid.
    ///
    /// # Errors
    ///
    /// A code of the documented table. In which order the vendor checks is unknown.
    pub(crate) async fn place_call(
        self: &Arc<Self>,
        key: &str,
        number: &str,
        device: Option<&str>,
    ) -> Result<String, u32> {
        let place = self.hooks.place().await.ok_or(4_u32)?;
        let script = {
            let mut live = lock(&self.live);
            if let Some(code) = live.failures.pop_front() {
                return Err(code);
            }
            let user = self.users.iter().find(|user| user.key == key).ok_or(2_u32)?;
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(3);
            }
            let extension = match &user.subscriber {
                Subscriber::Missing => return Err(5),
                Subscriber::NotRegistered => return Err(1),
                Subscriber::Registered { extension } => extension,
            };
            let plan = live.plans.pop_front().unwrap_or_else(|| self.plan.clone());
            let script = self.birth(&mut live, 3).placed(user, extension, number, &plan);
            live.placed.push_back(PlacedCall {
                callid: script.call.callid.clone(),
                key: key.to_owned(),
                number: number.to_owned(),
                device: device.map(str::to_owned),
            });
            if live.placed.len() > PLACED {
                live.placed.pop_front();
            }
            script
        };
        let callid = script.call.callid.clone();
        self.play(script, place);
        Ok(callid)
    }

    /// `None` once the sandbox is gone.
    pub(crate) async fn incoming_call(self: &Arc<Self>, incoming: &IncomingCall) -> Option<String> {
        let place = self.hooks.place().await?;
        let legs = u32::try_from(incoming.rung.len()).unwrap_or(u32::MAX).saturating_add(1);
        let script = self.birth(&mut lock(&self.live), legs).incoming(incoming);
        let callid = script.call.callid.clone();
        self.play(script, place);
        Some(callid)
    }

    fn birth(&self, live: &mut Live, legs: u32) -> Birth<'_> {
        let started = self.gate.clock.now();
        let sequence = live.sequence;
        live.sequence = live.sequence.wrapping_add(legs);
        let record_url = format!("{}/records/{}.wav", self.base, callid(started, sequence));
        Birth {
            started,
            sequence,
            users: &self.users,
            record_url: Some(record_url).filter(|_| live.dialect.event_record_url),
            api_leg: match live.dialect.api_leg {
                ApiLeg::CallApi => "CallAPI",
                ApiLeg::Zeros => "0000",
            },
        }
    }

    fn play(self: &Arc<Self>, script: Script, place: Place) {
        let Script { events, call } = script;
        let Some(pace) = self.pace else {
            lock(&self.live).calls.add(call);
            place.send(events.iter().flat_map(|event| self.reports(event)).collect());
            return;
        };
        let state = self.clone();
        let work = Work::open(&self.hooks);
        self.gate.spawn(async move {
            drop(place);
            for event in &events {
                if event.state != "START" {
                    sleep(pace).await;
                }
                let Some(place) = state.hooks.place().await else { return };
                place.send(state.reports(event));
            }
            lock(&state.live).calls.add(call);
            drop(work);
        });
    }

    /// The templated GET goes out for each ringing subscriber that has a key.
    fn reports(&self, event: &Event) -> Vec<Outgoing> {
        let dialect = self.dialect();
        let ringing = event.userkey.as_deref().filter(|_| event.state == "PREANSWER");
        let whole = dialect.template_key == TemplateKey::Whole;
        let template = ringing.and_then(|short| {
            let user = self.users.iter().find(|user| user.short_key() == short);
            let key = user.filter(|_| whole).map_or(short, |user| &user.key);
            self.hooks.templated(key, &event.from)
        });
        let sent = dialect.event_states == EventStates::All || matches!(event.state, "HANGUP" | "END");
        let json = serde_json::to_string(event).ok().filter(|_| sent);
        template.into_iter().chain(json.and_then(|json| self.hooks.event(json))).collect()
    }
}
