//! Webhooks of the emulated PBX, and by hand, become cards.

use std::time::Duration;

use examples::popup::calls::{Board, MOST_CARDS};
use examples::popup::card::{Findings, Stage};
use examples::popup::lookup::Systems;
use examples::popup::sandbox::{self, Asked, CUSTOMER, OTHER, SECOND_EXTENSION, SECRET, STRANGER, until};
use examples::popup::server::{Listen, Running};
use examples::popup::text::Printed;
use isp_sandbox::kubalink::Kind;
use isp_sandbox::mobilon::{
    self, CallPlan, Dialect, EXTENSION, EventStates, IncomingCall, USER_KEY, Webhook,
};
use isp_sandbox::{Sandbox, StallPoint};
use mobilon_client::Client;
use serde_json::{Value, json};

use crate::{LONG, after, board, cards, event, get, only, titles};

/// A PBX whose webhooks come over HTTP.
async fn reported(
    board: &Board,
    pbx: impl FnOnce(&Running) -> mobilon::Builder,
) -> (Running, mobilon::Running) {
    let running = Running::start(board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let pbx = pbx(&running).start().await.unwrap();
    (running, pbx)
}

async fn all_found(board: &Board) {
    for card in cards(board) {
        until(board, card.id, |card| card.found.is_complete()).await;
    }
}

fn answered(by: &str) -> Stage {
    Stage::Answered { by: Some(by.to_owned()) }
}

fn step(uuid: &str, state: &str, to: &str, time: u32) -> Value {
    json!({
        "uuid": uuid, "state": state, "direction": "incoming", "from": STRANGER, "to": to, "time": time,
        "baseid": "1776223800.1", "subid": format!("1776223800.{to}"),
    })
}

#[tokio::test]
async fn a_call_that_rings_at_two_telephones_is_one_card() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let (_running, pbx) = reported(&board, sandbox::pbx).await;
    pbx.incoming_call(sandbox::call(CUSTOMER, CallPlan::answered(60))).await;
    pbx.delivered().await;
    all_found(&board).await;
    let card = only(&board);
    assert_eq!((card.caller.as_str(), &card.stage), (CUSTOMER, &answered(EXTENSION)));
    assert_eq!(card.rung, [EXTENSION, SECOND_EXTENSION]);
    assert_eq!(titles(&card.found.customers), ["Соколов Пётр Ильич"]);
    // Both forms of webhooks came, and all of them were taken.
    assert!(pbx.deliveries().iter().any(|sent| sent.method == "GET"));
    assert!(pbx.deliveries().iter().all(|sent| sent.status == 200));
    assert_eq!(board.since(0).refused.count, 0);
}

#[tokio::test]
async fn a_call_that_nobody_answers_is_missed() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let (_running, pbx) = reported(&board, sandbox::pbx).await;
    pbx.incoming_call(sandbox::call(OTHER, CallPlan::missed())).await;
    pbx.delivered().await;
    assert_eq!(only(&board).stage, Stage::Missed);
}

#[tokio::test]
async fn an_account_that_is_sent_the_end_only() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let dialect = Dialect { event_states: EventStates::Final, ..Dialect::default() };
    let events_only = |running: &Running| {
        let url = format!("http://{}/hook?authkey={SECRET}", running.hook);
        Sandbox::mobilon().webhook(Webhook::events(url)).dialect(dialect.clone())
    };
    let (_running, pbx) = reported(&board, events_only).await;
    pbx.incoming_call(IncomingCall::new(CUSTOMER, CallPlan::answered(5))).await;
    pbx.delivered().await;
    all_found(&board).await;
    let card = only(&board);
    assert_eq!(card.stage, answered(EXTENSION));
    assert_eq!(titles(&card.found.customers), ["Соколов Пётр Ильич"]);
    // With the documented GET, which comes while it rings, it is one card too.
    let (_running, pbx) = reported(&board, |running| sandbox::pbx(running).dialect(dialect)).await;
    pbx.set_now(pbx.now() + 60);
    pbx.incoming_call(sandbox::call(OTHER, CallPlan::missed())).await;
    pbx.delivered().await;
    let cards = cards(&board);
    assert_eq!(cards.len(), 2, "{cards:?}");
    assert_eq!((cards[1].caller.as_str(), &cards[1].stage), (OTHER, &Stage::Missed));
}

