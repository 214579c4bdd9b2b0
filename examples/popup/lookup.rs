//! Who has a number: KubaLink and Carbon Billing by every spelling, NoDeny by the id that KubaLink's card tells, all side
//! by side and until one deadline. It only reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{join, join_all};
use kubalink_client::customer::{Customer, CustomerKey};
use kubalink_client::task::{Task, TaskOrder};
use kubalink_client::{CustomerId, Error, ErrorKind, TaskStateId};
use tokio::time::{Instant, timeout_at};

use super::card::{Column, Findings, MOST_ROWS, Row};
use super::number::Number;
use super::rows::{LATE, account_row, customer_row, number, reason, subscriber_row, task_row};

/// What can be asked.
#[derive(Debug, Clone)]
pub struct Systems {
    pub erp: kubalink_client::Client,
    pub nodeny: Option<Nodeny>,
    pub carbon: Option<procbill_client::Client>,
    /// States of tasks that are open: the installation's own. With none, tasks are not asked for.
    pub open_states: Vec<TaskStateId>,
    /// How long a whole look-up may take.
    pub within: Duration,
}

/// NoDeny, which has no search by phone.
#[derive(Debug, Clone)]
pub struct Nodeny {
    /// An administrator's.
    pub client: nodeny_client::Client,
    /// Which of KubaLink's billings this one is. An id in another billing is somebody else's here.
    pub billing: u64,
}

const NOT_SET_UP: &str = "not set up";

/// Tells everything that is known, each time that it is more.
pub async fn look_up(systems: &Systems, number: &Number, told: impl Fn(Findings)) {
    if number.spellings.is_empty() {
        return told(Findings::unasked("no number to look for"));
    }
    let state = State { searches: number.spellings.len(), ..State::default() };
    let deadline = Instant::now() + systems.within;
    let search = Search { systems, deadline, state: Mutex::new(state), told };
    search.note(|state| {
        for _ in &number.spellings {
            search.of_customers(state).into_iter().for_each(Column::ask);
            state.findings.carbon.ask();
        }
        let not_set_up = |column: &mut Column, is_set_up: bool| {
            if !is_set_up {
                *column = Column { unasked: Some(NOT_SET_UP.to_owned()), ..Column::default() };
            }
        };
        not_set_up(&mut state.findings.nodeny, systems.nodeny.is_some());
        not_set_up(&mut state.findings.tasks, !systems.open_states.is_empty());
        not_set_up(&mut state.findings.carbon, systems.carbon.is_some());
    });
    let in_erp = join_all(number.spellings.iter().map(|spelling| search.in_erp(spelling)));
    let in_carbon = async {
        if let Some(billing) = &systems.carbon {
            join_all(number.spellings.iter().map(|spelling| search.in_carbon(billing, spelling))).await;
        }
    };
    join(in_erp, in_carbon).await;
}

struct Search<'a, F> {
    systems: &'a Systems,
    deadline: Instant,
    state: Mutex<State>,
    told: F,
}

#[derive(Default)]
struct State {
    findings: Findings,
    /// Several spellings may lead to one customer.
    customers: BTreeSet<CustomerId>,
    /// Searches in KubaLink without an answer yet.
    searches: usize,
    /// Those that it refused.
    refused: usize,
}

/// Why there is no answer.
struct Miss {
    why: String,
    /// The server said so in its own words.
    is_refused: bool,
}

