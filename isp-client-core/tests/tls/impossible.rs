//! Settings that would have no effect, or would undo each other, are refused and not passed over.

use std::time::Duration;

use isp_client_core::testing::Script;
use isp_client_core::{ClientIdentity, Delivery, ErrorKind};

use crate::support::facts;
use crate::support::pki::Authority;
use crate::support::product::{Builder, builder};

type Set = fn(Builder) -> Builder;

fn pin(builder: Builder) -> Builder {
    builder.pin_sha256("0".repeat(64))
}

fn any(builder: Builder) -> Builder {
    builder.danger_accept_any_server_certificate()
}

fn name(builder: Builder) -> Builder {
    builder.tls_server_name("billing.invalid")
}

fn only(builder: Builder) -> Builder {
    builder.trust_only_pem(Authority::new().pem())
}

fn beside(builder: Builder) -> Builder {
    builder.trust_pem(Authority::new().pem())
}

fn identity(builder: Builder) -> Builder {
    let (key, certificate) = Authority::new().client();
    let pem = format!("{}{}", key.serialize_pem(), certificate.pem());
    builder.client_identity(ClientIdentity::from_pem(pem).unwrap())
}

#[track_caller]
fn is_refused(builder: Builder, base: &str, rule: &str) {
    let error = builder.try_build(base).unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Config, Delivery::NotSent, 0, None), "{error}");
    assert!(error.to_string().contains(rule), "{error}");
}

#[test]
fn a_transport_of_ones_own_and_settings_that_do_not_reach_it() {
    for set in [pin, any, name, only, beside, identity] as [Set; 6] {
        let builder = set(builder().transport(Script::new([])));
        is_refused(builder, "https://billing.invalid", "do not reach a transport of your own");
    }
}

#[test]
fn a_transport_of_ones_own_and_settings_of_connections() {
    let limit = Duration::from_secs(5); // the default: asked for is asked for
    for (field, builder) in [
        ("connect_timeout", builder().connect_timeout(limit)),
        ("pool_idle", builder().pool_idle(limit)),
        ("proxy", builder().proxy("http://127.0.0.1:1")),
        ("user_agent", builder().user_agent("crm/7")),
    ] {
        let error = builder.transport(Script::new([])).try_build("https://billing.invalid").unwrap_err();
        assert_eq!(facts(&error), (ErrorKind::Input, Delivery::NotSent, 0, None), "{error}");
        assert_eq!(error.path(), Some(field));
        assert!(error.to_string().contains("does not reach a transport of your own"), "{error}");
    }
}

#[test]
fn plain_http_and_settings_of_tls() {
    for set in [pin, any, name, identity] as [Set; 4] {
        is_refused(set(builder()), "http://127.0.0.1:1", "need an https:// address");
    }
}

#[test]
fn two_ways_to_trust() {
    for (first, second) in [(pin as Set, any as Set), (pin, only), (pin, beside), (any, only), (any, beside)]
    {
        is_refused(first(second(builder())), "https://127.0.0.1:1", "exclude each other");
        is_refused(second(first(builder())), "https://127.0.0.1:1", "exclude each other");
    }
}

#[test]
fn a_name_that_nobody_checks() {
    for set in [pin as Set, any] {
        is_refused(name(set(builder())), "https://127.0.0.1:1", "no TLS server name is checked");
    }
}

#[test]
fn what_goes_together() {
    for set in [pin, any, name, only, beside] as [Set; 5] {
        identity(set(builder())).try_build("https://127.0.0.1:1").unwrap();
    }
    name(only(builder())).try_build("https://127.0.0.1:1").unwrap();
    name(beside(builder())).try_build("https://127.0.0.1:1").unwrap();
}
