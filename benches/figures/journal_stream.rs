//! How much memory a long journal takes while it is streamed.

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::ACCOUNT_TOKEN;
use mobilon_client::{Client, LocalDate};

use crate::SERVE_JOURNAL;
use crate::figure::{Bound, Figure};
use crate::memory::{self, Server, peak};

const DAY: &str = "2026-04-14";
const CALLS: u32 = 1_000_000;
const WARM_UP: u32 = 1_000;

/// None on a system that does not tell the peak.
pub(crate) fn growth() -> Option<Figure> {
    peak()?;
    let server = Server::start(SERVE_JOURNAL);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::builder(&server.url)
        .and_then(|builder| builder.account_token(ACCOUNT_TOKEN).build())
        .expect("a client");
    let day: LocalDate = DAY.parse().expect("a date");

    let count = async |limit| {
        let mut calls = client.journal(day).limit(limit).stream();
        let mut count = 0_u32;
        while let Some(call) = calls.next().await {
            assert!(call.expect("a good journal").call_id.is_some());
            count += 1;
        }
        count
    };
    assert_eq!(runtime.block_on(count(WARM_UP)), WARM_UP);
    let before = peak()?;
    assert_eq!(runtime.block_on(count(CALLS)), CALLS);
    let after = peak()?;

    Some(Figure {
        name: "journal_stream_rss",
        value: after.saturating_sub(before) as f64 / 1024.0,
        unit: "MiB",
        bound: Bound::AtMost(24.0),
        note: format!("{CALLS} calls; peak {before} KiB after {WARM_UP} calls, {after} KiB at the end"),
    })
}

/// What the second process does.
pub(crate) fn serve() {
    memory::serve(Sandbox::mobilon().generated_day(DAY, CALLS).start(), |sandbox| sandbox.url());
}
