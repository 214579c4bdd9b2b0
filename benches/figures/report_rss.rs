//! How much memory the program `journal_report` takes for a busy month.

use examples::report::{self, Month};
use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::ACCOUNT_TOKEN;
use mobilon_client::{Client, LocalDate};

use crate::SERVE_MONTHS;
use crate::figure::{Bound, Figure};
use crate::memory::{self, Server, peak};

/// Months of 31 days, and calls a day.
const WARM_UP: (&str, u32) = ("2026-01", 100);
const BUSY: (&str, u32) = ("2026-03", 50_000);
const TODAY: &str = "2026-04-01";

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// None on a system that does not tell the peak.
pub(crate) fn growth() -> Option<Figure> {
    peak()?;
    let server = Server::start(SERVE_MONTHS);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let pbx = Client::builder(&server.url)
        .and_then(|builder| builder.account_token(ACCOUNT_TOKEN).build())
        .expect("a client");
    let today: LocalDate = TODAY.parse().expect("a date");
    // The page too, but not its file.
    let bytes = |(text, calls): (&str, u32)| {
        let report = report::collect(&pbx, month(text), today, |_, _| {});
        let report = runtime.block_on(report).expect("a whole month");
        assert_eq!(report.tally.calls(), 31 * u64::from(calls));
        report.html("the sandbox").len()
    };
    bytes(WARM_UP);
    let before = peak()?;
    let page = bytes(BUSY);
    let after = peak()?;

    Some(Figure {
        name: "journal_report_rss",
        value: after.saturating_sub(before) as f64 / 1024.0,
        unit: "MiB",
        bound: Bound::AtMost(24.0),
        note: format!(
            "31 days of {} calls, a page of {page} bytes; peak {before} KiB after 31 days of {}, {after} KiB at the end",
            BUSY.1, WARM_UP.1
        ),
    })
}

/// What the second process does.
pub(crate) fn serve() {
    let days =
        [WARM_UP, BUSY].into_iter().flat_map(|(text, calls)| month(text).days().map(move |day| (day, calls)));
    let sandbox =
        days.fold(Sandbox::mobilon(), |pbx, (day, calls)| pbx.generated_day(day.to_string(), calls));
    memory::serve(sandbox.start(), |sandbox| sandbox.url());
}
