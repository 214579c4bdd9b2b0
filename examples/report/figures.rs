//! Numbers for people.

use super::waiting::Within;

/// `12,345`.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `3 calls`; `1 call`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// `87%`; nothing is no share of nothing. Only none is 0%, and only all are 100%.
pub(super) fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    match format!("{:.0}%", part as f64 * 100.0 / whole as f64).as_str() {
        "0%" if part > 0 => "<1%".to_owned(),
        "100%" if part < whole => ">99%".to_owned(),
        share => share.to_owned(),
    }
}

/// `3:07`, `1:03:07`.
pub(super) fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{}:{minutes:02}:{seconds:02}", count(hours))
    }
}

/// `3:07`, to the second; nothing without calls.
pub(super) fn mean(seconds: u64, calls: u64) -> String {
    if calls == 0 { "–".to_owned() } else { clock((seconds as f64 / calls as f64).round() as u64) }
}

/// So many a day: `0.4`, `12`.
pub(super) fn a_day(calls: u64, days: u64) -> String {
    let mean = calls as f64 / days.max(1) as f64;
    // What would be printed as 10.0.
    if mean < 9.95 { format!("{mean:.1}") } else { format!("{mean:.0}") }
}

/// `34 s`.
pub(super) fn within(within: Option<Within>) -> String {
    match within {
        None => "–".to_owned(),
        Some(Within::Seconds(seconds)) => format!("{seconds} s"),
        Some(Within::Longer) => "10 min or more".to_owned(),
    }
}

/// The lines of an axis from 0 to at least `most`, at most five steps of 1, 2 or 5 times a power of ten.
pub(super) fn axis(most: u64) -> Vec<u64> {
    let mut step = 1;
    // The factors 2, 2.5 and 2 lead from 1 to 2, 5 and 10.
    for (by, over) in [(2, 1), (5, 2), (2, 1)].into_iter().cycle() {
        if step * 5 >= most {
            break;
        }
        step = step * by / over;
    }
    let lines = most.div_ceil(step).max(1);
    (0..=lines).map(|line| line * step).collect()
}

#[cfg(test)]
mod tests {
    use super::{Within, a_day, axis, clock, count, counted, mean, percent, within};

    #[test]
    fn numbers_are_written_for_people() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(count(number), text);
        }
        assert_eq!(
            (counted(1, "call", "calls"), counted(0, "call", "calls")),
            ("1 call".into(), "0 calls".into())
        );
        assert_eq!([percent(1, 3), percent(0, 5), percent(0, 0)], ["33%", "0%", "–"]);
        assert_eq!([percent(1, 3000), percent(2999, 3000), percent(3, 3)], ["<1%", ">99%", "100%"]);
        assert_eq!(
            [clock(0), clock(187), clock(3787), clock(3_600_000)],
            ["0:00", "3:07", "1:03:07", "1,000:00:00"]
        );
        assert_eq!([mean(10, 4), mean(0, 0)], ["0:03", "–"]);
        assert_eq!([a_day(2, 5), a_day(99, 10), a_day(100, 10), a_day(62, 5)], ["0.4", "9.9", "10", "12"]);
        assert_eq!([within(Some(Within::Seconds(34))), within(None)], ["34 s", "–"]);
    }

    #[test]
    fn an_axis_has_round_numbers_and_room() {
        for (most, lines) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (5, vec![0, 1, 2, 3, 4, 5]),
            (6, vec![0, 2, 4, 6]),
            (23, vec![0, 5, 10, 15, 20, 25]),
            (130, vec![0, 50, 100, 150]),
            (1001, vec![0, 500, 1000, 1500]),
        ] {
            assert_eq!(axis(most), lines, "{most}");
        }
    }
}
