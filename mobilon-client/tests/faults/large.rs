//! A day of fifty thousand calls.

use isp_sandbox::Sandbox;

use super::{Op, builder, run, start, today};

const CALLS: usize = 50_000;
const DAY: &str = "2026-04-14";

#[tokio::test]
async fn is_streamed_whole_and_can_be_left_half_way() {
    let pbx = start(Sandbox::mobilon().generated_day(DAY, CALLS as u32)).await;
    let client = builder(&pbx).in_flight(1).build().unwrap();
    let day = DAY.parse().unwrap();

    let mut calls = client.journal(day).stream();
    let (mut count, mut last) = (0, None);
    while let Some(call) = calls.next().await {
        let call = call.unwrap();
        assert!(last.is_none_or(|last| call.time.unwrap() <= last), "the latest first");
        (count, last) = (count + 1, call.time);
    }
    assert_eq!(count, CALLS);
    drop(calls);

    let mut calls = client.journal(day).stream();
    for _ in 0..CALLS / 2 {
        calls.next().await.unwrap().unwrap();
    }
    // Until then it holds the only place.
    drop(calls);
    assert!(run(Op::Call, &client, today(&pbx)).await.unwrap());
    let pages = client.journal(day).pages(10_000).collect().await.unwrap();
    assert_eq!(pages.len(), CALLS);
    assert_eq!(pbx.requests().len(), 2 + 1 + 6, "five full pages and an empty one");
}
