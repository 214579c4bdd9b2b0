//! JSON bodies, bad ones first.

use std::collections::BTreeMap;

use isp_client_core::decode::{Fault, FaultKind, json};
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Account {
    login: String,
    balance: u32,
    #[serde(default)]
    state: Option<State>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum State {
    Open,
}

#[derive(Debug, Deserialize)]
struct Answer {
    #[expect(dead_code, reason = "only the way to it is tested")]
    data: Vec<Account>,
}

fn fault<T: serde::de::DeserializeOwned + std::fmt::Debug>(body: &[u8]) -> Fault {
    json::from_bytes::<T>(body, None).expect_err("a bad body")
}

#[test]
fn the_failing_field_is_named_and_its_value_is_not() {
    let fault = fault::<Answer>(
        br#"{"data":[{"login":"anna","balance":1},
            {"login":"boris","balance":"s3cret"}]}"#,
    );
    assert_eq!(fault.path(), Some("data[1].balance"));
    assert_eq!(fault.problem(), "invalid type: string, expected u32");
    assert_eq!(fault.kind(), FaultKind::Shape);
    assert_eq!(fault.position().map(|(line, _)| line), Some(2));
    assert!(!format!("{fault} {fault:?}").contains("s3cret"));
    assert!(
        fault.to_string().starts_with("data[1].balance: invalid type: string, expected u32 (line 2"),
        "{fault}"
    );
}

#[test]
fn no_value_in_any_text() {
    for body in [
        r#"{"data":"s3cret"}"#,
        r#"{"data":[{"login":{"s3cret":1},"balance":1}]}"#,
        r#"{"data":[{"login":"a","balance":"s3cret, expected s3cret"}]}"#,
        r#"{"data":[{"login":"a","balance":1,"state":"s3cret"}]}"#,
        r#"{"data":[{"login":"a","balance":-20251121}]}"#,
        r#"{"data":[{"login":"a","balance":2025.1121}]}"#,
        r#""s3cret""#,
        r#"{"data":[{"login":"s3cret"#,
        r#"s3cret"#,
        r#"{"data":[]}s3cret"#,
    ] {
        let fault = fault::<Answer>(body.as_bytes());
        let text = format!("{fault} {fault:?}");
        assert!(!text.contains("s3cret") && !text.contains("2025"), "{text}");
        assert_eq!(fault.to_string().lines().count(), 1);
    }
}

#[test]
fn a_missing_field_is_named() {
    let fault = fault::<Answer>(br#"{"data":[{"login":"a"}]}"#);
    assert_eq!((fault.path(), fault.problem()), (Some("data[0]"), "missing field `balance`"));
}

#[test]
fn the_document_itself_has_no_path() {
    assert_eq!(fault::<Answer>(b"[]").path(), None);
    assert_eq!(fault::<u32>(b"\"x\"").path(), None);
}

#[test]
fn an_empty_body_says_so() {
    for body in [&b""[..], b" \r\n", b"\xef\xbb\xbf"] {
        let fault = fault::<Answer>(body);
        assert_eq!((fault.kind(), fault.problem()), (FaultKind::Empty, "the body is empty"));
    }
}

#[test]
fn a_cut_body_is_told_from_a_malformed_one() {
    assert_eq!(fault::<Answer>(br#"{"data":["#).kind(), FaultKind::EndedEarly);
    assert_eq!(fault::<Answer>(b"<html>").kind(), FaultKind::Malformed);
    assert_eq!(fault::<Answer>(br#"{"data":[]}{}"#).kind(), FaultKind::Malformed);
}

#[test]
fn depth_is_bounded() {
    let bomb = "[".repeat(1_000_000);
    assert_eq!(fault::<serde_json::Value>(bomb.as_bytes()).problem(), "recursion limit exceeded");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert_eq!(json::from_bytes::<Vec<u32>>(b"\xef\xbb\xbf[1]", None).unwrap(), [1]);
}

#[test]
fn windows_1251_is_read_told_or_not() {
    let body = b"{\"login\":\"\xcf\xf0\xe8\xe2\xe5\xf2\",\"balance\":1}";
    for header in [None, Some("application/json; charset=windows-1251"), Some("application/json")] {
        assert_eq!(json::from_bytes::<Account>(body, header).unwrap().login, "Привет", "{header:?}");
    }
}

#[test]
fn the_header_is_believed_where_the_bytes_would_also_be_utf_8() {
    let body = "[\"Р°\"]".as_bytes();
    let read: Vec<String> = json::from_bytes(body, Some("application/json; charset=windows-1251")).unwrap();
    assert_eq!(read, ["Р\u{a0}В°"]);
}

#[test]
fn a_long_key_is_cut() {
    let body = format!("{{\"{}\":\"x\"}}", "k".repeat(1_000_000));
    assert!(fault::<BTreeMap<String, u32>>(body.as_bytes()).to_string().len() < 400);
}
