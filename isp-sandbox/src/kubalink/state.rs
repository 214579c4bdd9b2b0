//! All that a running ERP knows, and the desk where one request is dealt with.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex};

use jiff::tz::Offset;
use serde_json::Value;

use super::act::{Act, Call, writes};
use super::answer::Breakage;
use super::catalogue::{Catalogue, Objection};
use super::dialect::Dialect;
use super::generated::{self, Generated};
use super::parameters::Parameters;
use super::reply::{Done, Outcome, Refusal, Reply, forbidden, refused};
use super::table::{Row, Store, number_of};
use crate::shared::clock::local_time;
use crate::shared::lock;
use crate::shared::server::Gate;

/// How many calls and acts are remembered; the oldest are forgotten.
const REMEMBERED: usize = 10_000;
/// How many bytes of calls are remembered, about.
const CALLS_MOST: usize = 64 * 1024 * 1024;

pub(crate) type Name = (&'static str, &'static str);

/// A key's categories; `None` is all of them.
pub(crate) type Keys = HashMap<String, Option<HashSet<String>>>;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) base: String,
    pub(crate) gate: Arc<Gate>,
    pub(crate) offset: Offset,
    pub(crate) generated: Generated,
    pub(crate) keys: Keys,
    pub(crate) catalogue: Catalogue,
    pub(crate) fixed: BTreeMap<String, Row>,
    pub(crate) live: Mutex<Live>,
}

/// What changes.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) dialect: Dialect,
    pub(crate) store: Store,
    /// Generated objects that were deleted.
    pub(crate) gone: HashSet<(&'static str, i64)>,
    pub(crate) acts: VecDeque<Act>,
    pub(crate) calls: VecDeque<Call>,
    calls_size: usize,
    pub(crate) breakages: VecDeque<Breakage>,
    /// Actions that answer so until they are mended; an empty name is all of them.
    pub(crate) broken: HashMap<String, Breakage>,
    pub(crate) refusals: VecDeque<String>,
}

impl Live {
    pub(crate) fn new(dialect: Dialect, store: Store) -> Self {
        Self {
            dialect,
            store,
            gone: HashSet::new(),
            acts: VecDeque::new(),
            calls: VecDeque::new(),
            calls_size: 0,
            breakages: VecDeque::new(),
            broken: HashMap::new(),
            refusals: VecDeque::new(),
        }
    }

    fn remember(&mut self, call: Call) {
        self.calls_size += call.size();
        self.calls.push_back(call);
        while self.calls.len() > REMEMBERED || self.calls_size > CALLS_MOST {
            let Some(oldest) = self.calls.pop_front() else { return };
            self.calls_size -= oldest.size();
        }
    }

    fn breakage(&mut self, asked: &Asked) -> Option<Breakage> {
        let name = format!("{}.{}", asked.category(), asked.action());
        let lasting = self.broken.get(&name).or_else(|| self.broken.get("")).copied();
        self.breakages.pop_front().or(lasting)
    }
}

/// One request, read.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) parameters: Parameters,
}

impl Asked {
    pub(crate) fn category(&self) -> &str {
        self.parameters.get("cat").unwrap_or_default()
    }

    pub(crate) fn action(&self) -> &str {
        let old_name = || self.parameters.get("subcat");
        self.parameters.filled("action").or_else(old_name).unwrap_or_default()
    }

    /// What came with the request, but for the key and what every action takes.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        let common = ["key", "cat", "action", "subcat", "skip_internal_api", "lang"];
        self.parameters.all().filter(move |(name, _)| !common.contains(name))
    }
}

/// What is said, and how.
pub(crate) struct Said {
    pub(crate) reply: Reply,
    pub(crate) name: Option<Name>,
    pub(crate) dialect: Dialect,
    pub(crate) broken: Option<Breakage>,
}

impl State {
    pub(crate) fn deal(&self, asked: &Asked) -> Said {
        let mut live = lock(&self.live);
        let now = self.gate.clock.now();
        let dialect = live.dialect.clone();
        live.remember(Call {
            at: now,
            method: asked.method.clone(),
            category: asked.category().to_owned(),
            action: asked.action().to_owned(),
            query: asked.parameters.query.clone(),
            form: asked.parameters.form.clone(),
        });
        let broken = live.breakage(asked);
        let mut desk = Desk { state: self, live: &mut live, dialect: &dialect, now, asked };
        let mut name = None;
        let reply = match broken {
            Some(Breakage::LoginPage) => Reply::Page(String::new()),
            _ => desk.deal(&mut name).unwrap_or_else(Reply::Refused),
        };
        Said { reply, name, dialect, broken }
    }
}

/// Where one request is dealt with; the actions stand in the files of their categories.
pub(crate) struct Desk<'a> {
    pub(crate) state: &'a State,
    pub(crate) live: &'a mut Live,
    pub(crate) dialect: &'a Dialect,
    pub(crate) now: u32,
    pub(crate) asked: &'a Asked,
}

