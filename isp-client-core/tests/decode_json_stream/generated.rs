//! Documents that nobody thought of.

use std::collections::BTreeMap;

use isp_client_core::decode::FaultKind;
use isp_client_core::decode::json::RecordRule;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{cut_everywhere, data, streamed};

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(text(), inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    "[a-cа-я\"\\\\{}\\[\\],: \n😀\u{1}]{0,6}"
}

#[derive(Debug, Clone)]
struct Document {
    before: BTreeMap<String, Value>,
    records: Value,
    after: BTreeMap<String, Value>,
    pretty: bool,
    ascii: bool,
}

impl Document {
    fn text(&self) -> String {
        let show = |value: &Value| if self.pretty { format!("{value:#}") } else { value.to_string() };
        let field = |(name, value): (&String, &Value)| format!("{} : {}", json!(name), show(value));
        let records = "data".to_owned();
        let fields: Vec<String> = (self.before.iter().map(field))
            .chain([field((&records, &self.records))])
            .chain(self.after.iter().map(field))
            .collect();
        let text = format!("{{ {}\n}}\n", fields.join(" ,\r\n"));
        let escape = |c: char, out: &mut String| {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        };
        let mut out = String::new();
        for c in text.chars() {
            if self.ascii && !c.is_ascii() { escape(c, &mut out) } else { out.push(c) }
        }
        out
    }
}

fn document() -> impl Strategy<Value = Document> {
    let list = prop_oneof![
        vec(value(), 0..5).prop_map(Value::from),
        btree_map(text(), value(), 0..5).prop_map(Value::from_iter),
    ];
    let beside =
        |start: &'static str| btree_map(text().prop_map(move |name| format!("{start}{name}")), value(), 0..3);
    (beside("b"), list, beside("e"), any::<bool>(), any::<bool>()).prop_map(
        |(before, records, after, pretty, ascii)| Document { before, records, after, pretty, ascii },
    )
}

proptest! {
    #[test]
    fn the_same_as_serde_json(document in document()) {
        let text = document.text();
        let Value::Object(mut whole) = serde_json::from_str(&text).unwrap() else { panic!("{text}") };
        let (keys, values): (Vec<_>, Vec<_>) = match whole.remove("data").unwrap() {
            Value::Array(items) => items.into_iter().map(|item| (None, item)).unzip(),
            Value::Object(fields) => fields.into_iter().map(|(key, item)| (Some(key), item)).unzip(),
            _ => panic!("{text}"),
        };
        let seen = cut_everywhere(&data(), &text);
        prop_assert_eq!(&seen.fault, &None);
        prop_assert_eq!(seen.values(), values);
        prop_assert_eq!(seen.records.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(), keys);
        prop_assert_eq!(seen.envelope, whole);
    }

    #[test]
    fn any_bytes(bytes in any::<Vec<u8>>(), step in 1_usize..9) {
        for rule in [data(), RecordRule::items()] {
            prop_assert_eq!(streamed(rule.clone(), bytes.chunks(step)), streamed(rule, [&bytes[..]]));
        }
    }

    #[test]
    fn anything_that_looks_like_json(
        parts in vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\"a\"", "\"data\"", "\"data\":", "1", "-", "null", "tru", " ", "п",
            "\\u00", "[1,2]", "{\"a\":1}", "\u{0}",
        ]), 0..16),
        start in prop::sample::select(vec!["", "{\"data\":[", "{\"data\":{", "{\"e\":1,\"data\":", "["]),
    ) {
        let text = format!("{start}{}", parts.concat());
        for rule in [data(), data().optional(), RecordRule::items()] {
            let seen = cut_everywhere(&rule, &text);
            // Whoever decodes every record of a document that was not refused has read what serde_json would accept.
            let good = seen.records.iter().all(|(_, text)| serde_json::from_str::<Value>(text).is_ok());
            let accepted = serde_json::from_str::<Value>(&text).is_ok();
            if seen.fault.is_none() && good {
                prop_assert!(accepted, "{}", text);
            }
            if accepted {
                prop_assert!(good && seen.kind() != Some(FaultKind::EndedEarly), "{}", text);
            }
        }
    }
}
