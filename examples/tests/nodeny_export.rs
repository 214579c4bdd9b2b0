//! The export against the emulated server: what is interrupted and resumed ends as what was not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::future::{pending, ready};
use std::path::PathBuf;

use examples::export::{self, Columns, Failure, Plan, Tally};
use isp_sandbox::nodeny::{ADMIN, Running};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use nodeny_client::{Client, ErrorKind};

const MADE_UP: u32 = 500;
/// With the ready-made ones.
const USERS: u64 = 506;

/// The file of a test in a folder of its own.
fn plan(test: &str) -> Plan {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let columns = Columns::parse("name,fio,balance,state,services,_phone,last_auth").unwrap();
    Plan { out: folder.join("all.csv"), columns, force: false }
}

/// Logged in, so that the next request is the export's.
async fn billing(made_up: u32) -> (Running, Client) {
    let server = Sandbox::nodeny().generated_users(made_up).start().await.unwrap();
    let client = Client::builder(&format!("http://{}", server.addr())).unwrap();
    let client = client.login(ADMIN.login, ADMIN.password).build().unwrap();
    client.login().await.unwrap();
    (server, client)
}

async fn run(client: &Client, plan: &Plan) -> Result<Tally, Failure> {
    export::run(&client.admin(), plan, pending(), |_| {}).await
}

/// What the file is without any interruption.
async fn whole(client: &Client, test: &str) -> Vec<u8> {
    let plan = plan(&format!("{test}-whole"));
    let tally = run(client, &plan).await.unwrap();
    assert_eq!(tally, Tally { written: USERS, is_complete: true, ..Tally::default() });
    assert!(!plan.part().exists());
    fs::read(&plan.out).unwrap()
}

