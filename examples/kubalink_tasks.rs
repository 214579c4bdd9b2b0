//! The day's tasks of a team in the terminal, from KubaLink.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use examples::environment;
use examples::program::{self, Ended, Failure, usage};
use examples::progress::Progress;
use examples::tasks::{Line, of_the_day};
use examples::terminal::{clean, or_unknown, shortened, table};
use examples::{clock, say, variables};
use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::KEY;
use kubalink_client::{Client, LocalDate};
use lexopt::{Arg, Parser, ValueExt as _};

const HELP: &str = concat!(
    "\
The day's tasks of a team with customers and addresses, from the sandbox inside this program or from a real server.
It only reads: three requests for the whole list, and a fourth if a task has no address of its own.

usage: cargo run --example kubalink_tasks [-- OPTIONS]

options:
  --team ID         the division; on a real server it must be given
  --day YYYY-MM-DD  default today, by the clock and time zone of this machine (TZ)

environment, for a real server:
",
    variables!(kubalink, "with the rights to tasks, customers and addresses"),
    "
Times are those of the server, which tells no zone.

exit codes:
    0  the list is shown, also an empty one
    1  it could not be had
    2  bad usage
  130  Ctrl-C
"
);

/// The division of the sandbox, and the day of its task.
const SANDBOX_TEAM: u64 = 12;
const SANDBOX_DAY: &str = "2026-04-15";
const DESCRIPTION: usize = 40;

/// What the command line says.
#[derive(Default)]
struct Arguments {
    team: Option<u64>,
    day: Option<LocalDate>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("team") => {
                let id = |text: &str| text.parse().ok().filter(|id| *id > 0);
                let team =
                    words.value()?.parse_with(|text| id(text).ok_or("--team is the id of a division"))?;
                arguments.team = Some(team);
            }
            Arg::Long("day") => {
                let day = |text: &str| text.parse().map_err(|_| "--day is a date such as 2026-04-15");
                arguments.day = Some(words.value()?.parse_with(day)?);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(arguments)
}

#[tokio::main]
async fn main() -> ExitCode {
    program::run(HELP, arguments, async |arguments| program::until_ctrl_c(tasks(arguments)).await).await
}

async fn tasks(arguments: Arguments) -> Result<Ended, Failure> {
    match (environment::kubalink("kubalink-tasks")?, arguments.team) {
        (Some(_), None) => return Err(usage("a real server needs --team")),
        (Some(erp), Some(team)) => on_a_real_server(&erp, team, arguments.day).await?,
        (None, team) => on_the_sandbox(team.unwrap_or(SANDBOX_TEAM), arguments.day).await?,
    }
    Ok(Ended::Done)
}

async fn on_a_real_server(erp: &Client, team: u64, day: Option<LocalDate>) -> Result<(), Failure> {
    let day = day.map_or_else(clock::today, Ok)?;
    show(team, day, &asked(erp, team, day).await?)
}

async fn on_the_sandbox(team: u64, day: Option<LocalDate>) -> Result<(), Failure> {
    let server = Sandbox::kubalink().start().await?;
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    let count = move |_: &kubalink_client::AttemptReport<'_>| {
        counted.fetch_add(1, Ordering::Relaxed);
    };
    let erp = Client::builder(&server.url())?.key(KEY).on_attempt(count).build()?;
    let day = day.map_or_else(|| SANDBOX_DAY.parse(), Ok)?;
    show(team, day, &asked(&erp, team, day).await?)?;
    say!("{} requests.", requests.load(Ordering::Relaxed));
    Ok(())
}

async fn asked(erp: &Client, team: u64, day: LocalDate) -> Result<Vec<Line>, Failure> {
    let _progress = Progress::waiting("asking KubaLink");
    Ok(of_the_day(erp, team.into(), day).await?)
}

fn show(team: u64, day: LocalDate, lines: &[Line]) -> Result<(), Failure> {
    say!("Tasks of division {team} on {day}: {}", lines.len());
    let rows = lines.iter().map(|line| {
        let time = line.at.map(|at| format!("{:02}:{:02}", at.hour(), at.minute()));
        let urgent = if line.urgent { "!" } else { "" };
        [
            format!("{}{urgent}", or_unknown(time)),
            line.id.to_string(),
            text(&line.state),
            text(&line.kind),
            text(&line.customer),
            text(&line.phone),
            text(&line.address),
            shortened(&text(&line.what), DESCRIPTION),
        ]
    });
    Ok(io::stdout().write_all(table(&rows.collect::<Vec<_>>()).as_bytes())?)
}

/// Nothing where the server says nothing.
fn text(text: &Option<String>) -> String {
    clean(text.as_deref().unwrap_or_default())
}