#[tokio::test]
async fn the_documented_get_alone() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    get(&board, CUSTOMER);
    // Of the other telephones that ring.
    get(&board, CUSTOMER);
    get(&board, "%2B79130000003");
    all_found(&board).await;
    let card = only(&board);
    assert_eq!((&card.stage, card.again), (&Stage::Announced, None));
    assert_eq!(titles(&card.found.customers), ["Соколов Пётр Ильич"]);
    let mut printed = Printed::default();
    assert_eq!(printed.lines(&board.since(0))[0], format!("[1] {CUSTOMER}  calls"));
    // Of a telephone that rings after them, or of another call.
    after(Duration::from_secs(90)).await;
    get(&board, CUSTOMER);
    assert!(only(&board).again.is_some_and(|again| again >= card.since));
    assert_eq!(printed.lines(&board.since(0)), [format!("[1] {CUSTOMER}  calls, again")]);
    // It is another call by now, however often there was one between.
    after(Duration::from_secs(60)).await;
    get(&board, CUSTOMER);
    assert_eq!(cards(&board).len(), 2);
    all_found(&board).await;
    // Nothing tells how such a call ends.
    after(Duration::from_secs(700)).await;
    for id in 1..=2 {
        until(&board, id, |card| card.stage == Stage::Unreported).await;
    }
    // From within, and from the API.
    for number in ["110", "0000", "CallAPI"] {
        get(&board, number);
    }
    assert_eq!(cards(&board).len(), 2);
    get(&board, "");
    assert_eq!(cards(&board)[2].found, Findings::awaited());
}

/// The end of an answered call as an account that is sent nothing else gets it.
fn hung_up(uuid: &str, duration: u32) -> Value {
    json!({
        "uuid": uuid, "state": "HANGUP", "direction": "incoming", "from": STRANGER, "to": "83910000000",
        "userkey": "k4n2v8q1w7e3r5t9", "callstatus": "ANSWER", "duration": duration.to_string(),
        "time": 1_776_223_800 + duration, "baseid": "1776223800.1", "subid": "1776223800.1",
    })
}

#[tokio::test]
async fn the_end_of_a_long_call_finds_the_card_that_the_get_has_made() {
    let asked = Asked::start().await.unwrap();
    // The GET comes first, then the end: after minutes, and after the card was given up.
    for (length, stage) in [(130, Stage::Announced), (3000, Stage::Unreported)] {
        let board = board(&asked).await;
        get(&board, STRANGER);
        all_found(&board).await;
        let requests = asked.erp.requests().len();
        after(Duration::from_secs(length - 5)).await;
        until(&board, 1, |card| card.stage == stage).await;
        event(&board, &hung_up("u", length as u32));
        assert!(matches!(only(&board).stage, Stage::Answered { .. }), "{length}");
        assert_eq!(asked.erp.requests().len(), requests, "it was looked up once");
    }
    // No duration, so by the times of the PBX.
    let board = board(&asked).await;
    get(&board, STRANGER);
    after(Duration::from_secs(300)).await;
    let mut end = hung_up("u", 300);
    end["state"] = "END".into();
    end.as_object_mut().unwrap().retain(|key, _| key != "duration" && key != "callstatus");
    event(&board, &end);
    assert_eq!(only(&board).stage, Stage::Missed);
}

#[tokio::test]
async fn a_get_that_its_events_overtook_is_no_other_call() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    // Put through after minutes: the GET for the other telephone comes before its event.
    event(&board, &step("u", "PREANSWER", "110", 2));
    event(&board, &step("u", "ANSWER", "110", 9));
    all_found(&board).await;
    after(Duration::from_secs(300)).await;
    get(&board, STRANGER);
    event(&board, &step("u", "PREANSWER", "111", 300));
    assert_eq!(only(&board).rung, ["110", "111"]);
    // Even its end was faster.
    event(&board, &step("u", "END", "83910000000", 310));
    get(&board, STRANGER);
    get(&board, STRANGER);
    only(&board);
    // By now it is another one.
    after(Duration::from_secs(11)).await;
    get(&board, STRANGER);
    assert_eq!(cards(&board)[1].stage, Stage::Announced);
}

