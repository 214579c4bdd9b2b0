//! Bundles made by hand, which no honest program makes.

use isp_client_core::{ClientIdentity, Error, ErrorKind};
use proptest::prelude::*;

use super::fixtures;
use crate::support::pki::Authority;

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x84][..], &length, &content].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, parts)
}

fn explicit(inner: &[u8]) -> Vec<u8> {
    tlv(0xa0, &[inner])
}

const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const SHA1: &[u8] = b"\x06\x05\x2b\x0e\x03\x02\x1a";

fn bag(kind: u8, content: &[u8]) -> Vec<u8> {
    let oid = [&b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01"[..], &[kind]].concat();
    sequence(&[&oid, &explicit(content)])
}

fn certificate_bag(der: &[u8]) -> Vec<u8> {
    let oid = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16\x01";
    bag(3, &sequence(&[oid, &explicit(&tlv(4, &[der]))]))
}

/// A key bag that a method of PKCS#12 itself protects.
fn encrypted_bag(rounds: &[u8], data: &[u8]) -> Vec<u8> {
    let oid = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01\x03";
    let parameters = sequence(&[&tlv(4, &[b"salt"]), &tlv(2, &[rounds])]);
    bag(2, &sequence(&[&sequence(&[oid, &parameters]), &tlv(4, &[data])]))
}

/// A bundle of these bags, with a MAC of so many rounds or none.
fn bundle(bags: &[&[u8]], mac_rounds: Option<&[u8]>) -> Vec<u8> {
    let safe = sequence(&[DATA, &explicit(&tlv(4, &[&sequence(bags)]))]);
    let content = sequence(&[DATA, &explicit(&tlv(4, &[&sequence(&[&safe])]))]);
    let mac = mac_rounds.map(|rounds| {
        let digest = sequence(&[&sequence(&[SHA1]), &tlv(4, &[&[7; 20]])]);
        sequence(&[&digest, &tlv(4, &[b"salt"]), &tlv(2, &[rounds])])
    });
    sequence(&[b"\x02\x01\x03", &content, &mac.unwrap_or_default()])
}

fn error_of(bundle: &[u8]) -> Error {
    ClientIdentity::from_pkcs12(bundle, "hush").unwrap_err()
}

#[track_caller]
fn is_refused(bundle: &[u8], rule: &str) {
    let error = error_of(bundle);
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains(rule), "{error}");
}

#[test]
fn a_bundle_by_hand_is_read() {
    let (key, certificate) = Authority::new().client();
    let good = bundle(&[&bag(1, &key.serialize_der()), &certificate_bag(certificate.der())], None);
    ClientIdentity::from_pkcs12(&good, "").unwrap();
    let nested = bundle(
        &[&bag(6, &sequence(&[&bag(1, &key.serialize_der())])), &certificate_bag(certificate.der())],
        None,
    );
    ClientIdentity::from_pkcs12(&nested, "").unwrap();
}

#[test]
fn keys_and_certificates_that_do_not_fit_are_refused() {
    let ours = Authority::new();
    let ((key, certificate), (other_key, other)) = (ours.client(), ours.client());
    let (key, other_key) = (bag(1, &key.serialize_der()), bag(1, &other_key.serialize_der()));
    let (certificate, other) = (certificate_bag(certificate.der()), certificate_bag(other.der()));
    is_refused(&bundle(&[&key, &other_key, &certificate, &other], None), "holds more than one private key");
    is_refused(
        &bundle(&[&key, &encrypted_bag(b"\x01", b""), &certificate], None),
        "holds more than one private key",
    );
    is_refused(&bundle(&[&key], None), "holds no certificate");
    is_refused(&bundle(&[&key, &other], None), "holds no certificate for its private key");
    is_refused(&bundle(&[&certificate, &other], None), "holds no private key");
    is_refused(&bundle(&[], None), "holds no private key");
    is_refused(
        &bundle(&[&bag(1, b"\x30\x03\x02\x01\x00"), &certificate], None),
        "private key that cannot be used",
    );
    is_refused(&bundle(&[&key, &certificate_bag(b"\x30\x00")], None), "a certificate that cannot be read");
    let many = vec![certificate.as_slice(); 101];
    is_refused(&bundle(&many, None), "more than 100 certificates");
}

/// Without the limit this would take hours.
#[test]
fn the_work_for_the_password_is_limited() {
    for rounds in [&b"\x7f\xff\xff\xff"[..], b"\x00\xff\xff\xff\xff", b"\x01\x00\x00\x00\x00", &[0x7f; 200]] {
        is_refused(&bundle(&[], Some(rounds)), "five million rounds");
        is_refused(&bundle(&[&encrypted_bag(rounds, &[0; 16])], None), "five million rounds");
    }
}

#[test]
fn odd_numbers_and_lengths_are_refused() {
    for rounds in [&b""[..], b"\x00", b"\x00\x00", b"\xff"] {
        is_refused(&bundle(&[], Some(rounds)), "is damaged");
        is_refused(&bundle(&[&encrypted_bag(rounds, &[0; 16])], None), "is damaged");
    }
    for length in [0, 1, 7, 9] {
        is_refused(&bundle(&[&encrypted_bag(b"\x01", &vec![0; length])], None), "is wrong, or the bundle");
    }
}

#[test]
fn bags_in_bags_end_somewhere() {
    let mut bags = sequence(&[]);
    for _ in 0..1000 {
        bags = sequence(&[&bag(6, &bags)]);
    }
    is_refused(&bundle(&[&bag(6, &bags)], None), "is damaged");
}

#[test]
fn a_bundle_of_nothing_but_bags_takes_no_long_time() {
    let ignored = bag(5, b"");
    let mut bags = vec![ignored.as_slice(); 900_000 / ignored.len()];
    bags.push(&ignored);
    is_refused(&bundle(&bags, None), "holds no private key");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(error_of(&bytes).kind(), ErrorKind::Input);
        let signed = [&b"\x30\x82\x01\x2c"[..], &bytes].concat();
        prop_assert_eq!(error_of(&signed).kind(), ErrorKind::Input);
    }

    /// Below the outermost layer too: without a MAC nothing stands before the rest of the reader.
    #[test]
    fn a_changed_byte_does_no_harm(at in any::<prop::sample::Index>(), to in any::<u8>(), file in 0..4_usize) {
        let (name, password) =
            [("plain", "plain-14"), ("no-mac", "nomac-8"), ("no-mac-legacy", "nomac-8"), ("ec-legacy", "ec-10")][file];
        let mut bytes = fixtures::read(&format!("{name}.pfx"));
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Err(error) = ClientIdentity::from_pkcs12(&bytes, password) {
            prop_assert_eq!(error.kind(), ErrorKind::Input);
        }
    }
}