impl<F: Fn(Findings)> Search<'_, F> {
    /// Changes what is known, and tells it.
    fn note<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = change(&mut state);
        // Answers come in any order, and rows must not jump about. Tasks are in the order of their dates.
        let Findings { customers, nodeny, carbon, .. } = &mut state.findings;
        for column in [customers, nodeny, carbon] {
            column.rows.sort_by_key(|row| row.id);
        }
        let findings = state.findings.clone();
        drop(state);
        (self.told)(findings);
        changed
    }

    async fn answer<T>(&self, call: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Miss> {
        match timeout_at(self.deadline, call.into_future()).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(Miss { why: reason(&error), is_refused: error.kind() == ErrorKind::Api }),
            Err(_) => Err(Miss { why: LATE.to_owned(), is_refused: false }),
        }
    }

    /// The columns that wait for a customer's id.
    fn of_customers<'s>(&self, state: &'s mut State) -> Vec<&'s mut Column> {
        let Findings { customers, nodeny, tasks, .. } = &mut state.findings;
        let nodeny = self.systems.nodeny.is_some().then_some(nodeny);
        let tasks = (!self.systems.open_states.is_empty()).then_some(tasks);
        std::iter::once(customers).chain(nodeny).chain(tasks).collect()
    }

    async fn in_erp(&self, spelling: &str) {
        let found = self.systems.erp.customer().get_abon_ids(CustomerKey::Phone, spelling);
        let found = self.answer(found).await;
        let new = self.note(|state| self.searched(state, found));
        if !new.is_empty() {
            join(self.cards(&new), self.tasks(&new)).await;
        }
    }

    /// The customers that no other spelling has found.
    fn searched(&self, state: &mut State, found: Result<Vec<CustomerId>, Miss>) -> Vec<CustomerId> {
        let mut new = Vec::new();
        let mut missed = None;
        match found {
            Ok(ids) => {
                for id in ids {
                    if state.customers.len() == MOST_ROWS && !state.customers.contains(&id) {
                        state.findings.customers.more = true;
                    } else if state.customers.insert(id) {
                        new.push(id);
                    }
                }
            }
            Err(Miss { is_refused: true, .. }) => state.refused += 1,
            Err(Miss { why, .. }) => missed = Some(why),
        }
        state.searches -= 1;
        // Some servers say "not found" in the way of every other refusal. Where one spelling was found, it was that.
        if state.searches == 0 && state.customers.is_empty() && state.refused > 0 && missed.is_none() {
            missed = Some("refused, as some servers do where nobody is found".to_owned());
        }
        let is_nobody = state.searches == 0 && state.customers.is_empty() && missed.is_none();
        if is_nobody && self.systems.nodeny.is_some() {
            let why = "not asked: it has no search by phone, and KubaLink shows nobody";
            state.findings.nodeny.unasked = Some(why.to_owned());
        }
        match missed {
            Some(why) => self.missed(state, &why),
            None if new.is_empty() => {
                self.of_customers(state).into_iter().for_each(|column| column.answer([]));
            }
            // The questions go on, to these customers.
            None => {}
        }
        new
    }

    /// What was not found in KubaLink cannot be looked for elsewhere.
    fn missed(&self, state: &mut State, why: &str) {
        let mut columns = self.of_customers(state).into_iter();
        if let Some(customers) = columns.next() {
            customers.miss(why);
        }
        columns.for_each(|column| column.miss(format!("KubaLink: {why}")));
    }

    async fn cards(&self, ids: &[CustomerId]) {
        let cards = self.systems.erp.customer().get_data_many(ids.iter().copied());
        let cards: BTreeMap<_, _> = match self.answer(cards).await {
            Ok(cards) => cards.into_iter().map(|card| (card.id, card)).collect(),
            Err(Miss { why, .. }) => {
                return self.note(|state| {
                    // Who they are is known, if not what they are called.
                    let rows = ids.iter().map(|id| Row::new(number(*id), None::<&str>, None, []));
                    state.findings.customers.miss_some(&*why, rows);
                    if self.systems.nodeny.is_some() {
                        state.findings.nodeny.miss(format!("KubaLink: {why}"));
                    }
                });
            }
        };
        let accounts = self.note(|state| {
            let row = |id: &CustomerId| {
                cards.get(id).map_or_else(
                    || Row::new(number(*id), None::<&str>, None, [Some("no card".to_owned())]),
                    customer_row,
                )
            };
            state.findings.customers.answer(ids.iter().map(row));
            let Some(nodeny) = &self.systems.nodeny else { return Vec::new() };
            let mut accounts = Vec::new();
            for card in cards.values() {
                match nodeny.account_of(card) {
                    Ok(uid) => accounts.push(uid),
                    Err(why) => state.findings.nodeny.unasked = Some(format!("not asked: {why}")),
                }
            }
            for _ in &accounts {
                state.findings.nodeny.ask();
            }
            // The search itself.
            state.findings.nodeny.answer([]);
            accounts
        });
        join_all(accounts.into_iter().map(|uid| self.account(uid))).await;
    }

    async fn account(&self, uid: u64) {
        let Some(nodeny) = &self.systems.nodeny else { return };
        let account = self.answer(nodeny.client.admin().subscriber(uid).account()).await;
        self.note(|state| {
            let column = &mut state.findings.nodeny;
            match account.map_err(|miss| miss.why).and_then(|account| account_row(uid, account)) {
                Ok(row) => column.answer([row]),
                Err(why) => column.miss(why),
            }
        });
    }

    async fn tasks(&self, ids: &[CustomerId]) {
        if self.systems.open_states.is_empty() {
            return;
        }
        let tasks = self.open_tasks(ids).await;
        self.note(|state| {
            let column = &mut state.findings.tasks;
            match tasks {
                Ok((tasks, more)) => {
                    column.more |= more;
                    column.answer(tasks.iter().map(task_row));
                }
                Err(Miss { why, .. }) => column.miss(why),
            }
        });
    }

    /// The first ones by their dates, and whether there are more.
    async fn open_tasks(&self, ids: &[CustomerId]) -> Result<(Vec<Task>, bool), Miss> {
        let task = self.systems.erp.task();
        let list = task
            .get_list()
            .customer_id(ids.iter().copied())
            .state_id(self.systems.open_states.iter().copied())
            .order_by(TaskOrder::DateDo)
            .limit(MOST_ROWS as u32 + 1);
        let mut list = self.answer(list).await?.ids;
        let more = list.len() > MOST_ROWS;
        list.truncate(MOST_ROWS);
        if list.is_empty() {
            return Ok((Vec::new(), false));
        }
        let shown = self.answer(task.show_many(list.iter().copied()).is_without_comments(true)).await?;
        let mut shown: BTreeMap<_, _> = shown.into_iter().map(|task| (task.id, task)).collect();
        // In the order of the search. One that is gone by now is left out.
        Ok((list.iter().filter_map(|id| shown.remove(id)).collect(), more))
    }

    async fn in_carbon(&self, billing: &procbill_client::Client, spelling: &str) {
        let found = self.answer(billing.find_subscribers().phone(spelling)).await;
        self.note(|state| match found {
            Ok(found) => {
                let people = found.iter().filter(|found| found.end_user != Some(false));
                state.findings.carbon.answer(people.map(subscriber_row));
            }
            Err(Miss { why, .. }) => state.findings.carbon.miss(why),
        });
    }
}

impl Nodeny {
    /// The id here of a customer of KubaLink. That it is the `uuid` in the customer's billing is how KubaLink calls it;
    /// nobody has shown the two products together.
    fn account_of(&self, customer: &Customer) -> Result<u64, &'static str> {
        let billing = customer.billing.as_ref().ok_or("KubaLink's card tells no id in a billing")?;
        if billing.id != Some(self.billing) {
            return Err("KubaLink's card is of another billing");
        }
        let uid = billing.uuid.as_ref().and_then(|uuid| uuid.plain().trim().parse().ok());
        uid.filter(|uid| *uid != 0).ok_or("the id in KubaLink's card is none of NoDeny")
    }
}
