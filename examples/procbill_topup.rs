//! Payments of a file into a Carbon Billing, each once; what was interrupted is run again.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use examples::environment;
use examples::program::{self, Ended, Failure, ctrl_c, usage};
use examples::progress::Progress;
use examples::terminal::clean;
use examples::topup::{self, Event, Plan, Tally};
use examples::{note, say, variables};
use isp_sandbox::procbill::{FIRST_GENERATED, LOGIN, PASSWORD, Running};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use lexopt::{Arg, Parser, ValueExt as _};
use procbill_client::{Client, ClientIdentity};
use tokio::sync::oneshot;

const HELP: &str = concat!(
    "\
Payments of a file into a Carbon Billing, each once, on the sandbox inside this program or on a real server.

usage: cargo run --example procbill_topup [-- OPTIONS FILE]

options:
  FILE                  CSV in UTF-8 whose first line is reference,user_id,sum,description
                        a reference is one to ten of A-Z a-z 0-9 - _ . / and was never used before in this billing, a
                        sum is written 350 or 350.50, a description may be empty; on the sandbox no file is needed: some
                        payments are made up
  --number-column NAME  the column of CLN_FIN_OPER that holds the reference; default number
  --trust-empty         believe that nothing is booked on an account of which no operation comes
                        (always on the sandbox); otherwise such a payment is left for a person
  --grace SECONDS       how long after a run that broke off a payment may still be on its way; default 120: the 60 of
                        a call, and as many in which the server is done with what it has

environment, for a real server:
",
    variables!(procbill),
    "
What was done is in FILE.journal (on the sandbox FILE.sandbox-journal, which begins anew each time, as the sandbox
does): a line reference;state, on the disk before a payment is sent. After Ctrl-C, a broken connection or a power cut
the same command goes on: what was begun is looked up first, and paid again only if the billing shows that it is not
booked. Keep the journal as long as the file: without it, what is booked can be known by its reference only, and where
the billing shows no references every payment is made once more.

States: begun, booked, unpaid, undecided (the billing did not tell), answered (the server took it and the billing has
not shown it; never sent again). What is left for a person is looked up again by the next run. Whoever has found out by
hand adds a line with booked or unpaid. A reference that the account had before it was sent is left for a person too:
another payment under it needs a new one.

Ctrl-C finishes the payment that is under way; a second one leaves it to the next run.

exit codes:
    0  all are booked
    1  it broke off and can go on
    2  bad usage, or it could not begin
    3  some are left for a person
  130  Ctrl-C; it can go on
"
);

const MADE_UP: u32 = 12;

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    number_column: Option<String>,
    trust_empty: bool,
    grace: Option<u64>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("trust-empty") => arguments.trust_empty = true,
            Arg::Long("number-column") => {
                arguments.number_column = Some(words.value()?.string()?.to_ascii_lowercase());
            }
            Arg::Long("grace") => {
                let seconds = |text: &str| text.parse().map_err(|_| "--grace is a number of seconds");
                arguments.grace = Some(words.value()?.parse_with(seconds)?);
            }
            Arg::Value(file) if arguments.file.is_none() => arguments.file = Some(file.into()),
            Arg::Value(_) => return Err("one file at a time".into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(arguments)
}

#[tokio::main]
async fn main() -> ExitCode {
    program::run(HELP, arguments, pay).await
}

async fn pay(arguments: Arguments) -> Result<Ended, Failure> {
    match (environment::procbill("procbill-topup")?, &arguments.file) {
        (Some(_), None) => Err(usage("a real server is named, and no payment file")),
        (Some(client), Some(file)) => top_up(&client, &plan(&arguments, file.clone(), ".journal")).await,
        (None, _) => on_the_sandbox(&arguments).await,
    }
}

fn plan(arguments: &Arguments, file: PathBuf, journal: &str) -> Plan {
    let mut name = file.clone().into_os_string();
    name.push(journal);
    Plan {
        file,
        journal: name.into(),
        number_column: arguments.number_column.clone().unwrap_or_else(|| "number".to_owned()),
        trust_empty: arguments.trust_empty,
        grace: Duration::from_secs(arguments.grace.unwrap_or(120)),
    }
}

async fn on_the_sandbox(arguments: &Arguments) -> Result<Ended, Failure> {
    let server = Sandbox::procbill().generated_subscribers(MADE_UP).start().await?;
    let identity = ClientIdentity::from_pkcs12(server.client_pfx(), server.pfx_password())?;
    let builder = Client::builder(&server.url())?.login(LOGIN, PASSWORD).client_identity(identity);
    let billing = builder.pin_sha256(server.server_sha256()).build()?;

    let Some(file) = &arguments.file else {
        return made_up_ones(arguments, &server, &billing).await;
    };
    top_up(&billing, &sandbox_plan(arguments, file.clone())?).await
}