fn unfit(ended: Result<Tally, Failure>) -> String {
    match ended {
        Err(Failure::Unfit(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_complete_run() {
    let (_server, client) = billing(MADE_UP).await;
    let bytes = whole(&client, "complete").await;
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("id,name,fio,balance,state,services,_phone,last_auth\r\n"), "{text}");
    assert!(text.contains("\r\n5,сусід@home,\"О'Сусід \"\"П'ятий\"\"\",0,on,,,\r\n"), "{text}");
    assert!(text.ends_with("\r\n"));
    let mut reader = csv::Reader::from_reader(&*bytes);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len() as u64, USERS);
    let last = rows.last().unwrap();
    assert_eq!((&last[0], &last[1], &last[2]), ("1000500", "user499", "Абонент 499"));
    assert_eq!((&last[3], &last[6], &last[7]), ("-95.01", "+380000000499", ""));
    let test = rows.iter().find(|row| &row[1] == "test").unwrap();
    assert_eq!((&test[5], &test[7]), ("50 Mb unlim; TV basic", "2026-04-14T20:53:20Z"));
}

#[tokio::test]
async fn a_broken_answer_goes_on_to_the_same_file() {
    let (server, client) = billing(MADE_UP).await;
    let whole = whole(&client, "broken").await;
    let plan = plan("broken");
    let mut before = 0;
    for after in [30_000, 60_000, 100_000] {
        server.fault_next(1, Fault::CutBody { after });
        let Err(Failure::Server(error)) = run(&client, &plan).await else { panic!("the answer was cut") };
        assert_eq!(error.kind(), ErrorKind::Interrupted);
        let part = fs::read(plan.part()).unwrap();
        assert!(whole.starts_with(&part) && part.ends_with(b"\r\n"), "whole rows after {after}");
        assert!(part.len() < whole.len() && part.len() > before, "some more rows after {after}");
        assert!(!plan.out.exists());
        before = part.len();
    }
    let tally = run(&client, &plan).await.unwrap();
    assert_eq!((tally.found + tally.written, tally.skipped), (USERS, tally.found));
    assert!(tally.found > 0 && tally.written > 0 && tally.is_complete);
    assert!(fs::read(&plan.out).unwrap() == whole);
    assert!(!plan.part().exists());
}

#[tokio::test]
async fn what_ends_before_the_first_row_leaves_no_file() {
    let (server, client) = billing(MADE_UP).await;
    let plan = plan("nothing");
    server.refuse_next("<b>нет</b>");
    let Err(Failure::Server(error)) = run(&client, &plan).await else { panic!("it was refused") };
    assert_eq!(error.kind(), ErrorKind::Api);
    let stopped = export::run(&client.admin(), &plan, ready(()), |_| {}).await.unwrap();
    assert_eq!(stopped, Tally::default());
    assert!(!plan.part().exists() && !plan.out.exists());
}

#[tokio::test]
async fn a_stopped_run_goes_on_to_the_same_file() {
    let (server, client) = billing(MADE_UP).await;
    let whole = whole(&client, "stopped").await;
    let plan = plan("stopped");
    let stall = server.stall_next(StallPoint::Body(50_000));
    let (seen, rows) = tokio::sync::oneshot::channel();
    let mut seen = Some(seen);
    let on_row = |rows| {
        if rows == 3 {
            let _ = seen.take().unwrap().send(());
        }
    };
    let stop = async { rows.await.unwrap() };
    let tally = export::run(&client.admin(), &plan, stop, on_row).await.unwrap();
    assert_eq!(tally, Tally { written: 3, ..Tally::default() });
    drop(stall);
    let part = fs::read(plan.part()).unwrap();
    assert!(whole.starts_with(&part) && part.ends_with(b"\r\n"));
    let tally = run(&client, &plan).await.unwrap();
    assert_eq!(tally, Tally { found: 3, written: USERS - 3, skipped: 3, is_complete: true });
    assert!(fs::read(&plan.out).unwrap() == whole);
}

#[tokio::test]
async fn one_run_at_a_time() {
    let (server, client) = billing(MADE_UP).await;
    let plan = plan("alone");
    let stall = server.stall_next(StallPoint::AfterAct);
    let second = async {
        stall.reached().await;
        let asked = server.requests().len();
        assert!(unfit(run(&client, &plan).await).contains("another run is under way"));
        assert_eq!(server.requests().len(), asked, "nothing was asked for");
        drop(stall);
    };
    let (first, ()) = tokio::join!(run(&client, &plan), second);
    assert!(first.unwrap().is_complete && plan.out.exists() && !plan.part().exists());
}

#[tokio::test]
async fn a_torn_last_row_is_written_again_wherever_it_was_torn() {
    let (_server, client) = billing(3).await;
    let mut plan = plan("torn");
    plan.force = true;
    assert!(run(&client, &plan).await.unwrap().is_complete);
    let whole = fs::read(&plan.out).unwrap();
    // Through the header, and through names with quotes in them.
    for end in (0..=whole.len()).step_by(5) {
        fs::write(plan.part(), &whole[..end]).unwrap();
        let tally = run(&client, &plan).await.unwrap();
        assert!(fs::read(&plan.out).unwrap() == whole, "torn at {end}");
        assert_eq!(tally.found + tally.written, 6 + 3, "torn at {end}");
    }
}

#[tokio::test]
async fn a_finished_file_is_replaced_only_when_told() {
    let (server, client) = billing(MADE_UP).await;
    let mut plan = plan("finished");
    fs::write(&plan.out, "mine").unwrap();
    let asked = server.requests().len();
    assert!(unfit(run(&client, &plan).await).contains("--force"));
    assert_eq!((fs::read(&plan.out).unwrap(), server.requests().len()), (b"mine".to_vec(), asked));
    plan.force = true;
    assert!(run(&client, &plan).await.unwrap().is_complete);
    assert!(fs::read(&plan.out).unwrap().starts_with(b"id,name,"));

    // It came into being while the run was under way.
    let plan = self::plan("finished-meanwhile");
    let created = |rows| {
        if rows == 1 {
            fs::write(&plan.out, "mine").unwrap();
        }
    };
    assert!(unfit(export::run(&client.admin(), &plan, pending(), created).await).contains("--force"));
    assert_eq!(fs::read(&plan.out).unwrap(), b"mine");
}

#[tokio::test]
async fn a_part_file_that_is_not_the_beginning_of_this_export_is_left_alone() {
    let (server, client) = billing(MADE_UP).await;
    let whole = String::from_utf8(whole(&client, "foreign").await).unwrap();
    let rows: Vec<_> = whole.split_inclusive("\r\n").collect();
    let (header, row) = (rows[0], rows[1]);
    let asked = server.requests().len();
    for (content, why) in [
        ("id,name\r\n5,x\r\n".to_owned(), "other columns"),
        ("some notes of mine".to_owned(), "other columns"),
        (format!("{header}{row}{row}"), "was there before"),
        (format!("{header}5,x\r\n"), "number of cells"),
        (format!("{header}five,,,,,,,\r\n"), "no id"),
    ] {
        let plan = plan("foreign");
        fs::write(plan.part(), &content).unwrap();
        let told = unfit(run(&client, &plan).await);
        assert!(told.contains(why) && told.contains("remove it"), "{told}");
        assert_eq!(fs::read_to_string(plan.part()).unwrap(), content);
        assert!(!plan.out.exists());
    }
    assert_eq!(server.requests().len(), asked, "nothing was asked for");
}
