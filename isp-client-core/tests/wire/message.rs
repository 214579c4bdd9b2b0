//! What stands on the wire, and what is refused before it gets there.

use http::header::{ACCEPT_LANGUAGE, COOKIE};
use isp_client_core::{Delivery, Effect, ErrorKind, NotRepeated, Request, Secret};

use crate::support::facts;
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Server, answer, ok};

/// The request line, the header lines in lower case and in order of the alphabet, and the body.
fn parts(request: &str) -> (&str, Vec<String>, &str) {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let (line, headers) = head.split_once("\r\n").unwrap();
    let mut headers: Vec<_> = headers
        .split("\r\n")
        .map(|header| {
            let (name, value) = header.split_once(": ").unwrap();
            format!("{}: {value}", name.to_ascii_lowercase())
        })
        .collect();
    headers.sort();
    (line, headers, body)
}

#[tokio::test]
async fn a_get_carries_these_bytes_and_no_others() {
    let server = Server::always([Read, ok("")]).await;
    for base in [format!("{}/erp", server.url()), format!("{}/erp/", server.url())] {
        let client = builder().key("k&1").user_agent("my-billing/1.0").build(&base);
        let request = Request::get("api.php")
            .query("name", "Ян + 1".to_owned())
            .header(ACCEPT_LANGUAGE, "uk")
            .header(COOKIE, Secret::new("sid=abc"));
        client.call(Ask::with(request)).await.unwrap();
        let sent = server.requests().pop().unwrap();
        let (line, headers, body) = parts(&sent);
        assert_eq!(line, "GET /erp/api.php?key=k%261&name=%D0%AF%D0%BD%20%2B%201 HTTP/1.1");
        let core = env!("CARGO_PKG_VERSION");
        assert_eq!(
            headers,
            [
                "accept-encoding: gzip".to_owned(),
                "accept-language: uk".to_owned(),
                "accept: */*".to_owned(),
                "cookie: sid=abc".to_owned(),
                format!("host: 127.0.0.1:{}", server.port()),
                format!("user-agent: test-product/7.8 isp-client-core/{core} my-billing/1.0"),
            ]
        );
        assert_eq!(body, "");
    }
}

#[tokio::test]
async fn a_post_carries_its_form_in_the_body() {
    let server = Server::always([Read, ok("")]).await;
    let client = builder().build(&server.url());
    let request = Request::post("").query("q", 1_u8).form("b", "x&y=z").form("a", Secret::new("п+ю"));
    client.call(Ask::with(request)).await.unwrap();
    client.call(Ask::with(Request::post("empty"))).await.unwrap();

    let sent = server.requests();
    let (line, headers, body) = parts(&sent[0]);
    assert_eq!(line, "POST /?q=1 HTTP/1.1");
    assert_eq!(body, "b=x%26y%3Dz&a=%D0%BF%2B%D1%8E");
    assert!(headers.contains(&"content-type: application/x-www-form-urlencoded".to_owned()));
    assert!(headers.contains(&format!("content-length: {}", body.len())));
    assert_eq!(headers.iter().filter(|header| header.starts_with("content-length")).count(), 1);
    let (line, headers, body) = parts(&sent[1]);
    assert_eq!((line, body), ("POST /empty HTTP/1.1", ""));
    assert!(headers.contains(&"content-length: 0".to_owned()), "{headers:?}");
}

#[tokio::test]
async fn redirects_are_shown_and_not_followed() {
    let other = Server::always([Read, ok("followed")]).await;
    let location = format!("Location: {}/login?token=hush#frag\r\n", other.url());
    for status in [301, 302, 303, 307, 308] {
        let server = Server::always([Read, answer(status, &location, "moved")]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Status, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{status} {effect}");
            assert_eq!(error.location(), Some(format!("{}/login", other.url()).as_str()));
            assert_eq!(error.body(), Some(&b"moved"[..]));
        }
        assert_eq!(server.requests().len(), 3);
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_long_location_does_not_flood_the_log() {
    let location = format!("Location: /{}\r\n", "x".repeat(20_000));
    let server = Server::always([Read, answer(302, &location, "")]).await;
    let error = builder().build(&server.url()).call(Ask::read()).await.unwrap_err();
    assert!(error.location().unwrap().starts_with("/xxx"));
    assert!(format!("{error}{error:?}").len() < 2000, "{}", error.to_string().len());
}

#[tokio::test]
async fn a_cookie_of_the_server_is_not_sent_back() {
    let server = Server::always([Read, answer(200, "Set-Cookie: sid=abc\r\n", "")]).await;
    let client = builder().build(&server.url());
    client.call(Ask::read()).await.unwrap();
    client.call(Ask::read()).await.unwrap();
    assert!(server.requests().iter().all(|request| !request.contains("abc")));
}

/// Nothing is sent: the address is one that documents use, and the refusal comes from `build`.
#[test]
fn plain_http_to_another_machine_must_be_allowed() {
    let error = builder().try_build("http://192.0.2.1/erp").unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Input, Delivery::NotSent, 0, None));
    assert_eq!(error.path(), Some("base_url"));
    assert!(error.to_string().contains("allow_plain_http()"), "{error}");
    builder().allow_plain_http().try_build("http://192.0.2.1/erp").unwrap();
    builder().try_build("http://127.0.0.1/erp").unwrap();
}

#[tokio::test]
async fn a_header_that_http_cannot_carry_is_refused_before_anything_is_sent() {
    let server = Server::always([Read, ok("")]).await;
    let client = builder().attempts(3).build(&server.url());
    for value in ["a\r\nb", "a\nb: c", "\0", "\x7f"] {
        let request = Request::get("x").header(COOKIE, Secret::new(value));
        let error = client.call(Ask { effect: Effect::Read, request }).await.unwrap_err();
        let expected = (ErrorKind::Input, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{value:?}");
        assert_eq!(error.path(), Some("cookie"));
    }
    assert_eq!(server.connections(), 0);
}
