//! A tour of the clients: each step with the line of code that does it.
//!
//! Without arguments it runs on the sandbox inside this program. With `MOBILON_URL`, `MOBILON_USER_KEY` and
//! `MOBILON_ACCOUNT_TOKEN` set it talks to a real PBX, and rings no phone unless `--call NUMBER` is given.

mod mobilon;
mod receiver;

use std::process::ExitCode;

const HELP: &str = "\
A tour of the clients, on the sandbox inside this program or on a real server.

usage: cargo run --example tour [-- --call NUMBER] [--day YYYY-MM-DD]

  --call NUMBER      the number to call; on a real server nothing rings without it
  --day YYYY-MM-DD   the day of the journal; default today (UTC on a real server)

environment, for a real server, all three:
  MOBILON_URL  MOBILON_USER_KEY  MOBILON_ACCOUNT_TOKEN
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
    match mobilon::chapter(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => examples::report(error.as_ref()),
    }
}
