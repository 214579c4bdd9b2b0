//! The one visitor behind every helper that reads a single value.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

const TOO_LONG: &str = "an integer of more than 64 bits";

/// Whole numbers below this are exact in an `f64`, and no other number rounds to them.
const EXACT: f64 = (1_u64 << 53) as f64;

/// A value without structure, as it came.
#[derive(Clone, Copy)]
pub(super) enum Leaf<'a> {
    /// `null`, `[]` or `{}`.
    Nothing,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(&'a str),
}

impl<'a> Leaf<'a> {
    /// Whether this says "no value", for a value that is not text.
    pub(super) fn is_empty(self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => is_empty(text),
            _ => false,
        }
    }

    /// A whole float as the integer it is.
    pub(super) fn whole(self) -> Self {
        match self {
            Self::Float(float) if float.fract() == 0.0 && float.abs() < EXACT => Self::Signed(float as i64),
            other => other,
        }
    }

    /// The value as text; none for a number that was rounded on its way here.
    pub(super) fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Nothing => Some(Cow::Borrowed("")),
            Self::Bool(true) => Some(Cow::Borrowed("true")),
            Self::Bool(false) => Some(Cow::Borrowed("false")),
            Self::Signed(number) => Some(Cow::Owned(number.to_string())),
            Self::Unsigned(number) => Some(Cow::Owned(number.to_string())),
            Self::Float(number) => (number.abs() < EXACT).then(|| Cow::Owned(number.to_string())),
            Self::Text(text) => Some(Cow::Borrowed(text)),
        }
    }
}

/// The kind and the length, for an error text.
impl fmt::Display for Leaf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Bool(_) => f.write_str("a boolean"),
            Self::Signed(_) | Self::Unsigned(_) => f.write_str("an integer"),
            Self::Float(_) => f.write_str("a float"),
            Self::Text(text) => write!(f, "text of {} bytes", text.len()),
        }
    }
}

/// Whether text in the place of a number, flag or date says "no value".
pub(super) fn is_empty(text: &str) -> bool {
    let text = text.trim_ascii();
    match text.len() {
        0 => true,
        4 => text.eq_ignore_ascii_case("null"),
        6 => text.eq_ignore_ascii_case("<null>"),
        _ => false,
    }
}

/// What a helper makes of the value that came.
pub(super) trait Read<'de>: Sized {
    type Value;

    /// For error texts.
    fn expected(&self) -> &'static str;

    fn leaf<E: Error>(self, leaf: Leaf<'_>) -> Result<Self::Value, E>;

    fn seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        match seq.next_element::<IgnoredAny>()? {
            None => self.leaf(Leaf::Nothing),
            Some(_) => Err(refuse(self.expected(), "a list")),
        }
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key::<IgnoredAny>()? {
            None => self.leaf(Leaf::Nothing),
            Some(_) => Err(refuse(self.expected(), "an object")),
        }
    }
}

/// Reads one value; `read` says none to what it refuses.
pub(super) fn leaf<'de, D, T, F>(deserializer: D, expected: &'static str, read: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(Leaf<'_>) -> Option<T>,
{
    Reader(Scalar { expected, read }).deserialize(deserializer)
}

/// Like [`leaf`], and empty in every spelling is none.
pub(super) fn optional<'de, D, T, F>(
    deserializer: D,
    expected: &'static str,
    read: F,
) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(Leaf<'_>) -> Option<T>,
{
    leaf(deserializer, expected, |leaf| if leaf.is_empty() { Some(None) } else { read(leaf).map(Some) })
}

pub(super) fn refuse<E: Error>(expected: &str, got: impl fmt::Display) -> E {
    E::custom(format_args!("lenient: expected {expected}, got {got}"))
}

/// A [`Read`] that takes only values without structure.
pub(super) struct Scalar<F> {
    pub(super) expected: &'static str,
    pub(super) read: F,
}

impl<T, F: FnOnce(Leaf<'_>) -> Option<T>> Read<'_> for Scalar<F> {
    type Value = T;

    fn expected(&self) -> &'static str {
        self.expected
    }

    #[inline]
    fn leaf<E: Error>(self, leaf: Leaf<'_>) -> Result<T, E> {
        (self.read)(leaf).ok_or_else(|| refuse(self.expected, leaf))
    }
}

/// The visitor and seed of a [`Read`].
///
/// serde's own refusals quote the value, so every method that is given one is written out.
pub(super) struct Reader<R>(pub(super) R);

impl<'de, R: Read<'de>> DeserializeSeed<'de> for Reader<R> {
    type Value = R::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<R::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, R: Read<'de>> Visitor<'de> for Reader<R> {
    type Value = R::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Signed(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<R::Value, E> {
        match i64::try_from(value) {
            Ok(value) => self.0.leaf(Leaf::Signed(value)),
            Err(_) => Err(refuse(self.0.expected(), TOO_LONG)),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Unsigned(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<R::Value, E> {
        match u64::try_from(value) {
            Ok(value) => self.0.leaf(Leaf::Unsigned(value)),
            Err(_) => Err(refuse(self.0.expected(), TOO_LONG)),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Text(value))
    }

    fn visit_unit<E: Error>(self) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<R::Value, E> {
        self.0.leaf(Leaf::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<R::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<R::Value, A::Error> {
        self.0.seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<R::Value, A::Error> {
        self.0.map(map)
    }
}
