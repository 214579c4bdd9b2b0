//! Answers that are compressed, in chunks, cut, or no answers at all.

use isp_test_support::loopback::Canned;
use isp_test_support::{fixture, gzip};
use nodeny_client::{Client, Delivery, Error, ErrorKind, NotRepeated, Refusal};
use wiremock::{MockServer, ResponseTemplate};

use super::support::{chunked, whole_or_cut, with_account, with_session};
use super::{html, seen, serving};

#[tokio::test]
async fn compressed_answers_are_read() {
    let gzipped = |body: &str| html(gzip(body)).insert_header("content-encoding", "gzip");
    let (_server, billing) = serving(gzipped(fixture!("main_screen.json"))).await;
    assert_eq!(billing.subscriber().account().await.unwrap().user.unwrap().id, Some(412));
    let (_server, billing) = serving(gzipped(fixture!("users.json"))).await;
    assert_eq!(billing.admin().users().stream().collect().await.unwrap().len(), 2);
    let (_server, billing) = serving(gzipped(fixture!("blocked.json"))).await;
    assert_eq!(billing.version().await.unwrap_err().refusal(), Some(&Refusal::Blocked));
}

/// Letters of several bytes are cut too.
#[tokio::test]
async fn answers_in_chunks_of_one_byte_are_read() {
    let body = fixture!("credit_offer.json");
    let server = Canned::in_pieces([chunked(body.as_bytes().chunks(1), true)]).await;
    let offer = with_session(&server.url).subscriber().credit().await.unwrap();
    assert_eq!(offer.credit.unwrap().currency.as_deref(), Some("грн"));
    let server = Canned::in_pieces([chunked(fixture!("users_result.json").as_bytes().chunks(1), true)]).await;
    let users = with_session(&server.url).admin().users().stream().collect().await.unwrap();
    assert_eq!(users[1].name.as_deref(), Some("сусід"));
}

#[tokio::test]
async fn a_byte_order_mark_is_passed_over() {
    let mark = |body: &str| html(format!("\u{feff}{body}"));
    let (_server, billing) = serving(mark(fixture!("credit_offer.json"))).await;
    assert!(billing.subscriber().credit().await.unwrap().credit.is_some());
    let (_server, billing) = serving(mark(fixture!("users.json"))).await;
    assert_eq!(billing.admin().users().await.unwrap().len(), 2);
    assert_eq!(billing.admin().users().stream().collect().await.unwrap().len(), 2);
    let (_server, billing) = serving(mark(fixture!("unauthorized.json"))).await;
    assert_eq!(billing.subscriber().account().await.unwrap_err().refusal(), Some(&Refusal::Unauthorized));
}

#[tokio::test]
async fn money_that_may_have_moved_is_not_asked_for_again() {
    let body = fixture!("credit_blocked.json");
    for cut in [0, 1, body.len() - 2] {
        let server = Canned::start([whole_or_cut(&body[..cut], body.len() - cut)]).await;
        let me = with_session(&server.url).subscriber();
        for error in [
            me.take_credit().await.unwrap_err(),
            me.redeem_card("1").await.unwrap_err(),
            me.connect_service(1).await.unwrap_err(),
            me.send_message("x").await.unwrap_err(),
            me.request_fondy_payment(1.into()).await.unwrap_err(),
            me.request_liqpay_payment(1.into()).await.unwrap_err(),
        ] {
            assert_eq!(
                (error.kind(), error.delivery()),
                (ErrorKind::Interrupted, Delivery::Unknown),
                "{cut}"
            );
            assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::MayHaveActed)));
        }
        assert_eq!(server.requests().len(), 6, "{cut}");
    }
}

/// What leaves the same state is repeated, as reading is.
#[tokio::test]
async fn a_cut_answer_to_anything_else_is_asked_for_again() {
    let body = fixture!("main_row.json");
    let short = whole_or_cut(&body[..300], body.len() - 300);
    for effect in ["read", "replay"] {
        let server = Canned::start([short.clone(), short.clone(), whole_or_cut(body, 0)]).await;
        let me = with_session(&server.url).subscriber();
        if effect == "read" {
            assert_eq!(me.account().await.unwrap().services.len(), 2);
        } else {
            me.set_next_service(2071, 42).await.unwrap();
        }
        assert_eq!(server.requests().len(), 3);
    }
    let server = Canned::start([short]).await;
    let error = with_session(&server.url).subscriber().account().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Interrupted, 3));
}

/// One of each effect, and the stream.
async fn errors(billing: &Client) -> [Error; 4] {
    [
        billing.subscriber().account().await.unwrap_err(),
        billing.subscriber().take_credit().await.unwrap_err(),
        billing.subscriber().switch_autopay(1, true).await.unwrap_err(),
        billing.admin().users().stream().collect().await.unwrap_err(),
    ]
}

/// A crash of the server, with status 200. Nothing is repeated: it may have acted, and would crash again.
#[tokio::test]
async fn what_is_no_json_is_told_apart_and_kept() {
    for (body, words) in [
        (fixture!("crash.html"), "web page"),
        (fixture!("crash.txt"), "crashed"),
        ("", "empty"),
        ("\r\n ", "empty"),
    ] {
        let (server, billing) = serving(html(body)).await;
        for error in errors(&billing).await {
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Unknown), "{error}");
            assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 200));
            assert!(error.to_string().contains(words), "{error}");
            assert_eq!(error.body().unwrap_or_default(), body.as_bytes());
        }
        assert_eq!(seen(&server).await, 4);
    }
}

#[tokio::test]
async fn the_web_server_in_front_is_told_apart_from_the_billing() {
    for (status, kind, attempts) in
        [(404, ErrorKind::Status, 1), (500, ErrorKind::Status, 3), (502, ErrorKind::Status, 3)]
    {
        let page = ResponseTemplate::new(status).set_body_raw("<html>bad gateway</html>", "text/html");
        let (server, billing) = serving(page).await;
        let [read, once, replay, stream] = errors(&billing).await;
        for error in [&read, &once, &replay, &stream] {
            assert_eq!((error.kind(), error.delivery()), (kind, Delivery::Unknown), "{error}");
            assert_eq!(error.status().unwrap().as_u16(), status);
        }
        assert_eq!((read.attempts(), replay.attempts(), stream.attempts()), (attempts, attempts, attempts));
        assert_eq!(once.attempts(), 1);
        assert_eq!(seen(&server).await, 3 * attempts as usize + 1);
    }
}

/// There are none on this path; neither session nor password may travel to where one points.
#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        for to in [format!("{}/cgi-bin/noapi.pl", elsewhere.uri()), "/cgi-bin/stat.pl".to_owned()] {
            let answer = ResponseTemplate::new(status).insert_header("location", to.as_str());
            let (server, billing) = serving(answer).await;
            for error in errors(&billing).await {
                assert_eq!((error.kind(), error.location()), (ErrorKind::Status, Some(to.as_str())));
                assert_eq!(error.delivery(), Delivery::Unknown, "a redirect proves nothing");
            }
            assert_eq!(seen(&server).await, 4);
            // The call itself has not left.
            let error = with_account(&server.uri()).subscriber().take_credit().await.unwrap_err();
            assert_eq!((error.delivery(), error.location()), (Delivery::NotSent, Some(to.as_str())));
            assert_eq!(seen(&server).await, 5, "the login");
        }
    }
    assert_eq!(seen(&elsewhere).await, 0);
}
