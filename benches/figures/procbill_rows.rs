//! How fast subscribers of a Carbon Billing are decoded beside quick-xml going over the same text.

use std::hint::black_box;

use encoding_rs::WINDOWS_1251;
use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{Dialect, FindArguments};
use procbill_client::testing::{Reply, Script};
use procbill_client::{Client, FoundSubscriber};
use quick_xml::events::Event;
use tokio::runtime::Runtime;

use crate::figure::{Bound, Figure};
use crate::turns::{Turns, cpu};

const SUBSCRIBERS: usize = 20_000;
/// The sandbox has these besides.
const READY_MADE: usize = 7;
/// The columns of a row.
const COLUMNS: usize = 15;
const WARM_UP: usize = 3;
const ROUNDS: usize = 60;

pub(crate) fn speed() -> Figure {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let body = runtime.block_on(body());
    let client = client(&body);
    check(&ours(&runtime, &client), &body);

    // What was decoded is dropped after the clock has stopped.
    let turns = Turns::run(
        WARM_UP,
        ROUNDS,
        [&mut || cpu(|| black_box(ours(&runtime, &client))).0, &mut || cpu(|| black_box(events(&body))).0],
    );
    let megabytes_per_second = |side| body.len() as f64 / 1e6 / turns.median(side);
    let speed = turns.ratio(1, 0);
    Figure {
        name: "procbill_rows_vs_events",
        value: speed.median,
        unit: "ratio",
        bound: Bound::AtLeast(0.4),
        note: format!(
            "{ROUNDS} rounds of {SUBSCRIBERS} rows, quartiles {:.3} and {:.3}; {:.0} MB/s, events {:.0} MB/s",
            speed.lower,
            speed.upper,
            megabytes_per_second(0),
            megabytes_per_second(1),
        ),
    }
}

/// The whole answer, as the sandbox writes it.
async fn body() -> bytes::Bytes {
    let dialect = Dialect { find_arguments: FindArguments::Any, ..Dialect::default() };
    let sandbox = Sandbox::procbill().dialect(dialect).plain_http().generated_subscribers(SUBSCRIBERS as u32);
    let sandbox = sandbox.start().await.expect("a sandbox");
    let url = sandbox.plain_url().expect("plain http");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let request = format!("{url}?cmd=execute&proc=CLN_USR_FIND_2&arg1={}", sandbox.open_session());
    let answer = reqwest::get(request).await.expect("an answer");
    answer.bytes().await.expect("a whole answer")
}

/// Gets this answer each time, in one piece and without a copy.
fn client(body: &bytes::Bytes) -> Client {
    let answer = Reply::ok(body.clone()).header("content-type", "text/xml");
    let builder = Client::builder("https://billing.test").expect("an address");
    builder.suid("123456789").transport(Script::always(answer)).build().expect("a client")
}

fn ours(runtime: &Runtime, client: &Client) -> Vec<FoundSubscriber> {
    runtime.block_on(client.find_subscribers().all(1).into_future()).expect("good rows")
}

/// Reads every event and keeps none; returns their number.
fn events(body: &[u8]) -> usize {
    let (text, _) = WINDOWS_1251.decode_without_bom_handling(body);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut count = 0;
    loop {
        match black_box(reader.read_event().expect("good rows")) {
            Event::Eof => return count,
            _ => count += 1,
        }
    }
}

/// That nothing is missing, and that the charset is the one that is measured.
fn check(rows: &[FoundSubscriber], body: &[u8]) {
    assert_eq!(rows.len(), SUBSCRIBERS + READY_MADE);
    assert!(events(body) > rows.len() * COLUMNS * 2, "a start and an end of each column");
    assert!(str::from_utf8(body).is_err(), "windows-1251");
    for (index, row) in rows[READY_MADE..].iter().enumerate() {
        assert_eq!(row.identify.as_deref(), Some(&*format!("Абонент {index}")));
        assert_eq!(row.login.as_deref(), Some(&*format!("user{index}")));
        assert!(row.id.is_some() && row.balance.is_some() && row.ip.is_some() && row.parid.is_some());
        assert!(row.end_user == Some(true) && row.deleted == Some(false) && row.extra.is_empty());
    }
}
