//! All that a running billing knows, and the desk where one request is dealt with.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::account::{Administrator, House, Operation, Service, Subscriber, Switch};
use super::act::{Act, Call, Deed, Mode};
use super::answer::Reply;
use super::arguments::{self, Arguments};
use super::certificates::Certificates;
use super::dialect::{Dialect, LoginMode};
use super::procedures::{self, AUTH_LOGIN};
use super::query::Query;
use super::session::Sessions;
use super::{firebird, generated, samples};
use crate::shared::lock;
use crate::shared::server::Gate;

/// How many calls and acts are remembered; the oldest are forgotten.
const REMEMBERED: usize = 10_000;
/// How much of an argument is remembered, in characters.
const ARGUMENT_MOST: usize = 1024;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) gate: Arc<Gate>,
    pub(crate) offset: Offset,
    pub(crate) generated: i32,
    pub(crate) administrators: Vec<Administrator>,
    pub(crate) certificates: Certificates,
    pub(crate) live: Mutex<Live>,
}

/// What changes.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) dialect: Dialect,
    pub(crate) sessions: Sessions,
    pub(crate) people: BTreeMap<i32, Subscriber>,
    pub(crate) promises: BTreeMap<i32, (i64, DateTime)>,
    pub(crate) houses: BTreeMap<i32, House>,
    pub(crate) switches: BTreeMap<i32, Switch>,
    pub(crate) services: BTreeMap<i32, Service>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) acts: VecDeque<Act>,
    pub(crate) calls: VecDeque<Call>,
    pub(crate) refusals: VecDeque<String>,
    pub(crate) dhcpd_restarts: u64,
    last_id: i32,
}

impl Live {
    pub(crate) fn new(dialect: Dialect, people: BTreeMap<i32, Subscriber>) -> Self {
        Self {
            dialect,
            sessions: Sessions::default(),
            people,
            promises: BTreeMap::new(),
            houses: samples::houses().into_iter().map(|house| (house.id, house)).collect(),
            switches: samples::switches().into_iter().map(|switch| (switch.id, switch)).collect(),
            services: samples::services().into_iter().map(|service| (service.id, service)).collect(),
            operations: Vec::new(),
            acts: VecDeque::new(),
            calls: VecDeque::new(),
            refusals: VecDeque::new(),
            dhcpd_restarts: 0,
            last_id: 10_000,
        }
    }

    pub(crate) fn new_id(&mut self) -> i32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    pub(crate) fn is_subscriber(&self, id: i32, generated: i32) -> bool {
        self.people.contains_key(&id) || generated::find(id, generated).is_some()
    }

    /// A generated subscriber is kept once something about it changes.
    pub(crate) fn subscriber(&mut self, id: i32, generated: i32) -> Option<&mut Subscriber> {
        match self.people.entry(id) {
            Entry::Occupied(known) => Some(known.into_mut()),
            Entry::Vacant(free) => Some(free.insert(generated::find(id, generated)?)),
        }
    }

    fn remember(&mut self, call: Call) {
        self.calls.push_back(call);
        if self.calls.len() > REMEMBERED {
            self.calls.pop_front();
        }
    }
}

impl State {
    /// What is said, and in which dialect.
    pub(crate) fn deal(&self, query: &Query) -> (Reply, Dialect) {
        let mut live = lock(&self.live);
        let dialect = live.dialect.clone();
        // What other commands do is unknown; here nothing.
        if query.cmd != b"execute" {
            return (Reply::Nothing, dialect);
        }
        let at = self.gate.clock.now();
        let (mut call, arguments) = self.read(query, at, &dialect);
        let refusal = match &arguments {
            Ok(_) => live.refusals.pop_front(),
            Err(error) => Some(error.clone()),
        };
        call.error = refusal;
        let reply = match (&call.error, arguments) {
            (Some(error), _) => Reply::Failed(error.clone()),
            (None, Err(_)) => Reply::Nothing,
            (None, Ok(arguments)) => {
                let now = self.local(at);
                let mut desk =
                    Desk { state: self, live: &mut live, dialect: &dialect, at, now, arguments: &arguments };
                desk.deal(&call, query)
            }
        };
        if let Reply::Failed(error) = &reply {
            call.error.get_or_insert_with(|| error.clone());
        }
        live.remember(call);
        (reply, dialect)
    }

