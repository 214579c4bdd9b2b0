//! What all programs do alike: `--help`, bad usage, errors, Ctrl-C, and what the exit code means.

use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Once;

use lexopt::Parser;
use mobilon_client::Error;
use tokio::sync::Notify;

use crate::note;
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
const STOPPED: u8 = 130;

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
        return exit_code(told(Ended::Done, help));
    }
    exit_code(match arguments(Parser::from_env()) {
        Ok(arguments) => {
            // From here on a Ctrl-C is kept for whoever waits for it.
            drop(ctrl_c());
            work(arguments).await
        }
        Err(problem) => Err(usage(problem.to_string())),
    })
}

/// The last words of work that is done: who does not read them changes nothing of how it ended.
pub fn told(ended: Ended, words: &str) -> Result<Ended, Failure> {
    match io::stdout().write_all(words.as_bytes()) {
        Err(error) if !is_unread(&error) => Err(error.into()),
        _ => Ok(ended),
    }
}

fn is_unread(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Ends the work where it is when Ctrl-C comes: for work that leaves nothing half done.
pub async fn until_ctrl_c(work: impl Future<Output = Result<Ended, Failure>>) -> Result<Ended, Failure> {
    let stop = ctrl_c();
    tokio::select! {
        biased;
        () = stop => Ok(Ended::Stopped),
        ended = work => ended,
    }
}

/// Until Ctrl-C. Once this is called, one that comes before anybody waits for it is kept until then.
pub fn ctrl_c() -> impl Future<Output = ()> {
    static LISTENING: Once = Once::new();
    static CAME: Notify = Notify::const_new();
    LISTENING.call_once(|| match listen() {
        Ok(mut interrupts) => {
            tokio::spawn(async move {
                while interrupts.recv().await.is_some() {
                    CAME.notify_one();
                }
            });
        }
        Err(error) => note!("Ctrl-C ends this program at once: {error}"),
    });
    CAME.notified()
}

#[cfg(unix)]
fn listen() -> io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
}

#[cfg(windows)]
fn listen() -> io::Result<tokio::signal::windows::CtrlC> {
    tokio::signal::windows::ctrl_c()
}

/// As the end of a program. An error is printed with its causes and what it means for the caller.
fn exit_code(ended: Result<Ended, Failure>) -> ExitCode {
    let failure = match ended {
        Ok(ended) => return ended.into(),
        Err(failure) => failure,
    };
    if let Some(problem) = failure.downcast_ref::<Usage>() {
        note!("{problem}\nSee --help.");
        return USAGE.into();
    }
    // Whoever asked has seen enough, as behind `| head`.
    if failure.downcast_ref::<io::Error>().is_some_and(is_unread) {
        return ExitCode::SUCCESS;
    }
    note!("{}", explained(failure.as_ref()));
    FAILED.into()
}

fn explained(failure: &(dyn StdError + 'static)) -> String {
    let mut text = format!("\nerror: {}", plain(&failure.to_string()));
    let mut cause = failure.source();
    while let Some(inner) = cause {
        let _ = write!(text, "\n  caused by: {}", plain(&inner.to_string()));
        cause = inner.source();
    }
    // The clients of all products have the same error type.
    if let Some(error) = failure.downcast_ref::<Error>() {
        let _ = write!(text, "\n  delivery: {} (may the server have acted?)", error.delivery());
    }
    text
}