/// Nothing but the GET tells such an account that it rings.
#[tokio::test]
async fn who_calls_again_at_once_is_shown_where_only_ends_are_sent() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    get(&board, STRANGER);
    event(&board, &step("u", "END", "83910000000", 9));
    assert_eq!(only(&board).stage, Stage::Missed);
    get(&board, STRANGER);
    assert_eq!(cards(&board)[1].stage, Stage::Announced);
    // The first GET of a call is late, whatever the account is sent.
    event(&board, &step("v", "END", "83910000000", 20));
    event(&board, &json!({"uuid": "w", "state": "END", "direction": "incoming", "from": OTHER, "to": "x"}));
    get(&board, OTHER);
    assert_eq!(cards(&board).len(), 3);
    // And the second one is of another.
    get(&board, OTHER);
    assert_eq!(cards(&board)[3].stage, Stage::Announced);
}

#[tokio::test]
async fn of_two_announced_calls_of_a_number_the_end_goes_to_the_one_of_its_time() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let stages = || cards(&board).into_iter().map(|card| card.stage).collect::<Vec<_>>();
    get(&board, STRANGER);
    all_found(&board).await;
    after(Duration::from_secs(1000)).await;
    until(&board, 1, |card| card.stage == Stage::Unreported).await;
    get(&board, STRANGER);
    all_found(&board).await;
    after(Duration::from_secs(20)).await;
    event(&board, &hung_up("long", 1015));
    assert!(matches!(stages()[..], [Stage::Answered { .. }, Stage::Announced]));
    event(&board, &hung_up("short", 15));
    assert!(matches!(stages()[..], [Stage::Answered { .. }, Stage::Answered { .. }]));
    // Nothing is left that an end could be of.
    event(&board, &hung_up("other", 15));
    assert_eq!(cards(&board).len(), 3);
}

#[tokio::test]
async fn calls_from_within_and_those_of_the_api_are_nobodys() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let (_running, pbx) = reported(&board, sandbox::pbx).await;
    pbx.incoming_call(IncomingCall::internal(EXTENSION, SECOND_EXTENSION, CallPlan::answered(5))).await;
    let client = Client::builder(&pbx.url()).unwrap().user_key(USER_KEY).build().unwrap();
    client.call(CUSTOMER).await.unwrap();
    pbx.delivered().await;
    // Short numbers, whatever the direction says; and a call to outside.
    let from_within =
        json!({"uuid": "a", "state": "START", "direction": "incoming", "from": "110", "to": "111"});
    event(&board, &from_within);
    event(
        &board,
        &json!({"uuid": "b", "state": "START", "direction": "external", "from": "110", "to": CUSTOMER}),
    );
    assert_eq!(cards(&board), []);
    assert_eq!(board.since(0).refused.count, 0);
    // That nothing is known of one is said.
    event(
        &board,
        &json!({"uuid": "c", "state": "START", "direction": "sideways", "from": CUSTOMER, "to": "110"}),
    );
    event(&board, &json!({"uuid": "d", "state": "START", "from": CUSTOMER, "to": "110"}));
    assert_eq!((cards(&board).len(), board.since(0).refused.count), (0, 2));
    assert!(asked.erp.requests().is_empty() && asked.carbon.requests().is_empty());
}

#[tokio::test]
async fn the_stages_of_a_call() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let stage = |state: &str, time| {
        event(&board, &step("u", state, "110", time));
        only(&board).stage
    };
    assert_eq!(stage("START", 1), Stage::Begun);
    assert_eq!(stage("PREANSWER", 2), Stage::Rings);
    assert_eq!(stage("ANSWER", 3), Stage::Talks { by: Some("110".to_owned()) });
    let mut hung_up = step("u", "HANGUP", "110", 9);
    hung_up["callstatus"] = "ANSWER".into();
    event(&board, &hung_up);
    assert_eq!(only(&board).stage, answered("110"));
    assert_eq!(stage("END", 9), answered("110"));
}

