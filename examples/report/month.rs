//! A month and its days.

use std::fmt;
use std::iter;
use std::str::FromStr;

use mobilon_client::LocalDate;

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: LocalDate,
}

/// Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Month {
    /// The month that the day is in.
    pub fn of(mut day: LocalDate) -> Self {
        while day.day() > 1
            && let Some(earlier) = day.yesterday()
        {
            day = earlier;
        }
        Self { first: day }
    }

    /// The month before; none before the year 1.
    pub fn before(self) -> Option<Self> {
        self.first.yesterday().map(Self::of)
    }

    pub fn first(self) -> LocalDate {
        self.first
    }

    pub fn days(self) -> impl Iterator<Item = LocalDate> {
        iter::successors(Some(self.first), move |day| {
            day.tomorrow().filter(|next| next.month() == self.first.month())
        })
    }

    /// For people: `March 2026`.
    pub fn name(self) -> String {
        format!("{} {}", NAMES[usize::from(self.first.month()) - 1], self.first.year())
    }
}

/// 0 for Monday.
pub fn weekday(day: LocalDate) -> usize {
    // A Monday.
    let known = LocalDate::new(2024, 1, 1).map(|monday| monday.days_until(day).rem_euclid(7));
    known.ok().and_then(|days| usize::try_from(days).ok()).unwrap_or_default()
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl FromStr for Month {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let month = format!("{text}-01").parse().ok().map(|first| Self { first });
        // Dates are read leniently, and this is not one of the wire.
        month.filter(|month| month.to_string() == text).ok_or("a month is written as 2026-03")
    }
}

#[cfg(test)]
mod tests {
    use super::{Month, WEEKDAYS, weekday};

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    #[test]
    fn a_month_has_the_days_of_the_calendar() {
        for (text, days) in [
            ("2026-01", 31),
            ("2026-02", 28),
            ("2024-02", 29),
            ("2000-02", 29),
            ("2100-02", 28),
            ("2026-04", 30),
            ("2026-12", 31),
            ("9999-12", 31),
        ] {
            let all: Vec<_> = month(text).days().map(|day| day.to_string()).collect();
            assert_eq!(all.len(), days, "{text}");
            assert_eq!(all.first(), Some(&format!("{text}-01")));
            assert_eq!(all.last(), Some(&format!("{text}-{days}")));
        }
    }

    #[test]
    fn the_month_before_may_be_of_the_year_before() {
        for (text, before) in [("2026-01", Some("2025-12")), ("2024-03", Some("2024-02")), ("0001-01", None)]
        {
            assert_eq!(month(text).before(), before.map(month), "{text}");
        }
        let last = "2024-02-29".parse().expect("a date");
        assert_eq!(Month::of(last), month("2024-02"));
        assert_eq!(month("2026-12").name(), "December 2026");
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        for (day, name) in [
            ("1970-01-01", "Thu"),
            ("2000-02-29", "Tue"),
            ("2023-12-31", "Sun"),
            ("2026-03-01", "Sun"),
            ("2026-04-15", "Wed"),
        ] {
            assert_eq!(WEEKDAYS[weekday(day.parse().expect("a date"))], name, "{day}");
        }
    }

    #[test]
    fn only_a_whole_month_is_one() {
        for text in ["", "2026", "2026-3", "2026-13", "2026-00", "26-03", "2026-03-01", "2026-03-", "march"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
