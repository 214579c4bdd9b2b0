//! A reqwest client of the user's own, in place of the built-in one.

use isp_client_core::{Delivery, ErrorKind, NotRepeated, ReqwestTransport};
use isp_test_support::loopback::closed_port;
use reqwest::redirect::Policy;

use crate::support::pki::{Authority, self_signed_server};
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{HangUp, Read, Server, answer, ok};
use crate::support::{chain, facts};

/// With TLS settings that the builder does not offer: here nothing is checked at all.
fn own(redirects: Policy) -> ReqwestTransport {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(redirects)
        .retry(reqwest::retry::never())
        .no_proxy()
        .http1_only();
    ReqwestTransport::from_reqwest(client.build().unwrap())
}

#[tokio::test]
async fn it_sends_and_reads() {
    let server = Server::always([Read, ok("one"), Read, ok("two")]).await;
    let client = builder().key("k").transport(own(Policy::none())).build(&server.url());
    assert_eq!(client.call(Ask::read()).await.unwrap(), "one");
    assert_eq!(client.call(Ask::read()).await.unwrap(), "two");
    assert_eq!(server.connections(), 1);
    assert!(server.requests().iter().all(|request| request.starts_with("GET /ask?key=k HTTP/1.1\r\n")));
}

#[tokio::test]
async fn its_errors_are_understood() {
    let (_held, nobody) = closed_port();
    let stranger = Server::tls(self_signed_server(), [Read, ok("")]).await;
    let silent = Server::always([Read, HangUp]).await;
    for (base, expected) in [
        (nobody, (ErrorKind::Connect, Delivery::NotSent)),
        (stranger.url(), (ErrorKind::Tls, Delivery::NotSent)),
        (silent.url(), (ErrorKind::Interrupted, Delivery::Unknown)),
    ] {
        let client = builder().attempts(1).transport(own(Policy::none())).build(&base);
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), expected, "{}", chain(&error));
            assert_eq!(error.attempts(), 1, "{}", chain(&error));
        }
    }
    assert_eq!(silent.requests().len(), ALL_EFFECTS.len());
}

/// Whether its connection was new is not known, so the alert of a refused certificate does not prove that nothing was
/// read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alert_after_the_handshake_proves_nothing() {
    let ours = Authority::new();
    let server = Server::tls(ours.choosy_server(&rustls::version::TLS13), [Read, ok("")]).await;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(rustls::pki_types::pem::PemObject::from_pem_slice(ours.pem().as_bytes()).unwrap()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().http1_only();
    let transport = ReqwestTransport::from_reqwest(client.build().unwrap());
    let client = builder().attempts(1).transport(transport).build(&server.url());
    for _ in 0..20 {
        let error = client.call(Ask::new(ALL_EFFECTS[2])).await.unwrap_err();
        let seen = (error.kind(), error.delivery());
        let lost = (ErrorKind::Connect, Delivery::NotSent);
        assert!(seen == (ErrorKind::Interrupted, Delivery::Unknown) || seen == lost, "{}", chain(&error));
    }
}

#[tokio::test]
async fn a_redirect_that_it_followed_is_an_error() {
    let target = Server::always([Read, ok("elsewhere")]).await;
    let location = format!("Location: {}/ask\r\n", target.url());
    let server = Server::always([Read, answer(302, &location, "")]).await;
    let client = builder().attempts(3).transport(own(Policy::default())).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Config, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{}", chain(&error));
        assert!(error.to_string().contains("follows redirects"), "{error}");
    }
    // Not followed, it is the error that it always is.
    let client = builder().transport(own(Policy::none())).build(&server.url());
    let error = client.call(Ask::read()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.location()),
        (ErrorKind::Status, Some(format!("{}/ask", target.url()).as_str()))
    );
}
