//! A tour of the clients: each step with the line of code that does it.
//!
//! Without arguments it runs on the sandbox inside this program, a chapter for each product. With the address and the
//! credentials of a real server in the environment it runs the chapter of that product there, and no other. It rings no
//! phone unless `--call NUMBER` is given, and changes nothing in a billing.

mod mobilon;
mod nodeny;
mod receiver;

use std::error::Error;
use std::process::ExitCode;

use examples::environment;

const HELP: &str = "\
A tour of the clients, on the sandbox inside this program or on a real server.

usage: cargo run --example tour [-- --call NUMBER] [--day YYYY-MM-DD]

  --call NUMBER      the number to call; on a real server nothing rings without it
  --day YYYY-MM-DD   the day of the journal; default today (UTC on a real server)

environment, for the chapter of a real server; chapters whose server is not named are skipped then:
  MOBILON_URL  MOBILON_USER_KEY  MOBILON_ACCOUNT_TOKEN
  NODENY_URL  NODENY_LOGIN  NODENY_PASSWORD (a subscriber or an administrator; nothing is changed)
";

/// What the command line says.
#[derive(Default)]
struct Arguments {
    call: Option<String>,
    day: Option<String>,
}

fn arguments() -> Result<Option<Arguments>, String> {
    let mut arguments = Arguments::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let target = match word.as_str() {
            "--call" => &mut arguments.call,
            "--day" => &mut arguments.day,
            "--help" | "-h" => return Ok(None),
            other => return Err(format!("unknown argument {other}")),
        };
        *target = Some(words.next().ok_or_else(|| format!("{word} needs a value"))?);
    }
    Ok(Some(arguments))
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match tour(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => examples::report(error.as_ref()),
    }
}

async fn tour(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    // Both are read before anything begins: half of a server is a mistake.
    let (pbx, billing) = (environment::mobilon("tour")?, environment::nodeny("tour")?);
    let is_on_the_sandbox = pbx.is_none() && billing.is_none();
    println!("# Mobilon, a virtual PBX");
    match &pbx {
        Some(pbx) => mobilon::on_a_real_server(pbx, arguments).await?,
        None if is_on_the_sandbox => mobilon::on_the_sandbox(arguments).await?,
        None => println!("Skipped: MOBILON_URL names no server, and NODENY_URL does."),
    }
    println!("\n# NoDeny, a billing");
    match &billing {
        Some(billing) => nodeny::on_a_real_server(billing).await?,
        None if is_on_the_sandbox => nodeny::on_the_sandbox().await?,
        None => println!("Skipped: NODENY_URL names no server, and MOBILON_URL does."),
    }
    Ok(())
}
