//! Five hundred payments while answers are lost: what the client says against what the sandbox booked.

use isp_sandbox::kubalink::{Act, Breakage, CUSTOMER, FORMER, NEIGHBOUR, Running};
use isp_sandbox::{Fault, Sandbox};
use isp_test_support::Dice;
use kubalink_client::{Decimal, Delivery, Done, Effect, Error};
use tokio::task::JoinHandle;

use crate::support::patient;

const PAYMENTS: usize = 500;
/// How many are on their way at a time.
const BATCH: usize = 20;

struct Payment {
    customer: i64,
    amount: Decimal,
    comment: String,
    call: JoinHandle<Result<Done, Error>>,
}

/// Many of the requests meet something.
fn plan(sandbox: &Running, dice: &mut Dice) {
    let again = || Some("0".to_owned());
    match dice.below(14) {
        0 => sandbox.fault_next(1, Fault::CutBody { after: 0 }),
        1 => sandbox.fault_next(1, Fault::CutBody { after: dice.below(15) }),
        2 => sandbox.fault_next(1, Fault::CutBody { after: usize::MAX }),
        3 => sandbox.fault_next(1, Fault::Close),
        4 => sandbox.fault_next(1, Fault::ResetBefore),
        5 => sandbox.fault_next(1, Fault::ResetAfter),
        6 => sandbox.fault_next(1, Fault::CloseReused),
        7 => sandbox.fault_next(1, Fault::Status { status: 500, retry_after: None }),
        8 => sandbox.fault_next(1, Fault::Status { status: 503, retry_after: again() }),
        9 => sandbox.fault_next(1, Fault::Status { status: 429, retry_after: again() }),
        _ => {}
    }
    sandbox.fault_next(1 + dice.below(2), Fault::Gzip);
}

fn hundredths(sandbox: &Running, customer: i64) -> Decimal {
    sandbox.balance(customer).unwrap().parse().unwrap()
}

fn booked(acts: &[Act], comment: &str) -> usize {
    let is_it = |act: &&Act| act.action == "change_balance" && act.parameter("comment") == Some(comment);
    acts.iter().filter(is_it).count()
}

async fn pay(seed: u64, at_once: usize) {
    let sandbox = Sandbox::kubalink().start().await.unwrap();
    let customers = [CUSTOMER, NEIGHBOUR, FORMER];
    let before = customers.map(|customer| hundredths(&sandbox, customer));
    let erp = patient(&sandbox).in_flight(at_once).build().unwrap();
    let mut dice = Dice(seed);
    let mut ended = Vec::new();
    for batch in 0..PAYMENTS / BATCH {
        (0..BATCH).for_each(|_| plan(&sandbox, &mut dice));
        // Not both at a time: a refusal behind a broken answer is not seen.
        if batch % 2 == 0 {
            (0..dice.below(3)).for_each(|_| sandbox.refuse_next("not enough rights"));
        } else {
            let breakages = [Breakage::PhpWarning, Breakage::LoginPage, Breakage::EmptyBody];
            (0..dice.below(5)).for_each(|_| sandbox.break_next(breakages[dice.below(3)]));
        }
        let payments: Vec<_> = (batch * BATCH..(batch + 1) * BATCH)
            .map(|number| {
                let customer = customers[dice.below(3)];
                let amount = Decimal::new(dice.below(20_000) as i64 - 10_000, 2);
                let comment = format!("payment {number}");
                let call = erp.customer().change_balance(customer as u64, amount, comment.as_str());
                Payment { customer, amount, comment, call: tokio::spawn(call.into_future()) }
            })
            .collect();
        for mut payment in payments {
            let end = (&mut payment.call).await.unwrap();
            ended.push((payment, end));
        }
        sandbox.mend();
    }
    // A lost call may act late: look when all are over.
    let acts = sandbox.acts();
    let (mut sums, mut tally) = (before, [0; 5]);
    for (payment, end) in &ended {
        let times = booked(&acts, &payment.comment);
        let what = format!("{}: {end:?}, booked {times} times", payment.comment);
        assert!(times <= 1, "{what}");
        let place = match end.as_ref().map_err(Error::delivery) {
            Ok(_) => 0,
            Err(Delivery::NotSent) => 1,
            Err(Delivery::Refused) => 2,
            Err(_) => 3 + times,
        };
        match place {
            0 => assert_eq!(times, 1, "answered and not booked: {what}"),
            1 | 2 => assert_eq!(times, 0, "booked, and said not to be: {what}"),
            _ => {}
        }
        tally[place] += 1;
        let at = customers.iter().position(|customer| *customer == payment.customer).unwrap();
        sums[at] += payment.amount * Decimal::from(times);
    }
    assert_eq!(
        customers.map(|customer| hundredths(&sandbox, customer)),
        sums,
        "the balances are those of the ledger"
    );
    assert!(tally[0] > PAYMENTS / 3, "most were answered: {tally:?}");
    assert!(tally[2] > 0 && tally[3] > 0 && tally[4] > 20, "every end was seen: {tally:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_payments_at_once() {
    pay(5_050, 8).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_payments_one_after_another() {
    pay(77, 1).await;
}

/// The same storm over what may be repeated: all of it arrives, unless the server is ill for longer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_be_repeated_gets_through() {
    let sandbox = Sandbox::kubalink().start().await.unwrap();
    let erp = patient(&sandbox).attempts(10).build().unwrap();
    let mut dice = Dice(9);
    for number in 0..100 {
        for _ in 0..dice.below(4) {
            let after = dice.below(30);
            sandbox.fault_next(
                1,
                [Fault::Close, Fault::ResetAfter, Fault::CutBody { after }][dice.below(3)].clone(),
            );
        }
        let comment = format!("comment {number}");
        erp.customer().edit(CUSTOMER as u64).comment(comment.as_str()).await.unwrap();
        let card = erp.customer().get_data(CUSTOMER as u64).await.unwrap().unwrap();
        assert_eq!(card.comment.unwrap().plain(), comment);
        let raw = erp.raw("customer", "get_data").param("customer_id", CUSTOMER).effect(Effect::Read);
        raw.await.unwrap();
    }
}
