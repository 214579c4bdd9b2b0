//! Who calls: a card with customer, balances and open tasks while the telephone rings.

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use examples::environment;
use examples::popup::calls::Board;
use examples::popup::card::Stage;
use examples::popup::lookup::{Nodeny, Systems};
use examples::popup::sandbox::{self, Asked, SECRET};
use examples::popup::server::{Listen, Running};
use examples::popup::text::Printed;
use examples::program::{self, Ended, Failure, usage};
use examples::progress::Progress;
use examples::terminal::{or_unknown, table};
use examples::webhooks::{Addresses, SECRET_PARAMETER};
use examples::{note, say, variables};
use kubalink_client::TaskStateId;
use lexopt::{Arg, Parser, ValueExt as _};

const HELP: &str = concat!(
    "\
Who calls: receives the webhooks of Mobilon and shows the customer of KubaLink, the balances in NoDeny and in Carbon
Billing, and the open tasks, in the terminal and on a page, while the telephone rings. It only reads.

usage: cargo run --example call_popup [-- OPTIONS]

options:
  --stay               on the sandbox: go on until Ctrl-C, with page and calls; without it, a few calls and the end
  --within SECONDS     how long a look-up may take; what has not come by then is shown as missing; default 3, on the
                       sandbox 2
  --hook ADDRESS       where the webhooks come to; default 127.0.0.1:8087, on the sandbox 127.0.0.1:0 (a free port)
  --page ADDRESS       where the page is; default 127.0.0.1:8088, on the sandbox 127.0.0.1:0
  --page-name NAME     a name under which the page may be asked for, beside IP addresses and localhost
  --open-states ID,ID  the states in which a task is open, which every installation has its own of; without it no tasks
                       are shown
  --nodeny-billing ID  which of KubaLink's billings NoDeny is; an id in another billing is somebody else's there
  --list               print the states of tasks and the billings that KubaLink knows, and end

environment, for real servers; a billing that is not named is shown as not set up:
  CALL_POPUP_SECRET      16 to 64 of A-Z a-z 0-9 - . _ ~, long and random: who does not know it is not listened to
",
    variables!(kubalink, "with the rights to customers and tasks"),
    variables!(nodeny, "of an administrator; --nodeny-billing must be given too"),
    variables!(procbill),
    "
What has to be reachable from the PBX is the address of --hook and nothing else, best through a web server of yours that
speaks TLS, leaves the query out of its log and limits slow senders. In Mobilon's portal it is entered as
  http://…/hook?authkey=SECRET&key={KEY}&number={NUMBER}    (the documented GET)
and without &key and &number where the account is sent JSON events. The GET does not tell how a call ends; they do.
The page shows people's data to everybody who can reach it: leave it on this machine, or put a login before it.
A card goes after a day.

A number is looked for in each of its spellings (8…, 7…, +7… and ten digits; 380…, +380…, 80… and 0…). One that was
typed in with spaces or dashes is found only by a server that does not mind them; which do is not known. NoDeny has no
search by phone: its account is the one that KubaLink's card names.

exit codes:
    0  the calls of the sandbox are over
    1  it could not go on
    2  bad usage
  130  Ctrl-C
"
);

const HOOK: ([u8; 4], u16) = ([127, 0, 0, 1], 8087);
const PAGE: ([u8; 4], u16) = ([127, 0, 0, 1], 8088);
const WITHIN: u64 = 3;
const SANDBOX_WITHIN: u64 = 2;
/// Between the states of a call of the sandbox.
const PACE: Duration = Duration::from_millis(400);
const SLOW_PACE: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_secs(4);
const MOST_SECONDS: u64 = 60;

