//! Servers that are known by the fingerprint of their certificate, or taken as they come.

use isp_client_core::{Client, Delivery, ErrorKind, NotRepeated};
use ring::digest::{SHA256, digest};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::fixtures;
use crate::support::pki::{Authority, params, self_signed, server_of};
use crate::support::product::{ALL_EFFECTS, Ask, Builder, builder};
use crate::support::server::{Read, Server, ok};
use crate::support::{chain, facts};

/// Of `box-server.pem`, as `openssl x509 -fingerprint -sha256` prints it.
const BOX: &str =
    "6B:B5:31:DA:B5:9E:54:A5:F7:B6:9E:BF:67:9F:31:53:05:55:34:A1:C9:E6:39:C5:2C:E5:25:55:E8:19:87:FD";

fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let digits: Vec<_> =
        digest(&SHA256, certificate).as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    digits.join(":")
}

async fn is_taken(builder: Builder, server: ServerConfig, what: &str) {
    let server = Server::tls(server, [Read, ok("taken")]).await;
    let answer = builder.build(&server.url()).call(Ask::read()).await;
    assert_eq!(answer.map_err(|error| chain(&error)), Ok("taken".to_owned()), "{what}");
}

/// Fails unless nothing was sent. Gives the error in one line.
async fn is_refused(client: Client, server: &Server) -> String {
    let mut text = String::new();
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::Tls, Delivery::NotSent, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{effect}: {}", chain(&error));
        text = error.to_string();
    }
    assert_eq!(server.requests(), [""; 0]);
    text
}

/// Neither signer nor name nor dates matter.
#[tokio::test]
async fn a_pinned_server_is_taken_whatever_its_certificate_says() {
    let mut expired = params("127.0.0.1");
    expired.not_after = rcgen::date_time_ymd(2001, 1, 1);
    let mut future = params("127.0.0.1");
    future.not_before = rcgen::date_time_ymd(4000, 1, 1);
    for (what, params) in [
        ("self-signed", params("127.0.0.1")),
        ("wrong name", params("box.invalid")),
        ("expired", expired),
        ("future", future),
    ] {
        for version in rustls::ALL_VERSIONS {
            let (server, certificate) = self_signed(&params, &[version]);
            let pin = fingerprint(&certificate);
            for pin in [pin.replace(':', "").to_lowercase(), pin] {
                is_taken(builder().pin_sha256(pin), server.clone(), what).await;
            }
            is_taken(builder().danger_accept_any_server_certificate(), server, what).await;
        }
    }
}

/// A certificate of version 1 with no extension at all, expired, under a made-up name: old scripts make such.
#[tokio::test]
async fn the_certificate_of_an_old_box_is_taken() {
    let pem = fixtures::read("box-server.pem");
    let certificate = CertificateDer::from_pem_slice(&pem).unwrap();
    assert_eq!(fingerprint(&certificate), BOX);
    for version in rustls::ALL_VERSIONS {
        let server = server_of(certificate.clone(), PrivateKeyDer::from_pem_slice(&pem).unwrap(), &[version]);
        is_taken(builder().pin_sha256(BOX), server.clone(), "box").await;
        is_taken(builder().danger_accept_any_server_certificate(), server, "box").await;
    }
}

#[tokio::test]
async fn another_certificate_is_refused_and_both_fingerprints_are_shown() {
    for version in rustls::ALL_VERSIONS {
        let (server, certificate) = self_signed(&params("127.0.0.1"), &[version]);
        let server = Server::tls(server, [Read, ok("")]).await;
        let other = BOX.replacen("A", "B", 1);
        for pins in [vec![BOX], vec![BOX, &other]] {
            let client = pins
                .iter()
                .fold(builder().attempts(3), |builder, pin| builder.pin_sha256(pin.to_lowercase()))
                .build(&server.url());
            let text = is_refused(client, &server).await;
            assert!(text.contains(&format!("expected SHA-256 {}", pins.join(" or "))), "{text}");
            assert!(text.contains(&format!("saw {}", fingerprint(&certificate))), "{text}");
        }
    }
}

