//! Which request is which webhook, and what is refused.

use isp_client_core::decode::FaultKind;
use isp_test_support::fixture;
use mobilon_client::Extra;
use mobilon_client::webhook::{EventState, Webhook, WebhookError, WebhookParser};

const EVENT: &str = fixture!("webhooks/event_hangup_missed.json");

fn get(query: &str) -> Result<Webhook, WebhookError> {
    Webhook::parse("GET", Some(query), None, b"")
}

fn post(body: impl AsRef<[u8]>) -> Result<Webhook, WebhookError> {
    Webhook::parse("POST", None, Some("application/json"), body.as_ref())
}

fn faulty_field(result: Result<Webhook, WebhookError>) -> (String, &'static str) {
    match result {
        Err(WebhookError::Field { name, problem }) => (name, problem),
        other => panic!("{other:?}"),
    }
}

fn too_large(what: &'static str, limit: usize) -> WebhookError {
    WebhookError::TooLarge { what, limit }
}

fn names(extra: &Extra) -> Vec<&str> {
    extra.iter().map(|(name, _)| name).collect()
}

fn guarded() -> WebhookParser {
    WebhookParser::new().shared_secret("authkey", "s3cret")
}

#[test]
fn without_the_shared_secret_nothing_is_read() {
    // Neither the method nor the body is looked at.
    for query in [None, Some(""), Some("key=k&number=1"), Some("AUTHKEY=s3cret"), Some("xauthkey=s3cret")] {
        let refused = guarded().parse("BREW", query, None, b"{").unwrap_err();
        assert_eq!(refused, WebhookError::SecretMissing, "{query:?}");
    }
    for query in
        ["authkey=", "authkey", "authkey=s3cre", "authkey=s3crets", "authkey=S3CRET", "authkey=s3cret+"]
    {
        let refused = guarded().parse("BREW", Some(query), None, b"{").unwrap_err();
        assert_eq!(refused, WebhookError::SecretWrong, "{query:?}");
    }
}

#[test]
fn a_second_shared_secret_is_wrong() {
    for query in ["authkey=s3cret&authkey=x", "authkey=x&authkey=s3cret", "authkey=s3cret&authkey=s3cret"] {
        let refused = guarded().parse("POST", Some(query), None, EVENT.as_bytes());
        assert_eq!(refused.unwrap_err(), WebhookError::SecretWrong, "{query:?}");
    }
}

#[test]
fn an_empty_shared_secret_lets_nobody_in() {
    let parser = WebhookParser::new().shared_secret("authkey", "");
    for query in ["authkey=", "authkey", "authkey=x"] {
        let refused = parser.parse("POST", Some(query), None, EVENT.as_bytes());
        assert_eq!(refused.unwrap_err(), WebhookError::SecretWrong, "{query:?}");
    }
}

#[test]
fn the_shared_secret_is_no_extra_field() {
    let webhook = guarded().parse("POST", Some("a=1&%61uthkey=s3%63ret"), None, EVENT.as_bytes()).unwrap();
    let Webhook::Event(event) = webhook else { panic!("another form") };
    assert_eq!(names(&event.extra), ["a"]);
}

#[test]
fn a_body_is_bounded() {
    let body = |size: usize| {
        let event = r#"{"uuid":"u","state":"END"}"#;
        event.to_owned() + &" ".repeat(size - event.len())
    };
    assert!(post(body(64 * 1024)).is_ok());
    assert_eq!(post(body(64 * 1024 + 1)).unwrap_err(), too_large("bytes of body", 65536));

    let parser = WebhookParser::new().max_body(EVENT.len());
    let parse = |body: &str| parser.parse("POST", None, None, body.as_bytes()).map(drop);
    assert_eq!(parse(EVENT), Ok(()));
    assert_eq!(parse(&format!("{EVENT} ")), Err(too_large("bytes of body", EVENT.len())));
}

