//! The sandbox's wall clock, and naive local times made from it.

use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// Unix seconds in 32 bits: every value is a date that can be printed.
#[derive(Debug)]
pub(crate) enum WallClock {
    Fixed(AtomicU32),
    System,
}

impl WallClock {
    pub(crate) fn fixed(unix: u32) -> Self {
        Self::Fixed(AtomicU32::new(unix))
    }

    pub(crate) fn now(&self) -> u32 {
        match self {
            Self::Fixed(unix) => unix.load(Ordering::Relaxed),
            Self::System => u32::try_from(Timestamp::now().as_second()).unwrap_or(u32::MAX),
        }
    }

    /// No effect on the system's clock.
    pub(crate) fn set(&self, unix: u32) {
        if let Self::Fixed(now) = self {
            now.store(unix, Ordering::Relaxed);
        }
    }
}

/// `YYYY-MM-DD HH:MM:SS` at `offset`.
pub(crate) fn local_time(unix: u32, offset: Offset) -> String {
    let timestamp = Timestamp::from_second(i64::from(unix)).unwrap_or(Timestamp::UNIX_EPOCH);
    offset.to_datetime(timestamp).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// `YYYY-MM-DD` at `offset`.
pub(crate) fn local_date(unix: u32, offset: Offset) -> String {
    local_time(unix, offset).chars().take(10).collect()
}

/// The first second of the day `YYYY-MM-DD` at `offset`; `None` when that is no date, or none that unix seconds reach.
pub(crate) fn day_start(date: &str, offset: Offset) -> Option<u32> {
    let written_in_full = date.len() == 10;
    let date: Date = date.parse().ok().filter(|_| written_in_full)?;
    let midnight = offset.to_timestamp(date.to_datetime(Time::midnight())).ok()?;
    u32::try_from(midnight.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_starts_at_local_midnight() {
        let offset = Offset::constant(7);
        let start = day_start("2026-04-15", offset).unwrap();
        assert_eq!(local_time(start, offset), "2026-04-15 00:00:00");
        assert_eq!(local_date(start - 1, offset), "2026-04-14");
    }

    #[test]
    fn only_a_full_date_is_a_date() {
        let offset = Offset::constant(7);
        for text in
            ["", "today", "2026-4-15", "2026-02-30", "15.04.2026", "2026-04-15 00:00:00", "1960-01-01"]
        {
            assert_eq!(day_start(text, offset), None, "{text}");
        }
    }
}
