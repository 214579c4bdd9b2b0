//! HTTP by hand over TLS, so that no HTTP library's opinion stands between a test and the bytes.

use std::net::SocketAddr;
use std::sync::Arc;

use encoding_rs::WINDOWS_1251;
use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{Dialect, LOGIN, PASSWORD, PATH, Running};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// An answer whose text is windows-1251.
#[derive(Debug)]
pub(crate) struct Answer(isp_test_support::http::Answer);

impl std::ops::Deref for Answer {
    type Target = isp_test_support::http::Answer;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Answer {
    /// The body, read as windows-1251.
    pub(crate) fn text(&self) -> String {
        WINDOWS_1251.decode_without_bom_handling(&self.body).0.into_owned()
    }

    /// What stands between the first tags of this name.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        values(&self.text(), name).into_iter().next()
    }

    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        values(&self.text(), name)
    }
}

pub(crate) fn values(text: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap().to_owned()).collect()
}

pub(crate) fn certificates(pem: &str) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(pem.as_bytes()).map(Result::unwrap).collect()
}

/// Trusts `ca`, and shows a certificate with its key if there is one.
pub(crate) fn config(
    ca: &str,
    client: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(ca) {
        roots.add(certificate).unwrap();
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    match client {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).unwrap(),
        None => builder.with_no_client_auth(),
    }
}

pub(crate) fn known_client(billing: &Running) -> ClientConfig {
    let key = PrivateKeyDer::from_pem_slice(billing.client_pem().as_bytes()).unwrap();
    config(billing.ca_pem(), Some((certificates(billing.client_pem()), key)))
}

pub(crate) type Stream = TlsStream<TcpStream>;

pub(crate) async fn try_connect(
    addr: SocketAddr,
    config: ClientConfig,
    name: &str,
) -> std::io::Result<Stream> {
    let tcp = TcpStream::connect(addr).await?;
    let name = ServerName::try_from(name.to_owned()).unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, tcp).await
}

pub(crate) async fn connect(billing: &Running) -> Stream {
    try_connect(billing.addr(), known_client(billing), "127.0.0.1").await.unwrap()
}

pub(crate) fn head(method: &str, query: &str, close: bool) -> String {
    let close = if close { "Connection: close\r\n" } else { "" };
    format!("{method} {PATH}?{query} HTTP/1.1\r\nHost: sandbox.test\r\n{close}\r\n")
}

/// Sends a request and reads until the connection ends, well or badly.
pub(crate) async fn all_bytes(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    head: &str,
) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    if stream.write_all(head.as_bytes()).await.is_err() {
        return (bytes, false);
    }
    let ended_well = stream.read_to_end(&mut bytes).await.is_ok();
    (bytes, ended_well)
}

pub(crate) fn parsed(bytes: &[u8]) -> Answer {
    Answer(isp_test_support::http::parsed(bytes))
}

pub(crate) async fn get(billing: &Running, query: &str) -> Answer {
    let (bytes, ended_well) = all_bytes(connect(billing).await, &head("GET", query, true)).await;
    assert!(ended_well, "{query}");
    parsed(&bytes)
}

/// In windows-1251, as a query wants it.
pub(crate) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(&WINDOWS_1251.encode(text).0).collect()
}

/// `arg1`, `arg2` and so on.
pub(crate) fn query(proc: &str, arguments: &[&str]) -> String {
    let mut query = format!("cmd=execute&proc={proc}");
    for (index, argument) in arguments.iter().enumerate() {
        query += &format!("&arg{}={}", index + 1, encoded(argument));
    }
    query
}

/// The same, with login and password in front.
pub(crate) fn one_step(proc: &str, arguments: &[&str]) -> String {
    format!("login={LOGIN}&password={PASSWORD}&{}", query(proc, arguments))
}

/// In two steps, with a fresh session.
pub(crate) async fn call(billing: &Running, proc: &str, arguments: &[&str]) -> Answer {
    let suid = billing.open_session();
    get(billing, &query(proc, &[&[suid.as_str()], arguments].concat())).await
}

/// All filters of `CLN_USR_FIND_2` by their two-step positions; nulls between.
pub(crate) fn filters<'a>(given: &[(usize, &'a str)]) -> Vec<&'a str> {
    let value =
        |position| given.iter().find(|(known, _)| *known == position).map_or("null", |(_, value)| *value);
    (2..=25).map(value).collect()
}

pub(crate) async fn start() -> Running {
    Sandbox::procbill().start().await.unwrap()
}

pub(crate) async fn speaking(dialect: Dialect) -> Running {
    Sandbox::procbill().dialect(dialect).start().await.unwrap()
}
