//! However a document is cut into pieces, the same records come out: those that `serde_json` finds in the whole.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod generated;

use isp_client_core::decode::json::{RecordRule, RecordStream};
use isp_client_core::decode::{Fault, FaultKind};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, PartialEq)]
struct Outcome {
    /// Key and text.
    records: Vec<(Option<String>, String)>,
    envelope: Map<String, Value>,
    fault: Option<Fault>,
}

impl Outcome {
    fn values(&self) -> Vec<Value> {
        self.records.iter().map(|(_, text)| serde_json::from_str(text).unwrap()).collect()
    }

    fn kind(&self) -> Option<FaultKind> {
        self.fault.as_ref().map(Fault::kind)
    }
}

fn read<'a>(mut stream: RecordStream, pieces: impl IntoIterator<Item = &'a [u8]>) -> Outcome {
    let mut records = Vec::new();
    let mut pieces = pieces.into_iter();
    let mut finished = false;
    let fault = loop {
        match stream.next_record() {
            Ok(Some(record)) => {
                assert_eq!(record.index(), records.len());
                records.push((record.key().map(str::to_owned), record.text().to_owned()));
            }
            Err(fault) => {
                stream.push(b"]}");
                assert_eq!(stream.next_record().unwrap_err(), fault);
                break Some(fault);
            }
            Ok(None) if finished => break None,
            Ok(None) => match pieces.next() {
                Some(piece) => stream.push(piece),
                None => {
                    stream.finish();
                    finished = true;
                }
            },
        }
    };
    Outcome { records, envelope: stream.envelope().clone(), fault }
}

fn data() -> RecordRule {
    RecordRule::field("data")
}

fn streamed<'a>(rule: RecordRule, pieces: impl IntoIterator<Item = &'a [u8]>) -> Outcome {
    read(RecordStream::new(rule, None), pieces)
}

fn whole(rule: RecordRule, text: &str) -> Outcome {
    streamed(rule, [text.as_bytes()])
}

/// The outcome, once it is the same for every cut in two and for single bytes.
fn cut_everywhere(rule: &RecordRule, text: &str) -> Outcome {
    let bytes = text.as_bytes();
    let expected = whole(rule.clone(), text);
    assert_eq!(streamed(rule.clone(), bytes.chunks(1)), expected, "{text}");
    for at in 0..=bytes.len() {
        let pieces = [&bytes[..at], &bytes[at..]];
        assert_eq!(streamed(rule.clone(), pieces), expected, "cut at {at}: {text}");
    }
    expected
}

#[derive(Debug, Deserialize, PartialEq)]
struct Account {
    balance: u32,
}

fn first_fault(rule: RecordRule, text: &str) -> Fault {
    let mut stream = RecordStream::new(rule, None);
    stream.push(text.as_bytes());
    stream.finish();
    while let Some(record) = stream.next_record().unwrap() {
        if let Err(fault) = record.decode::<Account>() {
            return fault;
        }
    }
    panic!("every record was understood");
}

