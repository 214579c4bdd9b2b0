//! Bundles of trusted certificates that cannot be used: refused before anything is sent.

use isp_client_core::{Delivery, ErrorKind};

use crate::support::pki::Authority;
use crate::support::product::builder;
use crate::support::{chain, facts};

#[test]
fn a_bundle_without_a_certificate_is_refused() {
    let pem = Authority::new().pem();
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let cut = &pem[..pem.len() / 2];
    let broken = pem.replacen("MI", "!!", 1);
    let not_a_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for bundle in ["", "not PEM at all", "\0\u{1}", key.as_str(), cut, &broken, not_a_certificate] {
        for base in ["https://127.0.0.1:1", "http://127.0.0.1:1"] {
            for builder in [builder().trust_only_pem(bundle), builder().trust_pem(bundle)] {
                let error = builder.try_build(base).unwrap_err();
                assert_eq!((error.delivery(), error.attempts()), (Delivery::NotSent, 0));
                assert!(matches!(error.kind(), ErrorKind::Input | ErrorKind::Config), "{:?}", facts(&error));
                let shown = format!("{} {error:?}", chain(&error));
                assert!(shown.contains("certificate") || shown.contains("PEM"), "{shown}");
                let secret = key.lines().nth(1).unwrap();
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }
}

#[test]
fn one_bad_certificate_spoils_the_bundle() {
    let bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let bundle = format!("{}{bad}", Authority::new().pem());
    for builder in [builder().trust_only_pem(bundle.clone()), builder().trust_pem(bundle)] {
        builder.try_build("https://127.0.0.1:1").unwrap_err();
    }
}
