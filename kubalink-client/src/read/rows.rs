//! Records of a list, in every container that servers use for them.

use std::fmt;
use std::marker::PhantomData;

use isp_client_core::decode::{Fault, FaultKind, json};
use isp_client_core::lenient::Unread;
use isp_client_core::record::Fields;
use isp_client_core::{Error, OpenBody, Response};
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};

use super::{Payload, Read, told, unexpected};
use crate::envelope::{Envelope, is_nothing, is_nothing_or_zero};

/// A record of a list.
pub trait Row: DeserializeOwned + Fields + Send + 'static {
    /// Whether the keys of a map of such records are numbers.
    const NUMBERED: bool = false;

    /// Takes the key that the record stands under, if it does not hold its own.
    fn take_key(&mut self, key: &str) {
        let _ = key;
    }

    /// The key's field, if the record has no key after all.
    fn lacks(&self) -> Option<&'static str> {
        None
    }
}

/// A record with a key of its own, which may stand outside of it: a number, or `text`.
macro_rules! keyed {
    (text: $($rest:tt)+) => {
        crate::read::keyed! { @ false $($rest)+ }
    };
    (@ $numbered:literal $($type:ty, $field:ident = $wire:literal;)+) => {$(
        impl crate::read::Row for $type {
            const NUMBERED: bool = $numbered;

            fn take_key(&mut self, key: &str) {
                if self.$field == Default::default() {
                    self.$field = key.parse().unwrap_or_default();
                }
            }

            fn lacks(&self) -> Option<&'static str> {
                (self.$field == Default::default()).then_some($wire)
            }
        }
    )+};
    ($($rest:tt)+) => {
        crate::read::keyed! { @ true $($rest)+ }
    };
}

/// A record that can stand under its key, and without one.
macro_rules! optional_key {
    ($($type:ty, $field:ident;)+) => {$(
        impl crate::read::Row for $type {
            fn take_key(&mut self, key: &str) {
                self.$field = self.$field.take().or_else(|| key.parse().ok());
            }
        }
    )+};
}

/// A record without a key.
macro_rules! unkeyed {
    ($($type:ty),+ $(,)?) => {$(
        impl crate::read::Row for $type {}
    )+};
}
pub(crate) use {keyed, optional_key, unkeyed};

/// One record may have so many bytes: a switch with all its ports.
const LARGEST: usize = 8 << 20;
/// How much of a whole answer is decoded at a time, in bytes.
const PIECE: usize = 256 << 10;

fn rule<T: Row>() -> json::RecordRule {
    one_or_many::<T>(json::RecordRule::field("data").any_case().optional().or_single().or_root())
}

fn one_or_many<T: Row>(rule: json::RecordRule) -> json::RecordRule {
    let rule = rule.or_one(T::FIELDS).largest(LARGEST);
    if T::NUMBERED { rule.numbered() } else { rule }
}

/// A record, or one of the things that servers put in the place of one that there is not.
pub(super) enum Slot<T> {
    Record(T),
    Missing,
}

impl<T: Row> Slot<T> {
    pub(super) fn keyed(self, key: Option<&str>) -> Result<Option<T>, Fault> {
        let Self::Record(mut record) = self else { return Ok(None) };
        if let Some(key) = key {
            record.take_key(key);
        }
        match record.lacks() {
            None => Ok(Some(record)),
            Some(name) => {
                let fault = Fault::new(FaultKind::Shape, format!("a record has no `{name}`"));
                Err(fault.within(&key.map_or_else(|| "data".to_owned(), |key| format!("data.{key}"))))
            }
        }
    }
}

