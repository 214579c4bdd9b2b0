//! Calls by day of the month: a bar a day.

use maud::{Markup, html};

use super::super::figures::axis;
use super::super::month::{WEEKDAYS, weekday};
use super::super::{Day, Ends, Report, State, Way};
use super::{LEFT, Scale, WIDTH, chart, px};

const TOP: f64 = 24.0;
const BELOW: f64 = 34.0;

/// The bars of one way, with a plot of this height.
pub(in super::super) fn by_day(report: &Report, way: Way, title: &str, height: f64) -> Markup {
    let ends = |day: &Day| report.tally.day(day.date).of(way);
    let most = report.days.iter().map(|day| ends(day).total()).max().unwrap_or_default();
    let scale = Scale::new(axis(most), TOP, height);
    let slot = (WIDTH - LEFT) / report.days.len() as f64;
    let inside = html! {
        @for (index, day) in report.days.iter().enumerate() {
            @let x = LEFT + slot * index as f64;
            @if weekday(day.date) >= 5 {
                rect class="weekend" x=(px(x)) y=(px(TOP)) width=(px(slot)) height=(px(height)) {}
            }
        }
        (scale.axis("calls"))
        @for (index, day) in report.days.iter().enumerate() {
            @let x = LEFT + slot * index as f64;
            @let middle = px(x + slot / 2.0);
            text class="label" x=(middle) y=(px(scale.bottom() + 15.0)) { (day.date.day()) }
            text class="label small" x=(middle) y=(px(scale.bottom() + 29.0)) { (WEEKDAYS[weekday(day.date)]) }
            (bar(day, ends(day), &scale, x + slot * 0.14, slot * 0.72))
        }
    };
    chart(TOP + height + BELOW, &format!("{title}: calls of each day"), inside)
}

fn bar(day: &Day, ends: Ends, scale: &Scale, x: f64, width: f64) -> Markup {
    let date = day.date;
    let told = match &day.state {
        State::ToCome => return html! {},
        State::Missing(_) => {
            return html! {
                rect class="missing" x=(px(x)) y=(px(scale.top)) width=(px(width)) height=(px(scale.height)) {
                    title { (date) ": missing" }
                }
            };
        }
        State::SoFar => " so far",
        State::Whole => "",
    };
    let mut top = scale.bottom();
    html! {
        g {
            title {
                (WEEKDAYS[weekday(date)]) " " (date) (told) ": " (ends.answered) " answered, " (ends.unanswered)
                " not answered, " (ends.other) " neither"
            }
            // All of the slot answers the pointer.
            rect class="sheer" x=(px(x)) y=(px(scale.top)) width=(px(width)) height=(px(scale.height)) {}
            @for (class, calls) in [("answered", ends.answered), ("unanswered", ends.unanswered), ("other", ends.other)] {
                @if calls > 0 {
                    @let height = scale.height(calls);
                    @let y = { top -= height; top };
                    rect class=(class) x=(px(x)) y=(px(y)) width=(px(width)) height=(px(height)) {}
                }
            }
        }
    }
}