#[test]
fn a_document_that_is_no_document() {
    for (text, kind) in [
        ("", FaultKind::Empty),
        (" \r\n\t ", FaultKind::Empty),
        ("<html><body>", FaultKind::Malformed),
        ("PHP Warning: x", FaultKind::Malformed),
        ("nope ", FaultKind::Malformed),
        ("tru", FaultKind::EndedEarly),
        ("{", FaultKind::EndedEarly),
        (r#"{"data":[]"#, FaultKind::EndedEarly),
        (r#"{"data":[]}x"#, FaultKind::Malformed),
        (r#"{"data":[]}{}"#, FaultKind::Malformed),
        (r#"{"data":[]]"#, FaultKind::Malformed),
        (r#"{"data":[}}"#, FaultKind::Malformed),
        (r#"{"data":[1,]}"#, FaultKind::Malformed),
        (r#"{"data":[,1]}"#, FaultKind::Malformed),
        (r#"{"data":[1 2]}"#, FaultKind::Malformed),
        (r#"{"data":[{"a":[}]}]}"#, FaultKind::Malformed),
        (r#"{"data":{"a"}}"#, FaultKind::Malformed),
        (r#"{"data":{"a":1,}}"#, FaultKind::Malformed),
        (r#"{"data":{a:1}}"#, FaultKind::Malformed),
        (r#"{"data":{"\x":1}}"#, FaultKind::Malformed),
        (r#"{"data":[],}"#, FaultKind::Malformed),
        (r#"{"data" []}"#, FaultKind::Malformed),
        (r#"{"data":}"#, FaultKind::Malformed),
        (r#"{"data":[],"error":tru}"#, FaultKind::Malformed),
        (r#"{"data":[],"error":"\ud83d"}"#, FaultKind::Malformed),
        (r#"{"data":[],"data":[]}"#, FaultKind::Malformed),
        (r#"{"data":null,"data":[]}"#, FaultKind::Malformed),
        (r#"{"d\u0061ta":[],"data":[]}"#, FaultKind::Malformed),
        (r#"{"error":1,"data":[],"error":2}"#, FaultKind::Malformed),
        ("[1]", FaultKind::Shape),
        ("[]", FaultKind::Shape),
        ("{}", FaultKind::Shape),
        ("7", FaultKind::Shape),
        ("null", FaultKind::Shape),
        (r#"{"Data":[]}"#, FaultKind::Shape),
        (r#"{"data":7}"#, FaultKind::Shape),
        (r#"{"data":"none"}"#, FaultKind::Shape),
        (r#"{"data":false}"#, FaultKind::Shape),
    ] {
        assert_eq!(cut_everywhere(&data(), text).kind(), Some(kind), "{text}");
    }
}

#[test]
fn no_value_in_any_text() {
    for text in [
        r#""s3cret""#,
        r#"{"data":"s3cret"}"#,
        r#"{"data":[],"error":s3cret}"#,
        r#"{"data":[],"error":"s3cret\q"}"#,
        r#"{"data":[1 s3cret"#,
    ] {
        let stream = &mut RecordStream::new(data(), None);
        stream.push(text.as_bytes());
        stream.finish();
        let fault = std::iter::from_fn(|| stream.next_record().map(|record| record.map(drop)).transpose())
            .find_map(Result::err)
            .expect("a bad document");
        assert!(!format!("{fault} {fault:?} {stream:?}").contains("s3cret"), "{fault}");
    }
    let fault = first_fault(data(), r#"{"data":[{"balance":"s3cret"}]}"#);
    assert!(!format!("{fault} {fault:?}").contains("s3cret"), "{fault}");
}

#[test]
fn the_failing_field_is_named() {
    let bad = r#"{"balance":"x"}"#;
    let good = r#"{"balance":1}"#;
    for (rule, text, path) in [
        (data(), format!(r#"{{"data":[{good},{bad}]}}"#), "data[1].balance"),
        (data(), format!(r#"{{"data":{{"13225":{bad}}}}}"#), "data.13225.balance"),
        (RecordRule::items(), format!("[{good},{good},{bad}]"), "[2].balance"),
        (RecordRule::items(), format!(r#"{{"a\u0062":{bad}}}"#), "ab.balance"),
        (data(), r#"{"data":[7]}"#.to_owned(), "data[0]"),
    ] {
        let fault = first_fault(rule, &text);
        assert_eq!((fault.path(), fault.kind()), (Some(path), FaultKind::Shape), "{text}");
        assert_eq!(fault.position(), None);
    }
    // The end of a record is known, so whatever is wrong inside, it was not cut short.
    for bad in [r#"{"balance":}"#, r#"{"balance":1"a"}"#, "nul", "-", r#"{"balance":1e}"#] {
        let fault = first_fault(data(), &format!(r#"{{"data":[{bad}]}}"#));
        assert_eq!(fault.kind(), FaultKind::Malformed, "{bad}: {fault}");
        assert!(fault.path().unwrap().starts_with("data[0]"), "{fault}");
    }
}

#[test]
fn an_empty_list_in_every_spelling() {
    for empty in ["[]", "{}", " [ \n] ", "{ }", "null", r#""""#, r#"" ""#] {
        let seen = cut_everywhere(&data(), &format!(r#"{{"n":1,"data":{empty},"m":2}}"#));
        assert_eq!((seen.fault, seen.records.len()), (None, 0), "{empty}");
        assert_eq!((&seen.envelope["n"], &seen.envelope["m"]), (&json!(1), &json!(2)));
        let seen = cut_everywhere(&RecordRule::items(), empty);
        assert_eq!((seen.fault, seen.records.len()), (None, 0), "{empty}");
    }
    for none in ["{}", "[ ]", r#"{"error":"x"}"#] {
        assert_eq!(cut_everywhere(&data().optional(), none).fault, None, "{none}");
    }
}

#[test]
fn what_stands_beside_the_records_is_kept() {
    let text =
        r#" {"Result" : "ERROR", "data":{"7":{"a":[1]}, "8":"x", "7":null}, "error":{"t":["\u043d\"]}"]}} "#;
    let seen = cut_everywhere(&data(), text);
    assert_eq!(seen.fault, None);
    assert_eq!(seen.values(), [json!({"a": [1]}), json!("x"), Value::Null]);
    let keys: Vec<_> = seen.records.iter().filter_map(|(key, _)| key.as_deref()).collect();
    assert_eq!(keys, ["7", "8", "7"]);
    assert_eq!(Value::from(seen.envelope), json!({"Result": "ERROR", "error": {"t": ["н\"]}"]}}));

    let seen = whole(data(), r#"{"err_cod":"unauthorized"}"#);
    assert_eq!(seen.fault.unwrap().to_string(), "missing field `data`");
    assert_eq!(seen.envelope["err_cod"], "unauthorized");
    let seen = whole(data(), r#"{"data":"no such action"}"#);
    assert_eq!(seen.fault.unwrap().path(), Some("data"));
    assert_eq!(seen.envelope["data"], "no such action");
}

#[test]
fn a_name_in_either_case_on_request() {
    let seen = cut_everywhere(&data().any_case(), r#"{"DATA":[1],"Result":"OK"}"#);
    assert_eq!((seen.values(), seen.fault), (vec![json!(1)], None));
    let seen = cut_everywhere(&data().any_case(), r#"{"DATA":[],"data":[]}"#);
    assert_eq!(seen.kind(), Some(FaultKind::Malformed));
}

#[test]
fn characters_and_escapes_that_are_cut() {
    let text = r#"{"дa\"\\":"\ud83d\ude00\\","data":{"\ud83d\ude00 \u0041":["\\\"}]","\ud83d\ude00😀\/"],"ключ":"\\"}}"#;
    let seen = cut_everywhere(&data(), text);
    assert_eq!(seen.fault, None);
    assert_eq!(seen.values(), [json!(["\\\"}]", "😀😀/"]), json!("\\")]);
    assert_eq!(seen.records[0].0.as_deref(), Some("😀 A"));
    assert_eq!(seen.records[1].0.as_deref(), Some("ключ"));
    assert_eq!(seen.envelope["дa\"\\"], "😀\\");
}

#[test]
fn in_another_charset() {
    let text = r#"{"data":[{"fio":"Иван"}]}"#;
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let told = RecordStream::new(data(), Some("text/html; charset=windows-1251"));
    for seen in [read(told, bytes.chunks(1)), streamed(data(), bytes.chunks(3))] {
        assert_eq!((seen.values(), seen.fault), (vec![json!({"fio": "Иван"})], None));
    }
    let marked = format!("\u{feff}{text}");
    assert_eq!(streamed(data(), marked.as_bytes().chunks(1)), whole(data(), text));
}

#[test]
fn a_document_cut_short_yields_no_part_of_a_record() {
    for text in [
        r#"{"a":"Ω","data":[{"b":"П\u0041"},12,[null],"x"],"c":1}"#,
        r#"{"data":{"1":{"b":-1.5e3},"2":true},"c":{"d":[]}}"#,
    ] {
        let all = whole(data(), text).records;
        for end in 1..text.len() {
            let seen = streamed(data(), [&text.as_bytes()[..end]]);
            assert_eq!(seen.kind(), Some(FaultKind::EndedEarly), "{end}: {text}");
            assert!(all.starts_with(&seen.records), "{end}: {text}");
        }
    }
}

#[test]
fn depth_is_bounded() {
    let nest = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let place = |inner: &str| {
        [
            (RecordRule::items(), format!("[{inner}]"), 1),
            (data(), format!(r#"{{"data":[{inner}]}}"#), 2),
            (data(), format!(r#"{{"data":[],"a":{inner}}}"#), 1),
        ]
    };
    for around in 0..3 {
        let (_, _, outer) = place("")[around].clone();
        let (rule, text, _) = place(&nest(127 - outer))[around].clone();
        assert!(serde_json::from_str::<Value>(&text).is_ok());
        assert_eq!(streamed(rule.clone(), text.as_bytes().chunks(7)).fault, None);
        let (rule, text, _) = place(&nest(128 - outer))[around].clone();
        assert!(serde_json::from_str::<Value>(&text).is_err());
        assert_eq!(streamed(rule, text.as_bytes().chunks(7)).kind(), Some(FaultKind::TooLarge));
    }
    for bomb in ["[", r#"{"a":"#] {
        let text = format!(r#"{{"data":[{}"#, bomb.repeat(1_000_000));
        assert_eq!(whole(data(), &text).kind(), Some(FaultKind::TooLarge));
    }
}

#[test]
fn a_record_may_be_as_large_as_was_said_and_no_larger() {
    for (record, largest) in [(r#""12345678""#, 10), ("1234567890", 10), (r#"{"a":"\\"}"#, 10)] {
        for text in [format!("[{record}]"), format!(r#"{{"k":{record} }}"#)] {
            for step in 1..text.len() {
                let stream = |largest| RecordStream::new(RecordRule::items().largest(largest), None);
                let seen = read(stream(largest), text.as_bytes().chunks(step));
                assert_eq!((seen.records.len(), seen.fault), (1, None), "{text}");
                let seen = read(stream(largest - 1), text.as_bytes().chunks(step));
                assert_eq!((seen.records.len(), seen.kind()), (0, Some(FaultKind::TooLarge)), "{text}");
            }
        }
    }
    // What is too large is too large, even if something is wrong behind the bound. Also in the middle of a character.
    for text in [r#"["1234567890", x"#, r#"["ЯЯЯЯЯЯЯЯЯЯЯЯ"#, r#"{"ЯЯЯЯЯЯЯЯЯ"#, "[[[[[[[[[[[[}"]
    {
        for step in 1..text.len() {
            let stream = RecordStream::new(RecordRule::items().largest(9), None);
            assert_eq!(
                read(stream, text.as_bytes().chunks(step)).kind(),
                Some(FaultKind::TooLarge),
                "{text}"
            );
        }
    }
}

#[test]
fn huge_strings() {
    let huge = "я\\n".repeat(250_000);
    let seen = streamed(data(), format!(r#"{{"data":["{huge}"]}}"#).as_bytes().chunks(1000));
    assert_eq!((seen.records.len(), seen.fault), (1, None));
    let larger = "x".repeat(1 << 20);
    let name = format!(r#"{{"data":{{"{larger}":1}}}}"#);
    let value = format!(r#"{{"data":["{larger}"]}}"#);
    let outside = format!(r#"{{"error":"{}"}}"#, &larger[..64 << 10]);
    let outside_name = format!(r#"{{"{}":1}}"#, &larger[..64 << 10]);
    let many: String = (0..20_000).map(|n| format!(r#""{n}":1,"#)).collect();
    for text in [name, value, outside, outside_name, format!("{{{many}"), larger.replace('x', "1")] {
        let seen = streamed(data(), text.as_bytes().chunks(1000));
        assert_eq!(seen.kind(), Some(FaultKind::TooLarge), "{}", &text[..20]);
    }
}

fn anywhere() -> RecordRule {
    RecordRule::field("result").optional().or_root()
}

#[test]
fn a_list_that_may_be_the_root() {
    for (text, keys) in [
        (r#"[{"a":1},{"a":2}]"#, [None, None]),
        (r#"{"result":[{"a":1},{"a":2}],"debug":"x"}"#, [None, None]),
        (r#"{"debug":"x","result":{"7":{"a":1},"x":{"a":2}}}"#, [Some("7"), Some("x")]),
        (r#"{"debug":["x"],"7":{"a":1},"8":{"a":2}}"#, [Some("7"), Some("8")]),
        (r#"{"7":{"a":1},"debug":{"y":0},"8":{"a":2}}"#, [Some("7"), Some("8")]),
    ] {
        let outcome = cut_everywhere(&anywhere(), text);
        assert_eq!(outcome.fault, None, "{text}");
        assert_eq!(outcome.values(), [json!({"a":1}), json!({"a":2})], "{text}");
        let found: Vec<_> = outcome.records.iter().map(|(key, _)| key.as_deref()).collect();
        assert_eq!(found, keys, "{text}");
        assert_eq!(outcome.envelope.contains_key("debug"), text.contains("debug"), "{text}");
    }
    for text in ["{}", "[]", r#"{"result":[]}"#, r#"{"result":null}"#, r#"{"result":""}"#, r#"{"other":{}}"#]
    {
        let outcome = cut_everywhere(&anywhere(), text);
        assert_eq!((outcome.records.len(), outcome.fault), (0, None), "{text}");
    }
    for (text, kind) in [
        (r#"{"7":{},"result":[]}"#, FaultKind::Shape),
        (r#"{"result":[],"7":{}}"#, FaultKind::Shape),
        (r#"{"result":"ok"}"#, FaultKind::Shape),
        (r#"{"result":[],"result":[]}"#, FaultKind::Malformed),
        (r#"{"7":{"#, FaultKind::EndedEarly),
        ("7", FaultKind::Shape),
    ] {
        assert_eq!(cut_everywhere(&anywhere(), text).kind(), Some(kind), "{text}");
    }
    let many: String = (0..20_000).map(|id| format!(r#""{id}":{{"a":{id}}},"#)).collect();
    let outcome = whole(anywhere(), &format!("{{{many}\"x\":0}}"));
    assert_eq!((outcome.records.len(), outcome.fault), (20_000, None), "names of records are no envelope");
    for text in [r#"{"result":"ok","7":{"a":1}}"#, r#"{"7":{"a":1},"result":"ok"}"#] {
        let outcome = cut_everywhere(&anywhere(), text);
        assert_eq!((outcome.records.len(), outcome.fault), (1, None), "{text}");
    }
    let fault = first_fault(anywhere(), r#"{"7":{"balance":"x"}}"#);
    assert_eq!(fault.path(), Some("7.balance"));
    let fault = first_fault(anywhere(), r#"[{"balance":"x"}]"#);
    assert_eq!(fault.path(), Some("[0].balance"));
    let fault = first_fault(anywhere(), r#"{"result":[{"balance":"x"}]}"#);
    assert_eq!(fault.path(), Some("result[0].balance"));
}

#[test]
fn a_field_that_is_ignored_may_be_of_any_size() {
    let long = "S".repeat(200_000);
    for text in [
        format!(r#"{{"debug":["{long}"],"result":[1]}}"#),
        format!(r#"{{"result":[1],"debug":{{"a":"{long}"}}}}"#),
        format!(r#"{{"debug":"{long}","result":[1],"x":2}}"#),
    ] {
        let rule = || anywhere().ignoring("debug");
        for pieces in [text.len(), 1000, 7] {
            let outcome = streamed(rule(), text.as_bytes().chunks(pieces));
            assert_eq!((outcome.records.len(), &outcome.fault), (1, &None), "{pieces}");
            assert!(!outcome.envelope.contains_key("debug"));
        }
    }
    let mut stream = RecordStream::new(anywhere().ignoring("debug"), None);
    stream.push(b"{\"debug\":\"");
    for _ in 0..1000 {
        stream.push(&[b'S'; 1000]);
        assert!(stream.next_record().unwrap().is_none());
    }
    assert!(!stream.has_list());
    let outcome = cut_everywhere(
        &anywhere().ignoring("debug"),
        r#"{"debug":["x",{"result":[]}],"result":[1],"debug":1}"#,
    );
    assert_eq!((outcome.records.len(), outcome.fault), (1, None));
}

fn one_or_many() -> RecordRule {
    data().any_case().optional().or_single().or_root().or_one(&["id", "name", "ports"])
}

#[test]
fn a_record_in_the_place_of_the_list_is_the_only_one() {
    for record in [
        r#"{"id":7,"x":{"a":[1]}}"#,
        r#"{"ports":{"1":{}},"id":7}"#,
        r#"{"ports":[],"5":{}}"#,
        r#"{"x":null,"8":[]}"#,
        r#"{"x":"error"}"#,
        r#"{"na\u006de":{"\"":"\u0001\\"}}"#,
    ] {
        let text = format!(r#"{{"result":"OK","Data":{record},"count":1}}"#);
        let outcome = cut_everywhere(&one_or_many(), &text);
        assert_eq!(outcome.fault, None, "{text}");
        assert_eq!(outcome.values(), [serde_json::from_str::<Value>(record).unwrap()], "{text}");
        assert_eq!(outcome.records[0].0, None, "{text}");
        assert_eq!(outcome.envelope, json!({"result":"OK","count":1}).as_object().unwrap().clone());
    }
    let uuid = "0a1b2c3d-0000-4000-8000-00000000000f";
    for list in [
        r#"{"7":"error","8":{}}"#.to_owned(),
        r#"{"7":{"id":1},"8":null}"#.to_owned(),
        format!(r#"{{"{uuid}":"error","x":{{}}}}"#),
        r#"{"unknown":{"id":1},"other":{"id":2}}"#.to_owned(),
        "[1,2]".to_owned(),
    ] {
        let outcome = cut_everywhere(&one_or_many(), &format!(r#"{{"data":{list}}}"#));
        assert_eq!((outcome.records.len(), outcome.fault), (2, None), "{list}");
    }
    let large = format!(r#"{{"data":{{"id":1,{}"x":0}}}}"#, r#""y":"0123456789","#.repeat(100));
    assert_eq!(cut_everywhere(&one_or_many().largest(500), &large).kind(), Some(FaultKind::TooLarge));
}

#[test]
fn a_single_value_is_left_to_the_caller() {
    for single in ["\"error\"", "0", "false", "true", "\"\"", "null"] {
        let outcome = cut_everywhere(&one_or_many(), &format!(r#"{{"data":{single},"x":1}}"#));
        assert_eq!((outcome.records.len(), outcome.fault), (0, None), "{single}");
        assert_eq!(outcome.envelope["data"], serde_json::from_str::<Value>(single).unwrap());
    }
}

#[test]
fn what_stands_beside_may_be_as_large_as_was_said() {
    let text = format!(r#"{{"data":[1],"x":"{}"}}"#, "y".repeat(100_000));
    assert_eq!(whole(one_or_many(), &text).kind(), Some(FaultKind::TooLarge));
    assert_eq!(whole(one_or_many().largest_beside(text.len()), &text).fault, None);
}
