//! XML that is broken or meant to do harm.

use isp_client_core::decode::FaultKind;
use isp_client_core::decode::xml::{RecordRule, RecordStream, Records};

/// What the whole text and the text in pieces of 7 bytes both end with, and the records before that.
fn outcome(text: &str) -> (usize, Option<(FaultKind, String)>) {
    let mut records = Records::new(text, RecordRule::named("call"));
    let mut count = 0;
    let end = loop {
        match records.next_record() {
            Ok(Some(_)) => count += 1,
            Ok(None) => break None,
            Err(fault) => break Some((fault.kind(), fault.to_string())),
        }
    };
    let mut stream = RecordStream::new(RecordRule::named("call"), None);
    let mut streamed = 0;
    let mut pieces = text.as_bytes().chunks(7);
    let streamed_end = loop {
        match stream.next_record() {
            Ok(Some(_)) => streamed += 1,
            Err(fault) => break Some((fault.kind(), fault.to_string())),
            Ok(None) => match pieces.next() {
                Some(piece) => stream.push(piece),
                None => {
                    stream.finish();
                    match stream.next_record() {
                        Ok(None) => break None,
                        Ok(Some(_)) => streamed += 1,
                        Err(fault) => break Some((fault.kind(), fault.to_string())),
                    }
                }
            },
        }
    };
    assert_eq!((streamed, &streamed_end), (count, &end), "{:.60}", text);
    (count, end)
}

fn kind(text: &str) -> Option<FaultKind> {
    outcome(text).1.map(|(kind, _)| kind)
}

#[test]
fn an_empty_body_is_a_fault() {
    for text in ["", "\u{feff}", " \r\n"] {
        assert_eq!(kind(text), Some(FaultKind::Empty));
    }
}

#[test]
fn a_document_cut_anywhere_gives_no_partial_record() {
    let text =
        "<?xml version='1.0'?><calls><!-- a --><call><a b='c'>d&amp;e</a><![CDATA[f]]></call><call/></calls>";
    let first = text.find("</call>").unwrap() + "</call>".len();
    let second = text.find("<call/>").unwrap() + "<call/>".len();
    for at in 1..text.len() {
        let count = usize::from(at >= first) + usize::from(at >= second);
        let (records, end) = outcome(&text[..at]);
        assert_eq!(
            (records, end.map(|(kind, _)| kind)),
            (count, Some(FaultKind::EndedEarly)),
            "{}",
            &text[..at]
        );
    }
    assert_eq!(outcome(text), (2, None));
}

#[test]
fn malformed_documents_are_refused() {
    for text in [
        "error",
        "{\"calls\":[]}",
        "<calls></call>",
        "<calls><call></calls></call>",
        "<calls><call><a></b></call></calls>",
        "</calls>",
        "<calls/></calls>",
        "<calls/><calls/>",
        "<calls/>tail",
        "Warning: x in y <calls/>",
        "<![CDATA[x]]><calls/>",
        "<calls><call a></call></calls>",
        "<calls><call a=b></call></calls>",
        "<calls><call a='1' a='2'></call></calls>",
        "<calls><call>a < b</call></calls>",
        "<calls><call>a <= b></call></calls>",
        "<calls><!ELEMENT a></calls>",
        "<calls><call><a<b></call></calls>",
        "<calls></ calls>",
    ] {
        assert_eq!(kind(text), Some(FaultKind::Malformed), "{text}");
    }
}

#[test]
fn the_place_of_malformed_markup_is_its_record() {
    let (records, end) = outcome("<calls><call/><call><a></b></call></calls>");
    let told = "call[1]: an end tag that does not match its start tag";
    assert_eq!((records, end), (1, Some((FaultKind::Malformed, told.to_owned()))));
}

#[test]
fn a_dtd_is_refused() {
    let laughs = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><l>&b;</l>";
    for text in [laughs, "<!doctype html><html></html>", "<calls><!DOCTYPE x></calls>", "<!DOCTYPE"] {
        assert_eq!(kind(text), Some(FaultKind::Forbidden), "{text}");
    }
}

