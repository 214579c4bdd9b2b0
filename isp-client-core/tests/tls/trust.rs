//! Servers that are trusted, and servers that are not.

use std::time::Duration;

use isp_client_core::{Client, Delivery, ErrorKind, NotRepeated};
use rcgen::{BasicConstraints, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

use crate::support::pki::{Authority, params, self_signed_server, server_of};
use crate::support::product::{ALL_EFFECTS, Ask, AskNumbers, builder};
use crate::support::server::{Hang, HangUp, Read, Reset, Server, Vanish, answer, ok, write};
use crate::support::{chain, facts};

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_alone_or_beside_the_systems() {
    let (ours, other) = (Authority::new(), Authority::new());
    let bundle = format!("# ours and another\n{}\n{}", other.pem(), ours.pem());
    for builder in [
        builder().trust_only_pem(ours.pem()),
        builder().trust_pem(ours.pem()),
        builder().trust_only_pem(bundle.clone()),
        builder().trust_pem(bundle),
    ] {
        let server = Server::tls(ours.server(), [Read, ok("trusted")]).await;
        let client = builder.build(&server.url());
        for effect in ALL_EFFECTS {
            assert_eq!(client.call(Ask::new(effect)).await.unwrap(), "trusted");
        }
    }
}

#[tokio::test]
async fn both_versions_of_the_protocol_are_spoken() {
    for version in rustls::ALL_VERSIONS {
        let ours = Authority::new();
        let server = ours.server_with(&params("127.0.0.1"), &[version]);
        let server = Server::tls(server, [Read, ok("trusted")]).await;
        let client = builder().trust_only_pem(ours.pem()).build(&server.url());
        assert_eq!(client.call(Ask::read()).await.unwrap(), "trusted");
    }
}

async fn is_refused(client: Client, server: &Server, what: &str) {
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Tls, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{what}, {effect}: {}", chain(&error));
        assert!(!error.is_retryable(effect));
        assert!(chain(&error).contains(what), "{what}: {}", chain(&error));
    }
    assert_eq!(server.requests(), [""; 0]);
}

#[tokio::test]
async fn a_server_that_cannot_be_trusted_gets_nothing() {
    let ours = Authority::new();
    let mut expired = params("127.0.0.1");
    expired.not_after = rcgen::date_time_ymd(2001, 1, 1);
    let mut future = params("127.0.0.1");
    future.not_before = rcgen::date_time_ymd(4000, 1, 1);
    let with = |params| ours.server_with(params, rustls::ALL_VERSIONS);
    let servers: [(&str, ServerConfig); 5] = [
        ("not valid for name", with(&params("other.test"))),
        ("expired", with(&expired)),
        ("not valid yet", with(&future)),
        ("UnknownIssuer", Authority::new().server()),
        ("UnknownIssuer", self_signed_server()),
    ];
    for (what, config) in servers {
        let server = Server::tls(config, [Read, ok("")]).await;
        for builder in [builder().trust_only_pem(ours.pem()), builder().trust_pem(ours.pem())] {
            is_refused(builder.attempts(3).build(&server.url()), &server, what).await;
        }
    }
}

/// What `openssl req -x509` makes is an authority.
#[tokio::test]
async fn a_server_that_signed_itself_can_be_its_own_authority_unless_it_is_one() {
    let with = |is_ca| {
        let mut params = params("127.0.0.1");
        params.is_ca = is_ca;
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        (server_of(certificate.der().clone(), key, rustls::ALL_VERSIONS), certificate.pem())
    };
    for is_ca in [IsCa::NoCa, IsCa::ExplicitNoCa] {
        let (config, pem) = with(is_ca);
        let server = Server::tls(config, [Read, ok("trusted")]).await;
        let client = builder().trust_only_pem(pem).build(&server.url());
        assert_eq!(client.call(Ask::read()).await.unwrap(), "trusted");
    }
    let (config, pem) = with(IsCa::Ca(BasicConstraints::Unconstrained));
    let server = Server::tls(config, [Read, ok("")]).await;
    is_refused(builder().trust_only_pem(pem).build(&server.url()), &server, "CaUsedAsEndEntity").await;
}

#[tokio::test]
async fn the_systems_authorities_do_not_vouch_for_a_test() {
    let server = Server::tls(Authority::new().server(), [Read, ok("")]).await;
    let client = builder().attempts(3).build(&server.url());
    is_refused(client, &server, "").await;
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_gets_nothing() {
    let ours = Authority::new();
    for talk in ["HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-server\r\n"] {
        let server = Server::always([write(talk), HangUp]).await;
        let client =
            builder().attempts(3).trust_only_pem(ours.pem()).build(&server.url().replace("http", "https"));
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Tls, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
        }
    }
}

