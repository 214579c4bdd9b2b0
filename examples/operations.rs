//! Prints every operation of every client, tab-separated: one row a parameter, or one row for an operation without.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use examples::program::{self, Ended, Failure};
use lexopt::Parser;
use mobilon_client::Operation;

const HELP: &str = "\
Every operation of the four clients, tab-separated: one row a parameter, or one row for an operation without. It asks no
server.

usage: cargo run --example operations

exit codes:
  0  all are printed
  1  they could not be
  2  bad usage
";

fn arguments(mut words: Parser) -> Result<(), lexopt::Error> {
    words.next()?.map_or(Ok(()), |word| Err(word.unexpected()))
}

#[tokio::main]
async fn main() -> ExitCode {
    program::run(HELP, arguments, async |()| print()).await
}

fn print() -> Result<Ended, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "product\toperation\tparameter\trequirement\teffect\tevidence")?;
    for table in [
        kubalink_client::OPERATIONS,
        mobilon_client::OPERATIONS,
        nodeny_client::OPERATIONS,
        procbill_client::OPERATIONS,
    ] {
        for operation in table {
            rows(&mut out, operation)?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn rows(out: &mut impl Write, operation: &Operation) -> io::Result<()> {
    let Operation { product, name, effect, evidence, parameters, .. } = operation;
    if parameters.is_empty() {
        writeln!(out, "{product}\t{name}\t\t\t{effect}\t{evidence}")?;
    }
    for parameter in *parameters {
        writeln!(
            out,
            "{product}\t{name}\t{}\t{}\t{effect}\t{evidence}",
            parameter.name, parameter.requirement
        )?;
    }
    Ok(())
}
