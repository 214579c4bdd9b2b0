//! Every action against the sandbox: each is answered, and the reads give the same in every position of every switch.

mod additional_data;
mod address;
mod advertising;
mod attach;
mod billing;
mod cable_route;
mod call;
mod commutation;
mod cross;
mod customer;
mod cwdm;
mod device;
mod employee;
mod fiber;
mod gps;
mod inventory;
mod map;
mod node;
mod office;
mod tariff;
mod task;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::future::IntoFuture;

use isp_client_core::decode::unescape;
use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{Dialect, KEY, Running};
use kubalink_client::{BoxFuture, Client, Decimal, Effect, Error, OPERATIONS};

/// A call as its words and what comes of it.
type Call = (&'static str, BoxFuture<'static, Result<String, Error>>);

/// Makes a function that gives all calls of a category. Each gives its answer as `Debug` prints it.
macro_rules! calls {
    ($name:ident($erp:ident) { $($call:expr;)+ }) => {
        pub(crate) fn $name($erp: &kubalink_client::Client) -> Vec<crate::every::Call> {
            vec![$( (stringify!($call), crate::every::told($call)) ),+]
        }
    };
}
use calls;

fn told<C, T>(call: C) -> BoxFuture<'static, Result<String, Error>>
where
    C: IntoFuture<Output = Result<T, Error>>,
    C::IntoFuture: Send + 'static,
    T: Debug,
{
    let call = call.into_future();
    Box::pin(async move { Ok(format!("{:#?}", call.await?)) })
}

async fn erp(dialect: Dialect) -> (Running, Client) {
    let sandbox = Sandbox::kubalink().dialect(dialect).start().await.unwrap();
    let client = Client::builder(&sandbox.url()).unwrap().key(KEY).build().unwrap();
    (sandbox, client)
}

fn reads(erp: &Client) -> Vec<Call> {
    [
        additional_data::reads(erp),
        address::reads(erp),
        advertising::reads(erp),
        attach::reads(erp),
        billing::reads(erp),
        cable_route::reads(erp),
        call::reads(erp),
        commutation::reads(erp),
        cross::reads(erp),
        customer::reads(erp),
        cwdm::reads(erp),
        device::reads(erp),
        employee::reads(erp),
        fiber::reads(erp),
        gps::reads(erp),
        inventory::reads(erp),
        map::reads(erp),
        node::reads(erp),
        office::reads(erp),
        tariff::reads(erp),
        task::reads(erp),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn writes(erp: &Client) -> Vec<Call> {
    [
        additional_data::writes(erp),
        address::writes(erp),
        advertising::writes(erp),
        attach::writes(erp),
        cable_route::writes(erp),
        call::writes(erp),
        commutation::writes(erp),
        cross::writes(erp),
        customer::writes(erp),
        device::writes(erp),
        employee::writes(erp),
        fiber::writes(erp),
        gps::writes(erp),
        inventory::writes(erp),
        map::writes(erp),
        node::writes(erp),
        office::writes(erp),
        tariff::writes(erp),
        task::writes(erp),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[tokio::test]
async fn every_action_is_answered() {
    let (sandbox, client) = erp(Dialect::default()).await;
    let mut failed = Vec::new();
    for (call, answer) in reads(&client).into_iter().chain(writes(&client)) {
        if let Err(error) = answer.await {
            failed.push(format!("{call}\n    {error}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let called: BTreeSet<_> =
        sandbox.calls().iter().map(|call| format!("{}.{}", call.category, call.action)).collect();
    let missing: Vec<_> = OPERATIONS.iter().filter(|row| !called.contains(row.name.as_ref())).collect();
    assert!(
        missing.is_empty(),
        "never called: {:?}",
        missing.iter().map(|row| &row.name).collect::<Vec<_>>()
    );
}

/// Switches that change what is answered, and not only how: they have tests of their own.
const OTHER_CONTENT: [&str; 3] = ["additional_data", "agreement_date", "device_columns"];

#[tokio::test]
async fn every_position_of_every_switch_gives_the_same() {
    let mut expected: Vec<(&str, String)> = Vec::new();
    let mut wrong = Vec::new();
    for (position, dialect) in Dialect::positions() {
        if OTHER_CONTENT.iter().any(|other| position.starts_with(other)) || position.ends_with("Refused") {
            continue;
        }
        let (_sandbox, client) = erp(dialect).await;
        for (at, (call, answer)) in reads(&client).into_iter().enumerate() {
            let answer = match answer.await {
                Ok(answer) => plain(&answer),
                Err(error) => format!("{error}"),
            };
            match expected.get(at) {
                None => expected.push((call, answer)),
                Some((_, first)) if *first == answer => {}
                Some((_, first)) => wrong.push(format!("{position}: {call}\n{}", difference(first, &answer))),
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(OPERATIONS.iter().filter(|row| row.effect == Effect::Read).count() <= expected.len());
}

/// What is compared: texts are kept as given, and a switch is whether they are escaped; a number is the same with zeros at
/// its end; of an answer whose form is unknown there is nothing to compare.
fn plain(answer: &str) -> String {
    if answer.starts_with("Answer") {
        return "an answer of unknown form".to_owned();
    }
    let lines = answer.lines().map(|line| {
        let line = line.replace("&quot;", "\\\"");
        match line.trim().trim_end_matches(',').parse::<Decimal>() {
            Ok(number) => number.normalize().to_string(),
            Err(_) => unescape(&line).into_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines that differ.
fn difference(first: &str, second: &str) -> String {
    let mut lines = first.lines().zip(second.lines()).filter(|(first, second)| first != second);
    match lines.next() {
        Some((first, second)) => format!("    {first}\n    {second}"),
        None => format!("    {} lines\n    {} lines", first.lines().count(), second.lines().count()),
    }
}
