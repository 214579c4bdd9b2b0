//! Who is trusted, and who this client says it is. The crypto provider is part of the configuration and never
//! installed process-wide.

mod certificate;
mod der;
mod fingerprint;
mod identity;
#[cfg(feature = "pkcs12")]
mod pkcs12;
mod trust;
mod unchained;

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::ring;

pub use self::identity::ClientIdentity;
pub(crate) use self::unchained::Unfit;
use crate::client::TlsSettings;
use crate::{BaseUrl, Error};

pub(crate) fn client_config(settings: &TlsSettings, base: &BaseUrl) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let verifier = trust::verifier(settings, base, &provider)?;
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(trust::unusable)?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    Ok(match &settings.identity {
        Some(identity) => builder.with_client_cert_resolver(identity.resolver()),
        None => builder.with_no_client_auth(),
    })
}
