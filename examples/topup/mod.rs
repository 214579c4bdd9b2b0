//! Payments of a file into a Carbon Billing, each once, over as many runs as it takes.
//!
//! The journal says of each payment what was done, and is on the disk before anything is sent. What was begun and has no
//! end there is looked up in the billing before it could be paid again.

mod journal;
mod payments;

use std::fmt;
use std::future::ready;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::time::Duration;

use procbill_client::{Client, Confirmation, Delivery, Error, ErrorKind, Receipt};

use self::journal::{Journal, State};
pub use self::payments::{HEADER, Payment};

/// What to pay, and how sure to be.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The payment file.
    pub file: PathBuf,
    /// What was done of it.
    pub journal: PathBuf,
    /// The column of `CLN_FIN_OPER` that holds the reference.
    pub number_column: String,
    /// An account without any operation proves that nothing is booked there.
    pub trust_empty: bool,
    /// So long after the last line of the journal a payment may still be on its way: a run that was killed may have sent
    /// it as late as its call has time, and then the server has it. Before that, its absence from the billing proves
    /// nothing.
    pub grace: Duration,
}

/// What happens, for a progress bar.
#[derive(Debug)]
pub enum Event<'a> {
    /// A payment of an earlier run may still be on its way.
    Waiting(Duration),
    Paying(&'a Payment),
    LookingUp(&'a Payment),
    /// So many are over, of all.
    Done(usize, usize),
}

/// What a run has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Payments in the file.
    pub total: usize,
    /// Booked by this run, or found to be.
    pub booked: usize,
    /// Those that an earlier run knew to be booked.
    pub known: usize,
    pub left: Vec<Left>,
    /// Whether `stop` came before the end.
    pub is_stopped: bool,
}

/// A payment that a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub reference: String,
    pub why: String,
}

/// Why a run broke off.
#[derive(Debug)]
pub enum Failure {
    /// It cannot begin like this.
    Unfit(String),
    /// At the payment of this reference.
    Server(String, Box<Error>),
    File(PathBuf, io::Error),
}

impl Failure {
    fn file(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |error| Self::File(path.to_owned(), error)
    }

