//! Calls that carry secrets wherever a product can put them, to servers that echo them, with every outcome.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::header::COOKIE;
use isp_client_core::{
    Client, Effect, Endpoint, Error, ErrorKind, Evidence, Operation, Request, Response, Secret,
};
use isp_test_support::collect;
use isp_test_support::loopback::closed_port;
use isp_test_support::secret::{debugged, hidden, lower_hex, percent_encoded};

use crate::support::pki::{Authority, self_signed_server};
use crate::support::product::{Ask, Builder, builder};
use crate::support::secret::shown;
use crate::support::server::{Hang, Read, Reset, Server, answer, ok, write};

/// Prints what it is given to see, and wants a JSON object of numbers.
#[derive(Clone)]
struct Probe {
    request: Request,
    seen: Arc<Mutex<String>>,
}

impl std::fmt::Debug for Probe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Probe").field(&self.request).finish()
    }
}

impl Endpoint for Probe {
    type Output = ();

    fn operation(&self) -> Operation {
        Operation::new("test", "probe", Effect::Read, Evidence::Documented, &[])
    }

    fn encode(&self) -> Result<Request, Error> {
        Ok(self.request.clone())
    }

    fn decode(&self, response: &Response) -> Result<(), Error> {
        self.seen.lock().unwrap().push_str(&debugged(response));
        response.json::<std::collections::BTreeMap<String, u32>>().map(drop)
    }
}

/// One secret, what was shown of it, and how the calls ended.
struct Run {
    secret: String,
    shown: Arc<Mutex<String>>,
    kinds: Vec<ErrorKind>,
}

impl Run {
    fn new(secret: &str) -> Self {
        collect::start();
        Self { secret: secret.to_owned(), shown: Arc::default(), kinds: Vec::new() }
    }

    fn show(&self, text: &str) {
        self.shown.lock().unwrap().push_str(text);
    }

    fn builder(&self) -> Builder {
        let shown = Arc::clone(&self.shown);
        builder()
            .attempts(2)
            .key(self.secret.as_str())
            .on_attempt(move |report| shown.lock().unwrap().push_str(&debugged(report)))
    }

    fn build(&self, builder: Builder, base: &str) -> Client {
        self.show(&debugged(&builder));
        let client = builder.build(base);
        self.show(&debugged(&client));
        client
    }

    fn requests(&self) -> [Request; 2] {
        let secret = || Secret::new(self.secret.as_str());
        let get = Request::get("probe").query("token", secret()).header(COOKIE, secret());
        let post = Request::post("probe").form("password", secret()).header(COOKIE, secret());
        [get, post]
    }

    async fn call(&mut self, client: &Client) {
        for request in self.requests() {
            self.show(&debugged(&request));
            let call = client.call(Probe { request, seen: Arc::clone(&self.shown) });
            self.show(&debugged(&call));
            self.show(&client.shown_url(call.endpoint()).unwrap());
            if let Err(error) = call.await {
                self.kinds.push(error.kind());
                self.show(&shown(&error));
                assert_eq!(error.operation().unwrap().name, "probe");
            }
        }
    }

    async fn answered(&mut self, answer: crate::support::server::Step) {
        let server = Server::always([Read, answer]).await;
        let client = self.build(self.builder(), &server.url());
        self.call(&client).await;
        // The secret was really on its way.
        let sent = server.requests().concat();
        assert!(
            sent.contains(&self.secret) && sent.contains(&percent_encoded(&self.secret).replace("%3A", ":"))
        );
    }

    fn end(&self, kinds: &[ErrorKind]) {
        hidden(&self.secret, &self.shown.lock().unwrap()).unwrap();
        hidden(&self.secret, &collect::since(0)).unwrap();
        for kind in kinds {
            assert!(self.kinds.contains(kind), "no call ended with {kind}: {:?}", self.kinds);
        }
    }
}

/// Letters alone, and signs that each encoding treats in its own way.
fn secrets(name: &str) -> [String; 2] {
    [format!("{name}S3cr3tK3y"), format!("{name} a&b=c:d/e+f%41;g\"h'i\\j<k>l?m#n@o")]
}

