//! The report of a month: what it counts, what it says, and what it does when days cannot be had.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::PathBuf;

use examples::output::part_of;
use examples::program::{Failure, Usage};
use examples::report::{
    self, Day, Ends, MOST_PEOPLE, Month, Person, Plan, Report, State, Tally, Way, Within, office,
};
use isp_sandbox::mobilon::{ACCOUNT_TOKEN, Running};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use mobilon_client::testing::{Reply, Script};
use mobilon_client::{Call, CallId, Client, Delivery, Error, ErrorKind, LocalDate};
use quick_xml::events::Event;

fn day(text: &str) -> LocalDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Incoming, on 2026-03-02, a Monday.
fn call(status: &str, time: &str, seconds: u32) -> Call {
    let mut call = Call::default();
    call.status = Some(status.into()).filter(|_| !status.is_empty());
    call.direction = Some("INCOMING".into());
    call.time = Some(format!("2026-03-02 {time}").parse().unwrap());
    call.duration = Some(seconds);
    call
}

fn ends(answered: u64, unanswered: u64, other: u64) -> Ends {
    Ends { answered, unanswered, other }
}

/// A month of whole days with these calls, all on the second of March 2026.
fn report_of(calls: &[Call]) -> Report {
    let month = month("2026-03");
    let days = month.days().map(|date| Day { date, state: State::Whole }).collect();
    let mut tally = Tally::default();
    let second = Day { date: day("2026-03-02"), state: State::Whole };
    calls.iter().for_each(|call| tally.add(&second, call));
    Report { month, days, tally }
}

#[test]
fn every_call_is_counted_once_in_each_chart() {
    let mut outgoing = call("ANSWERED", "10:00:00", 60);
    outgoing.direction = Some("OUTGOING".into());
    outgoing.operator_id = Some("7".to_owned());
    outgoing.subscriber_id = Some("20".to_owned());
    let mut answered = call("answered", "09:59:59", 31);
    answered.subscriber_id = Some("20".to_owned());
    let mut lost = call("BUSY", "10:30:00", 0);
    lost.operator_id = Some("7".to_owned());
    let calls =
        [outgoing, answered, lost, call("NO_ANSWER", "10:31:00", 12), call("cancelled", "23:59:59", 40)];
    let tally = report_of(&calls).tally;

    assert_eq!(tally.calls(), 5);
    let monday = tally.day(day("2026-03-02"));
    assert_eq!(monday.of(Way::Incoming), ends(1, 3, 0));
    assert_eq!(monday.of(Way::Outgoing), ends(1, 0, 0));
    assert_eq!(tally.day(day("2026-03-01")).total(), 0);
    assert_eq!(tally.hour(0, 9).of(Way::Incoming), ends(1, 0, 0));
    assert_eq!(tally.hour(0, 10).of(Way::Incoming), ends(0, 2, 0));
    assert_eq!(tally.hour(0, 10).of(Way::Outgoing), ends(1, 0, 0));
    assert_eq!(tally.hour(0, 23).of(Way::Incoming), ends(0, 1, 0));
    assert_eq!(tally.hour(1, 10).total(), 0);

    // The busy one did not wait.
    assert_eq!((tally.waiting.known(), tally.not_waiting), (2, 1));
    assert_eq!(tally.waiting.between(10, Some(20)), 1);
    assert_eq!(tally.waiting.within(90), Some(Within::Seconds(40)));

    let work = |person: Person| tally.people.known[&person].clone();
    let seven = work(Person::Operator("7".to_owned()));
    assert_eq!((seven.ends.of(Way::Outgoing), seven.ends.of(Way::Incoming)), (ends(1, 0, 0), ends(0, 1, 0)));
    assert_eq!((seven.seconds, seven.timed), (60, 1));
    let twenty = work(Person::Subscriber("20".to_owned()));
    assert_eq!((twenty.ends.total(), twenty.seconds), (1, 31));
    assert_eq!(work(Person::Nobody).ends.of(Way::Incoming), ends(0, 2, 0));
}

