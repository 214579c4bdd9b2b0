//! One argument of a procedure: its type in the database, and how a value is written for it.

use std::net::Ipv4Addr;

use isp_client_core::time::LocalDateTime;
use isp_client_core::{Charset, Error, Parameter, Requirement, Secret, Value};
use rust_decimal::Decimal;

/// The type of an argument, as the vendor's page gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArgumentType {
    /// `INTEGER`: 32 bits with a sign.
    Integer,
    /// `INTEGER` that holds an IPv4 address.
    Address,
    /// `INTEGER` that is 0 or 1.
    Flag,
    /// `DOUBLE PRECISION` that holds money.
    Money,
    /// `TIMESTAMP`, without a zone.
    Timestamp,
    /// `VARCHAR` of so many characters.
    Text(usize),
    /// `VARCHAR` of so many characters that holds a secret.
    Secret(usize),
    /// Always this.
    Fixed(&'static str),
}

/// One argument of a procedure. Arguments are sent by position, the session aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Argument {
    /// The name on the vendor's page. It is not sent.
    pub name: &'static str,
    /// The type.
    pub kind: ArgumentType,
    /// Whether it must be given. What is not given goes out as `null`.
    pub requirement: Requirement,
}

impl Argument {
    pub(crate) const fn new(name: &'static str, kind: ArgumentType, requirement: Requirement) -> Self {
        Self { name, kind, requirement }
    }

    pub(crate) const fn parameter(&self) -> Parameter {
        match self.requirement {
            Requirement::Required => Parameter::required(self.name),
            Requirement::OneOf(group) => Parameter::one_of(group, self.name),
            _ => Parameter::optional(self.name),
        }
    }
}

/// A value for an argument, of [`Client::execute`](crate::Client::execute) too.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ArgumentValue {
    /// No value: `null`.
    Null,
    /// A whole number.
    Integer(i64),
    /// An IPv4 address; whether signed or not is a setting of the client.
    Address(Ipv4Addr),
    /// Money, or another decimal number.
    Decimal(Decimal),
    /// A time without a zone.
    Timestamp(LocalDateTime),
    /// A text.
    Text(String),
    /// A text that is a secret.
    Secret(Secret),
}

macro_rules! value_from {
    ($($type:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$type> for ArgumentValue {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}
value_from! {
    i64 => Integer, i32 => Integer, u32 => Integer, u16 => Integer, u8 => Integer, bool => Integer,
    Ipv4Addr => Address, Decimal => Decimal, LocalDateTime => Timestamp, String => Text, &str => Text, Secret => Secret,
}

impl<T: Into<Self>> From<Option<T>> for ArgumentValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// How values are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writing {
    pub(crate) charset: Charset,
    /// IPv4 addresses from 128.0.0.0 up as positive numbers.
    pub(crate) unsigned_addresses: bool,
    pub(crate) quotes: bool,
}

impl Writing {
    /// The text that goes out for `value`; of what type it is, nobody knows.
    pub(crate) fn any(self, field: &str, value: &ArgumentValue) -> Result<Value, Error> {
        Ok(match value {
            ArgumentValue::Null => "null".into(),
            ArgumentValue::Integer(number) => (*number).into(),
            ArgumentValue::Address(address) => self.address(*address).into(),
            ArgumentValue::Decimal(number) => number.normalize().to_string().into(),
            // Whole seconds: a fraction is written in no example.
            ArgumentValue::Timestamp(at) => {
                let at = at.to_string();
                at.split_once('.').map_or(at.clone(), |(seconds, _)| seconds.to_owned()).into()
            }
            ArgumentValue::Text(text) => {
                self.check_text(field, text)?;
                text.clone().into()
            }
            ArgumentValue::Secret(secret) => {
                self.check_text(field, secret.expose())?;
                secret.clone().into()
            }
        })
    }

    /// The same for an argument of a known type.
    pub(crate) fn typed(self, argument: &Argument, value: &ArgumentValue) -> Result<Value, Error> {
        let refused = |rule: &'static str| Err(Error::input(argument.name, rule));
        match (argument.kind, value) {
            (ArgumentType::Fixed(text), _) => return Ok(text.into()),
            (ArgumentType::Integer, ArgumentValue::Integer(number)) if i32::try_from(*number).is_err() => {
                return refused("must fit 32 bits with a sign");
            }
            (ArgumentType::Money, ArgumentValue::Decimal(sum)) => {
                if sum.normalize().scale() > 2 {
                    return refused("must have at most two decimals");
                }
                // Two decimals, a dot, no exponent.
                return Ok(format!("{sum:.2}").into());
            }
            (ArgumentType::Text(most), ArgumentValue::Text(text)) if text.chars().count() > most => {
                return Err(Error::input(argument.name, format!("must have at most {most} characters")));
            }
            (ArgumentType::Secret(most), ArgumentValue::Secret(text))
                if text.expose().chars().count() > most =>
            {
                return Err(Error::input(argument.name, format!("must have at most {most} characters")));
            }
            _ => {}
        }
        self.any(argument.name, value)
    }

    /// How `api.php` puts a text into its SQL is not known: what could end or change a literal is refused.
    pub(crate) fn check_text(self, field: &str, text: &str) -> Result<(), Error> {
        let refused = |rule: &'static str| Err(Error::input(field, rule));
        if text.is_empty() {
            return refused(
                "must not be empty: what a server makes of an argument without a value is not known",
            );
        }
        if text.eq_ignore_ascii_case("null") {
            return refused("must not be the word null: the server could not tell it from no value");
        }
        if text.chars().any(char::is_control) {
            return refused("must not hold control characters");
        }
        if !self.quotes && text.contains('\'') {
            return refused("must not hold a quote: how the server writes it into its SQL is not known");
        }
        if self.charset.encode(text).is_none() {
            return refused("holds a character that the charset of the requests lacks");
        }
        Ok(())
    }

    fn address(self, address: Ipv4Addr) -> i64 {
        let bits = address.to_bits();
        if self.unsigned_addresses { bits.into() } else { bits.cast_signed().into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Writing =
        Writing { charset: Charset::Windows1251, unsigned_addresses: false, quotes: false };

    #[test]
    fn addresses_are_signed_unless_said_otherwise() {
        for (address, signed, unsigned) in [
            ("10.0.12.34", 167_775_266, 167_775_266),
            ("127.255.255.255", 2_147_483_647, 2_147_483_647),
            ("128.0.0.0", -2_147_483_648, 2_147_483_648),
            ("192.168.1.10", -1_062_731_510, 3_232_235_786),
            ("255.255.255.255", -1, 4_294_967_295),
        ] {
            let address = address.parse().unwrap();
            assert_eq!(PLAIN.address(address), signed);
            assert_eq!(Writing { unsigned_addresses: true, ..PLAIN }.address(address), unsigned);
        }
    }

    #[test]
    fn texts_that_could_mean_something_else_are_refused() {
        for text in ["", "null", "NULL", "a\0", "a\nb", "a'b", "名"] {
            let error = PLAIN.check_text("NAME", text).unwrap_err();
            assert_eq!(error.path(), Some("NAME"), "{text}");
        }
        for text in ["nullify", "Тест ё «»\"", "a b&c=d"] {
            PLAIN.check_text("NAME", text).unwrap();
        }
        Writing { quotes: true, ..PLAIN }.check_text("NAME", "a'b").unwrap();
        Writing { charset: Charset::Utf8, ..PLAIN }.check_text("NAME", "名").unwrap();
    }
}
