//! All subscribers of a NoDeny billing into a CSV file, with a progress bar; what was interrupted goes on where it ended.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use examples::export::{self, Columns, Failure, Plan, Tally};
use examples::{environment, report};
use indicatif::{ProgressBar, ProgressStyle};
use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::ADMIN;
use nodeny_client::Client;

const HELP: &str = "\
All subscribers of a NoDeny billing into a CSV file, from the sandbox inside this program or from a real server.

usage: cargo run --example nodeny_export [-- --out FILE] [--fields NAME,NAME] [--force] [--expect N | --users N]

  --out FILE     default subscribers.csv, on the sandbox sandbox-subscribers.csv
  --fields LIST  default name,fio,contract,balance,state,services,last_auth
                 also grp, next_title, next_service_id, set_next_time, last_traf, dopfields, and the installation's own
                 such as _adr_street; the id is always the first column
  --force        a finished file may be replaced
  --expect N     about how many there are, for the progress bar: the server does not say
  --users N      how many the sandbox makes up; default 2000

environment, for a real server, all three: NODENY_URL  NODENY_LOGIN  NODENY_PASSWORD (of an administrator)

Rows are collected in FILE.part, which becomes FILE when all are there. After Ctrl-C or a broken connection the same
command goes on: it asks for all subscribers again, since the server knows no pages, and skips those that FILE.part has.
They stay as they were then; remove FILE.part to begin anew. One run at a time, and of one server, to a file.

The file is UTF-8 after RFC 4180, times are in UTC. A text that a spreadsheet could run as a formula (it begins with
= + - @, a tab or a carriage return) gets an apostrophe in front, unless it is a signed number such as +380000000001.

exit codes: 0 finished, 1 it broke and can go on, 2 it could not begin, 130 Ctrl-C
";

const USAGE: u8 = 2;
const INTERRUPTED: u8 = 130;

#[derive(Default)]
struct Arguments {
    out: Option<PathBuf>,
    fields: Option<String>,
    force: bool,
    expect: Option<u64>,
    users: Option<u32>,
}

fn arguments() -> Result<Option<Arguments>, String> {
    let mut arguments = Arguments::default();
    let mut words = std::env::args_os().skip(1);
    while let Some(word) = words.next() {
        let word = word.to_string_lossy().into_owned();
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        let number = |text: &str| format!("{word} needs a whole number, not {text:?}");
        match word.as_str() {
            "--help" | "-h" => return Ok(None),
            "--force" => arguments.force = true,
            "--out" => arguments.out = Some(value()?.into()),
            "--fields" => arguments.fields = Some(value()?.to_string_lossy().into_owned()),
            "--expect" => {
                let text = value()?.to_string_lossy().into_owned();
                arguments.expect = Some(text.parse().map_err(|_| number(&text))?);
            }
            "--users" => {
                let text = value()?.to_string_lossy().into_owned();
                arguments.users = Some(text.parse().map_err(|_| number(&text))?);
            }
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(Some(arguments))
}

#[tokio::main]
async fn main() -> ExitCode {
    let prepared = arguments().and_then(|arguments| {
        let Some(arguments) = arguments else { return Ok(None) };
        let columns = Columns::parse(arguments.fields.as_deref().unwrap_or(Columns::DEFAULT))?;
        let client = environment::nodeny("nodeny-export").map_err(|error| error.to_string())?;
        if client.is_some() && arguments.users.is_some() {
            return Err("--users is for the sandbox, and NODENY_URL names a real server".to_owned());
        }
        Ok(Some((arguments, columns, client)))
    });
    let (arguments, columns, client) = match prepared {
        Ok(Some(prepared)) => prepared,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\nSee --help.");
            return ExitCode::from(USAGE);
        }
    };
    let name = if client.is_some() { "subscribers.csv" } else { "sandbox-subscribers.csv" };
    let out = arguments.out.clone().unwrap_or_else(|| name.into());
    let plan = Plan { out, columns, force: arguments.force };
    match client {
        Some(client) => export(&client, &plan, arguments.expect).await,
        None => match on_the_sandbox(&arguments, &plan).await {
            Ok(code) => code,
            Err(error) => report(error.as_ref()),
        },
    }
}

async fn on_the_sandbox(arguments: &Arguments, plan: &Plan) -> Result<ExitCode, Box<dyn Error>> {
    let users = arguments.users.unwrap_or(2000);
    let server = Sandbox::nodeny().generated_users(users).start().await?;
    let client = Client::builder(&format!("http://{}", server.addr()))?.login(ADMIN.login, ADMIN.password);
    Ok(export(&client.build()?, plan, arguments.expect.or(Some(users.into()))).await)
}

async fn export(client: &Client, plan: &Plan, expected: Option<u64>) -> ExitCode {
    let bar = progress_bar(expected);
    let stop = async {
        // Without the signal there is nothing to wait for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let admin = client.admin();
    let ended = export::run(&admin, plan, stop, |rows| {
        // What was expected is a guess.
        if bar.length().is_some_and(|length| length < rows) {
            bar.set_length(rows);
        }
        bar.set_position(rows);
    });
    let ended = ended.await;
    bar.finish_and_clear();
    match ended {
        Ok(tally) => told(&tally, plan),
        Err(failure @ Failure::Unfit(_)) => {
            eprintln!("{failure}");
            ExitCode::from(USAGE)
        }
        Err(failure) => {
            let code = match &failure {
                Failure::Server(error) => report(error.as_ref()),
                other => report(other),
            };
            let part = plan.part();
            if part.exists() {
                eprintln!("  {} keeps what came; the same command goes on from there", part.display());
            }
            code
        }
    }
}

fn told(tally: &Tally, plan: &Plan) -> ExitCode {
    let Tally { found, written, skipped, is_complete } = *tally;
    let rows = found + written;
    if found > 0 {
        println!("{found} subscribers were there from an earlier run, as they were then.");
    }
    if !is_complete {
        match rows {
            0 => println!("Stopped before anything came."),
            _ => println!(
                "Stopped. {} has {rows} subscribers; the same command goes on from there.",
                plan.part().display()
            ),
        }
        return ExitCode::from(INTERRUPTED);
    }
    if skipped < found {
        println!("{} of those the server does not send any more.", found - skipped);
    }
    if skipped > found {
        println!("{} came again with an id that was there; left out.", skipped - found);
    }
    println!("{}: {rows} subscribers.", plan.out.display());
    ExitCode::SUCCESS
}

/// Nothing is drawn where no terminal is.
fn progress_bar(expected: Option<u64>) -> ProgressBar {
    let (bar, template) = match expected {
        Some(expected) => (ProgressBar::new(expected), "{bar:30} {pos} of {len} subscribers, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {pos} subscribers, {elapsed}"),
    };
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
