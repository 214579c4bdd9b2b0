//! What a browser is given, and who is given nothing.

use std::net::SocketAddr;

use examples::popup::sandbox::{Asked, CUSTOMER, SECRET, STRANGER, until};
use examples::popup::server::{Listen, Running};
use examples::program::Usage;
use isp_test_support::http::{Answer, parsed};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::{board, event, get};

/// The beginning of a request, and a connection that still reads.
async fn request(page: SocketAddr, path: &str, version: &str, host: &str) -> TcpStream {
    let mut stream = TcpStream::connect(page).await.unwrap();
    let head = format!("GET {path} {version}\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

async fn answer(page: SocketAddr, path: &str, host: &str) -> Answer {
    let mut bytes = Vec::new();
    request(page, path, "HTTP/1.1", host).await.read_to_end(&mut bytes).await.unwrap();
    parsed(&bytes)
}

/// Events one after another. Asked for by HTTP/1.0, they come without chunks.
struct Events(BufReader<TcpStream>);

impl Events {
    async fn open(page: SocketAddr) -> Self {
        Self(BufReader::new(request(page, "/events", "HTTP/1.0", "127.0.0.1").await))
    }

    async fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).await.unwrap(), 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

fn ring(number: &str, uuid: &str) -> Value {
    json!({"uuid": uuid, "state": "PREANSWER", "direction": "incoming", "from": number, "to": "110", "time": 2})
}

#[tokio::test]
async fn the_page_is_all_its_own() {
    let asked = Asked::start().await.unwrap();
    let running = Running::start(&board(&asked).await, SECRET.to_owned(), Listen::default()).await.unwrap();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/page.css", "text/css; charset=utf-8"),
        ("/page.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
    ] {
        let answer = answer(running.page, path, &running.page.to_string()).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)));
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        // Nothing is loaded from elsewhere, nothing is inline, and nothing becomes markup.
        let text = answer.text().replace("http://www.w3.org/2000/svg", "");
        for foreign in [
            "://",
            "//www",
            "<script>",
            "<style",
            " style=",
            " onload",
            "innerHTML",
            "outerHTML",
            "document.write",
        ] {
            assert!(!text.contains(foreign), "{path}: {foreign}");
        }
    }
}

#[tokio::test]
async fn which_of_the_two_addresses_is_taken_is_said() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let taken = listener.local_addr().unwrap();
    let here = Listen::default();
    for (option, listen) in
        [("--hook", Listen { hook: taken, ..here.clone() }), ("--page", Listen { page: taken, ..here })]
    {
        let failure = Running::start(&board, SECRET.to_owned(), listen).await.unwrap_err();
        let problem = failure.downcast_ref::<Usage>().unwrap().to_string();
        assert!(problem.starts_with(&format!("{option} {taken}: ")), "{problem}");
    }
}

#[tokio::test]
async fn a_proxy_is_told_not_to_keep_the_cards() {
    let asked = Asked::start().await.unwrap();
    let running = Running::start(&board(&asked).await, SECRET.to_owned(), Listen::default()).await.unwrap();
    let mut lines = BufReader::new(request(running.page, "/events", "HTTP/1.0", "127.0.0.1").await).lines();
    let mut head = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap().filter(|line| !line.is_empty()) {
        head.push(line);
    }
    assert!(head.contains(&"x-accel-buffering: no".to_owned()), "{head:?}");
}

#[tokio::test]
async fn a_foreign_name_is_shown_nothing() {
    let asked = Asked::start().await.unwrap();
    let listen = Listen { page_name: Some("calls.example".to_owned()), ..Listen::default() };
    let running = Running::start(&board(&asked).await, SECRET.to_owned(), listen).await.unwrap();
    for path in ["/", "/events", "/page.js"] {
        assert_eq!(answer(running.page, path, "evil.example").await.status, 421);
    }
    for own in ["localhost:1", "127.0.0.1", "calls.example:80"] {
        assert_eq!(answer(running.page, "/", own).await.status, 200, "{own}");
    }
    let mut stream = TcpStream::connect(running.page).await.unwrap();
    stream.write_all(b"GET /events HTTP/1.0\r\n\r\n").await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    assert_eq!(parsed(&bytes).status, 421, "without any name");
}

#[tokio::test]
async fn who_comes_late_is_given_all_cards_and_then_what_changes() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let running = Running::start(&board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let mut early = Events::open(running.page).await;
    assert_eq!(early.next().await["cards"], json!([]));
    event(&board, &ring(CUSTOMER, "u"));
    get(&board, STRANGER);
    for card in 1..=2 {
        until(&board, card, |card| card.found.is_complete()).await;
    }
    let mut late = Events::open(running.page).await;
    let all = late.next().await;
    assert_eq!(all["all"], json!(true));
    assert_eq!(all["cards"].as_array().unwrap().len(), 2);
    assert_eq!(all["cards"][0]["found"]["nodeny"]["rows"][0]["balance"], "150.50");
    let mut end = ring(CUSTOMER, "u");
    end["state"] = "END".into();
    event(&board, &end);
    let changes = late.next().await;
    assert_eq!(changes["all"], json!(false));
    assert_eq!(changes["cards"].as_array().unwrap().len(), 1);
    assert_eq!(changes["cards"][0]["stage"], json!({"is": "missed"}));
    // Nothing was lost for the early one.
    loop {
        let changes = early.next().await;
        if changes["cards"].as_array().unwrap().iter().any(|card| card["stage"]["is"] == "missed") {
            break;
        }
    }
}

/// That nothing is kept for it is tested where the changes are made.
#[tokio::test]
async fn a_page_that_does_not_read_holds_up_nobody() {
    let asked = Asked::start().await.unwrap();
    let board = board(&asked).await;
    let running = Running::start(&board, SECRET.to_owned(), Listen::default()).await.unwrap();
    let _asleep = Events::open(running.page).await;
    let mut awake = Events::open(running.page).await;
    awake.next().await;
    let long = "x".repeat(60);
    for turn in 0..1000 {
        event(&board, &ring(&long, &format!("u{turn}")));
        if turn % 100 == 0 {
            tokio::task::yield_now().await;
        }
    }
    event(&board, &ring("last", "last"));
    loop {
        let changes = awake.next().await;
        if changes["cards"].as_array().unwrap().iter().any(|card| card["caller"] == "last") {
            break;
        }
    }
}