#[derive(Default)]
struct Arguments {
    stay: bool,
    list: bool,
    within: Option<u64>,
    hook: Option<SocketAddr>,
    page: Option<SocketAddr>,
    page_name: Option<String>,
    open_states: Vec<TaskStateId>,
    nodeny_billing: Option<u64>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    let id = |text: &str| text.trim().parse().ok().filter(|id: &u64| *id > 0);
    let address =
        |text: &str| text.parse().map_err(|_| "an address is one such as 127.0.0.1:8087 or [::1]:8087");
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("stay") => arguments.stay = true,
            Arg::Long("list") => arguments.list = true,
            Arg::Long("within") => {
                let seconds =
                    |text: &str| text.parse().ok().filter(|seconds| (1..=MOST_SECONDS).contains(seconds));
                let within =
                    words.value()?.parse_with(|text| seconds(text).ok_or("--within is 1 to 60 seconds"))?;
                arguments.within = Some(within);
            }
            Arg::Long("hook") => arguments.hook = Some(words.value()?.parse_with(address)?),
            Arg::Long("page") => arguments.page = Some(words.value()?.parse_with(address)?),
            Arg::Long("page-name") => {
                // As browsers say it, whatever the port: other letters than these are never in it.
                let is_name = |text: &str| {
                    !text.is_empty()
                        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
                };
                let name = words.value()?.string()?;
                if !is_name(&name) {
                    return Err("--page-name is a name such as calls.example, without scheme and port".into());
                }
                arguments.page_name = Some(name);
            }
            Arg::Long("open-states") => {
                let ids = |text: &str| text.split(',').map(id).collect::<Option<Vec<_>>>();
                let ids =
                    words.value()?.parse_with(|text| ids(text).ok_or("--open-states is a list of ids"))?;
                arguments.open_states = ids.into_iter().map(Into::into).collect();
            }
            Arg::Long("nodeny-billing") => {
                let billing =
                    words.value()?.parse_with(|text| id(text).ok_or("--nodeny-billing is an id"))?;
                arguments.nodeny_billing = Some(billing);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(arguments)
}

#[tokio::main]
pub async fn main() -> ExitCode {
    program::run(HELP, arguments, async |arguments| program::until_ctrl_c(popup(arguments)).await).await
}

async fn popup(arguments: Arguments) -> Result<Ended, Failure> {
    // All are read before anything begins: half of a server is a mistake.
    let erp = environment::kubalink("call-popup")?;
    let nodeny = environment::nodeny("call-popup")?;
    let carbon = environment::procbill("call-popup")?;
    let secret = environment::call_popup_secret()?;
    let Some(erp) = erp else {
        if nodeny.is_some() || carbon.is_some() || secret.is_some() {
            return Err(usage("a real server is named, and KUBALINK_URL and KUBALINK_KEY are not set"));
        }
        return on_the_sandbox(arguments).await;
    };
    if arguments.list {
        return list(&erp).await;
    }
    let Some(secret) = secret else { return Err(usage("a real server needs CALL_POPUP_SECRET")) };
    let nodeny = match (nodeny, arguments.nodeny_billing) {
        (Some(client), Some(billing)) => Some(Nodeny { client, billing }),
        (Some(_), None) => return Err(usage("NODENY_URL needs --nodeny-billing; --list shows the billings")),
        (None, _) => None,
    };
    let within = Duration::from_secs(arguments.within.unwrap_or(WITHIN));
    let listen = Listen {
        hook: arguments.hook.unwrap_or(HOOK.into()),
        page: arguments.page.unwrap_or(PAGE.into()),
        page_name: arguments.page_name,
    };
    let missing = [
        ("NoDeny", nodeny.is_none(), "NODENY_URL"),
        ("Carbon Billing", carbon.is_none(), "PROCBILL_URL"),
        ("Open tasks", arguments.open_states.is_empty(), "--open-states; --list shows the states"),
    ];
    let board = Board::new(Systems { erp, nodeny, carbon, open_states: arguments.open_states, within });
    let running = Running::start(&board, secret, listen).await?;
    if !running.page.ip().is_loopback() {
        note!("Everybody who can reach {} sees people's data.", running.page);
    }
    let printing = async {
        for (name, _, how) in missing.iter().filter(|(_, is_missing, _)| *is_missing) {
            say!("{name}: not set up ({how}).");
        }
        say!("Webhooks: http://{}/hook?{SECRET_PARAMETER}=(CALL_POPUP_SECRET)", running.hook);
        say!("Page: http://{}/", running.page);
        Terminal::of(&board).go_on().await
    };
    match printing.await {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            note!("Nobody reads this any more. Webhooks and page go on.");
            pending().await
        }
        ended => ended?,
    }
    Ok(Ended::Done)
}

