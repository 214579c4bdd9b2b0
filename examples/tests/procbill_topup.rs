//! Payments of a file against the emulated server: however often it breaks off, each is in the books once.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::future::{pending, ready};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use examples::topup::{self, Event, Failure, Plan, Tally};
use isp_sandbox::procbill::{
    Dialect, EditReply, FIRST_GENERATED, FinColumns, FinNames, LOGIN, PASSWORD, Running,
};
use isp_sandbox::{Fault, Sandbox, Stall, StallPoint};
use procbill_client::{CallOptions, Client, ClientBuilder, ClientIdentity, Decimal, Delivery, ErrorKind};
use tokio::sync::oneshot;

const SUBSCRIBERS: i32 = 5;
const PAYMENTS: i32 = 40;

async fn building() -> (Running, ClientBuilder) {
    let server = Sandbox::procbill().generated_subscribers(SUBSCRIBERS as u32).start().await.unwrap();
    let identity = ClientIdentity::from_pkcs12(server.client_pfx(), server.pfx_password()).unwrap();
    let builder = Client::builder(&server.url()).unwrap().login(LOGIN, PASSWORD).client_identity(identity);
    let builder = builder.pin_sha256(server.server_sha256());
    (server, builder)
}

async fn billing() -> (Running, Client) {
    let (server, builder) = building().await;
    (server, builder.build().unwrap())
}

fn user(index: i32) -> i32 {
    FIRST_GENERATED + index % SUBSCRIBERS
}

fn reference(index: i32) -> String {
    format!("K-{index:04}")
}

/// In hundredths; no two are alike.
fn sum(index: i32) -> i64 {
    10_050 + i64::from(index)
}

fn payments(count: i32) -> String {
    let line = |index| {
        let sum = sum(index);
        format!("{},{},{}.{:02},Касса {index}\n", reference(index), user(index), sum / 100, sum % 100)
    };
    format!("reference,user_id,sum,description\n{}", (0..count).map(line).collect::<String>())
}

/// The files of a test in a folder of its own.
fn plan(test: &str, file: &str) -> Plan {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("topup").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let plan = Plan {
        file: folder.join("payments.csv"),
        journal: folder.join("payments.csv.journal"),
        number_column: "number".to_owned(),
        trust_empty: true,
        grace: Duration::ZERO,
    };
    fs::write(&plan.file, file).unwrap();
    plan
}

async fn run(client: &Client, plan: &Plan) -> Result<Tally, Failure> {
    topup::run(client, plan, pending(), |_| {}).await
}

/// A run in which something is done when this payment is about to be sent.
async fn run_and(
    client: &Client,
    plan: &Plan,
    reference: &str,
    act: impl FnOnce(),
) -> Result<Tally, Failure> {
    let mut act = Some(act);
    let tell = |event: Event<'_>| {
        if matches!(event, Event::Paying(payment) if payment.reference == reference) {
            act.take().unwrap()();
        }
    };
    topup::run(client, plan, pending(), tell).await
}

