//! The page around the charts: what they show, and what the journal cannot say. It needs nothing but itself, and no script.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use mobilon_client::CallStatus;

use super::charts::{bar, by_day, by_hour, hatching, waits};
use super::figures::{clock, count, counted, mean, percent, within};
use super::month::{WEEKDAYS, weekday};
use super::recent::REMEMBERED;
use super::{ByWay, End, MOST_PEOPLE, Person, Report, State, Way, Work};

/// So many rows the table of people has. The rest is one row.
const PEOPLE: usize = 20;

/// Elements without an end, which maud would not close; and nothing may be loaded, whatever stands in the page.
const HEAD: &str = r#"<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
"#;
const STYLE: &str = include_str!("page.css");

pub(super) fn html(report: &Report, source: &str) -> String {
    let title = format!("Calls in {}", report.month.name());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                (PreEscaped(HEAD))
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (hatching())
                main {
                    h1 { (title) }
                    p class="soft" { "From " (source) ". " (extent(report)) }
                    (missing(report))
                    (tiles(report))
                    (days(report))
                    (hours(report))
                    (waiting(report))
                    (people(report))
                    (words(report))
                    (notes(report))
                }
            }
        }
    };
    page.into_string()
}

/// How much of the month it is.
fn extent(report: &Report) -> String {
    let whole = report.days.iter().filter(|day| day.is_counted()).count() as u64;
    let days = report.days.len() as u64;
    let so_far = report.days.iter().find(|day| day.state == State::SoFar);
    let so_far =
        so_far.map(|day| format!(" {} was not over when it was asked for.", day.date)).unwrap_or_default();
    format!("{} on {whole} of {days} days.{so_far}", counted(report.tally.calls(), "call", "calls"))
}

fn missing(report: &Report) -> Markup {
    let days: Vec<_> = report.missing().collect();
    html! {
        @if !days.is_empty() {
            section class="warn" {
                h2 { (counted(days.len() as u64, "day is", "days are")) " missing" }
                "Nothing of these days is in any number below. They are hatched in the charts."
                ul { @for (date, why) in days { li { (WEEKDAYS[weekday(date)]) " " (date) ": " bdi { (why) } } } }
            }
        }
    }
}

fn tiles(report: &Report) -> Markup {
    let all = report.tally.all();
    let (incoming, outgoing) = (all.of(Way::Incoming), all.of(Way::Outgoing));
    let share = |part| format!("{} of the incoming", percent(part, incoming.total()));
    let tile = |class: &str, name: &str, number: u64, more: String| {
        html! { div class={ "tile " (class) } { (name) b { (count(number)) } span class="soft" { (more) } } }
    };
    html! {
        div class="tiles" {
            (tile("", "Incoming", incoming.total(), "calls from outside".to_owned()))
            (tile("answered", "Answered", incoming.answered, share(incoming.answered)))
            (tile("unanswered", "Not answered", incoming.unanswered, share(incoming.unanswered)))
            @if incoming.other > 0 {
                (tile("other", "Neither", incoming.other, format!("{}, see the words below", percent(incoming.other, incoming.total()))))
            }
            (tile("", "Outgoing", outgoing.total(), format!("{} answered", percent(outgoing.answered, outgoing.total()))))
            (tile("", "Internal", all.of(Way::Internal).total(), "between colleagues".to_owned()))
            @if all.of(Way::Unknown).total() > 0 {
                (tile("", "No known direction", all.of(Way::Unknown).total(), "see the words below".to_owned()))
            }
        }
    }
}

/// What colours mean.
fn legend(entries: &[(&str, &str)]) -> Markup {
    html! {
        p class="legend" {
            @for (class, text) in entries {
                span { svg viewBox="0 0 12 12" aria-hidden="true" { rect class=(class) width="12" height="12" {} } (text) }
            }
        }
    }
}

/// Ways that occur, with a plot as high as they matter.
fn ways(all: &ByWay) -> impl Iterator<Item = (Way, &'static str, f64)> {
    let ways = [
        (Way::Incoming, "Incoming", 200.0),
        (Way::Outgoing, "Outgoing", 140.0),
        (Way::Internal, "Internal", 90.0),
        (Way::Unknown, "No known direction", 90.0),
    ];
    ways.into_iter().filter(|(way, ..)| *way == Way::Incoming || all.of(*way).total() > 0)
}

fn days(report: &Report) -> Markup {
    let all = report.tally.all();
    html! {
        section {
            figure {
                h2 { "Calls by day" }
                (legend(&[("answered", "answered"), ("unanswered", "not answered"), ("other", "neither"), ("missing", "day is missing")]))
                @for (way, title, height) in ways(&all) {
                    h3 { (title) ": " (count(all.of(way).total())) }
                    (by_day(report, way, title, height))
                }
                figcaption {
                    "Each chart has an axis of its own. Answered is what the journal calls ANSWERED, the one status that its \
                     vendor documents; whether a voice menu answers, too, is not said. Not answered is NO ANSWER, BUSY, FAILED \
                     and CANCEL. Every other word is neither, and stands below by its own name."
                }
            }
            details {
                summary { "The numbers" }
                (table_of_days(report, &all))
            }
        }
    }
}

