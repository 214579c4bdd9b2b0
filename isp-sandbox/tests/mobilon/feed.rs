//! The WebSocket: who may subscribe, what is pushed to whom, and how sockets end.

use std::time::Duration;

use isp_sandbox::mobilon::{KEY_NOT_REGISTERED, Running, User};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use tokio::time::timeout;

use crate::http::{Connection, KEY, get};
use crate::socket::{BINARY, CLOSE, HANDSHAKE, PING, PONG, Socket, TEXT};

async fn start() -> Running {
    Sandbox::mobilon().start().await.unwrap()
}

#[tokio::test]
async fn a_subscriber_gets_what_is_pushed_to_its_key() {
    let pbx = start().await;
    assert_eq!(pbx.push_to(KEY, "nobody listens").await, 0);
    let mut first = Socket::subscribed(&pbx, KEY).await;
    let mut other = Socket::subscribed(&pbx, KEY_NOT_REGISTERED).await;
    let mut second = Socket::subscribed(&pbx, KEY).await;
    assert_eq!(pbx.subscribed(), [KEY, KEY_NOT_REGISTERED, KEY]);

    assert_eq!(pbx.push_to(KEY, "not even JSON").await, 2);
    assert_eq!(pbx.push_to(KEY_NOT_REGISTERED, "").await, 1);
    assert_eq!(pbx.push_to(KEY, r#"{"звонок":1}"#).await, 2);
    assert_eq!(pbx.push_to("a1b2c3d4e5f6g7h8", "half a key").await, 0);
    for socket in [&mut first, &mut second] {
        assert_eq!(socket.receive().await, (TEXT, "not even JSON".into()));
        assert_eq!(socket.receive().await, (TEXT, r#"{"звонок":1}"#.into()));
    }
    assert_eq!(other.receive().await, (TEXT, String::new()));
    let large = "я".repeat(200_000);
    pbx.push_to(KEY_NOT_REGISTERED, &large).await;
    assert_eq!(other.receive().await, (TEXT, large));
}

#[tokio::test]
async fn the_handshake() {
    let pbx = Sandbox::mobilon().prefix("/pbx").start().await.unwrap();
    assert_eq!(pbx.feed_url(), format!("ws://{}/pbx/", pbx.addr()));
    for target in ["/pbx", "/pbx/"] {
        let (_, answer) = Socket::try_open(&pbx, target).await.unwrap();
        assert_eq!(answer.status, 101);
        assert_eq!(answer.header("sec-websocket-accept"), Some("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }
    let (_, outside) = Socket::try_open(&pbx, "/").await.unwrap();
    assert_eq!(outside.status, 404);
    assert_eq!(get(&pbx, "/pbx/").await.status, 404);
    let statuses: Vec<_> = pbx.requests().iter().map(|row| row.status.unwrap()).collect();
    assert_eq!(statuses, [101, 101, 404, 404]);

    for (right, wrong) in [("13", "8"), ("websocket", "h2c"), ("Sec-WebSocket-Key", "Key")] {
        let mut connection = Connection::open(pbx.addr()).await;
        let headers = HANDSHAKE.replace(right, wrong);
        connection.bytes(format!("GET /pbx/ HTTP/1.1\r\nHost: sandbox.test\r\n{headers}\r\n")).await;
        let status = connection.head().await.unwrap().status;
        assert!((400..500).contains(&status), "{wrong}: {status}");
    }
}

#[tokio::test]
async fn an_unknown_key_is_hung_up_on() {
    let pbx = start().await;
    for key in ["", "Qw3rT9", "a1b2c3d4e5f6g7h8", "qw3rt9:a1b2c3d4e5f6g7h8"] {
        let mut socket = Socket::open(&pbx).await;
        socket.subscribe(key).await;
        assert!(socket.is_hung_up().await, "{key}");
    }
    assert!(pbx.subscribed().is_empty());

    let pbx = Sandbox::mobilon().user(User::new("Mn6bV5", "112")).start().await.unwrap();
    Socket::subscribed(&pbx, "Mn6bV5").await;
}

#[tokio::test]
async fn any_other_first_frame_is_hung_up_on() {
    let pbx = start().await;
    let known = format!(r#"{{"key":"{KEY}"}}"#);
    let action = format!(r#"{{"action":"connect","data":{{"apiKey":"{KEY}"}},"id":1}}"#);
    for (opcode, payload) in
        [(TEXT, ""), (TEXT, KEY), (TEXT, "{"), (TEXT, &"[".repeat(9000)), (TEXT, &action), (BINARY, &known)]
    {
        let mut socket = Socket::open(&pbx).await;
        socket.send(opcode, payload).await;
        assert!(socket.is_hung_up().await, "{payload}");
    }
    assert!(pbx.subscribed().is_empty());
}

#[tokio::test]
async fn bytes_that_are_no_frame_end_the_connection() {
    let pbx = start().await;
    let unmasked = [&[0x81, 2][..], b"{}"].concat();
    let larger_than_allowed = [0x81, 0xfe, 0x40, 0x01, 0, 0, 0, 0].to_vec();
    let endless = [&[0x81, 0xff][..], &[0xff; 12]].concat();
    let not_utf8 = [&[0x81, 0x81, 0, 0, 0, 0][..], &[0xff]].concat();
    let reserved = vec![0xf3, 0x80, 0, 0, 0, 0];
    for bytes in [unmasked, larger_than_allowed, endless, not_utf8, reserved] {
        let mut socket = Socket::open(&pbx).await;
        socket.0.bytes(&bytes).await;
        assert!(socket.0.is_closed().await, "{bytes:02x?}");
        let mut later = Socket::subscribed(&pbx, KEY).await;
        later.0.bytes(&bytes).await;
        assert!(later.0.is_closed().await, "{bytes:02x?}");
        pbx.until_subscribed(0).await;
    }
}

#[tokio::test]
async fn further_frames_are_ignored() {
    let pbx = start().await;
    let mut socket = Socket::open(&pbx).await;
    socket.send(PING, "before").await;
    assert_eq!(socket.receive().await, (PONG, "before".into()));
    socket.subscribe(KEY).await;
    pbx.until_subscribed(1).await;
    socket.subscribe(KEY_NOT_REGISTERED).await;
    socket.subscribe("nobody's").await;
    socket.send(BINARY, "?").await;
    socket.send(PING, "after").await;
    assert_eq!(socket.receive().await, (PONG, "after".into()));
    assert_eq!(pbx.subscribed(), [KEY]);
    assert_eq!(pbx.push_to(KEY, "still there").await, 1);
    assert_eq!(socket.receive().await, (TEXT, "still there".into()));
}

#[tokio::test]
async fn a_client_that_leaves_is_forgotten() {
    let pbx = start().await;
    let mut polite = Socket::subscribed(&pbx, KEY).await;
    let rude = Socket::subscribed(&pbx, KEY_NOT_REGISTERED).await;
    polite.send(CLOSE, "").await;
    assert_eq!(polite.receive().await, (CLOSE, String::new()));
    assert!(polite.0.is_closed().await);
    pbx.until_subscribed(1).await;
    assert_eq!(pbx.subscribed(), [KEY_NOT_REGISTERED]);
    drop(rude);
    pbx.until_subscribed(0).await;
    assert_eq!(pbx.push_to(KEY, "too late").await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_socket_that_does_not_read_holds_a_push_back_and_loses_nothing() {
    let pbx = start().await;
    let mut socket = Socket::subscribed(&pbx, KEY).await;
    let text = "x".repeat(64 * 1024);
    let mut queued = 0;
    let push = async {
        loop {
            assert_eq!(pbx.push_to(KEY, format!("{queued} {text}")).await, 1);
            queued += 1;
        }
    };
    // The paused clock moves once nobody can do anything.
    assert!(timeout(Duration::from_secs(60), push).await.is_err());
    assert!(queued >= 1024);
    for number in 0..queued {
        assert!(socket.receive().await.1.starts_with(&format!("{number} ")));
    }
    assert_eq!(pbx.push_to(KEY, "there is room again").await, 1);
    assert_eq!(socket.receive().await, (TEXT, "there is room again".into()));
}

#[tokio::test]
async fn sockets_are_counted() {
    let pbx = start().await;
    let mut sockets = Vec::new();
    for _ in 0..100 {
        sockets.push(Socket::open(&pbx).await);
    }
    let (_, refused) = Socket::try_open(&pbx, "/").await.unwrap();
    assert_eq!(refused.status, 503);
    assert_eq!(get(&pbx, "/api/call/info").await.status, 200);

    let mut leaving = sockets.swap_remove(0);
    leaving.subscribe("nobody's").await;
    assert!(leaving.is_hung_up().await);
    sockets.push(Socket::subscribed(&pbx, KEY).await);
}

#[tokio::test]
async fn closed_connections_are_no_longer_subscribed() {
    let pbx = start().await;
    let mut socket = Socket::subscribed(&pbx, KEY).await;
    pbx.close_connections();
    assert!(pbx.subscribed().is_empty());
    assert!(socket.0.is_closed().await);
    let mut again = Socket::subscribed(&pbx, KEY).await;
    assert_eq!(pbx.push_to(KEY, "welcome back").await, 1);
    assert_eq!(again.receive().await, (TEXT, "welcome back".into()));
}

#[tokio::test]
async fn sockets_end_with_the_sandbox() {
    for graceful in [true, false] {
        let pbx = start().await;
        let mut silent = Socket::open(&pbx).await;
        let mut idle = Socket::subscribed(&pbx, KEY).await;
        let mut full = Socket::subscribed(&pbx, KEY_NOT_REGISTERED).await;
        for _ in 0..500 {
            pbx.push_to(KEY_NOT_REGISTERED, "x".repeat(64 * 1024)).await;
        }
        if graceful {
            pbx.shutdown().await
        } else {
            drop(pbx)
        }
        assert!(silent.0.is_closed().await);
        assert!(idle.0.is_closed().await);
        full.0.until_closed().await;
    }
}

#[tokio::test]
async fn faults_of_the_handshake() {
    let pbx = start().await;
    pbx.fault_next(1, Fault::Status { status: 503, retry_after: None });
    assert_eq!(Socket::try_open(&pbx, "/").await.unwrap().1.status, 503);
    pbx.fault_next(1, Fault::Close);
    assert!(Socket::try_open(&pbx, "/").await.is_none());
    for fault in [Fault::CutBody { after: 0 }, Fault::CutBody { after: 9 }, Fault::Gzip] {
        pbx.fault_next(1, fault.clone());
        let (mut socket, answer) = Socket::try_open(&pbx, "/").await.unwrap();
        assert_eq!((answer.status, answer.header("content-encoding")), (101, None));
        assert_eq!(answer.header("content-length"), None);
        socket.subscribe(KEY).await;
        pbx.until_subscribed(1).await;
        pbx.push_to(KEY, "whole").await;
        assert_eq!(socket.receive().await, (TEXT, "whole".into()), "{fault:?}");
        drop(socket);
        pbx.until_subscribed(0).await;
    }
    let stall = pbx.stall_next(StallPoint::Body(0));
    Socket::subscribed(&pbx, KEY).await;
    stall.release();
    pbx.until_subscribed(0).await;

    let stall = pbx.stall_next(StallPoint::BeforeHead);
    let opening = Socket::subscribed(&pbx, KEY);
    let late = async {
        stall.reached().await;
        assert!(pbx.subscribed().is_empty());
        stall.release();
    };
    tokio::join!(opening, late);
}
