//! A procedure as a table of its arguments, from which request, checks, setters and the row of `OPERATIONS` follow.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use isp_client_core::{Error, Operation, Request, Requirement};

use crate::LoginMode;
use crate::argument::{Argument, ArgumentType, ArgumentValue, Writing};

/// What all requests of a client have in common.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) mode: LoginMode,
    pub(crate) writing: Writing,
    /// How many arguments a procedure takes on this server, the session counted.
    pub(crate) counts: BTreeMap<String, usize>,
}

/// The arguments of one call.
#[derive(Debug, Clone)]
pub(crate) struct Arguments {
    pub(crate) name: &'static str,
    pub(crate) table: &'static [Argument],
    pub(crate) values: Vec<ArgumentValue>,
    pub(crate) rules: Arc<Rules>,
}

impl Arguments {
    pub(crate) fn new(name: &'static str, table: &'static [Argument], rules: Arc<Rules>) -> Self {
        Self { name, table, values: vec![ArgumentValue::Null; table.len()], rules }
    }

    /// Sets the argument of this name.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<ArgumentValue>) {
        let at = self.table.iter().position(|argument| argument.name == name);
        debug_assert!(at.is_some(), "{name} is no argument of {}", self.name);
        if let Some(slot) = at.and_then(|at| self.values.get_mut(at)) {
            *slot = value.into();
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<ArgumentValue>) -> Self {
        self.set(name, value);
        self
    }

    /// Whether no argument has a value.
    pub(crate) fn is_blank(&self) -> bool {
        self.values.iter().all(|value| matches!(value, ArgumentValue::Null))
    }

    /// The row of an edit, by the code in the argument of this name.
    pub(crate) fn edit(&self, code: &str, [change, add, delete]: [Operation; 3]) -> Operation {
        let mut values = self.table.iter().zip(&self.values);
        let code = values.find(|(argument, _)| argument.name == code);
        match code {
            Some((_, ArgumentValue::Integer(0))) => change,
            Some((_, ArgumentValue::Integer(2))) => delete,
            _ => add,
        }
    }

    /// The request without the credential, which takes the first place in two of the modes.
    pub(crate) fn request(&self, credential: &'static str) -> Result<Request, Error> {
        let written = self.table.iter().zip(&self.values).map(|(argument, value)| {
            let is_given = !matches!(value, ArgumentValue::Null);
            if argument.requirement == Requirement::Required && !is_given && !is_fixed(argument) {
                return Err(Error::input(argument.name, "must be given"));
            }
            Ok((argument.name, is_given || is_fixed(argument), self.rules.writing.typed(argument, value)?))
        });
        let mut written = written.collect::<Result<Vec<_>, _>>()?;
        if let Some(count) = self.rules.counts.get(self.name) {
            let most = count.saturating_sub(1);
            if let Some((name, ..)) = written.iter().skip(most).find(|(_, is_given, _)| *is_given) {
                return Err(Error::input(
                    *name,
                    format!("is beyond the {count} arguments that this server takes"),
                ));
            }
            written.truncate(most);
        }
        Ok(positional(
            self.name.into(),
            &self.rules,
            credential,
            written.into_iter().map(|(.., value)| value),
        ))
    }
}

fn is_fixed(argument: &Argument) -> bool {
    matches!(argument.kind, ArgumentType::Fixed(_))
}

/// `cmd=execute&proc=…&arg1=…`. Where the session is the first argument, the others begin at `arg2`.
pub(crate) fn positional(
    name: Cow<'static, str>,
    rules: &Rules,
    credential: &'static str,
    values: impl Iterator<Item = isp_client_core::Value>,
) -> Request {
    let first = if rules.mode == LoginMode::OneStep { 1 } else { 2 };
    let request = Request::get("api.php")
        .credential(credential)
        .charset(rules.writing.charset)
        .query("cmd", "execute")
        .query("proc", isp_client_core::Value::Plain(name));
    values.zip(first..).fold(request, |request, (value, at)| request.query(format!("arg{at}"), value))
}

