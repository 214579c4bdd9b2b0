//! The calls of one person: a bar beside the numbers.

use maud::{Markup, html};

use super::super::{Way, Work};
use super::px;

const WIDTH: f64 = 220.0;
const HEIGHT: f64 = 14.0;

/// As long as the calls are many, compared with those of the busiest. What came in and was answered, and what was placed,
/// stand apart from the rest.
pub(in super::super) fn bar(work: &Work, most: u64) -> Markup {
    let (answered, placed) = (work.ends.of(Way::Incoming).answered, work.ends.of(Way::Outgoing).total());
    let rest = work.ends.total() - answered - placed;
    let mut x = 0.0;
    html! {
        svg class="bar" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } aria-hidden="true" {
            @for (class, calls) in [("answered", answered), ("placed", placed), ("other", rest)] {
                @if calls > 0 {
                    @let width = WIDTH * calls as f64 / most.max(1) as f64;
                    @let from = { let from = x; x += width; from };
                    rect class=(class) x=(px(from)) y="0" width=(px(width)) height=(HEIGHT) {}
                }
            }
        }
    }
}
