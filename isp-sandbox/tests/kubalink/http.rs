//! HTTP by hand, so that no HTTP library's opinion stands between a test and the bytes.

use std::net::SocketAddr;

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{Dialect, KEY, PATH, Running};
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

/// `name` is `category.action`.
fn fields(name: &str, parameters: &[(&str, &str)]) -> String {
    let (category, action) = name.split_once('.').unwrap();
    let mut out = url::form_urlencoded::Serializer::new(String::new());
    out.append_pair("key", KEY).append_pair("cat", category).append_pair("action", action);
    out.extend_pairs(parameters).finish()
}

pub(crate) async fn get(erp: &Running, query: &str) -> Answer {
    exchange(erp.addr(), "GET", &format!("{PATH}?{query}"), &[], b"").await
}

pub(crate) async fn post(erp: &Running, query: &str, form: &str) -> Answer {
    exchange(erp.addr(), "POST", &format!("{PATH}{query}"), &[FORM], form.as_bytes()).await
}

/// Everything in the form, as a client should send it.
pub(crate) async fn call(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> Answer {
    post(erp, "", &fields(name, parameters)).await
}

/// The answer of an action that must succeed.
pub(crate) async fn ok(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> Value {
    let answer = call(erp, name, parameters).await;
    assert_eq!(answer.status, 200, "{name}: {}", answer.text());
    answer.json()
}

/// Its payload.
pub(crate) async fn data(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> Value {
    ok(erp, name, parameters).await["data"].take()
}

/// The text of a refusal.
pub(crate) async fn refusal(erp: &Running, name: &str, parameters: &[(&str, &str)]) -> String {
    let answer = call(erp, name, parameters).await;
    assert_ne!(answer.status, 200, "{name}: {}", answer.text());
    answer.json()["ErrorText"].as_str().unwrap().to_owned()
}

pub(crate) async fn start() -> Running {
    Sandbox::kubalink().start().await.unwrap()
}

pub(crate) async fn speaking(dialect: Dialect) -> Running {
    Sandbox::kubalink().dialect(dialect).start().await.unwrap()
}
