//! The day's tasks of a team in the terminal, from KubaLink.

use std::error::Error as StdError;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use examples::tasks::{Line, of_the_day};
use examples::terminal::{clean, or_unknown, shortened, table};
use examples::{environment, report};
use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::KEY;
use kubalink_client::{Client, LocalDate, UnixTime};

const HELP: &str = "\
The day's tasks of a team with customers and addresses, from the sandbox inside this program or from a real server.
It only reads: three requests for the whole list, and a fourth if a task has no address of its own.

usage: cargo run --example kubalink_tasks [-- --team ID] [--day YYYY-MM-DD]

  --team ID          the division; on a real server it must be given
  --day YYYY-MM-DD   default today (UTC on a real server)

environment, for a real server, both: KUBALINK_URL  KUBALINK_KEY (with the rights to tasks, customers and addresses)

Times are those of the server, which tells no zone.

exit codes: 0 the list is shown, also an empty one; 1 it could not be had; 2 bad usage
";

const USAGE: u8 = 2;
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

fn arguments() -> Result<Option<Arguments>, String> {
    let mut arguments = Arguments::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--help" | "-h" => return Ok(None),
            "--team" => {
                let team = value()?.parse().ok().filter(|team| *team > 0);
                arguments.team = Some(team.ok_or("--team needs the id of a division")?);
            }
            "--day" => {
                let day = value()?.parse();
                arguments.day = Some(day.map_err(|_| "--day needs a date such as 2026-04-15")?);
            }
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(Some(arguments))
}

#[tokio::main]
async fn main() -> ExitCode {
    let wrong = |problem: String| {
        eprintln!("{problem}\nSee --help.");
        ExitCode::from(USAGE)
    };
    let arguments = match arguments() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => return wrong(problem),
    };
    let server = match environment::kubalink("kubalink-tasks") {
        Ok(server) => server,
        Err(error) => return wrong(error.to_string()),
    };
    let shown = match (server, arguments.team) {
        (Some(_), None) => return wrong("a real server needs --team".to_owned()),
        (Some(erp), Some(team)) => on_a_real_server(&erp, team, arguments.day).await,
        (None, team) => on_the_sandbox(team.unwrap_or(SANDBOX_TEAM), arguments.day).await,
    };
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report(error.as_ref()),
    }
}

async fn on_a_real_server(erp: &Client, team: u64, day: Option<LocalDate>) -> Result<(), Box<dyn StdError>> {
    let today = || UnixTime::from(SystemTime::now()).local_at_offset(0).map(|now| now.date());
    let day = day.or_else(today).ok_or("the clock of this machine")?;
    show(team, day, &of_the_day(erp, team.into(), day).await?);
    Ok(())
}

async fn on_the_sandbox(team: u64, day: Option<LocalDate>) -> Result<(), Box<dyn StdError>> {
    let server = Sandbox::kubalink().start().await?;
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    let count = move |_: &kubalink_client::AttemptReport<'_>| {
        counted.fetch_add(1, Ordering::Relaxed);
    };
    let erp = Client::builder(&server.url())?.key(KEY).on_attempt(count).build()?;
    let day = day.map_or_else(|| SANDBOX_DAY.parse(), Ok)?;
    show(team, day, &of_the_day(&erp, team.into(), day).await?);
    println!("{} requests.", requests.load(Ordering::Relaxed));
    Ok(())
}

fn show(team: u64, day: LocalDate, lines: &[Line]) {
    println!("Tasks of division {team} on {day}: {}", lines.len());
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
    print!("{}", table(&rows.collect::<Vec<_>>()));
}

/// Nothing where the server says nothing.
fn text(text: &Option<String>) -> String {
    clean(text.as_deref().unwrap_or_default())
}
