//! A generated day: streamed, the same every time, and in one order with remembered calls.

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{CallPlan, IncomingCall, Running};
use serde_json::Value;

use crate::http::{Connection, get, info_target, journal_target, record_target};

const DAY: &str = "2026-04-14";

async fn start(calls: u32) -> Running {
    Sandbox::mobilon().generated_day(DAY, calls).start().await.unwrap()
}

#[tokio::test]
async fn fifty_thousand_calls_counted_while_they_come() {
    let pbx = start(50_000).await;
    let mut connection = Connection::open(pbx.addr()).await;
    connection.send("GET", &journal_target(DAY, "")).await;
    let head = connection.head().await.unwrap();
    assert_eq!((head.status, head.header("transfer-encoding")), (200, Some("chunked")));
    assert_eq!(head.header("content-length"), None);

    let (mut calls, mut largest, mut tail) = (0, 0, Vec::new());
    loop {
        let chunk = connection.chunk().await.unwrap();
        if chunk.is_empty() {
            break;
        }
        largest = largest.max(chunk.len());
        tail.extend_from_slice(&chunk);
        calls += tail.windows(7).filter(|bytes| bytes == b"</call>").count();
        tail.drain(..tail.len().saturating_sub(6));
    }
    assert_eq!(calls, 50_000);
    assert!(largest < 64 * 1024, "a piece of {largest} bytes");
}

#[tokio::test]
async fn pages_are_cut_from_one_list() {
    let pbx = start(1000).await;
    let page = async |rest: &str| -> Vec<Value> {
        let answer = get(&pbx, &journal_target(DAY, &format!("&format=json{rest}"))).await;
        answer.json().as_array().unwrap().clone()
    };
    let whole = page("").await;
    assert_eq!(whole, page("").await);
    assert_eq!(whole.len(), 1000);
    assert!(whole.is_sorted_by(|a, b| a["time"].as_str() >= b["time"].as_str()));
    assert!(whole.iter().all(|call| call["time"].as_str().unwrap().starts_with(DAY)));
    assert_eq!(page("&limit=10&offset=990").await, whole[990..]);
    assert_eq!(page("&limit=100&offset=300").await, whole[300..400]);
    assert!(page("&limit=10&offset=1000").await.is_empty());
    let other_day = get(&pbx, &journal_target("2026-04-13", "")).await;
    assert!(other_day.text().contains("<calls>\n</calls>"));
}

#[tokio::test]
async fn several_days_are_generated_apart() {
    let days = [("2026-04-12", 9), ("2026-04-13", 40), ("2026-04-12", 3)];
    let builder = days.iter().fold(Sandbox::mobilon(), |pbx, (day, calls)| pbx.generated_day(*day, *calls));
    let pbx = builder.start().await.unwrap();
    // Of a day that is given twice, the second time counts.
    for (day, count) in [("2026-04-11", 0), ("2026-04-12", 3), ("2026-04-13", 40)] {
        let journal = get(&pbx, &journal_target(day, "&format=json")).await.json();
        let calls = journal.as_array().unwrap();
        assert_eq!(calls.len(), count, "{day}");
        for call in calls {
            assert!(call["time"].as_str().unwrap().starts_with(day));
            let callid = call["callid"].as_str().unwrap();
            assert_eq!(&get(&pbx, &info_target(callid, "&format=json")).await.json(), call);
        }
    }
}

#[tokio::test]
async fn a_generated_call_has_info_and_recording() {
    let pbx = start(86_401).await;
    let answer = get(&pbx, &journal_target(DAY, "&format=json&limit=4&offset=43210")).await.json();
    for call in answer.as_array().unwrap() {
        let callid = call["callid"].as_str().unwrap();
        assert_eq!(&get(&pbx, &info_target(callid, "&format=json")).await.json(), call);
        let recorded = call["has_record"] == "1";
        assert_eq!(get(&pbx, &record_target(callid)).await.status, if recorded { 200 } else { 404 });
    }
}

#[tokio::test]
async fn remembered_calls_stand_among_generated_ones() {
    let pbx = start(3).await;
    // 2026-04-14 12:00:00 at UTC+7.
    pbx.set_now(1_776_142_800);
    let callid = pbx.incoming_call(IncomingCall::new("89130000003", CallPlan::missed())).await;
    let journal = get(&pbx, &journal_target(DAY, "&format=json")).await.json();
    let calls = journal.as_array().unwrap();
    assert_eq!(calls.len(), 4);
    assert_eq!(calls[2]["callid"], callid);
    assert_eq!(calls[2]["direction"], "INCOMING");
}
