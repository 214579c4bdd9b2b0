//! Answers that stop. Time is paused once the answer stands, so the machine's speed plays no part.

use isp_sandbox::StallPoint;
use mobilon_client::{Delivery, ErrorKind};
use tokio::time;

use super::{Op, READS, builder, run, sandbox, today};

const POINTS: [StallPoint; 2] = [StallPoint::BeforeHead, StallPoint::Body(5)];

#[tokio::test]
async fn an_answer_that_stands_still_times_out() {
    for (op, at) in READS.into_iter().chain([Op::Call]).flat_map(|op| POINTS.map(|at| (op, at))) {
        let pbx = sandbox().await;
        let stall = pbx.stall_next(at);
        let (client, day) = (builder(&pbx).attempts(1).build().unwrap(), today(&pbx));
        let running = tokio::spawn(async move { run(op, &client, day).await });
        stall.reached().await;
        // From here on only the client's limits can end the wait, and time leaps to them.
        time::pause();
        let error = running.await.unwrap().unwrap_err();
        time::resume();
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Timeout, Delivery::Unknown),
            "{op:?} {at:?}"
        );
        assert_eq!((error.attempts(), pbx.requests().len()), (1, 1), "{op:?} {at:?}");
        assert_eq!(error.status().is_some(), at != StallPoint::BeforeHead, "{op:?} {at:?}");
        assert!(pbx.calls_placed().len() <= 1);
    }
}

/// A call that timed out is not placed again by itself, a read is asked for again.
#[tokio::test]
async fn after_a_stall_only_reads_are_repeated() {
    for op in READS.into_iter().chain([Op::Call]) {
        let pbx = sandbox().await;
        let stall = pbx.stall_next(StallPoint::Body(5));
        // The repeat gets real time.
        let hooked = builder(&pbx).on_attempt(|attempt| {
            if attempt.error.is_some() {
                time::resume();
            }
        });
        let (client, day) = (hooked.build().unwrap(), today(&pbx));
        let running = tokio::spawn(async move { run(op, &client, day).await });
        stall.reached().await;
        time::pause();
        match (op, running.await.unwrap()) {
            (Op::Call, ended) => {
                let error = ended.unwrap_err();
                assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
                assert_eq!((pbx.requests().len(), pbx.calls_placed().len()), (1, 1));
            }
            (_, ended) => {
                assert!(ended.unwrap());
                assert_eq!(pbx.requests().len(), 2, "{op:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_answer_that_goes_on_in_time_is_good() {
    for (op, at) in READS.into_iter().chain([Op::Call]).flat_map(|op| POINTS.map(|at| (op, at))) {
        let pbx = sandbox().await;
        let stall = pbx.stall_next(at);
        let (client, day) = (builder(&pbx).build().unwrap(), today(&pbx));
        let running = tokio::spawn(async move { run(op, &client, day).await });
        stall.reached().await;
        stall.release();
        assert!(running.await.unwrap().unwrap(), "{op:?} {at:?}");
        assert_eq!(pbx.requests().len(), 1, "{op:?} {at:?}");
    }
}
