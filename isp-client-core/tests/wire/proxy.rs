//! The proxy that was set, and the one that the environment names.

use isp_client_core::{Delivery, ErrorKind, NotRepeated};
use isp_test_support::loopback::closed_port;

use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Server, answer, ok};
use crate::support::{chain, child, facts};

#[tokio::test]
async fn plain_http_goes_through_the_proxy_whole() {
    let proxy = Server::always([Read, ok("from afar")]).await;
    let address = proxy.url().replace("http://", "http://me:p%40ss@");
    // A name that nothing here resolves: only the proxy is asked.
    let client = builder().key("k").allow_plain_http().proxy(address).build("http://billing.test/erp");
    assert_eq!(client.call(Ask::read()).await.unwrap(), "from afar");
    let sent = proxy.requests().pop().unwrap().to_ascii_lowercase();
    assert!(sent.starts_with("get http://billing.test/erp/ask?key=k http/1.1\r\n"), "{sent}");
    assert!(sent.contains("\r\nhost: billing.test\r\n"), "{sent}");
    // "me:p@ss" in base64.
    assert!(sent.contains("\r\nproxy-authorization: basic bwu6cebzcw==\r\n"), "{sent}");
}

#[tokio::test]
async fn loopback_is_not_excepted() {
    let proxy = Server::always([Read, ok("from afar")]).await;
    let (_held, url) = closed_port();
    let client = builder().proxy(proxy.url()).build(&url);
    assert_eq!(client.call(Ask::read()).await.unwrap(), "from afar");
}

#[tokio::test]
async fn a_proxy_that_is_not_there_or_lets_nobody_through_sent_nothing() {
    let (_held, nobody) = closed_port();
    let guard = Server::always([Read, answer(407, "Proxy-Authenticate: Basic\r\n", "")]).await;
    for (proxy, base) in [
        (nobody.clone(), "http://127.0.0.1:1"),
        (nobody, "https://billing.test"),
        (guard.url(), "https://billing.test"),
    ] {
        let client = builder().attempts(2).proxy(proxy).build(base);
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Connect, Delivery::NotSent, 2, Some(NotRepeated::Attempts));
            assert_eq!(facts(&error), expected, "{base} {effect}: {}", chain(&error));
        }
    }
    assert!(guard.requests().iter().all(|request| request.starts_with("CONNECT billing.test:443 ")));
}

#[test]
fn a_proxy_address_that_cannot_be_read_is_refused() {
    for address in ["http://", "::", "http://me:hush@"] {
        let error = builder().proxy(address).try_build("http://127.0.0.1").unwrap_err();
        assert_eq!(facts(&error), (ErrorKind::Input, Delivery::NotSent, 0, None), "{address}");
        assert_eq!(error.path(), Some("proxy"));
        assert!(!format!("{error:?} {}", chain(&error)).contains("hush"));
    }
}

#[tokio::test]
async fn the_environment_names_no_proxy() {
    if child::is_child() {
        let server = Server::always([Read, ok("direct")]).await;
        let client = builder().build(&server.url());
        assert_eq!(client.call(Ask::read()).await.unwrap(), "direct");
        return;
    }
    let proxy = Server::always([Read, ok("from afar")]).await;
    let url = proxy.url();
    let names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let mut environment: Vec<_> = names.map(|name| (name, url.as_str())).into();
    environment.extend([("NO_PROXY", ""), ("no_proxy", "")]);
    child::run("proxy::the_environment_names_no_proxy", &environment);
    assert_eq!(proxy.connections(), 0);
}
