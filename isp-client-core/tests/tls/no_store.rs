//! A machine without certificates of its own.

use isp_client_core::{Delivery, ErrorKind, NotRepeated};

use crate::support::pki::Authority;
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Server, ok};
use crate::support::{chain, child, facts};

/// Only on Linux and the BSDs do these variables name the store.
#[cfg(all(unix, not(target_vendor = "apple")))]
#[tokio::test]
async fn the_client_starts_and_says_what_is_missing() {
    if !child::is_child() {
        let nowhere = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-such-store");
        let environment = [("SSL_CERT_FILE", nowhere), ("SSL_CERT_DIR", nowhere)];
        return child::run("no_store::the_client_starts_and_says_what_is_missing", &environment);
    }
    let ours = Authority::new();
    let server = Server::tls(ours.server(), [Read, ok("trusted")]).await;

    let client = builder().attempts(3).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Tls, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{}", chain(&error));
        assert!(chain(&error).contains("no CA certificates"), "{}", chain(&error));
        assert!(chain(&error).contains("trust_only_pem()"), "{}", chain(&error));
    }
    assert_eq!(server.requests(), [""; 0]);

    for builder in [builder().trust_only_pem(ours.pem()), builder().trust_pem(ours.pem())] {
        assert_eq!(builder.build(&server.url()).call(Ask::read()).await.unwrap(), "trusted");
    }

    let plain = Server::always([Read, ok("plain")]).await;
    assert_eq!(builder().build(&plain.url()).call(Ask::read()).await.unwrap(), "plain");
}
