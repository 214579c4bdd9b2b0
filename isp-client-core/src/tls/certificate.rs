//! What is read from a certificate without judging it. webpki reads only version 3; boxes make version 1 too.

use super::der::{BIT_STRING, Der, DerError, INTEGER, SEQUENCE};

/// The parts, each as it is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Certificate<'a> {
    pub(super) issuer: &'a [u8],
    pub(super) subject: &'a [u8],
    /// The `SubjectPublicKeyInfo`.
    pub(super) public_key: &'a [u8],
}

impl<'a> Certificate<'a> {
    pub(super) fn read(der: &'a [u8]) -> Result<Self, DerError> {
        let mut outer = Der::new(der);
        let mut certificate = outer.enter(SEQUENCE)?;
        outer.end()?;
        let mut signed = certificate.enter(SEQUENCE)?;
        signed.optional(0xa0)?; // version
        signed.take(INTEGER)?; // serial number
        signed.take(SEQUENCE)?; // algorithm of the signature
        let issuer = signed.any()?.whole;
        signed.take(SEQUENCE)?; // validity
        let subject = signed.any()?.whole;
        let public_key = signed.any()?.whole;
        split_key(public_key)?;
        Ok(Self { issuer, subject, public_key })
    }

    pub(super) fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// The algorithm without its outer tag and length, and the key itself.
    pub(super) fn key_parts(&self) -> Result<(&'a [u8], &'a [u8]), DerError> {
        split_key(self.public_key)
    }
}

fn split_key(public_key: &[u8]) -> Result<(&[u8], &[u8]), DerError> {
    let mut key = Der::new(public_key).enter(SEQUENCE)?;
    let algorithm = key.take(SEQUENCE)?;
    match key.take(BIT_STRING)? {
        // No bits are unused at the end of a key.
        [0, bits @ ..] => Ok((algorithm, bits)),
        _ => Err(DerError::Unexpected),
    }
}