/// The authority does not help a server that shows another certificate than the pinned one.
#[tokio::test]
async fn a_pin_is_of_the_servers_own_certificate() {
    let ours = Authority::new();
    let authority = CertificateDer::from_pem_slice(ours.pem().as_bytes()).unwrap();
    let server = Server::tls(ours.server(), [Read, ok("")]).await;
    let client = builder().attempts(3).pin_sha256(fingerprint(&authority)).build(&server.url());
    is_refused(client, &server).await;
}

#[tokio::test]
async fn a_certificate_can_be_changed_while_both_are_pinned() {
    let (old, new) = (
        self_signed(&params("a.invalid"), rustls::ALL_VERSIONS),
        self_signed(&params("b.invalid"), rustls::ALL_VERSIONS),
    );
    for server in [&old, &new] {
        let builder = builder().pin_sha256(fingerprint(&old.1)).pin_sha256(fingerprint(&new.1));
        is_taken(builder, server.0.clone(), "either").await;
    }
}

/// A certificate is public. Who shows it must have its key.
#[tokio::test]
async fn a_copied_certificate_without_its_key_is_refused() {
    let certificate = self_signed(&params("127.0.0.1"), rustls::ALL_VERSIONS).1;
    for version in rustls::ALL_VERSIONS {
        for key in [
            rcgen::KeyPair::generate().unwrap().serialize_der(),
            PrivateKeyDer::from_pem_slice(&fixtures::read("box-server.pem")).unwrap().secret_der().to_vec(),
        ] {
            let impostor = server_of(certificate.clone(), key.try_into().unwrap(), &[version]);
            let server = Server::tls(impostor, [Read, ok("")]).await;
            for builder in [
                builder().pin_sha256(fingerprint(&certificate)),
                builder().danger_accept_any_server_certificate(),
            ] {
                is_refused(builder.attempts(3).build(&server.url()), &server).await;
            }
        }
    }
}

/// ring checks no signature by a key that short. The server's own key does not matter here: nothing is checked before.
#[tokio::test]
async fn a_short_key_is_named_as_the_cause() {
    let certificate = CertificateDer::from_pem_slice(&fixtures::read("box-short.pem")).unwrap();
    for version in rustls::ALL_VERSIONS {
        let key = PrivateKeyDer::from_pem_slice(&fixtures::read("box-server.pem")).unwrap();
        let server = Server::tls(server_of(certificate.clone(), key, &[version]), [Read, ok("")]).await;
        let client = builder().attempts(3).pin_sha256(fingerprint(&certificate)).build(&server.url());
        let text = is_refused(client, &server).await;
        assert!(text.contains("RSA key has 1024 bits") && text.contains("from_reqwest()"), "{text}");
    }
}

#[tokio::test]
async fn a_certificate_that_is_none_is_refused() {
    for bytes in [&b"\x30\x00"[..], b"\x30\x03\x30\x01\x00", b"no DER"] {
        for version in rustls::ALL_VERSIONS {
            let key = rcgen::KeyPair::generate().unwrap().serialize_der().try_into().unwrap();
            let server = server_of(bytes.to_vec().into(), key, &[version]);
            let server = Server::tls(server, [Read, ok("")]).await;
            let client = builder().attempts(3).danger_accept_any_server_certificate().build(&server.url());
            is_refused(client, &server).await;
        }
    }
}

#[test]
fn a_pin_that_cannot_be_read_is_refused() {
    for pin in ["", "hush", &BOX[..94], &BOX[..59], &BOX.replace('A', "G"), &format!("sha256/{BOX}")] {
        let error = builder().pin_sha256(BOX).pin_sha256(pin).try_build("https://127.0.0.1:1").unwrap_err();
        assert_eq!(facts(&error), (ErrorKind::Input, Delivery::NotSent, 0, None), "{pin}");
        assert_eq!(error.path(), Some("pin_sha256"));
        assert!(error.to_string().contains("64 hexadecimal digits"), "{error}");
    }
}
