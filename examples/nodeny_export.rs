//! All subscribers of a NoDeny billing into a CSV file, with a progress bar; what was interrupted goes on where it ended.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use examples::environment;
use examples::export::{self, Columns, Plan, Tally};
use examples::program::{self, Ended, Failure, ctrl_c, usage};
use examples::progress::Progress;
use examples::{note, variables};
use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::ADMIN;
use lexopt::{Arg, Parser, ValueExt as _};
use nodeny_client::Client;

const HELP: &str = concat!(
    "\
All subscribers of a NoDeny billing into a CSV file, from the sandbox inside this program or from a real server.

usage: cargo run --example nodeny_export [-- OPTIONS]

options:
  --out FILE     default subscribers.csv, on the sandbox sandbox-subscribers.csv
  --fields LIST  default name,fio,contract,balance,state,services,last_auth
                 also grp, next_title, next_service_id, set_next_time, last_traf, dopfields, and the installation's own
                 such as _adr_street; the id is always the first column
  --force        a finished file may be replaced
  --expect N     about how many there are, for the progress bar: the server does not say
  --users N      how many the sandbox makes up; default 2000

environment, for a real server:
",
    variables!(nodeny, "of an administrator"),
    "
Rows are collected in FILE.part, which becomes FILE when all are there. After Ctrl-C or a broken connection the same
command goes on: it asks for all subscribers again, since the server knows no pages, and skips those that FILE.part has.
They stay as they were then; remove FILE.part to begin anew. One run at a time, and of one server, to a file.

The file is UTF-8 after RFC 4180, times are in UTC. A text that a spreadsheet could run as a formula (it begins with
= + - @, a tab or a carriage return) gets an apostrophe in front, unless it is a signed number such as +380000000001.

exit codes:
    0  the file is finished
    1  it broke off and can go on
    2  bad usage, or it could not begin
  130  Ctrl-C; it can go on
"
);

#[derive(Default)]
struct Arguments {
    out: Option<PathBuf>,
    fields: Option<String>,
    force: bool,
    expect: Option<u64>,
    users: Option<u32>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("force") => arguments.force = true,
            Arg::Long("out") => arguments.out = Some(words.value()?.into()),
            Arg::Long("fields") => arguments.fields = Some(words.value()?.string()?),
            Arg::Long("expect") => {
                let number = |text: &str| text.parse().map_err(|_| "--expect is a whole number");
                arguments.expect = Some(words.value()?.parse_with(number)?);
            }
            Arg::Long("users") => {
                let number = |text: &str| text.parse().map_err(|_| "--users is a whole number");
                arguments.users = Some(words.value()?.parse_with(number)?);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(arguments)
}

#[tokio::main]
async fn main() -> ExitCode {
    program::run(HELP, arguments, export).await
}

async fn export(arguments: Arguments) -> Result<Ended, Failure> {
    let columns = Columns::parse(arguments.fields.as_deref().unwrap_or(Columns::DEFAULT)).map_err(usage)?;
    let client = environment::nodeny("nodeny-export")?;
    if client.is_some() && arguments.users.is_some() {
        return Err(usage("--users is for the sandbox, and NODENY_URL names a real server"));
    }
    let name = if client.is_some() { "subscribers.csv" } else { "sandbox-subscribers.csv" };
    let out = arguments.out.unwrap_or_else(|| name.into());
    let plan = Plan { out, columns, force: arguments.force };
    if let Some(client) = client {
        return to_file(&client, &plan, arguments.expect).await;
    }
    let users = arguments.users.unwrap_or(2000);
    let server = Sandbox::nodeny().generated_users(users).start().await?;
    let client = Client::builder(&format!("http://{}", server.addr()))?.login(ADMIN.login, ADMIN.password);
    to_file(&client.build()?, &plan, arguments.expect.or(Some(users.into()))).await
}

async fn to_file(client: &Client, plan: &Plan, expected: Option<u64>) -> Result<Ended, Failure> {
    let units = "subscribers";
    let progress = expected.map_or_else(|| Progress::counting(units), |total| Progress::of(total, units));
    let ended = export::run(&client.admin(), plan, ctrl_c(), |rows| progress.at(rows)).await;
    drop(progress);
    match ended {
        Ok(tally) => told(&tally, plan),
        Err(export::Failure::Unfit(problem)) => Err(usage(problem)),
        Err(failure) => {
            let part = plan.part();
            if part.exists() {
                note!("{} keeps what came; the same command goes on from there.", part.display());
            }
            Err(match failure {
                export::Failure::Server(error) => error,
                other => other.into(),
            })
        }
    }
}

fn told(tally: &Tally, plan: &Plan) -> Result<Ended, Failure> {
    let Tally { found, written, skipped, is_complete } = *tally;
    let rows = found + written;
    let mut words = String::new();
    if found > 0 {
        writeln!(words, "{found} subscribers were there from an earlier run, as they were then.")?;
    }
    if !is_complete {
        let part = plan.part();
        let part = part.display();
        match rows {
            0 => writeln!(words, "Stopped before anything came.")?,
            _ => writeln!(
                words,
                "Stopped. {part} has {rows} subscribers; the same command goes on from there."
            )?,
        }
        return program::told(Ended::Stopped, &words);
    }
    if skipped < found {
        writeln!(words, "{} of those the server does not send any more.", found - skipped)?;
    }
    if skipped > found {
        writeln!(words, "{} came again with an id that was there; left out.", skipped - found)?;
    }
    writeln!(words, "{}: {rows} subscribers.", plan.out.display())?;
    program::told(Ended::Done, &words)
}