async fn unfit(client: &Client, plan: &Plan) -> String {
    match run(client, plan).await {
        Err(Failure::Unfit(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn all(booked: usize, known: usize) -> Tally {
    Tally { total: booked + known, booked, known, ..Tally::default() }
}

/// The references in the books that are of this file, each with its sum, in their order.
fn books(server: &Running) -> Vec<(String, i64)> {
    let operations = (0..SUBSCRIBERS).flat_map(|index| server.operations(user(index)));
    let mut books: Vec<_> = operations.map(|paid| (paid.number.unwrap(), paid.sum)).collect();
    books.sort();
    books
}

fn each_once(server: &Running, count: i32) {
    let expected: Vec<_> = (0..count).map(|index| (reference(index), sum(index))).collect();
    assert_eq!(books(server), expected);
    for index in 0..count {
        let of_user = server.operations(user(index));
        let paid = of_user.iter().find(|paid| paid.number.as_deref() == Some(&*reference(index))).unwrap();
        assert_eq!(paid.descr.as_deref(), Some(&*format!("Касса {index}")));
    }
}

#[tokio::test]
async fn a_complete_run_and_one_more() {
    let (server, client) = billing().await;
    let plan = plan("complete", &payments(PAYMENTS));
    assert_eq!(run(&client, &plan).await.unwrap(), all(40, 0));
    each_once(&server, PAYMENTS);
    let journal = fs::read_to_string(&plan.journal).unwrap();
    assert!(journal.starts_with("K-0000;begun\nK-0000;answered\nK-0000;booked\nK-0001;begun\n"), "{journal}");
    let asked = server.requests().len();
    assert_eq!(run(&client, &plan).await.unwrap(), all(0, 40));
    assert_eq!(server.requests().len(), asked, "nothing was asked for");

    // New lines in the file are paid.
    fs::write(&plan.file, payments(PAYMENTS + 2)).unwrap();
    assert_eq!(run(&client, &plan).await.unwrap(), all(2, 40));
    each_once(&server, PAYMENTS + 2);
}

#[tokio::test]
async fn runs_that_faults_break_off_end_with_each_payment_once() {
    // Beside each other, as most of it is the client's waiting between attempts.
    tokio::join!(faults_from(0), faults_from(1), faults_from(2));
}

/// Faults at payments and at look-ups, one a few requests after the other, until all is booked.
async fn faults_from(first: usize) {
    let (server, client) = billing().await;
    let plan = plan(&format!("faults-{first}"), &payments(PAYMENTS));
    let faults = [
        Fault::ResetAfter,
        Fault::ResetBefore,
        Fault::Close,
        Fault::CutBody { after: 0 },
        Fault::CutBody { after: 30 },
        Fault::Status { status: 500, retry_after: None },
        Fault::CloseReused,
    ];
    let (mut requests, mut runs) = (first, 0);
    loop {
        let ended = topup::run(&client, &plan, pending(), |event| {
            if !matches!(event, Event::Paying(_) | Event::LookingUp(_)) {
                return;
            }
            requests += 1;
            match requests % 3 {
                0 => server.fault_next(1, faults[requests / 3 % faults.len()].clone()),
                1 if requests % 4 == 0 => {
                    server.close_connections();
                    server.refuse_connections(1);
                }
                _ => {}
            }
        });
        let ended = ended.await;
        runs += 1;
        assert!(runs < 2 * PAYMENTS, "it comes to no end");
        match ended {
            Ok(tally) => {
                assert_eq!((tally.booked + tally.known, tally.left.len()), (PAYMENTS as usize, 0));
                break;
            }
            Err(Failure::Server(..)) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert!(runs > 3, "{runs} runs");
    each_once(&server, PAYMENTS);
}

/// As by a power cut, while the server has each request and has not answered it.
#[tokio::test]
async fn a_run_that_ends_at_once_anywhere_is_taken_up() {
    let (server, client) = billing().await;
    let plan = plan("killed", &payments(8));
    let mut runs = 0;
    for skipped in (0..).map(|run| run % 3) {
        let (stalled, stall) = oneshot::channel();
        let (mut stalled, mut requests) = (Some(stalled), 0);
        let ended = topup::run(&client, &plan, pending(), |event| {
            if matches!(event, Event::Paying(_) | Event::LookingUp(_)) {
                requests += 1;
                if requests > skipped
                    && let Some(stalled) = stalled.take()
                {
                    let _ = stalled.send(server.stall_next(StallPoint::AfterAct));
                }
            }
        });
        let held = async {
            match stall.await {
                Ok(stall) => {
                    stall.reached().await;
                    Some(stall)
                }
                Err(_) => pending().await,
            }
        };
        runs += 1;
        assert!(runs < 100, "it comes to no end");
        let tally = tokio::select! {
            tally = ended => tally.unwrap(),
            _held = held => continue,
        };
        assert_eq!((tally.booked + tally.known, tally.left.len()), (8, 0));
        break;
    }
    assert!(runs > 8, "{runs} runs");
    each_once(&server, 8);
}

/// The answer to a payment and to its look-up come too late for the client.
#[tokio::test]
async fn a_stalled_answer_is_looked_up() {
    let (server, client) = billing().await;
    let plan = plan("stalled", &payments(3));
    client.login().await.unwrap();
    let (stalled, stall) = oneshot::channel();
    let late = async {
        let stall: Stall = stall.await.unwrap();
        stall.reached().await;
        // The limit of an attempt passes at once.
        tokio::time::pause();
        tokio::time::advance(CallOptions::default().attempt_timeout).await;
        tokio::time::resume();
        stall
    };
    let run = run_and(&client, &plan, "K-0000", || {
        stalled.send(server.stall_next(StallPoint::AfterAct)).unwrap();
    });
    let (tally, _stall) = tokio::join!(run, late);
    assert_eq!(tally.unwrap(), all(3, 0));
    each_once(&server, 3);
}

#[tokio::test]
async fn what_may_still_be_on_its_way_is_waited_for() {
    let (server, client) = billing().await;
    let mut plan = plan("grace", &payments(3));
    let broken = run_and(&client, &plan, "K-0000", || {
        server.fault_next(1, Fault::ResetBefore);
        // Begun long ago: what counts is when it may last have been sent.
        let journal = fs::File::options().append(true).open(&plan.journal).unwrap();
        journal.set_modified(SystemTime::now() - Duration::from_secs(2_000_000)).unwrap();
    });
    let Err(Failure::Server(reference, error)) = broken.await else { panic!("it was reset") };
    assert_eq!((&*reference, error.delivery()), ("K-0000", Delivery::Unknown));
    let asked = server.requests().len();

    plan.grace = Duration::from_secs(1_000_000);
    let (waits, wait) = oneshot::channel();
    let mut waits = Some(waits);
    let tell = |event: Event<'_>| {
        if let Event::Waiting(wait) = event {
            let _ = waits.take().unwrap().send(wait);
        }
    };
    let stop = async { assert!(wait.await.unwrap() > Duration::from_secs(900_000)) };
    let tally = topup::run(&client, &plan, stop, tell).await.unwrap();
    assert!(tally.is_stopped && tally.booked == 0);
    assert_eq!(server.requests().len(), asked, "nothing was asked for");

    plan.grace = Duration::ZERO;
    assert_eq!(run(&client, &plan).await.unwrap(), all(3, 0));
    each_once(&server, 3);
}

#[tokio::test]
async fn stopped_it_finishes_the_payment_under_way() {
    let (server, client) = billing().await;
    let plan = plan("stopped", &payments(9));
    let tally = topup::run(&client, &plan, ready(()), |_| {}).await.unwrap();
    assert_eq!(tally, Tally { total: 9, is_stopped: true, ..Tally::default() });
    let (seen, stop) = oneshot::channel();
    let mut seen = Some(seen);
    let tell = |event: Event<'_>| {
        if matches!(event, Event::Paying(payment) if payment.reference == "K-0002") {
            let _ = seen.take().unwrap().send(());
        }
    };
    let stop = async { stop.await.unwrap() };
    let tally = topup::run(&client, &plan, stop, tell).await.unwrap();
    assert_eq!(tally, Tally { total: 9, booked: 3, is_stopped: true, ..Tally::default() });
    each_once(&server, 3);
    assert!(fs::read_to_string(&plan.journal).unwrap().ends_with("K-0002;booked\n"));
    assert_eq!(run(&client, &plan).await.unwrap(), all(6, 3));
    each_once(&server, 9);
}

#[tokio::test]
async fn a_torn_last_line_wherever_it_was_torn() {
    let (server, client) = billing().await;
    let plan = plan("torn", &payments(1));
    run(&client, &plan).await.unwrap();
    let begun = "K-0000;begun\n".len();
    let whole = fs::read(&plan.journal).unwrap();
    // What was on the disk before the payment was sent is there.
    for end in begun - 1..=whole.len() {
        fs::write(&plan.journal, &whole[..end]).unwrap();
        let tally = run(&client, &plan).await.unwrap();
        assert_eq!(tally.booked + tally.known, 1, "torn at {end}");
        each_once(&server, 1);
        assert!(fs::read_to_string(&plan.journal).unwrap().ends_with(";booked\n"), "torn at {end}");
    }
    // Before that, nothing was sent.
    for end in 0..begun {
        let (server, client) = billing().await;
        fs::write(&plan.journal, &whole[..end]).unwrap();
        assert_eq!(run(&client, &plan).await.unwrap(), all(1, 0), "torn at {end}");
        each_once(&server, 1);
    }
}

#[tokio::test]
async fn what_the_billing_does_not_tell_is_left_for_a_person() {
    let (server, client) = billing().await;
    let plan = plan("undecided", &payments(4));
    let hidden = FinColumns { number: false, ..FinColumns::default() };
    server.set_dialect(Dialect { fin_columns: hidden, ..Dialect::default() });
    for _ in 0..3 {
        let tally = run(&client, &plan).await.unwrap();
        assert_eq!((tally.booked, tally.known, tally.left.len()), (0, 0, 4), "{tally:?}");
        each_once(&server, 4);
    }
    // Under another name, the reference is found, and not believed until that name is given.
    server.set_dialect(Dialect { fin_names: FinNames::Other, ..Dialect::default() });
    assert_eq!(run(&client, &plan).await.unwrap().left.len(), 4);
    let named = Plan { number_column: "doc_number".to_owned(), ..plan };
    assert_eq!(run(&client, &named).await.unwrap(), all(4, 0));
    each_once(&server, 4);
}

#[tokio::test]
async fn an_account_without_operations_proves_nothing_unless_told() {
    let (server, client) = billing().await;
    let mut plan = plan("empty", &payments(2));
    plan.trust_empty = false;
    let reset = || server.fault_next(1, Fault::ResetBefore);
    let tally = run_and(&client, &plan, "K-0000", reset).await.unwrap();
    assert_eq!((tally.booked, tally.left.len()), (1, 1), "{tally:?}");
    assert_eq!(tally.left[0].reference, "K-0000");
    assert_eq!(run(&client, &plan).await.unwrap().left.len(), 1);
    // A person has looked.
    let journal = fs::read_to_string(&plan.journal).unwrap();
    fs::write(&plan.journal, journal + "K-0000;unpaid").unwrap();
    assert_eq!(run(&client, &plan).await.unwrap(), all(1, 1));
    each_once(&server, 2);
}

#[tokio::test]
async fn what_the_server_refuses_is_listed_and_the_others_are_paid() {
    let (server, client) = billing().await;
    let mut file = payments(2);
    file.push_str("X-1,999999,5,nobody\n");
    let plan = plan("refused", &file);
    for booked in [1, 2] {
        let refuse = || server.refuse_next("exception 7 CASH_IS_CLOSED");
        let tally = match booked {
            1 => run_and(&client, &plan, "K-0000", refuse).await.unwrap(),
            _ => run(&client, &plan).await.unwrap(),
        };
        assert_eq!(tally.booked + tally.known, booked, "{tally:?}");
        let left = tally.left.iter().find(|left| left.reference == "X-1").unwrap();
        assert!(left.why.contains("not booked"), "{left:?}");
    }
    each_once(&server, 2);
}

#[tokio::test]
async fn a_reference_in_another_column_is_not_taken_for_a_payment() {
    let (server, client) = billing().await;
    let id = user(0);
    // The first operation has the type 2, and the second payment that reference.
    let plan = plan("digits", &format!("reference,user_id,sum,description\nA,{id},5,\n2,{id},6,\n"));
    run_and(&client, &plan, "2", || server.fault_next(1, Fault::ResetBefore)).await.unwrap_err();
    assert_eq!(books(&server), [("A".to_owned(), 500)]);
    assert!(run(&client, &plan).await.unwrap().left.is_empty(), "and the next run pays it");
    assert_eq!(books(&server), [("2".to_owned(), 600), ("A".to_owned(), 500)]);
}

#[tokio::test]
async fn a_copy_of_the_file_and_a_lost_journal_pay_nothing_twice() {
    let (server, client) = billing().await;
    let plan = plan("copy", &payments(3));
    assert_eq!(run(&client, &plan).await.unwrap(), all(3, 0));
    let copy = Plan {
        file: plan.file.with_file_name("copy.csv"),
        journal: plan.file.with_file_name("copy.csv.journal"),
        ..plan.clone()
    };
    fs::copy(&plan.file, &copy.file).unwrap();
    fs::remove_file(&plan.journal).unwrap();
    for fin_names in [FinNames::AsArguments, FinNames::Other] {
        server.set_dialect(Dialect { fin_names, ..Dialect::default() });
        for again in [&plan, &copy] {
            let tally = run(&client, again).await.unwrap();
            assert_eq!((tally.booked, tally.known, tally.left.len()), (0, 0, 3), "{tally:?}");
            assert!(tally.left[0].why.contains("in the books already"), "{tally:?}");
            assert_eq!(fs::read_to_string(&again.journal).unwrap(), "");
            each_once(&server, 3);
        }
    }
}

/// A register that numbers from 1 each month.
#[tokio::test]
async fn a_payment_of_another_register_is_not_taken_for_this_one() {
    let (server, client) = billing().await;
    let id = user(0);
    let header = "reference,user_id,sum,description\n";
    let may = plan("may", &format!("{header}B17,{id},350,\nB18,{id},5,\n"));
    assert_eq!(run(&client, &may).await.unwrap(), all(2, 0));
    let booked = [("B17".to_owned(), 35_000), ("B18".to_owned(), 500)];

    let june = plan("june", &format!("{header}B17,{id},350,\nb18,{id},6,\n"));
    for journal in ["", "B17;unpaid\nb18;unpaid\n"] {
        fs::write(&june.journal, journal).unwrap();
        let reset = || server.fault_next(1, Fault::ResetBefore);
        let tally = run_and(&client, &june, "B17", reset).await.unwrap();
        assert_eq!((tally.booked, tally.left.len()), (0, 2), "{tally:?}");
        assert_eq!(books(&server), booked);
        assert_eq!(fs::read_to_string(&june.journal).unwrap(), journal);
    }

    // Under a new reference it is paid.
    fs::remove_file(&june.journal).unwrap();
    fs::write(&june.file, format!("{header}06-17,{id},350,\n06-18,{id},6,\n")).unwrap();
    assert_eq!(run(&client, &june).await.unwrap(), all(2, 0));
}

#[tokio::test]
async fn one_that_the_billing_has_in_other_letters_is_not_called_unpaid() {
    let (server, client) = billing().await;
    let plan = plan("letters", &format!("reference,user_id,sum,description\nb18,{},5,\n", user(0)));
    run_and(&client, &plan, "b18", || server.fault_next(1, Fault::ResetBefore)).await.unwrap_err();
    // As a billing books it that changes the case.
    let _ = client.add_payment(user(0).into(), Decimal::from(5)).number("B18").await.unwrap();
    for _ in 0..2 {
        let tally = run(&client, &plan).await.unwrap();
        assert!(tally.left[0].why.contains("in other letters"), "{tally:?}");
    }
    assert_eq!(books(&server), [("B18".to_owned(), 500)]);
    assert!(!fs::read_to_string(&plan.journal).unwrap().contains("unpaid"));
}

#[tokio::test]
async fn an_account_whose_operations_cannot_be_read_holds_up_no_other() {
    let (server, client) = billing().await;
    let plan = plan("unread", &payments(2));
    client.login().await.unwrap();
    server.refuse_next("exception 7 ACCOUNT_IS_REMOVED");
    let tally = run(&client, &plan).await.unwrap();
    assert!(tally.left[0].why.contains("its operations cannot be read"), "{tally:?}");
    assert_eq!((tally.booked, tally.left.len()), (1, 1), "{tally:?}");
    assert_eq!(books(&server), [(reference(1), sum(1))]);
}

#[tokio::test]
async fn what_was_answered_and_could_not_be_looked_up_is_not_sent_again() {
    let (server, client) = billing().await;
    let plan = plan("answered", &payments(1));
    let mut asked = 0;
    let tell = |event: Event<'_>| {
        if matches!(event, Event::LookingUp(_)) {
            asked += 1;
            if asked == 2 {
                server.fault_next(10, Fault::Status { status: 503, retry_after: None });
            }
        }
    };
    topup::run(&client, &plan, pending(), tell).await.unwrap_err();
    let journal = fs::read_to_string(&plan.journal).unwrap();
    assert_eq!(journal, "K-0000;begun\nK-0000;answered\n");

    // On a server that did not book it after all.
    let (server, client) = billing().await;
    let tally = run(&client, &plan).await.unwrap();
    assert!(tally.left[0].why.contains("not paid again"), "{tally:?}");
    assert!(books(&server).is_empty());
}

#[tokio::test]
async fn every_form_of_an_answer_ends_booked() {
    for edit_reply in [EditReply::NewId, EditReply::EmptyBody, EditReply::Text, EditReply::NoRows] {
        let (server, client) = billing().await;
        server.set_dialect(Dialect { edit_reply, ..Dialect::default() });
        let plan = plan(&format!("{edit_reply:?}"), &payments(2));
        assert_eq!(run(&client, &plan).await.unwrap(), all(2, 0), "{edit_reply:?}");
        each_once(&server, 2);
    }
}

#[tokio::test]
async fn a_file_with_anything_wrong_is_not_begun() {
    let (server, client) = billing().await;
    let header = "reference,user_id,sum,description\n";
    for (lines, why) in [
        ("A,1,5,\nB,1,5,\nA,2,6,\n", "line 4: the reference A was there before"),
        ("A,1,5,\na,1,5,\n", "was there before"),
        ("ABCDEFGHIJK,1,5,\n", "one to ten"),
        (",1,5,\n", "one to ten"),
        ("A;begun,1,5,\n", "one to ten"),
        ("Ё,1,5,\n", "one to ten"),
        ("null,1,5,\n", "null"),
        ("A,x,5,\n", "user id"),
        ("A,0,5,\n", "user id"),
        ("A,1,0,\n", "sum"),
        ("A,1,0.00,\n", "sum"),
        ("A,1,-5,\n", "sum"),
        ("A,1,5.001,\n", "sum"),
        ("A,1,1e3,\n", "sum"),
        ("A,1,1_0,\n", "sum"),
        ("A,1,\"5,50\",\n", "sum"),
        ("A,1,5,it's\n", "quote"),
        ("A,1,5,\"a\nb\"\n", "line break"),
        ("A,1,5\n", "3 cells"),
        ("A,1,5,x,y\n", "5 cells"),
    ] {
        let plan = plan("wrong", &format!("{header}{lines}"));
        let told = unfit(&client, &plan).await;
        assert!(told.contains(why), "{lines}: {told}");
        assert!(!plan.journal.exists());
    }
    for file in ["", "A,1,5,\n", "user_id,reference,sum,description\nA,1,5,\n"] {
        let told = unfit(&client, &plan("wrong", file)).await;
        assert!(told.contains("the first line"), "{told}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_journal_that_is_not_of_this_file_or_in_use_is_left_alone() {
    let (server, client) = billing().await;
    for (journal, why) in [
        ("Z-1;booked\n", "does not have"),
        ("notes of mine\n", "no line of a journal"),
        ("K-0000;paid\n", "no line of a journal"),
    ] {
        let plan = plan("foreign", &payments(2));
        fs::write(&plan.journal, journal).unwrap();
        let told = unfit(&client, &plan).await;
        assert!(told.contains(why), "{told}");
        assert_eq!(fs::read_to_string(&plan.journal).unwrap(), journal);
    }
    let plan = plan("locked", &payments(2));
    let other = fs::File::create(&plan.journal).unwrap();
    other.lock().unwrap();
    assert!(unfit(&client, &plan).await.contains("another run"));
    assert!(server.requests().is_empty());
    drop(other);
    assert_eq!(run(&client, &plan).await.unwrap(), all(2, 0));
}

#[tokio::test]
async fn a_server_that_is_not_there_leaves_everything_unpaid() {
    let (server, client) = billing().await;
    let plan = plan("away", &payments(2));
    server.refuse_connections(1000);
    let Err(Failure::Server(_, error)) = run(&client, &plan).await else { panic!("nobody is there") };
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent));
    assert_eq!(fs::read_to_string(&plan.journal).unwrap(), "");
    assert!(books(&server).is_empty());
}

#[tokio::test]
async fn what_did_not_leave_is_unpaid() {
    let (server, builder) = building().await;
    let client = builder.suid_age(Duration::ZERO).build().unwrap();
    let plan = plan("unsent", &payments(2));
    // Each call logs in before it, and that fails.
    let busy = || server.fault_next(10, Fault::Status { status: 503, retry_after: None });
    let broken = run_and(&client, &plan, "K-0000", busy).await;
    let Err(Failure::Server(_, error)) = broken else { panic!("it is busy") };
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, Delivery::NotSent));
    assert_eq!(fs::read_to_string(&plan.journal).unwrap(), "K-0000;begun\nK-0000;unpaid\n");
    assert!(books(&server).is_empty());
}
