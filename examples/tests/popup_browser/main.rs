//! The page in a real browser. Where none is installed it is skipped, and says so. With `UPDATE_DOCS=1` set, it makes the
//! picture in `docs/`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod chromium;
mod front;

use std::io::Write as _;
use std::time::Duration;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use examples::popup::calls::Board;
use examples::popup::sandbox::{self, Asked, CUSTOMER, OTHER, SECRET, SHARED, STRANGER, until};
use examples::popup::server::{Listen, Running};
use isp_sandbox::kubalink::Kind;
use isp_sandbox::{Sandbox, StallPoint};
use mobilon_client::webhook::{Webhook, WebhookError};
use serde_json::{Value, json};

use chromium::Browser;
use front::Front;

/// Never waited for: the clock is moved, by less than a telephone may ring.
const WITHIN: Duration = Duration::from_secs(5 * 60);
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/call-popup.png");
const HOSTILE: &str = "89130000071";
const FOREIGN: &str = "375290000001";
const OTHER_FOREIGN: &str = "375290000002";
const MARKUP: &str =
    "<img src=x onerror=\"document.title='owned'\"><b>bold</b><script>document.title='owned'</script>";

/// To whoever runs the tests, and not to the harness, which shows nothing of a test that passes.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "popup_browser: {what}");
}

struct Stage {
    asked: Asked,
    pbx: isp_sandbox::mobilon::Running,
    board: Board,
    running: Running,
    browser: Browser,
    calls: u64,
}

impl Stage {
    /// A step of a call, sent by the PBX; the page has shown it when this returns.
    async fn step(&mut self, call: u64, from: &str, state: &str, to: &str, more: Value) {
        let mut event = json!({
            "uuid": format!("call-{call}"), "state": state, "direction": "incoming", "from": from, "to": to,
            "time": 1_776_223_800 + self.calls, "baseid": format!("1776223800.{call}"),
        });
        self.calls += 1;
        event["subid"] = format!("1776223800.{call}{to}").into();
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.pbx.post_event(event).await;
        self.pbx.delivered().await;
    }

    async fn shows(&mut self, card: u64, selector: &str, text: &str) {
        let (selector, text) = (json!(format!("#card-{card} {selector}")), json!(text));
        self.browser
            .until(&format!("document.querySelector({selector})?.textContent.includes({text})"))
            .await;
    }

    async fn is_at(&mut self, card: u64, stage: &str) {
        self.browser
            .until(&format!("document.getElementById('card-{card}')?.dataset.stage === '{stage}'"))
            .await;
    }
}

