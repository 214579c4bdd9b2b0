//! Streams, pages, ranges, recordings and repeats under tokio's paused clock.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use bytes::Bytes;
use isp_test_support::fixture;
use mobilon_client::testing::{Reply, Script};
use mobilon_client::{Call, Delivery, ErrorKind, LocalDate, NotRepeated, Recording};
use support::{builder, scripted};
use tokio::time::Instant;

fn day(day: u8) -> LocalDate {
    LocalDate::new(2026, 11, day).unwrap()
}

fn xml(ids: &[&str]) -> String {
    let calls: String = ids.iter().map(|id| format!("<call><callid>{id}</callid></call>")).collect();
    format!("<calls>{calls}</calls>")
}

fn ids(calls: &[Call]) -> Vec<&str> {
    calls.iter().map(|call| call.call_id.as_ref().unwrap().as_str()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_call_that_may_have_been_placed_is_not_placed_again() {
    for (reply, delivery) in [
        (Reply::hang(), Delivery::Unknown),
        (Reply::status(500), Delivery::Unknown),
        (Reply::ok("{\"result\"").cut(), Delivery::Unknown),
        (Reply::broken_reused_connection(), Delivery::Unknown),
        (Reply::fail(ErrorKind::Interrupted, Delivery::Unknown), Delivery::Unknown),
    ] {
        let script = Script::new([reply, Reply::ok(fixture!("call/success.json"))]);
        let error = scripted(&script).call("1").await.unwrap_err();
        assert_eq!((error.delivery(), error.not_repeated()), (delivery, Some(NotRepeated::MayHaveActed)));
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_surely_was_not_placed_is_tried_again() {
    for reply in [
        Reply::fail(ErrorKind::Connect, Delivery::NotSent),
        Reply::status(429),
        Reply::status(503).header("retry-after", "3"),
    ] {
        let script = Script::new([reply, Reply::ok(fixture!("call/success.json"))]);
        scripted(&script).call("1").await.unwrap();
        assert_eq!(script.requests().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_journal_yields_calls_while_it_arrives() {
    let chunks =
        ["<calls><call><callid>1.1</callid></call><call>", "<callid>1.2</callid></call>", "</calls>"];
    let padding = " ".repeat(64);
    let chunks: Vec<_> = chunks.into_iter().map(|chunk| Bytes::from(format!("{chunk}{padding}"))).collect();
    let script = Script::new([Reply::status(200).chunks(chunks, Duration::from_secs(10))]);
    let start = Instant::now();
    let mut calls = scripted(&script).journal(day(20)).stream();
    assert_eq!(script.requests().len(), 0, "nothing is sent before the first call is asked for");
    let mut arrivals = Vec::new();
    while let Some(call) = calls.next().await {
        call.unwrap();
        arrivals.push(start.elapsed().as_secs());
    }
    assert_eq!(arrivals, [0, 10]);
}

#[tokio::test(start_paused = true)]
async fn a_journal_that_breaks_off_gives_whole_calls_and_then_says_so() {
    let body =
        format!("{}<call><callid>1.3</callid><from>8913", xml(&["1.1", "1.2"]).trim_end_matches("</calls>"));
    let broken = [Reply::ok(body.clone()).cut(), Reply::ok(body)];
    for reply in broken {
        let mut calls = scripted(&Script::new([reply])).journal(day(20)).stream();
        let mut seen = Vec::new();
        let error = loop {
            match calls.next().await.unwrap() {
                Ok(call) => seen.push(call),
                Err(error) => break error,
            }
        };
        assert_eq!(ids(&seen), ["1.1", "1.2"]);
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
        assert!(calls.next().await.is_none());
    }
    // Read whole, the cut one is repeated.
    let script = Script::new([Reply::ok("<calls><call>").cut(), Reply::ok(xml(&["1.1"]))]);
    assert_eq!(scripted(&script).journal(day(20)).await.unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_not_bound_by_the_deadline_of_a_call() {
    let body = xml(&["1.1"; 20]);
    let chunks: Vec<_> = body.as_bytes().chunks(64).map(Bytes::copy_from_slice).collect();
    let script = Script::new([Reply::status(200).chunks(chunks, Duration::from_secs(15))]);
    assert_eq!(scripted(&script).journal(day(20)).stream().collect().await.unwrap().len(), 20);
}

#[tokio::test(start_paused = true)]
async fn pages_are_asked_for_one_by_one_and_shifted_calls_come_once() {
    // Between the two requests a new call pushed 1.7 from the first page onto the second one.
    let script = Script::new([
        Reply::ok(xml(&["1.9", "1.8", "1.7"])),
        Reply::ok(xml(&["1.7", "1.6", "1.5"])),
        Reply::ok(xml(&["1.4"])),
    ]);
    let mut calls = scripted(&script).journal(day(20)).pages(3);
    for _ in 0..3 {
        calls.next().await.unwrap().unwrap();
    }
    assert_eq!(script.requests().len(), 1, "no page is asked for before it is needed");
    assert_eq!(ids(&calls.collect().await.unwrap()), ["1.6", "1.5", "1.4"]);
    let queries: Vec<_> =
        script.requests().into_iter().map(|sent| sent.url.split_once("xml&").unwrap().1.to_owned()).collect();
    assert_eq!(queries, ["limit=3&offset=0", "limit=3&offset=3", "limit=3&offset=6"]);
}

#[tokio::test(start_paused = true)]
async fn a_full_last_page_costs_one_more_request() {
    let script = Script::new([Reply::ok(xml(&["1.2", "1.1"])), Reply::ok("<calls/>")]);
    let calls = scripted(&script).journal(day(20)).pages(2).collect().await.unwrap();
    assert_eq!((ids(&calls).len(), script.requests().len()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn pages_end_on_a_server_that_does_not_page() {
    let without_id = "<calls><call><from>110</from></call><call><from>111</from></call></calls>";
    let mixed = "<calls><call><callid>1.1</callid></call><call><from>111</from></call></calls>";
    for (body, calls, requests) in [
        // As many calls as were asked for, by chance.
        (xml(&["1.2", "1.1"]), 2, 2),
        (without_id.to_owned(), 2, 2),
        (mixed.to_owned(), 2, 2),
        // More than were asked for.
        (xml(&["1.3", "1.2", "1.1"]), 3, 1),
    ] {
        let script = Script::always(Reply::ok(body.clone()));
        let pages = scripted(&script).journal(day(20)).pages(2).collect().await.unwrap();
        assert_eq!((pages.len(), script.requests().len()), (calls, requests), "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_without_ids_go_on_while_they_differ() {
    let page = |from: [&str; 2]| {
        let calls: String = from.iter().map(|from| format!("<call><from>{from}</from></call>")).collect();
        Reply::ok(format!("<calls>{calls}</calls>"))
    };
    let script = Script::new([page(["110", "111"]), page(["112", "110"]), Reply::ok("<calls/>")]);
    let calls = scripted(&script).journal(day(20)).pages(2).collect().await.unwrap();
    let from: Vec<_> = calls.iter().map(|call| call.from.as_deref().unwrap()).collect();
    assert_eq!(from, ["110", "111", "112", "110"]);
}

#[tokio::test(start_paused = true)]
async fn pages_begin_at_the_offset_and_end_where_it_cannot_grow() {
    let queries = |script: &Script| -> Vec<_> {
        let sent = script.requests().into_iter();
        sent.map(|sent| sent.url.split_once("xml&").unwrap().1.to_owned()).collect()
    };
    let script = Script::new([Reply::ok(xml(&["1.2", "1.1"])), Reply::ok("<calls/>")]);
    scripted(&script).journal(day(20)).offset(100).pages(2).collect().await.unwrap();
    assert_eq!(queries(&script), ["limit=2&offset=100", "limit=2&offset=102"]);

    let script = Script::new([Reply::ok(xml(&["1.2", "1.1"]))]);
    let pages = scripted(&script).journal(day(20)).offset(u32::MAX - 1).pages(2);
    assert_eq!(pages.collect().await.unwrap().len(), 2);
    assert_eq!(queries(&script), ["limit=2&offset=4294967294"]);
}

#[tokio::test(start_paused = true)]
async fn a_range_is_one_request_a_day_in_order_with_each_call_once() {
    let timed = |rows: &[(&str, &str)]| {
        let calls: String = rows
            .iter()
            .map(|(id, time)| format!("<call><callid>{id}</callid><time>{time}</time></call>"))
            .collect();
        Reply::ok(format!("<calls>{calls}</calls>")).after(Duration::from_secs(1))
    };
    let script = Script::new([
        // The first day is the slowest, and comes first all the same.
        timed(&[
            ("1.3", "2026-11-01 23:59:59"),
            ("1.2", "2026-11-01 10:00:00"),
            ("1.1", "2026-11-01 09:00:00"),
        ])
        .after(Duration::from_secs(9)),
        // A call at midnight stands in two days.
        timed(&[("1.5", "2026-11-02 08:00:00"), ("1.3", "2026-11-01 23:59:59")]),
        timed(&[]),
        timed(&[("1.7", "2026-11-04 08:00:00"), ("1.6", "2026-11-04 08:00:00")]),
    ]);
    let start = Instant::now();
    let range = scripted(&script).journal_range(day(1)..=day(4)).side_by_side(2);
    let calls = range.stream().collect().await.unwrap();
    assert_eq!(ids(&calls), ["1.1", "1.2", "1.3", "1.5", "1.6", "1.7"]);
    let sent = script.requests();
    let days: Vec<_> =
        sent.iter().map(|sent| sent.url.split_once("date=").unwrap().1[..10].to_owned()).collect();
    assert_eq!(days, ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"]);
    let times: Vec<_> = sent.iter().map(|sent| (sent.at - start).as_secs()).collect();
    assert_eq!(times, [0, 0, 9, 9], "two side by side, and no day is fetched far ahead");
}

#[tokio::test(start_paused = true)]
async fn a_range_fails_after_the_days_before() {
    let script = Script::new([Reply::ok(xml(&["1.1"])), Reply::ok("<nonsense/>"), Reply::ok(xml(&["1.3"]))]);
    let mut calls = scripted(&script).journal_range(day(1)..=day(3)).stream();
    assert!(calls.next().await.unwrap().is_ok());
    assert_eq!(calls.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
    assert!(calls.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn days_go_on_while_a_call_of_an_earlier_day_is_handled() {
    // In pieces, so that a day that nobody polls gets no further.
    let answer = |ids: &[&str], seconds| {
        let body = xml(ids);
        let chunks: Vec<_> = body.as_bytes().chunks(20).map(Bytes::copy_from_slice).collect();
        Reply::status(200).chunks(chunks, Duration::from_secs(seconds))
    };
    let script = Script::new([
        answer(&["1.1", "1.2"], 0),
        answer(&["1.3", "1.4"], 2),
        answer(&["1.5", "1.6"], 4),
        // Between the calls of the first day.
        Reply::ok("<call><callid>1.2</callid></call>").after(Duration::from_secs(1)),
    ]);
    let pbx = builder("https://pbx.test/").transport(script.clone()).in_flight(2).build().unwrap();
    let mut calls = pbx.journal_range(day(1)..=day(3)).stream();
    let mut seen = Vec::new();
    while let Some(call) = calls.next().await {
        seen.push(call.unwrap());
        tokio::time::sleep(Duration::from_secs(40)).await;
        if seen.len() == 1 {
            let asked = Instant::now();
            pbx.call_info("1.2").await.unwrap().unwrap();
            assert_eq!(asked.elapsed(), Duration::from_secs(1), "the days hold no place when they are there");
        }
    }
    assert_eq!(ids(&seen), ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]);
}

#[tokio::test(start_paused = true)]
async fn a_range_that_is_dropped_gives_its_days_up() {
    let script = Script::new([
        Reply::ok(xml(&["1.1"])),
        Reply::hang(),
        Reply::ok("<call><callid>1.2</callid></call>").after(Duration::from_secs(1)),
    ]);
    let pbx = builder("https://pbx.test/").transport(script.clone()).in_flight(1).build().unwrap();
    let mut calls = pbx.journal_range(day(1)..=day(2)).stream();
    calls.next().await.unwrap().unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(script.requests().len(), 2);
    drop(calls);
    let asked = Instant::now();
    pbx.call_info("1.2").await.unwrap().unwrap();
    assert_eq!(asked.elapsed(), Duration::from_secs(1), "the day that hung freed its place");
}

#[tokio::test(start_paused = true)]
async fn a_recording_is_a_stream_with_length_and_type() {
    let audio = Reply::ok(vec![7; 100]).header("content-type", "audio/mpeg").header("content-length", "100");
    let Recording::Ready(body) = scripted(&Script::new([audio])).recording("1.2").await.unwrap() else {
        panic!()
    };
    assert_eq!((body.content_type(), body.length()), (Some("audio/mpeg"), Some(100)));
    assert_eq!(body.read_all(100).await.unwrap(), vec![7; 100]);
    let Recording::Ready(body) =
        scripted(&Script::new([Reply::ok(vec![7; 100])])).recording("1.2").await.unwrap()
    else {
        panic!()
    };
    assert_eq!((body.content_type(), body.length()), (None, None));
    assert_eq!(body.read_all(99).await.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test(start_paused = true)]
async fn no_recording_and_not_yet_are_told_apart_where_the_server_does() {
    for reply in [Reply::status(404), Reply::status(410), Reply::status(204), Reply::ok("")] {
        let recording = scripted(&Script::new([reply])).recording("1.2").await.unwrap();
        assert!(matches!(recording, Recording::None), "{recording:?}");
    }
    for reply in [Reply::status(202).body("wait"), Reply::status(425)] {
        let recording = scripted(&Script::new([reply])).recording("1.2").await.unwrap();
        assert!(matches!(recording, Recording::NotReady { .. }), "{recording:?}");
    }
    let busy = Script::always(Reply::status(503).header("retry-after", "90"));
    let recording = scripted(&busy).recording("1.2").await.unwrap();
    let Recording::NotReady { retry_after } = recording else { panic!("{recording:?}") };
    assert_eq!(retry_after, Some(Duration::from_secs(90)));
    for reply in [Reply::status(400), Reply::ok("{\"error\":1}"), Reply::ok("<error/>"), Reply::ok(" [1]")] {
        scripted(&Script::new([reply])).recording("1.2").await.unwrap_err();
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_recording_is_the_callers_choice() {
    let script = Script::new([Reply::status(425), Reply::status(202), Reply::ok("audio")]);
    let start = Instant::now();
    let pbx = scripted(&script);
    let recording = pbx.recording("1.2").wait(Duration::from_secs(60)).await.unwrap();
    assert!(matches!(recording, Recording::Ready(_)));
    assert_eq!((start.elapsed(), script.requests().len()), (Duration::from_secs(10), 3));

    let script = Script::always(Reply::status(425));
    let start = Instant::now();
    let recording = scripted(&script).recording("1.2").wait(Duration::from_secs(12)).await.unwrap();
    assert!(matches!(recording, Recording::NotReady { .. }));
    assert!(start.elapsed() <= Duration::from_secs(12));
    assert_eq!(script.requests().len(), 3);
}

#[test]
fn calls_can_be_stored_and_spawned() {
    fn send<T: Send>(_: T) {}
    let pbx = scripted(&Script::default());
    send(pbx.call("1").into_future());
    send(pbx.journal(day(1)).stream());
    send(pbx.journal(day(1)).pages(5));
    send(pbx.journal_range(day(1)..=day(2)).stream());
    send(pbx.recording("1.2").into_future());
}
