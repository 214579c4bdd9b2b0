//! Dates and times as the wire has them: without a zone, or as unix seconds.

mod parse;

use std::{
    fmt,
    str::FromStr,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jiff::{
    SignedDuration,
    civil::{Date, DateTime, Time},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use self::parse::Parts;
use crate::lenient;

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Text or numbers that are no date or time. Says why, not what the text was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TimeError(&'static str);

/// A day of the calendar, from year 1 to 9999. There is no zone on the wire.
///
/// ```
/// use isp_client_core::time::LocalDate;
///
/// let date: LocalDate = "28.04.2015".parse()?;
/// assert_eq!(date, LocalDate::new(2015, 4, 28)?);
/// assert_eq!(date.to_string(), "2015-04-28");
/// assert!(LocalDate::new(2015, 2, 30).is_err());
/// # Ok::<(), isp_client_core::time::TimeError>(())
/// ```
///
/// It is written as `2015-04-28` and read as by [`lenient::date`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(Date);

impl LocalDate {
    /// The day of these numbers.
    ///
    /// # Errors
    ///
    /// There is no such day, or the year is not from 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, TimeError> {
        let date = (|| {
            let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
            date.ok().and_then(Self::of)
        })();
        date.ok_or(TimeError("no such day"))
    }

    /// Years that the wire cannot write are none.
    fn of(date: Date) -> Option<Self> {
        (date.year() >= 1).then_some(Self(date))
    }

    fn at(self, hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<LocalDateTime, TimeError> {
        let time = (|| {
            let [hour, minute, second] = [hour, minute, second].map(|part| i8::try_from(part).ok());
            Time::new(hour?, minute?, second?, nanosecond.try_into().ok()?).ok()
        })();
        let time = time.ok_or(TimeError("no such time of day"))?;
        Ok(LocalDateTime(self.0.to_datetime(time)))
    }

    /// The year, from 1 to 9999.
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The next day; none after 9999-12-31.
    ///
    /// ```
    /// use isp_client_core::time::LocalDate;
    ///
    /// let last = LocalDate::new(2016, 2, 29)?;
    /// assert_eq!(last.tomorrow(), Some(LocalDate::new(2016, 3, 1)?));
    /// # Ok::<(), isp_client_core::time::TimeError>(())
    /// ```
    pub fn tomorrow(self) -> Option<Self> {
        self.0.tomorrow().ok().and_then(Self::of)
    }

    /// The day before; none before 0001-01-01.
    pub fn yesterday(self) -> Option<Self> {
        self.0.yesterday().ok().and_then(Self::of)
    }

    /// How many days later `other` is; negative if it is earlier.
    ///
    /// ```
    /// use isp_client_core::time::LocalDate;
    ///
    /// let (first, last) = (LocalDate::new(2016, 2, 28)?, LocalDate::new(2016, 3, 1)?);
    /// assert_eq!(first.days_until(last), 2);
    /// # Ok::<(), isp_client_core::time::TimeError>(())
    /// ```
    pub fn days_until(self, other: Self) -> i64 {
        other.0.duration_since(self.0).as_hours() / 24
    }

    /// The date that `text` has in one of the forms of [`lenient::date`]; none for a zero date.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>, TimeError> {
        match LocalDateTime::parse(text)? {
            None => Ok(None),
            Some(LocalDateTime(at)) if at.time() == Time::midnight() => Ok(Some(Self(at.date()))),
            Some(_) => Err(TimeError("a date with a time other than midnight")),
        }
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A day and a time of day, from year 1 to 9999. There is no zone on the wire.
///
/// ```
/// use isp_client_core::time::{LocalDateTime, UnixTime};
///
/// let at: LocalDateTime = "2015-04-28T12:00".parse()?;
/// assert_eq!(at, LocalDateTime::new(2015, 4, 28, 12, 0, 0)?);
/// assert_eq!(at.to_string(), "2015-04-28 12:00:00");
/// assert_eq!(at.unix_at_offset(7 * 3600), UnixTime::from_seconds(1_430_197_200));
/// # Ok::<(), isp_client_core::time::TimeError>(())
/// ```
///
/// It is written as `2015-04-28 12:00:00`, with a fraction of a second if it has one, and read as by
/// [`lenient::date_time`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(DateTime);

impl LocalDateTime {
    /// The time of these numbers.
    ///
    /// # Errors
    ///
    /// There is no such day or no such time of day, or the year is not from 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Result<Self, TimeError> {
        LocalDate::new(year, month, day)?.at(hour, minute, second, 0)
    }

    /// The day.
    pub fn date(self) -> LocalDate {
        LocalDate(self.0.date())
    }

    /// The hour, from 0 to 23.
    pub fn hour(self) -> u8 {
        self.0.hour().unsigned_abs()
    }

    /// The minute, from 0 to 59.
    pub fn minute(self) -> u8 {
        self.0.minute().unsigned_abs()
    }

    /// The second, from 0 to 59.
    pub fn second(self) -> u8 {
        self.0.second().unsigned_abs()
    }

    /// The moment, where clocks are `seconds_east` ahead of UTC. A fraction of a second is cut off.
    pub fn unix_at_offset(self, seconds_east: i32) -> UnixTime {
        let whole = self.0.date().at(self.0.hour(), self.0.minute(), self.0.second(), 0);
        UnixTime(whole.duration_since(EPOCH).as_secs() - i64::from(seconds_east))
    }

    /// Years that the wire cannot write are none.
    fn of(at: DateTime) -> Option<Self> {
        LocalDate::of(at.date()).map(|_| Self(at))
    }

    /// The time that `text` has in one of the forms of [`lenient::date_time`]; none for a zero date.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>, TimeError> {
        let parts = Parts::read(text).ok_or(TimeError("not in a known form of date or time"))?;
        if parts == Parts::default() {
            return Ok(None);
        }
        let Parts { year, month, day, hour, minute, second, nanosecond } = parts;
        LocalDate::new(year, month, day)?.at(hour, minute, second, nanosecond).map(Some)
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}:{:02}", self.date(), self.hour(), self.minute(), self.second())?;
        match self.0.subsec_nanosecond() {
            0 => Ok(()),
            nanosecond => f.write_str(format!(".{nanosecond:09}").trim_end_matches('0')),
        }
    }
}

/// A moment: seconds since 1970-01-01 00:00:00 UTC.
///
/// ```
/// use std::time::SystemTime;
/// use isp_client_core::time::{LocalDateTime, UnixTime};
///
/// let moment = UnixTime::from_seconds(1_430_197_200);
/// assert_eq!(moment.local_at_offset(7 * 3600), Some(LocalDateTime::new(2015, 4, 28, 12, 0, 0)?));
/// assert_eq!(SystemTime::try_from(moment).map(UnixTime::from), Ok(moment));
/// # Ok::<(), isp_client_core::time::TimeError>(())
/// ```
///
/// It is written as a number and read as by [`lenient::unix_time`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(i64);

impl UnixTime {
    /// The moment so many seconds after 1970-01-01 00:00:00 UTC.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01 00:00:00 UTC.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// What clocks show that are `seconds_east` ahead of UTC; none outside of the years 1 to 9999.
    pub fn local_at_offset(self, seconds_east: i32) -> Option<LocalDateTime> {
        let seconds = self.0.checked_add(i64::from(seconds_east))?;
        EPOCH.checked_add(SignedDuration::from_secs(seconds)).ok().and_then(LocalDateTime::of)
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for UnixTime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        text.trim_ascii().parse().map(Self).map_err(|_| TimeError("not a whole number of seconds"))
    }
}

/// A fraction of a second is cut off. What does not fit ends at the first or the last moment that does.
impl From<SystemTime> for UnixTime {
    fn from(time: SystemTime) -> Self {
        Self(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(before) => {
                let before = before.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                -seconds - i64::from(before.subsec_nanos() > 0)
            }
        })
    }
}

/// Fails for a moment that the system's clock cannot show.
impl TryFrom<UnixTime> for SystemTime {
    type Error = TimeError;

    fn try_from(time: UnixTime) -> Result<Self, TimeError> {
        let distance = Duration::from_secs(time.0.unsigned_abs());
        let moment =
            if time.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        moment.ok_or(TimeError("outside of the system's clock"))
    }
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient::unix_time(deserializer)
    }
}

macro_rules! as_text {
    ($type:ident, $read:path) => {
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($type))
            }
        }

        impl FromStr for $type {
            type Err = TimeError;

            fn from_str(text: &str) -> Result<Self, TimeError> {
                Self::parse(text)?.ok_or(TimeError("a zero date"))
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $read(deserializer)
            }
        }
    };
}

as_text!(LocalDate, lenient::date);
as_text!(LocalDateTime, lenient::date_time);
