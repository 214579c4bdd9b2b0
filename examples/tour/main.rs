//! A tour of the clients: each step with the line of code that does it.
//!
//! Without arguments it runs on the sandbox inside this program, a chapter for each product. With the address and the
//! credentials of a real server in the environment it runs the chapter of that product there, and no other. It rings no
//! phone unless `--call NUMBER` is given, and changes nothing in a billing.

mod kubalink;
mod mobilon;
mod nodeny;
mod procbill;
mod receiver;

use std::process::ExitCode;

use examples::environment;
use examples::program::{self, Ended, Failure};
use examples::{say, variables};
use lexopt::{Arg, Parser, ValueExt as _};
use mobilon_client::LocalDate;

const HELP: &str = concat!(
    "\
A tour of the clients, each step with the line of code that does it, on the sandbox inside this program or on a real
server. On a real server it changes nothing in a billing or an ERP.

usage: cargo run --example tour [-- OPTIONS]

options:
  --call NUMBER     the number to call; on a real server nothing rings without it
  --day YYYY-MM-DD  the day of the journal; default today, on a real server by the clock and time zone of this machine

environment, for a real server; the chapters of products that are not named are skipped then:
",
    variables!(kubalink, "with the right to read"),
    variables!(mobilon),
    variables!(nodeny, "of a subscriber or an administrator"),
    variables!(procbill),
    "
exit codes:
    0  all steps are done
    1  one failed
    2  bad usage
  130  Ctrl-C
"
);

/// What the command line says.
#[derive(Default)]
struct Arguments {
    call: Option<String>,
    day: Option<LocalDate>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("call") => {
                let number = words.value()?.string()?;
                if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    return Err("--call is a number of digits and Latin letters".into());
                }
                arguments.call = Some(number);
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
    program::run(HELP, arguments, async |arguments| program::until_ctrl_c(tour(&arguments)).await).await
}

async fn tour(arguments: &Arguments) -> Result<Ended, Failure> {
    // All are read before anything begins: half of a server is a mistake.
    let erp = environment::kubalink("tour")?;
    let pbx = environment::mobilon("tour")?;
    let nodeny_server = environment::nodeny("tour")?;
    let procbill_server = environment::procbill("tour")?;
    let servers = [
        ("KUBALINK_URL", erp.is_some()),
        ("MOBILON_URL", pbx.is_some()),
        ("NODENY_URL", nodeny_server.is_some()),
        ("PROCBILL_URL", procbill_server.is_some()),
    ];
    let named: Vec<_> = servers.iter().filter(|(_, is_named)| *is_named).map(|(name, _)| *name).collect();
    let skip = |own| -> Result<(), Failure> {
        say!("Skipped: {own} names no server, and {} does.", named.join(" and "));
        Ok(())
    };

    say!("# KubaLink, an ERP");
    match &erp {
        Some(erp) => kubalink::on_a_real_server(erp).await?,
        None if named.is_empty() => kubalink::on_the_sandbox().await?,
        None => skip("KUBALINK_URL")?,
    }
    say!("\n# Mobilon, a virtual PBX");
    match &pbx {
        Some(pbx) => mobilon::on_a_real_server(pbx, arguments).await?,
        None if named.is_empty() => mobilon::on_the_sandbox(arguments).await?,
        None => skip("MOBILON_URL")?,
    }
    say!("\n# NoDeny, a billing");
    match &nodeny_server {
        Some(billing) => nodeny::on_a_real_server(billing).await?,
        None if named.is_empty() => nodeny::on_the_sandbox().await?,
        None => skip("NODENY_URL")?,
    }
    say!("\n# Carbon Billing, another one");
    match &procbill_server {
        Some(billing) => procbill::on_a_real_server(billing).await?,
        None if named.is_empty() => procbill::on_the_sandbox().await?,
        None => skip("PROCBILL_URL")?,
    }
    Ok(Ended::Done)
}
