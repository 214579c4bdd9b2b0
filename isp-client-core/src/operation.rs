//! The machine-readable row that every operation of every product has.

use std::borrow::Cow;
use std::fmt;

/// What repeating a call can do to the server.
///
/// It is declared per operation and never guessed from GET or POST: three of the four products change data by GET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// Changes nothing. It may be repeated freely.
    Read,
    /// A repeat leaves the same state as the first time.
    Replay,
    /// A repeat may act twice: money, tasks, phone calls.
    Once,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Replay => "replay",
            Self::Once => "once",
        })
    }
}

/// How the answer of an operation is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// The vendor's documents print it.
    Documented,
    /// The vendor's documents name fields of it, and print none.
    InPart,
    /// Seen in working client code or in captured traffic.
    Observed,
    /// Nobody shows it.
    Unknown,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Documented => "documented",
            Self::InPart => "documented in part",
            Self::Observed => "observed",
            Self::Unknown => "unknown",
        })
    }
}

/// Whether a parameter must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Requirement {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// Exactly one of the parameters that carry the same group name.
    OneOf(&'static str),
    /// At least one of the parameters that carry the same group name.
    AnyOf(&'static str),
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => f.write_str("required"),
            Self::Optional => f.write_str("optional"),
            Self::OneOf(group) => write!(f, "one of {group}"),
            Self::AnyOf(group) => write!(f, "any of {group}"),
        }
    }
}

/// One parameter of an operation, by its wire name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether it must be given.
    pub requirement: Requirement,
}

impl Parameter {
    /// A parameter that must be given.
    pub const fn required(name: &'static str) -> Self {
        Self { name, requirement: Requirement::Required }
    }

    /// A parameter that may be left out.
    pub const fn optional(name: &'static str) -> Self {
        Self { name, requirement: Requirement::Optional }
    }

    /// One of a group of which exactly one must be given.
    pub const fn one_of(group: &'static str, name: &'static str) -> Self {
        Self { name, requirement: Requirement::OneOf(group) }
    }

    /// One of a group of which at least one must be given.
    pub const fn any_of(group: &'static str, name: &'static str) -> Self {
        Self { name, requirement: Requirement::AnyOf(group) }
    }
}

/// One operation of one product: what it is called, what it does and how its answer is known.
///
/// Each client has a public table `OPERATIONS` of these.
///
/// ```
/// use isp_client_core::{Effect, Evidence, Operation, Parameter};
///
/// const JOURNAL: Operation = Operation::new(
///     "mobilon",
///     "journal",
///     Effect::Read,
///     Evidence::Documented,
///     &[Parameter::required("date"), Parameter::optional("limit")],
/// );
/// assert_eq!(JOURNAL.effect, Effect::Read);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The product, in lower case.
    pub product: &'static str,
    /// The name on the wire.
    pub name: Cow<'static, str>,
    /// What a repeat can do.
    pub effect: Effect,
    /// How the answer is known.
    pub evidence: Evidence,
    /// The parameters, in the vendor's order, without the credential.
    pub parameters: &'static [Parameter],
}

impl Operation {
    /// A row of a table.
    pub const fn new(
        product: &'static str,
        name: &'static str,
        effect: Effect,
        evidence: Evidence,
        parameters: &'static [Parameter],
    ) -> Self {
        Self { product, name: Cow::Borrowed(name), effect, evidence, parameters }
    }

    /// An operation that no table knows, called by its wire name. Its answer is [`Evidence::Unknown`].
    pub fn raw(product: &'static str, name: impl Into<String>, effect: Effect) -> Self {
        Self { product, name: Cow::Owned(name.into()), effect, evidence: Evidence::Unknown, parameters: &[] }
    }

    /// One table of several; `ROWS` is the number of their rows.
    ///
    /// # Panics
    ///
    /// When `ROWS` is another number: while compiling, since a table is a constant.
    #[doc(hidden)]
    pub const fn concat<const ROWS: usize>(tables: &[&[Self]]) -> [Self; ROWS] {
        let mut all = [const { Self::new("", "", Effect::Read, Evidence::Unknown, &[]) }; ROWS];
        let (mut at, mut table) = (0, 0);
        while table < tables.len() {
            let mut row = 0;
            while row < tables[table].len() {
                // Nothing that is dropped can be in a constant.
                std::mem::forget(std::mem::replace(&mut all[at], tables[table][row].copied()));
                at += 1;
                row += 1;
            }
            table += 1;
        }
        assert!(at == ROWS, "the tables have another number of rows");
        all
    }

    const fn copied(&self) -> Self {
        let Cow::Borrowed(name) = self.name else { panic!("a row of a table has a constant name") };
        Self { name: Cow::Borrowed(name), ..*self }
    }
}
