//! What a column holds, and how it is written.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use jiff::civil::{Date, DateTime};

use super::dialect::{Addresses, Dialect, Escapes, NullForm, Timestamps};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Text(String),
    Int(i64),
    /// NUMERIC(15,2), in hundredths.
    Money(i64),
    Moment(DateTime),
    Day(Date),
    /// An address in an INTEGER column.
    Address(Ipv4Addr),
}

/// Columns by their documented names, in capitals.
pub(crate) type Row = Vec<(Cow<'static, str>, Value)>;

pub(crate) fn row<const N: usize>(columns: [(&'static str, Value); N]) -> Row {
    columns.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect()
}

pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(crate) fn int(number: impl Into<i64>) -> Value {
    Value::Int(number.into())
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        int(number)
    }
}

impl From<String> for Value {
    fn from(content: String) -> Self {
        Self::Text(content)
    }
}

impl From<&String> for Value {
    fn from(content: &String) -> Self {
        text(content)
    }
}

impl From<Ipv4Addr> for Value {
    fn from(address: Ipv4Addr) -> Self {
        Self::Address(address)
    }
}

impl From<DateTime> for Value {
    fn from(moment: DateTime) -> Self {
        Self::Moment(moment)
    }
}

impl Value {
    /// `None` for null.
    fn plain(&self, dialect: &Dialect) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Null => return None,
            Self::Text(text) => Cow::Borrowed(text),
            Self::Int(number) => Cow::Owned(number.to_string()),
            Self::Money(hundredths) => Cow::Owned(money(*hundredths)),
            Self::Moment(moment) => {
                let form = match dialect.timestamps {
                    Timestamps::Iso => "%Y-%m-%d %H:%M:%S",
                    Timestamps::Fraction => "%Y-%m-%d %H:%M:%S.0000",
                    Timestamps::UsOrder => "%m/%d/%Y %H:%M:%S",
                    Timestamps::Dotted => "%d.%m.%Y %H:%M:%S",
                };
                Cow::Owned(moment.strftime(form).to_string())
            }
            Self::Day(day) => {
                let form = match dialect.timestamps {
                    Timestamps::Iso | Timestamps::Fraction => "%Y-%m-%d",
                    Timestamps::UsOrder => "%m/%d/%Y",
                    Timestamps::Dotted => "%d.%m.%Y",
                };
                Cow::Owned(day.strftime(form).to_string())
            }
            Self::Address(address) => {
                let bits = address.to_bits();
                Cow::Owned(match dialect.addresses {
                    Addresses::Signed => bits.cast_signed().to_string(),
                    Addresses::Unsigned => bits.to_string(),
                })
            }
        })
    }

    /// One element, with a line break if there are any.
    pub(crate) fn element(&self, name: &str, dialect: &Dialect, out: &mut String) {
        let plain = self.plain(dialect);
        let content = match (&plain, dialect.nulls) {
            (Some(plain), _) => escaped(plain, dialect.escapes),
            (None, NullForm::Missing) => return,
            (None, NullForm::SelfClosed) => {
                out.extend(["<", name, "/>"]);
                return new_line(dialect, out);
            }
            (None, NullForm::Empty) => Cow::Borrowed(""),
            (None, NullForm::Word) => Cow::Borrowed("null"),
            (None, NullForm::EscapedWord) => Cow::Borrowed("&lt;null&gt;"),
        };
        out.extend(["<", name, ">", &content, "</", name, ">"]);
        new_line(dialect, out);
    }
}

pub(crate) fn new_line(dialect: &Dialect, out: &mut String) {
    if dialect.line_breaks {
        out.push('\n');
    }
}

pub(crate) fn escaped(text: &str, escapes: Escapes) -> Cow<'_, str> {
    let markup: &[char] = match escapes {
        Escapes::Entities | Escapes::CData => &['&', '<', '>', '"'],
        Escapes::BareAmpersand => &['<', '>'],
    };
    if !text.contains(markup) {
        return Cow::Borrowed(text);
    }
    if escapes == Escapes::CData {
        return Cow::Owned(format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>")));
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' if escapes == Escapes::Entities => out.push_str("&amp;"),
            '"' if escapes == Escapes::Entities => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            letter => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// Two decimals and a dot; the sign stays with a whole part of zero.
pub(crate) fn money(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        let sums =
            [(0, "0.00"), (-50, "-0.50"), (43_333, "433.33"), (999_999_999_999_999, "9999999999999.99")];
        for (hundredths, written) in sums {
            assert_eq!(money(hundredths), written);
        }
    }

    #[test]
    fn markup() {
        let hostile = "a & \"b\" <c> ]]>";
        assert_eq!(escaped(hostile, Escapes::Entities), "a &amp; &quot;b&quot; &lt;c&gt; ]]&gt;");
        assert_eq!(escaped(hostile, Escapes::CData), "<![CDATA[a & \"b\" <c> ]]]]><![CDATA[>]]>");
        assert_eq!(escaped(hostile, Escapes::BareAmpersand), "a & \"b\" &lt;c&gt; ]]&gt;");
    }

    #[test]
    fn addresses() {
        let vectors = [
            ([10, 0, 12, 34], "167775266", "167775266"),
            ([127, 255, 255, 255], "2147483647", "2147483647"),
            ([128, 0, 0, 0], "-2147483648", "2147483648"),
            ([192, 168, 1, 10], "-1062731510", "3232235786"),
            ([255, 255, 255, 255], "-1", "4294967295"),
        ];
        for (octets, signed, unsigned) in vectors {
            let value = Value::Address(octets.into());
            let written = |addresses| {
                let dialect = Dialect { addresses, ..Dialect::default() };
                value.plain(&dialect).unwrap().into_owned()
            };
            assert_eq!(written(Addresses::Signed), signed);
            assert_eq!(written(Addresses::Unsigned), unsigned);
        }
    }
}
