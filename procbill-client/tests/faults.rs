//! Payments while everything breaks: what the client says, and what `confirm` finds out, against the sandbox's ledger.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_sandbox::procbill::{Deed, Dialect, EditReply, FIRST_GENERATED, FinColumns, FinNames, Running};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use isp_test_support::Dice;
use procbill_client::{
    Client, ClientBuilder, Confirmation, Delivery, Error, ErrorKind, Outcome, Receipt, RetryBudget,
};
use rust_decimal::Decimal;
use support::{plain, secured};
use tokio::task::JoinHandle;
use tokio::time;

/// Payments that are on their way at once.
const BATCH: u32 = 20;

struct Payment {
    receipt: Receipt,
    call: JoinHandle<Result<Outcome, Error>>,
}

struct Paid {
    receipt: Receipt,
    ended: Result<Outcome, Error>,
}

impl Paid {
    fn is_unknown(&self) -> bool {
        self.ended.as_ref().is_err_and(|error| error.delivery() == Delivery::Unknown)
    }
}

/// Each payment has a number and a sum of its own.
fn pay(billing: &Client, people: u32, number: u32) -> Payment {
    let user = FIRST_GENERATED + i32::try_from(number % people).unwrap();
    let payment = billing.add_payment(user.into(), Decimal::new(i64::from(number) + 1, 2));
    // Some keep the number that was made for them.
    let payment = if number.is_multiple_of(10) { payment } else { payment.number(format!("C{number:06}")) };
    let payment =
        payment.date("2026-04-15T08:30:00".parse().unwrap()).description(format!("платёж {number:06}"));
    let receipt = payment.receipt();
    Payment { receipt, call: tokio::spawn(payment.into_future()) }
}

/// Some of the next requests and connections break.
fn break_some(server: &Running, dice: &mut Dice) {
    for _ in 0..BATCH {
        let fault = match dice.below(14) {
            0 => Fault::ResetBefore,
            1 | 2 => Fault::ResetAfter,
            3 => Fault::Close,
            4 => Fault::CutBody { after: 0 },
            5 => Fault::CutBody { after: dice.below(60) },
            6 => Fault::CutBody { after: usize::MAX },
            7 => Fault::CloseReused,
            8 => Fault::Status { status: 502, retry_after: None },
            // Changes nothing, and fills the places between.
            _ => Fault::Gzip,
        };
        server.fault_next(1, fault);
    }
    match dice.below(8) {
        // More than a call tries again.
        0 => {
            server.close_connections();
            server.refuse_connections(40);
        }
        few => server.refuse_connections(few / 3),
    }
}

/// A payment whose answer stands still until the client has enough. Time leaps there once it stands.
async fn stalled(server: &Running, dice: &mut Dice, payment: Payment) -> Paid {
    let at = [StallPoint::BeforeHead, StallPoint::AfterAct, StallPoint::Body(0), StallPoint::Body(9)];
    let stall = server.stall_next(at[dice.below(4)]);
    let Payment { receipt, mut call } = payment;
    let ended = tokio::select! {
        // A fault that was planned before, and met first.
        ended = &mut call => ended.unwrap(),
        () = stall.reached() => {
            time::pause();
            let ended = call.await.unwrap();
            time::resume();
            ended
        }
    };
    stall.release();
    Paid { receipt, ended }
}

/// How often each end was seen: answered, refused, not sent, unknown and not booked, unknown and booked.
type Tally = [usize; 5];

fn booked(server: &Running, receipt: &Receipt) -> usize {
    let operations = server.operations(receipt.user_id.try_into().unwrap());
    let same = operations.iter().filter(|operation| operation.number.as_ref() == Some(&receipt.number));
    same.inspect(|operation| assert_eq!(Decimal::new(operation.sum, 2), receipt.sum)).count()
}

