//! What the programs of this package share.

pub mod environment;
pub mod export;
pub mod tasks;
pub mod terminal;
pub mod topup;

use std::error::Error as StdError;
use std::process::ExitCode;

use mobilon_client::Error;

/// Runs a line of code and prints it with what it is for.
#[macro_export]
macro_rules! step {
    ($why:literal, $($code:tt)+) => {{
        println!("\n{}\n    {}", $why, $crate::one_line(stringify!($($code)+)));
        $($code)+
    }};
}

/// Code as one line, however the compiler broke it.
pub fn one_line(code: &str) -> String {
    code.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" .", ".")
        .replace("( ", "(")
        .replace(" )", ")")
}

/// Prints an error with its causes and what it means for the caller, as the end of a program.
pub fn report(error: &(dyn StdError + 'static)) -> ExitCode {
    eprintln!("\nerror: {}", terminal::plain(&error.to_string()));
    let mut cause = error.source();
    while let Some(inner) = cause {
        eprintln!("  caused by: {inner}");
        cause = inner.source();
    }
    // The clients of all products have the same error type.
    if let Some(error) = error.downcast_ref::<Error>() {
        eprintln!("  delivery: {} (may the server have acted?)", error.delivery());
    }
    ExitCode::FAILURE
}

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
