//! The session: kept, renewed and remembered as refused, under tokio's paused clock.

use std::time::Duration;

use procbill_client::testing::{Reply, Script};
use procbill_client::{Client, Delivery, Effect, ErrorKind, Refusal};
use rust_decimal::dec;
use tokio::time::{Instant, sleep};

use super::support::{asked, with_login, with_suid};

const ROWS: &str = "<r><w><id>1</id></w></r>";
const ENDED: &str = "exception 5 WRONG_SUID";

fn login(suid: &str) -> Reply {
    Reply::ok(format!("<suid>{suid}</suid>"))
}

/// The procedures and sessions that were asked for.
fn seen(script: &Script) -> Vec<(String, String)> {
    let part = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!("&{name}=")).unwrap();
        rest.split('&').next().unwrap().to_owned()
    };
    asked(script).iter().map(|line| (part(line, "proc"), part(line, "arg1"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(procedure, suid)| ((*procedure).to_owned(), (*suid).to_owned())).collect()
}

#[tokio::test(start_paused = true)]
async fn a_read_on_an_ended_session_is_repeated_once() {
    let script = Script::new([login("1"), Reply::ok(ROWS), Reply::ok(ENDED), login("2"), Reply::ok(ROWS)]);
    let billing = with_login(&script).build().unwrap();
    billing.homes().await.unwrap();
    assert_eq!(billing.homes().await.unwrap().len(), 1);
    let expected = pairs(&[
        ("CLN_AUTH_LOGIN", "api"),
        ("CLN_HOME_LIST", "1"),
        ("CLN_HOME_LIST", "1"),
        ("CLN_AUTH_LOGIN", "api"),
        ("CLN_HOME_LIST", "2"),
    ]);
    assert_eq!(seen(&script), expected);
}

#[tokio::test(start_paused = true)]
async fn not_more_than_once() {
    let script = Script::new([
        login("1"),
        Reply::ok(ROWS),
        Reply::ok(ENDED),
        login("2"),
        Reply::ok(ENDED),
        Reply::ok(ROWS),
    ]);
    let billing = with_login(&script).build().unwrap();
    billing.homes().await.unwrap();
    let error = billing.homes().await.unwrap_err();
    assert_eq!(error.refusal(), Some(&Refusal::Database));
    assert_eq!(script.requests().len(), 5);
}

/// A session that never brought an answer has not ended: the error is of the call.
#[tokio::test(start_paused = true)]
async fn a_fresh_session_is_not_renewed() {
    let script = Script::new([login("1"), Reply::ok(ENDED)]);
    let billing = with_login(&script).build().unwrap();
    let error = billing.homes().await.unwrap_err();
    assert_eq!((error.kind(), error.refusal()), (ErrorKind::Api, Some(&Refusal::Database)));
    assert_eq!(script.requests().len(), 2);
}

/// These say of themselves that they are not about the session.
#[tokio::test(start_paused = true)]
async fn errors_of_the_call_renew_nothing() {
    for text in
        ["Procedure unknown X", "Input parameter mismatch for procedure X", "conversion error from string"]
    {
        let script = Script::new([login("1"), Reply::ok(ROWS), Reply::ok(text), Reply::ok(ROWS)]);
        let billing = with_login(&script).build().unwrap();
        billing.homes().await.unwrap();
        billing.homes().await.unwrap_err();
        billing.homes().await.unwrap();
        assert_eq!(seen(&script)[3].1, "1", "{text}");
    }
}

/// Money is not moved twice on a guess; but the next call has a new session.
#[tokio::test(start_paused = true)]
async fn a_write_on_an_ended_session_is_not_repeated() {
    for effect in [Effect::Once, Effect::Replay] {
        let script =
            Script::new([login("1"), Reply::ok(ROWS), Reply::ok(ENDED), login("2"), Reply::ok(ROWS)]);
        let billing = with_login(&script).build().unwrap();
        billing.homes().await.unwrap();
        let error = match effect {
            Effect::Once => billing.add_payment(1, dec!(1)).await.map(drop).unwrap_err(),
            _ => billing.delete_home(1).await.map(drop).unwrap_err(),
        };
        assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1), "{effect:?}");
        assert_eq!(error.refusal(), Some(&Refusal::Database));
        assert_eq!(script.requests().len(), 3, "{effect:?}");
        billing.homes().await.unwrap();
        assert_eq!(seen(&script)[3..], pairs(&[("CLN_AUTH_LOGIN", "api"), ("CLN_HOME_LIST", "2")]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_without_an_administrator_cannot_be_renewed() {
    let script = Script::new([Reply::ok(ROWS), Reply::ok(ENDED)]);
    let billing = with_suid(&script).build().unwrap();
    billing.homes().await.unwrap();
    assert_eq!(billing.homes().await.unwrap_err().refusal(), Some(&Refusal::Database));
    assert_eq!(script.requests().len(), 2);
    assert_eq!(billing.login().await.unwrap_err().kind(), ErrorKind::Config);
}

#[tokio::test(start_paused = true)]
async fn an_old_session_is_replaced_before_it_is_used() {
    let script = Script::new([login("1"), Reply::ok(ROWS), Reply::ok(ROWS), login("2"), Reply::ok(ROWS)]);
    let billing = with_login(&script).suid_age(Duration::from_secs(60)).build().unwrap();
    billing.homes().await.unwrap();
    sleep(Duration::from_secs(59)).await;
    billing.homes().await.unwrap();
    sleep(Duration::from_secs(2)).await;
    billing.homes().await.unwrap();
    let suids: Vec<_> = seen(&script).into_iter().map(|(_, suid)| suid).collect();
    assert_eq!(suids, ["api", "1", "1", "api", "2"]);
}

#[tokio::test(start_paused = true)]
async fn a_session_survives_a_restart() {
    let script = Script::new([login("77"), Reply::ok(ROWS), Reply::ok(ROWS)]);
    let before = with_login(&script).build().unwrap();
    before.homes().await.unwrap();
    let suid = before.suid().unwrap();
    with_login(&script).suid(suid).build().unwrap().homes().await.unwrap();
    assert_eq!(seen(&script)[2].1, "77");
}

/// The server restarts its DHCP service after each edit of a switch.
#[tokio::test(start_paused = true)]
async fn edits_of_switches_keep_a_distance() {
    let script = Script::always(Reply::ok(ROWS));
    let billing = with_suid(&script).switch_edit_gap(Duration::from_secs(30)).build().unwrap();
    let start = Instant::now();
    let edit = |id: i64| {
        let billing: Client = billing.clone();
        tokio::spawn(async move {
            match id % 3 {
                0 => billing.add_switch().name("x").await.map(drop),
                1 => billing.change_switch(id).name("x").await.map(drop),
                _ => billing.delete_switch(id).await.map(drop),
            }
        })
    };
    // Not more at once: a wait counts towards the time that a call may take.
    let edits: Vec<_> = (0..2).map(edit).collect();
    for edit in edits {
        edit.await.unwrap().unwrap();
    }
    edit(2).await.unwrap().unwrap();
    let at: Vec<_> =
        script.requests().iter().map(|sent| sent.at.duration_since(start).as_secs_f64().round()).collect();
    assert_eq!(at, [0.0, 30.0, 60.0]);
    // Nothing else waits.
    billing.switches().await.unwrap();
    let _ = billing.delete_home(1).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 60);
}

async fn a_thousand(billing: &Client) -> Vec<Result<(), procbill_client::Error>> {
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let billing = billing.clone();
            tokio::spawn(async move { billing.homes().await.map(drop) })
        })
        .collect();
    let mut ended = Vec::new();
    for call in calls {
        ended.push(call.await.unwrap());
    }
    ended
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_make_one_login() {
    let script = Script::always(Reply::ok(ROWS).after(Duration::from_millis(5)));
    script.push(login("1").after(Duration::from_millis(50)));
    let billing = with_login(&script).in_flight(100).timeout(Duration::from_secs(600)).build().unwrap();
    assert!(a_thousand(&billing).await.into_iter().all(|ended| ended.is_ok()));
    let logins = seen(&script).iter().filter(|(procedure, _)| procedure == "CLN_AUTH_LOGIN").count();
    assert_eq!((logins, script.requests().len()), (1, 1001));
}

#[tokio::test(start_paused = true)]
async fn a_refused_login_is_remembered() {
    let script = Script::always(Reply::ok("<r/>").after(Duration::from_millis(5)));
    let billing = with_login(&script).in_flight(100).build().unwrap();
    for ended in a_thousand(&billing).await {
        let error = ended.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::NotSent));
        assert_eq!(error.refusal(), Some(&Refusal::Login));
    }
    assert_eq!(script.requests().len(), 1);
    // For a while; then the account may have been mended.
    sleep(Duration::from_secs(61)).await;
    billing.homes().await.unwrap_err();
    assert_eq!(script.requests().len(), 2);
    // Asked for, it is tried at once.
    billing.login().await.unwrap_err();
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_failed_otherwise_is_not_remembered() {
    let script = Script::new([Reply::status(500), login("1"), Reply::ok(ROWS)]);
    with_login(&script).build().unwrap().homes().await.unwrap();
    assert_eq!(script.requests().len(), 3);
}
