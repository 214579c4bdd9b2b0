//! A month of calls as one HTML page, from the journal of a Mobilon PBX: one request a day, counted while it arrives.

mod bounded;
mod charts;
mod figures;
mod month;
pub mod office;
mod page;
mod recent;
mod tally;
mod waiting;

use std::path::PathBuf;

use mobilon_client::{Client, Error, ErrorKind, LocalDate};

pub use self::bounded::Bounded;
pub use self::month::Month;
use self::recent::Recent;
pub use self::tally::{ByWay, End, Ends, MOST_PEOPLE, Person, Tally, Way, Work};
pub use self::waiting::{Waiting, Within};
use crate::output::Whole;
use crate::program::{Failure, usage};
use crate::terminal::plain;

/// A server that could not be reached on so many days in a row is not asked for the rest.
const GIVE_UP: usize = 3;
/// After so many calls the count on the screen moves.
const STEP: u64 = 500;

/// What to report where.
#[derive(Debug, Clone)]
pub struct Plan {
    pub month: Month,
    /// Days after it are not asked for.
    pub today: LocalDate,
    pub out: PathBuf,
    /// Whether the file may be replaced.
    pub force: bool,
    /// Where the calls are from, for the page: "the journal of …".
    pub source: String,
}

/// A month as the journal had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub month: Month,
    pub days: Vec<Day>,
    pub tally: Tally,
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: LocalDate,
    pub state: State,
}

/// What is known of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// All its calls are counted.
    Whole,
    /// It was going on when it was asked for.
    SoFar,
    /// None of its calls is counted, and why.
    Missing(String),
    /// It was not asked for.
    ToCome,
}

impl Day {
    pub fn is_counted(&self) -> bool {
        matches!(self.state, State::Whole | State::SoFar)
    }
}

impl Report {
    /// The days of which nothing is counted although they are over, and why.
    pub fn missing(&self) -> impl Iterator<Item = (LocalDate, &str)> {
        self.days.iter().filter_map(|day| match &day.state {
            State::Missing(why) => Some((day.date, why.as_str())),
            _ => None,
        })
    }

    /// The whole page.
    pub fn html(&self, source: &str) -> String {
        page::html(self, source)
    }
}

/// Asks for the month and writes the file. A day that cannot be had is missing in it; if none can be had, there is no
/// file. `tell` hears how many days are done and how many calls have come.
pub async fn run(pbx: &Client, plan: &Plan, tell: impl FnMut(u64, u64)) -> Result<Report, Failure> {
    if plan.month.first() > plan.today {
        return Err(usage(format!("{} has not begun: today is {}", plan.month, plan.today)));
    }
    let file = Whole::begin(&plan.out, plan.force)?;
    let report = collect(pbx, plan.month, plan.today, tell).await?;
    file.finish(&report.html(&plan.source))?;
    Ok(report)
}

/// Asks for the days of the month, one after the other.
pub async fn collect(
    pbx: &Client,
    month: Month,
    today: LocalDate,
    mut tell: impl FnMut(u64, u64),
) -> Result<Report, Error> {
    let mut report = Report { month, days: Vec::new(), tally: Tally::default() };
    let (mut first_error, mut unreachable) = (None, 0);
    for (done, date) in (0..).zip(month.days()) {
        if date > today {
            report.days.push(Day { date, state: State::ToCome });
            continue;
        }
        if unreachable == GIVE_UP {
            let why =
                format!("not asked for, since the server could not be reached {GIVE_UP} times in a row");
            report.days.push(Day { date, state: State::Missing(why) });
            continue;
        }
        tell(done, report.tally.calls());
        let mut day = Day { date, state: if date == today { State::SoFar } else { State::Whole } };
        match with_day(pbx, &day, &report.tally, |calls| tell(done, calls)).await {
            Ok(tally) => {
                report.tally = tally;
                unreachable = 0;
            }
            Err(error) if is_for_all_days(error.kind()) => return Err(error),
            Err(error) => {
                let is_out_of_reach = matches!(error.kind(), ErrorKind::Connect | ErrorKind::Timeout);
                unreachable = if is_out_of_reach { unreachable + 1 } else { 0 };
                day.state = State::Missing(plain(&error.to_string()));
                first_error.get_or_insert(error);
            }
        }
        report.days.push(day);
    }
    match first_error {
        Some(error) if !report.days.iter().any(Day::is_counted) => Err(error),
        _ => Ok(report),
    }
}

/// The other days would fail alike.
fn is_for_all_days(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Auth | ErrorKind::Config | ErrorKind::Input | ErrorKind::Tls)
}

/// A copy that has the day too, so that a day which breaks off leaves nothing behind.
async fn with_day(
    pbx: &Client,
    day: &Day,
    before: &Tally,
    mut tell: impl FnMut(u64),
) -> Result<Tally, Error> {
    let (mut tally, mut recent) = (before.clone(), Recent::default());
    let mut came = before.calls();
    let mut calls = pbx.journal(day.date).stream();
    while let Some(call) = calls.next().await {
        let call = call?;
        if call.call_id.as_ref().is_some_and(|id| !recent.is_new(id)) {
            tally.repeated += 1;
            continue;
        }
        tally.add(day, &call);
        came += 1;
        if came.is_multiple_of(STEP) {
            tell(came);
        }
    }
    Ok(tally)
}
