//! PKCS#12 bundles: every variety opens a door that needs a certificate, and what cannot be used says why.

use isp_client_core::{ClientIdentity, Delivery, Error, ErrorKind};
use isp_test_support::secret::{debugged, hidden};

use super::fixtures;
use crate::support::chain;
use crate::support::pki::Authority;
use crate::support::product::{Ask, builder};
use crate::support::secret::shown;
use crate::support::server::{Read, Server, ok};

const CYRILLIC: &str = "Пароль-Кассы-7";

/// The file, its password, and how many certificates the client shows.
const GOOD: [(&str, &str, usize); 19] = [
    ("modern", "modern-1", 2),
    ("legacy", "legacy-2", 2),
    ("tripledes", "tripledes-3", 2),
    ("empty-modern", "", 2),
    ("empty-legacy", "", 2),
    ("absent-modern", "", 2),
    ("absent-legacy", "", 2),
    ("cyrillic-modern", CYRILLIC, 2),
    ("cyrillic-legacy", CYRILLIC, 2),
    ("cyrillic-old", CYRILLIC, 2),
    ("no-mac", "nomac-8", 2),
    ("no-mac-legacy", "nomac-8", 2),
    ("ec-modern", "ec-9", 2),
    ("ec-legacy", "ec-10", 2),
    ("no-chain", "nochain-11", 1),
    ("scrambled", "scrambled-12", 4),
    ("attributes", "attributes-13", 2),
    ("plain", "plain-14", 2),
    ("aes128", "aes128-15", 1),
];

fn open(name: &str, password: &str) -> Result<ClientIdentity, Error> {
    ClientIdentity::from_pkcs12(fixtures::read(&format!("{name}.pfx")), password)
}

#[tokio::test]
async fn every_variety_is_let_in() {
    let ours = Authority::new();
    for (name, password, certificates) in GOOD {
        let identity = open(name, password).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let printed = format!("{identity:?}");
        assert_eq!(printed, format!("ClientIdentity(***, certificates: {certificates})"), "{name}");
        for version in rustls::ALL_VERSIONS {
            let server = ours.server_for_clients_of(fixtures::authority(), version);
            let server = Server::tls(server, [Read, ok("let in")]).await;
            let client =
                builder().trust_only_pem(ours.pem()).client_identity(identity.clone()).build(&server.url());
            let answer = client.call(Ask::read()).await;
            assert_eq!(answer.map_err(|error| chain(&error)), Ok("let in".to_owned()), "{name} {version:?}");
        }
    }
}

#[track_caller]
fn is_refused(result: Result<ClientIdentity, Error>, field: &str, rule: &str) {
    let error = result.unwrap_err();
    let facts = (error.kind(), error.delivery(), error.attempts(), error.path());
    assert_eq!(facts, (ErrorKind::Input, Delivery::NotSent, 0, Some(field)), "{error}");
    assert!(error.to_string().contains(rule), "{error}");
}

#[test]
fn a_wrong_password_is_told_and_not_shown() {
    for (name, password, _) in GOOD {
        // The right one in another spelling is wrong too.
        for wrong in ["wR0ngWord!", "НеТот", &password.to_uppercase(), &format!("{password} ")] {
            if wrong == password {
                continue;
            }
            let result = open(name, wrong);
            if let Err(error) = &result {
                for secret in [wrong, password] {
                    if !secret.trim().is_empty() {
                        hidden(secret, &shown(error)).unwrap();
                    }
                }
            }
            is_refused(result, "PKCS#12 password", "is wrong, or the bundle is damaged");
        }
        if !password.is_empty() {
            is_refused(open(name, ""), "PKCS#12 password", "is wrong");
        }
    }
}

#[test]
fn a_bundle_without_a_key_is_refused() {
    is_refused(open("no-key", "nokey-16"), "PKCS#12 bundle", "holds no private key");
}

#[test]
fn what_is_no_bundle_is_refused() {
    let field = "PKCS#12 bundle";
    let read = |bytes: &[u8]| ClientIdentity::from_pkcs12(bytes, "hush");
    is_refused(read(b""), field, "is empty");
    is_refused(read(b"<html>404</html>"), field, "is not PKCS#12");
    is_refused(read(&fixtures::read("ca.pem")), field, "from_pem()");
    is_refused(read(&fixtures::authority()), field, "damaged, or not PKCS#12");
    is_refused(read(&vec![0x30; 1024 * 1024 + 1]), field, "larger than 1 MiB");
    is_refused(read(b"\x30\x80\x02\x01\x03\x30\x80\0\0\0\0"), field, "BER");
    let mut longer = fixtures::read("modern.pfx");
    longer.push(0);
    is_refused(read(&longer), field, "damaged, or not PKCS#12");
}

#[test]
fn a_cut_bundle_is_refused_wherever_it_was_cut() {
    let whole = fixtures::read("ec-modern.pfx");
    for length in 1..whole.len() {
        is_refused(
            ClientIdentity::from_pkcs12(&whole[..length], "ec-9"),
            "PKCS#12 bundle",
            "is cut short, or not PKCS#12",
        );
    }
}

#[test]
fn nothing_of_an_identity_is_printed() {
    let identity = open("modern", "modern-1").unwrap();
    let settings = builder().client_identity(identity.clone());
    for text in [debugged(&identity), debugged(&settings), debugged(&settings.build("https://127.0.0.1:1"))] {
        assert!(!text.contains("modern-1") && !text.contains("BEGIN") && !text.contains("48, 130"), "{text}");
    }
}
