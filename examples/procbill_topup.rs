//! Payments of a file into a Carbon Billing, each once; what was interrupted is run again.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use examples::terminal::clean;
use examples::topup::{self, Event, Failure, Plan, Tally};
use examples::{environment, report};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use isp_sandbox::procbill::{FIRST_GENERATED, LOGIN, PASSWORD};
use isp_sandbox::{Fault, Sandbox};
use procbill_client::{Client, ClientIdentity};
use tokio::signal::ctrl_c;
use tokio::sync::oneshot;

const HELP: &str = "\
Payments of a file into a Carbon Billing, on the sandbox inside this program or on a real server.

usage: cargo run --example procbill_topup [-- FILE] [--number-column NAME] [--trust-empty] [--grace SECONDS]

  FILE                  CSV in UTF-8 whose first line is reference,user_id,sum,description
                        a reference is one to ten of A-Z a-z 0-9 - _ . / and occurs once, a sum is written 350 or 350.50,
                        a description may be empty; on the sandbox it may be left out: some payments are made up then
  --number-column NAME  the column of CLN_FIN_OPER that holds the reference; default number
  --trust-empty         believe that nothing is booked on an account of which no operation comes
                        (always on the sandbox); otherwise such a payment is left for a person
  --grace SECONDS       how long after a run that broke off a payment may still be on its way; default 60

environment, for a real server:
  PROCBILL_URL  PROCBILL_LOGIN  PROCBILL_PASSWORD  PROCBILL_PFX (the file with the client's certificate)
  PROCBILL_PFX_PASSWORD (may be empty)
  PROCBILL_PIN (SHA-256 of the server's certificate) or PROCBILL_CA (a PEM file of its authority)

What was done is in FILE.journal (on the sandbox FILE.sandbox-journal, which begins anew each time, as the sandbox does):
a line reference;state, on the disk before a payment is sent. After Ctrl-C, a broken connection or a power cut the same
command goes on: what was begun is looked up first, and paid again only if the billing shows that it is not booked. Keep
the journal as long as the file: without it every payment is made once more.

States: begun, booked, unpaid, undecided (the billing did not tell), answered (the server took it and the billing does not
show it; never sent again). What is left for a person is looked up again by the next run. Whoever has found out by hand
adds a line with booked or unpaid.

Ctrl-C finishes the payment that is under way; a second one leaves it to the next run.

exit codes: 0 all are booked, 1 it broke off and can go on, 2 it could not begin, 3 some are left for a person,
130 Ctrl-C
";

const USAGE: u8 = 2;
const LEFT: u8 = 3;
const INTERRUPTED: u8 = 130;
const MADE_UP: u32 = 12;

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    number_column: Option<String>,
    trust_empty: bool,
    grace: Option<u64>,
}

fn arguments() -> Result<Option<Arguments>, String> {
    let mut arguments = Arguments::default();
    let mut words = std::env::args_os().skip(1);
    while let Some(os_word) = words.next() {
        let word = os_word.to_string_lossy().into_owned();
        let mut value = || {
            let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
            Ok::<_, String>(value.to_string_lossy().into_owned())
        };
        match word.as_str() {
            "--help" | "-h" => return Ok(None),
            "--trust-empty" => arguments.trust_empty = true,
            "--number-column" => arguments.number_column = Some(value()?.to_ascii_lowercase()),
            "--grace" => {
                let text = value()?;
                let seconds = text.parse().map_err(|_| format!("--grace needs seconds, not {text:?}"))?;
                arguments.grace = Some(seconds);
            }
            option if option.starts_with('-') => return Err(format!("unknown argument {option}")),
            _ if arguments.file.is_some() => {
                return Err(format!("one file at a time, and {word} is another"));
            }
            _ => arguments.file = Some(os_word.into()),
        }
    }
    Ok(Some(arguments))
}

#[tokio::main]
async fn main() -> ExitCode {
    let prepared = arguments().and_then(|arguments| {
        let Some(arguments) = arguments else { return Ok(None) };
        let client = environment::procbill("procbill-topup").map_err(|error| error.to_string())?;
        if client.is_some() && arguments.file.is_none() {
            return Err("a real server is named, and no payment file".to_owned());
        }
        Ok(Some((arguments, client)))
    });
    match prepared {
        Ok(Some((arguments, Some(client)))) => {
            let plan = plan(&arguments, arguments.file.clone().unwrap_or_default(), ".journal");
            top_up(&client, &plan).await
        }
        Ok(Some((arguments, None))) => match on_the_sandbox(&arguments).await {
            Ok(code) => code,
            Err(error) => report(error.as_ref()),
        },
        Ok(None) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}\nSee --help.");
            ExitCode::from(USAGE)
        }
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
        grace: Duration::from_secs(arguments.grace.unwrap_or(60)),
    }
}

