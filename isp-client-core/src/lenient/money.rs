//! Amounts of money.

use rust_decimal::Decimal;
use serde::Deserializer;

use super::leaf::{Leaf, leaf, optional};

const EXPECTED: &str = "an amount of money, as a number or as text";

/// The most digits that a [`Decimal`] can have after its mark.
const MAX_SCALE: u32 = 28;

/// An amount: `12.5`, `"12.50"`, `"-1 234,50"`.
///
/// Text may have a sign, a dot or a comma as its decimal mark, and spaces (also no-break ones) between groups
/// of three digits; it has no exponent. Its zeros are kept: `12.50` is not shortened.
///
/// Text is exact, as far as a [`Decimal`] reaches: always 28 digits, up to 28 of them after the mark. A JSON number
/// goes through the shortest text that names the same float: exact to 15 digits, and for integers to 64 bits.
///
/// # Errors
///
/// Empty, more digits than a [`Decimal`] holds, or not an amount. Nothing is rounded to fit.
pub fn money<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    leaf(deserializer, EXPECTED, read)
}

/// Like [`money`], and empty is none.
///
/// # Errors
///
/// More digits than a [`Decimal`] holds, or not an amount. Nothing is rounded to fit.
pub fn opt_money<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    optional(deserializer, EXPECTED, read)
}

fn read(leaf: Leaf<'_>) -> Option<Decimal> {
    match leaf {
        Leaf::Signed(number) => Some(number.into()),
        Leaf::Unsigned(number) => Some(number.into()),
        // Display of a float is its shortest text, without an exponent.
        Leaf::Float(number) => parse(&number.to_string()),
        Leaf::Text(text) => parse(text),
        Leaf::Nothing | Leaf::Bool(_) => None,
    }
}

/// `Decimal`'s own parser would round, and knows neither the comma nor groups.
fn parse(text: &str) -> Option<Decimal> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || is_space(c));
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }

    let mut digits: i128 = 0;
    let mut push = |digit: char| {
        digits = digits.checked_mul(10)?.checked_add(digit.to_digit(10)?.into())?;
        Some(())
    };
    // How many digits since the last space; the first group may be shorter than three.
    let mut group = 0;
    let mut grouped = false;
    for c in whole.chars() {
        if is_space(c) {
            if group == 0 || group > 3 || (grouped && group != 3) {
                return None;
            }
            grouped = true;
            group = 0;
        } else {
            push(c)?;
            group += 1;
        }
    }
    if grouped && group != 3 {
        return None;
    }
    let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= MAX_SCALE)?;
    fraction.chars().try_for_each(push)?;
    Decimal::try_from_i128_with_scale(if negative { -digits } else { digits }, scale).ok()
}

/// A space, or one of the two that keep a number in one line.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn forms_of_an_amount() {
        for (text, digits, scale) in [
            ("0.00", 0, 2),
            ("100", 100, 0),
            ("-0.50", -50, 2),
            ("+12,50", 1250, 2),
            (".5", 5, 1),
            ("5.", 5, 0),
            ("9999999999999.99", 999_999_999_999_999, 2),
            ("1 234,50", 123_450, 2),
            ("-12\u{a0}345\u{a0}678.9", -123_456_789, 1),
            ("\u{202f}1\u{202f}000 ", 1000, 0),
            ("79228162514264337593543950335", 79_228_162_514_264_337_593_543_950_335, 0),
        ] {
            let money = parse(text).unwrap();
            assert_eq!((money.mantissa(), money.scale()), (digits, scale), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_or_would_be_rounded_is_refused() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "1.2.3",
            "1,234.50",
            "12 34",
            "1 2345",
            "1  234",
            "1234 567",
            "1 234 5",
            "1.5E+25",
            "1e3",
            "12 UAH",
            "$5",
            "--1",
            "- 1",
            "1_000",
            "NaN",
            "inf",
            "1.00 0",
            "٣",
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
            "1234567890.12345678901234567890",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
