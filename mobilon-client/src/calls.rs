//! The answers of `info` and `journal`: XML as documented, JSON in every shape that is likely.

use std::fmt;

use isp_client_core::decode::xml::RecordRule;
use isp_client_core::{Error, Response};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as DeError, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use crate::Call;

/// A call is a `<call>`, wherever it stands: `info` was seen with the root of `journal` and the reverse.
pub(crate) fn rule() -> RecordRule {
    RecordRule::named("call").within("calls")
}

/// All calls of a whole answer, by its content and not by what was asked for.
pub(crate) fn calls_in(response: &Response) -> Result<Vec<Call>, Error> {
    if response.text().trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return response.xml(rule()).map(calls_of);
    }
    response.json::<JsonCalls>().map(|calls| calls.0)
}

/// A record that may say nothing at all, as the answer of `info` about an unknown id does.
pub(crate) struct Record(Call);

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let call = Call::deserialize(deserializer)?;
        // `{"result":"FAIL"}` is no call, wherever it stands.
        if call.names_no_call() && !call.extra.is_empty() {
            return Err(no_call());
        }
        Ok(Self(call))
    }
}

/// A record of a journal: it says something about a call.
pub(crate) struct Entry(pub(crate) Call);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let call = Call::deserialize(deserializer)?;
        if call.names_no_call() { Err(no_call()) } else { Ok(Self(call)) }
    }
}

fn no_call<E: DeError>() -> E {
    E::custom("lenient: a record without any field of a call")
}

fn calls_of(records: Vec<Record>) -> Vec<Call> {
    records.into_iter().map(|record| record.0).collect()
}

/// A call alone, `{"call":…}`, a list, `{"calls":[…]}`, `{"calls":{"call":…}}`; empty in every spelling.
///
/// Nobody has shown the JSON form. These are the shapes that a server which turns its XML into JSON makes.
struct JsonCalls(Vec<Call>);

impl<'de> Deserialize<'de> for JsonCalls {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyShape).map(JsonCalls)
    }
}

struct AnyShape;

impl<'de> Visitor<'de> for AnyShape {
    type Value = Vec<Call>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a call or a list of calls")
    }

    fn visit_unit<E: DeError>(self) -> Result<Vec<Call>, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: DeError>(self, text: &str) -> Result<Vec<Call>, E> {
        if text.trim().is_empty() {
            Ok(Vec::new())
        } else {
            Err(E::custom("lenient: text where calls were expected"))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Call>, A::Error> {
        let mut calls = Vec::new();
        while let Some(Record(call)) = list.next_element()? {
            calls.push(call);
        }
        Ok(calls)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Call>, A::Error> {
        let Some(first) = map.next_key::<String>()? else { return Ok(Vec::new()) };
        if is_wrapper(&first) {
            let calls = map.next_value::<JsonCalls>()?.0;
            return match map.next_key::<String>()? {
                None => Ok(calls),
                Some(beside) => Err(misplaced(&beside)),
            };
        }
        let call = Call::deserialize(MapAccessDeserializer::new(Rewound { first: Some(first), rest: map }))?;
        if call.extra.iter().any(|(name, _)| is_wrapper(name)) {
            return Err(misplaced("calls"));
        }
        if call.names_no_call() && !call.extra.is_empty() {
            return Err(no_call());
        }
        Ok(vec![call])
    }
}

fn is_wrapper(name: &str) -> bool {
    matches!(name, "call" | "calls")
}

/// Dropping the one or the other would lose it silently.
fn misplaced<E: DeError>(name: &str) -> E {
    E::custom(format_args!("lenient: calls and other fields side by side, among them `{name}`"))
}

/// A map whose first key was read already.
struct Rewound<A> {
    first: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rewound<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(first) => seed.deserialize(first.into_deserializer()).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}
