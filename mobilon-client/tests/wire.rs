//! Documented answers and broken ones, served over real HTTP.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use isp_test_support::loopback::{Canned, accept, listen};
use isp_test_support::{fixture, gzip};
use mobilon_client::{
    Call, CallRefusal, CallStatus, Client, Delivery, Device, Effect, Error, ErrorKind, Format, LocalDate,
    NotRepeated, Recording,
};
use support::{KEY, TOKEN, builder, connected, whole_or_cut};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::oneshot;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const ID: &str = "1611111111.222330";

fn day() -> LocalDate {
    LocalDate::new(2021, 1, 20).unwrap()
}

/// No content type: none is documented.
fn bytes(body: impl AsRef<[u8]>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_bytes(body.as_ref())
}

async fn serving(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let pbx = connected(&server.uri());
    (server, pbx)
}

async fn seen(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

async fn bytes_of(recording: Result<Recording, Error>) -> Result<Vec<u8>, Error> {
    match recording? {
        Recording::Ready(body) => body.read_all(1 << 20).await,
        other => panic!("{other:?}"),
    }
}

fn ids(calls: &[Call]) -> Vec<&str> {
    calls.iter().map(|call| call.call_id.as_ref().unwrap().as_str()).collect()
}

#[tokio::test]
async fn documented_answers_to_a_call() {
    for (body, call_id) in
        [(fixture!("call/success.json"), Some(ID)), (fixture!("call/success_2016.json"), None)]
    {
        let (_server, pbx) = serving(bytes(body)).await;
        let placed = pbx.call("89130000001").await.unwrap();
        assert_eq!(placed.call_id.as_ref().map(|id| id.as_str()), call_id);
    }
    for (body, refusal, kind, delivery) in [
        (fixture!("call/fail_1.json"), CallRefusal::OperatorNotRegistered, ErrorKind::Api, Delivery::Refused),
        (fixture!("call/fail_2.json"), CallRefusal::InvalidKey, ErrorKind::Auth, Delivery::Refused),
        (fixture!("call/fail_2016.json"), CallRefusal::InvalidKey, ErrorKind::Auth, Delivery::Refused),
        (fixture!("call/fail_3.json"), CallRefusal::BadNumber, ErrorKind::Api, Delivery::Refused),
        (fixture!("call/fail_4.json"), CallRefusal::Internal, ErrorKind::Api, Delivery::Unknown),
        (fixture!("call/fail_5.json"), CallRefusal::NoSubscriber, ErrorKind::Api, Delivery::Refused),
    ] {
        let (server, pbx) = serving(bytes(body)).await;
        let error = pbx.call("89130000001").await.unwrap_err();
        assert_eq!(error.refusal::<CallRefusal>(), Some(&refusal));
        assert_eq!((error.kind(), error.delivery(), error.attempts()), (kind, delivery, 1), "{error}");
        assert_eq!(seen(&server).await, 1);
    }
}

#[tokio::test]
async fn documented_and_likely_answers_to_info() {
    for (body, from, duration) in [
        (fixture!("info/2016-10.xml"), None, 77),
        (fixture!("info/2017-03.xml"), Some("89130000001"), 77),
        (fixture!("info/2017-04.xml"), Some("89130000001"), 77),
        (fixture!("info/2017-04_escaped.xml"), Some("89130000001"), 77),
        (fixture!("info/flat.json"), Some("89130000001"), 77),
        (fixture!("info/flat_text.json"), Some("89130000001"), 77),
        (fixture!("info/wrapped.json"), Some("89130000001"), 77),
    ] {
        for mime in [None, Some("text/xml"), Some("application/json"), Some("text/html; charset=utf-8")] {
            let answer = match mime {
                None => bytes(body),
                Some(mime) => ResponseTemplate::new(200).set_body_raw(body, mime),
            };
            let (_server, pbx) = serving(answer).await;
            let call = pbx.call_info(ID).await.unwrap().unwrap();
            assert_eq!(call.call_id.as_ref().unwrap().as_str(), ID);
            assert_eq!((call.from.as_deref(), call.duration), (from, Some(duration)), "{mime:?} {body}");
            assert_eq!(call.status, Some(CallStatus::Answered));
            let url = call.record_url.unwrap();
            assert_eq!(url.expose(), "/api/call/record?token={token}&callid={callid}");
        }
    }
}

#[tokio::test]
async fn documented_and_likely_journals() {
    for (body, expected) in [
        (fixture!("journal/2017-03.xml"), &["1611115440.222350", ID][..]),
        (fixture!("journal/2017-04.xml"), &[ID]),
        (fixture!("journal/empty.xml"), &[]),
        (fixture!("journal/empty_closed.xml"), &[]),
        (fixture!("journal/array.json"), &[ID, "1611115440.222350"]),
        (fixture!("journal/calls_array.json"), &[ID, "1611115440.222350"]),
        (fixture!("journal/calls_call_array.json"), &[ID, "1611115440.222350"]),
        (fixture!("journal/calls_call_object.json"), &[ID]),
    ] {
        let (_server, pbx) = serving(bytes(body)).await;
        assert_eq!(ids(&pbx.journal(day()).await.unwrap()), expected, "{body}");
        assert_eq!(ids(&pbx.journal(day()).format(Format::Json).await.unwrap()), expected);
        if body.starts_with('<') {
            assert_eq!(ids(&pbx.journal(day()).stream().collect().await.unwrap()), expected);
            assert_eq!(ids(&pbx.journal(day()).pages(5).collect().await.unwrap()), expected);
        }
    }
}

/// Order of the parameters as printed, the colon of a key raw, GET without a body, and no header that leaks.
#[tokio::test]
async fn requests_go_out_as_documented() {
    let (server, pbx) = serving(bytes("<calls/>")).await;
    let _ = pbx.call("89130000001").await;
    let _ = pbx.call("110").device(Device::Mobile).await;
    let _ = pbx.call_info(ID).await;
    let _ = pbx.call_info(ID).format(Format::Json).await;
    let _ = pbx.journal(day()).await;
    let _ = pbx.journal(day()).format(Format::Json).limit(50).offset(100).await;
    let _ = pbx.recording(ID).await;
    let _ = pbx.raw("api/call/new", Effect::Read).with_user_key().query("a", "б в").await;
    let requests = server.received_requests().await.unwrap();
    let targets: Vec<_> = requests
        .iter()
        .map(|request| format!("{}?{}", request.url.path(), request.url.query().unwrap()))
        .collect();
    assert_eq!(
        targets,
        [
            format!("/api/call/CallToSubscriber?key={KEY}&outboundNumber=89130000001"),
            format!("/api/call/CallToSubscriber?key={KEY}&outboundNumber=110&device=mobile"),
            format!("/api/call/info?token={TOKEN}&callid={ID}&format=xml"),
            format!("/api/call/info?token={TOKEN}&callid={ID}&format=json"),
            format!("/api/call/journal?token={TOKEN}&date=2021-01-20&format=xml"),
            format!("/api/call/journal?token={TOKEN}&date=2021-01-20&format=json&limit=50&offset=100"),
            format!("/api/call/record?token={TOKEN}&callid={ID}"),
            format!("/api/call/new?key={KEY}&a=%D0%B1%20%D0%B2"),
        ]
    );
    for request in &requests {
        assert_eq!((request.method.as_str(), request.body.len()), ("GET", 0));
        assert!(request.headers["accept-encoding"].to_str().unwrap().contains("gzip"));
        for name in ["authorization", "cookie", "referer"] {
            assert!(!request.headers.contains_key(name), "{name}");
        }
    }
}

#[tokio::test]
async fn the_user_agent_names_the_client_and_the_program() {
    let (server, pbx) = serving(bytes("<calls/>")).await;
    pbx.journal(day()).await.unwrap();
    let named = builder(&server.uri()).user_agent("crm/7").build().unwrap();
    named.journal(day()).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let agents: Vec<_> =
        requests.iter().map(|request| request.headers["user-agent"].to_str().unwrap()).collect();
    assert!(agents[0].starts_with(concat!("mobilon-client/", env!("CARGO_PKG_VERSION"))), "{agents:?}");
    assert_eq!(agents[1], format!("{} crm/7", agents[0]));
}

#[tokio::test]
async fn a_base_address_with_a_prefix_is_kept() {
    for slash in ["", "/"] {
        let server = MockServer::start().await;
        let journal = Mock::given(path("/vats/pbx/api/call/journal"));
        journal.respond_with(bytes(fixture!("journal/2017-04.xml"))).mount(&server).await;
        let pbx = connected(&format!("{}/vats/pbx{slash}", server.uri()));
        assert_eq!(pbx.journal(day()).await.unwrap().len(), 1);
        assert_eq!(seen(&server).await, 1);
    }
}

fn gzipped(body: &str) -> ResponseTemplate {
    bytes(gzip(body)).insert_header("content-encoding", "gzip")
}

#[tokio::test]
async fn compressed_answers_are_read() {
    let (_server, pbx) = serving(gzipped(fixture!("call/success.json"))).await;
    assert_eq!(pbx.call("1").await.unwrap().call_id.unwrap().as_str(), ID);
    let (_server, pbx) = serving(gzipped(fixture!("info/2017-04.xml"))).await;
    assert_eq!(pbx.call_info(ID).await.unwrap().unwrap().duration, Some(77));
    let (_server, pbx) = serving(gzipped(fixture!("journal/2017-03.xml"))).await;
    assert_eq!(pbx.journal(day()).await.unwrap().len(), 2);
    assert_eq!(pbx.journal(day()).stream().collect().await.unwrap().len(), 2);
    let (_server, pbx) = serving(gzipped("RIFF and so on")).await;
    assert_eq!(bytes_of(pbx.recording(ID).await).await.unwrap(), b"RIFF and so on");
}

/// The first chunk ends inside a tag. The second one is written when the first call was seen, not before.
#[tokio::test]
async fn a_journal_is_streamed_while_it_arrives() {
    let (listener, url) = listen().await;
    let (go_on, may_go_on) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let (mut stream, _) = accept(&listener).await;
        let xml = fixture!("journal/2017-03.xml");
        let (first, rest) = xml.split_at(xml.find("</call>").unwrap() + "</call>\n  <ca".len());
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        stream.write_all(format!("{head}{:x}\r\n{first}\r\n", first.len()).as_bytes()).await.unwrap();
        may_go_on.await.unwrap();
        for letter in rest.as_bytes() {
            stream.write_all(&[b"1\r\n", &[*letter][..], b"\r\n"].concat()).await.unwrap();
        }
        stream.write_all(b"0\r\n\r\n").await.unwrap();
    });
    let mut calls = connected(&url).journal(day()).stream();
    assert_eq!(calls.next().await.unwrap().unwrap().call_id.unwrap().as_str(), "1611115440.222350");
    go_on.send(()).unwrap();
    assert_eq!(calls.next().await.unwrap().unwrap().call_id.unwrap().as_str(), ID);
    assert!(calls.next().await.is_none());
    server.await.unwrap();
}

