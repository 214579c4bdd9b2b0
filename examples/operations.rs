//! Prints every operation of every client, tab-separated: one row a parameter, or one row for an operation without.

use std::io::{self, BufWriter, Write};

use mobilon_client::Operation;

fn main() -> io::Result<()> {
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
    out.flush()
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
