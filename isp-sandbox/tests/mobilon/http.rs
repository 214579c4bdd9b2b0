//! HTTP by hand, so that no HTTP library's opinion stands between a test and the bytes.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use isp_sandbox::mobilon::Running;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// The body ended where its framing said that it would.
    pub(crate) whole: bool,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A connection that is kept between requests.
pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) async fn open(addr: SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(addr).await.unwrap()))
    }

    pub(crate) async fn send(&mut self, method: &str, target: &str) {
        self.bytes(format!("{method} {target} HTTP/1.1\r\nHost: sandbox.test\r\n\r\n")).await;
    }

    pub(crate) async fn bytes(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.unwrap();
    }

    /// `None` when the connection ended before a whole head.
    pub(crate) async fn head(&mut self) -> Option<Answer> {
        let (status, headers) = read_head(&mut self.0).await?;
        let status = status.split(' ').nth(1).unwrap().parse().unwrap();
        Some(Answer { status, headers, body: Vec::new(), whole: false })
    }

    pub(crate) async fn body(&mut self, answer: &mut Answer) {
        if let Some(length) = answer.header("content-length") {
            let length = length.parse().unwrap();
            let read = (&mut self.0).take(length).read_to_end(&mut answer.body).await;
            answer.whole = read.is_ok() && answer.body.len() as u64 == length;
            return;
        }
        assert_eq!(answer.header("transfer-encoding"), Some("chunked"));
        while let Some(chunk) = self.chunk().await {
            if chunk.is_empty() {
                answer.whole = true;
                return;
            }
            answer.body.extend(chunk);
        }
    }

    /// An empty chunk is the end; `None` is an end where none should be.
    pub(crate) async fn chunk(&mut self) -> Option<Vec<u8>> {
        let mut size = String::new();
        self.0.read_line(&mut size).await.ok()?;
        let size = usize::from_str_radix(size.strip_suffix("\r\n")?, 16).unwrap();
        let mut chunk = vec![0; size + 2];
        self.0.read_exact(&mut chunk).await.ok()?;
        chunk.truncate(size);
        Some(chunk)
    }

    pub(crate) async fn exact(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).await.unwrap();
        bytes
    }

    /// Reads whatever still comes.
    pub(crate) async fn until_closed(&mut self) {
        // A connection that breaks has ended too.
        let _ = tokio::io::copy(&mut self.0, &mut tokio::io::sink()).await;
    }

    /// Whether the peer has gone, seen by reading.
    pub(crate) async fn is_closed(&mut self) -> bool {
        self.0.read_u8().await.is_err()
    }

    pub(crate) async fn get(&mut self, target: &str) -> Option<Answer> {
        self.send("GET", target).await;
        let mut answer = self.head().await?;
        self.body(&mut answer).await;
        Some(answer)
    }
}

async fn read_head(reader: &mut (impl AsyncBufRead + Unpin)) -> Option<(String, Vec<(String, String)>)> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        lines.push(line.to_owned());
    }
    let first = lines.remove(0);
    let pair = |line: String| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    };
    Some((first, lines.into_iter().map(pair).collect()))
}

pub(crate) async fn get(pbx: &Running, target: &str) -> Answer {
    Connection::open(pbx.addr()).await.get(target).await.unwrap()
}

pub(crate) use isp_sandbox::mobilon::{ACCOUNT_TOKEN as TOKEN, USER_KEY as KEY};

pub(crate) fn call_target(number: &str) -> String {
    format!("/api/call/CallToSubscriber?key={KEY}&outboundNumber={number}")
}

pub(crate) fn info_target(callid: &str, rest: &str) -> String {
    format!("/api/call/info?token={TOKEN}&callid={callid}{rest}")
}

pub(crate) fn journal_target(date: &str, rest: &str) -> String {
    format!("/api/call/journal?token={TOKEN}&date={date}{rest}")
}

pub(crate) fn record_target(callid: &str) -> String {
    format!("/api/call/record?token={TOKEN}&callid={callid}")
}

/// Places a call and answers its callid.
pub(crate) async fn place(pbx: &Running, number: &str) -> String {
    get(pbx, &call_target(number)).await.json()["callid"].as_str().unwrap().to_owned()
}

/// One request that a webhook receiver got.
#[derive(Debug, Clone)]
pub(crate) struct Hook {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

pub(crate) struct Receiver {
    pub(crate) url: String,
    got: Arc<Mutex<Vec<Hook>>>,
}

impl Receiver {
    /// Answers every request with these bytes and closes.
    pub(crate) async fn start(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let got = Arc::new(Mutex::new(Vec::new()));
        let store = got.clone();
        tokio::spawn(async move {
            loop {
                let mut stream = BufReader::new(listener.accept().await.unwrap().0);
                let (line, headers) = read_head(&mut stream).await.unwrap();
                let length = headers.iter().find(|(name, _)| name == "content-length");
                let mut body = vec![0; length.map_or(0, |(_, value)| value.parse().unwrap())];
                stream.read_exact(&mut body).await.unwrap();
                let body = String::from_utf8(body).unwrap();
                store.lock().unwrap().push(Hook { line, headers, body });
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Self { url, got }
    }

    pub(crate) async fn ok() -> Self {
        Self::start("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await
    }

    pub(crate) fn hooks(&self) -> Vec<Hook> {
        self.got.lock().unwrap().clone()
    }

    pub(crate) fn events(&self) -> Vec<serde_json::Value> {
        let posted = self.hooks().into_iter().filter(|hook| hook.line.starts_with("POST "));
        posted.map(|hook| serde_json::from_str(&hook.body).unwrap()).collect()
    }
}
