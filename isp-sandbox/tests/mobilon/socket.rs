//! A WebSocket client by hand (RFC 6455), for the same reason as [`crate::http`].

use isp_sandbox::mobilon::Running;

use crate::http::{Answer, Connection};

pub(crate) const TEXT: u8 = 1;
pub(crate) const BINARY: u8 = 2;
pub(crate) const CLOSE: u8 = 8;
pub(crate) const PING: u8 = 9;
pub(crate) const PONG: u8 = 10;

const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// The key of the RFC's own example, section 1.3; it must be answered with `s3pPLMBiTxaQ9kYGzzhZRbK+xOo=`.
pub(crate) const HANDSHAKE: &str = "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\
    Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

pub(crate) struct Socket(pub(crate) Connection);

impl Socket {
    /// `None` for a connection that ended without an answer.
    pub(crate) async fn try_open(pbx: &Running, target: &str) -> Option<(Self, Answer)> {
        let mut connection = Connection::open(pbx.addr()).await;
        connection.bytes(format!("GET {target} HTTP/1.1\r\nHost: sandbox.test\r\n{HANDSHAKE}\r\n")).await;
        let answer = connection.head().await?;
        Some((Self(connection), answer))
    }

    pub(crate) async fn open(pbx: &Running) -> Self {
        let (socket, answer) = Self::try_open(pbx, "/").await.unwrap();
        assert_eq!(answer.status, 101);
        socket
    }

    /// Opens and subscribes, and is subscribed when it returns.
    pub(crate) async fn subscribed(pbx: &Running, key: &str) -> Self {
        let mut socket = Self::open(pbx).await;
        let before = pbx.subscribed().len();
        socket.subscribe(key).await;
        pbx.until_subscribed(before + 1).await;
        socket
    }

    pub(crate) async fn subscribe(&mut self, key: &str) {
        self.send(TEXT, &serde_json::json!({ "key": key }).to_string()).await;
    }

    /// One whole, masked frame.
    pub(crate) async fn send(&mut self, opcode: u8, payload: &str) {
        let length = u16::try_from(payload.len()).unwrap();
        let mut frame = vec![0x80 | opcode];
        match u8::try_from(length) {
            Ok(short @ ..126) => frame.push(0x80 | short),
            _ => {
                frame.push(0x80 | 126);
                frame.extend(length.to_be_bytes());
            }
        }
        frame.extend(MASK);
        frame.extend(payload.bytes().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        self.0.bytes(frame).await;
    }

    /// The opcode and the payload of the next frame, which must be whole and, from a server, not masked.
    pub(crate) async fn receive(&mut self) -> (u8, String) {
        let head = self.0.exact(2).await;
        assert_eq!(head[0] & 0xf0, 0x80);
        let length = match head[1] {
            126 => u64::from(u16::from_be_bytes(self.0.exact(2).await.try_into().unwrap())),
            127 => u64::from_be_bytes(self.0.exact(8).await.try_into().unwrap()),
            short => short.into(),
        };
        let payload = self.0.exact(length.try_into().unwrap()).await;
        (head[0] & 0x0f, String::from_utf8(payload).unwrap())
    }

    /// Whether the server says goodbye, and closes once it is answered.
    pub(crate) async fn is_hung_up(&mut self) -> bool {
        let goodbye = self.receive().await;
        self.send(CLOSE, "").await;
        goodbye == (CLOSE, String::new()) && self.0.is_closed().await
    }
}