async fn run(server: &Running, builder: ClientBuilder, calls: u32, seed: u64) -> (Client, Vec<Paid>) {
    let people = calls / 10;
    let calm = builder.clone().build().unwrap();
    // Without one operation no columns would come that could show another.
    for person in 0..people {
        let _ = calm.add_payment((FIRST_GENERATED as u32 + person).into(), Decimal::ONE).await.unwrap();
    }
    let billing = builder.retry_budget(RetryBudget::unlimited()).build().unwrap();
    let mut dice = Dice(seed);
    let mut paid = Vec::new();
    while paid.len() < calls as usize {
        let next = u32::try_from(paid.len()).unwrap();
        if dice.below(4) == 0 {
            let payment = pay(&billing, people, next);
            paid.push(stalled(server, &mut dice, payment).await);
            continue;
        }
        let edit_reply = [EditReply::NewId, EditReply::EmptyBody, EditReply::Text, EditReply::NoRows];
        server.set_dialect(Dialect { edit_reply: edit_reply[dice.below(4)], ..Dialect::default() });
        break_some(server, &mut dice);
        if dice.below(5) == 0 {
            server.expire_sessions();
        }
        let batch: Vec<_> =
            (next..(next + BATCH).min(calls)).map(|number| pay(&billing, people, number)).collect();
        for Payment { receipt, call } in batch {
            paid.push(Paid { receipt, ended: call.await.unwrap() });
        }
    }
    // What still hangs is over then, and a calm client's first answers come behind it.
    server.set_dialect(Dialect::default());
    drain(server, &calm).await;
    (calm, paid)
}

/// Meets all that was planned and did not come yet.
async fn drain(server: &Running, calm: &Client) {
    loop {
        // So that the first read needs a new connection.
        server.close_connections();
        let before = server.requests().len();
        let mut went_well = 0;
        while went_well < 5 && calm.homes().await.is_ok() {
            went_well += 1;
        }
        // Not one was repeated.
        if went_well == 5 && server.requests().len() == before + 5 {
            return;
        }
    }
}

fn compare(server: &Running, paid: &[Paid]) -> Tally {
    let mut tally = Tally::default();
    for Paid { receipt, ended } in paid {
        let times = booked(server, receipt);
        assert!(times <= 1, "booked twice: {receipt:?} {ended:?}");
        let end = match ended.as_ref().map_err(Error::delivery) {
            Ok(_) => 0,
            Err(Delivery::Refused) => 1,
            Err(Delivery::NotSent) => 2,
            Err(_) => 3 + times,
        };
        match end {
            0 => assert_eq!(times, 1, "answered and not booked: {receipt:?} {ended:?}"),
            1 | 2 => assert_eq!(times, 0, "booked, and said not to be: {receipt:?} {ended:?}"),
            _ => {}
        }
        tally[end] += 1;
    }
    tally
}

/// Each that is unknown gets its answer, and the truth.
async fn settle(server: &Running, billing: &Client, paid: &[Paid]) {
    for Paid { receipt, ended } in paid.iter().filter(|paid| paid.is_unknown()) {
        let settled = billing.confirm(receipt).await.unwrap();
        match booked(server, receipt) {
            0 => assert_eq!(settled, Confirmation::NotBooked, "{receipt:?} {ended:?}"),
            _ => {
                let Confirmation::Booked(row) = settled else { panic!("{settled:?}: {receipt:?} {ended:?}") };
                assert_eq!(row.get("number"), Some(&*receipt.number));
            }
        }
    }
}

/// Columns that hide the number, or call it something else: it is found where it is, and never guessed where it is not.
async fn settle_in_the_dark(server: &Running, billing: &Client, paid: &[Paid]) {
    let speak = |fin_columns, fin_names| {
        server.set_dialect(Dialect { fin_columns, fin_names, ..Dialect::default() });
    };
    for Paid { receipt, .. } in paid.iter().filter(|paid| paid.is_unknown()) {
        let is_booked = booked(server, receipt) == 1;
        speak(FinColumns { number: false, ..FinColumns::default() }, FinNames::AsArguments);
        assert_eq!(billing.confirm(receipt).await.unwrap(), Confirmation::Undecided, "{receipt:?}");
        let by_text = billing.confirm(receipt).by_sum_day_and_text().await.unwrap();
        assert_eq!(matches!(by_text, Confirmation::Booked(_)), is_booked, "{receipt:?} {by_text:?}");

        speak(FinColumns::default(), FinNames::Other);
        let not_named = billing.confirm(receipt).await.unwrap();
        let named = billing.confirm(receipt).number_column("doc_number").await.unwrap();
        if is_booked {
            assert!(matches!((not_named, named), (Confirmation::Booked(_), Confirmation::Booked(_))));
        } else {
            assert_eq!((not_named, named), (Confirmation::Undecided, Confirmation::NotBooked));
        }
    }
}