    fn server(payment: &Payment) -> impl Fn(Error) -> Self + '_ {
        |error| Self::Server(payment.reference.clone(), Box::new(error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit(why) => f.write_str(why),
            Self::Server(reference, error) => write!(f, "payment {reference}: {error}"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Failure {}

/// Pays until all is paid, or until `stop`; the payment that is under way then is finished.
pub async fn run(
    billing: &Client,
    plan: &Plan,
    stop: impl Future<Output = ()>,
    tell: impl FnMut(Event<'_>),
) -> Result<Tally, Failure> {
    let payments = payments::read(&plan.file)?;
    let journal = Journal::open(&plan.journal, &payments)?;
    let age = journal.age();
    let tally = Tally { total: payments.len(), ..Tally::default() };
    let mut run = Run { billing, plan, journal, tally, tell };
    run.tally.known = run.of(&payments, |state| state == Some(State::Booked)).len();
    run.done();

    let mut stop = pin!(stop);
    let begun = run.of(&payments, |state| state.is_some_and(State::needs_look));
    let wait = plan.grace.saturating_sub(age);
    if !begun.is_empty() && !wait.is_zero() {
        (run.tell)(Event::Waiting(wait));
        tokio::select! {
            biased;
            () = &mut stop => return Ok(run.stopped()),
            () = tokio::time::sleep(wait) => {}
        }
    }
    for payment in begun {
        if is_over(&mut stop).await {
            return Ok(run.stopped());
        }
        run.look_again(payment).await?;
    }
    for payment in run.of(&payments, |state| matches!(state, None | Some(State::Unpaid))) {
        if is_over(&mut stop).await {
            return Ok(run.stopped());
        }
        run.pay(payment).await?;
    }
    Ok(run.tally)
}

async fn is_over(stop: &mut Pin<&mut impl Future<Output = ()>>) -> bool {
    tokio::select! {
        biased;
        () = stop => true,
        () = ready(()) => false,
    }
}

struct Run<'a, T> {
    billing: &'a Client,
    plan: &'a Plan,
    journal: Journal,
    tally: Tally,
    tell: T,
}

impl<T: FnMut(Event<'_>)> Run<'_, T> {
    fn of<'p>(&self, payments: &'p [Payment], is_wanted: impl Fn(Option<State>) -> bool) -> Vec<&'p Payment> {
        payments.iter().filter(|payment| is_wanted(self.journal.state(&payment.reference))).collect()
    }

    /// A payment of an earlier run, of which nobody knows whether it went through.
    async fn look_again(&mut self, payment: &Payment) -> Result<(), Failure> {
        let was = self.journal.state(&payment.reference);
        match self.look_up(payment).await? {
            Found::Booked => self.booked(payment),
            Found::NotBooked if was == Some(State::Answered) => {
                self.leave(payment, "the server took it, and does not show it: it is not paid again")
            }
            Found::NotBooked => match self.hindrance(payment).await? {
                Some(why) => self.leave(payment, why),
                // The second part of the run pays it.
                None => self.note(payment, State::Unpaid),
            },
            Found::Undecided(why) => {
                if was == Some(State::Begun) {
                    self.note(payment, State::Undecided)?;
                }
                self.leave(payment, why)
            }
        }
    }

    async fn pay(&mut self, payment: &Payment) -> Result<(), Failure> {
        if let Some(why) = self.hindrance(payment).await? {
            return self.leave(payment, why);
        }
        self.note(payment, State::Begun)?;
        (self.tell)(Event::Paying(payment));
        let call = self.billing.add_payment(payment.user_id, payment.sum).number(payment.reference.as_str());
        let call = match &payment.description {
            Some(text) => call.description(text.as_str()),
            None => call,
        };
        let error = call.await.err();
        let state = match &error {
            // What it answers proves nothing; see `Outcome`.
            None => State::Answered,
            // It may have been sent long after it was begun: what is on its way is so from now on at the latest.
            Some(error) if error.delivery() == Delivery::Unknown => State::Begun,
            Some(_) => State::Unpaid,
        };
        self.note(payment, state)?;
        match error {
            Some(error) if error.kind() == ErrorKind::Input => {
                self.leave(payment, format!("not sent: {error}"))
            }
            Some(error) if state == State::Unpaid => Err(Failure::server(payment)(error)),
            error => self.settle(payment, error).await,
        }
    }

    /// After the payment was sent.
    async fn settle(&mut self, payment: &Payment, error: Option<Error>) -> Result<(), Failure> {
        match (self.look_up(payment).await?, error) {
            (Found::Booked, _) => self.booked(payment),
            (Found::NotBooked, None) => {
                self.leave(payment, "the server took it, and does not show it: it is not paid again")
            }
            // It has answered, so nothing of it is on its way. Still begun: the next run looks once more.
            (Found::NotBooked, Some(error)) if error.kind() == ErrorKind::Api => {
                let said = error.message().map(str::to_owned).unwrap_or_else(|| error.to_string());
                self.leave(payment, format!("refused, and not booked: {said}"))
            }
            // It may still be on its way.
            (Found::NotBooked, Some(error)) => Err(Failure::server(payment)(error)),
            (Found::Undecided(why), error) => {
                if error.is_some() {
                    self.note(payment, State::Undecided)?;
                }
                self.leave(payment, why)
            }
        }
    }

    /// Why it is not to be sent: an operation of the account has its reference, with whatever sum, and would be taken for
    /// it if it got lost; or nobody can tell.
    async fn hindrance(&mut self, payment: &Payment) -> Result<Option<String>, Failure> {
        (self.tell)(Event::LookingUp(payment));
        let rows = match self.billing.operations(payment.user_id).await {
            // Of this account, as of one that was removed: the others go on.
            Err(error) if error.kind() == ErrorKind::Api => {
                return Ok(Some(format!("not sent, since its operations cannot be read: {error}")));
            }
            rows => rows.map_err(Failure::server(payment))?,
        };
        let is_new = self.journal.state(&payment.reference).is_none();
        // A billing may change the case.
        let is_it = |text: &str| text.trim().eq_ignore_ascii_case(&payment.reference);
        let is_there = rows.iter().any(|row| match row.get(&self.plan.number_column) {
            Some(text) => is_it(text),
            // The first time any column counts. Later a person may have found it to be an id.
            None => is_new && row.iter().any(|(_, text)| is_it(text)),
        });
        let whose = if is_new {
            "of another register, or a lost journal?"
        } else {
            "of another payment, or of this one, in other letters or come late? If of this one, add a line with booked."
        };
        Ok(is_there.then(|| format!("its reference is in the books already: {whose} It is not paid")))
    }

    async fn look_up(&mut self, payment: &Payment) -> Result<Found, Failure> {
        (self.tell)(Event::LookingUp(payment));
        let receipt = Receipt::new(payment.user_id, payment.sum, payment.reference.as_str());
        let column = &self.plan.number_column;
        let confirm = self.billing.confirm(&receipt).number_column(column);
        let confirm = if self.plan.trust_empty { confirm.trust_empty() } else { confirm };
        Ok(match confirm.await.map_err(Failure::server(payment))? {
            // A reference of digits may stand in any column, as an id.
            Confirmation::Booked(row) if row.get(column) != Some(payment.reference.as_str()) => {
                Found::Undecided("its reference stands in another column than that of references")
            }
            Confirmation::Booked(_) => Found::Booked,
            Confirmation::NotBooked => Found::NotBooked,
            _ => Found::Undecided("the operations of the account do not tell whether it is booked"),
        })
    }

    fn booked(&mut self, payment: &Payment) -> Result<(), Failure> {
        self.note(payment, State::Booked)?;
        self.tally.booked += 1;
        self.done();
        Ok(())
    }

    fn leave(&mut self, payment: &Payment, why: impl Into<String>) -> Result<(), Failure> {
        self.tally.left.push(Left { reference: payment.reference.clone(), why: why.into() });
        self.done();
        Ok(())
    }

    fn note(&mut self, payment: &Payment, state: State) -> Result<(), Failure> {
        self.journal.note(&payment.reference, state)
    }

    fn done(&mut self) {
        let Tally { total, booked, known, left, .. } = &self.tally;
        (self.tell)(Event::Done(booked + known + left.len(), *total));
    }

    fn stopped(mut self) -> Tally {
        self.tally.is_stopped = true;
        self.tally
    }
}

enum Found {
    Booked,
    NotBooked,
    Undecided(&'static str),
}
