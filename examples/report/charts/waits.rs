//! How long calls took: a bar for each ten seconds.

use maud::{Markup, html};

use super::super::Waiting;
use super::super::figures::{axis, counted};
use super::{LEFT, Scale, WIDTH, chart, px};

const TOP: f64 = 24.0;
const HEIGHT: f64 = 160.0;
const BELOW: f64 = 40.0;
const SECONDS: usize = 10;
/// The last one has no end.
const BARS: usize = 13;

pub(in super::super) fn waits(waiting: &Waiting, class: &str) -> Markup {
    let bars = (0..BARS).map(|bar| {
        let from = bar * SECONDS;
        let to = (bar + 1 < BARS).then_some(from + SECONDS);
        let label = to.map_or(format!("{from} +"), |to| format!("{from}–{}", to - 1));
        (label, waiting.between(from, to))
    });
    let bars: Vec<_> = bars.collect();
    let most = bars.iter().map(|(_, calls)| *calls).max().unwrap_or_default();
    let scale = Scale::new(axis(most), TOP, HEIGHT);
    let slot = (WIDTH - LEFT) / BARS as f64;
    let inside = html! {
        (scale.axis("calls"))
        @for (index, (label, calls)) in bars.iter().enumerate() {
            @let x = LEFT + slot * index as f64;
            @let middle = px(x + slot / 2.0);
            @let height = scale.height(*calls);
            g {
                title { (label) " seconds: " (counted(*calls, "call", "calls")) }
                rect class=(class) x=(px(x + slot * 0.06)) y=(px(scale.bottom() - height)) width=(px(slot * 0.88))
                    height=(px(height)) {}
                text class="label" x=(middle) y=(px(scale.bottom() + 15.0)) { (label) }
            }
        }
        text class="axis-title end" x=(WIDTH) y=(px(scale.bottom() + 34.0)) { "seconds" }
    };
    chart(TOP + HEIGHT + BELOW, "How long calls took that nobody answered", inside)
}
