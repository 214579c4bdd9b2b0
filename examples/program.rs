//! What all programs do alike: `--help`, bad usage, errors, Ctrl-C, and what the exit code means.

use std::error::Error as StdError;
use std::fmt;
use std::process::ExitCode;

use lexopt::Parser;
use mobilon_client::Error;

use crate::terminal::plain;

/// How a program ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Exit code 0.
    Done,
    /// Some of it is missing, or is left for a person: exit code 3.
    Partly,
    /// By Ctrl-C: exit code 130, as shells have it.
    Stopped,
}

const FAILED: u8 = 1;
const USAGE: u8 = 2;
const PARTLY: u8 = 3;
/// Where a program has to end at once.
pub const STOPPED: u8 = 130;

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Done => Self::SUCCESS,
            Ended::Partly => PARTLY.into(),
            Ended::Stopped => STOPPED.into(),
        }
    }
}

/// Why a program failed: exit code 2 for a [`Usage`], else 1.
pub type Failure = Box<dyn StdError>;

/// The program cannot begin like this.
#[derive(Debug)]
pub struct Usage(String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Usage {}

/// A [`Usage`] as a failure.
pub fn usage(problem: impl Into<String>) -> Failure {
    Usage(problem.into()).into()
}

/// Reads the command line and does the work, unless help is asked for.
pub async fn run<A>(
    help: &str,
    arguments: impl FnOnce(Parser) -> Result<A, lexopt::Error>,
    work: impl AsyncFnOnce(A) -> Result<Ended, Failure>,
) -> ExitCode {
    if std::env::args_os().skip(1).any(|word| word == "--help" || word == "-h") {
        print!("{help}");
        return ExitCode::SUCCESS;
    }
    let ended = match arguments(Parser::from_env()) {
        Ok(arguments) => work(arguments).await,
        Err(problem) => Err(usage(problem.to_string())),
    };
    ended.map_or_else(|failure| report(failure.as_ref()), Into::into)
}

/// Ends the work where it is when Ctrl-C comes: for work that leaves nothing half done.
pub async fn until_ctrl_c(work: impl Future<Output = Result<Ended, Failure>>) -> Result<Ended, Failure> {
    tokio::select! {
        ended = work => ended,
        () = ctrl_c() => Ok(Ended::Stopped),
    }
}

/// Until Ctrl-C.
pub async fn ctrl_c() {
    // Without the signal there is nothing to wait for.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Prints an error with its causes and what it means for the caller, as the end of a program.
pub fn report(failure: &(dyn StdError + 'static)) -> ExitCode {
    if let Some(problem) = failure.downcast_ref::<Usage>() {
        eprintln!("{problem}\nSee --help.");
        return USAGE.into();
    }
    eprintln!("\nerror: {}", plain(&failure.to_string()));
    let mut cause = failure.source();
    while let Some(inner) = cause {
        eprintln!("  caused by: {}", plain(&inner.to_string()));
        cause = inner.source();
    }
    // The clients of all products have the same error type.
    if let Some(error) = failure.downcast_ref::<Error>() {
        eprintln!("  delivery: {} (may the server have acted?)", error.delivery());
    }
    FAILED.into()
}