async fn on_the_sandbox(arguments: Arguments) -> Result<Ended, Failure> {
    let asked = Asked::start().await?;
    let mut systems = asked.systems(Duration::from_secs(arguments.within.unwrap_or(SANDBOX_WITHIN)))?;
    if arguments.list {
        return list(&systems.erp).await;
    }
    if !arguments.open_states.is_empty() {
        systems.open_states = arguments.open_states;
    }
    if let (Some(nodeny), Some(billing)) = (&mut systems.nodeny, arguments.nodeny_billing) {
        nodeny.billing = billing;
    }
    let board = Board::new(systems);
    let here = Listen::default();
    let listen = Listen {
        hook: arguments.hook.unwrap_or(here.hook),
        page: arguments.page.unwrap_or(here.page),
        page_name: arguments.page_name,
    };
    let running = Running::start(&board, SECRET.to_owned(), listen).await?;
    let pace = if arguments.stay { SLOW_PACE } else { PACE };
    let pbx = sandbox::pbx(&running).pace(pace).start().await?;
    say!(
        "The emulated PBX reports its calls to {}",
        Addresses::new(&format!("http://{}", running.hook), SECRET).events
    );
    let how_long = if arguments.stay { "" } else { " (for as long as this runs; --stay keeps it)" };
    say!("Page: http://{}/{how_long}\n", running.page);
    let calls = async {
        match arguments.stay {
            true => sandbox::play_on(&asked, &pbx, &board, PAUSE).await,
            false => sandbox::play(&asked, &pbx, &board).await,
        }
    };
    let mut terminal = Terminal::of(&board);
    tokio::select! {
        () = calls => {}
        unread = terminal.go_on() => unread?,
    }
    terminal.print()?;
    let cards = board.since(0).cards;
    let answered = cards.iter().filter(|card| matches!(card.stage, Stage::Answered { .. })).count();
    let missed = cards.iter().filter(|card| card.stage == Stage::Missed).count();
    say!("\n{} calls: {answered} answered, {missed} missed.", cards.len());
    Ok(Ended::Done)
}

/// Prints what changes.
struct Terminal {
    board: Board,
    printed: Printed,
    seen: u64,
}

impl Terminal {
    fn of(board: &Board) -> Self {
        Self { board: board.clone(), printed: Printed::default(), seen: 0 }
    }

    fn print(&mut self) -> io::Result<()> {
        let changes = self.board.since(self.seen);
        self.seen = changes.version;
        for line in self.printed.lines(&changes) {
            say!("{line}");
        }
        Ok(())
    }

    async fn go_on(&mut self) -> io::Result<()> {
        let mut watch = self.board.watch();
        loop {
            watch.borrow_and_update();
            self.print()?;
            if watch.changed().await.is_err() {
                return Ok(());
            }
        }
    }
}

async fn list(erp: &kubalink_client::Client) -> Result<Ended, Failure> {
    let progress = Progress::waiting("asking KubaLink");
    let (states, billings) = tokio::try_join!(async { erp.task().get_catalog_state().await }, async {
        erp.billing().get().await
    })?;
    progress.clear();
    let states = states.iter().map(|state| [state.id.to_string(), or_unknown(state.name.as_ref())]);
    say!("States of tasks:\n{}", table(&states.collect::<Vec<_>>()));
    let billings = billings.iter().map(|billing| [billing.id.to_string(), or_unknown(billing.name.as_ref())]);
    say!("Billings:\n{}", table(&billings.collect::<Vec<_>>()));
    Ok(Ended::Done)
}
