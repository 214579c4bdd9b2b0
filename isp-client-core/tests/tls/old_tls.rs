//! A server that speaks only TLS 1.0, or only ciphers that rustls does not have.

use isp_client_core::{Delivery, ErrorKind, NotRepeated};

use crate::support::pki::Authority;
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{HangUp, Server, write};
use crate::support::{chain, facts};

/// Old servers go on in TLS 1.0, newer ones that are told to speak nothing else send an alert.
#[tokio::test]
async fn the_error_names_the_cause_and_the_way_out() {
    let hello =
        [&b"\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x01"[..], &[7; 32], b"\x00\x00\x2f\x00"].concat();
    let alert = b"\x15\x03\x01\x00\x02\x02\x46".to_vec();
    let no_cipher = b"\x15\x03\x03\x00\x02\x02\x28".to_vec();
    let old = "only an old TLS (1.0 or 1.1)";
    for (talk, cause) in [(hello, old), (alert, old), (no_cipher, "only old ciphers")] {
        let server = Server::always([write(talk), HangUp]).await;
        let url = server.url().replace("http", "https");
        let pinned = builder().pin_sha256("0".repeat(64));
        for builder in [builder().trust_only_pem(Authority::new().pem()), pinned] {
            let client = builder.attempts(3).build(&url);
            for effect in ALL_EFFECTS {
                let error = client.call(Ask::new(effect)).await.unwrap_err();
                let expected = (ErrorKind::Tls, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
                assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
                for part in [cause, "from_reqwest()", "`from-reqwest`"] {
                    assert!(error.to_string().contains(part), "{error}");
                }
            }
        }
    }
}
