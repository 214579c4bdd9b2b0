//! The written forms of a date and time.

/// The numbers of a date and time, as written. All zero is the zero date of SQL.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
}

impl Parts {
    /// Reads `YYYY-MM-DD` or `DD.MM.YYYY`, then nothing or, after a space or `T`, `HH:MM[:SS[.fraction]]`.
    ///
    /// Whether such a day or time exists is not looked at here.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut text = Cursor(text.trim_ascii().as_bytes());
        let mut parts = Self::default();
        if text.0.get(2) == Some(&b'.') {
            parts.day = text.two()?;
            text.byte(b'.')?;
            parts.month = text.two()?;
            text.byte(b'.')?;
            parts.year = text.four()?;
        } else {
            parts.year = text.four()?;
            text.byte(b'-')?;
            parts.month = text.two()?;
            text.byte(b'-')?;
            parts.day = text.two()?;
        }
        if text.0.is_empty() {
            return Some(parts);
        }
        text.byte(b' ').or_else(|| text.byte(b'T'))?;
        parts.hour = text.two()?;
        text.byte(b':')?;
        parts.minute = text.two()?;
        if text.byte(b':').is_some() {
            parts.second = text.two()?;
            if text.byte(b'.').is_some() {
                parts.nanosecond = text.fraction()?;
            }
        }
        text.0.is_empty().then_some(parts)
    }
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn byte(&mut self, expected: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[expected])?;
        Some(())
    }

    fn digit(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let digit = first.is_ascii_digit().then(|| first - b'0')?;
        self.0 = rest;
        Some(digit)
    }

    fn two(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    fn four(&mut self) -> Option<u16> {
        Some(u16::from(self.two()?) * 100 + u16::from(self.two()?))
    }

    /// One to nine digits, as nanoseconds.
    fn fraction(&mut self) -> Option<u32> {
        let mut nanosecond = 0;
        let mut unit = 1_000_000_000;
        while let Some(digit) = self.digit() {
            unit /= 10;
            if unit == 0 {
                return None;
            }
            nanosecond += u32::from(digit) * unit;
        }
        (unit < 1_000_000_000).then_some(nanosecond)
    }
}

#[cfg(test)]
mod tests {
    use crate::time::{LocalDate, LocalDateTime};

    #[test]
    fn every_form_of_the_same_moment() {
        let noon = LocalDateTime::new(2015, 4, 28, 12, 0, 0).unwrap();
        for text in [
            "2015-04-28 12:00:00",
            "2015-04-28T12:00:00",
            "2015-04-28 12:00",
            "2015-04-28 12:00:00.0000",
            " 2015-04-28 12:00:00\n",
            "28.04.2015 12:00:00",
            "28.04.2015 12:00",
        ] {
            assert_eq!(text.parse(), Ok(noon), "{text}");
        }
        let midnight = LocalDateTime::new(2015, 4, 28, 0, 0, 0);
        assert_eq!("2015-04-28".parse(), midnight);
        assert_eq!("28.04.2015".parse(), midnight);
    }

    #[test]
    fn zero_dates_are_none() {
        for text in ["0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00", "00.00.0000"] {
            assert_eq!(LocalDateTime::parse(text), Ok(None), "{text}");
            assert_eq!(LocalDate::parse(text), Ok(None), "{text}");
            assert!(text.parse::<LocalDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn other_forms_and_impossible_times_are_refused() {
        for text in [
            "",
            "-",
            "2015-02-30",
            "2015-00-00",
            "0000-01-01",
            "0000-00-00 12:00:00",
            "2015-13-01",
            "2015-04-28 24:00:00",
            "2015-04-28 12:60",
            "2015-04-28 12:00:60",
            "2015-04-28 12",
            "2015-04-28 12:00:",
            "2015-04-28 12:00:00.",
            "2015-04-28 12:00:00.1234567890",
            "2015-04-28 12:00:00Z",
            "2015-04-28T12:00:00+07:00",
            "2015-04-28 12:00:00 AM",
            "2015-4-28",
            "20150428",
            "28.04.15",
            "04/28/2015",
            "-0001-11-30",
            "12015-04-28",
            "２０15-04-28",
            "2015\u{a0}04-28",
        ] {
            assert!(text.parse::<LocalDateTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_takes_no_time_but_midnight() {
        assert_eq!("2015-04-28 00:00:00".parse(), LocalDate::new(2015, 4, 28));
        assert!("2015-04-28 00:00:01".parse::<LocalDate>().is_err());
        assert!("2015-04-28 00:00:00.001".parse::<LocalDate>().is_err());
    }

    #[test]
    fn a_fraction_is_kept() {
        let at: LocalDateTime = "2015-04-28 12:00:00.0500".parse().unwrap();
        assert_eq!(at.to_string(), "2015-04-28 12:00:00.05");
        assert_eq!(at.to_string().parse(), Ok(at));
    }
}
