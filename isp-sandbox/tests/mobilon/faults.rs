//! Answers that break, stall or never come, and the ends of the sandbox itself.

use std::io::Read;

use isp_sandbox::mobilon::{CallPlan, IncomingCall, Webhook};
use isp_sandbox::{Fault, Sandbox, StallPoint};

use crate::http::TOKEN;
use crate::http::{
    Connection, Receiver, call_target, get, info_target, journal_target, place, record_target,
};

#[tokio::test]
async fn a_status_for_the_next_requests() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    pbx.fault_next(2, Fault::Status { status: 503, retry_after: Some("7".into()) });
    pbx.fault_next(1, Fault::Status { status: 500, retry_after: None });
    for _ in 0..2 {
        let answer = get(&pbx, &call_target("1")).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("7")));
    }
    let answer = get(&pbx, &call_target("1")).await;
    assert_eq!((answer.status, answer.header("retry-after")), (500, None));
    assert!(pbx.calls_placed().is_empty());
    assert_eq!(get(&pbx, &call_target("1")).await.status, 200);
    let statuses: Vec<_> = pbx.requests().iter().map(|row| row.status.unwrap()).collect();
    assert_eq!(statuses, [503, 503, 500, 200]);
}

#[tokio::test]
async fn a_cut_body() {
    let pbx = Sandbox::mobilon().generated_day("2026-04-14", 5000).start().await.unwrap();
    let callid = place(&pbx, "1").await;
    let day = "2026-04-14";
    let targets = [info_target(&callid, ""), journal_target(&pbx.today(), ""), record_target(&callid)];
    for target in targets {
        let length: usize = get(&pbx, &target).await.header("content-length").unwrap().parse().unwrap();
        for after in [0, 1, length / 2, length - 1, length, length * 9] {
            pbx.fault_next(1, Fault::CutBody { after });
            let answer = get(&pbx, &target).await;
            assert_eq!(answer.header("content-length"), Some(length.to_string().as_str()));
            assert_eq!((answer.status, answer.body.len(), answer.whole), (200, after.min(length - 1), false));
        }
    }
    pbx.fault_next(1, Fault::CutBody { after: 100_000 });
    let answer = get(&pbx, &journal_target(day, "")).await;
    assert_eq!((answer.body.len(), answer.whole), (100_000, false));
}

#[tokio::test]
async fn a_connection_closed_without_an_answer() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    pbx.fault_next(1, Fault::Close);
    let mut connection = Connection::open(pbx.addr()).await;
    assert!(connection.get(&call_target("1")).await.is_none());
    // The caller cannot know, but the call is on its way.
    assert_eq!(pbx.calls_placed().len(), 1);
    assert_eq!(pbx.requests()[0].status, None);
}

#[tokio::test]
async fn a_kept_connection_that_closes_on_reuse() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    pbx.fault_next(1, Fault::CloseReused);
    assert_eq!(get(&pbx, &call_target("1")).await.status, 200);
    let mut connection = Connection::open(pbx.addr()).await;
    assert_eq!(connection.get(&call_target("2")).await.unwrap().status, 200);
    assert!(connection.get(&call_target("3")).await.is_none());
    let placed: Vec<_> = pbx.calls_placed().into_iter().map(|call| call.number).collect();
    assert_eq!(placed, ["1", "2"]);
    assert_eq!(get(&pbx, &call_target("4")).await.status, 200);
}

#[tokio::test]
async fn idle_connections_can_be_closed() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    let mut connection = Connection::open(pbx.addr()).await;
    assert_eq!(connection.get("/").await.unwrap().status, 404);
    pbx.close_connections();
    assert!(connection.is_closed().await);
    assert_eq!(get(&pbx, "/").await.status, 404);
}

#[tokio::test]
async fn a_stall_before_the_head() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    let stall = pbx.stall_next(StallPoint::BeforeHead);
    let mut connection = Connection::open(pbx.addr()).await;
    connection.send("GET", &call_target("1")).await;
    stall.reached().await;
    assert!(pbx.calls_placed().is_empty());
    // Others are served meanwhile.
    assert_eq!(get(&pbx, &call_target("2")).await.status, 200);
    stall.release();
    assert_eq!(connection.head().await.unwrap().status, 200);
    assert_eq!(pbx.calls_placed().len(), 2);
}