/// A folder of this process, gone with this value.
struct Folder(PathBuf);

impl Folder {
    fn begin() -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("procbill-topup-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nobody is there to be told.
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn made_up_ones(arguments: &Arguments, server: &Running, billing: &Client) -> Result<Ended, Failure> {
    let folder = Folder::begin()?;
    let file = folder.0.join("payments.csv");
    fs::write(&file, made_up())?;
    say!("On the sandbox, with {MADE_UP} payments that are made up. The answer to the first one is lost.");
    billing.login().await?;
    // The first request looks whether the reference is new.
    drop(server.stall_next(StallPoint::BeforeHead));
    server.fault_next(1, Fault::ResetAfter);
    let ended = top_up(billing, &sandbox_plan(arguments, file)?).await;
    let booked = (0..MADE_UP as i32).map(|index| server.operations(FIRST_GENERATED + index).len());
    say!("The sandbox's own books: {} payments.", booked.sum::<usize>());
    ended
}

fn sandbox_plan(arguments: &Arguments, file: PathBuf) -> Result<Plan, Failure> {
    let plan = Plan { trust_empty: true, ..plan(arguments, file, ".sandbox-journal") };
    // The sandbox knows nothing of an earlier run.
    if plan.journal.exists() {
        fs::remove_file(&plan.journal)?;
    }
    Ok(plan)
}

fn made_up() -> String {
    let lines = (0..MADE_UP).map(|index| {
        let id = FIRST_GENERATED as u32 + index;
        format!("K-{:06},{id},{}.50,Касса {}\n", 4100 + index, 100 + 25 * index, 1 + index % 3)
    });
    format!("{}\n{}", topup::HEADER.join(","), lines.collect::<String>())
}

async fn top_up(client: &Client, plan: &Plan) -> Result<Ended, Failure> {
    let progress = Progress::of(0, "payments");
    let (stop, stopped) = oneshot::channel();
    let interrupted = ctrl_c();
    let interrupted = async {
        interrupted.await;
        progress.aside(|| note!("Stopping after this payment; Ctrl-C again leaves it to the next run."));
        let _ = stop.send(());
        ctrl_c().await;
    };
    let stopped = async {
        let _ = stopped.await;
    };
    let run = topup::run(client, plan, stopped, |event| match event {
        Event::Waiting(wait) => {
            let seconds = wait.as_secs() + 1;
            progress.aside(|| {
                note!("A payment of an earlier run may still be on its way: waiting {seconds} s (--grace).");
            });
        }
        Event::Paying(payment) => progress.now(format!("paying {}", payment.reference)),
        Event::LookingUp(payment) => progress.now(format!("looking up {}", payment.reference)),
        Event::Done(done, total) => {
            progress.total(total as u64);
            progress.at(done as u64);
        }
    });
    let ended = tokio::select! {
        biased;
        () = interrupted => None,
        ended = run => Some(ended),
    };
    progress.clear();
    let journal = plan.journal.display();
    let goes_on = format!("{journal} knows what was done; the same command goes on from there.");
    match ended {
        None => {
            note!("{goes_on}");
            Ok(Ended::Stopped)
        }
        Some(Ok(tally)) => told(&tally, plan),
        Some(Err(topup::Failure::Unfit(problem))) => Err(usage(problem)),
        Some(Err(failure)) => {
            note!("{goes_on}");
            Err(match failure {
                topup::Failure::Server(reference, error) => {
                    note!("It broke off at the payment {reference}.");
                    error
                }
                other => other.into(),
            })
        }
    }
}

fn told(tally: &Tally, plan: &Plan) -> Result<Ended, Failure> {
    let Tally { total, booked, known, left, is_stopped } = tally;
    let mut words = String::new();
    if *known > 0 {
        writeln!(words, "{known} were booked by an earlier run.")?;
    }
    writeln!(words, "{}: {} of {total} payments are booked.", plan.file.display(), booked + known)?;
    if !left.is_empty() {
        writeln!(words, "{} for a person to look at:", left.len())?;
    }
    for left in left {
        writeln!(words, "  {:10}  {}", left.reference, clean(&left.why))?;
    }
    let ended = match (is_stopped, left.is_empty()) {
        (true, _) => Ended::Stopped,
        (false, true) => Ended::Done,
        (false, false) => Ended::Partly,
    };
    if *is_stopped {
        writeln!(words, "Stopped. The same command goes on.")?;
    }
    program::told(ended, &words)
}