    fn local(&self, unix: u32) -> DateTime {
        self.offset.to_datetime(Timestamp::from_second(i64::from(unix)).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The call as it is remembered, and its arguments or what Firebird says of them.
    fn read(&self, query: &Query, at: u32, dialect: &Dialect) -> (Call, Result<Arguments, String>) {
        let name: String = String::from_utf8_lossy(&query.proc).chars().take(ARGUMENT_MOST).collect();
        let credentials = query.login.is_some() || query.password.is_some();
        let mode = match dialect.login_mode {
            _ if !credentials || name == AUTH_LOGIN => Mode::TwoStep,
            LoginMode::Either => Mode::OneStep,
            LoginMode::TwoStepOnly | LoginMode::CredentialsAndSuid => Mode::Both,
        };
        let procedure = procedures::find(&name);
        let (signature, at_least) = match procedure {
            Some(procedure) => procedure.signature(dialect, mode == Mode::OneStep),
            None => (&[][..], 0),
        };
        let decode = |raw: &Option<Vec<u8>>| match raw {
            Some(bytes) => arguments::decode(bytes, dialect.request_charset).map(Some),
            None => Some(None),
        };
        let texts: Vec<Option<Option<String>>> = query.arguments.iter().map(decode).collect();
        let shown = texts.iter().enumerate().map(|(index, text)| {
            let name = signature
                .get(index)
                .map_or_else(|| format!("arg{}", index + 1), |(name, _)| (*name).to_owned());
            let text = text.as_ref().map_or(Some("\u{FFFD}"), Option::as_deref);
            let text = text.filter(|text| !text.is_empty() && *text != "null");
            (name, text.map(|text| text.chars().take(ARGUMENT_MOST).collect()))
        });
        let call = Call { at, arguments: shown.collect(), mode, error: None, procedure: name };
        let arguments = if procedure.is_none() {
            Err(firebird::unknown_procedure(&call.procedure))
        } else if texts.len() > signature.len() || texts.len() < at_least {
            Err(firebird::mismatch(&call.procedure))
        } else {
            let read = signature.iter().enumerate().map(|(index, (name, kind))| {
                let text = match texts.get(index) {
                    None => None,
                    Some(None) => return Err(firebird::MALFORMED.to_owned()),
                    Some(Some(text)) => text.as_deref(),
                };
                Ok((*name, arguments::read(*kind, text, dialect)?))
            });
            read.collect::<Result<_, _>>().map(Arguments)
        };
        (call, arguments)
    }
}

/// Where one request is dealt with; the procedures stand in `session`, `find`, `columns`, `finance` and `equipment`.
pub(crate) struct Desk<'a> {
    pub(crate) state: &'a State,
    pub(crate) live: &'a mut Live,
    pub(crate) dialect: &'a Dialect,
    pub(crate) at: u32,
    pub(crate) now: DateTime,
    pub(crate) arguments: &'a Arguments,
}

impl Desk<'_> {
    fn deal(&mut self, call: &Call, query: &Query) -> Reply {
        if call.procedure == AUTH_LOGIN {
            return self.log_in();
        }
        if let Err(reply) = self.admit(call.mode, query) {
            return reply;
        }
        match call.procedure.as_str() {
            "CLN_HOME_EDIT" => self.edit_house(),
            "CLN_HOME_LIST" => self.houses(),
            "CLN_SWITCH_EDIT" => self.edit_switch(),
            "CLN_SWITCH_LIST" => self.switches(),
            "CLN_USR_USLUGA_EDIT" => self.edit_service(),
            "CLN_USR_GET" => self.subscriber(),
            "CLN_USR_FIND_2" => self.find(),
            "WEB_USER_PROMISE_PAY" => self.promise(),
            "CLN_FIN_OPER_ADD" => self.add_payment(),
            _ => self.operations(),
        }
    }

    pub(crate) fn act(&mut self, deed: Deed) {
        self.live.acts.push_back(Act { at: self.at, deed });
        if self.live.acts.len() > REMEMBERED {
            self.live.acts.pop_front();
        }
    }

    /// As it stands in the rows of tests.
    pub(crate) fn written(moment: DateTime) -> String {
        moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}
