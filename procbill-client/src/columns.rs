//! Columns of a row: as text by name, or typed.

use std::fmt;
use std::net::Ipv4Addr;

use isp_client_core::decode::xml::LeafRow;
use isp_client_core::time::{LocalDate, LocalDateTime};
use isp_client_core::{Delivery, Error, ErrorKind, lenient};
use serde::Deserializer;
use serde::de::DeserializeOwned;

use crate::decode::decode;

/// Columns by name, in lower case, as text and in the order of the answer. `Debug` prints their names only: a column may
/// hold a password.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(String, String)>);

impl Columns {
    /// The text of the first column of this name, in either case, as the server wrote it.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, text)| text.as_str())
    }

    /// The same; none where the text is one of the spellings of `null`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|text| !is_null(text))
    }

    /// Names and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Decodes the row into a type of yours, by the names of its columns. Numbers and flags are read from their text, and
    /// every spelling of `null` is `None`.
    ///
    /// ```
    /// # async fn f(billing: procbill_client::Client) -> Result<(), procbill_client::Error> {
    /// use procbill_client::Effect;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct House {
    ///     id: u32,
    ///     street: Option<String>,
    /// }
    ///
    /// for row in billing.execute("CLN_HOME_LIST", Effect::Read).await? {
    ///     let house: House = row.decode()?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode): a column does not fit, with its name, or is missing.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        decode(self.iter()).map_err(|refused| {
            Error::new(
                ErrorKind::Decode,
                Delivery::Unknown,
                format!("a row does not fit its type: {refused}"),
            )
        })
    }

    pub(crate) fn push(&mut self, name: &str, text: &str) {
        self.0.push((name.to_owned(), text.to_owned()));
    }
}

impl From<&LeafRow> for Columns {
    fn from(row: &LeafRow) -> Self {
        Self(row.columns().map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
    }
}

impl fmt::Debug for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// No value, in the spellings that are likely: nothing, `null`, and what the database's own tool prints.
pub(crate) fn is_null(text: &str) -> bool {
    text.is_empty() || text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("<null>")
}

/// A row of a known procedure.
pub(crate) trait Typed: Sized {
    /// `None` if no column of it is known.
    fn of(row: &LeafRow) -> Option<Self>;
}

/// Declares a typed row. A column that cannot be read stays in `extra`, as do those that are not declared.
macro_rules! columns {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$doc:meta])* pub $field:ident : $type:ty = $wire:literal => $read:path ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$doc])* pub $field: Option<$type>, )+
            /// Columns that this type does not know, and those that could not be read: see
            #[doc = concat!("[`unreadable`](", stringify!($name), "::unreadable).")]
            pub extra: crate::Columns,
        }

        impl $name {
            /// Known columns whose text could not be read, or that came twice. Their texts are in `extra`.
            pub fn unreadable(&self) -> impl Iterator<Item = &str> {
                let known = [$($wire),+];
                self.extra.iter().map(|(name, _)| name).filter(move |name| known.contains(name))
            }
        }

        impl crate::columns::Typed for $name {
            fn of(row: &isp_client_core::decode::xml::LeafRow) -> Option<Self> {
                let mut typed = Self::default();
                let mut seen = 0_usize;
                $( let mut $field = false; )+
                for (name, text) in row.columns() {
                    match name {
                        $( $wire if !::std::mem::replace(&mut $field, true) => {
                            seen += 1;
                            if crate::columns::is_null(text) {
                                continue;
                            }
                            let text_of: serde::de::value::StrDeserializer<'_, serde::de::value::Error> =
                                serde::de::IntoDeserializer::into_deserializer(text);
                            match $read(text_of) {
                                Ok(value) => typed.$field = value,
                                Err(_) => typed.extra.push(name, text),
                            }
                        } )+
                        _ => typed.extra.push(name, text),
                    }
                }
                (seen > 0).then_some(typed)
            }
        }
    };
}

pub(crate) use columns;

/// An IPv4 address; 0 is none.
pub(crate) fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Ipv4Addr>, D::Error> {
    Ok(lenient::opt_ipv4(deserializer)?.filter(|address| !address.is_unspecified()))
}

/// A time: ISO, then dotted, then month first as old PHP writes it.
pub(crate) fn timestamp<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<LocalDateTime>, D::Error> {
    let Some(text) = lenient::opt_text(deserializer)? else { return Ok(None) };
    let read = |text: &str| {
        lenient::opt_date_time(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(text))
    };
    let month_first = || {
        let (date, time) = text.split_once(' ').unwrap_or((&text, "00:00:00"));
        let mut parts = date.split('/');
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        read(&format!("{year}-{month:0>2}-{day:0>2} {time}")).ok().filter(|_| parts.next().is_none())
    };
    match read(&text) {
        Ok(at) => Ok(at),
        Err(_) => month_first().ok_or_else(|| serde::de::Error::custom("lenient: expected a time")),
    }
}

/// A day, in the same three forms; a time of day would be lost, so it may only be midnight.
pub(crate) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LocalDate>, D::Error> {
    let Some(at) = timestamp(deserializer)? else { return Ok(None) };
    if (at.hour(), at.minute(), at.second()) != (0, 0, 0) {
        return Err(serde::de::Error::custom("lenient: expected a day"));
    }
    Ok(Some(at.date()))
}

pub(crate) fn secret<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<isp_client_core::Secret>, D::Error> {
    Ok(lenient::opt_text(deserializer)?.map(isp_client_core::Secret::new))
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[derive(Debug, serde::Deserialize, PartialEq)]
    struct House {
        id: u32,
        street: Option<String>,
        floors: Option<i8>,
        is_new: bool,
    }

    fn row(columns: &[(&str, &str)]) -> Columns {
        Columns(columns.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_row_as_a_type_of_ones_own() {
        let given = row(&[("id", "7"), ("street", "null"), ("floors", "-2"), ("is_new", "1"), ("more", "x")]);
        let house = House { id: 7, street: None, floors: Some(-2), is_new: true };
        assert_eq!(given.decode::<House>().unwrap(), house);
        let odd = row(&[("id", "hush"), ("is_new", "1")]).decode::<House>().unwrap_err().to_string();
        assert!(odd.contains("id: expected a whole number") && !odd.contains("hush"), "{odd}");
        let odd = row(&[("id", "7")]).decode::<House>().unwrap_err().to_string();
        assert!(odd.contains("missing field `is_new`"), "{odd}");
    }
}
