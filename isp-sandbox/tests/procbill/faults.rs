//! Faults of the plan, over TLS and in the clear.

use std::io::{ErrorKind, Read};

use isp_sandbox::procbill::{Deed, Running, SUBSCRIBER};
use isp_sandbox::{Fault, Sandbox, StallPoint};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http::{all_bytes, connect, get, head, known_client, one_step, parsed, start, try_connect};

fn payment(number: &str) -> String {
    one_step("CLN_FIN_OPER_ADD", &["1204", "null", "1.00", "null", number, "2", "null"])
}

trait Peer: AsyncRead + AsyncWrite + Unpin {}
impl<T: AsyncRead + AsyncWrite + Unpin> Peer for T {}

async fn peer(billing: &Running, secured: bool) -> Box<dyn Peer> {
    if secured {
        Box::new(connect(billing).await)
    } else {
        Box::new(TcpStream::connect(billing.plain_addr().unwrap()).await.unwrap())
    }
}

/// The same over TLS and over plain http.
async fn peers(billing: &Running) -> [Box<dyn Peer>; 2] {
    [peer(billing, true).await, peer(billing, false).await]
}

async fn on_both_ports() -> Running {
    Sandbox::procbill().plain_http().start().await.unwrap()
}

fn booked(billing: &Running) -> Vec<String> {
    billing.operations(SUBSCRIBER).into_iter().map(|operation| operation.number.unwrap()).collect()
}

#[tokio::test]
async fn a_status() {
    let billing = on_both_ports().await;
    for peer in peers(&billing).await {
        billing.fault_next(1, Fault::Status { status: 503, retry_after: Some("7".to_owned()) });
        let (bytes, _) = all_bytes(peer, &head("GET", &payment("A"), true)).await;
        let answer = parsed(&bytes);
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("7")));
    }
    assert!(booked(&billing).is_empty() && billing.calls().is_empty());
}

