//! What day it is where the program runs.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use mobilon_client::LocalDate;

use crate::note;
use crate::program::Failure;

/// By the clock of this machine, in its own time zone.
pub fn today() -> Result<LocalDate, Failure> {
    let zone = TimeZone::try_system().unwrap_or_else(|error| {
        note!("The time zone of this machine is not known, so today is the day in UTC: {error}");
        TimeZone::UTC
    });
    day(&zone, Timestamp::now())
}

fn day(zone: &TimeZone, now: Timestamp) -> Result<LocalDate, Failure> {
    Ok(zone.to_datetime(now).date().to_string().parse()?)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::{Offset, TimeZone};

    use super::day;

    #[test]
    fn the_day_is_that_of_the_zone() {
        let new_year: Timestamp = "2025-12-31T22:30:00Z".parse().expect("a moment");
        for (hours, date) in [(-5, "2025-12-31"), (0, "2025-12-31"), (2, "2026-01-01"), (10, "2026-01-01")] {
            let zone = TimeZone::fixed(Offset::constant(hours));
            assert_eq!(day(&zone, new_year).expect("a day").to_string(), date, "{hours}");
        }
    }
}
