//! Numbers as Perl reads and prints them. Money is kept in hundredths.

/// `150`, `3.16`, `-0.5`: without needless zeros, as a number comes out of Perl.
pub(crate) fn text(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        part if part.is_multiple_of(10) => format!("{sign}{whole}.{}", part / 10),
        part => format!("{sign}{whole}.{part:02}"),
    }
}

/// Reads what stands before the first character that does not fit: `12,5` is 12, a word is 0. Digits after the second
/// decimal are cut off.
pub(crate) fn read(text: &str) -> i64 {
    let (negative, digits) =
        text.trim_start().strip_prefix('-').map_or((false, text.trim_start()), |t| (true, t));
    let (whole, rest) = leading_digits(digits);
    let part = rest.strip_prefix('.').map_or("", |rest| leading_digits(rest).0);
    let cents = format!("{part:0<2}").get(..2).and_then(|two| two.parse::<i64>().ok()).unwrap_or(0);
    let amount = whole.parse::<i64>().unwrap_or(0).saturating_mul(100).saturating_add(cents);
    if negative { -amount } else { amount }
}

/// Ids: garbage becomes 0, never an error (observed).
pub(crate) fn int(text: &str) -> u32 {
    leading_digits(text.trim_start()).0.parse().unwrap_or(0)
}

fn leading_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_perl() {
        for (given, hundredths, printed) in [
            ("3.16", 316, "3.16"),
            ("100", 10_000, "100"),
            ("-0.5", -50, "-0.5"),
            ("12,5", 1200, "12"),
            ("0.05x", 5, "0.05"),
            ("1.999", 199, "1.99"),
            ("ten", 0, "0"),
        ] {
            assert_eq!(read(given), hundredths, "{given}");
            assert_eq!(text(hundredths), printed);
        }
        assert_eq!((int("12abc"), int("abc"), int("-3"), int("99999999999999")), (12, 0, 0, 0));
    }
}