#[tokio::test]
async fn a_cut_answer_to_a_call_is_not_asked_for_again() {
    let body = fixture!("call/success.json");
    for cut in [0, 1, body.len() - 2] {
        let server = Canned::start([whole_or_cut(&body[..cut], body.len() - cut)]).await;
        let error = connected(&server.url).call("89130000001").await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown), "{cut}");
        assert_eq!((error.attempts(), error.not_repeated()), (1, Some(NotRepeated::MayHaveActed)));
        assert_eq!(server.requests().len(), 1, "{cut}");
    }
}

#[tokio::test]
async fn a_cut_journal_is_asked_for_again() {
    let body = fixture!("journal/2017-03.xml");
    for cut in [0, 1, 300, body.len() - 2] {
        let short = whole_or_cut(&body[..cut], body.len() - cut);
        let server = Canned::start([short.clone(), short.clone(), whole_or_cut(body, 0)]).await;
        let calls = connected(&server.url).journal(day()).await.unwrap();
        assert_eq!((calls.len(), server.requests().len()), (2, 3), "{cut}");

        let server = Canned::start([short]).await;
        let error = connected(&server.url).journal(day()).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Interrupted, 3), "{cut}");
        assert_eq!(server.requests().len(), 3);
    }
}

/// A token must not travel to where a redirect points.
#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        for to in ["/login".to_owned(), format!("{}/api/call/info", elsewhere.uri()), "/api/call/info".into()]
        {
            let answer = ResponseTemplate::new(status).insert_header("location", to.as_str());
            let (server, pbx) = serving(answer).await;
            let errors = [
                pbx.call("1").await.unwrap_err(),
                pbx.call_info(ID).await.unwrap_err(),
                pbx.journal(day()).await.unwrap_err(),
                pbx.journal(day()).stream().collect().await.unwrap_err(),
                pbx.recording(ID).await.unwrap_err(),
            ];
            let kind = if to == "/login" { ErrorKind::Auth } else { ErrorKind::Status };
            for error in &errors {
                assert_eq!((error.kind(), error.location()), (kind, Some(to.as_str())), "{status} {error}");
            }
            assert_eq!(errors[0].delivery(), Delivery::Unknown, "a redirect of a call proves nothing");
            assert_eq!(seen(&server).await, errors.len());
        }
    }
    assert_eq!(seen(&elsewhere).await, 0);
}