impl Desk<'_> {
    fn deal(&mut self, found: &mut Option<Name>) -> Result<Reply, Refusal> {
        let (category, action) = (self.asked.category(), self.asked.action());
        let key = self.asked.parameters.get("key").unwrap_or_default();
        let Some(rights) = self.state.keys.get(key) else { return Err(forbidden("wrong key")) };
        // The seed's example still has the old name of the category.
        let category = if category == "abon" { "customer" } else { category };
        if rights.as_ref().is_some_and(|rights| !rights.contains(category)) {
            return Err(forbidden("the key has no right for this category"));
        }
        match category {
            "newin" => return Ok(self.form_page()),
            "redirect" => return self.redirect(action),
            _ => {}
        }
        let Some(name) = self.state.catalogue.find(category, action) else {
            let what = if self.state.catalogue.has_category(category) { "action" } else { "cat" };
            return Err(refused(format!("unknown {what}")));
        };
        *found = Some(name);
        let objection = self.state.catalogue.check(name, &self.asked.parameters, self.dialect.strict);
        objection.map_err(|objection| {
            refused(match objection {
                Objection::Missing(parameter) => format!("parameter {parameter} is required"),
                Objection::MissingOneOf(names) => format!("at least one parameter is required of: {names}"),
                Objection::Unknown(parameter) => format!("unknown parameter {parameter}"),
            })
        })?;
        if let Some(text) = self.live.refusals.pop_front() {
            return Err(refused(text));
        }
        if name == ("attach", "get_file") {
            return self.file();
        }
        let done = self.outcome(name)?;
        if writes(name.1) {
            self.log(name, &done);
        }
        Ok(Reply::Done(Box::new(done)))
    }

    fn outcome(&mut self, (category, action): Name) -> Outcome {
        let special = match category {
            "additional_data" => self.additional_data(action),
            "address" => self.address(action),
            "attach" => self.attach(action),
            "commutation" => self.commutation(action),
            "customer" => self.customer(action),
            "device" => self.device(action),
            "employee" => self.employee(action),
            "inventory" => self.inventory(action),
            "node" => self.node(action),
            "system" => self.system(action),
            "task" => self.task(action),
            "vlan" => self.vlan(action),
            _ => None,
        };
        special.unwrap_or_else(|| self.plain(&format!("{category}.{action}")))
    }

    fn log(&mut self, (category, action): Name, done: &Done) {
        let made = done.id.as_ref().and_then(|id| match id {
            Value::String(id) => number_of(id),
            other => other.as_i64(),
        });
        let parameters = &self.asked.parameters;
        let named = || {
            let first = self.asked.own().find(|(name, _)| name.ends_with("_id"));
            parameters.get("id").or(first.map(|(_, value)| value)).and_then(number_of)
        };
        self.live.acts.push_back(Act {
            at: self.now,
            category,
            action,
            id: made.or_else(named).unwrap_or_default(),
            parameters: self.asked.own().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        });
        if self.live.acts.len() > REMEMBERED {
            self.live.acts.pop_front();
        }
    }

    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.asked.parameters.text(name)
    }

    /// The object that a parameter names, to be changed. A generated one is kept from now on.
    pub(crate) fn row(&mut self, table: &'static str, parameter: &str) -> Result<&mut Row, Refusal> {
        let id = self.asked.parameters.get(parameter).and_then(number_of);
        let missing = || refused(format!("{parameter}: there is no such object"));
        let id = id.ok_or_else(missing)?;
        self.row_of(table, id).ok_or_else(missing)
    }

    pub(crate) fn row_of(&mut self, table: &'static str, id: i64) -> Option<&mut Row> {
        if self.live.store.row(table, id).is_none() {
            let row = self.generated(table, id)?;
            self.live.store.put(table, id, row);
        }
        self.live.store.table(table).rows.get_mut(&id)
    }

    /// An object to be read.
    pub(crate) fn read(&self, table: &'static str, id: i64) -> Option<Row> {
        self.live.store.row(table, id).cloned().or_else(|| self.generated(table, id))
    }

    fn generated(&self, table: &'static str, id: i64) -> Option<Row> {
        let gone = self.live.gone.contains(&(table, id));
        (!gone).then(|| generated::row(table, id, &self.state.generated)).flatten()
    }

    /// All objects of a kind; the generated ones are made while they are sent.
    pub(crate) fn all(&self, table: &'static str) -> impl Iterator<Item = (i64, Row)> + Send + use<> {
        let kept: Vec<_> = self.live.store.rows(table).map(|(id, row)| (id, row.clone())).collect();
        let mut hidden: HashSet<i64> = kept.iter().map(|(id, _)| *id).collect();
        hidden.extend(self.live.gone.iter().filter(|(of, _)| *of == table).map(|(_, id)| *id));
        let generated = generated::rows(table, &self.state.generated);
        kept.into_iter().chain(generated.filter(move |(id, _)| !hidden.contains(id)))
    }

    pub(crate) fn date_time(&self) -> String {
        local_time(self.now, self.state.offset)
    }
}