#[test]
fn a_query_is_bounded() {
    let query = |size: usize| format!("key=k&number=1&q={}", "q".repeat(size - 17));
    assert!(get(&query(8 * 1024)).is_ok());
    assert_eq!(get(&query(8 * 1024 + 1)).unwrap_err(), too_large("bytes of query", 8192));
    // Also beside a body, and before the shared secret is looked for.
    let refused = guarded().parse("POST", Some(&query(8 * 1024 + 1)), None, EVENT.as_bytes());
    assert_eq!(refused.unwrap_err(), too_large("bytes of query", 8192));
}

#[test]
fn names_are_bounded_in_query_and_body_together() {
    let event = |names: usize| {
        let more: String = (2..names).map(|n| format!(r#","n{n}":0"#)).collect();
        format!(r#"{{"uuid":"u","state":"END"{more}}}"#)
    };
    let with_query = |query, names| Webhook::parse("POST", query, None, event(names).as_bytes()).map(drop);
    assert_eq!(with_query(None, 64), Ok(()));
    assert_eq!(with_query(None, 65), Err(too_large("names", 64)));
    assert_eq!(with_query(Some("a=1"), 63), Ok(()));
    assert_eq!(with_query(Some("a=1"), 64), Err(too_large("names", 64)));
    // Repetitions count, and so does the shared secret.
    for repeated in [post(format!("{}uuid=u&state=END", "a=&".repeat(63))), get(&"a&".repeat(65))] {
        assert_eq!(repeated.unwrap_err(), too_large("names", 64));
    }
    let refused = guarded().parse("POST", Some("authkey=s3cret"), None, event(64).as_bytes());
    assert_eq!(refused.unwrap_err(), too_large("names", 64));
}

#[test]
fn a_body_full_of_names_is_refused() {
    let names: String = (0..5000).map(|n| format!(r#""{n:x}":0,"#)).collect();
    let body = format!(r#"{{{names}"uuid":"u","state":"END"}}"#);
    assert!(body.len() <= 64 * 1024);
    assert_eq!(post(body).unwrap_err(), too_large("names", 64));
}

#[test]
fn only_get_and_post_are_taken() {
    for method in ["HEAD", "PUT", "DELETE", "OPTIONS", "get", ""] {
        let refused = Webhook::parse(method, Some("key=k&number=1"), None, EVENT.as_bytes());
        assert_eq!(refused.unwrap_err(), WebhookError::Method, "{method}");
    }
}

#[test]
fn what_is_no_webhook_is_refused() {
    let bodies = [
        "[]",
        "\"text\"",
        "<x/>",
        "null",
        "hello",
        "a=1",
        "{}",
        r#"{"result":"SUCCESS"}"#,
        "--b\r\nContent-Disposition: form-data; name=\"uuid\"\r\n\r\nu\r\n--b--",
    ];
    for body in bodies {
        assert!(matches!(post(body), Err(WebhookError::NotUnderstood(_))), "{body}");
    }
    for query in ["", "&&", "a=1", "=", "callerid", "authkey=s3cret"] {
        let refused = get(query);
        // A name without a value is a parameter with an empty one.
        assert_eq!(matches!(refused, Err(WebhookError::NotUnderstood(_))), query != "callerid", "{query}");
    }
}

#[test]
fn broken_json_says_where() {
    let Err(WebhookError::Json(fault)) = post(&EVENT[..100]) else { panic!("taken") };
    assert_eq!(fault.kind(), FaultKind::EndedEarly);
    let Err(WebhookError::Json(fault)) = post(r#"{"uuid":"u","state":END}"#) else { panic!("taken") };
    assert_eq!(fault.kind(), FaultKind::Malformed);
    let Err(WebhookError::Json(fault)) = post(format!("{EVENT}{EVENT}")) else { panic!("taken") };
    assert_eq!(fault.kind(), FaultKind::Malformed);
    let deep = format!(r#"{{"uuid":"u","state":"END","x":{}}}"#, "[".repeat(30_000));
    assert!(matches!(post(deep), Err(WebhookError::Json(_))));
}

#[test]
fn a_missing_or_wrong_field_is_named() {
    let cases = [
        (post(r#"{"uuid":"u"}"#), "state", "is missing"),
        (post(r#"{"state":"END"}"#), "uuid", "is missing"),
        (post(r#"{"uuid":"","state":"END"}"#), "uuid", "is empty"),
        (post(r#"{"uuid":"u","state":[]}"#), "state", "is not one text of at most 64 bytes"),
        (post(r#"{"uuid":1.10,"state":"END"}"#), "uuid", "is not one text of at most 64 bytes"),
        (post(r#"{"uuid":"u","uuid":"v","state":"END"}"#), "uuid", "is not one text of at most 64 bytes"),
        (
            post(format!(r#"{{"uuid":"{}","state":"END"}}"#, "u".repeat(65))),
            "uuid",
            "is not one text of at most 64 bytes",
        ),
        (post(r#"{"incoming_number":"83919000001"}"#), "callerid", "is missing"),
        (get("key=k"), "number", "is missing"),
        (get("number=1"), "key", "is missing"),
        (get("key=&number=1"), "key", "is empty"),
        (get("key=k&key=l&number=1"), "key", "is not one text of at most 64 bytes"),
        (get("state=END"), "uuid", "is missing"),
    ];
    for (result, name, problem) in cases {
        assert_eq!(faulty_field(result), (name.to_owned(), problem));
    }
    let parser = WebhookParser::new().key_parameter("who").number_parameter("caller");
    assert_eq!(faulty_field(parser.parse("GET", Some("who=k"), None, b"")).0, "caller");
}

#[test]
fn a_placeholder_that_was_not_replaced_is_no_value() {
    // As Mobilon's description misprints it, with and without escapes.
    for query in ["key=k&number={NUMBER]", "key=k&number=%7BNUMBER%5D"] {
        assert_eq!(faulty_field(get(query)), ("number".into(), "holds a placeholder that was not replaced"));
    }
    assert_eq!(faulty_field(get("key={KEY}&number=1")).0, "key");
    assert_eq!(faulty_field(get("callerid={CALLERID}")).0, "callerid");
}

#[test]
fn a_subscriber_by_the_template() {
    let webhook = get(fixture!("webhooks/subscriber.query")).unwrap();
    let Webhook::Subscriber { key, number, extra, .. } = webhook else { panic!("another form") };
    assert_eq!((key.expose(), number.as_str()), ("qW7eRtYuI90oPaS", "83919000001"));
    assert!(extra.is_empty());
}

#[test]
fn parameter_names_are_the_users() {
    let parser = WebhookParser::new()
        .shared_secret("authkey", "inv3nted")
        .key_parameter("who")
        .number_parameter("caller")
        .incoming_number_parameter("innumber");
    let webhook =
        parser.parse("GET", Some(fixture!("webhooks/subscriber_own_names.query")), None, b"").unwrap();
    let Webhook::Subscriber { key, number, .. } = webhook else { panic!("another form") };
    assert_eq!((key.expose(), number.as_str()), ("qW7eRtYuI90oPaS", "83919000001"));

    let route = format!("{}&authkey=inv3nted", fixture!("webhooks/route.query"));
    let webhook = parser.parse("GET", Some(&route), None, b"").unwrap();
    let Webhook::Route { callerid, incoming_number, time, extra, .. } = webhook else {
        panic!("another form")
    };
    assert_eq!(callerid, "89139000007");
    assert_eq!(incoming_number.as_deref(), Some("83919000001"));
    assert_eq!(time.as_deref(), Some("2018-02-03 11:12:13"));
    assert!(extra.is_empty());
}

#[test]
fn a_route_body_takes_the_time_from_the_query() {
    let parser = WebhookParser::new().time_parameter("at");
    let query = Some("at=12%3A00&callerid=%7BCALLERID%7D&tag=x");
    let webhook = parser.parse("POST", query, None, fixture!("webhooks/route.json").as_bytes()).unwrap();
    let Webhook::Route { callerid, incoming_number, time, extra, .. } = webhook else {
        panic!("another form")
    };
    assert_eq!((callerid.as_str(), incoming_number.as_deref()), ("89139000007", Some("83919000001")));
    assert_eq!(time.as_deref(), Some("12:00"));
    assert_eq!(names(&extra), ["callerid", "tag"]);
}

#[test]
fn content_decides_and_the_header_does_not() {
    for content_type in [None, Some("application/x-www-form-urlencoded"), Some("text/xml"), Some("nonsense")]
    {
        for method in ["GET", "POST"] {
            let webhook = Webhook::parse(method, None, content_type, EVENT.as_bytes());
            assert!(matches!(webhook, Ok(Webhook::Event(_))), "{content_type:?}");
        }
    }
    // A form, and a blank body before a query.
    let form = Webhook::parse("POST", None, None, fixture!("webhooks/subscriber.query").as_bytes());
    assert!(matches!(form, Ok(Webhook::Subscriber { .. })));
    let blank = Webhook::parse("POST", Some(fixture!("webhooks/subscriber.query")), None, b" \r\n");
    assert!(matches!(blank, Ok(Webhook::Subscriber { .. })));
}

#[test]
fn an_event_may_come_as_a_query() {
    let Webhook::Event(event) = get(fixture!("webhooks/event.query")).unwrap() else {
        panic!("another form")
    };
    assert_eq!(event.state, EventState::End);
    assert_eq!((event.time.unwrap().seconds(), event.duration), (1_600_000_931, Some(31)));
    assert!(event.extra.is_empty());
}

#[test]
fn charsets_and_byte_order_marks() {
    let body = r#"{"uuid":"u","state":"END","utmString":"cmp=Весна"}"#;
    let marked = [b"\xef\xbb\xbf", body.as_bytes()].concat();
    let legacy: Vec<u8> = body
        .chars()
        .map(|c| match c {
            'В' => 0xc2,
            'е' => 0xe5,
            'с' => 0xf1,
            'н' => 0xed,
            'а' => 0xe0,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    for bytes in [body.as_bytes(), &marked, &legacy] {
        let Webhook::Event(event) = post(bytes).unwrap() else { panic!("another form") };
        assert_eq!(event.utm.unwrap().get("cmp"), Some("Весна"));
    }
}

#[test]
fn a_plus_before_a_number_survives_the_query() {
    for query in ["key=k&number=+79139000007", "key=k&number=%2B79139000007"] {
        let Webhook::Subscriber { number, .. } = get(query).unwrap() else { panic!("another form") };
        assert_eq!(number, "+79139000007");
    }
    let Webhook::Subscriber { number, .. } = get("key=k&number=").unwrap() else { panic!("another form") };
    assert_eq!(number, "");
}

#[test]
fn unknown_names_are_kept_in_order_and_doubled_ones_are_lists() {
    let all = |extra: &Extra| -> Vec<_> {
        extra.iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect()
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());

    let Webhook::Subscriber { extra, .. } = get("key=k&x=&number=1&tag=a&b=1&tag=b").unwrap() else {
        panic!("another form")
    };
    assert_eq!(all(&extra), [pair("x", r#""""#), pair("tag", r#"["a","b"]"#), pair("b", r#""1""#)]);

    let body = r#"{"uuid":"u","state":"END","n":{"a":[1]},"n":null,"from":1.5,"l":[7],"to":"1","to":"2"}"#;
    let parsed = Webhook::parse("POST", Some("n=q&m=q"), None, body.as_bytes()).unwrap();
    let Webhook::Event(event) = parsed else { panic!("another form") };
    let expected = [
        pair("n", r#"[{"a":[1]},null]"#),
        pair("from", "1.5"),
        pair("l", "[7]"),
        pair("to", r#"["1","2"]"#),
        pair("m", r#""q""#),
    ];
    assert_eq!(all(&event.extra), expected);
}
