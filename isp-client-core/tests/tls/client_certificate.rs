//! A server that wants to see a certificate, and a client that has none or another one.

use isp_client_core::{ClientIdentity, Delivery, ErrorKind, NotRepeated};
use rustls::ProtocolVersion;

use crate::support::pki::Authority;
use crate::support::product::{ALL_EFFECTS, Ask, builder};
use crate::support::server::{Read, Server, ok};
use crate::support::{chain, facts};

/// Under TLS 1.2 the refusal ends the handshake. Under 1.3 it comes when the client believes that the handshake is done
/// and has sent its request, which no server reads before it has seen the certificate.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_client_certificate_sent_nothing() {
    let ours = Authority::named("ours");
    // Signed by somebody else, and by one of the same name, of which the signature is wrong.
    let strange = [Authority::new(), Authority::named("ours")].map(|authority| {
        let (key, certificate) = authority.client();
        ClientIdentity::from_pem(format!("{}{}", key.serialize_pem(), certificate.pem())).unwrap()
    });
    for version in rustls::ALL_VERSIONS {
        let server = Server::tls(ours.choosy_server(version), [Read, ok("")]).await;
        let mut told = 0;
        for round in 0..30 {
            let mut builder = builder().attempts(3).trust_only_pem(ours.pem());
            if let Some(identity) = strange.get(round % 3) {
                builder = builder.client_identity(identity.clone());
            }
            let client = builder.build(&server.url());
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

#[tokio::test]
async fn a_server_that_asks_for_none_is_shown_none_and_serves() {
    let ours = Authority::new();
    let (key, certificate) = ours.client();
    let identity = ClientIdentity::from_pem(format!("{}{}", key.serialize_pem(), certificate.pem())).unwrap();
    let server = Server::tls(ours.server(), [Read, ok("open to all")]).await;
    let client = builder().trust_only_pem(ours.pem()).client_identity(identity).build(&server.url());
    assert_eq!(client.call(Ask::read()).await.unwrap(), "open to all");
}
