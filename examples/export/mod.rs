//! All subscribers of a NoDeny billing into a CSV file, over as many runs as it takes.
//!
//! `api_users` has no pages, so each run asks for all of them and skips those that are in the part file already.

mod columns;
mod part;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;

use nodeny_client::{Admin, Error};

pub use self::columns::Columns;
use self::part::Part;
use crate::output;

/// What to write where.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The finished file. Until then it is [`Plan::part`].
    pub out: PathBuf,
    pub columns: Columns,
    /// Whether a finished file may be replaced.
    pub force: bool,
}

impl Plan {
    /// The file while it grows.
    pub fn part(&self) -> PathBuf {
        output::part_of(&self.out)
    }

    fn check_free(&self) -> Result<(), Failure> {
        output::check_free(&self.out, self.force).map_err(Failure::Unfit)
    }
}

/// What a run has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rows that an earlier run had written.
    pub found: u64,
    /// Rows that this run has written.
    pub written: u64,
    /// Subscribers that were written before, in this run or an earlier one.
    pub skipped: u64,
    /// Whether the file is finished, or else the run was stopped.
    pub is_complete: bool,
}

/// Why a run failed. Rows that came before are in the part file.
#[derive(Debug)]
pub enum Failure {
    /// It cannot begin like this.
    Unfit(String),
    Server(Box<Error>),
    File(PathBuf, io::Error),
}

impl Failure {
    fn file(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |error| Self::File(path.to_owned(), error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit(why) => f.write_str(why),
            Self::Server(error) => error.fmt(f),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Failure {}

/// Exports until all is written, or until `stop`. `on_row` learns how many subscribers the file has.
pub async fn run(
    admin: &Admin,
    plan: &Plan,
    stop: impl Future<Output = ()>,
    mut on_row: impl FnMut(u64),
) -> Result<Tally, Failure> {
    plan.check_free()?;
    let mut part = Part::open(&plan.part(), &plan.columns)?;
    let mut tally = Tally { found: part.rows(), ..Tally::default() };
    on_row(tally.found);
    let mut users = admin.users().fields(plan.columns.wanted()).stream();
    let mut stop = pin!(stop);
    loop {
        let next = tokio::select! {
            biased;
            () = &mut stop => break,
            next = users.next() => next,
        };
        let user = match next {
            Some(Ok(user)) => user,
            Some(Err(error)) => {
                part.leave()?;
                return Err(Failure::Server(Box::new(error)));
            }
            None => {
                tally.is_complete = true;
                break;
            }
        };
        let Some(id) = user.id else {
            part.leave()?;
            let why = "the server sends subscribers without an id: a second run could not tell them apart";
            return Err(Failure::Unfit(why.to_owned()));
        };
        if part.add(id, &plan.columns.cells(&user))? {
            tally.written += 1;
            on_row(part.rows());
        } else {
            tally.skipped += 1;
        }
    }
    if !tally.is_complete {
        part.leave()?;
        return Ok(tally);
    }
    part.flush()?;
    plan.check_free()?;
    part.finish(&plan.out)?;
    Ok(tally)
}