async fn on_the_sandbox(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let server = Sandbox::procbill().generated_subscribers(MADE_UP).start().await?;
    let identity = ClientIdentity::from_pkcs12(server.client_pfx(), server.pfx_password())?;
    let builder = Client::builder(&server.url())?.login(LOGIN, PASSWORD).client_identity(identity);
    let billing = builder.pin_sha256(server.server_sha256()).build()?;

    let folder = std::env::temp_dir().join(format!("procbill-topup-{}", std::process::id()));
    let file = match &arguments.file {
        Some(file) => file.clone(),
        None => {
            fs::create_dir_all(&folder)?;
            let file = folder.join("payments.csv");
            fs::write(&file, made_up())?;
            println!(
                "On the sandbox, with {MADE_UP} payments that are made up. The answer to the first one is lost."
            );
            billing.login().await?;
            server.fault_next(1, Fault::ResetAfter);
            file
        }
    };
    let plan = Plan { trust_empty: true, ..plan(arguments, file, ".sandbox-journal") };
    // The sandbox knows nothing of an earlier run.
    if plan.journal.exists() {
        fs::remove_file(&plan.journal)?;
    }
    let code = top_up(&billing, &plan).await;
    if arguments.file.is_none() {
        let booked = (0..MADE_UP as i32).map(|index| server.operations(FIRST_GENERATED + index).len());
        println!("The sandbox's own books: {} payments.", booked.sum::<usize>());
        fs::remove_dir_all(&folder)?;
    }
    Ok(code)
}

fn made_up() -> String {
    let lines = (0..MADE_UP).map(|index| {
        let id = FIRST_GENERATED as u32 + index;
        format!("K-{:06},{id},{}.50,Касса {}\n", 4100 + index, 100 + 25 * index, 1 + index % 3)
    });
    format!("{}\n{}", topup::HEADER.join(","), lines.collect::<String>())
}

async fn top_up(client: &Client, plan: &Plan) -> ExitCode {
    let bar = progress_bar();
    let (stop, stopped) = oneshot::channel();
    let watcher = tokio::spawn({
        let bar = bar.clone();
        async move {
            // Without the signal there is nothing to wait for.
            if ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            bar.suspend(|| eprintln!("Stopping after this payment; Ctrl-C again leaves it to the next run."));
            let _ = stop.send(());
            let _ = ctrl_c().await;
            bar.finish_and_clear();
            std::process::exit(INTERRUPTED.into());
        }
    });
    let show = tokio::spawn({
        let bar = bar.clone();
        async move {
            tokio::time::sleep(Duration::from_secs(2)).await;
            // Nothing is drawn where no terminal is.
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(200));
        }
    });
    let stopped = async {
        let _ = stopped.await;
    };
    let ended = topup::run(client, plan, stopped, |event| match event {
        Event::Waiting(wait) => {
            let seconds = wait.as_secs() + 1;
            eprintln!("A payment of an earlier run may still be on its way: waiting {seconds} s (--grace).");
        }
        Event::Paying(payment) => bar.set_message(format!("paying {}", payment.reference)),
        Event::LookingUp(payment) => bar.set_message(format!("looking up {}", payment.reference)),
        Event::Done(done, total) => {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
    });
    let ended = ended.await;
    watcher.abort();
    show.abort();
    bar.finish_and_clear();
    match ended {
        Ok(tally) => told(&tally, plan),
        Err(failure @ Failure::Unfit(_)) => {
            eprintln!("{failure}");
            ExitCode::from(USAGE)
        }
        Err(failure) => {
            let code = match &failure {
                Failure::Server(reference, error) => {
                    eprintln!("\nIt broke off at the payment {reference}.");
                    report(error.as_ref())
                }
                other => report(other),
            };
            eprintln!(
                "  {} knows what was done; the same command goes on from there",
                plan.journal.display()
            );
            code
        }
    }
}

fn told(tally: &Tally, plan: &Plan) -> ExitCode {
    let Tally { total, booked, known, left, is_stopped } = tally;
    if *known > 0 {
        println!("{known} were booked by an earlier run.");
    }
    println!("{}: {} of {total} payments are booked.", plan.file.display(), booked + known);
    if !left.is_empty() {
        println!("{} for a person to look at:", left.len());
    }
    for left in left {
        println!("  {:10}  {}", left.reference, clean(&left.why));
    }
    if *is_stopped {
        println!("Stopped. The same command goes on.");
        return ExitCode::from(INTERRUPTED);
    }
    if left.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(LEFT) }
}

/// Hidden at first.
fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} payments, {eta} left, {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
