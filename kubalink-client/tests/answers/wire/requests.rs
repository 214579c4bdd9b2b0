//! Requests as they arrive.

use isp_test_support::loopback::Canned;
use kubalink_client::{Client, Method};
use rust_decimal::dec;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer};

use super::{html, seen, serving};
use crate::support::{builder, client, quick, whole_or_cut};

const OK: &str = r#"{"Result":"OK","Id":1}"#;

/// All in the body, the key first: a query stands in the logs of servers.
#[tokio::test]
async fn a_post_has_everything_in_its_body() {
    let (server, erp) = serving(html(OK)).await;
    erp.customer().change_balance(42, dec!(150.00), "cash & desk").employee_id(7).await.unwrap();
    erp.task().get_related_task_id(501).await.unwrap();
    erp.attach().get_file("u").await.unwrap().read_all(100).await.unwrap();
    erp.raw("abon", "msg").param("usercode", 1).await.unwrap();
    let _ = erp.customer().get_data_many([42, 43]).stream().collect().await;
    let requests = server.received_requests().await.unwrap();
    let bodies: Vec<_> = requests.iter().map(|request| std::str::from_utf8(&request.body).unwrap()).collect();
    assert_eq!(
        bodies,
        [
            "key=the-key&cat=customer&action=change_balance&customer_id=42&amount=150.00&comment=cash%20%26%20desk\
             &employee_id=7",
            "key=the-key&cat=task&action=get_related_task_id&id=501",
            "key=the-key&cat=attach&action=get_file&uuid=u",
            "key=the-key&cat=abon&action=msg&usercode=1",
            "key=the-key&cat=customer&action=get_data&customer_id=42%2C43",
        ]
    );
    for request in &requests {
        assert_eq!(
            (request.method.as_str(), request.url.path(), request.url.query()),
            ("POST", "/api.php", None)
        );
        assert_eq!(request.headers["content-type"], "application/x-www-form-urlencoded");
        assert!(request.headers["accept-encoding"].to_str().unwrap().contains("gzip"));
        let agent = request.headers["user-agent"].to_str().unwrap();
        assert!(
            agent.starts_with(concat!("kubalink-client/", env!("CARGO_PKG_VERSION"), " isp-client-core/")),
            "{agent}"
        );
        for name in ["authorization", "cookie", "referer", "x-requested-with"] {
            assert!(!request.headers.contains_key(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_get_by_choice() {
    let (server, erp) = serving(html(OK)).await;
    erp.customer().to_ex(42).method(Method::Get).await.unwrap();
    let of_client = builder(&server.uri()).method(Method::Get).build().unwrap();
    of_client.task().get_list().state_id([1, 2]).limit(5).json::<serde_json::Value>().await.unwrap();
    of_client.customer().to_ex(42).method(Method::Post).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let lines: Vec<_> =
        requests.iter().map(|request| (request.method.as_str(), request.url.query())).collect();
    assert_eq!(
        lines,
        [
            ("GET", Some("key=the-key&cat=customer&action=to_ex&customer_id=42")),
            ("GET", Some("key=the-key&cat=task&action=get_list&state_id=1%2C2&limit=5")),
            ("POST", None),
        ]
    );
    assert!(requests[0].body.is_empty() && !requests[0].headers.contains_key("content-type"));
}

/// A key can hold anything.
#[tokio::test]
async fn a_key_ends_no_field() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(html(OK)).mount(&server).await;
    let key = "a&cat=b=c +%20/ключ";
    let erp = quick(Client::builder(&server.uri()).unwrap().key(key)).build().unwrap();
    erp.customer().to_ex(42).await.unwrap();
    let form = &server.received_requests().await.unwrap()[0].body;
    assert_eq!(
        std::str::from_utf8(form).unwrap(),
        "key=a%26cat%3Db%3Dc%20%2B%2520%2F%D0%BA%D0%BB%D1%8E%D1%87&cat=customer&action=to_ex&customer_id=42"
    );
}

#[tokio::test]
async fn addresses_of_an_installation() {
    for base in ["", "/", "/api.php", "/erp", "/erp/", "/erp/api.php", "/erp/api.php/"] {
        let server = MockServer::start().await;
        let script = if base.starts_with("/erp") { "/erp/api.php" } else { "/api.php" };
        Mock::given(path(script)).respond_with(html(OK)).mount(&server).await;
        client(&format!("{}{base}", server.uri())).customer().to_ex(42).await.unwrap();
        assert_eq!(seen(&server).await, 1, "{base}");
    }
}

/// Per client, and per call.
#[tokio::test]
async fn what_is_said_with_every_action() {
    let (server, plain) = serving(html(OK)).await;
    let always =
        builder(&server.uri()).skip_internal_api(true).lang("ru").user_agent("crm/7").build().unwrap();
    plain.customer().to_ex(42).await.unwrap();
    plain.customer().to_ex(42).skip_internal_api(true).lang("en").await.unwrap();
    always.customer().to_ex(42).await.unwrap();
    always.customer().to_ex(42).skip_internal_api(false).lang("uk").await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let start = "key=the-key&cat=customer&action=to_ex&customer_id=42";
    let rests: Vec<_> = requests
        .iter()
        .map(|request| std::str::from_utf8(&request.body).unwrap().strip_prefix(start).unwrap())
        .collect();
    assert_eq!(rests, ["", "&skip_internal_api=1&lang=en", "&skip_internal_api=1&lang=ru", "&lang=uk"]);
    assert!(requests[2].headers["user-agent"].to_str().unwrap().ends_with(" crm/7"));
}

/// Thousands of ids in one request: that is why everything is in the body.
#[tokio::test]
async fn a_long_list_goes_out_whole() {
    let answer = whole_or_cut(r#"{"Result":"OK","data":[]}"#, 0);
    let server = Canned::start([answer]).await;
    let ids = 1..=20_000_u64;
    client(&server.url).customer().get_data_many(ids.clone()).await.unwrap();
    let [came] = &server.requests()[..] else { panic!() };
    let list: Vec<_> = ids.map(|id| id.to_string()).collect();
    let form = format!("key=the-key&cat=customer&action=get_data&customer_id={}", list.join("%2C"));
    assert_eq!(came.body, form.as_bytes());
    assert_eq!(came.header("content-length").unwrap(), form.len().to_string());
}

/// What breaks a rule never leaves.
#[tokio::test]
async fn what_is_refused_is_not_sent() {
    let (server, erp) = serving(html(OK)).await;
    for error in [
        erp.customer().get_data(0).await.unwrap_err(),
        erp.customer().get_data_many([1, 0]).stream().collect().await.unwrap_err(),
        erp.customer().get_data_many([1, 2]).in_parts_of(0).await.unwrap_err(),
        erp.customer().get_data_many([0, 2]).in_parts_of(1).await.unwrap_err(),
        erp.task().get_list().state_id([0]).stream().collect().await.unwrap_err(),
        erp.task().get_list().state_id([0]).tasks().collect().await.unwrap_err(),
        erp.attach().get_file("").await.unwrap_err(),
        erp.customer().to_ex(42).param("key", "x").await.unwrap_err(),
        erp.customer().to_ex(42).param("", "x").await.unwrap_err(),
        erp.customer().to_ex(42).lang("r u").await.unwrap_err(),
        erp.raw(" ", "x").await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.attempts()), (kubalink_client::ErrorKind::Input, 0), "{error}");
    }
    assert_eq!(seen(&server).await, 0);
}

#[test]
fn what_a_builder_refuses() {
    let build = |url: &str| Client::builder(url).map(|builder| builder.key("k"));
    for url in ["", "erp.test", "ftp://erp.test", "https://", "https://erp.test/?key=k"] {
        assert!(build(url).is_err(), "{url}");
    }
    assert!(build("http://erp.test").unwrap().build().is_err(), "the key would cross the network in clear");
    assert!(build("http://erp.test").unwrap().allow_plain_http().build().is_ok());
    assert!(Client::builder("https://erp.test").unwrap().build().is_err(), "no key");
    assert!(Client::builder("https://erp.test").unwrap().key(" ").build().is_err(), "an empty key");
    assert!(build("https://erp.test").unwrap().lang("").build().is_err());
    assert!(build("https://erp.test").unwrap().in_flight(0).build().is_err());
}
