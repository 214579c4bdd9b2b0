//! How fast a journal is decoded beside quick-xml, with serde and without.

use std::fmt::Write as _;
use std::hint::black_box;

use isp_client_core::decode;
use isp_client_core::decode::xml::RecordRule;
use mobilon_client::{Call, CallStatus};
use quick_xml::events::Event;
use serde::Deserialize;

use crate::figure::{Bound, Figure};
use crate::turns::{Turns, cpu};

const CALLS: usize = 20_000;
const WARM_UP: usize = 3;
const ROUNDS: usize = 60;

pub(crate) fn speeds() -> [Figure; 2] {
    let journal = journal();
    check(&journal);

    // What was decoded is dropped after the clock has stopped.
    let turns = Turns::run(
        WARM_UP,
        ROUNDS,
        [
            &mut || cpu(|| black_box(ours(&journal))).0,
            &mut || cpu(|| black_box(serde(&journal))).0,
            &mut || cpu(|| black_box(events(&journal))).0,
        ],
    );
    let megabytes_per_second = |side| journal.len() as f64 / 1e6 / turns.median(side);
    let figure = |name, other, what, bound| {
        let speed = turns.ratio(other, 0);
        Figure {
            name,
            value: speed.median,
            unit: "ratio",
            bound,
            note: format!(
                "{ROUNDS} rounds of {CALLS} calls, quartiles {:.3} and {:.3}; {:.0} MB/s, {what} {:.0} MB/s",
                speed.lower,
                speed.upper,
                megabytes_per_second(0),
                megabytes_per_second(other),
            ),
        }
    };
    [
        figure("journal_xml_vs_serde", 1, "serde", Bound::AtLeast(2.0)),
        figure("journal_xml_vs_events", 2, "events", Bound::AtLeast(0.5)),
    ]
}

/// As the client decodes the body of a journal.
fn ours(body: &[u8]) -> Vec<Call> {
    let text = decode::decode_text(body, Some("text/xml; charset=utf-8"));
    decode::xml::records(&text, RecordRule::named("call").within("calls")).expect("a good journal")
}

fn serde(body: &[u8]) -> PlainCalls {
    let text = str::from_utf8(body).expect("UTF-8");
    quick_xml::de::from_str(text).expect("a good journal")
}

/// Reads every event and keeps none; returns their number.
fn events(body: &[u8]) -> usize {
    let text = str::from_utf8(body).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(text);
    let mut count = 0;
    loop {
        match black_box(reader.read_event().expect("a good journal")) {
            Event::Eof => return count,
            _ => count += 1,
        }
    }
}

#[derive(Debug, Deserialize)]
struct PlainCalls {
    call: Vec<PlainCall>,
}

/// What one writes for this journal by hand. Text stays text where serde has no type for it.
#[derive(Debug, Deserialize)]
struct PlainCall {
    callid: Option<String>,
    status: Option<PlainStatus>,
    record_url: Option<String>,
    has_record: Option<u8>,
    duration: Option<u32>,
    from: Option<String>,
    direction: Option<PlainDirection>,
    to: Option<String>,
    time: Option<String>,
    operator_id: Option<String>,
    subscriber_id: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
enum PlainStatus {
    #[serde(rename = "ANSWERED")]
    Answered,
    #[serde(rename = "NO ANSWER")]
    NoAnswer,
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize, PartialEq)]
enum PlainDirection {
    #[serde(rename = "OUTGOING")]
    Outgoing,
    #[serde(rename = "INCOMING")]
    Incoming,
    #[serde(other)]
    Other,
}

/// All fields of 2017-04, in their order and indented as documented. The `&` is escaped, or quick-xml would refuse it.
fn journal() -> Vec<u8> {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<calls>\n".to_owned();
    for index in 0..CALLS {
        let (status, has_record) = if index % 4 == 3 { ("NO ANSWER", 0) } else { ("ANSWERED", 1) };
        let (outside, inside) = (format!("8913{index:07}"), format!("{}", 110 + index % 20));
        let outgoing = index % 3 == 0;
        let (from, to) = if outgoing { (&inside, &outside) } else { (&outside, &inside) };
        let direction = if outgoing { "OUTGOING" } else { "INCOMING" };
        let duration = 5 + index * 37 % 600;
        let id = 1_776_186_000 + index;
        let (hour, minute, second) = (index / 3600, index / 60 % 60, index % 60);
        let operator = 100_000_000 + index % 20;
        let subscriber = 20_000_110 + index % 20;
        writeln!(
            text,
            "  <call>\n    <callid>{id}.{index:06}</callid>\n    <status>{status}</status>\n    \
             <record_url>/api/call/record?token={{token}}&amp;callid={{callid}}</record_url>\n    \
             <has_record>{has_record}</has_record>\n    <duration>{duration}</duration>\n    <from>{from}</from>\n    \
             <direction>{direction}</direction>\n    <to>{to}</to>\n    \
             <time>2026-04-15 {hour:02}:{minute:02}:{second:02}</time>\n    \
             <operator_id>{operator}</operator_id>\n    <subscriber_id>{subscriber}</subscriber_id>\n  </call>"
        )
        .expect("writing to a String");
    }
    text.push_str("</calls>\n");
    text.into_bytes()
}

/// All sides have read the same.
fn check(journal: &[u8]) {
    let (ours, theirs) = (ours(journal), serde(journal).call);
    assert_eq!((ours.len(), theirs.len()), (CALLS, CALLS));
    // A start and an end for each call and field, a text in each field; white space around all of them.
    assert!(events(journal) > CALLS * (2 + 11 * 3));
    for (our, their) in ours.iter().zip(&theirs) {
        assert_eq!(our.call_id.as_ref().map(|id| id.as_str()), their.callid.as_deref());
        assert_eq!(our.status == Some(CallStatus::Answered), their.status == Some(PlainStatus::Answered));
        assert_eq!(our.record_url.as_ref().map(|url| url.expose()), their.record_url.as_deref());
        assert_eq!(our.has_record, their.has_record.map(|flag| flag == 1));
        assert_eq!(our.duration, their.duration);
        assert_eq!((&our.from, &our.to), (&their.from, &their.to));
        assert_eq!(
            our.direction == Some(mobilon_client::Direction::Outgoing),
            their.direction == Some(PlainDirection::Outgoing)
        );
        assert_eq!(our.time.map(|time| time.to_string()), their.time);
        assert_eq!((&our.operator_id, &our.subscriber_id), (&their.operator_id, &their.subscriber_id));
        assert!(our.extra.is_empty());
    }
}