#[tokio::test]
async fn a_card_comes_up_while_the_telephone_rings_and_says_how_the_call_ended() {
    let Some(program) = chromium::installed() else {
        return say("skipped: no browser is installed");
    };
    let customer = json!({"id": 7001, "full_name": MARKUP, "phone": [{"number": HOSTILE}]});
    let erp = Sandbox::kubalink().object(Kind::Customer, 7001, customer);
    let asked = Asked::with(erp, Sandbox::nodeny(), Sandbox::procbill()).await.unwrap();
    let board = Board::new(asked.systems(WITHIN).unwrap());
    let running = Running::start(&board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let pbx = sandbox::pbx(&running).start().await.unwrap();
    let browser = Browser::start(&program).await;
    let mut stage = Stage { asked, pbx, board, running, browser, calls: 0 };
    let version = stage.browser.version().await;
    let mut front = Front::of(stage.running.page).await;
    let address = format!("http://{}/", front.address);
    stage.browser.go(&address).await;
    stage.browser.until("!document.getElementById('empty').hidden").await;

    answered(&mut stage).await;
    missing_and_missed(&mut stage).await;
    two_customers_and_nobody(&mut stage).await;
    if env::var_os("UPDATE_DOCS").is_some() {
        picture(&mut stage).await;
    }
    markup_is_text(&mut stage).await;
    announced_again(&mut stage).await;
    the_date_is_shown_when_it_is_not_today(&mut stage).await;
    what_was_refused_and_who_comes_late(&mut stage, &address).await;
    the_link_is_lost_and_comes_back(&mut stage, &mut front).await;
    stage.browser.end().await;
    say(&format!("checked in {version}"));
}

async fn answered(stage: &mut Stage) {
    stage.step(1, CUSTOMER, "PREANSWER", "110", json!({})).await;
    stage.is_at(1, "rings").await;
    stage.step(1, CUSTOMER, "PREANSWER", "111", json!({})).await;
    stage.shows(1, ".rung", "at 110, 111").await;
    stage.browser.until("document.title === '(1) Calls' && document.getElementById('empty').hidden").await;
    stage.shows(1, ".customers .title", "Соколов Пётр Ильич").await;
    stage.shows(1, ".nodeny .balance", "150.50").await;
    stage.shows(1, ".carbon .balance.debt", "\u{2212}50.00").await;
    stage.shows(1, ".tasks", "Нет связи с вечера").await;
    stage.is_at(1, "rings").await;
    stage.step(1, CUSTOMER, "ANSWER", "111", json!({})).await;
    stage.is_at(1, "talks").await;
    stage.step(1, CUSTOMER, "HANGUP", "111", json!({"callstatus": "ANSWER", "duration": "65"})).await;
    stage.step(1, CUSTOMER, "END", "83910000000", json!({})).await;
    stage.is_at(1, "answered").await;
    stage.shows(1, ".stage", "answered by 111").await;
    stage.browser.until("document.title === 'Calls'").await;
}

async fn missing_and_missed(stage: &mut Stage) {
    let stall = stage.asked.nodeny.stall_next(StallPoint::BeforeHead);
    stage.step(2, OTHER, "PREANSWER", "110", json!({})).await;
    stall.reached().await;
    stage.shows(2, ".customers .title", "Лебедева Анна").await;
    stage.shows(2, ".carbon .balance", "225.00").await;
    stage.shows(2, ".nodeny[data-state=asking]", "asking").await;
    stage.shows(2, ".tasks[data-state=nothing]", "nothing").await;
    // Nothing else waits for the clock: the page is not asked meanwhile.
    tokio::time::pause();
    tokio::time::advance(WITHIN + Duration::from_secs(60)).await;
    tokio::time::resume();
    stage.shows(2, ".nodeny[data-state=missing] .missing", "no answer in time").await;
    stage.is_at(2, "rings").await;
    stage.step(2, OTHER, "HANGUP", "83910000000", json!({"duration": "14"})).await;
    stage.is_at(2, "missed").await;
    stage.shows(2, ".stage", "missed").await;
}

async fn two_customers_and_nobody(stage: &mut Stage) {
    stage.step(3, STRANGER, "PREANSWER", "110", json!({})).await;
    stage.shows(3, ".nodeny[data-state=unasked]", "not asked").await;
    stage.step(3, STRANGER, "END", "83910000000", json!({})).await;
    stage.is_at(3, "missed").await;
    stage.step(4, SHARED, "PREANSWER", "110", json!({})).await;
    stage.browser.until("document.querySelectorAll('#card-4 .nodeny .balance').length === 2").await;
    stage.shows(4, ".tasks", "Немає інтернету в офісі").await;
    stage.shows(4, ".tasks", "of ТОВ «Ранок»").await;
    stage.is_at(4, "rings").await;
    // The newest is the first.
    let order =
        stage.browser.value("[...document.querySelectorAll('.card')].map((card) => card.id).join()").await;
    assert_eq!(order, "card-4,card-3,card-2,card-1");
}

async fn the_date_is_shown_when_it_is_not_today(stage: &mut Stage) {
    let at = |now| format!("when(new Date(2026, 3, 15, 9, 5), new Date({now}))");
    assert_eq!(stage.browser.value(&at("2026, 3, 15, 23, 59")).await, "09:05");
    let other = stage.browser.value(&at("2026, 3, 16, 0, 1")).await;
    let other = other.as_str().unwrap();
    assert!(other.contains("15") && other.contains("2026") && other.ends_with(" 09:05"), "{other}");
}

/// By the GET alone: a card that is announced again is the first.
async fn announced_again(stage: &mut Stage) {
    for number in [FOREIGN, OTHER_FOREIGN] {
        let get = format!("key=k&number={number}");
        stage.board.take(Webhook::parse("GET", Some(&get), None, b""));
        let id = stage.board.since(0).cards.len() as u64;
        until(&stage.board, id, |card| card.found.is_complete()).await;
    }
    stage.is_at(7, "announced").await;
    // By less than a look-up may take.
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(30)).await;
    tokio::time::resume();
    let get = format!("key=k&number={FOREIGN}");
    stage.board.take(Webhook::parse("GET", Some(&get), None, b""));
    stage.shows(6, ".again", "again at ").await;
    let first = "document.querySelector('.card').id";
    stage.browser.until(&format!("{first} === 'card-6'")).await;
}

