//! A month of calls as an HTML page with charts, from a Mobilon PBX.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use examples::environment;
use examples::program::{self, Ended, Failure, usage};
use examples::progress::Progress;
use examples::report::{self, Month, Plan, office};
use examples::{clock, variables};
use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::ACCOUNT_TOKEN;
use lexopt::{Arg, Parser, ValueExt as _};
use mobilon_client::{Client, LocalDate, UnixTime};

const HELP: &str = concat!(
    "\
A month of calls as an HTML page with charts, from the sandbox inside this program or from a real Mobilon PBX: calls by
day, by hour and weekday, answered and missed, how long callers waited in vain, by operator. One request a day.

usage: cargo run --example journal_report [-- OPTIONS]

options:
  --month YYYY-MM  default the last month that is over, by the clock and time zone of this machine (TZ)
  --out FILE       default journal-report-YYYY-MM.html, on the sandbox sandbox-journal-report.html
  --force          a finished file may be replaced
  --calls N        on the sandbox: N calls a day, evenly spread, in place of a small office

environment, for a real server:
",
    variables!(mobilon_account),
    "
The page is one file without any script, needs no network, and prints on paper. Calls are counted while they arrive, in
memory that does not grow with them. Times are those of the journal, whose vendor tells no zone: where it may be behind
yours, run this some hours after midnight, or the last day lacks its evening.

A day that cannot be had after the client's own repeats, or whose answer breaks off, is left out as a whole: it is named
on the page, hatched in its charts, and the exit code is 3. When the server cannot be reached three days in a row, the
rest is not asked for. A refused token ends it at once. One run at a time to a file; Ctrl-C leaves no new one.

exit codes:
    0  the file is finished
    1  there is no new file
    2  bad usage, or it could not begin
    3  the file is finished, and days are missing in it
  130  Ctrl-C; there is no new file
"
);

#[derive(Default)]
struct Arguments {
    month: Option<Month>,
    out: Option<PathBuf>,
    force: bool,
    calls: Option<u32>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("force") => arguments.force = true,
            Arg::Long("out") => arguments.out = Some(words.value()?.into()),
            Arg::Long("month") => {
                let month = |text: &str| text.parse().map_err(|problem| format!("--month: {problem}"));
                arguments.month = Some(words.value()?.parse_with(month)?);
            }
            Arg::Long("calls") => {
                let number = |text: &str| text.parse().map_err(|_| "--calls is a whole number");
                arguments.calls = Some(words.value()?.parse_with(number)?);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(arguments)
}

#[tokio::main]
async fn main() -> ExitCode {
    program::run(HELP, arguments, async |arguments| {
        let ended = program::until_ctrl_c(report(arguments)).await;
        match ended {
            Ok(Ended::Stopped) => program::told(Ended::Stopped, "Stopped. There is no new file.\n"),
            ended => ended,
        }
    })
    .await
}

async fn report(arguments: Arguments) -> Result<Ended, Failure> {
    match environment::mobilon_account("journal-report")? {
        Some(_) if arguments.calls.is_some() => {
            Err(usage("--calls is for the sandbox, and MOBILON_URL names a real server"))
        }
        Some(pbx) => {
            let (today, source) = (clock::today()?, "the journal of a Mobilon PBX");
            let plan = plan(arguments, today, source, |month| format!("journal-report-{month}.html"))?;
            let (ended, words) = to_file(&pbx, &plan).await?;
            program::told(ended, &words)
        }
        None => on_the_sandbox(arguments).await,
    }
}

fn plan(
    arguments: Arguments,
    today: LocalDate,
    source: &str,
    name: impl FnOnce(Month) -> String,
) -> Result<Plan, Failure> {
    let month = arguments.month.or_else(|| Month::of(today).before()).ok_or("there is no month before")?;
    let out = arguments.out.unwrap_or_else(|| name(month).into());
    Ok(Plan { month, today, out, force: arguments.force, source: source.to_owned() })
}

async fn on_the_sandbox(arguments: Arguments) -> Result<Ended, Failure> {
    let (calls, source) = (arguments.calls, "the sandbox, whose calls are made up");
    let now = UnixTime::from_seconds(isp_sandbox::mobilon::DEFAULT_NOW.into());
    let now = now.local_at_offset(i32::from(office::UTC_OFFSET_HOURS) * 3600).ok_or("the sandbox's clock")?;
    let plan = plan(arguments, now.date(), source, |_| "sandbox-journal-report.html".to_owned())?;

    let mut sandbox = Sandbox::mobilon().utc_offset_hours(office::UTC_OFFSET_HOURS);
    for day in plan.month.days() {
        if let Some(calls) = calls {
            sandbox = sandbox.generated_day(day.to_string(), calls);
        }
    }
    let server = sandbox.start().await?;
    if calls.is_none() {
        let so_far = plan.month.days().flat_map(office::calls).filter(|call| call.started <= server.now());
        so_far.for_each(|call| server.add_call(call));
    }
    let pbx = Client::builder(&server.url())?.account_token(ACCOUNT_TOKEN).build()?;
    let (ended, mut words) = to_file(&pbx, &plan).await?;
    writeln!(words, "{} requests.", server.requests().len())?;
    program::told(ended, &words)
}

/// And what is to be said of it.
async fn to_file(pbx: &Client, plan: &Plan) -> Result<(Ended, String), Failure> {
    let progress = Progress::of(plan.month.days().count() as u64, "days");
    let report = report::run(pbx, plan, |days, calls| {
        progress.at(days);
        progress.now(format!("{calls} calls"));
    })
    .await;
    drop(progress);
    let report = report?;
    let mut words = String::new();
    for (day, why) in report.missing() {
        writeln!(words, "{day} is missing: {why}")?;
    }
    let (calls, month) = (report.tally.calls(), plan.month.name());
    writeln!(words, "{}: {calls} calls of {month}.", plan.out.display())?;
    Ok((if report.missing().next().is_some() { Ended::Partly } else { Ended::Done }, words))
}
