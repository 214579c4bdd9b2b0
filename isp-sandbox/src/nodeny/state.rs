//! All that a running billing knows, and the desk where one request is dealt with.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use jiff::tz::Offset;

use super::account::{Admin, CARD_FRESH, CARD_USED, Card};
use super::act::{Act, Call, Deed};
use super::answer::{Crash, Reply};
use super::dialect::Dialect;
use super::form::{Parameters, cookie};
use super::generated;
use super::person::Person;
use super::session::{Sessions, Who};
use super::value::{Chance, Pen};
use crate::shared::clock::local_time;
use crate::shared::lock;
use crate::shared::server::Gate;

/// How many calls and acts are remembered; the oldest are forgotten.
const REMEMBERED: usize = 10_000;
/// How much of a call's parameters is remembered, in characters.
const PARAMETERS_MOST: usize = 8192;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) base: String,
    pub(crate) gate: Arc<Gate>,
    pub(crate) offset: Offset,
    pub(crate) generated: u32,
    pub(crate) admins: Vec<Admin>,
    pub(crate) live: Mutex<Live>,
}

/// What changes.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) dialect: Dialect,
    pub(crate) sessions: Sessions,
    pub(crate) people: BTreeMap<u32, Person>,
    pub(crate) cards: HashMap<String, Card>,
    pub(crate) acts: VecDeque<Act>,
    pub(crate) calls: VecDeque<Call>,
    pub(crate) crashes: VecDeque<Crash>,
    pub(crate) refusals: VecDeque<String>,
    pub(crate) logins: u64,
    pub(crate) refused_logins: u64,
    pub(crate) chance: Chance,
    last_id: u32,
}

impl Live {
    pub(crate) fn new(dialect: Dialect, people: BTreeMap<u32, Person>, cards: HashMap<String, Card>) -> Self {
        Self {
            dialect,
            sessions: Sessions::default(),
            people,
            cards,
            acts: VecDeque::new(),
            calls: VecDeque::new(),
            crashes: VecDeque::new(),
            refusals: VecDeque::new(),
            logins: 0,
            refused_logins: 0,
            chance: Chance(0),
            last_id: 10_000,
        }
    }

    pub(crate) fn new_id(&mut self) -> u32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    /// A generated subscriber is kept once somebody has looked.
    pub(crate) fn person(&mut self, uid: u32, generated: u32) -> Option<&mut Person> {
        match self.people.entry(uid) {
            Entry::Occupied(known) => Some(known.into_mut()),
            Entry::Vacant(free) => Some(free.insert(generated::person(generated::index(uid, generated)?))),
        }
    }

    fn remember(&mut self, call: Call) {
        self.calls.push_back(call);
        if self.calls.len() > REMEMBERED {
            self.calls.pop_front();
        }
    }
}

pub(crate) fn ready_made_cards() -> HashMap<String, Card> {
    let card = |activated| Card { amount: 5000, activated };
    HashMap::from([(CARD_FRESH.to_owned(), card(false)), (CARD_USED.to_owned(), card(true))])
}

/// One request, read.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) parameters: Parameters,
    pub(crate) cookie: Option<String>,
    pub(crate) ajax: bool,
}

impl Asked {
    pub(crate) fn action(&self) -> &str {
        self.parameters.get("a").unwrap_or_default()
    }

    /// A parameter `set_<name>` counts as the cookie `<name>` (observed).
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let sent = self.cookie.as_deref().and_then(|header| cookie(header, name));
        self.parameters.get(&format!("set_{name}")).or(sent)
    }

    fn record(&self, at: u32, account: Option<u32>) -> Call {
        let mut left = PARAMETERS_MOST;
        let mut cut = |text: &str| -> String {
            let kept: String = text.chars().take(left).collect();
            left -= kept.chars().count();
            kept
        };
        let pairs = self.parameters.0.iter().map(|(name, value)| (cut(name), cut(value)));
        let parameters = pairs.take_while(|(name, _)| !name.is_empty()).collect();
        Call {
            at,
            method: self.method.clone(),
            action: self.action().to_owned(),
            parameters,
            cookie: self.cookie.clone(),
            ajax: self.ajax,
            account,
        }
    }
}

impl State {
    /// What is said, in which dialect, by which pen.
    pub(crate) fn deal(&self, asked: &Asked) -> (Reply, Dialect, Pen) {
        let mut live = lock(&self.live);
        let now = self.gate.clock.now();
        let dialect = live.dialect.clone();
        let order = Chance(live.chance.next());
        let pen = Pen::new(dialect.typing, order);
        let token = asked.cookie("noses").unwrap_or_default();
        let who = live.sessions.use_one(token, now, dialect.session_ttl, asked.ajax);
        live.remember(asked.record(now, who.map(Who::id)));
        let reply = match live.crashes.pop_front() {
            Some(crash) => Reply::Crash(crash),
            None => Desk { state: self, live: &mut live, dialect: &dialect, now, asked }.deal(who),
        };
        (reply, dialect, pen)
    }
}

/// Where one request is dealt with; the actions stand in `login`, `billing` and `admin`.
pub(crate) struct Desk<'a> {
    pub(crate) state: &'a State,
    pub(crate) live: &'a mut Live,
    pub(crate) dialect: &'a Dialect,
    pub(crate) now: u32,
    pub(crate) asked: &'a Asked,
}

impl Desk<'_> {
    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.asked.parameters.get(name).unwrap_or_default()
    }

    pub(crate) fn act(&mut self, uid: u32, deed: Deed) {
        self.live.acts.push_back(Act { at: self.now, uid, deed });
        if self.live.acts.len() > REMEMBERED {
            self.live.acts.pop_front();
        }
    }

    /// `dd.mm.yyyy hh:mm`, as texts for people have it; empty for 0.
    pub(crate) fn human_time(&self, unix: u32) -> String {
        if unix == 0 {
            return String::new();
        }
        let text = local_time(unix, self.state.offset);
        let (year, month, day, time) = (&text[..4], &text[5..7], &text[8..10], &text[11..16]);
        format!("{day}.{month}.{year} {time}")
    }
}
