//! The same work against the sandbox in every dialect that it speaks: the same results, except for what a dialect
//! takes away.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod expected;
mod observed;
#[path = "../support/mod.rs"]
mod support;
mod switches;

use isp_sandbox::mobilon::Dialect;
use isp_test_support::Dice;
use observed::observe;
use switches::switches;

/// Reports every dialect that differs, not only the first.
async fn check(dialects: impl IntoIterator<Item = (String, Dialect)>) {
    let plain = observe(&Dialect::default()).await;
    let mut wrong = Vec::new();
    for (name, dialect) in dialects {
        let (seen, expected) = (observe(&dialect).await, plain.clone().in_dialect(&dialect));
        wrong.extend(seen.differences(&expected).into_iter().map(|part| format!("{name}: {part}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_default_dialect_tells_what_happened() {
    observe(&Dialect::default()).await.assert_is_what_happened();
}

#[tokio::test]
async fn each_switch_alone() {
    let mut dialects = Vec::new();
    for (name, turn) in switches().into_iter().flatten() {
        let mut dialect = Dialect::default();
        turn(&mut dialect);
        dialects.push((name.to_owned(), dialect));
    }
    check(dialects).await;
}

#[tokio::test]
async fn combinations() {
    let mut dice = Dice(20_170_412);
    let switches = switches();
    let dialects = (0..60).map(|number| {
        let mut dialect = Dialect::default();
        for positions in &switches {
            positions[dice.below(positions.len())].1(&mut dialect);
        }
        (format!("combination {number} {dialect:?}"), dialect)
    });
    check(dialects.collect::<Vec<_>>()).await;
}
