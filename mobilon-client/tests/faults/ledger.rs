//! Many calls through many faults: what the client says against what the PBX did.

use isp_sandbox::Fault;
use isp_sandbox::mobilon::Running;
use isp_test_support::Dice;
use mobilon_client::{Delivery, Error, PlacedCall, RetryBudget};

use super::{builder, sandbox};

/// One more thing that goes wrong, or nothing.
fn plan(dice: &mut Dice, pbx: &Running) {
    let status = |status, retry_after: Option<&str>| Fault::Status {
        status,
        retry_after: retry_after.map(str::to_owned),
    };
    match dice.below(14) {
        0 => pbx.fault_next(1, status(429, Some("0"))),
        1 => pbx.fault_next(3, status(429, Some("0"))),
        2 => pbx.fault_next(2, status(503, Some("0"))),
        3 => pbx.fault_next(1, status(503, None)),
        4 => pbx.fault_next(1, status(500, None)),
        5 => pbx.fault_next(1, Fault::CutBody { after: dice.below(100) }),
        6 => pbx.fault_next(1, Fault::Close),
        7 => pbx.fault_next(1, Fault::CloseReused),
        8 => pbx.fault_next(1, Fault::Gzip),
        9 => pbx.fail_next([1, 2, 3, 4, 5, 17][dice.below(6)]),
        10 => pbx.close_connections(),
        _ => {}
    }
}

fn times_placed(pbx: &Running, number: &str) -> Vec<String> {
    let placed = pbx.calls_placed();
    placed.into_iter().filter(|call| call.number == number).map(|call| call.callid).collect()
}

/// How often each outcome was seen: placed, refused, not sent, unknown and not placed, unknown and placed.
type Tally = [usize; 5];

fn compare(pbx: &Running, number: &str, outcome: Result<PlacedCall, Error>, tally: &mut Tally) {
    let placed = times_placed(pbx, number);
    match outcome {
        Ok(told) => {
            assert_eq!(placed, [told.call_id.unwrap().to_string()], "{number}");
            tally[0] += 1;
        }
        Err(error) => match error.delivery() {
            Delivery::Unknown => {
                assert!(placed.len() <= 1, "{number}: {error}");
                tally[3 + placed.len()] += 1;
            }
            delivery => {
                assert_eq!(placed, [""; 0], "{number}: {error}");
                tally[if delivery == Delivery::Refused { 1 } else { 2 }] += 1;
            }
        },
    }
}

#[tokio::test]
async fn one_after_the_other() {
    let pbx = sandbox().await;
    let client = builder(&pbx).retry_budget(RetryBudget::unlimited()).build().unwrap();
    let (mut dice, mut tally) = (Dice(8_913), Tally::default());
    for index in 0..200 {
        (0..dice.below(3)).for_each(|_| plan(&mut dice, &pbx));
        // Some numbers do not even leave the client.
        let plus = if dice.below(12) == 0 { "+" } else { "" };
        let number = format!("{plus}8913{index:07}");
        let outcome = client.call(&number).await;
        compare(&pbx, &number, outcome, &mut tally);
    }
    assert!(tally.iter().all(|&times| times >= 5), "each outcome was seen: {tally:?}");
    assert_eq!(tally.iter().sum::<usize>(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn side_by_side() {
    let pbx = sandbox().await;
    let client = builder(&pbx).retry_budget(RetryBudget::unlimited()).build().unwrap();
    let (mut dice, mut tally) = (Dice(120_120), Tally::default());
    for round in 0..25 {
        (0..dice.below(12)).for_each(|_| plan(&mut dice, &pbx));
        let calls: Vec<_> = (0..8)
            .map(|index| {
                let number = format!("8913{round:03}{index:04}");
                let client = client.clone();
                tokio::spawn(async move { (client.call(&number).await, number) })
            })
            .collect();
        for call in calls {
            let (outcome, number) = call.await.unwrap();
            compare(&pbx, &number, outcome, &mut tally);
        }
    }
    assert_eq!(tally.iter().sum::<usize>(), 200);
}
