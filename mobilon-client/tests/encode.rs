//! What goes to the server, per operation, and what is refused before it goes.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use mobilon_client::testing::{Reply, Script};
use mobilon_client::{
    BaseUrl, Body, BoxFuture, CallOptions, Chunks, Client, Delivery, Device, Effect, Error, ErrorKind,
    Format, Incoming, LocalDate, Method, OPERATIONS, Request, Requirement, Response, TimeError, Transport,
    Value,
};
use support::{TOKEN, builder, scripted};

fn day() -> LocalDate {
    LocalDate::new(2026, 11, 20).unwrap()
}

/// The address that a call was sent to, without scheme, host and credential.
async fn sent<T, F>(ask: impl FnOnce(Client) -> F) -> String
where
    F: IntoFuture<Output = Result<T, Error>>,
{
    let script = Script::always(Reply::ok(""));
    let _ = ask(scripted(&script)).await;
    let url = &script.requests()[0].url;
    let rest = url.strip_prefix("https://pbx.test/").unwrap();
    let rest = rest.replacen("key=Ab3dE6:abcd1efghij2klmn&", "<key>", 1);
    rest.replacen("token=0123456789abcdef0123456789abcdef&", "<token>", 1)
}

#[tokio::test]
async fn each_operation_sends_the_documented_line() {
    assert_eq!(
        sent(|pbx| pbx.call("89130000001")).await,
        "api/call/CallToSubscriber?<key>outboundNumber=89130000001"
    );
    assert_eq!(
        sent(|pbx| pbx.call("110").device(Device::Mobile)).await,
        "api/call/CallToSubscriber?<key>outboundNumber=110&device=mobile"
    );
    assert_eq!(sent(|pbx| pbx.call_info("1.20")).await, "api/call/info?<token>callid=1.20&format=xml");
    assert_eq!(
        sent(|pbx| pbx.call_info("1.20").format(Format::Json)).await,
        "api/call/info?<token>callid=1.20&format=json"
    );
    assert_eq!(sent(|pbx| pbx.journal(day())).await, "api/call/journal?<token>date=2026-11-20&format=xml");
    assert_eq!(
        sent(|pbx| pbx.journal(day()).limit(50).offset(100).format(Format::Json)).await,
        "api/call/journal?<token>date=2026-11-20&format=json&limit=50&offset=100"
    );
    assert_eq!(sent(|pbx| pbx.recording("1.20")).await, "api/call/record?<token>callid=1.20");
    assert_eq!(
        sent(|pbx| pbx.raw("api/call/new", Effect::Read).with_account_token().query("a", "b c")).await,
        "api/call/new?<token>a=b%20c"
    );
}

/// The colon of a `node:key` goes raw: users were told that `%3A` is a wrong key.
#[tokio::test]
async fn a_key_keeps_its_colon_and_nothing_else_that_could_cut_the_query() {
    let script = Script::always(Reply::ok(""));
    let build = |key: &str| {
        Client::builder("https://pbx.test").unwrap().user_key(key).transport(script.clone()).build().unwrap()
    };
    let _ = build("Ab3dE6:abcd1efghij2klmn").call("1").await;
    let _ = build("a&b=c#d/e%f").call("1").await;
    let urls: Vec<_> = script.requests().into_iter().map(|sent| sent.url).collect();
    assert!(urls[0].contains("?key=Ab3dE6:abcd1efghij2klmn&"), "{urls:?}");
    assert!(urls[1].contains("?key=a%26b%3Dc%23d%2Fe%25f&"), "{urls:?}");
}

#[tokio::test]
async fn a_base_address_keeps_its_path() {
    for base in ["https://pbx.test/vats", "https://pbx.test/vats/"] {
        let script = Script::always(Reply::ok("<calls/>"));
        let pbx =
            Client::builder(base).unwrap().account_token(TOKEN).transport(script.clone()).build().unwrap();
        pbx.journal(day()).await.unwrap();
        assert!(script.requests()[0].url.starts_with("https://pbx.test/vats/api/call/journal?"));
    }
}

fn refused<T: std::fmt::Debug>(script: &Script, result: Result<T, Error>, field: &str) {
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some(field)), "{error}");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::NotSent, 0));
    assert!(error.to_string().contains(field), "{error}");
    assert_eq!(script.requests().len(), 0, "nothing is sent");
}

#[tokio::test]
async fn bad_input_is_refused_before_anything_is_sent() {
    let script = Script::default();
    let pbx = scripted(&script);
    for number in ["", "+79130000001", "8 913", "8(913)", "я", "1;2", "1\n", "8-913"] {
        refused(&script, pbx.call(number).await, "outboundNumber");
    }
    for id in ["", "1 2", "1.2&x=1", "1.2/..", "я", &"1".repeat(65)] {
        refused(&script, pbx.call_info(id).await, "callid");
        refused(&script, pbx.recording(id).await, "callid");
    }
    refused(&script, pbx.journal(day()).limit(0).await, "limit");
    refused(&script, pbx.journal(day()).offset(1).await, "offset");
    refused(&script, pbx.journal(day()).format(Format::Json).stream().collect().await, "format");
    refused(&script, pbx.journal(day()).pages(0).collect().await, "limit");
    let backwards = day()..=day().yesterday().unwrap();
    let result = pbx.journal_range(backwards).stream().collect().await;
    assert_eq!(result.unwrap_err().path(), Some("journal_range"));
    for path in ["", "/api", "api//call", "api/../x", "api?x", "http://other.test/"] {
        refused(&script, pbx.raw(path, Effect::Read).await, "path");
    }
}