#[tokio::test]
async fn the_number_that_was_dialled_has_not_answered() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    event(&board, &hung_up("u", 15));
    assert_eq!(only(&board).stage, Stage::Answered { by: None });
    // Long extensions are told by having rung.
    event(&board, &step("v", "PREANSWER", "41012", 2));
    let mut answer = step("v", "ANSWER", "41012", 3);
    answer["userkey"] = "k4n2v8q1w7e3r5t9".into();
    event(&board, &answer);
    assert_eq!(cards(&board)[1].stage, Stage::Talks { by: Some("41012".to_owned()) });
}

#[tokio::test]
async fn late_and_repeated_events() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    for _ in 0..2 {
        event(&board, &step("u", "END", "83910000000", 9));
    }
    all_found(&board).await;
    assert_eq!(only(&board).stage, Stage::Missed);
    let (version, requests) = (board.since(0).version, asked.erp.requests().len());
    event(&board, &step("u", "END", "83910000000", 9));
    assert_eq!(board.since(0).version, version, "a repetition is no change");
    // That somebody answered comes to light later, and so does who was rung.
    let mut hung_up = step("u", "HANGUP", "110", 9);
    hung_up["callstatus"] = "ANSWER".into();
    event(&board, &hung_up);
    event(&board, &step("u", "PREANSWER", "110", 2));
    let card = only(&board);
    assert_eq!((&card.stage, card.rung), (&answered("110"), vec!["110".to_owned()]));
    assert_eq!(asked.erp.requests().len(), requests, "it was looked up once");
}

#[tokio::test]
async fn a_caller_who_comes_to_light_later_is_looked_up_then() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let mut printed = Printed::default();
    let mut first = step("u", "PREANSWER", "110", 2);
    first["from"] = "".into();
    event(&board, &first);
    all_found(&board).await;
    assert_eq!(printed.lines(&board.since(0))[0], "[1] number withheld  rings at 110");
    assert_eq!(only(&board).found, Findings::unasked("no number to look for"));
    let mut start = step("u", "START", "83910000000", 1);
    start["from"] = CUSTOMER.into();
    event(&board, &start);
    all_found(&board).await;
    let card = only(&board);
    assert_eq!((card.caller.as_str(), titles(&card.found.customers)), (CUSTOMER, vec!["Соколов Пётр Ильич"]));
    assert_eq!(card.stage, Stage::Rings);
    let lines = printed.lines(&board.since(0));
    assert_eq!(lines[0], format!("[1] {CUSTOMER}  rings at 110"));
    assert!(lines[1].contains("Соколов Пётр Ильич  balance 150.50"), "{lines:?}");
    // A second telephone is a line more, and nothing else is.
    event(&board, &step("u", "PREANSWER", "111", 4));
    assert_eq!(printed.lines(&board.since(0)), [format!("[1] {CUSTOMER}  rings at 110, 111")]);
    assert!(printed.lines(&board.since(0)).is_empty());
}

#[tokio::test]
async fn a_call_whose_end_is_lost_does_not_go_on_for_ever() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    event(&board, &step("rings", "PREANSWER", "110", 2));
    event(&board, &step("talks", "ANSWER", "111", 3));
    all_found(&board).await;
    after(Duration::from_secs(700)).await;
    until(&board, 1, |card| card.stage == Stage::Unreported).await;
    assert_eq!(cards(&board)[1].stage, Stage::Talks { by: Some("111".to_owned()) });
    after(Duration::from_secs(4 * 3600)).await;
    until(&board, 2, |card| card.stage == Stage::Unreported).await;
    // It was reported after all.
    event(&board, &step("rings", "END", "83910000000", 9));
    event(&board, &step("talks", "END", "83910000000", 9));
    assert_eq!((&cards(&board)[0].stage, &cards(&board)[1].stage), (&Stage::Missed, &answered("111")));
}

