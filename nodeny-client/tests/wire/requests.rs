//! Requests as they arrive: addresses, forms, cookies.

use isp_test_support::fixture;
use isp_test_support::loopback::{Came, Canned};
use nodeny_client::{Client, Effect, ErrorKind};
use rust_decimal::dec;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer};

use super::support::{quick, whole_or_cut, with_account, with_session};
use super::{html, seen, serving};

/// Parameters in the documented order, everything escaped that would end a value, and the session nowhere but in the
/// cookie.
#[tokio::test]
async fn requests_go_out_as_documented() {
    let (server, billing) = serving(html("{}")).await;
    let (me, all) = (billing.subscriber(), billing.admin());
    let _ = me.account().await;
    let _ = me.messages().await;
    let _ = me.connections().await;
    let _ = me.services_to_connect().await;
    let _ = me.connect_service(63).await;
    let _ = me.set_next_service(1234, 63).await;
    let _ = me.credit().await;
    let _ = me.take_credit().await;
    let _ = me.redeem_card("2124=283;0").await;
    let _ = me.register_push_token("c-k:A/9=1&b").await;
    let _ = me.request_fondy_payment(dec!(100.50)).await;
    let _ = me.request_liqpay_payment(dec!(7)).await;
    let _ = me.bank_cards().await;
    let _ = me.switch_autopay(107, true).await;
    let _ = me.switch_autopay(107, false).await;
    let _ = all.subscriber(5).account().await;
    let _ = all.users().fields(["name", "last_auth"]).await;
    let _ = all.users().fields(["dopfields"]).stream().collect().await;
    let _ = all.services().await;
    let _ = all.extra_fields().await;
    let tickets = all.tickets("2023-01-31".parse().unwrap()).end_date("2023-09-16".parse().unwrap());
    let _ = tickets.creator(3).performer(0).level(2).kind(1).search("a=б").state("-1").private(true).await;
    let _ = billing.version().await;
    let requests = server.received_requests().await.unwrap();
    let lines: Vec<_> = requests.iter().map(|request| request.url.query().unwrap()).collect();
    assert_eq!(
        lines,
        [
            "a=u_main",
            "a=u_message",
            "a=u_auth_log",
            "a=u_srv_select",
            "a=u_srv_add&service_id=63",
            "a=u_srv_add&cmd=set_next&usr_service_id=1234&service_id=63",
            "a=u_credit",
            "a=u_credit&go=1",
            "a=u_cards&cod=2124%3D283%3B0",
            "a=u_gcm&reg_id=c-k:A%2F9%3D1%26b",
            "a=u_fondy&amt=100.5",
            "a=u_lpay&amt=7",
            "a=u_autopays",
            "a=u_autopays&act=on&id=107",
            "a=u_autopays&act=off&id=107",
            "a=u_main&uid=5",
            "a=api_users&fields=name%2Clast_auth",
            "a=api_users&fields=dopfields",
            "a=api_services",
            "a=api_dopdata",
            "a=op&act=tickets&start_date=31.01.2023&end_date=16.09.2023&creator=3&performer=0&level=2&type=1\
             &search_str=a%3D%D0%B1&state=-1&private=1",
            "a=version",
        ]
    );
    for request in &requests {
        assert_eq!((request.method.as_str(), request.url.path()), ("GET", "/cgi-bin/noapi.pl"));
        assert_eq!(request.headers["cookie"], "noses=s3s/1");
        assert!(request.headers["accept-encoding"].to_str().unwrap().contains("gzip"));
        for name in ["authorization", "referer", "x-requested-with"] {
            assert!(!request.headers.contains_key(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_base_address_with_a_prefix_is_kept() {
    for slash in ["", "/"] {
        let server = MockServer::start().await;
        let credit = Mock::given(path("/isp/cgi-bin/noapi.pl"));
        credit.respond_with(html(fixture!("credit_blocked.json"))).mount(&server).await;
        let billing = with_session(&format!("{}/isp{slash}", server.uri()));
        billing.subscriber().credit().await.unwrap();
        assert_eq!(seen(&server).await, 1);
    }
}

fn answer(body: &str) -> Vec<u8> {
    whole_or_cut(body, 0)
}

/// By POST, the password in the body, and no cookie: with a live one a login is none.
#[tokio::test]
async fn a_login_has_its_own_form_and_no_cookie() {
    let login = fixture!("login_user_slash.json");
    let server = Canned::start([answer(login), answer("{}"), answer(login), answer("{}")]).await;
    let builder = Client::builder(&server.url).unwrap().login("сусід@home", "p=a ss;&%+ї").language("UA");
    let billing = quick(builder).build().unwrap();
    billing.version().await.unwrap();
    billing.login().await.unwrap();
    billing.version().await.unwrap();
    let came = server.requests();
    for login in [&came[0], &came[2]] {
        assert!(login.head.starts_with("POST /cgi-bin/noapi.pl HTTP/1.1\r\n"), "{}", login.head);
        assert_eq!(login.header("cookie"), None);
        assert_eq!(login.header("content-type"), Some("application/x-www-form-urlencoded"));
        let fields: Vec<_> = url::form_urlencoded::parse(&login.body).into_owned().collect();
        let expected = [("_uu", "сусід@home"), ("_pp", "p=a ss;&%+ї")];
        assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let raw = std::str::from_utf8(&login.body).unwrap();
        assert_eq!(raw.matches('=').count(), 2, "a raw = would cut the value: {raw}");
    }
    for call in [&came[1], &came[3]] {
        // The token as it came, not percent-encoded.
        assert_eq!(call.header("cookie"), Some("noses=PQcV//diWBdJRI2BY269Xx; nolang=UA"));
    }
}

/// Servers of before 2026 send a cookie that has expired long ago; others one that lives on.
#[tokio::test]
async fn cookies_of_the_server_change_nothing() {
    let cookie = |text: &str| {
        let head = format!("Set-Cookie: noses={text};path=/;expires=Fri,31-Dec-2032 00:00:00 GMT;\r\n");
        [b"HTTP/1.1 200 OK\r\n".as_slice(), head.as_bytes(), b"Content-Length: 2\r\n\r\n{}"].concat()
    };
    let server = Canned::start([cookie("other"), cookie(""), answer("{}")]).await;
    let billing = with_session(&server.url);
    for _ in 0..3 {
        billing.version().await.unwrap();
    }
    assert!(server.requests().iter().all(|came| came.header("cookie") == Some("noses=s3s/1")));
}

/// The fields of a multipart body, by the rules of RFC 7578.
fn fields(came: &Came) -> Vec<(String, String)> {
    let kind = came.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert!(boundary.len() <= 70 && !boundary.is_empty());
    let body = std::str::from_utf8(&came.body).unwrap();
    let body = body.strip_prefix(&format!("--{boundary}\r\n")).unwrap();
    let body = body.strip_suffix(&format!("\r\n--{boundary}--\r\n")).unwrap();
    let line = format!("\r\n--{boundary}\r\n");
    let parts = body.split(&line);
    let field = |part: &str| {
        let (head, value) = part.split_once("\r\n\r\n").unwrap();
        let name = head.strip_prefix("Content-Disposition: form-data; name=\"").unwrap();
        (name.strip_suffix('"').unwrap().to_owned(), value.to_owned())
    };
    parts.map(field).collect()
}

/// The server reads a plain form of at most 44,000 bytes.
#[tokio::test]
async fn a_long_message_arrives_as_it_was_written() {
    let hostile = "рядок=1&b;\r\n--form-part-0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nu_srv_add\r\n--form-part-0--\r\n+%41";
    let long = format!("{}{hostile}{}", "ї".repeat(30_000), "x".repeat(20_000));
    let server = Canned::start([answer(r#"{"result":"ok"}"#)]).await;
    let billing = with_session(&server.url);
    billing.subscriber().send_message(long.as_str()).await.unwrap();
    billing.raw("u_message", Effect::Once).param("msg", long.clone()).post().await.unwrap();
    let [typed, raw] = &server.requests()[..] else { panic!() };
    assert!(typed.head.starts_with("POST /cgi-bin/noapi.pl?a=u_message HTTP/1.1\r\n"), "{}", typed.head);
    assert_eq!(fields(typed), [("msg".to_owned(), long.clone())]);
    assert_eq!(fields(raw), [("a".to_owned(), "u_message".to_owned()), ("msg".to_owned(), long)]);
}

#[tokio::test]
async fn the_limits_of_a_message_are_exact() {
    let server = Canned::start([answer("{}")]).await;
    let billing = with_session(&server.url);
    let me = billing.subscriber();
    // `msg=` and each letter one byte; a Cyrillic letter is six.
    for (text, plain) in [
        ("x".repeat(44_000 - 4), true),
        ("x".repeat(44_000 - 3), false),
        (format!("{}xx", "ї".repeat(7_332)), true),
        ("ї".repeat(7_333), false),
    ] {
        me.send_message(text).await.unwrap();
        let came = server.requests().pop().unwrap();
        let kind = came.header("content-type").unwrap();
        assert_eq!(kind == "application/x-www-form-urlencoded", plain, "{kind}");
        assert!(!plain || came.body.len() <= 44_000);
    }
    let sent = server.requests().len();
    for text in ["x".repeat(20_000_000), "  ".to_owned()] {
        let error = me.send_message(text).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Input, 0));
    }
    assert_eq!(server.requests().len(), sent);
}

/// What the server would read as 0, or not at all, is refused before it is sent.
#[tokio::test]
async fn arguments_that_cannot_be_are_not_sent() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(html("{}")).mount(&server).await;
    let billing = with_account(&server.uri());
    let (me, all) = (billing.subscriber(), billing.admin());
    let day = "2026-11-02".parse().unwrap();
    let errors = [
        me.connect_service(0).await.unwrap_err(),
        me.set_next_service(0, 63).await.unwrap_err(),
        me.switch_autopay(0, true).await.unwrap_err(),
        me.request_fondy_payment(dec!(0)).await.unwrap_err(),
        me.request_fondy_payment(dec!(-5)).await.unwrap_err(),
        me.request_liqpay_payment(dec!(1.005)).await.unwrap_err(),
        me.register_push_token("a b").await.unwrap_err(),
        me.redeem_card("").await.unwrap_err(),
        all.subscriber(0).account().await.unwrap_err(),
        all.subscriber(0).messages().await.unwrap_err(),
        all.subscriber(0).credit().await.unwrap_err(),
        all.users().fields(["name,balance"]).await.unwrap_err(),
        all.users().fields([""]).stream().collect().await.unwrap_err(),
        all.tickets(day).end_date("2026-11-01".parse().unwrap()).await.unwrap_err(),
        all.tickets(day).state("").await.unwrap_err(),
        all.tickets(day).search(" ").await.unwrap_err(),
        all.tickets(day).creator(0).await.unwrap_err(),
    ];
    for error in &errors {
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Input, 0), "{error}");
        assert!(error.path().is_some(), "{error}");
    }
    assert_eq!(seen(&server).await, 0, "not even a login");
}
