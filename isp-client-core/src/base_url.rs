//! The address of an installation.

use std::fmt;

use url::{Host, Url};

use crate::Error;

/// Where an installation lives: scheme, host, port and a path that is kept.
///
/// Installations live under prefixes, so `https://host/erp` and `https://host/erp/` mean the same, and both keep `erp`.
///
/// ```
/// use isp_client_core::BaseUrl;
///
/// let base: BaseUrl = "https://host.example/erp".parse()?;
/// assert_eq!(base.to_string(), "https://host.example/erp/");
/// assert!("https://host.example/?key=1".parse::<BaseUrl>().is_err());
/// # Ok::<(), isp_client_core::Error>(())
/// ```
///
/// # Errors
///
/// Refused, before any request: a query, a fragment, a user name or password, and every scheme but `http` and `https`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// The parsed address. Its path ends with a slash.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether the host can only be this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => {
                address.is_loopback() || address.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback())
            }
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                name == "localhost" || name.ends_with(".localhost")
            }
            None => false,
        }
    }

    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }
}

impl std::str::FromStr for BaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = |rule: &'static str| Err(Error::input("base_url", rule));
        let Ok(mut url) = Url::parse(text) else {
            return refused("must be an absolute http or https address");
        };
        if !matches!(url.scheme(), "http" | "https") {
            return refused("must start with http:// or https://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refused("must not hold a user name or password");
        }
        if url.query().is_some() {
            return refused("must not have a query");
        }
        if url.fragment().is_some() {
            return refused("must not have a fragment");
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BaseUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn keeps_its_path() {
        for (given, kept) in [
            ("https://h", "https://h/"),
            ("https://h/", "https://h/"),
            ("https://h:8443/a/b", "https://h:8443/a/b/"),
            ("http://127.0.0.1:80/a/", "http://127.0.0.1/a/"),
        ] {
            assert_eq!(given.parse::<BaseUrl>().unwrap().to_string(), kept);
        }
    }

    #[test]
    fn refuses_what_would_be_lost_or_shown() {
        for (given, rule) in [
            ("h/x", "absolute"),
            ("ftp://h/", "http://"),
            ("https://user@h/", "user name"),
            ("https://:hush@h/", "user name"),
            ("https://h/?", "query"),
            ("https://h/?key=hush", "query"),
            ("https://h/#", "fragment"),
        ] {
            let error = given.parse::<BaseUrl>().unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(rule) && shown.contains("base_url"), "{given}: {shown}");
            assert!(!shown.contains("hush"), "{shown}");
        }
    }

    #[test]
    fn knows_loopback() {
        for given in [
            "http://127.0.0.1",
            "http://127.8.8.8:1",
            "http://[::1]/",
            "http://localhost/x",
            "http://a.localhost.",
        ] {
            assert!(given.parse::<BaseUrl>().unwrap().is_loopback(), "{given}");
        }
        for given in ["http://10.0.0.1", "http://localhost.example", "http://[::2]", "http://128.0.0.1"] {
            assert!(!given.parse::<BaseUrl>().unwrap().is_loopback(), "{given}");
        }
    }
}
