//! What the programs of this package share.

pub mod clock;
pub mod environment;
pub mod export;
pub mod output;
pub mod popup;
pub mod program;
pub mod progress;
pub mod report;
pub mod tasks;
pub mod terminal;
pub mod topup;
pub mod webhooks;

/// A line on stdout. `println!` panics where nobody reads on, as behind `| head`; this is an error to hand on.
#[macro_export]
macro_rules! say {
    ($($line:tt)*) => {{
        use ::std::io::Write as _;
        writeln!(::std::io::stdout(), $($line)*)?
    }};
}

/// A line on stderr. Where nobody reads that, there is nobody to tell.
#[macro_export]
macro_rules! note {
    ($($line:tt)*) => {{
        use ::std::io::Write as _;
        let _ = writeln!(::std::io::stderr(), $($line)*);
    }};
}

/// Runs a line of code and prints it with what it is for.
#[macro_export]
macro_rules! step {
    ($why:literal, $($code:tt)+) => {{
        $crate::say!("\n{}\n    {}", $why, $crate::one_line(stringify!($($code)+)));
        let waiting = $crate::progress::Progress::waiting("waiting");
        let outcome = $($code)+;
        drop(waiting);
        outcome
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

/// The same in Russian.
#[cfg(doctest)]
#[doc = include_str!("../README.ru.md")]
struct ReadmeInRussian;
