//! The spellings that servers are known to use, and those that are refused.

use isp_client_core::{
    lenient, open_enum,
    time::{LocalDate, LocalDateTime, UnixTime},
};
use rust_decimal::Decimal;
use serde::{
    Deserialize,
    de::value::{Error as TextError, I128Deserializer, StrDeserializer},
};
use serde_json::{Value, json};

open_enum! {
    /// State of a call.
    pub enum Status {
        /// Somebody answered.
        Answered = "ANSWERED",
        /// Nobody did.
        NoAnswer = "NO ANSWER" | "MISSED",
        /// A code.
        First = "1",
    }
}

open_enum! {
    #[derive(Default)]
    pub(crate) enum Mode { #[default] Auto = "auto", #[allow(clippy::upper_case_acronyms)] XML = "xml" }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Id(u64);

#[derive(Debug, PartialEq, Deserialize)]
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

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Optional {
    #[serde(deserialize_with = "lenient::opt_number")]
    number: Option<u32>,
    #[serde(deserialize_with = "lenient::opt_flag")]
    flag: Option<bool>,
    #[serde(deserialize_with = "lenient::opt_money")]
    money: Option<Decimal>,
    #[serde(deserialize_with = "lenient::opt_unix_time")]
    unix_time: Option<UnixTime>,
    #[serde(deserialize_with = "lenient::opt_date_time")]
    date_time: Option<LocalDateTime>,
    #[serde(deserialize_with = "lenient::opt_date")]
    date: Option<LocalDate>,
    #[serde(deserialize_with = "lenient::opt_text")]
    text: Option<String>,
    #[serde(deserialize_with = "lenient::opt_enum")]
    word: Option<Status>,
    #[serde(deserialize_with = "lenient::comma_list")]
    list: Vec<u32>,
    #[serde(deserialize_with = "lenient::one_or_many")]
    many: Vec<Row>,
}

const FIELDS: [&str; 10] =
    ["number", "flag", "money", "unix_time", "date_time", "date", "text", "word", "list", "many"];

#[test]
fn empty_in_every_spelling_is_none() {
    let missing: Optional = serde_json::from_str("{}").unwrap();
    assert_eq!(missing, Optional::default());
    for empty in [json!(null), json!(""), json!([]), json!({})] {
        let record: Value = FIELDS.iter().map(|field| ((*field).to_owned(), empty.clone())).collect();
        let record: Optional = serde_json::from_str(&record.to_string()).unwrap();
        assert_eq!(record, Optional::default(), "{empty}");
    }
    for empty in ["", " ", "\n", "null", "NULL", "<null>"] {
        assert_eq!(from_both!(opt_number::<u8>, empty), Ok(None));
        assert_eq!(from_both!(opt_flag, empty), Ok(None));
        assert_eq!(from_both!(opt_money, empty), Ok(None));
        assert_eq!(from_both!(opt_unix_time, empty), Ok(None));
        assert_eq!(from_both!(opt_date, empty), Ok(None));
        assert_eq!(from_both!(opt_date_time, empty), Ok(None));
    }
}

#[test]
fn what_is_required_cannot_be_empty() {
    for empty in ["null", r#""""#, "[]", "{}", r#"" ""#, r#""null""#] {
        assert!(from_json!(lenient::number::<u8, _>, empty).is_err(), "{empty}");
        assert!(from_json!(lenient::flag, empty).is_err(), "{empty}");
        assert!(from_json!(lenient::money, empty).is_err(), "{empty}");
        assert!(from_json!(lenient::unix_time, empty).is_err(), "{empty}");
        assert!(from_json!(lenient::date, empty).is_err(), "{empty}");
        assert!(from_json!(lenient::date_time, empty).is_err(), "{empty}");
    }
    for empty in ["null", r#""""#, "[]", "{}"] {
        assert_eq!(from_json!(lenient::text, empty).unwrap(), "");
        assert_eq!(from_json!(Status::deserialize, empty).unwrap(), Status::Other(String::new()));
    }
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    for text in ["256", "-1", "1.5", "1e300", "true", "[1]", r#"{"a": 1}"#, r#""256""#, r#""1.5""#, r#""x""#]
    {
        assert!(from_json!(lenient::opt_number::<u8, _>, text).is_err(), "{text}");
    }
    for text in ["9007199254740992.0", "9007199254740993.0", "18446744073709551616", "-9223372036854775809"] {
        assert!(from_json!(lenient::opt_number::<i64, _>, text).is_err(), "{text}");
        assert!(from_json!(lenient::opt_number::<u64, _>, text).is_err(), "{text}");
    }
    assert_eq!(from_json!(lenient::number::<u8, _>, "5.0").unwrap(), 5);
    assert_eq!(from_json!(lenient::number::<u8, _>, r#"" +5 ""#).unwrap(), 5);
    assert!(lenient::number::<u64, _>(I128Deserializer::<TextError>::new(1 << 100)).is_err());
    assert_eq!(lenient::number::<u64, _>(I128Deserializer::<TextError>::new(5)), Ok(5));
}

#[test]
fn flags() {
    for text in ["true", "1", "1.0", r#""1""#, r#""y""#, r#""YES""#, r#"" On ""#, r#""True""#] {
        assert!(from_json!(lenient::flag, text).unwrap(), "{text}");
        assert_eq!(from_json!(lenient::opt_perl_flag, text).unwrap(), Some(true), "{text}");
    }
    for text in ["false", "0", "0.0", r#""0""#, r#""n""#, r#""No""#, r#""OFF""#, r#""false""#] {
        assert!(!from_json!(lenient::flag, text).unwrap(), "{text}");
        assert_eq!(from_json!(lenient::opt_flag, text).unwrap(), Some(false), "{text}");
    }
    for text in ["2", "-1", "0.5", r#""2""#, r#""-1""#, r#""yess""#, "[0]"] {
        assert!(from_json!(lenient::opt_flag, text).is_err(), "{text}");
        assert!(from_json!(lenient::perl_flag, text).is_err(), "{text}");
    }
}

#[test]
fn perl_prints_false_as_empty_text() {
    assert_eq!(from_both!(opt_perl_flag, ""), Ok(Some(false)));
    assert_eq!(from_both!(perl_flag, ""), Ok(false));
    for nothing in ["null", "[]", "{}"] {
        assert_eq!(from_json!(lenient::opt_perl_flag, nothing).unwrap(), None);
        assert!(!from_json!(lenient::perl_flag, nothing).unwrap());
    }
}

#[test]
fn money_of_json() {
    assert_eq!(from_json!(lenient::money, "12.5").unwrap(), Decimal::new(125, 1));
    assert_eq!(from_json!(lenient::money, "1e-7").unwrap(), Decimal::new(1, 7));
    assert_eq!(from_json!(lenient::money, "18446744073709551615").unwrap(), Decimal::from(u64::MAX));
    assert_eq!(from_json!(lenient::opt_money, r#""-1 234,50""#).unwrap(), Some(Decimal::new(-123_450, 2)));
    for text in ["true", "1e29", "1e-29", "1e300", "[1]", r#"{"sum": 1}"#, r#""1.5E+25""#, r#""12 34""#] {
        assert!(from_json!(lenient::opt_money, text).is_err(), "{text}");
    }
}

#[test]
fn zero_dates_and_zero_times_are_none() {
    for zero in ["0000-00-00", "0000-00-00 00:00:00", "-"] {
        assert_eq!(from_both!(opt_date, zero), Ok(None));
        assert_eq!(from_both!(opt_date_time, zero), Ok(None));
        assert!(from_both!(date_time, zero).is_err());
    }
    for zero in ["0", r#""0""#, "0.0"] {
        assert_eq!(from_json!(lenient::opt_unix_time, zero).unwrap(), None);
    }
    assert!(from_both!(opt_date, "2015-02-30").is_err());
    assert!(from_both!(opt_date_time, "2015-02-30 12:00:00").is_err());
    assert!(from_json!(lenient::opt_date, "20150428").is_err());
}

#[test]
fn numbers_as_text() {
    assert_eq!(from_json!(lenient::text, "18446744073709551615").unwrap(), "18446744073709551615");
    assert_eq!(from_json!(lenient::opt_text, "-5").unwrap().as_deref(), Some("-5"));
    assert_eq!(from_json!(lenient::opt_text, "true").unwrap().as_deref(), Some("true"));
    assert_eq!(from_both!(opt_text, " "), Ok(Some(" ".to_owned())));
    assert!(from_json!(lenient::text, "18446744073709551616").is_err(), "its digits are lost");
    assert!(from_json!(lenient::text, r#"["a"]"#).is_err());
}

#[test]
fn lists() {
    assert_eq!(from_json!(lenient::comma_list::<u32, _>, "5").unwrap(), [5]);
    assert_eq!(from_json!(lenient::comma_list::<u32, _>, r#"[1, "2", 3.0, "", null]"#).unwrap(), [1, 2, 3]);
    assert_eq!(from_both!(comma_list::<u32>, ", 1 ,,5,").unwrap(), [1, 5]);
    assert_eq!(
        from_both!(comma_list::<String>, ",inet,speed=12,inet,").unwrap(),
        ["inet", "speed=12", "inet"]
    );
    for text in [r#""1;2""#, r#""1,x""#, "true", "[[1]]", "[true]", "1.5", r#"{"1": 1}"#, "-1"] {
        assert!(from_json!(lenient::comma_list::<u32, _>, text).is_err(), "{text}");
    }
    let error = from_both!(comma_list::<u32>, "1,2,x").unwrap_err().to_string();
    assert!(error.ends_with("text of 1 bytes as value 3"), "{error}");
}

#[test]
fn one_item_stands_for_a_list() {
    let row = |id| Row { id, name: None };
    assert_eq!(from_json!(lenient::one_or_many::<Row, _>, r#"{"id": 1}"#).unwrap(), [row(1)]);
    assert_eq!(
        from_json!(lenient::one_or_many::<Row, _>, r#"[{"id": 1}, {"id": 2}]"#).unwrap(),
        [row(1), row(2)]
    );
    assert!(from_json!(lenient::one_or_many::<Row, _>, r#"{"name": "x"}"#).is_err());
    assert_eq!(from_json!(lenient::one_or_many::<Id, _>, "[1, 2]").unwrap(), [Id(1), Id(2)]);
    assert_eq!(from_json!(lenient::one_or_many::<Id, _>, "1").unwrap(), [Id(1)]);
    assert_eq!(from_json!(lenient::one_or_many::<Option<u8>, _>, "[1, null]").unwrap(), [Some(1), None]);
    assert_eq!(from_json!(lenient::one_or_many::<Vec<u8>, _>, "[[1, 2], []]").unwrap(), [vec![1, 2], vec![]]);
    assert_eq!(
        from_json!(lenient::one_or_many::<Strict, _>, r#"["one", "two"]"#).unwrap(),
        [Strict::One, Strict::Two]
    );
    assert_eq!(from_both!(one_or_many::<String>, "x").unwrap(), ["x"]);
    assert_eq!(from_json!(lenient::one_or_many::<Value, _>, r#"{"a": [1]}"#).unwrap(), [json!({"a": [1]})]);
}

#[test]
fn open_enums() {
    assert_eq!(Status::KNOWN, [Status::Answered, Status::NoAnswer, Status::First]);
    for known in Status::KNOWN {
        assert_eq!(&Status::from(known.as_str()), known);
        assert_eq!(known.to_string(), known.as_str());
        assert_eq!(json!(known), json!(known.as_str()));
    }
    assert_eq!(Mode::default().as_str(), "auto");
    assert_eq!(Mode::from("XML"), Mode::XML);
    assert_eq!(Status::from("missed".to_owned()), Status::NoAnswer);
    assert_eq!("no-answer".parse(), Ok(Status::NoAnswer));
    assert_eq!(from_json!(Status::deserialize, "1").unwrap(), Status::First);
    assert_eq!(from_json!(Status::deserialize, "-1").unwrap(), Status::Other("-1".to_owned()));
    assert_eq!(from_json!(Status::deserialize, "true").unwrap(), Status::Other("true".to_owned()));
    assert!(from_json!(Status::deserialize, r#"["ANSWERED"]"#).is_err());
}

#[test]
fn buffered_values_read_alike() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        inner: Optional,
    }
    let text = r#"{"number": "7", "money": 1.25, "date": "28.04.2015", "list": "1,2", "many": {"id": "3"}}"#;
    let outer: Outer = serde_json::from_str(text).unwrap();
    assert_eq!(outer.inner, serde_json::from_str(text).unwrap());
}
