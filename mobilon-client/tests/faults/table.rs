//! Each fault, once and for good, for each operation.

use isp_sandbox::Fault;
use mobilon_client::{Delivery, ErrorKind, NotRepeated};
use tokio::net::TcpSocket;
use tokio::task::yield_now;

use super::support::connected;
use super::{Op, READS, builder, run, sandbox, today};

/// How an operation ends: well or not, and after how many requests.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Well(usize),
    Failed(ErrorKind, Delivery, usize),
}
use End::{Failed, Well};

/// A fault that meets so many requests; the end of a call, and how often it was placed; the end of a read.
type Row = (Fault, usize, (End, usize), End);

fn status(status: u16, retry_after: Option<&str>) -> Fault {
    Fault::Status { status, retry_after: retry_after.map(str::to_owned) }
}

fn rows() -> Vec<Row> {
    use Delivery::{Refused, Unknown};
    use ErrorKind::{Auth, Interrupted, Status, Throttled};

    let mut rows = vec![(Fault::Gzip, 1, (Well(1), 1), Well(1))];
    for asks_for_less in [status(429, Some("0")), status(503, Some("0"))] {
        rows.push((asks_for_less.clone(), 1, (Well(2), 1), Well(2)));
        rows.push((asks_for_less.clone(), 2, (Well(3), 1), Well(3)));
        rows.push((asks_for_less, 3, (Failed(Throttled, Refused, 3), 0), Failed(Throttled, Refused, 3)));
    }
    rows.push((status(429, None), 1, (Well(2), 1), Well(2)));
    for server_error in [500, 502, 503, 504] {
        let fault = status(server_error, None);
        rows.push((fault.clone(), 1, (Failed(Status, Unknown, 1), 0), Well(2)));
        rows.push((fault, 3, (Failed(Status, Unknown, 1), 0), Failed(Status, Unknown, 3)));
    }
    for not_accepted in [401, 403] {
        let end = Failed(Auth, Refused, 1);
        rows.push((status(not_accepted, None), 1, (end, 0), end));
    }
    for client_error in [400, 405] {
        let end = Failed(Status, Unknown, 1);
        rows.push((status(client_error, None), 1, (end, 0), end));
    }
    for broken in [Fault::Close, Fault::CutBody { after: 0 }, Fault::CutBody { after: 5 }] {
        rows.push((broken.clone(), 1, (Failed(Interrupted, Unknown, 1), 1), Well(2)));
        rows.push((broken, 3, (Failed(Interrupted, Unknown, 1), 1), Failed(Interrupted, Unknown, 3)));
    }
    rows
}

/// On a client and a sandbox of its own.
async fn end_of(op: Op, fault: &Fault, times: usize) -> (End, usize) {
    let pbx = sandbox().await;
    pbx.fault_next(times, fault.clone());
    let client = builder(&pbx).build().unwrap();
    let ended = run(op, &client, today(&pbx)).await;
    let requests = pbx.requests().len();
    let end = match ended {
        Ok(_) => Well(requests),
        Err(error) => {
            assert_eq!(error.attempts() as usize, requests, "{op:?} {fault:?}: {error}");
            let may_have_acted = error.not_repeated() == Some(NotRepeated::MayHaveActed);
            assert!(!may_have_acted || (op, error.delivery()) == (Op::Call, Delivery::Unknown), "{error}");
            Failed(error.kind(), error.delivery(), requests)
        }
    };
    (end, pbx.calls_placed().len())
}

#[tokio::test]
async fn a_call_is_placed_once_at_the_most() {
    for (fault, times, expected, _) in rows() {
        assert_eq!(end_of(Op::Call, &fault, times).await, expected, "{times} {fault:?}");
    }
}

#[tokio::test]
async fn reads_are_repeated_where_that_can_help() {
    for (fault, times, _, expected) in rows() {
        for op in READS {
            // A 503 that names a time means "not ready" here: an answer, and waiting is the caller's choice.
            let not_ready = op == Op::Recording && fault == status(503, Some("0"));
            let expected = if not_ready { Well(1) } else { expected };
            assert_eq!(end_of(op, &fault, times).await, (expected, 0), "{op:?}: {times} {fault:?}");
        }
    }
}

/// All but the last byte: what is read whole is asked for again, what was handed over in part is not.
#[tokio::test]
async fn a_body_that_is_almost_whole() {
    let cut = Fault::CutBody { after: usize::MAX };
    let failed = Failed(ErrorKind::Interrupted, Delivery::Unknown, 1);
    assert_eq!(end_of(Op::Call, &cut, 1).await, (failed, 1));
    for op in READS {
        let expected = if matches!(op, Op::Streamed | Op::Recording) { failed } else { Well(2) };
        assert_eq!(end_of(op, &cut, 1).await, (expected, 0), "{op:?}");
    }
}

/// Missing recordings are answers.
#[tokio::test]
async fn not_found_is_an_answer_to_one_operation_only() {
    for op in READS.into_iter().chain([Op::Call]) {
        let expected = match op {
            Op::Recording => Well(1),
            _ => Failed(ErrorKind::Status, Delivery::Unknown, 1),
        };
        assert_eq!(end_of(op, &status(404, None), 1).await, (expected, 0), "{op:?}");
    }
}

/// The server closes an idle connection just as a request is written to it. That costs no attempt.
#[tokio::test]
async fn an_idle_connection_that_closes_as_it_is_used() {
    for op in READS.into_iter().chain([Op::Call]) {
        let pbx = sandbox().await;
        let client = builder(&pbx).attempts(1).build().unwrap();
        run(Op::Info, &client, today(&pbx)).await.unwrap();
        // The connection goes back to the pool in this runtime's own tasks: a few turns are enough.
        for _ in 0..100 {
            yield_now().await;
        }
        pbx.fault_next(1, Fault::CloseReused);
        let ended = run(op, &client, today(&pbx)).await;
        let requests = pbx.requests().len() - 1;
        if op == Op::Call {
            let error = ended.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
            assert_eq!((error.attempts(), requests), (1, 1));
        } else {
            assert!(ended.unwrap());
            assert_eq!(requests, 2, "{op:?}");
        }
        assert_eq!(pbx.calls_placed(), []);
    }
}

/// Nothing can have happened, so even a call is tried again.
#[tokio::test]
async fn nothing_listens() {
    // Bound, so that nobody else gets the port, and not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    for op in READS.into_iter().chain([Op::Call]) {
        let client = connected(&url);
        let error = run(op, &client, "2026-04-15".parse().unwrap()).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent), "{op:?}");
        assert_eq!(error.attempts(), 3, "{op:?}");
    }
}
