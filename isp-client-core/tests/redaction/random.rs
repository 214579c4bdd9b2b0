//! Random secrets against everything that can be printed.

use http::header::{AUTHORIZATION, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode};
use isp_client_core::{BaseUrl, Body, BoxFuture, Effect, Error, Incoming, Request, Secret, Transport};
use isp_test_support::collect;
use isp_test_support::secret::{debugged, hidden, percent_encoded};
use proptest::prelude::*;

use crate::support::product::{Ask, builder};
use crate::support::secret::shown;

/// Answers with what it is told, without a socket.
#[derive(Clone)]
struct Parrot(StatusCode, HeaderMap, String);

impl Transport for Parrot {
    fn send<'a>(&'a self, _: &'a Request, _: &'a BaseUrl) -> BoxFuture<'a, Result<Incoming, Error>> {
        let Self(status, headers, body) = self.clone();
        Box::pin(async move { Ok(Incoming::new(status, headers, Body::whole(body))) })
    }
}

impl std::fmt::Debug for Parrot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parrot")
    }
}

/// Long enough, and begun so that nothing printed holds it by chance.
fn secret() -> impl Strategy<Value = String> {
    proptest::string::string_regex("Zq[ -~а-яёїґ€𝄞]{8,40}").unwrap()
}

fn error_of(status: u16, headers: HeaderMap, body: String, secret: &str) -> Error {
    let parrot = Parrot(StatusCode::from_u16(status).unwrap(), headers, body);
    let client = builder().key(secret).transport(parrot).build("http://127.0.0.1");
    let request = Request::post("x").form("p", Secret::new(secret));
    let call = client.call(Ask { effect: Effect::Once, request });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(call.into_future()).unwrap_err()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_secret_and_what_holds_it(secret in secret()) {
        hidden(&secret, &debugged(&Secret::new(secret.as_str())))?;

        let value = || Secret::new(secret.as_str());
        let mut request = Request::post("x").query("q", value()).form("f", value()).header(AUTHORIZATION, value());
        request.prepend_query("key", value());
        request.add_header(AUTHORIZATION, value());
        hidden(&secret, &debugged(&request))?;
        hidden(&secret, &request.shown_url(&"https://h.test".parse().unwrap()))?;
        let sent = [request.wire_url(&"https://h.test".parse().unwrap()), request.wire_form().unwrap().body().clone()];
        hidden(&secret, &debugged(&sent))?;
    }

    #[test]
    fn settings_and_clients(secret in secret()) {
        let proxy = format!("http://me:{}@127.0.0.1:1", percent_encoded(&secret));
        let settings = builder().key(secret.as_str()).proxy(proxy.clone());
        hidden(&secret, &debugged(&settings))?;
        // Without TLS and certificates, which take long to load.
        let client = settings.build("http://127.0.0.1");
        hidden(&secret, &debugged(&client))?;
        hidden(&secret, &debugged(&client.call(Ask::read())))?;

        for bad in [secret.clone(), format!("http://me:{}@", percent_encoded(&secret))] {
            if let Err(error) = builder().proxy(bad).try_build("http://127.0.0.1") {
                hidden(&secret, &shown(&error))?;
            }
        }
        for bad in [secret.clone(), format!("https://h/?key={secret}"), format!("https://me:{}@h", percent_encoded(&secret))] {
            let error = bad.parse::<BaseUrl>().unwrap_err();
            hidden(&secret, &shown(&error))?;
        }
    }

    #[test]
    fn errors_of_servers_that_echo(secret in secret(), before in 0..520_usize) {
        collect::start();
        let encoded = percent_encoded(&secret);
        let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let body = format!("{}{secret} {encoded} {form}{secret}", "-".repeat(before));
        for error in [
            error_of(200, HeaderMap::new(), format!("refused: {body}"), &secret),
            error_of(401, HeaderMap::new(), body.clone(), &secret),
            error_of(500, HeaderMap::new(), body.clone(), &secret),
        ] {
            hidden(&secret, &shown(&error))?;
            // Nor the part of it before the cap.
            prop_assert!(!error.message().unwrap().contains("Zq"), "{error}");
        }
        for target in [&encoded, &form] {
            let location = format!("https://h.test/{target}/{target}?key={target}");
            let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_str(&location).unwrap())]);
            let error = error_of(302, headers, String::new(), &secret);
            hidden(&secret, &shown(&error))?;
            prop_assert!(error.location().unwrap().starts_with("https://h.test/***"), "{error}");
        }
    }
}
