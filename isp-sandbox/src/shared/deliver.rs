//! One outgoing HTTP request, written by hand: the sandbox must not lean on a client it is there to test.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, lookup_host};
use url::Url;

use super::listener::check_reach;

/// What a receiver may send as the head of its answer.
const HEAD_MOST: usize = 16 * 1024;

/// A request with an optional JSON body.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    pub(crate) method: &'static str,
    pub(crate) url: Url,
    pub(crate) user_agent: &'static str,
    pub(crate) json: Option<String>,
}

/// # Errors
///
/// `InvalidInput` for anything but an `http://` URL of a loopback host (any host if that was allowed).
pub(crate) fn check_target(url: &Url, allow_remote: bool) -> io::Result<()> {
    let problem = |text: &'static str| Err(io::Error::new(io::ErrorKind::InvalidInput, text));
    if url.scheme() != "http" {
        return problem("a webhook goes to an http:// URL");
    }
    match url.host() {
        _ if allow_remote => Ok(()),
        Some(url::Host::Domain("localhost")) => Ok(()),
        Some(url::Host::Ipv4(ip)) => check_reach((ip, 0).into(), false),
        Some(url::Host::Ipv6(ip)) => check_reach((ip, 0).into(), false),
        _ => problem("a webhook goes to a loopback address unless allow_remote() was called"),
    }
}

/// The status of the answer.
///
/// # Errors
///
/// Whatever kept a proper status line from arriving in time.
pub(crate) async fn send(request: &Outgoing, allow_remote: bool, patience: Duration) -> io::Result<u16> {
    tokio::time::timeout(patience, exchange(request, allow_remote)).await?
}

async fn exchange(request: &Outgoing, allow_remote: bool) -> io::Result<u16> {
    check_target(&request.url, allow_remote)?;
    let host = request.url.host_str().unwrap_or_default();
    let port = request.url.port_or_known_default().unwrap_or(80);
    let mut stream = connect(host.trim_matches(['[', ']']), port, allow_remote).await?;
    let path = match request.url.query() {
        Some(query) => format!("{}?{query}", request.url.path()),
        None => request.url.path().to_owned(),
    };
    let mut text = format!(
        "{} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUser-Agent: {}\r\nAccept: */*\r\nConnection: close\r\n",
        request.method, request.user_agent
    );
    if let Some(json) = &request.json {
        text.push_str(&format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            json.len()
        ));
    } else {
        text.push_str("\r\n");
    }
    stream.write_all(text.as_bytes()).await?;
    read_status(&mut stream).await
}

/// A name may resolve to anything, so the address is what is checked.
async fn connect(host: &str, port: u16, allow_remote: bool) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for addr in lookup_host((host, port)).await? {
        check_reach(addr, allow_remote)?;
        match TcpStream::connect(addr).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

async fn read_status(stream: &mut TcpStream) -> io::Result<u16> {
    let mut head = Vec::new();
    let mut stream = stream.take(HEAD_MOST as u64);
    let mut searched = 0;
    while !head[searched..].windows(4).any(|end| end == b"\r\n\r\n") {
        searched = head.len().saturating_sub(3);
        if stream.read_buf(&mut head).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let status = head.strip_prefix(b"HTTP/1.").and_then(|rest| rest.get(2..5));
    let status = status.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    status.filter(|code| (100..600).contains(code)).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        for good in ["http://127.0.0.1:1/hook", "http://[::1]:1/", "http://localhost/x?y=1"] {
            assert!(check_target(&good.parse().unwrap(), false).is_ok(), "{good}");
        }
        for bad in ["http://192.0.2.1/", "http://example.test/", "http://localhost.example.test/"] {
            assert!(check_target(&bad.parse().unwrap(), false).is_err(), "{bad}");
            assert!(check_target(&bad.parse().unwrap(), true).is_ok(), "{bad}");
        }
        assert!(check_target(&"https://127.0.0.1/".parse().unwrap(), true).is_err());
    }
}
