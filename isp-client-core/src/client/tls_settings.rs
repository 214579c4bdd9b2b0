//! What is collected about TLS, for builds with it and without.

use std::fmt;

#[cfg(feature = "rustls")]
pub use crate::tls::ClientIdentity;
use crate::{BaseUrl, Error};

/// A client certificate. Without the feature `rustls` there is none.
#[cfg(not(feature = "rustls"))]
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ClientIdentity {}

/// Which certificate authorities vouch for a server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Roots {
    /// Those of the operating system.
    System,
    /// Those of the operating system, and a PEM bundle.
    SystemAnd(Vec<u8>),
    /// A PEM bundle alone.
    Only(Vec<u8>),
}

/// Whom to trust, and who this client is.
#[derive(Clone)]
#[non_exhaustive]
pub struct TlsSettings {
    /// Who vouches for the server.
    pub roots: Roots,
    /// The SHA-256 fingerprints, in hexadecimal, of the certificates that the server may show. If there is one, nobody
    /// has to vouch for it.
    pub pins: Vec<String>,
    /// Whether any server is taken for the right one. Default false.
    pub any_server: bool,
    /// The name that the server's certificate must have. Default: the host of the address.
    pub server_name: Option<String>,
    /// What is shown to a server that asks for a certificate.
    pub identity: Option<ClientIdentity>,
}

impl TlsSettings {
    pub(super) fn new() -> Self {
        Self { roots: Roots::System, pins: Vec::new(), any_server: false, server_name: None, identity: None }
    }

    /// Refuses what would have no effect or would undo another setting.
    pub(super) fn check(&self, base: &BaseUrl, own_transport: bool) -> Result<(), Error> {
        let (pinned, named) = (!self.pins.is_empty(), self.server_name.is_some());
        let own_roots = self.roots != Roots::System;
        let beyond_roots = pinned || named || self.any_server || self.identity.is_some();
        let refused = |what| Err(Error::config(what));
        if (own_roots || beyond_roots) && own_transport {
            return refused(
                "the settings of trust and of a client certificate do not reach a transport of your own",
            );
        }
        if (own_roots || beyond_roots) && cfg!(not(feature = "rustls")) {
            return refused(
                "built without the feature `rustls`: trust and a client certificate cannot be set",
            );
        }
        if beyond_roots && !base.is_https() {
            return refused("a pin, a TLS server name and a client certificate need an https:// address");
        }
        if u8::from(pinned) + u8::from(self.any_server) + u8::from(own_roots) > 1 {
            return refused(
                "pinned fingerprints, own authorities and accepting any certificate exclude each other: name one",
            );
        }
        if named && (pinned || self.any_server) {
            return refused(
                "with a pinned fingerprint or any certificate accepted, no TLS server name is checked",
            );
        }
        Ok(())
    }
}

impl fmt::Debug for TlsSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The bundle would be a long list of numbers.
        let roots = match &self.roots {
            Roots::System => "System",
            Roots::SystemAnd(_) => "SystemAnd",
            Roots::Only(_) => "Only",
        };
        f.debug_struct("TlsSettings")
            .field("roots", &roots)
            .field("pins", &self.pins)
            .field("any_server", &self.any_server)
            .field("server_name", &self.server_name)
            .field("identity", &self.identity)
            .finish()
    }
}
