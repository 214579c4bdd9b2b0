//! The sandbox breaks on cue, and its ledger is compared with what the client says.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod large;
mod ledger;
mod stall;
#[path = "../support/mod.rs"]
mod support;
mod table;

use isp_sandbox::Sandbox;
use isp_sandbox::mobilon::{ACCOUNT_TOKEN, Builder, Call, DEFAULT_NOW, Running, USER_KEY};
use mobilon_client::{Client, ClientBuilder, Effect, Error, LocalDate, Recording};
use support::quick;

/// An operation in one of the ways to read its answer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Op {
    Call,
    Info,
    Journal,
    Streamed,
    Paged,
    Range,
    Recording,
    Raw,
}

const READS: [Op; 7] = [Op::Info, Op::Journal, Op::Streamed, Op::Paged, Op::Range, Op::Recording, Op::Raw];

const CALLID: &str = "1776223500.000007";
const SOUND: usize = 44 + 8000;

/// A PBX with one recorded call.
async fn start(pbx: Builder) -> Running {
    let pbx = pbx.start().await.unwrap();
    pbx.add_call(Call {
        callid: CALLID.to_owned(),
        started: DEFAULT_NOW - 300,
        status: "ANSWERED".to_owned(),
        duration: 6,
        from: "89130000003".to_owned(),
        direction: "INCOMING".to_owned(),
        to: "110".to_owned(),
        operator_id: None,
        subscriber_id: None,
        recording: Some(8000),
    });
    pbx
}

async fn sandbox() -> Running {
    start(Sandbox::mobilon()).await
}

fn builder(pbx: &Running) -> ClientBuilder {
    quick(Client::builder(&pbx.url()).unwrap().user_key(USER_KEY).account_token(ACCOUNT_TOKEN))
}

fn today(pbx: &Running) -> LocalDate {
    pbx.today().parse().unwrap()
}

/// Does it, and checks what a good answer must hold. `false`: the recording is not there, or not yet.
async fn run(op: Op, client: &Client, day: LocalDate) -> Result<bool, Error> {
    let ids = |calls: Vec<mobilon_client::Call>| -> Vec<_> {
        calls.into_iter().map(|call| call.call_id.unwrap().to_string()).collect()
    };
    match op {
        Op::Call => assert!(client.call("89130000001").await?.call_id.is_some()),
        Op::Info => assert_eq!(client.call_info(CALLID).await?.unwrap().duration, Some(6)),
        Op::Journal => assert_eq!(ids(client.journal(day).await?), [CALLID]),
        Op::Streamed => assert_eq!(ids(client.journal(day).stream().collect().await?), [CALLID]),
        Op::Paged => assert_eq!(ids(client.journal(day).pages(50).collect().await?), [CALLID]),
        Op::Range => assert_eq!(ids(client.journal_range(day..=day).stream().collect().await?), [CALLID]),
        Op::Recording => match client.recording(CALLID).await? {
            Recording::Ready(body) => assert_eq!(body.read_all(1 << 20).await?.len(), SOUND),
            _ => return Ok(false),
        },
        Op::Raw => {
            let raw = client.raw("api/call/info", Effect::Read).with_account_token();
            assert!(raw.query("callid", CALLID).await?.text().contains("</call>"));
        }
    }
    Ok(true)
}
