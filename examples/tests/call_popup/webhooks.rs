//! Requests to the hook, from whoever sends them.

use examples::popup::sandbox::{Asked, CUSTOMER, SECRET};
use examples::popup::server::{Listen, Running};
use examples::webhooks::MAX_BODY;
use isp_sandbox::StallPoint;
use isp_test_support::http::exchange;
use serde_json::json;

use crate::{board, cards, only};

#[tokio::test]
async fn only_who_knows_the_secret_is_listened_to() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let running = Running::start(&board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let body = json!({"uuid": "u", "state": "START", "direction": "incoming", "from": CUSTOMER}).to_string();
    let wrong = "another-long-random-text-of";
    for query in [
        String::new(),
        "?authkey=".to_owned(),
        format!("?authkey={wrong}"),
        format!("?authkey={SECRET}&authkey={SECRET}"),
        format!("?secret={SECRET}"),
    ] {
        let answer = exchange(running.hook, "POST", &format!("/hook{query}"), &[], body.as_bytes()).await;
        assert_eq!(answer.status, 403, "{query}");
        assert_eq!(answer.text(), "no");
    }
    let get = format!("/hook?key=k&number={CUSTOMER}");
    assert_eq!(exchange(running.hook, "GET", &get, &[], b"").await.status, 403);
    assert_eq!(cards(&board), []);
    let refused = board.since(0).refused;
    assert_eq!((refused.count, refused.last.as_deref()), (6, Some("the query has no shared secret")));
    // The page does not take webhooks, and the hook shows nothing.
    let target = format!("/hook?authkey={SECRET}");
    assert_ne!(exchange(running.page, "POST", &target, &[], body.as_bytes()).await.status, 200);
    for path in ["/", "/events", "/page.js"] {
        assert_eq!(exchange(running.hook, "GET", path, &[], b"").await.status, 404);
    }
}

#[tokio::test]
async fn what_is_no_webhook_is_refused_and_reported() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let running = Running::start(&board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let target = format!("/hook?authkey={SECRET}");
    let too_large = vec![b' '; MAX_BODY + 1];
    let large_query = format!("{target}&x={}", "x".repeat(9000));
    let cases: [(&str, &str, &[u8], u16); 10] = [
        ("POST", &target, &too_large, 413),
        ("GET", &large_query, b"", 413),
        ("PUT", &target, b"{}", 405),
        ("POST", &target, b"", 400),
        ("POST", &target, b"{", 400),
        ("POST", &target, b"[]", 400),
        ("POST", &target, b"<xml/>", 400),
        ("POST", &target, b"\xff\xfe\x00", 400),
        ("POST", &target, br#"{"uuid": "u"}"#, 400),
        ("POST", &target, br#"{"uuid": {"a": 1}, "state": []}"#, 400),
    ];
    for (count, (method, target, body, status)) in (1..).zip(cases) {
        let answer = exchange(running.hook, method, target, &[], body).await;
        assert_eq!(answer.status, status, "{count}");
        assert_eq!(board.since(0).refused.count, count);
        let last = board.since(0).refused.last.unwrap();
        assert!(!last.contains(SECRET), "{last}");
    }
    assert_eq!(cards(&board), []);
}

#[tokio::test]
async fn the_pbx_is_answered_while_the_look_up_still_waits() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let running = Running::start(&board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let stall = asked.erp.stall_next(StallPoint::BeforeHead);
    let target = format!("/hook?authkey={SECRET}&key=k&number={CUSTOMER}");
    let answer = exchange(running.hook, "GET", &target, &[], b"").await;
    assert_eq!((answer.status, answer.text().as_str()), (200, "ok"));
    stall.reached().await;
    assert!(!only(&board).found.is_complete());
}
