//! Payments while everything breaks: the ledger of the sandbox tells what was booked and what was not.

use std::collections::BTreeMap;

use isp_sandbox::procbill::{Dialect, EditReply, SUBSCRIBER};
use isp_sandbox::{Fault, Sandbox};

use crate::http::{all_bytes, head, known_client, one_step, parsed, try_connect};

/// SplitMix64, with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Nothing,
    Refused,
    ResetBefore,
    ResetAfter,
    Closed,
    Cut,
    Status,
}

#[tokio::test]
async fn two_hundred_payments() {
    let dialect = Dialect { edit_reply: EditReply::NewId, ..Dialect::default() };
    let billing = Sandbox::procbill().dialect(dialect).start().await.unwrap();
    let mut chance = Chance(20_261);
    let mut met = BTreeMap::<Met, usize>::new();
    for round in 0..200 {
        let number = format!("N{round:06}");
        let (met_now, fault) = match chance.below(7) {
            0 => (Met::Nothing, None),
            1 => (Met::Refused, None),
            2 => (Met::ResetBefore, Some(Fault::ResetBefore)),
            3 => (Met::ResetAfter, Some(Fault::ResetAfter)),
            4 => (Met::Closed, Some(Fault::Close)),
            5 => (Met::Cut, Some(Fault::CutBody { after: 5 })),
            _ => (Met::Status, Some(Fault::Status { status: 502, retry_after: None })),
        };
        *met.entry(met_now).or_default() += 1;
        billing.refuse_connections(usize::from(met_now == Met::Refused));
        if let Some(fault) = fault {
            billing.fault_next(1, fault);
        }
        let query = one_step("CLN_FIN_OPER_ADD", &["1204", "null", "1.00", "null", &number, "2", "null"]);
        let answer = match try_connect(billing.addr(), known_client(&billing), "127.0.0.1").await {
            Err(_) => Vec::new(),
            Ok(stream) => all_bytes(stream, &head("GET", &query, true)).await.0,
        };
        let known = !answer.is_empty() && parsed(&answer).text().contains("</id>");
        let booked = billing
            .operations(SUBSCRIBER)
            .iter()
            .filter(|operation| operation.number.as_ref() == Some(&number))
            .count();
        let (expected_known, expected_booked) = match met_now {
            Met::Nothing => (true, 1),
            Met::ResetAfter | Met::Closed | Met::Cut => (false, 1),
            Met::Refused | Met::ResetBefore | Met::Status => (false, 0),
        };
        assert_eq!((known, booked), (expected_known, expected_booked), "{met_now:?}");
    }
    assert_eq!(met.len(), 7, "{met:?}");
    let booked = billing.operations(SUBSCRIBER).len();
    assert_eq!(billing.balance(SUBSCRIBER), Some(43_333 + 100 * i64::try_from(booked).unwrap()));
    assert_eq!(billing.acts().len(), booked);
}