#[tokio::test]
async fn a_card_goes_after_a_day() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    event(&board, &step("u", "PREANSWER", "110", 2));
    all_found(&board).await;
    after(Duration::from_secs(20 * 3600)).await;
    event(&board, &step("v", "PREANSWER", "110", 2));
    all_found(&board).await;
    let version = board.since(0).version;
    after(Duration::from_secs(5 * 3600)).await;
    board.watch().wait_for(|_| board.since(0).first == 2).await.unwrap();
    // Whoever looks is told, and its end does not bring it back.
    assert!(board.since(version).version > version);
    event(&board, &step("u", "END", "83910000000", 9));
    assert_eq!(only(&board).id, 2);
    after(Duration::from_secs(20 * 3600)).await;
    board.watch().wait_for(|_| cards(&board).is_empty()).await.unwrap();
}

#[tokio::test]
async fn hundreds_of_calls_at_once() {
    let asked = Asked::start().await.unwrap();
    let board = Board::new(Systems { carbon: None, ..asked.systems(LONG).unwrap() });
    let all = MOST_CARDS as u64 + 100;
    for call in 0..all {
        let mut event_of = step(&format!("u{call}"), "PREANSWER", "110", 2);
        event_of["from"] = format!("8913{call:07}").into();
        event(&board, &event_of);
    }
    let changes = board.since(0);
    assert_eq!((changes.cards.len(), changes.first), (MOST_CARDS, 101));
    for card in &changes.cards {
        until(&board, card.id, |card| card.found.is_complete()).await;
    }
    assert!(
        cards(&board).iter().all(|card| card
            .found
            .columns()
            .iter()
            .all(|(_, column)| column.missing.is_none()))
    );
    // The first had to make place, and does not come back with its end.
    event(&board, &step("u0", "END", "83910000000", 9));
    assert_eq!(board.since(0).first, 101);
    assert_eq!(cards(&board).last().unwrap().id, all);
}

/// As many as a client has in flight reach the server, whoever waits behind them.
#[tokio::test]
async fn hundreds_of_calls_are_no_hundreds_of_requests_at_a_time() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let stalls: Vec<_> = (0..8).map(|_| asked.erp.stall_next(StallPoint::BeforeHead)).collect();
    for call in 0..100 {
        let mut event_of = step(&format!("u{call}"), "PREANSWER", "110", 2);
        event_of["from"] = format!("8913{call:07}").into();
        event(&board, &event_of);
    }
    for stall in &stalls {
        stall.reached().await;
    }
    // Carbon Billing is done with all of them by then.
    for card in cards(&board) {
        until(&board, card.id, |card| card.found.carbon.asking == 0).await;
    }
    assert_eq!(asked.erp.requests().len(), 8);
    after(2 * LONG).await;
    all_found(&board).await;
    let late = |card: &examples::popup::card::Card| {
        card.found.customers.missing.as_deref() == Some("no answer in time")
    };
    assert!(cards(&board).iter().all(late));
}

#[tokio::test]
async fn what_a_caller_and_a_server_wrote_cannot_steer_the_terminal() {
    let name = "\u{1b}[2J<b>x</b>\u{7}\u{9b}31m\nline";
    let customer = json!({"id": 6001, "full_name": name, "phone": [{"number": "89130000061"}]});
    let erp = Sandbox::kubalink().object(Kind::Customer, 6001, customer);
    let asked = Asked::with(erp, Sandbox::nodeny(), Sandbox::procbill()).await.unwrap();
    let board = board(&asked).await;
    let mut ringing = step("u", "PREANSWER", "110", 2);
    ringing["from"] = "89130000061".into();
    event(&board, &ringing);
    ringing["from"] = "\u{1b}]0;owned\u{7}".into();
    ringing["to"] = "\u{1b}[31m".into();
    ringing["uuid"] = "v".into();
    event(&board, &ringing);
    all_found(&board).await;
    // On the card the text is as it was: who shows it escapes it.
    assert_eq!(titles(&cards(&board)[0].found.customers), [name]);
    let lines = Printed::default().lines(&board.since(0));
    assert!(lines.iter().any(|line| line.contains("<b>x</b>")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains(char::is_control)), "{lines:?}");
}