fn table_of_days(report: &Report, all: &ByWay) -> Markup {
    html! {
        div class="table" {
            table {
                thead {
                    tr {
                        th { "Day" }
                        @for (_, title, _) in ways(all) {
                            th { (title) } th { "answered" } th { "not answered" } th { "neither" }
                        }
                    }
                }
                tbody {
                    @for day in &report.days {
                        @let told = match day.state {
                            State::Whole => "", State::SoFar => ", so far", State::Missing(_) => ", missing", State::ToCome => ", to come",
                        };
                        tr {
                            td { (WEEKDAYS[weekday(day.date)]) " " (day.date) (told) }
                            @for (way, ..) in ways(all) {
                                @let ends = report.tally.day(day.date).of(way);
                                @for number in [ends.total(), ends.answered, ends.unanswered, ends.other] {
                                    td { @if day.is_counted() { (count(number)) } @else { "–" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn hours(report: &Report) -> Markup {
    let all = report.tally.all();
    let neither = all.of(Way::Incoming).other;
    html! {
        section {
            figure {
                h2 { "Calls by hour and weekday" }
                p class="soft" { "How many calls begin in each hour of an average Monday, Tuesday and so on." }
                h3 { "Incoming" }
                (by_hour(report, "Incoming", "calls", |ends| ends.of(Way::Incoming).total()))
                h3 { "Incoming and not answered" }
                (by_hour(report, "Incoming and not answered", "unanswered", |ends| ends.of(Way::Incoming).unanswered))
                @if all.of(Way::Outgoing).total() > 0 {
                    h3 { "Outgoing" }
                    (by_hour(report, "Outgoing", "calls", |ends| ends.of(Way::Outgoing).total()))
                }
                figcaption {
                    "All calls from 9:00 to 9:59 on Mondays, for example, divided by the number of Mondays; days that are \
                     missing or were not over do not count. An empty field had no call, the strongest one of each chart the most. The hour is \
                     that of the journal. Its vendor tells no time zone: if the office seems to open at a strange hour, it \
                     is that."
                    @if neither > 0 {
                        " " (counted(neither, "incoming call is", "incoming calls are"))
                        " neither answered nor not: in none of these charts but the first."
                    }
                    @if report.tally.without_time > 0 {
                        " " (counted(report.tally.without_time, "call has no time and is", "calls have no time and are"))
                        " in all other charts, but not here."
                    }
                }
            }
        }
    }
}

fn waiting(report: &Report) -> Markup {
    let waiting = &report.tally.waiting;
    let neither = report.tally.all().of(Way::Incoming).other;
    html! {
        section {
            figure {
                h2 { "How long callers waited in vain" }
                p class="soft" { "Incoming calls that nobody answered, by their duration." }
                @if waiting.known() > 0 {
                    p {
                        "Half of the " (count(waiting.known())) " calls were over within " b { (within(waiting.within(50))) }
                        ", nine of ten within " b { (within(waiting.within(90))) } "."
                    }
                }
                (waits(waiting, "unanswered"))
                figcaption {
                    "The journal has one duration for a call. How long those waited whom somebody answered cannot be told from \
                     it, since their duration holds the talk as well; the events that the PBX can send while calls go on may \
                     tell it. For a call that nobody answered it is taken as the time until the caller or the PBX gave up; \
                     what exactly is counted, such as a voice menu, is not documented. Counted are NO ANSWER and CANCEL."
                    @if report.tally.not_waiting > 0 {
                        " " (counted(report.tally.not_waiting, "incoming call was", "incoming calls were"))
                        " BUSY or FAILED; nobody waited there."
                    }
                    @if neither > 0 {
                        " " (counted(neither, "incoming call is", "incoming calls are"))
                        " neither answered nor not, and not shown: see the words below."
                    }
                    @if waiting.unknown > 0 {
                        " " (counted(waiting.unknown, "call has", "calls have")) " no duration and cannot be shown."
                    }
                }
            }
        }
    }
}

fn people(report: &Report) -> Markup {
    let all = report.tally.all();
    let people = &report.tally.people;
    let nobody = people.known.get(&Person::Nobody);
    let mut known: Vec<_> = people.known.iter().filter(|(person, _)| **person != Person::Nobody).collect();
    known.sort_by_key(|(_, work)| std::cmp::Reverse(work.ends.total()));
    let (shown, rest) = known.split_at(known.len().min(PEOPLE));
    let others = Work::sum(rest.iter().map(|(_, work)| *work).chain(&people.others));
    let rest_name = match (rest.len() as u64, &people.others) {
        (rest, None) => counted(rest, "other", "others"),
        (rest, Some(_)) => format!(
            "{} and all beyond the first {}",
            counted(rest, "other", "others"),
            count(MOST_PEOPLE as u64)
        ),
    };
    let most = shown.first().map_or(1, |(_, work)| work.ends.total());
    html! {
        section {
            figure {
                h2 { "Calls by operator" }
                (legend(&[("answered", "incoming, answered"), ("placed", "outgoing"), ("other", "all else")]))
                div class="table" {
                    table {
                        thead {
                            tr {
                                th { "Who" }
                                th { "" }
                                th { "Answered" } th { "Missed" } th { "Placed" } th { "Reached" }
                                @for (_, title, _) in ways(&all).filter(|(way, ..)| is_neither(*way)) { th { (title) } }
                                th { "Time" } th { "Mean" }
                            }
                        }
                        tbody {
                            @for (person, work) in shown {
                                (row(html! { (name(person)) }, work, &all, Some(most), ""))
                            }
                            @if others != Work::default() { (row(html! { (rest_name) }, &others, &all, None, "rest")) }
                            @if let Some(work) = nobody { (row(html! { "no one named" }, work, &all, None, "rest")) }
                        }
                    }
                }
                figcaption {
                    "Calls are put down to the operator whom the journal names by number, else to the subscriber. Answered and \
                     missed calls came from outside, placed ones went there, and reached are those of them that were answered. \
                     Whom the journal names for a call that nobody took, say of a group, is not documented. Time is the \
                     duration of all answered calls together (hours, minutes, seconds), mean that of one of them; ringing may \
                     be in it. The table has at most " (PEOPLE) " rows of this kind, those with the most calls."
                }
            }
        }
    }
}

fn is_neither(way: Way) -> bool {
    matches!(way, Way::Internal | Way::Unknown)
}

fn name(person: &Person) -> Markup {
    match person {
        Person::Operator(id) => html! { "operator " bdi { (id) } },
        Person::Subscriber(id) => html! { "subscriber " bdi { (id) } },
        Person::Nobody => html! {},
    }
}

/// A bar only for those that are compared.
fn row(name: Markup, work: &Work, all: &ByWay, most: Option<u64>, class: &str) -> Markup {
    let (incoming, outgoing) = (work.ends.of(Way::Incoming), work.ends.of(Way::Outgoing));
    html! {
        tr class=(class) {
            td { (name) }
            td class="drawn" { @if let Some(most) = most { (bar(work, most)) } }
            @for number in [incoming.answered, incoming.unanswered, outgoing.total(), outgoing.answered] {
                td { (count(number)) }
            }
            @for (way, ..) in ways(all).filter(|(way, ..)| is_neither(*way)) { td { (count(work.ends.of(way).total())) } }
            td { (clock(work.seconds)) }
            td { (mean(work.seconds, work.timed)) }
        }
    }
}

fn words(report: &Report) -> Markup {
    let tally = &report.tally;
    let all = tally.all();
    let known = tally.statuses.known.iter().map(|(word, calls)| {
        let name = word.as_ref().map_or_else(|| html! { "no status" }, |word| html! { bdi { (word) } });
        let counted_as = match End::of(word.as_deref().map(CallStatus::from).as_ref()) {
            End::Answered => "answered",
            End::Unanswered => "not answered",
            End::Other => "neither",
        };
        (name, calls, counted_as)
    });
    let others = tally.statuses.others.iter().map(|calls| (html! { "other words" }, calls, "neither"));
    html! {
        section {
            h2 { "In the journal's own words" }
            div class="table" {
                table {
                    thead { tr { th { "Status" } @for (_, title, _) in ways(&all) { th { (title) } } th { "Counted as" } } }
                    tbody {
                        @for (name, calls, counted_as) in known.chain(others) {
                            tr {
                                td { (name) }
                                @for (way, ..) in ways(&all) { td { (count(calls[way as usize])) } }
                                td { (counted_as) }
                            }
                        }
                    }
                }
            }
            @if all.of(Way::Unknown).total() > 0 {
                p {
                    "Calls of no known direction, by the journal's word for it: "
                    @for (index, (word, calls)) in tally.directions.known.iter().enumerate() {
                        @if index > 0 { ", " }
                        @if let Some(word) = word { bdi { (word) } } @else { "no word" }
                        " " (count(*calls))
                    }
                    @if let Some(calls) = tally.directions.others { ", other words " (count(calls)) }
                    "."
                }
            }
        }
    }
}

/// What was odd, and how the page came about.
fn notes(report: &Report) -> Markup {
    let tally = &report.tally;
    html! {
        footer {
            p {
                "The journal was asked for one day after the other."
                @if tally.of_another_day > 0 {
                    " " (counted(tally.of_another_day, "call is", "calls are")) " listed on another day than that of the own \
                    time, and counted where listed; if both days list it, it is counted twice."
                }
                @if tally.repeated > 0 {
                    " " (counted(tally.repeated, "call", "calls")) " came a second time with an id that was among the last "
                    (count(REMEMBERED as u64)) " of the day and " (if tally.repeated == 1 { "was" } else { "were" })
                    " left out."
                }
                @if tally.unreadable > 0 {
                    " " (counted(tally.unreadable, "call has", "calls have")) " a value that could not be read; it counts as \
                     one that is not there."
                }
            }
        }
    }
}