/// Rejected tokens get 200 and a page, which is no list of no calls.
#[tokio::test]
async fn a_page_in_place_of_data_is_a_matter_of_the_credential() {
    let page = ResponseTemplate::new(200).set_body_raw(fixture!("login.html"), "text/html; charset=utf-8");
    let (server, pbx) = serving(page).await;
    for error in [
        pbx.call_info(ID).await.unwrap_err(),
        pbx.journal(day()).await.unwrap_err(),
        pbx.journal(day()).format(Format::Json).await.unwrap_err(),
        pbx.journal(day()).stream().collect().await.unwrap_err(),
        pbx.journal(day()).pages(10).collect().await.unwrap_err(),
        pbx.journal_range(day()..=day()).stream().collect().await.unwrap_err(),
        pbx.recording(ID).await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Auth, Delivery::Refused), "{error}");
        assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 200));
    }
    let error = pbx.call("1").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Auth, Delivery::Unknown, 1));
    assert_eq!(seen(&server).await, 8);
}

#[tokio::test]
async fn windows_1251_is_read_wherever_it_is_named() {
    let xml = "<calls><call><callid>1.1</callid><from>Ирина</from></call></calls>";
    for (declaration, mime) in [
        ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>", "text/xml"),
        ("<?xml version=\"1.0\"?>", "text/xml; charset=windows-1251"),
        ("", "text/xml"),
    ] {
        let text = format!("{declaration}{xml}");
        let body = encoding_rs::WINDOWS_1251.encode(&text).0.into_owned();
        let (_server, pbx) = serving(ResponseTemplate::new(200).set_body_raw(body, mime)).await;
        for calls in [pbx.journal(day()).await, pbx.journal(day()).stream().collect().await] {
            assert_eq!(calls.unwrap()[0].from.as_deref(), Some("Ирина"), "{declaration} {mime}");
        }
    }
    let body = encoding_rs::WINDOWS_1251.encode(fixture!("call/fail_2016.json")).0.into_owned();
    let (_server, pbx) = serving(bytes(body)).await;
    let error = pbx.call("1").await.unwrap_err();
    assert_eq!(error.refusal(), Some(&CallRefusal::InvalidKey));
    assert_eq!(error.message(), Some("Неверный ключ"));
}

#[tokio::test]
async fn a_recording_keeps_its_bytes_type_and_length() {
    let audio: Vec<u8> = (0..300_000_u32).map(|index| (index % 251) as u8).collect();
    let answer = ResponseTemplate::new(200).set_body_raw(audio.clone(), "audio/mpeg");
    let (_server, pbx) = serving(answer).await;
    let Recording::Ready(body) = pbx.recording(ID).await.unwrap() else { panic!() };
    assert_eq!((body.content_type(), body.length()), (Some("audio/mpeg"), Some(300_000)));
    assert_eq!(body.read_all(1 << 20).await.unwrap(), audio);
}
