//! All subscribers one by one, over real HTTP.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use isp_sandbox::nodeny::{ADMIN, Running};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use nodeny_client::{Client, ErrorKind};

/// A part of the answer that holds several subscribers and far from all.
const PART: usize = 20_000;

/// A server with many subscribers, and an administrator who is logged in: the next request is the list.
async fn billing() -> (Running, Client) {
    let server = Sandbox::nodeny().generated_users(1000).start().await.unwrap();
    let builder = Client::builder(&format!("http://{}", server.addr())).unwrap();
    let client = builder.login(ADMIN.login, ADMIN.password).build().unwrap();
    client.login().await.unwrap();
    (server, client)
}

#[tokio::test]
async fn an_answer_that_breaks_off_yields_its_whole_subscribers_and_then_an_error() {
    let (server, client) = billing().await;
    server.fault_next(1, Fault::CutBody { after: PART });
    let mut users = client.admin().users().stream();
    let mut names = Vec::new();
    let error = loop {
        match users.next().await.unwrap() {
            Ok(user) => names.push(user.name.unwrap()),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(users.next().await.is_none());
    let all = client.admin().users().await.unwrap();
    assert!(!names.is_empty() && names.len() < all.len());
    assert!(all.iter().zip(&names).all(|(user, name)| user.name.as_ref() == Some(name)));
}

#[tokio::test]
async fn the_first_comes_before_the_answer_ends() {
    let (server, client) = billing().await;
    let stall = server.stall_next(StallPoint::Body(PART));
    let mut users = client.admin().users().stream();
    let first = users.next().await.unwrap().unwrap();
    assert!(first.id.is_some());
    // The rest is held back until it is let go.
    stall.reached().await;
    stall.release();
    let rest = users.collect().await.unwrap();
    let all = client.admin().users().await.unwrap();
    let ids: Vec<_> = [first].iter().chain(&rest).map(|user| user.id).collect();
    assert_eq!(ids, all.iter().map(|user| user.id).collect::<Vec<_>>());
}