#[tokio::test]
async fn a_stall_inside_the_body() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    let callid = place(&pbx, "1").await;
    let whole = get(&pbx, &record_target(&callid)).await.body;
    for after in [0, 1, 20_000, whole.len() - 1, whole.len() * 2] {
        let stall = pbx.stall_next(StallPoint::Body(after));
        let mut connection = Connection::open(pbx.addr()).await;
        connection.send("GET", &record_target(&callid)).await;
        assert_eq!(connection.head().await.unwrap().status, 200);
        let first = after.min(whole.len() - 1);
        assert_eq!(connection.exact(first).await, whole[..first]);
        stall.reached().await;
        drop(stall);
        assert_eq!(connection.exact(whole.len() - first).await, whole[first..]);
    }
}

#[tokio::test]
async fn gzip() {
    let pbx = Sandbox::mobilon().generated_day("2026-04-14", 5000).start().await.unwrap();
    let target = journal_target("2026-04-14", "");
    let plain = get(&pbx, &target).await.body;
    pbx.fault_next(1, Fault::Gzip);
    let packed = get(&pbx, &target).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.whole && packed.body.len() < plain.len() / 4);
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
}

#[tokio::test]
async fn dropping_it_ends_everything() {
    let pbx = Sandbox::mobilon().generated_day("2026-04-14", 1_000_000).start().await.unwrap();
    let addr = pbx.addr();
    let mut idle = Connection::open(addr).await;
    idle.get("/").await;
    let stall = pbx.stall_next(StallPoint::Body(3));
    let mut stalled = Connection::open(addr).await;
    stalled.send("GET", &call_target("1")).await;
    stalled.head().await;
    stall.reached().await;
    let mut busy = Connection::open(addr).await;
    busy.send("GET", &journal_target("2026-04-14", "")).await;
    busy.head().await;

    drop(pbx);
    assert!(idle.is_closed().await);
    assert_eq!(stalled.exact(3).await, b"{\"r");
    assert!(stalled.is_closed().await);
    let mut got = 0;
    while let Some(chunk) = busy.chunk().await {
        got += chunk.len();
    }
    assert!(got < 100 * 1024 * 1024, "{got} bytes after the end");
}

#[tokio::test]
async fn shutdown_finishes_open_answers() {
    let pbx = Sandbox::mobilon().start().await.unwrap();
    let addr = pbx.addr();
    let stall = pbx.stall_next(StallPoint::BeforeHead);
    let mut open = Connection::open(addr).await;
    open.send("GET", &format!("/api/call/info?token={TOKEN}&callid=1.2")).await;
    stall.reached().await;
    let ending = tokio::spawn(pbx.shutdown());
    tokio::task::yield_now().await;
    stall.release();
    let mut answer = open.head().await.unwrap();
    open.body(&mut answer).await;
    assert!(answer.whole);
    ending.await.unwrap();
}

#[tokio::test]
async fn only_loopback_unless_allowed() {
    for addr in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let refused = Sandbox::mobilon().bind(addr.parse().unwrap()).start().await.unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::InvalidInput, "{addr}");
    }
    let open = Sandbox::mobilon().bind("0.0.0.0:0".parse().unwrap()).allow_remote().start().await.unwrap();
    assert!(open.addr().ip().is_unspecified());

    let receiver = Receiver::ok().await;
    let local = receiver.url.replace("127.0.0.1", "localhost");
    for url in ["http://192.0.2.1/hook", "http://hooks.example.test/", "https://127.0.0.1/hook", "hook", ""] {
        let events = Sandbox::mobilon().webhook(Webhook::events(url)).start().await;
        assert_eq!(events.unwrap_err().kind(), std::io::ErrorKind::InvalidInput, "{url:?}");
        let template = Sandbox::mobilon().webhook(Webhook::template(url)).start().await;
        assert_eq!(template.unwrap_err().kind(), std::io::ErrorKind::InvalidInput, "{url:?}");
    }
    let pbx = Sandbox::mobilon().webhook(Webhook::events(local)).start().await.unwrap();
    pbx.incoming_call(IncomingCall::new("89130000003", CallPlan::busy())).await;
    pbx.delivered().await;
    assert_eq!(receiver.events().len(), 4);
}

#[tokio::test]
async fn settings_that_make_no_sense() {
    for prefix in ["/", "pbx", "/pbx/", "/{x}", "/a b", "/ж"] {
        assert!(Sandbox::mobilon().prefix(prefix).start().await.is_err(), "{prefix}");
    }
    assert!(Sandbox::mobilon().utc_offset_hours(99).start().await.is_err());
    assert!(Sandbox::mobilon().generated_day("2026-02-30", 1).start().await.is_err());
}
