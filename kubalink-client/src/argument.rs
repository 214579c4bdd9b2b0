//! What a parameter takes, checked before it is sent.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use isp_client_core::{Secret, Value};
use rust_decimal::Decimal;

use crate::{LocalDate, LocalDateTime, UnixTime};

/// A parameter as it will be sent, or the rule that it breaks.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    One(Value),
    /// Joined by commas.
    List(Vec<String>),
    Refused(Cow<'static, str>),
}

impl Given {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::One(Value::from(text.into()))
    }
}

/// A type that a parameter can have.
pub(crate) trait Argument {
    fn given(self) -> Given;
}

/// A text that says something.
pub(crate) fn text(text: String) -> Given {
    if text.trim().is_empty() { Given::Refused("must not be empty".into()) } else { Given::plain(text) }
}

pub(crate) fn any_text(text: String) -> Given {
    Given::plain(text)
}

pub(crate) fn secret(secret: Secret) -> Given {
    if secret.expose().is_empty() {
        Given::Refused("must not be empty".into())
    } else {
        Given::One(Value::from(secret))
    }
}

pub(crate) fn flag(flag: bool) -> Given {
    Given::One(Value::from(u8::from(flag)))
}

/// A list between commas.
pub(crate) fn list<T: Argument>(items: impl Iterator<Item = T>) -> Given {
    let mut list = Vec::new();
    for item in items {
        match item.given() {
            Given::One(Value::Plain(text)) if text.contains(',') => {
                return Given::Refused("an item of a list must not hold a comma".into());
            }
            Given::One(Value::Plain(text)) => list.push(text.into_owned()),
            Given::Refused(rule) => return Given::Refused(rule),
            _ => return Given::Refused("an item of a list must be a single value".into()),
        }
    }
    if list.is_empty() { Given::Refused("must have at least one item".into()) } else { Given::List(list) }
}

macro_rules! as_text {
    ($($type:ty)+) => {$(
        impl Argument for $type {
            fn given(self) -> Given {
                Given::plain(self.to_string())
            }
        }
    )+};
}
as_text!(u8 u16 u32 u64 i32 i64 LocalDate LocalDateTime Ipv4Addr);

impl Argument for String {
    fn given(self) -> Given {
        text(self)
    }
}

/// A point, never an exponent; the zeros at the end as they were given.
impl Argument for Decimal {
    fn given(self) -> Given {
        Given::plain(self.to_string())
    }
}

impl Argument for UnixTime {
    fn given(self) -> Given {
        Given::plain(self.seconds().to_string())
    }
}

/// The wire name of a parameter: its own, or the one behind `as`.
macro_rules! wire_name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $wire:ident) => {
        stringify!($wire)
    };
}

/// What a method takes for a parameter.
macro_rules! argument_type {
    (text) => { impl Into<String> };
    (any_text) => { impl Into<String> };
    (secret) => { impl Into<isp_client_core::Secret> };
    (flag) => { bool };
    ([text]) => { impl IntoIterator<Item = impl Into<String>> };
    ([$type:ident]) => { impl IntoIterator<Item = impl Into<$type>> };
    (u8) => { u8 };
    (u16) => { u16 };
    (u32) => { u32 };
    (u64) => { u64 };
    (i32) => { i32 };
    (i64) => { i64 };
    (LocalDate) => { LocalDate };
    (LocalDateTime) => { LocalDateTime };
    (UnixTime) => { UnixTime };
    ($type:ident) => { impl Into<$type> };
}

/// The parameter, checked.
macro_rules! given {
    (text, $value:expr) => {
        crate::argument::text(Into::<String>::into($value))
    };
    (any_text, $value:expr) => {
        crate::argument::any_text(Into::<String>::into($value))
    };
    (secret, $value:expr) => {
        crate::argument::secret(Into::<isp_client_core::Secret>::into($value))
    };
    (flag, $value:expr) => {
        crate::argument::flag($value)
    };
    ([text], $value:expr) => {
        crate::argument::list($value.into_iter().map(Into::<String>::into))
    };
    ([$type:ident], $value:expr) => {
        crate::argument::list($value.into_iter().map(Into::<$type>::into))
    };
    ($type:ident, $value:expr) => {
        crate::argument::Argument::given(Into::<$type>::into($value))
    };
}

pub(crate) use {argument_type, given, wire_name};
