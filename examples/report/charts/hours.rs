//! Calls by weekday and hour: a table of shades with their numbers.

use maud::{Markup, html};

use super::super::figures::{a_day, counted};
use super::super::month::{WEEKDAYS, weekday};
use super::super::{ByWay, Day, Report, State};
use super::{WIDTH, chart, px};

const LEFT: f64 = 92.0;
const TOP: f64 = 20.0;
const ROW: f64 = 24.0;
const CELL: f64 = (WIDTH - LEFT) / 24.0;

/// What is counted of an hour, on an average day of each weekday. A day that was not over is no whole one.
pub(in super::super) fn by_hour(
    report: &Report,
    title: &str,
    class: &str,
    of: impl Fn(&ByWay) -> u64,
) -> Markup {
    let days: [u64; 7] = std::array::from_fn(|row| {
        report.days.iter().filter(|day| day.state == State::Whole && weekday(day.date) == row).count() as u64
    });
    let calls = |row: usize, hour: usize| of(report.tally.hour(row, hour));
    let mean = |row: usize, hour: usize| calls(row, hour) as f64 / days[row].max(1) as f64;
    let cells = || (0..7).flat_map(|row| (0..24).map(move |hour| (row, hour)));
    let most = cells().map(|(row, hour)| mean(row, hour)).fold(0.0, f64::max);
    let inside = html! {
        @for hour in 0..24 {
            text class="label" x=(px(LEFT + CELL * (f64::from(hour) + 0.5))) y="13" { (hour) }
        }
        @for (row, name) in WEEKDAYS.iter().enumerate() {
            @let y = TOP + ROW * row as f64;
            text class="start" x="0" y=(px(y + 16.0)) { (name) }
            text class="number small" x=(LEFT - 8.0) y=(px(y + 16.0)) { (counted(days[row], "day", "days")) }
            @if days[row] == 0 {
                rect class=(without_days(&report.days, row)) x=(LEFT) y=(px(y)) width=(px(CELL * 24.0))
                    height=(px(ROW - 2.0)) {}
            }
        }
        @for (row, hour) in cells().filter(|(row, _)| days[*row] > 0) {
            @let (x, y) = (LEFT + CELL * hour as f64, TOP + ROW * row as f64);
            @let shade = if most > 0.0 { mean(row, hour) / most } else { 0.0 };
            g {
                title {
                    (WEEKDAYS[row]) " " (hour) ":00–" (hour) ":59: " (counted(calls(row, hour), "call", "calls")) " in "
                    (counted(days[row], "day", "days"))
                }
                rect class="empty" x=(px(x)) y=(px(y)) width=(px(CELL - 2.0)) height=(px(ROW - 2.0)) {}
                @if calls(row, hour) > 0 {
                    rect class=(class) x=(px(x)) y=(px(y)) width=(px(CELL - 2.0)) height=(px(ROW - 2.0))
                        fill-opacity=(format!("{:.2}", 0.12 + 0.88 * shade)) {}
                    text class={ "cell" @if shade > 0.55 { " on-" (class) } } x=(px(x + CELL / 2.0 - 1.0))
                        y=(px(y + 15.0)) { (a_day(calls(row, hour), days[row])) }
                }
            }
        }
    };
    chart(TOP + ROW * 7.0, &format!("{title}: calls by weekday and hour"), inside)
}

/// A weekday of which nothing is known is hatched; one that is still to come is not.
fn without_days(days: &[Day], row: usize) -> &'static str {
    let is_missing = |day: &Day| weekday(day.date) == row && matches!(day.state, State::Missing(_));
    if days.iter().any(is_missing) { "missing" } else { "empty" }
}
