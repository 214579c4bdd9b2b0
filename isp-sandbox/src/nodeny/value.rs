//! JSON as Perl prints it: three spaces, `"key" : value`, keys in another order each time, and the types of the three
//! kinds of installation.

use super::dialect::Typing;
use super::money;

/// A value that knows where it comes from, because its JSON type depends on that.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    /// A text column, or a text that Perl made.
    Text(String),
    /// An integer column.
    Int(i64),
    /// A FLOAT or DOUBLE column, in hundredths.
    Money(i64),
    /// A DECIMAL column, a sum or a quotient.
    Decimal(String),
    /// A number that Perl computed, in hundredths.
    Computed(i64),
    /// A condition in Perl.
    Flag(bool),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(crate) fn int(number: impl Into<i64>) -> Value {
    Value::Int(number.into())
}

pub(crate) fn map<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Writes values; each one gets an order of its own.
#[derive(Debug, Clone)]
pub(crate) struct Pen {
    typing: Typing,
    chance: Chance,
}

impl Pen {
    pub(crate) fn new(typing: Typing, chance: Chance) -> Self {
        Self { typing, chance }
    }

    /// A whole answer.
    pub(crate) fn document(&mut self, value: &Value) -> String {
        let mut out = String::new();
        self.write(value, 0, &mut out);
        out.push('\n');
        out
    }

    pub(crate) fn write(&mut self, value: &Value, depth: usize, out: &mut String) {
        let strings = self.typing == Typing::AllStrings;
        let typed = self.typing == Typing::TypedDriver;
        let mut scalar = |bare: bool, text: &str| {
            if bare { out.push_str(text) } else { push_string(text, out) }
        };
        match value {
            Value::Null => out.push_str("null"),
            Value::Text(text) | Value::Decimal(text) => scalar(false, text),
            Value::Int(number) => scalar(typed, &number.to_string()),
            Value::Money(amount) => scalar(typed, &money::text(*amount)),
            Value::Computed(amount) => scalar(!strings, &money::text(*amount)),
            Value::Flag(flag) => scalar(false, if *flag { "1" } else { "" }),
            Value::List(items) if items.is_empty() => out.push_str("[]"),
            Value::Map(fields) if fields.is_empty() => out.push_str("{}"),
            Value::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    new_line(number > 0, depth + 1, out);
                    self.write(item, depth + 1, out);
                }
                new_line(false, depth, out);
                out.push(']');
            }
            Value::Map(fields) => {
                let mut order: Vec<usize> = (0..fields.len()).collect();
                self.chance.shuffle(&mut order);
                out.push('{');
                for (number, (name, item)) in order.into_iter().map(|index| &fields[index]).enumerate() {
                    new_line(number > 0, depth + 1, out);
                    push_string(name, out);
                    out.push_str(" : ");
                    self.write(item, depth + 1, out);
                }
                new_line(false, depth, out);
                out.push('}');
            }
        }
    }
}

pub(crate) fn new_line(comma: bool, depth: usize, out: &mut String) {
    out.push_str(if comma { ",\n" } else { "\n" });
    out.extend(std::iter::repeat_n("   ", depth));
}

pub(crate) fn push_string(text: &str, out: &mut String) {
    // A str always has a JSON form.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// Small, and the same in every run: the order of keys and the session tokens (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
