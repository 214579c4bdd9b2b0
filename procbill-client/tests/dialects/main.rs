//! The same calls on the emulated server in every way that it can speak: the same typed results.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod look;
#[path = "../support/mod.rs"]
mod support;
mod switches;

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::Subscriber;
use look::{is_right, look};
use switches::{alone, mixed};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_position_of_every_switch_alone() {
    run(alone()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_combinations() {
    run(mixed(200, 4)).await;
}

async fn run(variants: Vec<switches::Variant>) {
    let mut sandbox = Sandbox::procbill().plain_http();
    // Somebody without operations for each.
    for turn in (0..).take(variants.len() + 1) {
        sandbox =
            sandbox.subscriber(Subscriber::new(look::payer(turn), format!("payer{turn}"), "Плательщик"));
    }
    let server = sandbox.start().await.unwrap();
    let first = look(&server, &switches::Variant::default(), 0).await;
    is_right(&first);
    for (turn, variant) in (1..).zip(variants) {
        let seen = look(&server, &variant, turn).await;
        // One line differs, and not all are of interest.
        let lines = |seen| format!("{seen:#?}").lines().map(str::to_owned).collect::<Vec<_>>();
        let (told, expected) = (lines(&seen), lines(&first));
        let differ = told.iter().zip(&expected).find(|(told, expected)| told != expected);
        assert_eq!(differ, None, "{variant:?}");
        assert!(seen == first, "{variant:?}");
    }
}