/// An operation whose credential is missing says which.
#[tokio::test]
async fn a_missing_credential_is_named_before_anything_is_sent() {
    let script = Script::default();
    let only = |key: bool| {
        let builder = Client::builder("https://pbx.test").unwrap().transport(script.clone());
        let builder = if key { builder.user_key("k") } else { builder.account_token("t") };
        builder.build().unwrap()
    };
    let says = |error: Error, what: &str| {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
        assert!(error.to_string().contains(what), "{error}");
    };
    says(only(false).call("1").await.unwrap_err(), "user_key()");
    says(only(true).call_info("1.2").await.unwrap_err(), "account_token()");
    says(only(true).journal(day()).await.unwrap_err(), "account_token()");
    says(only(true).recording("1.2").await.unwrap_err(), "account_token()");
    assert_eq!(script.requests().len(), 0);
}

#[test]
fn a_credential_that_cannot_be_one_is_refused_by_the_builder() {
    for (key, token, field) in
        [("", "t", "user_key"), ("k k", "t", "user_key"), ("k", "t\n", "account_token")]
    {
        let error = Client::builder("https://pbx.test")
            .unwrap()
            .user_key(key)
            .account_token(token)
            .build()
            .unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Input, Some(field)));
    }
}

/// Every parameter that can be sent is declared, and every declared one can be sent.
#[tokio::test]
async fn the_table_and_the_requests_agree() {
    let all = [
        sent(|pbx| pbx.call("1").device(Device::Mobile)).await,
        sent(|pbx| pbx.call_info("1.2")).await,
        sent(|pbx| pbx.call_info("1.2").format(Format::Json)).await,
        sent(|pbx| pbx.journal(day()).limit(1).offset(1)).await,
        sent(|pbx| pbx.journal(day()).limit(1).offset(1).format(Format::Json)).await,
        sent(|pbx| pbx.recording("1.2")).await,
    ];
    let least = [
        sent(|pbx| pbx.call("1")).await,
        sent(|pbx| pbx.call_info("1.2")).await,
        sent(|pbx| pbx.call_info("1.2").format(Format::Json)).await,
        sent(|pbx| pbx.journal(day())).await,
        sent(|pbx| pbx.journal(day()).format(Format::Json)).await,
        sent(|pbx| pbx.recording("1.2")).await,
    ];
    let names = |line: &str| -> Vec<String> {
        let (_, query) = line.split_once('>').unwrap();
        let mut names: Vec<_> =
            query.split('&').map(|pair| pair.split_once('=').unwrap().0.to_owned()).collect();
        names.sort();
        names
    };
    for ((row, most), least) in OPERATIONS.iter().zip(&all).zip(&least) {
        let wire = row.name.split('?').next().unwrap();
        assert!(most.starts_with(&format!("api/call/{wire}?")), "{} {most}", row.name);
        let mut declared: Vec<_> = row.parameters.iter().map(|parameter| parameter.name.to_owned()).collect();
        declared.sort();
        assert_eq!(names(most), declared, "{}", row.name);
        for parameter in row.parameters.iter().filter(|one| one.requirement == Requirement::Required) {
            assert!(names(least).contains(&parameter.name.to_owned()), "{} {}", row.name, parameter.name);
        }
    }
    assert_eq!(OPERATIONS.len(), all.len());
}

/// The request forms that the vendor's documents print (seed and later versions), each with its row.
#[test]
fn every_documented_operation_is_in_the_table() {
    let documented = [
        ("CallToSubscriber", &["outboundNumber", "device"][..]),
        ("info", &["callid", "format"]),
        ("journal", &["date", "format", "offset", "limit"]),
        ("record", &["callid"]),
    ];
    for (name, parameters) in documented {
        let row = OPERATIONS.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("{name}"));
        for parameter in parameters {
            assert!(row.parameters.iter().any(|known| known.name == *parameter), "{name} {parameter}");
        }
    }
    assert!(OPERATIONS.iter().all(|row| (row.effect == Effect::Once) == (row.name == "CallToSubscriber")));
}

/// A transport of one's own needs no other crate of the family to be written.
#[tokio::test]
async fn the_types_around_a_client_can_be_named_from_this_crate() {
    struct Parts(Vec<bytes::Bytes>);

    impl Chunks for Parts {
        fn chunk(&mut self) -> BoxFuture<'_, Result<Option<bytes::Bytes>, Error>> {
            Box::pin(async { Ok(self.0.pop()) })
        }
    }

    #[derive(Debug)]
    struct NoCalls;

    impl Transport for NoCalls {
        fn send<'a>(
            &'a self,
            request: &'a Request,
            _: &'a BaseUrl,
        ) -> BoxFuture<'a, Result<Incoming, Error>> {
            assert_eq!(request.method(), Method::Get);
            let body = Body::new(Parts(vec!["<calls/>".into()]));
            Box::pin(async { Ok(Incoming::new(http::StatusCode::OK, http::HeaderMap::new(), body)) })
        }
    }

    let pbx = builder("https://pbx.test/").transport(NoCalls).build().unwrap();
    assert_eq!(pbx.journal(day()).await.unwrap(), []);
    let answer: Response = pbx.raw("api/x", Effect::Read).query("n", Value::from("1")).await.unwrap();
    assert_eq!(answer.text(), "<calls/>");
    let error: TimeError = LocalDate::new(2026, 2, 30).unwrap_err();
    assert!(!error.to_string().is_empty());
    let _ = CallOptions::default();
}
