//! `api_users` one by one: whole rows before a break, refusals in any number of pieces.

use isp_test_support::fixture;
use isp_test_support::loopback::{Canned, accept, listen};
use nodeny_client::{Delivery, ErrorKind, Refusal};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::oneshot;

use super::support::{chunked, whole_or_cut, with_account, with_session};

/// Rows of some size, so that the first ones can be told before the last ones come.
fn many(count: usize) -> String {
    let row =
        |id: usize| format!("{{\n   \"id\" : \"{id}\",\n   \"fio\" : \"{}\"\n}}", "Абонент ".repeat(20));
    let rows: Vec<_> = (1..=count).map(row).collect();
    format!("{{\n\"result\" : [{}]\n}}\n", rows.join(","))
}

#[tokio::test]
async fn rows_are_handed_over_while_the_rest_still_arrives() {
    let (listener, url) = listen().await;
    let (go_on, may_go_on) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let (mut stream, _) = accept(&listener).await;
        let body = many(100);
        let middle = body.len() / 2;
        let cut = (middle..).find(|at| body.is_char_boundary(*at)).unwrap();
        stream.write_all(&whole_or_cut(&body[..cut], body.len() - cut)).await.unwrap();
        // The second half is written when the first row was seen, not before.
        may_go_on.await.unwrap();
        stream.write_all(&body.as_bytes()[cut..]).await.unwrap();
    });
    let mut users = with_session(&url).admin().users().stream();
    assert_eq!(users.next().await.unwrap().unwrap().id, Some(1));
    go_on.send(()).unwrap();
    let mut last = None;
    while let Some(user) = users.next().await {
        last = user.unwrap().id;
    }
    assert_eq!(last, Some(100));
    server.await.unwrap();
}

/// Whole rows, then the error, then nothing; and no second request, since part of it was used.
#[tokio::test]
async fn a_stream_that_breaks_gives_the_whole_rows_first() {
    let body = many(40);
    let cut = body.match_indices("\"id\" : \"31\"").next().unwrap().0 + 8;
    let unfinished = chunked([&body.as_bytes()[..cut]], false);
    for answer in [vec![whole_or_cut(&body[..cut], body.len() - cut)], unfinished] {
        let server = Canned::in_pieces([answer]).await;
        let mut users = with_session(&server.url).admin().users().stream();
        for id in 1..=30 {
            assert_eq!(users.next().await.unwrap().unwrap().id, Some(id));
        }
        let error = users.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown), "{error}");
        assert_eq!(error.status().unwrap().as_u16(), 200);
        assert!(users.next().await.is_none());
        assert_eq!(server.requests().len(), 1);
    }
}

/// Broken before anything was handed over, it is asked for again.
#[tokio::test]
async fn a_stream_that_never_began_is_asked_for_again() {
    let server = Canned::start([whole_or_cut("", 9), whole_or_cut(fixture!("users.json"), 0)]).await;
    assert_eq!(with_session(&server.url).admin().users().stream().collect().await.unwrap().len(), 2);
    assert_eq!(server.requests().len(), 2);
}

/// However the pieces fall.
#[tokio::test]
async fn a_refusal_in_pieces_is_a_refusal() {
    let long = format!(r#"{{"debug":"SELECT","error":"{}"}}"#, "довго ".repeat(2000));
    for (body, refusal) in [
        (fixture!("privilege.json"), Refusal::Privilege),
        (fixture!("blocked.json"), Refusal::Blocked),
        (fixture!("unknown_command.json"), Refusal::UnknownCommand),
        (fixture!("internal.json"), Refusal::Internal),
        (fixture!("unauthorized.json"), Refusal::Unauthorized),
        (fixture!("unauthorized_legacy.json"), Refusal::Unauthorized),
        (long.as_str(), Refusal::Other),
    ] {
        for size in [1, 2, 7, 100, 5000] {
            let server = Canned::in_pieces([chunked(body.as_bytes().chunks(size), true)]).await;
            let error =
                with_session(&server.url).admin().users().attempts(1).stream().collect().await.unwrap_err();
            assert_eq!(error.refusal(), Some(&refusal), "{size} {error}");
            assert!(error.message().is_some());
            assert!(!String::from_utf8_lossy(error.body().unwrap_or_default()).contains("SELECT"));
            assert_eq!((error.attempts(), error.operation().unwrap().name.as_ref()), (1, "api_users"));
        }
    }
}

/// The whole way: a session that expired, in pieces; a login; the list.
#[tokio::test]
async fn a_stream_renews_the_session() {
    for expired in [
        fixture!("unauthorized.json").to_owned(),
        fixture!("unauthorized_legacy.json").to_owned(),
        format!("\u{feff}{}", fixture!("unauthorized.json")),
    ] {
        for size in [1, 3, 5000] {
            let whole = |body: &str| vec![whole_or_cut(body, 0)];
            let server = Canned::in_pieces([
                whole(fixture!("login_user.json")),
                chunked(expired.as_bytes().chunks(size), true),
                whole(fixture!("login_user_slash.json")),
                whole(fixture!("users.json")),
            ])
            .await;
            let users = with_account(&server.url).admin().users().stream().collect().await.unwrap();
            assert_eq!(users.len(), 2);
            let cookies: Vec<_> =
                server.requests().iter().map(|came| came.header("cookie").map(str::to_owned)).collect();
            let session = |token: &str| Some(format!("noses={token}"));
            assert_eq!(
                cookies,
                [None, session("pQ7uidO6MqAwTcqOnZF4Qg"), None, session("PQcV//diWBdJRI2BY269Xx")]
            );
        }
    }
}

/// An error behind rows is one too: the rows before it were handed over by then.
#[tokio::test]
async fn rows_and_an_error_in_one_answer_are_no_success() {
    let body = format!("{{\"result\":[{{\"id\":1}}],\"pad\":\"{}\",\"error\":\"half\"}}", "x".repeat(4000));
    let server = Canned::start([whole_or_cut(&body, 0)]).await;
    let billing = with_session(&server.url);
    assert_eq!(billing.admin().users().await.unwrap_err().kind(), ErrorKind::Api);
    let streamed = billing.admin().users().stream().collect().await;
    assert_eq!(streamed.unwrap_err().kind(), ErrorKind::Api);
}