#[test]
fn depth_is_bounded_within_records_and_outside() {
    let nested = |name: &str, depth: usize| {
        let open = format!("<{name}>").repeat(depth);
        format!("{open}{}", format!("</{name}>").repeat(depth))
    };
    assert_eq!(outcome(&nested("call", 64)), (1, None));
    assert_eq!(kind(&nested("call", 65)), Some(FaultKind::TooLarge));
    assert_eq!(kind(&nested("a", 64)), Some(FaultKind::Shape));
    assert_eq!(kind(&nested("a", 65)), Some(FaultKind::TooLarge));
    assert_eq!(kind(&"<a>".repeat(1_000_000)), Some(FaultKind::TooLarge));
}

fn stream_kind(body: &[u8], piece: usize, largest: usize) -> Option<FaultKind> {
    let mut stream = RecordStream::new(RecordRule::named("call"), None).largest_record(largest);
    for piece in body.chunks(piece) {
        stream.push(piece);
        while let Some(record) = stream.next_record().map_err(|fault| fault.kind()).transpose() {
            if let Err(kind) = record {
                return Some(kind);
            }
        }
    }
    stream.finish();
    stream.next_record().err().map(|fault| fault.kind())
}

#[test]
fn one_record_is_bounded_however_it_grows() {
    let long = "x".repeat(10 << 20);
    for body in [
        format!("<calls><call>{long}"),
        format!("<calls><call a='{long}"),
        format!("<calls><call><{long}"),
        format!("<calls><call><!-- {long}"),
        format!("<calls><call><![CDATA[{long}"),
        format!("<calls><call>{}", "<a/>".repeat(1 << 20)),
        format!("<calls><call>{}", "&amp;".repeat(1 << 20)),
        format!("<calls><!-- {long}"),
        format!("<calls {long}"),
    ] {
        for piece in [100, 16 << 10, usize::MAX] {
            assert_eq!(
                stream_kind(body.as_bytes(), piece, 1 << 20),
                Some(FaultKind::TooLarge),
                "{:.30}",
                body
            );
        }
    }
}

#[test]
fn the_bound_is_exact() {
    let body = b"<calls><call>12345</call><call>12345</call></calls>";
    for piece in 1..body.len() {
        assert_eq!(stream_kind(body, piece, 18), None);
        assert_eq!(stream_kind(body, piece, 17), Some(FaultKind::TooLarge));
    }
}

#[test]
fn text_between_records_is_not_kept() {
    let body = format!("<calls>{}<call/></calls>", "x".repeat(10 << 20));
    assert_eq!(stream_kind(body.as_bytes(), 1 << 10, 100), None);
}

/// A million pieces of one byte. Work that grew with the square of the length would take minutes here.
#[test]
fn single_bytes_are_as_good_as_one_piece() {
    let long = "&> ".repeat(330_000);
    for body in [
        format!("<calls><call>{long}</call></calls>"),
        format!("<calls><call a='{long}'/></calls>"),
        format!("<calls><call><!-- {long}--></call></calls>"),
        format!("<calls><call><![CDATA[{long}]]></call></calls>"),
        format!("<calls><call><?a {long}?></call></calls>"),
    ] {
        assert_eq!(stream_kind(body.as_bytes(), 1, 1 << 20), None, "{:.30}", body);
    }
}

#[test]
fn many_different_names_cost_no_square() {
    let fields: String = (0..200_000).map(|i| format!("<a{i}/>")).collect();
    let text = format!("<call>{fields}{fields}</call>");
    let mut records = Records::new(&text, RecordRule::root());
    let record = records.next_record().unwrap().unwrap();
    let all: std::collections::BTreeMap<String, Vec<String>> = record.decode().unwrap();
    assert_eq!(all.len(), 200_000);
    assert!(all.values().all(|items| items.len() == 2));
}

#[test]
fn hostile_names_do_not_flood_the_error_text() {
    let name = "n\u{1b}".repeat(100_000);
    let text = format!("<{name}><{name}><b/></{name}></{name}>");
    let mut records = Records::new(&text, RecordRule::root());
    let record = records.next_record().unwrap().unwrap();
    let fault = record.decode::<std::collections::BTreeMap<String, u8>>().unwrap_err().to_string();
    assert!(fault.chars().count() < 500 && !fault.contains('\u{1b}'), "{fault}");
}

#[test]
fn an_error_stays() {
    let mut stream = RecordStream::new(RecordRule::named("call"), None);
    stream.push(b"<calls></call>");
    let fault = stream.next_record().unwrap_err();
    stream.push(b"<call/>");
    assert_eq!(stream.next_record().unwrap_err(), fault);
}
