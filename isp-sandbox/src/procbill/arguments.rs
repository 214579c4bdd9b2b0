//! Arguments as they are read: charset, null, and the conversion to Firebird's types.

use std::net::Ipv4Addr;

use encoding_rs::WINDOWS_1251;
use jiff::civil::{Date, DateTime, Time};

use super::dialect::{Addresses, Dialect, RequestCharset};
use super::firebird;
use super::procedures::Kind::{self, Address, Double, Integer, Suid, Timestamp, Varchar};

/// An argument, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Datum {
    Null,
    Int(i64),
    Address(Ipv4Addr),
    Double(f64),
    Text(String),
    Moment(DateTime),
}

/// The arguments of one request, by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments(pub(crate) Vec<(&'static str, Datum)>);

impl Arguments {
    fn get(&self, name: &str) -> &Datum {
        self.0.iter().find(|(known, _)| *known == name).map_or(&Datum::Null, |(_, datum)| datum)
    }

    pub(crate) fn suid(&self) -> Option<i64> {
        match self.0.first() {
            Some(("SUID" | "P_SUID", Datum::Int(suid))) => Some(*suid),
            _ => None,
        }
    }

    pub(crate) fn int(&self, name: &str) -> Option<i32> {
        match self.get(name) {
            Datum::Int(number) => i32::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn string(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    pub(crate) fn address(&self, name: &str) -> Option<Ipv4Addr> {
        match self.get(name) {
            Datum::Address(address) => Some(*address),
            _ => None,
        }
    }

    pub(crate) fn double(&self, name: &str) -> Option<f64> {
        match self.get(name) {
            Datum::Double(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn moment(&self, name: &str) -> Option<DateTime> {
        match self.get(name) {
            Datum::Moment(moment) => Some(*moment),
            _ => None,
        }
    }
}

/// `None` for bytes that are not of the charset.
pub(crate) fn decode(bytes: &[u8], charset: RequestCharset) -> Option<String> {
    match charset {
        RequestCharset::Cp1251 => Some(WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned()),
        RequestCharset::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
}

/// # Errors
///
/// What Firebird says of such a text.
pub(crate) fn read(kind: Kind, raw: Option<&str>, dialect: &Dialect) -> Result<Datum, String> {
    // That an empty value is null is derived: two clients leave one integer empty, and it works there.
    let Some(raw) = raw.filter(|raw| !raw.is_empty() && *raw != "null") else { return Ok(Datum::Null) };
    let wrong = || firebird::conversion(raw);
    // Spaces around a number are Firebird's to ignore.
    let number = || raw.trim().parse::<i64>().map_err(|_| wrong());
    match kind {
        Integer => {
            let number = number()?;
            i32::try_from(number).map_err(|_| firebird::OVERFLOW)?;
            Ok(Datum::Int(number))
        }
        Suid => number().map(Datum::Int),
        Address => {
            let bits = match dialect.addresses {
                Addresses::Signed => i32::try_from(number()?).map(i32::cast_unsigned),
                Addresses::Unsigned => u32::try_from(number()?),
            };
            Ok(Datum::Address(Ipv4Addr::from_bits(bits.map_err(|_| firebird::OVERFLOW)?)))
        }
        Double => {
            // Rust also reads "inf" and "nan".
            let digits = raw.trim();
            let plain = !digits
                .contains(|letter: char| letter.is_ascii_alphabetic() && letter != 'e' && letter != 'E');
            let parsed = digits.parse::<f64>().ok().filter(|number| plain && number.is_finite());
            parsed.map(Datum::Double).ok_or_else(wrong)
        }
        Varchar(most) => {
            if let Some(place) = raw.find('\'') {
                return Err(firebird::quote(raw[..place].chars().count() + 1));
            }
            if raw.chars().count() > most {
                Err(firebird::OVERFLOW.to_owned())
            } else {
                Ok(Datum::Text(raw.to_owned()))
            }
        }
        Timestamp => moment(raw.trim()).map(Datum::Moment).ok_or_else(wrong),
    }
}

/// The forms that Firebird reads, of those that anybody would send: ISO, dotted with the day first, US with slashes; with
/// or without a time.
fn moment(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(' ').map_or((text, None), |(date, time)| (date, Some(time)));
    let separator = ['-', '.', '/'].into_iter().find(|separator| date.contains(*separator))?;
    let mut parts = date.split(separator);
    let parts = [parts.next()?, parts.next()?, parts.next().filter(|_| parts.next().is_none())?];
    let [year, month, day] = match separator {
        '-' => parts,
        '.' => [parts[2], parts[1], parts[0]],
        _ => [parts[2], parts[0], parts[1]],
    };
    if year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let time = match time {
        None => Time::midnight(),
        Some(time) => time.parse().ok()?,
    };
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, raw: &str) -> Result<Datum, String> {
        read(kind, Some(raw), &Dialect::default())
    }

    #[test]
    fn nulls() {
        for kind in [Integer, Address, Suid, Double, Varchar(3), Timestamp] {
            assert_eq!(read(kind, None, &Dialect::default()), Ok(Datum::Null));
            assert_eq!(of(kind, ""), Ok(Datum::Null));
            assert_eq!(of(kind, "null"), Ok(Datum::Null));
        }
    }

    #[test]
    fn what_does_not_convert() {
        for (kind, raw) in [
            (Integer, "abc"),
            (Integer, "1.5"),
            (Integer, "NULL"),
            (Address, "10.0.0.1"),
            (Suid, "1'"),
            (Double, "12,50"),
            (Double, "nan"),
            (Double, "inf"),
            (Double, "1e999"),
            (Timestamp, "2014-02-30"),
            (Timestamp, "14-02-03"),
            (Timestamp, "2014-06-01T12:00:00"),
            (Timestamp, "yesterday"),
        ] {
            assert_eq!(of(kind, raw), Err(format!("conversion error from string \"{raw}\" ")), "{kind:?}");
        }
        assert_eq!(of(Varchar(3), "абвг"), Err(firebird::OVERFLOW.to_owned()));
        assert_eq!(of(Varchar(3), "абв"), Ok(Datum::Text("абв".to_owned())));
        assert_eq!(of(Integer, "2147483648"), Err(firebird::OVERFLOW.to_owned()));
        assert!(of(Varchar(9), "O'Neil").unwrap_err().contains("Token unknown"));
    }

    #[test]
    fn timestamps() {
        let noon = Datum::Moment(jiff::civil::datetime(2014, 6, 1, 12, 0, 0, 0));
        for raw in ["2014-06-01 12:00:00", "01.06.2014 12:00:00", "06/01/2014 12:00:00", "2014-06-01 12:00"] {
            assert_eq!(of(Timestamp, raw), Ok(noon.clone()), "{raw}");
        }
        let midnight = Datum::Moment(jiff::civil::datetime(2014, 6, 1, 0, 0, 0, 0));
        assert_eq!(of(Timestamp, "2014-06-01"), Ok(midnight));
    }

    #[test]
    fn addresses() {
        let unsigned = Dialect { addresses: Addresses::Unsigned, ..Dialect::default() };
        let address = Datum::Address([192, 168, 1, 10].into());
        assert_eq!(of(Address, "-1062731510"), Ok(address.clone()));
        assert_eq!(of(Address, "3232235786"), Err(firebird::OVERFLOW.to_owned()));
        assert_eq!(read(Address, Some("3232235786"), &unsigned), Ok(address));
        assert_eq!(read(Address, Some("-1"), &unsigned), Err(firebird::OVERFLOW.to_owned()));
    }
}
