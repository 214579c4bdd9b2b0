//! Lenient decoding keeps every value, and keeps values out of its errors.

use std::{fmt::Debug, time::SystemTime};

use isp_client_core::{
    lenient, open_enum,
    time::{LocalDate, LocalDateTime, UnixTime},
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::{
    Deserialize, Serialize,
    de::value::{Error as TextError, StrDeserializer},
};
use serde_json::{Value, json};

open_enum! {
    /// State of a call.
    pub enum Status {
        /// Somebody answered.
        Answered = "ANSWERED",
        /// Nobody did.
        NoAnswer = "NO ANSWER" | "MISSED",
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Id(u64);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    #[serde(deserialize_with = "lenient::number")]
    id: u64,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    name: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Strict {
    One,
    Two,
}

/// Reads the number `value` as a JSON number and as JSON text.
fn round_trips<T, H>(value: T, helper: H) -> Result<(), TestCaseError>
where
    T: Debug + PartialEq + ToString,
    H: Fn(&mut serde_json::Deserializer<serde_json::de::StrRead<'_>>) -> serde_json::Result<T>,
{
    let digits = value.to_string();
    for text in [digits.clone(), format!("\"{digits}\""), format!("\" {digits}\\n\"")] {
        let read = helper(&mut serde_json::Deserializer::from_str(&text));
        prop_assert!(matches!(&read, Ok(read) if *read == value), "{}: {:?}", text, read);
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_integer_as_number_and_as_text(a: u64, b: i64, c: u32, d: i32, e: u16, f: i16, g: u8, h: i8) {
        round_trips(a, |json| lenient::number(json))?;
        round_trips(b, |json| lenient::number(json))?;
        round_trips(c, |json| lenient::number(json))?;
        round_trips(d, |json| lenient::number(json))?;
        round_trips(e, |json| lenient::number(json))?;
        round_trips(f, |json| lenient::number(json))?;
        round_trips(g, |json| lenient::number(json))?;
        round_trips(h, |json| lenient::number(json))?;
        round_trips(UnixTime::from_seconds(b), |json| lenient::unix_time(json))?;
        prop_assert_eq!(from_both!(opt_number::<u64>, &a.to_string()), Ok(Some(a)));
        prop_assert_eq!(from_both!(opt_number::<i64>, &b.to_string()), Ok(Some(b)));
        prop_assert_eq!(from_json!(lenient::number::<i64, _>, &format!("{d}.0")).unwrap(), i64::from(d));
    }

    #[test]
    fn integers_are_never_cut(number: i64) {
        let text = number.to_string();
        prop_assert_eq!(from_json!(lenient::number::<u8, _>, &text).ok(), u8::try_from(number).ok());
        prop_assert_eq!(from_both!(number::<i16>, &text).ok(), i16::try_from(number).ok());
        prop_assert_eq!(from_json!(lenient::number::<u32, _>, &text).ok(), u32::try_from(number).ok());
    }

    #[test]
    fn every_decimal_as_text(digits in -(1_i128 << 96) + 1..1_i128 << 96, scale in 0..=28_u32) {
        let money = Decimal::from_i128_with_scale(digits, scale);
        let text = money.to_string();
        let read = from_both!(money, &text).unwrap();
        prop_assert_eq!((read.mantissa(), read.scale()), (digits, scale));
        prop_assert_eq!(from_both!(money, &text.replace('.', ",")), Ok(money));
    }

    #[test]
    fn a_decimal_of_15_digits_as_a_number(
        digits in -999_999_999_999_999..=999_999_999_999_999_i64,
        scale in 0..=6_u32,
    ) {
        let money = Decimal::new(digits, scale);
        prop_assert_eq!(from_json!(lenient::money, &money.to_string()).unwrap(), money);
    }

    #[test]
    fn grouped_amounts(
        amount: u32,
        cents in 0..100_u32,
        space in prop::sample::select(vec![' ', '\u{a0}', '\u{202f}']),
    ) {
        let digits = amount.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place) % 3 == 0 {
                text.push(space);
            }
            text.push(digit);
        }
        text.push_str(&format!(",{cents:02}"));
        let expected = Decimal::new(i64::from(amount) * 100 + i64::from(cents), 2);
        prop_assert_eq!(from_both!(money, text.as_str()), Ok(expected));
    }

    #[test]
    fn every_date(seconds in -62_135_596_800..=253_402_300_799_i64, offset in -50_400..=50_400_i32) {
        let at = UnixTime::from_seconds(seconds).local_at_offset(0).unwrap();
        prop_assert_eq!(at.unix_at_offset(0).seconds(), seconds);
        if let Some(shifted) = UnixTime::from_seconds(seconds).local_at_offset(offset) {
            prop_assert_eq!(shifted.unix_at_offset(offset).seconds(), seconds);
        }

        let text = at.to_string();
        let (date, time) = text.split_once(' ').unwrap();
        let (y, m, d) = (at.date().year(), at.date().month(), at.date().day());
        let dotted = format!("{d:02}.{m:02}.{y:04}");
        for text in [text.clone(), format!("{date}T{time}.000"), format!("{dotted} {time}")] {
            prop_assert_eq!(from_both!(date_time, text.as_str()), Ok(at));
            prop_assert_eq!(from_both!(opt_date_time, text.as_str()), Ok(Some(at)));
        }
        let minute = LocalDateTime::new(y, m, d, at.hour(), at.minute(), 0).unwrap();
        prop_assert_eq!(from_both!(date_time, &text[..16]), Ok(minute));
        prop_assert_eq!(from_both!(opt_date, date), Ok(Some(at.date())));
        prop_assert_eq!(from_both!(date, dotted.as_str()), Ok(at.date()));

        prop_assert_eq!(serde_json::from_value::<LocalDateTime>(json!(at)).unwrap(), at);
        prop_assert_eq!(serde_json::from_value::<LocalDate>(json!(at.date())).unwrap(), at.date());
        prop_assert_eq!(json!(at.date()), json!(date));
        if let Some(next) = at.date().tomorrow() {
            prop_assert!(next > at.date());
            prop_assert_eq!(next.yesterday(), Some(at.date()));
            prop_assert_eq!(at.date().days_until(next), 1);
        }
    }

    #[test]
    fn days_between_dates(from in 0..2_932_896_i64, to in 0..2_932_896_i64) {
        let date = |day: i64| {
            let moment = UnixTime::from_seconds(-62_135_596_800 + day * 86_400);
            moment.local_at_offset(0).unwrap().date()
        };
        prop_assert_eq!(date(from).days_until(date(to)), to - from);
    }

    #[test]
    fn a_date_exists_or_is_refused(year in 0..10_000_u16, month in 0..20_u8, day in 0..40_u8) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(text.parse::<LocalDate>().ok(), LocalDate::new(year, month, day).ok());
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        prop_assert_eq!(LocalDate::new(year, month, day).is_ok(), year > 0 && (1..=days).contains(&day));
    }

    #[test]
    fn moments_of_the_system(seconds in -1_000_000_000_000..1_000_000_000_000_i64) {
        let moment = UnixTime::from_seconds(seconds);
        prop_assert_eq!(SystemTime::try_from(moment).map(UnixTime::from), Ok(moment));
        prop_assert_eq!(json!(moment), json!(seconds));
    }

    #[test]
    fn no_moment_panics(seconds: i64, offset: i32) {
        let moment = UnixTime::from_seconds(seconds);
        if let Some(at) = moment.local_at_offset(offset) {
            prop_assert_eq!(at.unix_at_offset(offset), moment);
        }
        if let Ok(time) = SystemTime::try_from(moment) {
            prop_assert_eq!(UnixTime::from(time), moment);
        }
    }

    #[test]
    fn comma_lists(numbers: Vec<i64>, tags in prop::collection::vec("[a-zA-Zа-я0-9=]{1,8}", 0..8)) {
        let text = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        for text in [text.clone(), format!(",{text},"), text.replace(',', ", ")] {
            prop_assert_eq!(&from_both!(comma_list::<i64>, text.as_str()).unwrap(), &numbers);
        }
        prop_assert_eq!(&from_json!(lenient::comma_list::<i64, _>, &json!(numbers).to_string()).unwrap(), &numbers);
        prop_assert_eq!(&from_both!(comma_list::<String>, tags.join(",").as_str()).unwrap(), &tags);
    }

    #[test]
    fn one_or_many_of_n_items(ids: Vec<u64>) {
        let rows: Vec<Row> = ids.iter().map(|id| Row { id: *id, name: None }).collect();
        let read = from_json!(lenient::one_or_many::<Row, _>, &json!(rows).to_string());
        prop_assert_eq!(&read.unwrap(), &rows);
        for row in rows {
            prop_assert_eq!(from_json!(lenient::one_or_many::<Row, _>, &json!(row).to_string()).unwrap(), [row]);
        }
    }

    #[test]
    fn known_words_in_any_case_and_spacing(upper: [bool; 8], gap in "[ _-]{0,3}", around in "[ \t\n]{0,2}") {
        let letters = "NOANSWER".chars().zip(upper);
        let letters: String = letters.map(|(c, up)| if up { c } else { c.to_ascii_lowercase() }).collect();
        let word = format!("{around}{}{gap}{}{around}", &letters[..2], &letters[2..]);
        prop_assert_eq!(Status::from(word.as_str()), Status::NoAnswer);
        prop_assert_eq!(from_both!(opt_enum::<Status>, word.as_str()), Ok(Some(Status::NoAnswer)));
    }

    #[test]
    fn unknown_words_are_kept_exactly(word in "X\\PC{0,20}") {
        let status = Status::from(word.as_str());
        prop_assert_eq!(status.as_str(), &word);
        prop_assert_eq!(&json!(status), &json!(word));
        prop_assert_eq!(from_both!(opt_enum::<Status>, word.as_str()), Ok(Some(status)));
    }

    #[test]
    fn any_text_is_kept(value: String) {
        prop_assert_eq!(from_both!(text, value.as_str()), Ok(value.clone()));
        prop_assert_eq!(from_both!(opt_text, value.as_str()), Ok(Some(value).filter(|value| !value.is_empty())));
    }

    #[test]
    fn no_json_panics_or_leaks(value in any_json()) {
        for error in errors(&value.to_string()) {
            prop_assert!(!error.contains(MARKER) && !error.contains(NUMBER), "{}", error);
        }
    }

    #[test]
    fn no_text_panics_or_leaks(text in "\\PC{0,12}", marker in prop::sample::select(vec!["", MARKER])) {
        for error in errors(&json!(format!("{marker}{text}")).to_string()) {
            prop_assert!(!error.contains(MARKER), "{}", error);
        }
    }
}

const MARKER: &str = "zq-marker-qz";
const NUMBER: &str = "773377337733";

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(773_377_337_733_u64)),
        Just(json!(-773_377_337_733_i64)),
        Just(json!(773_377_337_733.25)),
        "[-0-9., :TZe]{0,20}".prop_map(Value::from),
        "\\PC{0,8}".prop_map(|text| Value::from(format!("{text}{MARKER}"))),
        "\\PC{0,8}".prop_map(|text| Value::from(format!("1,{MARKER},{text}"))),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("id|name|other", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// What every helper has against this JSON.
fn errors(json: &str) -> Vec<String> {
    fn error<T>(read: serde_json::Result<T>) -> Option<String> {
        read.err().map(|error| error.to_string())
    }
    let found = [
        error(from_json!(lenient::number::<u8, _>, json)),
        error(from_json!(lenient::opt_number::<i32, _>, json)),
        error(from_json!(lenient::flag, json)),
        error(from_json!(lenient::opt_flag, json)),
        error(from_json!(lenient::perl_flag, json)),
        error(from_json!(lenient::opt_perl_flag, json)),
        error(from_json!(lenient::money, json)),
        error(from_json!(lenient::opt_money, json)),
        error(from_json!(lenient::unix_time, json)),
        error(from_json!(lenient::opt_unix_time, json)),
        error(from_json!(lenient::date, json)),
        error(from_json!(lenient::opt_date, json)),
        error(from_json!(lenient::date_time, json)),
        error(from_json!(lenient::opt_date_time, json)),
        error(from_json!(lenient::text, json)),
        error(from_json!(lenient::opt_text, json)),
        error(from_json!(lenient::opt_enum::<Status, _>, json)),
        error(from_json!(Status::deserialize, json)),
        error(from_json!(lenient::comma_list::<u32, _>, json)),
        error(from_json!(lenient::one_or_many::<Row, _>, json)),
        error(from_json!(lenient::one_or_many::<LocalDate, _>, json)),
        error(from_json!(lenient::one_or_many::<Strict, _>, json)),
        error(from_json!(lenient::one_or_many::<u8, _>, json)),
        error(from_json!(lenient::one_or_many::<Id, _>, json)),
        error(from_json!(lenient::one_or_many::<Option<bool>, _>, json)),
    ];
    found.into_iter().flatten().collect()
}
