//! The charts, as SVG inside of the page. Colours are classes of its style sheet; `maud` escapes what is put in.

mod days;
mod hours;
mod people;
mod waits;

use maud::{Markup, html};

pub(super) use self::days::by_day;
pub(super) use self::hours::by_hour;
pub(super) use self::people::bar;
pub(super) use self::waits::waits;
use super::figures::count;

/// Of every wide chart, in units of its own; the page scales it.
const WIDTH: f64 = 960.0;
/// Room for the labels of the vertical axis.
const LEFT: f64 = 52.0;

/// A chart of this height, which is read out as `label`.
fn chart(height: f64, label: &str, inside: Markup) -> Markup {
    html! {
        div class="chart" {
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(label) { (inside) }
        }
    }
}

/// For what is missing. One is enough for all charts of the page.
pub(super) fn hatching() -> Markup {
    html! {
        svg class="definitions" width="0" height="0" aria-hidden="true" {
            defs {
                pattern id="missing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect class="hatch-ground" width="6" height="6" {}
                    rect class="hatch-line" width="2" height="6" {}
                }
            }
        }
    }
}

/// A number with one digit after the point: as fine as a screen.
fn px(number: f64) -> String {
    format!("{number:.1}")
}

/// From a number of calls to a height.
struct Scale {
    lines: Vec<u64>,
    top: f64,
    height: f64,
}

impl Scale {
    fn new(lines: Vec<u64>, top: f64, height: f64) -> Self {
        Self { lines, top, height }
    }

    fn height(&self, calls: u64) -> f64 {
        let most = self.lines.last().copied().unwrap_or(1).max(1);
        self.height * calls as f64 / most as f64
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Lines across the chart with their numbers, and what they count.
    fn axis(&self, title: &str) -> Markup {
        html! {
            text class="axis-title" x="0" y=(px(self.top - 8.0)) { (title) }
            @for line in &self.lines {
                @let y = self.bottom() - self.height(*line);
                line class="grid" x1=(LEFT) x2=(WIDTH) y1=(px(y)) y2=(px(y)) {}
                text class="number" x=(LEFT - 6.0) y=(px(y + 4.0)) { (count(*line)) }
            }
        }
    }
}