impl<'de, T: Row> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Place<T>(PhantomData<T>);
        impl<'de, T: Row> Visitor<'de> for Place<T> {
            type Value = Slot<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Slot<T>, A::Error> {
                match Unread::begin(map)? {
                    None => Ok(Slot::Missing),
                    Some(map) => T::deserialize(MapAccessDeserializer::new(map)).map(Slot::Record),
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Slot<T>, A::Error> {
                match seq.next_element::<IgnoredAny>()? {
                    None => Ok(Slot::Missing),
                    Some(_) => Err(A::Error::custom("expected a record, got a list")),
                }
            }

            fn visit_unit<E>(self) -> Result<Slot<T>, E> {
                Ok(Slot::Missing)
            }

            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Slot<T>, E> {
                if value { Err(E::custom("expected a record, got a boolean")) } else { Ok(Slot::Missing) }
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Slot<T>, E> {
                match text.trim_ascii() {
                    "" | "error" => Ok(Slot::Missing),
                    _ => Err(E::custom(format_args!("expected a record, got text of {} bytes", text.len()))),
                }
            }

            fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Slot<T>, E> {
                Err(E::custom("expected a record, got a number"))
            }

            fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Slot<T>, E> {
                Err(E::custom("expected a record, got a number"))
            }

            fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Slot<T>, E> {
                Err(E::custom("expected a record, got a number"))
            }
        }
        deserializer.deserialize_any(Place(PhantomData))
    }
}

/// What one record after another is read out of.
struct Reader<T> {
    stream: json::RecordStream,
    kind: PhantomData<fn() -> T>,
}

impl<T: Row> Reader<T> {
    /// The charset of the header is not relied on: web servers add their default to it.
    fn new(rule: json::RecordRule) -> Self {
        Self { stream: json::RecordStream::new(rule, None), kind: PhantomData }
    }

    fn next(&mut self) -> Result<Option<T>, Fault> {
        while let Some(record) = self.stream.next_record()? {
            if let Some(row) = record.decode::<Slot<T>>()?.keyed(record.key())? {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// All records of an answer, and the fields beside them if no list was found.
type Found<T> = (Vec<T>, Option<Map<String, Value>>);

fn read<T: Row>(response: &Response) -> Result<Found<T>, Error> {
    // The whole answer is in memory: what stands beside the list may be as large.
    let rule = rule::<T>().largest_beside(response.body().len());
    let mut reader = Reader::<T>::new(rule);
    let mut rows = Vec::new();
    let mut read = |reader: &mut Reader<T>| {
        while let Some(row) = reader.next()? {
            rows.push(row);
        }
        Ok(())
    };
    for piece in response.body().chunks(PIECE) {
        reader.stream.push(piece);
        read(&mut reader).map_err(|fault| response.fault(fault))?;
    }
    reader.stream.finish();
    read(&mut reader).map_err(|fault| response.fault(fault))?;
    let beside = (!reader.stream.has_list()).then(|| reader.stream.envelope().clone());
    Ok((rows, beside))
}

/// A list: under `data`, at the root, or in the only field that can hold it.
impl<T: Row> Read for Vec<T> {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let (rows, beside) = read(response)?;
        let Some(beside) = beside else { return Ok(rows) };
        elsewhere(response, beside)
    }
}

/// The records of an answer in which no list was found by its name. `beside` is all that it holds.
fn elsewhere<T: Row>(response: &Response, beside: Map<String, Value>) -> Result<Vec<T>, Error> {
    let Payload { data, rest } = Payload::of(beside);
    if let Some(data) = data.filter(|data| !is_nothing(data) && data != "error") {
        let what = if data.is_string() { "text" } else { "a single value" };
        return Err(unexpected(response, format!("{what} stands in `data`, where a list is expected")));
    }
    if rest.values().all(is_nothing_or_zero) {
        return Ok(Vec::new());
    }
    let names: Vec<_> = rest.keys().cloned().collect();
    let is_count = |name: &str| name.eq_ignore_ascii_case("count");
    // A record alone, of which a field may be a list.
    if names.iter().any(|name| !is_count(name) && T::FIELDS.contains(&name.as_str())) {
        return alone(response, rest).map(Vec::from_iter);
    }
    let mut lists: Vec<_> =
        rest.into_iter().filter(|(_, value)| value.is_array() || value.is_object()).collect();
    match (lists.pop(), lists.is_empty()) {
        (Some((name, _)), true) => {
            // Read again, since the order of an object is that of the document.
            let rule = one_or_many::<T>(json::RecordRule::field(name));
            let mut reader = Reader::<T>::new(rule.largest_beside(response.body().len()));
            reader.stream.push(response.body());
            reader.stream.finish();
            let mut rows = Vec::new();
            while let Some(row) = reader.next().map_err(|fault| response.fault(fault))? {
                rows.push(row);
            }
            Ok(rows)
        }
        _ => Err(unexpected(response, format!("no list is known by the fields {}", told(names.iter())))),
    }
}

/// A record without anything around it.
fn alone<T: Row>(response: &Response, fields: Map<String, Value>) -> Result<Option<T>, Error> {
    let record = json::from_value::<Slot<T>>(Value::Object(fields), "");
    record.and_then(|slot| slot.keyed(None)).map_err(|fault| response.fault(fault))
}

/// One record: under `data`, in a list or a map of one, or at the root; none in every spelling.
impl<T: Row> Read for Option<T> {
    type Output = Self;

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let (mut rows, beside) = read::<T>(response)?;
        if let Some(beside) = beside {
            let Payload { data, rest } = Payload::of(beside);
            let is_empty = data.is_none_or(|data| is_nothing(&data) || data == "error");
            if !is_empty || rest.values().all(is_nothing_or_zero) {
                return if is_empty {
                    Ok(None)
                } else {
                    Err(unexpected(response, "a single value stands in `data`"))
                };
            }
            return alone(response, rest);
        }
        match (rows.pop(), rows.len()) {
            (row, 0) => Ok(row),
            _ => Err(unexpected(response, "several records came where one was asked for")),
        }
    }
}

/// Records that are read while the answer arrives.
pub struct RowStream<T> {
    head: Response,
    body: OpenBody,
    reader: Reader<T>,
    ended: bool,
}

impl<T: Row> RowStream<T> {
    pub(crate) fn new(head: &Response, body: OpenBody) -> Self {
        let reader = Reader::new(rule::<T>());
        Self { head: head.clone(), body, reader, ended: false }
    }

    pub(crate) async fn next(&mut self) -> Result<Option<T>, Error> {
        loop {
            if let Some(row) =
                self.reader.next().map_err(|fault| self.body.explain(self.head.fault(fault)))?
            {
                return Ok(Some(row));
            }
            if self.ended {
                return self.check_end().map_err(|error| self.body.explain(error)).map(|()| None);
            }
            match self.body.chunk().await? {
                Some(chunk) => self.reader.stream.push(&chunk),
                None => {
                    self.reader.stream.finish();
                    self.ended = true;
                }
            }
        }
    }

    /// What stands beside the records: an error, or the list in a place that a stream cannot read.
    fn check_end(&self) -> Result<(), Error> {
        let beside = self.reader.stream.envelope();
        if let Some(error) = Envelope::of(beside).refusal(&self.head) {
            return Err(error);
        }
        let Payload { data, rest } = Payload::of(beside.clone());
        let is_none = data.is_none_or(|data| is_nothing(&data) || data == "error")
            && rest.values().all(is_nothing_or_zero);
        if !self.reader.stream.has_list() && !is_none {
            return Err(unexpected(&self.head, "the list does not stand in `data`: read it whole"));
        }
        Ok(())
    }
}

/// Nothing of the body.
impl<T> fmt::Debug for RowStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowStream").field("body", &self.body).finish_non_exhaustive()
    }
}
