//! Sessions that end while they are used: by age, by a logout elsewhere, under many calls, inside a stream.

use isp_sandbox::nodeny::{ADMIN, Deed, Dialect, Running, SUBSCRIBER, Unauthorized};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use nodeny_client::{Client, Delivery, Effect, ErrorKind, Refusal};

use super::support::account;

/// Real sockets, both worker threads, and every call is of the kind that must not act twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_tasks_on_an_expired_session_make_one_login() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).build().unwrap();
    billing.version().await.unwrap();
    server.expire_sessions();
    let tasks: Vec<_> = (0..1000)
        .map(|number| tokio::spawn(billing.subscriber().send_message(format!("n{number}")).into_future()))
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().result().unwrap(), "ok");
    }
    assert_eq!((server.logins(), server.sessions()), (2, 1), "one at the start, one for all of them");
    let mut texts: Vec<_> = server
        .acts()
        .into_iter()
        .map(|act| match act.deed {
            Deed::MessageSent { text } => text,
            other => panic!("{other:?}"),
        })
        .collect();
    texts.sort();
    texts.dedup();
    assert_eq!((texts.len(), server.acts().len()), (1000, 1000));
}

/// The same on old servers, which write the code where others write a text.
#[tokio::test]
async fn an_old_server_ends_a_session_in_other_words() {
    let dialect = Dialect { unauthorized: Unauthorized::Legacy, ..Dialect::default() };
    let server = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).build().unwrap();
    billing.version().await.unwrap();
    server.expire_sessions();
    billing.subscriber().take_credit().await.unwrap();
    assert_eq!((server.logins(), server.acts().len()), (2, 1));
}

/// A logout ends every session of the account, those of others too.
#[tokio::test]
async fn another_client_logs_out() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let one = account(&server, SUBSCRIBER).build().unwrap();
    let other = account(&server, SUBSCRIBER).build().unwrap();
    one.version().await.unwrap();
    other.version().await.unwrap();
    let before = one.session().unwrap();
    other.logout().await.unwrap();
    assert_eq!(server.sessions(), 0);
    one.subscriber().take_credit().await.unwrap();
    assert_eq!((server.logins(), server.sessions(), server.acts().len()), (3, 1, 1));
    assert_ne!(one.session().unwrap(), before);
    // Without an account there is no way back.
    let kept =
        Client::builder(&format!("http://{}", server.addr())).unwrap().session(before).build().unwrap();
    let error = kept.subscriber().send_message("x").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::Refused));
    assert_eq!((error.refusal(), server.acts().len()), (Some(&Refusal::Unauthorized), 1));
}

/// Many calls on one side, logouts on the other: a call may meet two in a row, and then says that it was refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_client_logs_out_again_and_again() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).build().unwrap();
    let other = account(&server, SUBSCRIBER).build().unwrap();
    let tasks: Vec<_> = (0..200)
        .map(|number| tokio::spawn(billing.subscriber().send_message(format!("n{number:03}")).into_future()))
        .collect();
    let logouts = tokio::spawn(async move {
        for _ in 0..20 {
            other.logout().await.unwrap();
        }
    });
    let mut answered = 0;
    for (number, task) in tasks.into_iter().enumerate() {
        let acted = |server: &Running| {
            let text = format!("n{number:03}");
            server.acts().iter().filter(|act| act.deed == Deed::MessageSent { text: text.clone() }).count()
        };
        match task.await.unwrap() {
            Ok(_) => {
                answered += 1;
                assert_eq!(acted(&server), 1);
            }
            Err(error) => {
                assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::Refused), "{error}");
                assert_eq!((error.refusal(), acted(&server)), (Some(&Refusal::Unauthorized), 0));
            }
        }
    }
    logouts.await.unwrap();
    assert_eq!(server.acts().len(), answered);
}

async fn count(billing: &Client) -> usize {
    billing.admin().users().stream().collect().await.unwrap().len()
}

/// Between two streams, and while one stands still: what was let in is not thrown out.
#[tokio::test]
async fn a_session_expires_between_and_within_streams() {
    let server = Sandbox::nodeny().generated_users(300).start().await.unwrap();
    let billing = account(&server, ADMIN).build().unwrap();
    let all = count(&billing).await;
    assert!(all >= 300);
    server.expire_sessions();
    assert_eq!((count(&billing).await, server.logins()), (all, 2));

    let stall = server.stall_next(StallPoint::Body(20_000));
    let mut users = billing.admin().users().stream();
    let mut seen = 0;
    users.next().await.unwrap().unwrap();
    stall.reached().await;
    server.expire_sessions();
    // Another call meanwhile opens a session; the stream does not need it.
    billing.admin().extra_fields().await.unwrap();
    stall.release();
    while let Some(user) = users.next().await {
        user.unwrap();
        seen += 1;
    }
    assert_eq!((seen + 1, server.logins()), (all, 3));
}

/// A stream that broke is not begun again by itself: part of it was used.
#[tokio::test]
async fn a_stream_is_cut_after_its_session_was_renewed() {
    let server = Sandbox::nodeny().generated_users(300).start().await.unwrap();
    let billing = account(&server, ADMIN).build().unwrap();
    billing.version().await.unwrap();
    server.expire_sessions();
    // The refused request and the login come through whole, then the list breaks.
    server.fault_next(2, Fault::Gzip);
    server.fault_next(1, Fault::CutBody { after: 30_000 });
    let mut users = billing.admin().users().stream();
    let mut rows = 0;
    let error = loop {
        match users.next().await.unwrap() {
            Ok(_) => rows += 1,
            Err(error) => break error,
        }
    };
    assert!(rows > 5 && users.next().await.is_none());
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
    assert_eq!((server.logins(), server.requests().len()), (2, 5));
}

/// A login that breaks is not the call: the call has not left, and is tried again with what is left of its attempts.
#[tokio::test]
async fn a_login_that_breaks_under_a_call() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).build().unwrap();
    server.fault_next(1, Fault::CutBody { after: 5 });
    billing.raw("u_credit", Effect::Once).param("go", "1").await.unwrap();
    assert_eq!(server.acts().len(), 1);
    server.expire_sessions();
    // The refusal comes through, each login breaks.
    server.fault_next(1, Fault::Gzip);
    server.fault_next(9, Fault::Close);
    let error = billing.subscriber().send_message("x").await.unwrap_err();
    assert_ne!(error.delivery(), Delivery::Unknown, "{error}");
    assert_eq!(server.acts().len(), 1);
}

/// The same when the session has expired: nothing was done, so there is all reason to try again.
#[tokio::test]
async fn a_login_that_breaks_while_a_session_is_renewed() {
    let server = Sandbox::nodeny().start().await.unwrap();
    let billing = account(&server, SUBSCRIBER).build().unwrap();
    billing.version().await.unwrap();
    server.expire_sessions();
    server.fault_next(1, Fault::Gzip);
    server.fault_next(1, Fault::CutBody { after: 5 });
    billing.subscriber().take_credit().await.unwrap();
    assert_eq!(server.acts().len(), 1);
}