#[tokio::test]
async fn good_answers() {
    for secret in secrets("good") {
        let mut run = Run::new(&secret);
        let headers = format!("Set-Cookie: sid={secret}\r\nX-Echo: {secret}\r\n");
        let body = serde_json::json!({ &secret: 1 }).to_string();
        run.answered(answer(200, &headers, body)).await;
        run.end(&[]);
        assert_eq!(run.kinds, []);
    }
}

/// The echo as it is and in the encodings of an address.
fn echoes(secret: &str) -> Vec<String> {
    let encoded = percent_encoded(secret);
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    vec![secret.to_owned(), lower_hex(&encoded), encoded, form]
}

#[tokio::test]
async fn refusals_that_echo() {
    for secret in secrets("refused") {
        let mut run = Run::new(&secret);
        for echo in echoes(&secret) {
            let words = format!("the key {echo}{echo} is wrong ({echo})");
            run.answered(ok(format!("refused: {words}"))).await;
            for status in [400, 401, 403, 404, 429, 500, 503] {
                run.answered(answer(status, "Retry-After: 0\r\n", &words)).await;
            }
        }
        run.end(&[ErrorKind::Api, ErrorKind::Auth, ErrorKind::Status, ErrorKind::Throttled]);
    }
}

/// The text that an error keeps is capped. The cap must not cut a secret so that it is no longer known.
#[tokio::test]
async fn refusals_that_echo_where_the_text_is_cut() {
    for secret in secrets("capped") {
        let mut run = Run::new(&secret);
        for echo in echoes(&secret) {
            for length in [499, 495, 485] {
                run.answered(answer(400, "", format!("{}{echo}{}", "x".repeat(length), "y".repeat(50))))
                    .await;
            }
        }
        run.end(&[ErrorKind::Status]);
        let shown = run.shown.lock().unwrap();
        assert!(!shown.contains("xca"), "the start of the secret is shown");
    }
}

#[tokio::test]
async fn redirects_that_echo() {
    for secret in secrets("moved") {
        let mut run = Run::new(&secret);
        for echo in echoes(&secret) {
            for location in [
                format!("/login/{echo}/x?key={echo}#{echo}"),
                format!("https://other.test/{echo}"),
                format!("https://me:{echo}@other.test/login"),
                echo.clone(),
            ] {
                run.answered(answer(302, &format!("Location: {location}\r\n"), "")).await;
            }
        }
        run.end(&[ErrorKind::Status]);
    }
}

