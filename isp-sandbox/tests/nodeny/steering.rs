//! Faults, crashes, refusals, and what the sandbox remembers.

use isp_sandbox::nodeny::{Crash, Deed, PATH, SUBSCRIBER};
use isp_sandbox::{Fault, StallPoint};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http::{asker, get, log_in, start};

/// Sends a request and reads until the connection ends.
async fn all_bytes(addr: std::net::SocketAddr, ses: &str, query: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    let head = format!("GET {PATH}?{query} HTTP/1.1\r\nHost: sandbox.test\r\nCookie: noses={ses}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // A connection that breaks has ended too.
    let _ = stream.read_to_end(&mut bytes).await;
    bytes
}

#[tokio::test]
async fn a_connection_closed_after_the_act() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    billing.fault_next(1, Fault::Close);
    assert!(all_bytes(billing.addr(), &user.ses, "a=u_credit&go=1").await.is_empty());
    assert_eq!(billing.acts()[0].deed, Deed::CreditTaken { amount: 316 });

    billing.fault_next(1, Fault::CutBody { after: 20 });
    let cut = all_bytes(billing.addr(), &user.ses, "a=u_cards&cod=21242830587619").await;
    let body = cut.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    assert_eq!(cut.len() - body, 20);
    assert_eq!(billing.acts().len(), 2);
}

#[tokio::test]
async fn a_status_keeps_the_request_away() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    billing.fault_next(1, Fault::Status { status: 502, retry_after: None });
    assert_eq!(user.get("a=u_credit&go=1").await.status, 502);
    assert!(billing.acts().is_empty());
    assert_eq!((billing.requests().len(), billing.calls().len()), (2, 1));
}

#[tokio::test]
async fn a_stalled_login() {
    let billing = start().await;
    let stall = billing.stall_next(StallPoint::BeforeHead);
    let (opened, ()) = tokio::join!(log_in(&billing, SUBSCRIBER), async {
        stall.reached().await;
        assert_eq!(billing.logins(), 0);
        stall.release();
    });
    assert_eq!((opened["result"].as_str(), billing.logins()), (Some("auth ok"), 1));
}

#[tokio::test]
async fn crashes() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for (crash, start) in [
        (Crash::InternalError, "{\n   \"error\" : \"Internal error\""),
        (Crash::HardError, "Hard Error. Need debug mode"),
        (Crash::HtmlPage, "<!DOCTYPE html>"),
    ] {
        billing.crash_next(crash);
        let answer = user.get("a=u_credit&go=1").await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, None));
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(answer.text().starts_with(start), "{crash:?}");
    }
    assert!(billing.acts().is_empty());
    assert_eq!(user.json("a=u_credit&go=1").await["result"], "ok");
}

#[tokio::test]
async fn a_refusal_in_words() {
    let billing = start().await;
    billing.refuse_next("<p>Слишком часто</p>");
    assert_eq!(get(&billing, "", &[]).await.json()["err_cod"], "unauthorized", "it waits for a session");
    let user = asker(&billing, SUBSCRIBER).await;
    assert_eq!(user.json("a=u_cards&cod=1").await, json!({"error": "<p>Слишком часто</p>"}));
    assert!(billing.acts().is_empty());
    assert_eq!(user.json("a=u_cards&cod=1").await["result"], "wrong_code");
}

#[tokio::test]
async fn what_is_remembered_of_a_call() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    user.post("a=u_message", &format!("msg={}", "ї".repeat(9000))).await;
    get(&billing, "a=u_main&a=version", &[]).await;
    let calls = billing.calls();
    let login = &calls[0];
    assert_eq!((login.method.as_str(), login.cookie.as_deref(), login.account), ("POST", None, None));
    assert_eq!(login.parameter("_pp"), Some("123"));
    let message = &calls[1];
    assert_eq!((message.action.as_str(), message.account, message.ajax), ("u_message", Some(357), false));
    assert_eq!(message.parameter("msg").unwrap().chars().count(), 8192 - "msg".len());
    assert_eq!(message.cookie.as_deref(), Some(&*format!("noses={}", user.ses)));
    assert_eq!((calls[2].action.as_str(), calls[2].account), ("version", None));
    assert_eq!(billing.requests()[2].query, "a=u_main&a=version");
}

#[tokio::test]
async fn it_ends_when_told() {
    let billing = start().await;
    let addr = billing.addr();
    let mut idle = TcpStream::connect(addr).await.unwrap();
    idle.write_all(format!("GET {PATH} HTTP/1.1\r\nHost: sandbox.test\r\n\r\n").as_bytes()).await.unwrap();
    idle.read_u8().await.unwrap();
    billing.close_connections();
    // What had not been read may still come; then it is over.
    let _ = idle.read_to_end(&mut Vec::new()).await;
    billing.shutdown().await;
    assert!(TcpStream::connect(addr).await.is_err());
}
