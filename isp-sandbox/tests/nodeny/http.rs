//! HTTP by hand, so that no HTTP library's opinion stands between a test and the bytes.

use std::net::SocketAddr;

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{ADMIN, Dialect, Login, PATH, Running, SUBSCRIBER};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }
}

pub(crate) const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// Head lines, then a body; asks for a closed connection and reads until it is.
pub(crate) async fn exchange(
    addr: SocketAddr,
    method: &str,
    target: &str,
    lines: &[&str],
    body: &[u8],
) -> Answer {
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: sandbox.test\r\nConnection: close\r\n");
    for line in lines {
        head += &format!("{line}\r\n");
    }
    head += &format!("Content-Length: {}\r\n\r\n", body.len());
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let pair = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    };
    let headers: Vec<_> = lines.map(pair).collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let body = if chunked { unchunked(&bytes[end + 4..]) } else { bytes[end + 4..].to_vec() };
    Answer { status, headers, body }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
        if size == 0 {
            return body;
        }
    }
}

/// A billing and somebody who asks it.
pub(crate) struct Asker<'a> {
    pub(crate) billing: &'a Running,
    pub(crate) ses: String,
}

impl Asker<'_> {
    pub(crate) async fn get(&self, query: &str) -> Answer {
        get(self.billing, query, &[&format!("Cookie: noses={}", self.ses)]).await
    }

    pub(crate) async fn json(&self, query: &str) -> Value {
        self.get(query).await.json()
    }

    pub(crate) async fn post(&self, query: &str, body: &str) -> Value {
        let cookie = format!("Cookie: noses={}", self.ses);
        let target = format!("{PATH}?{query}");
        exchange(self.billing.addr(), "POST", &target, &[&cookie, FORM], body.as_bytes()).await.json()
    }
}

pub(crate) async fn get(billing: &Running, query: &str, lines: &[&str]) -> Answer {
    exchange(billing.addr(), "GET", &format!("{PATH}?{query}"), lines, b"").await
}

pub(crate) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

pub(crate) fn credentials(login: Login) -> String {
    format!("_uu={}&_pp={}", encoded(login.login), encoded(login.password))
}

/// Logs in as a client should: by POST, without a cookie.
pub(crate) async fn log_in(billing: &Running, login: Login) -> Value {
    exchange(billing.addr(), "POST", PATH, &[FORM], credentials(login).as_bytes()).await.json()
}

pub(crate) async fn asker(billing: &Running, login: Login) -> Asker<'_> {
    let ses = log_in(billing, login).await["ses"].as_str().unwrap().to_owned();
    Asker { billing, ses }
}

pub(crate) async fn start() -> Running {
    Sandbox::nodeny().start().await.unwrap()
}

/// The answer of one query to the sample subscriber.
pub(crate) async fn subscriber_gets(dialect: Dialect, query: &str) -> Value {
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    asker(&billing, SUBSCRIBER).await.json(query).await
}

/// The answer of one query to the administrator.
pub(crate) async fn admin_gets(dialect: Dialect, query: &str) -> Value {
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    asker(&billing, ADMIN).await.json(query).await
}