#[tokio::test]
async fn documents_that_echo() {
    for secret in secrets("document") {
        let mut run = Run::new(&secret);
        let key = serde_json::to_string(&secret).unwrap();
        for body in [
            format!("{{{key}:{key}}}"),
            format!("{{\"a\":{key}}}"),
            format!("{{{key}:[]}}"),
            format!("{{{key}:"),
            format!("{{{key}"),
            key.clone(),
            format!("[{key}]"),
            secret.clone(),
        ] {
            run.answered(ok(&body)).await;
            run.answered(write(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"))).await;
        }
        run.end(&[ErrorKind::Decode, ErrorKind::Interrupted]);
    }
}

#[tokio::test]
async fn answers_that_are_not_http_and_echo() {
    for secret in secrets("nonsense") {
        let mut run = Run::new(&secret);
        for nonsense in [
            format!("{secret}\r\n\r\n"),
            format!("HTTP/1.1 {secret}\r\n\r\n"),
            format!("HTTP/1.1 200 OK\r\n{secret}\r\n\r\n"),
            format!("HTTP/1.1 200 OK\r\nContent-Length: {secret}\r\n\r\n"),
            format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{secret}\r\n"),
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\n{}", &secret[..8]),
        ] {
            run.answered(write(nonsense)).await;
        }
        run.end(&[ErrorKind::Decode]);
    }
}

#[tokio::test]
async fn broken_and_stalled_connections() {
    for secret in secrets("broken") {
        let mut run = Run::new(&secret);
        let start = write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
        for script in
            [vec![Read], vec![Read, Reset], vec![Read, start.clone()], vec![Read, start.clone(), Reset]]
        {
            let server = Server::always(script).await;
            let client = run.build(run.builder(), &server.url());
            run.call(&client).await;
        }
        for script in [vec![Read, Hang], vec![Read, start, Hang]] {
            let server = Server::always(script).await;
            let client = run.build(run.builder().attempt_timeout(Duration::from_millis(50)), &server.url());
            run.call(&client).await;
        }
        let (_held, url) = closed_port();
        let client = run.build(run.builder(), &url);
        run.call(&client).await;
        run.end(&[ErrorKind::Interrupted, ErrorKind::Timeout, ErrorKind::Connect]);
    }
}

#[tokio::test]
async fn tls_with_and_without_trust() {
    for secret in secrets("tls") {
        let mut run = Run::new(&secret);
        let ours = Authority::new();
        for config in [self_signed_server(), ours.choosy_server(&rustls::version::TLS13), ours.server()] {
            let server = Server::tls(config, [Read, ok(format!("refused: {secret}"))]).await;
            let client = run.build(run.builder().trust_only_pem(ours.pem()), &server.url());
            run.call(&client).await;
        }
        run.end(&[ErrorKind::Tls, ErrorKind::Api]);
    }
}

#[tokio::test]
async fn proxies_with_a_password() {
    for secret in secrets("proxy") {
        let mut run = Run::new(&secret);
        let password = percent_encoded(&secret);
        let (_held, nobody) = closed_port();
        let guard = Server::always([Read, answer(407, "Proxy-Authenticate: Basic\r\n", &secret)]).await;
        let good = Server::always([Read, ok("{}")]).await;
        for (proxy, base) in [
            (&nobody, "http://billing.test"),
            (&nobody, "https://billing.test"),
            (&guard.url(), "http://billing.test"),
            (&guard.url(), "https://billing.test"),
            (&good.url(), "http://billing.test"),
        ] {
            let proxy = proxy.replace("://", &format!("://me:{password}@"));
            let client = run.build(run.builder().allow_plain_http().proxy(proxy), base);
            run.call(&client).await;
        }
        let sent = good.requests().concat().to_ascii_lowercase();
        assert!(sent.contains("proxy-authorization: basic bwu6"), "{sent}");
        for bad in [format!("http://me:{password}@"), secret.clone(), format!("ftp://me:{password}@h")] {
            if let Err(error) = builder().proxy(bad).try_build("http://127.0.0.1") {
                run.show(&shown(&error));
            }
        }
        run.end(&[ErrorKind::Connect, ErrorKind::Status]);
    }
}

#[tokio::test]
async fn values_that_cannot_be_sent() {
    let secret = "unsendable\r\nS3cr3tK3y";
    let mut run = Run::new(secret);
    let server = Server::always([Read, ok("{}")]).await;
    let client = run.build(run.builder(), &server.url());
    run.call(&client).await;
    run.end(&[ErrorKind::Input]);
    for bad in
        [format!("https://me:{secret}@h"), format!("https://h/?key={secret}"), format!("https://h/#{secret}")]
    {
        let error = builder().try_build(&bad).unwrap_err();
        hidden(secret, &shown(&error)).unwrap();
        hidden("S3cr3tK3y", &shown(&error)).unwrap();
    }
}

/// Else the tests above would search nothing.
#[tokio::test]
async fn the_whole_stack_is_listened_to() {
    collect::start();
    let ours = Authority::new();
    let server = Server::tls(ours.server(), [Read, answer(503, "Retry-After: 0\r\n", "")]).await;
    let client = builder().attempts(2).trust_only_pem(ours.pem()).build(&server.url());
    client.call(Ask::read()).await.unwrap_err();
    collect::assert_heard(&[
        "reqwest::",
        "hyper_util::",
        "rustls::",
        "isp_client_core::client::attempts event",
    ]);
}