#[test]
fn what_is_not_known_is_counted_by_its_own_name() {
    let mut calls = vec![call("CONGESTION", "10:00:00", 5), call("", "10:00:00", 5)];
    let mut without_time = call("ANSWERED", "10:00:00", 5);
    without_time.time = None;
    let mut without_duration = call("NO ANSWER", "10:00:00", 0);
    without_duration.duration = None;
    let mut sideways = call("ANSWERED", "10:00:00", 5);
    sideways.direction = Some("SIDEWAYS".into());
    let mut nowhere = call("ANSWERED", "10:00:00", 5);
    nowhere.direction = None;
    let mut elsewhere = call("ANSWERED", "10:00:00", 5);
    elsewhere.time = Some("2026-03-03 00:00:10".parse().unwrap());
    calls.extend([without_time, without_duration, sideways, nowhere, elsewhere]);
    let report = report_of(&calls);
    let tally = &report.tally;

    assert_eq!(tally.day(day("2026-03-02")).of(Way::Incoming), ends(2, 1, 2));
    assert_eq!(tally.day(day("2026-03-02")).of(Way::Unknown), ends(2, 0, 0));
    assert_eq!((tally.without_time, tally.of_another_day, tally.waiting.unknown), (1, 1, 1));
    // By the day that listed it.
    assert_eq!(tally.hour(0, 0).total(), 1);
    assert_eq!(tally.statuses.known[&Some("CONGESTION".to_owned())], [1, 0, 0, 0]);
    assert_eq!(tally.statuses.known[&None], [1, 0, 0, 0]);
    assert_eq!(tally.directions.known[&Some("SIDEWAYS".to_owned())], 1);
    assert_eq!(tally.directions.known[&None], 1);

    let page = report.html("a test");
    for text in [
        "<bdi>CONGESTION</bdi>",
        "no status",
        "<bdi>SIDEWAYS</bdi> 1",
        "no word 1",
        "1 call has no time",
        "1 call has no duration",
        "1 call is listed on another day",
        r#"<div class="tile other">Neither<b>2</b><span class="soft">40%, see the words below"#,
        "2 incoming calls are neither answered nor not: in none of these charts but the first",
        "2 incoming calls are neither answered nor not, and not shown",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn a_value_that_cannot_be_read_does_not_hide_its_call() {
    let record = r#"{"status":"ANSWERED","time":"noon","duration":"long","direction":"INCOMING"}"#;
    let report = report_of(&[serde_json::from_str(record).unwrap()]);
    assert_eq!(report.tally.all().of(Way::Incoming), ends(1, 0, 0));
    assert_eq!((report.tally.unreadable, report.tally.without_time), (1, 1));
    assert!(report.html("a test").contains("1 call has a value that could not be read"));
}

#[test]
fn people_and_words_beyond_a_bound_are_summed_and_said() {
    let calls = |count: usize| -> Vec<_> {
        let of = |index: usize| {
            let mut call = call(&format!("WORD {index}"), "10:00:00", 1);
            call.operator_id = Some(format!("{index:06}"));
            call
        };
        (0..count).map(of).collect()
    };
    let report = report_of(&calls(MOST_PEOPLE + 5));
    let people = &report.tally.people;
    assert_eq!(people.known.len(), MOST_PEOPLE);
    assert_eq!(people.others.as_ref().unwrap().ends.total(), 5);
    assert!(report.html("a test").contains("980 others and all beyond the first 1,000"));
    assert!(report.html("a test").contains("other words"));
    // Twenty have a row of their own.
    let report = report_of(&calls(23));
    assert!(report.html("a test").contains("3 others</td>"));
    assert!(!report_of(&calls(20)).html("a test").contains(" others</td>"));

    // However long a word of the server is, little of it is kept.
    let mut long = call("ANSWERED", "10:00:00", 1);
    long.operator_id = Some("9".repeat(1_000_000));
    assert!(report_of(&[long]).html("a test").len() < 100_000);
}

#[test]
fn bars_are_as_high_as_their_numbers() {
    let calls: Vec<_> = ["ANSWERED", "ANSWERED", "ANSWERED", "ANSWERED", "BUSY"]
        .map(|status| call(status, "10:00:00", 1))
        .into();
    let page = report_of(&calls).html("a test");
    // The axis ends at 5, and 200 units are its height.
    assert!(
        page.contains(r#"<rect class="answered" x="85.4" y="64.0" width="21.1" height="160.0"></rect>"#),
        "{page}"
    );
    assert!(
        page.contains(r#"<rect class="unanswered" x="85.4" y="24.0" width="21.1" height="40.0"></rect>"#),
        "{page}"
    );
    // 5 calls on 5 Mondays.
    assert!(page.contains(">1.0</text>"));
    assert!(!page.contains("tile other") && !page.contains("neither answered nor not"));
}

/// Every element is closed, every attribute is quoted and occurs once, every entity is known.
fn check_well_formed(page: &str) {
    let mut reader = quick_xml::Reader::from_str(page);
    reader.config_mut().check_comments = true;
    let mut open = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                open += 1;
                for attribute in tag.attributes() {
                    attribute.unwrap().normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap();
                }
            }
            Event::End(_) => open -= 1,
            Event::GeneralRef(entity) => {
                let name = entity.into_inner();
                assert!(["lt", "gt", "amp", "quot"].contains(&&*name), "{name}");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0);
}

#[test]
fn the_page_needs_nothing_but_itself_whatever_the_server_says() {
    const HOSTILE: &str =
        "\"><script src=//evil.test/x.js></script>&bogus;<img src=x onerror=alert(1)>'\u{1b}[2J";
    let mut hostile = call(HOSTILE, "10:00:00", 1);
    hostile.direction = Some(HOSTILE.into());
    hostile.operator_id = Some(HOSTILE.to_owned());
    let mut subscriber = call("ANSWERED", "10:00:00", 1);
    subscriber.subscriber_id = Some("]]></svg><svg onload=alert(1)>".to_owned());
    let mut report = report_of(&[hostile, subscriber]);
    report.days[4].state = State::Missing(HOSTILE.to_owned());
    report.days[30].state = State::SoFar;
    for page in [report.html(HOSTILE), report_of(&[]).html("an empty month")] {
        check_well_formed(&page);
        let lower = page.to_ascii_lowercase();
        for loaded in ["<script", "<img", "<link", "<iframe", "<svg onload", "http:", "https:", "@import"] {
            assert!(!lower.contains(loaded), "{loaded}");
        }
        assert_eq!(lower.matches("url(").count(), lower.matches("url(#").count());
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn a_missing_day_is_hatched_and_named() {
    let mut report = report_of(&[call("ANSWERED", "10:00:00", 1)]);
    let hatched = |report: &Report| report.html("a test").matches(r#"<rect class="missing" x="#).count();
    assert_eq!(hatched(&report), 0);
    report.days[4].state = State::Missing("the line broke".to_owned());
    // Only incoming calls have a chart.
    assert_eq!(hatched(&report), 1);
    let page = report.html("a test");
    assert!(page.contains("<h2>1 day is missing</h2>"));
    assert!(page.contains("Thu 2026-03-05: <bdi>the line broke</bdi>"));
    assert!(page.contains("1 call on 30 of 31 days"));
    // An average Thursday is one of three then.
    assert!(page.contains(">3 days</text>"));
}

async fn generated(days: &[(&str, u32)]) -> Running {
    let sandbox = days.iter().fold(Sandbox::mobilon(), |pbx, (day, calls)| pbx.generated_day(*day, *calls));
    sandbox.start().await.unwrap()
}

fn client(server: &Running, token: &str) -> Client {
    Client::builder(&server.url()).unwrap().account_token(token).attempts(1).build().unwrap()
}

/// The file of a test in a folder of its own, for February 2026.
fn plan(test: &str) -> Plan {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journal-report").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    Plan {
        month: month("2026-02"),
        today: day("2026-04-15"),
        out: folder.join("month.html"),
        force: false,
        source: "a test".to_owned(),
    }
}

fn files(plan: &Plan) -> Vec<PathBuf> {
    fs::read_dir(plan.out.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn unfit(ended: Result<Report, Failure>) -> String {
    let failure = ended.unwrap_err();
    assert!(failure.is::<Usage>(), "{failure}");
    failure.to_string()
}

fn kind(ended: Result<Report, Failure>) -> ErrorKind {
    ended.unwrap_err().downcast_ref::<Error>().unwrap().kind()
}

async fn run(server: &Running, plan: &Plan, tell: impl FnMut(u64, u64)) -> Result<Report, Failure> {
    report::run(&client(server, ACCOUNT_TOKEN), plan, tell).await
}

fn asked(server: &Running) -> Vec<String> {
    server.requests().iter().map(|request| request.parameter("date").unwrap()).collect()
}

#[tokio::test]
async fn one_request_for_each_day_of_the_month() {
    let server =
        generated(&[("2026-01-31", 9), ("2026-02-01", 8), ("2026-02-28", 12), ("2026-03-01", 7)]).await;
    let plan = plan("whole");
    let mut told = Vec::new();
    let report = run(&server, &plan, |days, calls| told.push((days, calls))).await.unwrap();
    let days: Vec<_> = (1..=28).map(|day| format!("2026-02-{day:02}")).collect();
    assert_eq!(asked(&server), days);
    assert_eq!((report.tally.calls(), report.missing().count()), (20, 0));
    assert_eq!((told[0], told[1], told[27]), ((0, 0), (1, 8), (27, 8)));
    // Every fourth of the sandbox is not answered, every third goes out.
    assert_eq!(report.tally.day(day("2026-02-28")).of(Way::Incoming), ends(6, 2, 0));
    assert_eq!(report.tally.day(day("2026-02-28")).of(Way::Outgoing), ends(3, 1, 0));
    assert_eq!(files(&plan), std::slice::from_ref(&plan.out));
    check_well_formed(&fs::read_to_string(&plan.out).unwrap());
}

#[tokio::test]
async fn days_to_come_are_not_asked_for() {
    let server = generated(&[("2026-02-03", 4), ("2026-02-04", 5)]).await;
    let plan = Plan { today: day("2026-02-03"), ..plan("today") };
    let report = run(&server, &plan, |_, _| {}).await.unwrap();
    assert_eq!(asked(&server), ["2026-02-01", "2026-02-02", "2026-02-03"]);
    assert_eq!(report.tally.calls(), 4);
    assert_eq!([1, 2, 3].map(|day| &report.days[day].state), [&State::Whole, &State::SoFar, &State::ToCome]);
    assert_eq!(report.missing().count(), 0);
    assert!(fs::read_to_string(&plan.out).unwrap().contains("2026-02-03 was not over"));
    // A Tuesday, and no average of Tuesdays: neither its calls nor the day.
    assert_eq!((0..24).map(|hour| report.tally.hour(1, hour).total()).sum::<u64>(), 0);
    let page = report.html("a test");
    assert!(page.contains("<title>Mon 0:00") && !page.contains("<title>Tue 0:00"));

    let plan = Plan { month: month("2026-03"), ..plan };
    assert!(unfit(run(&server, &plan, |_, _| {}).await).contains("2026-03 has not begun"));
    assert_eq!(server.requests().len(), 3, "nothing was asked for");
}

#[tokio::test]
async fn a_day_that_fails_is_missing_and_the_others_are_there() {
    let server = generated(&[("2026-02-01", 3), ("2026-02-02", 4), ("2026-02-03", 5)]).await;
    let plan = plan("failing");
    let report = run(&server, &plan, |days, _| {
        if days == 1 {
            server.fault_next(1, Fault::Status { status: 500, retry_after: None });
        }
    });
    let report = report.await.unwrap();
    assert_eq!(server.requests().len(), 28);
    assert_eq!(report.tally.calls(), 8);
    let missing: Vec<_> = report.missing().collect();
    assert_eq!((missing.len(), missing[0].0), (1, day("2026-02-02")));
    let page = fs::read_to_string(&plan.out).unwrap();
    assert!(page.contains("1 day is missing") && page.contains("500"), "{}", missing[0].1);
    assert!(!page.contains(ACCOUNT_TOKEN));
}

#[tokio::test]
async fn a_day_that_breaks_off_leaves_nothing_behind() {
    let server = generated(&[("2026-02-01", 3), ("2026-02-02", 2000), ("2026-02-03", 5)]).await;
    let mut most = 0;
    let plan = plan("cut");
    let report = run(&server, &plan, |days, calls| {
        if days == 1 && calls == 3 {
            server.fault_next(1, Fault::CutBody { after: 400_000 });
        }
        most = most.max(calls);
    });
    let report = report.await.unwrap();
    assert!(most >= 500, "some of its calls had come");
    assert_eq!(report.missing().map(|(date, _)| date).collect::<Vec<_>>(), [day("2026-02-02")]);
    // Not in any of the counts.
    let without = generated(&[("2026-02-01", 3), ("2026-02-03", 5)]).await;
    let without = report::collect(&client(&without, ACCOUNT_TOKEN), plan.month, plan.today, |_, _| {}).await;
    assert_eq!(report.tally, without.unwrap().tally);
    assert_eq!(report.tally.calls(), 8);
}

#[tokio::test]
async fn a_refused_token_ends_it_at_once() {
    let server = generated(&[]).await;
    let refused = plan("auth");
    assert_eq!(kind(report::run(&client(&server, "wrong"), &refused, |_, _| {}).await), ErrorKind::Auth);
    assert_eq!((server.requests().len(), files(&refused).len()), (1, 0));

    // Also in the middle.
    let server = generated(&[]).await;
    let revoked = plan("auth-later");
    let ended = run(&server, &revoked, |days, _| {
        if days == 9 {
            server.fault_next(1, Fault::Status { status: 403, retry_after: None });
        }
    });
    assert_eq!(kind(ended.await), ErrorKind::Auth);
    assert_eq!((server.requests().len(), files(&revoked).len()), (10, 0));
}

#[tokio::test]
async fn when_no_day_can_be_had_there_is_no_file() {
    let server = generated(&[("2026-02-01", 3)]).await;
    server.fault_next(28, Fault::Status { status: 500, retry_after: None });
    let plan = plan("none");
    assert_eq!(kind(run(&server, &plan, |_, _| {}).await), ErrorKind::Status);
    assert_eq!((server.requests().len(), files(&plan).len()), (28, 0));
}

const EMPTY: &str = "<calls></calls>";

/// A server with these answers, one for each day.
async fn scripted(replies: Vec<Reply>, today: &str) -> (Script, Result<Report, Error>) {
    let script = Script::new(replies);
    let pbx = Client::builder("https://pbx.test").unwrap().account_token("t").attempts(1);
    let pbx = pbx.transport(script.clone()).build().unwrap();
    let ended = report::collect(&pbx, month("2026-02"), day(today), |_, _| {}).await;
    (script, ended)
}

#[tokio::test]
async fn a_server_out_of_reach_is_not_asked_for_every_day() {
    let down = || Reply::fail(ErrorKind::Connect, Delivery::NotSent);
    // Twice in a row is not enough.
    let replies = vec![Reply::ok(EMPTY), down(), down(), Reply::ok(EMPTY), down(), down(), down()];
    let (script, report) = scripted(replies, "2026-02-28").await;
    let report = report.unwrap();
    assert_eq!(script.requests().len(), 7);
    assert_eq!(report.days.iter().filter(|day| day.is_counted()).count(), 2);
    let missing: Vec<_> = report.missing().collect();
    assert_eq!(missing.len(), 26);
    assert!(missing[25].1.starts_with("not asked for"), "{}", missing[25].1);

    let (script, ended) = scripted(vec![down(), down(), down()], "2026-02-28").await;
    assert_eq!((ended.unwrap_err().kind(), script.requests().len()), (ErrorKind::Connect, 3));
}

#[tokio::test]
async fn the_same_id_again_is_the_same_call() {
    let row = |id: &str| format!("<call>{id}<status>ANSWERED</status><direction>INCOMING</direction></call>");
    let (one, two) = (row("<callid>1.1</callid>"), row("<callid>1.2</callid>"));
    let body = format!("<calls>{one}{two}{one}{}{}</calls>", row(""), row(""));
    let (_, report) = scripted(vec![Reply::ok(body)], "2026-02-01").await;
    let report = report.unwrap();
    // Without an id nobody can tell.
    assert_eq!((report.tally.calls(), report.tally.repeated), (4, 1));
    assert!(report.html("a test").contains("1 call came a second time"));
}

#[tokio::test]
async fn a_stopped_run_leaves_no_file() {
    let server = generated(&[("2026-02-01", 2000)]).await;
    let plan = plan("stopped");
    let stall = server.stall_next(StallPoint::Body(200_000));
    tokio::select! {
        ended = run(&server, &plan, |_, _| {}) => panic!("{ended:?}"),
        () = async {
            stall.reached().await;
            assert_eq!(files(&plan), [part_of(&plan.out)]);
        } => {}
    }
    assert!(files(&plan).is_empty());
}

#[tokio::test]
async fn one_run_at_a_time_and_what_a_killed_one_left_is_taken_over() {
    let server = generated(&[]).await;
    let plan = plan("alone");
    // Longer than a page of this month.
    fs::write(part_of(&plan.out), " ".repeat(1_000_000)).unwrap();
    let stall = server.stall_next(StallPoint::AfterAct);
    tokio::select! {
        ended = run(&server, &plan, |_, _| {}) => panic!("{ended:?}"),
        () = async {
            stall.reached().await;
            let asked = server.requests().len();
            assert!(unfit(run(&server, &plan, |_, _| {}).await).contains("another run is under way"));
            assert_eq!((server.requests().len(), files(&plan)), (asked, vec![part_of(&plan.out)]));
        } => {}
    }
    drop(stall);
    fs::write(part_of(&plan.out), " ".repeat(1_000_000)).unwrap();
    run(&server, &plan, |_, _| {}).await.unwrap();
    assert_eq!(files(&plan), std::slice::from_ref(&plan.out));
    assert!(fs::read_to_string(&plan.out).unwrap().starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn what_is_there_is_replaced_only_when_told() {
    let server = generated(&[]).await;
    let mut plan = plan("there");
    fs::write(&plan.out, "mine").unwrap();
    assert!(unfit(run(&server, &plan, |_, _| {}).await).contains("--force"));
    plan.force = true;
    assert_eq!(fs::read(&plan.out).unwrap(), b"mine");
    assert!(server.requests().is_empty(), "nothing was asked for");

    run(&server, &plan, |_, _| {}).await.unwrap();
    assert!(fs::read_to_string(&plan.out).unwrap().contains("<h1>Calls in February 2026</h1>"));

    // It came into being while the run was under way.
    plan.force = false;
    fs::remove_file(&plan.out).unwrap();
    let meanwhile = |days, _| {
        if days == 5 {
            fs::write(&plan.out, "mine").unwrap();
        }
    };
    assert!(unfit(run(&server, &plan, meanwhile).await).contains("--force"));
    assert_eq!((fs::read(&plan.out).unwrap(), files(&plan).len()), (b"mine".to_vec(), 1));

    for nowhere in [plan.out.join("no-folder/month.html"), PathBuf::new()] {
        let asked = server.requests().len();
        unfit(run(&server, &Plan { out: nowhere, ..plan.clone() }, |_, _| {}).await);
        assert_eq!(server.requests().len(), asked, "nothing was asked for");
    }
}

#[test]
fn the_made_up_office_is_the_same_each_time_and_has_what_an_office_has() {
    let month = month("2026-03");
    let calls = || month.days().flat_map(office::calls).collect::<Vec<_>>();
    assert_eq!(calls(), calls());
    let ids: std::collections::HashSet<_> = calls().iter().map(|call| CallId::new(&*call.callid)).collect();
    assert_eq!(ids.len(), calls().len());
    let of = |date: &str| office::calls(day(date)).len();
    assert!(of("2026-03-02") > 3 * of("2026-03-07"), "Monday and Saturday");
    for word in ["ANSWERED", "NO ANSWER", "CANCEL", "BUSY", "FAILED", "CONGESTION"] {
        assert!(calls().iter().any(|call| call.status == word), "{word}");
    }
    for word in ["INCOMING", "OUTGOING", "INTERNAL"] {
        assert!(calls().iter().any(|call| call.direction == word), "{word}");
    }
}
