//! Dates and times.

use serde::Deserializer;

use super::{
    leaf::{Leaf, leaf, optional},
    number,
};
use crate::time::{LocalDate, LocalDateTime, UnixTime};

const DATE: &str = "a date as text, such as 2015-04-28 or 28.04.2015";
const DATE_TIME: &str = "a date and time as text, such as 2015-04-28 12:00:00 or 28.04.2015 12:00";
const UNIX_TIME: &str = "unix seconds, as a number or as text";

/// Unix seconds: `1430222400`, `"1430222400"`.
///
/// # Errors
///
/// Empty, or not a whole number. 0 is taken as sent.
pub fn unix_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UnixTime, D::Error> {
    leaf(deserializer, UNIX_TIME, read_unix_time)
}

/// Like [`unix_time`]; empty, `0` and `"0"` are none.
///
/// # Errors
///
/// Not a whole number.
pub fn opt_unix_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<UnixTime>, D::Error> {
    let time = optional(deserializer, UNIX_TIME, read_unix_time)?;
    Ok(time.filter(|time| time.seconds() != 0))
}

/// A date and time without a zone.
///
/// `2015-04-28 12:00:00`, also with `T`, with a fraction, without seconds or without a time (midnight), and
/// `28.04.2015`, `28.04.2015 12:00`, `28.04.2015 12:00:00`.
///
/// # Errors
///
/// Empty, a zero date, a day or an hour that does not exist, a zone, or another form.
pub fn date_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LocalDateTime, D::Error> {
    leaf(deserializer, DATE_TIME, |leaf| text(leaf)?.parse().ok())
}

/// Like [`date_time`]; empty, `-` and zero dates (`0000-00-00`, `0000-00-00 00:00:00`) are none.
///
/// # Errors
///
/// A day or an hour that does not exist, a zone, or another form.
pub fn opt_date_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LocalDateTime>, D::Error> {
    leaf(deserializer, DATE_TIME, |leaf| {
        if is_absent(leaf) { Some(None) } else { LocalDateTime::parse(text(leaf)?).ok() }
    })
}

/// A date: the forms of [`date_time`], of which the time, if there is one, must be midnight.
///
/// # Errors
///
/// Empty, a zero date, a day that does not exist, a time other than midnight, or another form.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LocalDate, D::Error> {
    leaf(deserializer, DATE, |leaf| text(leaf)?.parse().ok())
}

/// Like [`date`]; empty, `-` and zero dates (`0000-00-00`, `0000-00-00 00:00:00`) are none.
///
/// # Errors
///
/// A day that does not exist, a time other than midnight, or another form.
pub fn opt_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LocalDate>, D::Error> {
    leaf(
        deserializer,
        DATE,
        |leaf| {
            if is_absent(leaf) { Some(None) } else { LocalDate::parse(text(leaf)?).ok() }
        },
    )
}

fn read_unix_time(leaf: Leaf<'_>) -> Option<UnixTime> {
    number::read(leaf).map(UnixTime::from_seconds)
}

fn text(leaf: Leaf<'_>) -> Option<&str> {
    match leaf {
        Leaf::Text(text) => Some(text),
        _ => None,
    }
}

fn is_absent(leaf: Leaf<'_>) -> bool {
    leaf.is_empty() || text(leaf).is_some_and(|text| text.trim_ascii() == "-")
}
