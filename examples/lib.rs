//! What the programs of this package share.

pub mod environment;
pub mod export;
pub mod output;
pub mod program;
pub mod progress;
pub mod report;
pub mod tasks;
pub mod terminal;
pub mod topup;

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

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
