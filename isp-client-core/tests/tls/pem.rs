//! A key and its certificates in PEM.

use isp_client_core::{ClientIdentity, Delivery, ErrorKind};

use super::fixtures;
use crate::support::pki::Authority;
use crate::support::product::{Ask, builder};
use crate::support::server::{Read, Server, ok};
use crate::support::{chain, secret};

#[tokio::test]
async fn every_spelling_of_a_key_is_let_in() {
    let ours = Authority::new();
    let (key, certificate) = ours.client();
    let (key, certificate) = (key.serialize_pem(), certificate.pem());
    let der = rustls::pki_types::pem::PemObject::from_pem_slice(ours.pem().as_bytes()).unwrap();
    for (pem, authority, certificates) in [
        (format!("{key}{certificate}").into_bytes(), &der, 1),
        (format!("Bag Attributes\n{certificate}\n# the key\n{key}").into_bytes(), &der, 1),
        (format!("{}{key}{certificate}", ours.pem()).into_bytes(), &der, 2),
        (format!("{}{key}{certificate}", Authority::new().pem()).replace('\n', "\r\n").into_bytes(), &der, 1),
        (fixtures::read("rsa-pkcs1.pem"), &fixtures::authority(), 1),
        (fixtures::read("ec-sec1.pem"), &fixtures::authority(), 2),
    ] {
        let identity = ClientIdentity::from_pem(&pem).unwrap();
        assert_eq!(format!("{identity:?}"), format!("ClientIdentity(***, certificates: {certificates})"));
        for version in rustls::ALL_VERSIONS {
            let server = ours.server_for_clients_of(authority.clone(), version);
            let server = Server::tls(server, [Read, ok("let in")]).await;
            let client =
                builder().trust_only_pem(ours.pem()).client_identity(identity.clone()).build(&server.url());
            assert_eq!(
                client.call(Ask::read()).await.map_err(|error| chain(&error)),
                Ok("let in".to_owned())
            );
        }
    }
}

#[test]
fn what_cannot_be_used_is_refused() {
    let ours = Authority::new();
    let ((key, certificate), (other_key, other)) = (ours.client(), ours.client());
    let (key, other_key) = (key.serialize_pem(), other_key.serialize_pem());
    let (certificate, other) = (certificate.pem(), other.pem());
    let bad_key = "-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----\n";
    let bad_certificate = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    let encrypted = String::from_utf8(fixtures::read("encrypted.pem")).unwrap();
    for (pem, rule) in [
        ("", "is empty"),
        ("not PEM at all", "holds no private key"),
        (certificate.as_str(), "holds no private key"),
        (&encrypted, "encrypted private key"),
        (&format!("{key}{other_key}{certificate}"), "more than one private key"),
        (&key, "holds no certificate"),
        (&format!("{key}{other}"), "holds no certificate for its private key"),
        (&format!("{bad_key}{certificate}"), "private key that cannot be used"),
        (&format!("{key}{certificate}{bad_certificate}"), "a certificate that cannot be read"),
        (&key[..key.len() / 2], "cannot be read as PEM"),
        (&key.replacen("MI", "!!", 1), "cannot be read as PEM"),
        (&"x".repeat(1024 * 1024 + 1), "larger than 1 MiB"),
    ] {
        let error = ClientIdentity::from_pem(pem).unwrap_err();
        let facts = (error.kind(), error.delivery(), error.attempts(), error.path());
        assert_eq!(facts, (ErrorKind::Input, Delivery::NotSent, 0, Some("PEM identity")), "{error}");
        assert!(error.to_string().contains(rule), "{rule}: {error}");
        for line in
            key.lines().chain(encrypted.lines()).filter(|line| line.len() > 20 && !line.contains("---"))
        {
            assert!(!secret::shown(&error).contains(line), "{error:?}");
        }
    }
}
