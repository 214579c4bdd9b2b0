//! As little of a PBX as HTTP allows: each request gets the documented answer to a call.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

/// What the vendor's page shows, with another id.
const PLACED: &str = r#"{
  "result":"SUCCESS",
  "description":"Call had been initialised",
  "code":0,
  "callid":"1776223800.000001"
}
"#;

/// Serves until the process ends. It has threads of its own, so that its CPU time is not the client's.
pub(crate) fn start() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound listener has an address");
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            thread::spawn(move || answer(connection));
        }
    });
    address
}

/// Answers until the client closes. The client sends its next request only after an answer.
fn answer(mut connection: TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let placed = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{PLACED}",
        PLACED.len()
    );
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = connection.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(&piece[..read]);
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            connection.write_all(placed.as_bytes())?;
        }
    }
}
