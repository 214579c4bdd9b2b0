//! A server that wants to see a certificate, and a client that has none.

use isp_client_core::{Delivery, ErrorKind, NotRepeated};
use rustls::ProtocolVersion;

use crate::support::pki::Authority;
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Server, ok};
use crate::support::{chain, facts};

/// Under TLS 1.2 the refusal ends the handshake. Under 1.3 it comes when the client believes that the handshake is done
/// and has sent its request, which no server reads before it has seen the certificate.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_client_certificate_sent_nothing() {
    let ours = Authority::new();
    for version in rustls::ALL_VERSIONS {
        let server = Server::tls(ours.choosy_server(version), [Read, ok("")]).await;
        let mut told = 0;
        for _ in 0..20 {
            let client = builder().attempts(3).trust_only_pem(ours.pem()).build(&server.url());
            for effect in ALL_EFFECTS {
                let error = client.call(Ask::new(effect)).await.unwrap_err();
                let what = format!("{version:?}, {effect}: {:?}, {}", facts(&error), chain(&error));
                assert_eq!(error.delivery(), Delivery::NotSent, "{what}");
                match error.kind() {
                    ErrorKind::Tls => {
                        assert_eq!(error.not_repeated(), Some(NotRepeated::CannotHelp), "{what}");
                        told += 1;
                    }
                    // The refusal may come before the request is handed to the connection. Then it is lost to it.
                    kind => assert_eq!(kind, ErrorKind::Connect, "{what}"),
                }
                if version.version == ProtocolVersion::TLSv1_2 {
                    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1), "{what}");
                }
            }
        }
        assert!(told > 0);
        assert_eq!(server.requests(), [""; 0]);
    }
}
