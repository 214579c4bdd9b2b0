//! What is repeated after a lost answer: all that reads or sets, and nothing that adds.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::time::Duration;

use kubalink_client::attach::AttachTo;
use kubalink_client::commutation::ObjectType;
use kubalink_client::testing::{Reply, Script};
use kubalink_client::{
    BoxFuture, Client, Decimal, Delivery, Effect, Error, ErrorKind, LocalDateTime, NotRepeated, OPERATIONS,
    RetryBudget,
};

fn client(script: &Script) -> Client {
    let builder = Client::builder("https://erp.test").unwrap().key("k").transport(script.clone());
    builder.retry_budget(RetryBudget::unlimited()).attempt_timeout(Duration::from_secs(5)).build().unwrap()
}

/// All the ways in which the server may have acted and its answer is lost.
fn lost() -> Vec<Reply> {
    vec![
        Reply::fail(ErrorKind::Interrupted, Delivery::Unknown),
        Reply::fail(ErrorKind::Timeout, Delivery::Unknown),
        Reply::broken_reused_connection(),
        Reply::hang(),
        Reply::ok(r#"{"Result":"O"#).cut(),
        Reply::ok(r#"{"Result":"O"#).stalled(),
        Reply::ok("").cut(),
        Reply::status(500).body("x"),
        Reply::status(502).body("<html></html>"),
    ]
}

/// All the ways in which it surely has not.
fn not_done() -> Vec<Reply> {
    vec![
        Reply::fail(ErrorKind::Connect, Delivery::NotSent),
        Reply::status(429),
        Reply::status(503).header("retry-after", "1"),
    ]
}

#[tokio::test(start_paused = true)]
async fn every_action_of_the_table() {
    for row in OPERATIONS {
        let (category, action) = row.name.split_once('.').unwrap();
        for (reply, safe) in lost()
            .into_iter()
            .map(|reply| (reply, false))
            .chain(not_done().into_iter().map(|reply| (reply, true)))
        {
            let script = Script::new([reply.clone(), reply.clone(), Reply::ok(r#"{"Result":"OK"}"#)]);
            let answer = client(&script).raw(category, action).await;
            let what = format!("{} {reply:?}", row.name);
            if safe || row.effect != Effect::Once {
                assert!(answer.is_ok(), "{what}: {answer:?}");
                assert_eq!(script.requests().len(), 3, "{what}");
            } else {
                let error = answer.unwrap_err();
                assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1), "{what}");
                assert_eq!(error.not_repeated(), Some(NotRepeated::MayHaveActed), "{what}");
                assert_eq!(script.requests().len(), 1, "{what}");
            }
        }
    }
}

/// What nobody knows is taken for the worst.
#[tokio::test(start_paused = true)]
async fn an_action_that_nobody_knows() {
    let script = Script::always(Reply::hang());
    let error = client(&script).raw("customer", "get_everything").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    let error = client(&script).raw("customer", "get_everything").effect(Effect::Read).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
}

type Call = (&'static str, BoxFuture<'static, Result<(), Error>>);

macro_rules! once {
    ($erp:ident; $( $category:ident.$action:ident($($argument:expr),*); )+) => {
        vec![$( (
            concat!(stringify!($category), ".", stringify!($action)),
            {
                let call = $erp.$category().$action($($argument),*).into_future();
                Box::pin(async move { call.await.map(drop) })
            },
        ) ),+]
    };
}

/// Each action of these categories that adds something.
fn once(erp: &Client) -> Vec<Call> {
    let (one, ip) = (Decimal::ONE, Ipv4Addr::LOCALHOST);
    let noon = LocalDateTime::new(2026, 11, 21, 12, 0, 0).unwrap();
    let mut calls: Vec<Call> = once! { erp;
        attach.add(AttachTo::Task, 1, "https://files.example.net/a");
        commutation.add(ObjectType::Customer, 1, 1, ObjectType::Switch, 1, 1);
        customer.change_balance(1, one, "x");
        customer.ip_add(1, ip);
        customer.ip_subnet_add(1, ip, 24);
        customer.mark_add(1, 1);
        customer.merge(1, 2);
        customer.msg_add(1, "x");
        customer.msg_add_to_customer(1, 1, "x");
        customer.pass_change(1, "x");
        customer.service_add(1, 1);
        customer.service_remove(1, 1);
        customer.tarif_change(1, 1);
        device.add_mark(1, 1);
        task.add(noon, 1);
        task.add_customer_to_task(1, 1);
        task.add_device_to_task(1, 1);
        task.add_owner_to_task(1, 1);
        task.check_verify_code(1, "x");
        task.comment_add(1, "x");
        task.division_add(1, 1);
        task.employee_add(1, 1);
        task.mark_add(1, 1);
        task.overview_task(1, 1);
        task.watcher_add(1, 1);
    };
    let add = erp.customer().add().is_potential(true).into_future();
    calls.push(("customer.add", Box::pin(async move { add.await.map(drop) })));
    calls
}

#[tokio::test(start_paused = true)]
async fn what_adds_is_sent_once() {
    let names: BTreeSet<_> = once(&client(&Script::new([]))).into_iter().map(|(name, _)| name).collect();
    let categories = ["attach.", "commutation.", "customer.", "device.", "task."];
    let listed: BTreeSet<_> = OPERATIONS
        .iter()
        .filter(|row| {
            row.effect == Effect::Once && categories.iter().any(|start| row.name.starts_with(start))
        })
        .map(|row| row.name.as_ref())
        .collect();
    assert_eq!(names, listed);
    for reply in lost() {
        let script = Script::always(reply);
        for (name, call) in once(&client(&script)) {
            let before = script.requests().len();
            let error = call.await.unwrap_err();
            assert_eq!(error.delivery(), Delivery::Unknown, "{name}");
            assert_eq!(script.requests().len() - before, 1, "{name}");
        }
    }
}

/// A stream that has handed nothing over is asked for again; one that has is not.
#[tokio::test(start_paused = true)]
async fn streams() {
    let good = Reply::ok(r#"{"Result":"OK","data":{"42":{"id":42}}}"#);
    for reply in lost() {
        let script = Script::new([reply.clone(), reply.clone(), good.clone()]);
        let answer = client(&script).customer().get_data_many([42]).stream().collect().await;
        // What began to arrive was handed over as it came; the rest of it is not asked for twice.
        if script.requests().len() == 1 {
            let kind = answer.unwrap_err().kind();
            assert!(matches!(kind, ErrorKind::Interrupted | ErrorKind::Timeout), "{reply:?}");
        } else {
            assert_eq!((answer.unwrap().len(), script.requests().len()), (1, 3), "{reply:?}");
        }
    }
}

/// The waits grow, and the call's time is the limit of all.
#[tokio::test(start_paused = true)]
async fn the_time_of_a_call() {
    let script = Script::always(Reply::hang());
    let start = tokio::time::Instant::now();
    let call = client(&script).customer().get_data(42).attempt_timeout(Duration::from_secs(4));
    let error = call.attempts(100).timeout(Duration::from_secs(10)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
    assert_eq!(start.elapsed().as_secs(), 10);
    assert!(script.requests().len() <= 3);
}