/// The request did leave, in clear: the server's alert does not take that back.
#[tokio::test]
async fn a_tls_server_that_is_spoken_to_in_clear_is_not_understood() {
    let server = Server::tls(Authority::new().server(), [Read, ok("")]).await;
    let client = builder().attempts(3).build(&server.url().replace("https", "http"));
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
    }
}

#[tokio::test]
async fn a_server_that_goes_away_during_the_handshake_gets_nothing() {
    let ours = Authority::new();
    for script in [vec![HangUp], vec![Vanish], vec![Reset], vec![write("\x16\x03\x03"), HangUp]] {
        let server = Server::start([script.clone()]).await;
        let url = server.url().replace("http", "https");
        let client = builder().attempts(3).trust_only_pem(ours.pem()).build(&url);
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            // It may be another one behind the balancer next time.
            let expected = (ErrorKind::Connect, Delivery::NotSent, 3, Some(NotRepeated::Attempts));
            assert_eq!(facts(&error), expected, "{script:?}, {effect}: {}", chain(&error));
        }
    }
}

#[tokio::test]
async fn a_handshake_without_end_is_a_connection_that_took_too_long() {
    let server = Server::always([Hang]).await;
    let client = builder()
        .attempts(2)
        .trust_only_pem(Authority::new().pem())
        .connect_timeout(Duration::from_millis(50))
        .build(&server.url().replace("http", "https"));
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Connect, Delivery::NotSent, 2, Some(NotRepeated::Attempts));
        assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
    }
}

/// Without a farewell, an answer that ends by closing may have been cut by anyone on the way.
#[tokio::test]
async fn an_answer_that_ends_without_a_farewell_was_cut() {
    let ours = Authority::new();
    let body = write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[1, 2]");
    let server = Server::tls(ours.server(), [Read, body.clone(), Vanish]).await;
    let client = builder().attempts(1).trust_only_pem(ours.pem()).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(AskNumbers(effect)).await.unwrap_err();
        let expected = (ErrorKind::Interrupted, Delivery::Unknown, 1);
        assert_eq!((error.kind(), error.delivery(), error.attempts()), expected, "{}", chain(&error));
    }
    let server = Server::tls(ours.server(), [Read, body]).await;
    let client = builder().trust_only_pem(ours.pem()).build(&server.url());
    assert_eq!(client.call(AskNumbers(ALL_EFFECTS[2])).await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn a_tunnel_through_a_proxy_does_not_change_who_is_trusted() {
    let ours = Authority::new();
    for (trusted, kind) in [(ours.pem(), None), (Authority::new().pem(), Some(ErrorKind::Tls))] {
        let server = Server::tls(ours.server(), [Read, ok("through")]).await;
        let proxy = tunnel(server.port()).await;
        let client = builder().trust_only_pem(trusted).proxy(proxy).build(&server.url());
        let result = client.call(Ask::read()).await;
        assert_eq!(
            result.as_ref().err().map(|error| (error.kind(), error.delivery())),
            kind.map(|kind| (kind, Delivery::NotSent))
        );
        assert_eq!(server.requests().len(), usize::from(kind.is_none()));
    }
}

/// A proxy that connects everything to one port of this machine.
async fn tunnel(to: u16) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await.unwrap());
        }
        assert!(head.starts_with(b"CONNECT 127.0.0.1:"));
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut server = tokio::net::TcpStream::connect(("127.0.0.1", to)).await.unwrap();
        let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
    });
    address
}

#[tokio::test]
async fn a_redirect_out_of_tls_is_not_followed() {
    let ours = Authority::new();
    let plain = Server::always([Read, ok("")]).await;
    let location = format!("Location: {}/ask?key=hush\r\n", plain.url());
    let server = Server::tls(ours.server(), [Read, answer(302, &location, "")]).await;
    let client = builder().trust_only_pem(ours.pem()).build(&server.url());
    let error = client.call(Ask::read()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1));
    assert_eq!(plain.connections(), 0);
}

/// A library that installs a provider takes that choice from the program.
#[tokio::test]
async fn no_crypto_provider_is_installed_for_the_whole_process() {
    let ours = Authority::new();
    let server = Server::tls(ours.server(), [Read, ok("")]).await;
    for builder in [builder().trust_only_pem(ours.pem()), builder().trust_pem(ours.pem())] {
        builder.build(&server.url()).call(Ask::read()).await.unwrap();
    }
    let _ = builder().build(&server.url()).call(Ask::read()).await;
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}