/// Declares a procedure: a request type with its table of arguments, and a setter for each that has a name.
macro_rules! procedure {
    (
        $(#[$meta:meta])*
        pub struct $type:ident = $wire:literal {
            $(
                $(#[$doc:meta])*
                $requirement:ident $argument:literal : $kind:ident $(($most:literal))? $(as $setter:ident)?;
            )*
        }
    ) => {
        $(#[$meta])*
        #[doc(alias = $wire)]
        #[derive(Debug, Clone)]
        pub struct $type(pub(crate) crate::procedure::Arguments);

        impl $type {
            /// The name on the wire.
            pub(crate) const NAME: &'static str = $wire;

            /// The arguments, the session aside.
            pub(crate) const ARGUMENTS: &'static [crate::Argument] = &[$(
                crate::Argument::new(
                    $argument,
                    crate::procedure::kind!($kind $(($most))?),
                    crate::procedure::requirement!($requirement),
                ),
            )*];

            /// The same for the table of operations.
            pub(crate) const PARAMETERS: &'static [isp_client_core::Parameter] = &[$(
                crate::Argument::new(
                    $argument,
                    crate::procedure::kind!($kind $(($most))?),
                    crate::procedure::requirement!($requirement),
                )
                .parameter(),
            )*];

            pub(crate) fn new(rules: ::std::sync::Arc<crate::procedure::Rules>) -> Self {
                Self(crate::procedure::Arguments::new(Self::NAME, Self::ARGUMENTS, rules))
            }
        }

        impl crate::Pending<$type> {
            $( crate::procedure::setter! { [$(#[$doc])*] $argument $kind $($setter)? } )*
        }
    };
}

macro_rules! setter {
    // Given by the method that starts the call.
    ([$(#[$doc:meta])*] $argument:literal $kind:ident) => {};
    ([$(#[$doc:meta])*] $argument:literal $kind:ident $setter:ident) => {
        $(#[$doc])*
        #[doc = concat!("\n\nOn the wire: `", $argument, "`.")]
        #[doc(alias = $argument)]
        pub fn $setter(mut self, value: crate::procedure::value!($kind)) -> Self {
            self.endpoint_mut().0.set($argument, crate::procedure::given!($kind, value));
            self
        }
    };
}

macro_rules! kind {
    (integer) => {
        crate::ArgumentType::Integer
    };
    (address) => {
        crate::ArgumentType::Address
    };
    (flag) => {
        crate::ArgumentType::Flag
    };
    (money) => {
        crate::ArgumentType::Money
    };
    (timestamp) => {
        crate::ArgumentType::Timestamp
    };
    (text($most:literal)) => {
        crate::ArgumentType::Text($most)
    };
    (secret($most:literal)) => {
        crate::ArgumentType::Secret($most)
    };
    (fixed($text:literal)) => {
        crate::ArgumentType::Fixed($text)
    };
}

macro_rules! requirement {
    (required) => {
        isp_client_core::Requirement::Required
    };
    (optional) => {
        isp_client_core::Requirement::Optional
    };
    (whose) => {
        isp_client_core::Requirement::OneOf("whose")
    };
}

macro_rules! value {
    (integer) => { i64 };
    (address) => { ::std::net::Ipv4Addr };
    (flag) => { bool };
    (money) => { rust_decimal::Decimal };
    (timestamp) => { isp_client_core::time::LocalDateTime };
    (text) => { impl Into<String> };
    (secret) => { impl Into<isp_client_core::Secret> };
}

macro_rules! given {
    (text, $value:ident) => {
        Into::<String>::into($value)
    };
    (secret, $value:ident) => {
        Into::<isp_client_core::Secret>::into($value)
    };
    ($kind:ident, $value:ident) => {
        $value
    };
}

pub(crate) use {given, kind, procedure, requirement, setter, value};
