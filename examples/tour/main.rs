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
use lexopt::{Arg, Parser, ValueExt as _};

const HELP: &str = "\
A tour of the clients, on the sandbox inside this program or on a real server.

usage: cargo run --example tour [-- --call NUMBER] [--day YYYY-MM-DD]

  --call NUMBER      the number to call; on a real server nothing rings without it
  --day YYYY-MM-DD   the day of the journal; default today (UTC on a real server)

environment, for the chapter of a real server; chapters whose server is not named are skipped then:
  KUBALINK_URL  KUBALINK_KEY (nothing is changed)
  MOBILON_URL  MOBILON_USER_KEY  MOBILON_ACCOUNT_TOKEN
  NODENY_URL  NODENY_LOGIN  NODENY_PASSWORD (a subscriber or an administrator; nothing is changed)
  PROCBILL_URL  PROCBILL_LOGIN  PROCBILL_PASSWORD (an administrator; nothing is changed)
  PROCBILL_PFX (the file with the client's certificate)  PROCBILL_PFX_PASSWORD
  PROCBILL_PIN (SHA-256 of the server's certificate) or PROCBILL_CA (a PEM file of its authority)

exit codes: 0 all steps are done, 1 one failed, 2 bad usage, 130 Ctrl-C
";

/// What the command line says.
#[derive(Default)]
struct Arguments {
    call: Option<String>,
    day: Option<String>,
}

fn arguments(mut words: Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next()? {
        match word {
            Arg::Long("call") => arguments.call = Some(words.value()?.string()?),
            Arg::Long("day") => arguments.day = Some(words.value()?.string()?),
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
    let skip = |own| println!("Skipped: {own} names no server, and {} does.", named.join(" and "));

    println!("# KubaLink, an ERP");
    match &erp {
        Some(erp) => kubalink::on_a_real_server(erp).await?,
        None if named.is_empty() => kubalink::on_the_sandbox().await?,
        None => skip("KUBALINK_URL"),
    }
    println!("\n# Mobilon, a virtual PBX");
    match &pbx {
        Some(pbx) => mobilon::on_a_real_server(pbx, arguments).await?,
        None if named.is_empty() => mobilon::on_the_sandbox(arguments).await?,
        None => skip("MOBILON_URL"),
    }
    println!("\n# NoDeny, a billing");
    match &nodeny_server {
        Some(billing) => nodeny::on_a_real_server(billing).await?,
        None if named.is_empty() => nodeny::on_the_sandbox().await?,
        None => skip("NODENY_URL"),
    }
    println!("\n# Carbon Billing, another one");
    match &procbill_server {
        Some(billing) => procbill::on_a_real_server(billing).await?,
        None if named.is_empty() => procbill::on_the_sandbox().await?,
        None => skip("PROCBILL_URL"),
    }
    Ok(Ended::Done)
}