async fn chaos(server: Running, builder: ClientBuilder, calls: u32, seed: u64) -> Tally {
    let (calm, paid) = run(&server, builder, calls, seed).await;
    assert_eq!(paid.len(), calls as usize);
    let tally = compare(&server, &paid);
    let added = server.acts().iter().filter(|act| matches!(act.deed, Deed::PaymentAdded(_))).count();
    assert_eq!(added, tally[0] + tally[4] + calls as usize / 10, "nothing but these payments");
    settle(&server, &calm, &paid).await;
    let few = &paid[..paid.len().min(100)];
    settle_in_the_dark(&server, &calm, few).await;
    assert_eq!(compare(&server, &paid), tally, "nothing came later, and reading changed nothing");
    tally
}

async fn sandbox(calls: u32) -> Running {
    Sandbox::procbill().plain_http().generated_subscribers(calls / 10).start().await.unwrap()
}

#[tokio::test]
async fn two_thousand_payments_under_chaos() {
    let server = sandbox(2000).await;
    let builder = plain(&server);
    let tally = chaos(server, builder, 2000, 20_260).await;
    let [answered, _, not_sent, not_booked, booked] = tally;
    assert!(answered > 600 && not_sent > 20 && not_booked > 200 && booked > 200, "every end: {tally:?}");
}

#[tokio::test]
async fn a_hundred_payments_under_chaos_over_mutual_tls() {
    let server = sandbox(100).await;
    let builder = secured(&server);
    let tally = chaos(server, builder, 100, 31).await;
    assert!(tally[0] > 20 && tally[3] + tally[4] > 10, "{tally:?}");
}

/// The database refuses before anything runs.
#[tokio::test]
async fn a_payment_that_is_refused_is_not_booked() {
    let server = sandbox(10).await;
    let billing = plain(&server).build().unwrap();
    billing.login().await.unwrap();
    for (text, delivery) in [
        ("Dynamic SQL Error -Input parameter mismatch for procedure CLN_FIN_OPER_ADD ", Delivery::Refused),
        ("Dynamic SQL Error SQL error code = -204 Procedure unknown CLN_FIN_OPER_ADD", Delivery::Refused),
        ("lock conflict on no wait transaction", Delivery::Unknown),
        ("exception 7 NO_RIGHTS", Delivery::Unknown),
    ] {
        let payment = billing.add_payment(FIRST_GENERATED.into(), Decimal::ONE).attempts(1);
        let receipt = payment.receipt();
        server.refuse_next(text);
        let error = payment.await.unwrap_err();
        assert_eq!(
            (error.kind(), error.delivery(), error.attempts()),
            (ErrorKind::Api, delivery, 1),
            "{text}"
        );
        assert_eq!(booked(&server, &receipt), 0);
    }
}

/// No operation at all: no columns that could show it, unless the caller knows better.
#[tokio::test]
async fn without_any_operation_nothing_is_guessed() {
    let server = sandbox(10).await;
    let billing = plain(&server).build().unwrap();
    let receipt = billing.add_payment(FIRST_GENERATED.into(), Decimal::ONE).receipt();
    assert_eq!(billing.confirm(&receipt).await.unwrap(), Confirmation::Undecided);
    assert_eq!(billing.confirm(&receipt).trust_empty().await.unwrap(), Confirmation::NotBooked);
}
