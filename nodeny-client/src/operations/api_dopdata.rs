//! `api_dopdata`: what the extra fields of accounts are.

use std::collections::BTreeMap;
use std::fmt;

use isp_client_core::{Effect, Evidence, Operation, lenient, open_enum, record};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::PRODUCT;

pub(super) const OPERATION: Operation =
    Operation::new(PRODUCT, "api_dopdata", Effect::Read, Evidence::InPart, &[]);

open_enum! {
    /// The type of an extra field, by its name or its number. *Source:* the vendor's page names `select`; the others are
    /// those of the source of 2012.
    pub enum FieldType {
        /// A whole number.
        Int = "num_int" | "0",
        /// A whole number that is not negative.
        Uint = "num_uint" | "1",
        /// A number.
        Float = "num_float" | "2",
        /// A number that is not negative.
        Ufloat = "num_ufloat" | "3",
        /// A line of text.
        Line = "str_one" | "4",
        /// Lines of text.
        Lines = "str_many" | "5",
        /// Yes or no.
        YesNo = "yes_no" | "6",
        /// One of a list: see [`FieldParam::Choices`].
        Select = "select" | "8",
        /// A password.
        Password = "pass" | "9",
        /// Traffic.
        Traffic = "traffic" | "10",
        /// A time.
        Time = "time" | "11",
        /// Money.
        Money = "money" | "13",
        /// A hash.
        Hash = "hash" | "20",
    }
}

/// One property of an extra field. *Source:* the vendor's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldFlag {
    /// `b`: spaces at the start are removed.
    TrimStart,
    /// `c`: spaces at the end are removed.
    TrimEnd,
    /// `f`: all spaces are removed.
    RemoveSpaces,
    /// `d`: made lower case.
    LowerCase,
    /// `e`: transliterated to Latin letters.
    Transliterate,
    /// `q`: shown in the list of clients.
    Title,
    /// `h`: no two accounts have the same.
    Unique,
    /// `i`: only a super-administrator may change it.
    ReadOnly,
    /// `j`: sorted as a number on the search page.
    SortAsNumber,
    /// `k`: several values can be chosen.
    Multiple,
    /// A letter that is not known here.
    Other(char),
}

const FLAGS: [(char, FieldFlag); 10] = [
    ('b', FieldFlag::TrimStart),
    ('c', FieldFlag::TrimEnd),
    ('f', FieldFlag::RemoveSpaces),
    ('d', FieldFlag::LowerCase),
    ('e', FieldFlag::Transliterate),
    ('q', FieldFlag::Title),
    ('h', FieldFlag::Unique),
    ('i', FieldFlag::ReadOnly),
    ('j', FieldFlag::SortAsNumber),
    ('k', FieldFlag::Multiple),
];

impl FieldFlag {
    /// The letter on the wire.
    pub fn letter(self) -> char {
        match self {
            Self::Other(letter) => letter,
            known => FLAGS.iter().find(|(_, flag)| *flag == known).map_or(' ', |(letter, _)| *letter),
        }
    }
}

impl From<char> for FieldFlag {
    fn from(letter: char) -> Self {
        FLAGS.iter().find(|(known, _)| *known == letter).map_or(Self::Other(letter), |(_, flag)| *flag)
    }
}

/// The properties of an extra field, in no order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FieldFlags(std::collections::BTreeSet<FieldFlag>);

impl FieldFlags {
    /// Whether the field has this property.
    pub fn contains(&self, flag: FieldFlag) -> bool {
        self.0.contains(&flag)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = FieldFlag> {
        self.0.iter().copied()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<FieldFlag> for FieldFlags {
    fn from_iter<I: IntoIterator<Item = FieldFlag>>(flags: I) -> Self {
        Self(flags.into_iter().collect())
    }
}

/// What belongs to the type of an extra field (`param`).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FieldParam {
    /// Of a field of type `select`: stored values, and the texts that they are shown as.
    Choices(BTreeMap<String, String>),
    /// A text, which the source of 2012 uses as a pattern.
    Text(String),
    /// Another shape, which is not known.
    Other(Value),
}

record! {
    /// What an extra field is. *Source:* the vendor's page.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct ExtraField {
        /// Its name for people.
        pub title: Option<String> = "title" => lenient::opt_text,
        /// Its column in the table `data0`, for example `_adr_street`.
        pub name: Option<String> = "name" => lenient::opt_text,
        /// Its properties.
        pub flags: FieldFlags = "flags" => read_flags,
        /// Its type.
        pub kind: Option<FieldType> = "type" => lenient::opt_enum,
        /// What belongs to the type.
        pub param: Option<FieldParam> = "param" => read_param,
    }
}

/// `"bcq"`, or `{"b":1,"c":1,"q":0}`.
fn read_flags<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FieldFlags, D::Error> {
    struct Flags;
    impl<'de> Visitor<'de> for Flags {
        type Value = FieldFlags;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("letters, or an object of them")
        }

        fn visit_unit<E>(self) -> Result<FieldFlags, E> {
            Ok(FieldFlags::default())
        }

        fn visit_str<E>(self, letters: &str) -> Result<FieldFlags, E> {
            let letters = letters.chars().filter(|letter| !letter.is_whitespace() && *letter != ',');
            Ok(letters.map(FieldFlag::from).collect())
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<FieldFlags, A::Error> {
            let mut flags = FieldFlags::default();
            while let Some(letters) = seq.next_element::<String>()? {
                flags.0.extend(letters.chars().map(FieldFlag::from));
            }
            Ok(flags)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FieldFlags, A::Error> {
            let mut flags = FieldFlags::default();
            while let Some((letters, on)) = map.next_entry::<String, Value>()? {
                let on = lenient::perl_flag(on)
                    .map_err(|_| A::Error::custom("lenient: expected a flag beside each letter"))?;
                if on {
                    flags.0.extend(letters.chars().map(FieldFlag::from));
                }
            }
            Ok(flags)
        }
    }
    deserializer.deserialize_any(Flags)
}

fn read_param<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FieldParam>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let choices = |fields: &serde_json::Map<String, Value>| {
        let shown = |(stored, shown): (&String, &Value)| Some((stored.clone(), lenient::text(shown).ok()?));
        fields.iter().map(shown).collect::<Option<BTreeMap<_, _>>>()
    };
    Ok(match &value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(FieldParam::Text(text.clone())),
        Value::Array(items) if items.is_empty() => Some(FieldParam::Choices(BTreeMap::new())),
        Value::Object(fields) => Some(choices(fields).map_or(FieldParam::Other(value), FieldParam::Choices)),
        _ => Some(FieldParam::Other(value)),
    })
}
