//! Money in hundredths, as text.

/// A plain decimal of up to two places; `None` for anything else.
pub(crate) fn hundredths(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !plain(whole) || !plain(part) {
        return None;
    }
    let value: i64 = format!("{whole}{part:0<2}").parse().ok()?;
    Some(if negative { -value } else { value })
}

pub(crate) fn written(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let value = hundredths.unsigned_abs();
    if value.is_multiple_of(100) {
        return format!("{sign}{}", value / 100);
    }
    format!("{sign}{}.{:02}", value / 100, value % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (text, value) in [("0", 0), ("150.5", 15_050), ("-12.34", -1234), ("-0.05", -5), ("7.", 700)] {
            assert_eq!(hundredths(text), Some(value), "{text}");
            assert_eq!(hundredths(&written(value)), Some(value), "{text}");
        }
        for text in ["", "-", ".5", "1,5", "1.234", "1e3", "+5", "99999999999999999999"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
    }
}