async fn markup_is_text(stage: &mut Stage) {
    stage.step(5, HOSTILE, "PREANSWER", "<i>110</i>", json!({})).await;
    until(&stage.board, 5, |card| card.found.is_complete()).await;
    stage.shows(5, ".customers .title", MARKUP).await;
    stage.shows(5, ".rung", "at <i>110</i>").await;
    let made = stage.browser.value("document.querySelectorAll('#cards :is(img, b, i, script)').length").await;
    assert_eq!(made, 0);
    // Of the page's own, so that it is not this test which is blind. The policy lets no script of a text run either.
    let inline = "try { document.body.innerHTML = '<b></b>'; 'made' } catch (error) { error.name }";
    assert_eq!(stage.browser.value(inline).await, "TypeError");
    assert_eq!(stage.browser.value("document.title").await, "(2) Calls");
}

async fn what_was_refused_and_who_comes_late(stage: &mut Stage, address: &str) {
    stage.board.take(Err(WebhookError::SecretWrong));
    let footer = "document.getElementById('refused')";
    stage
        .browser
        .until(&format!("!{footer}.hidden && {footer}.textContent.includes('secret is wrong')"))
        .await;
    // Whoever comes late sees the same cards.
    stage.browser.go(address).await;
    stage.is_at(1, "answered").await;
    stage.shows(2, ".nodeny .missing", "no answer in time").await;
    assert_eq!(stage.browser.value("document.querySelectorAll('.card').length").await, 7);
}

async fn the_link_is_lost_and_comes_back(stage: &mut Stage, front: &mut Front) {
    // The page waits for seconds before it tries again.
    let soon = "window.setTimeout = ((later) => (what) => later(what, 20))(window.setTimeout); true";
    stage.browser.value(soon).await;
    front.lose_the_page();
    stage.browser.until("document.body.dataset.link === 'lost'").await;
    // It does not give up at an error.
    front.refused(3).await;
    stage.step(8, STRANGER, "PREANSWER", "110", json!({})).await;
    front.find_the_page();
    stage.is_at(8, "rings").await;
    stage.browser.until("document.body.dataset.link === 'live'").await;
    assert_eq!(stage.browser.value("document.querySelectorAll('.card').length").await, 8);
}

async fn picture(stage: &mut Stage) {
    size(stage, 1180, false).await;
    save(stage, "light", PICTURE).await;
    // For whoever changes the looks: these are not kept.
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/call-popup");
    save(stage, "dark", &format!("{folder}-dark.png")).await;
    size(stage, 390, true).await;
    save(stage, "light", &format!("{folder}-phone.png")).await;
    stage.browser.ask("Emulation.clearDeviceMetricsOverride", json!({})).await;
}

/// As wide as that, and as high as the page is then.
async fn size(stage: &mut Stage, width: u32, is_mobile: bool) {
    let mut height = json!(100);
    for _ in 0..2 {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_mobile});
        stage.browser.ask("Emulation.setDeviceMetricsOverride", size).await;
        height = stage.browser.value("document.documentElement.scrollHeight").await;
    }
}

async fn save(stage: &mut Stage, scheme: &str, path: &str) {
    let features = json!([
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]);
    stage.browser.ask("Emulation.setEmulatedMedia", json!({"features": features})).await;
    let picture = stage.browser.ask("Page.captureScreenshot", json!({"format": "png"})).await;
    fs::write(path, STANDARD.decode(picture["data"].as_str().unwrap()).unwrap()).unwrap();
}