#[tokio::test]
async fn reset_before_the_act() {
    let billing = on_both_ports().await;
    for mut peer in peers(&billing).await {
        billing.fault_next(1, Fault::ResetBefore);
        peer.write_all(head("GET", &payment("A"), false).as_bytes()).await.unwrap();
        let error = peer.read_to_end(&mut Vec::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    assert!(booked(&billing).is_empty() && billing.acts().is_empty() && billing.calls().is_empty());
    assert!(billing.requests().iter().all(|request| request.status.is_none()));
    assert_eq!(billing.requests().len(), 2);
}

#[tokio::test]
async fn reset_after_the_act() {
    let billing = on_both_ports().await;
    for (mut peer, number) in peers(&billing).await.into_iter().zip(["A", "B"]) {
        billing.fault_next(1, Fault::ResetAfter);
        peer.write_all(head("GET", &payment(number), false).as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        let error = peer.read_to_end(&mut bytes).await.unwrap_err();
        assert_eq!((error.kind(), bytes.len()), (ErrorKind::ConnectionReset, 0));
    }
    assert_eq!(booked(&billing), ["A", "B"]);
    let acts = billing.acts();
    assert!(
        matches!(&acts[1].deed, Deed::PaymentAdded(operation) if operation.number.as_deref() == Some("B"))
    );
}

#[tokio::test]
async fn closed_after_the_act() {
    let billing = on_both_ports().await;
    let [secured, plain] = peers(&billing).await;
    billing.fault_next(2, Fault::Close);
    let (bytes, ended_well) = all_bytes(secured, &head("GET", &payment("A"), false)).await;
    assert_eq!((bytes.len(), ended_well), (0, false), "TLS has a word for the end, and it was not said");
    let (bytes, ended_well) = all_bytes(plain, &head("GET", &payment("B"), false)).await;
    assert_eq!((bytes.len(), ended_well), (0, true));
    assert_eq!(booked(&billing), ["A", "B"]);
}

#[tokio::test]
async fn a_cut_body() {
    let billing = on_both_ports().await;
    let whole = get(&billing, &one_step("CLN_USR_GET", &["1204"])).await.body.clone();
    for after in [0, 1, whole.len() / 2, whole.len() - 1, whole.len() * 2] {
        for peer in peers(&billing).await {
            billing.fault_next(1, Fault::CutBody { after });
            let (bytes, _) = all_bytes(peer, &head("GET", &one_step("CLN_USR_GET", &["1204"]), false)).await;
            let answer = parsed(&bytes);
            assert_eq!(answer.header("content-length"), Some(whole.len().to_string().as_str()));
            assert_eq!(answer.body, whole[..after.min(whole.len() - 1)]);
        }
    }
}

#[tokio::test]
async fn a_connection_that_closes_on_reuse() {
    let billing = start().await;
    let list = one_step("CLN_HOME_LIST", &["10"]);
    let mut stream = connect(&billing).await;
    let whole = get(&billing, &list).await.body.clone();
    billing.fault_next(1, Fault::CloseReused);
    stream.write_all(head("GET", &list, false).as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    while !bytes.ends_with(&whole) {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0);
    }
    let (bytes, _) = all_bytes(stream, &head("GET", &payment("A"), false)).await;
    assert!(bytes.is_empty() && booked(&billing).is_empty());
}

#[tokio::test]
async fn stalls() {
    let billing = on_both_ports().await;
    let mut expected = Vec::new();
    for (at, before) in [(StallPoint::BeforeHead, 0), (StallPoint::AfterAct, 1), (StallPoint::Body(0), 1)] {
        for (peer, name) in peers(&billing).await.into_iter().zip(["tls", "plain"]) {
            let stall = billing.stall_next(at);
            let number = format!("{}-{name}", expected.len());
            let request = head("GET", &payment(&number), true);
            let (answer, ()) = tokio::join!(all_bytes(peer, &request), async {
                stall.reached().await;
                assert_eq!(booked(&billing).len(), expected.len() + before, "{at:?}");
                stall.release();
            });
            assert_eq!(parsed(&answer.0).status, 200);
            expected.push(number);
            assert_eq!(booked(&billing), expected);
        }
    }
}

/// Whoever does not wait for the answer may or may not have paid: that is what the two points are for.
#[tokio::test]
async fn a_stall_that_nobody_waits_for() {
    let billing = on_both_ports().await;
    let points = [(StallPoint::BeforeHead, 0), (StallPoint::AfterAct, 1)];
    for (at, paid) in points {
        for secured in [true, false] {
            let before = booked(&billing).len();
            let stall = billing.stall_next(at);
            let mut caller = peer(&billing, secured).await;
            caller.write_all(head("GET", &payment("A"), false).as_bytes()).await.unwrap();
            stall.reached().await;
            // The caller hangs up, and the sandbox knows.
            billing.close_connections();
            let _ = caller.read_to_end(&mut Vec::new()).await;
            stall.release();
            assert_eq!(get(&billing, &one_step("CLN_HOME_LIST", &[])).await.status, 200);
            assert_eq!(booked(&billing).len() - before, paid, "{at:?}");
        }
    }
}

#[tokio::test]
async fn refused_connections() {
    let billing = on_both_ports().await;
    billing.refuse_connections(3);
    for _ in 0..2 {
        let error = try_connect(billing.addr(), known_client(&billing), "127.0.0.1").await.unwrap_err();
        assert!([ErrorKind::ConnectionReset, ErrorKind::BrokenPipe].contains(&error.kind()), "{error:?}");
    }
    // The reset may meet the request on its way, or the connecting itself.
    if let Ok(plain) = TcpStream::connect(billing.plain_addr().unwrap()).await {
        let (bytes, _) = all_bytes(plain, &head("GET", &payment("A"), true)).await;
        assert!(bytes.is_empty());
    }
    assert_eq!((billing.requests().len(), billing.failed_handshakes()), (0, 0));
    assert_eq!(get(&billing, &payment("B")).await.status, 200);
    assert_eq!(booked(&billing), ["B"]);
}

#[tokio::test]
async fn gzip() {
    let billing = start().await;
    let list = one_step("CLN_USR_GET", &["1204"]);
    let plain = get(&billing, &list).await.body.clone();
    billing.fault_next(1, Fault::Gzip);
    let packed = get(&billing, &list).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
}

#[tokio::test]
async fn it_ends_when_told() {
    let billing = on_both_ports().await;
    let (addr, plain) = (billing.addr(), billing.plain_addr().unwrap());
    for secured in [true, false] {
        let mut peer = peer(&billing, secured).await;
        peer.write_all(head("GET", &one_step("CLN_HOME_LIST", &[]), false).as_bytes()).await.unwrap();
        peer.read_u8().await.unwrap();
        billing.close_connections();
        // What had not been read may still come; then it is over.
        let _ = peer.read_to_end(&mut Vec::new()).await;
    }
    assert_eq!(get(&billing, &one_step("CLN_HOME_LIST", &[])).await.status, 200, "it goes on listening");
    for mut kept in peers(&billing).await {
        kept.write_all(head("GET", &one_step("CLN_HOME_LIST", &[]), true).as_bytes()).await.unwrap();
        assert_ne!(kept.read_to_end(&mut Vec::new()).await.unwrap(), 0);
    }
    billing.shutdown().await;
    for addr in [addr, plain] {
        assert!(TcpStream::connect(addr).await.is_err());
    }
}

#[tokio::test]
async fn dropping_it_ends_everything() {
    let billing = on_both_ports().await;
    let kept = peers(&billing).await;
    let stall = billing.stall_next(StallPoint::BeforeHead);
    let mut stalled = connect(&billing).await;
    stalled.write_all(head("GET", &payment("A"), false).as_bytes()).await.unwrap();
    stall.reached().await;
    drop(billing);
    for mut peer in kept.into_iter().chain([Box::new(stalled) as Box<dyn Peer>]) {
        let mut bytes = Vec::new();
        // With or without the word that TLS has for it.
        let _ = peer.read_to_end(&mut bytes).await;
        assert!(bytes.is_empty());
    }
}
