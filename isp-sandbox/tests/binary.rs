//! Every line that the binary prints works.
#![allow(clippy::unwrap_used, reason = "a test helper that fails is a failed test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// Ends the process whatever the test does.
struct Sandbox(Child);

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str]) -> Sandbox {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isp-sandbox"));
    Sandbox(command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap())
}

#[test]
fn the_printed_lines_work() {
    let mut sandbox = start(&["--listen", "127.0.0.1:0"]);
    let output = BufReader::new(sandbox.0.stdout.take().unwrap());
    let lines: Vec<String> =
        output.lines().map(Result::unwrap).take_while(|line| !line.starts_with("WebSocket")).collect();
    for part in ["Mobilon", "emulated", "http://127.0.0.1:", "Ctrl-C"] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    let curl: Vec<_> = lines.iter().filter(|line| line.starts_with("curl ")).collect();
    // Ten forms, each with and without the slash.
    assert_eq!(curl.len(), 20);
    for line in curl {
        let url = line.split('\'').nth(1).unwrap();
        let (address, target) = url.strip_prefix("http://").unwrap().split_at(url.find("/api").unwrap() - 7);
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200 "), "{line}");
        let text = String::from_utf8_lossy(&answer);
        let expected = ["SUCCESS", "<status>ANSWERED", "\"status\":\"ANSWERED\"", "RIFF"];
        assert!(expected.iter().any(|word| text.contains(word)), "{line}\n{text}");
    }
}

#[test]
fn the_printed_lines_of_nodeny_work() {
    let mut sandbox = start(&["nodeny", "--listen", "127.0.0.1:0", "--generated-users", "10"]);
    let output = BufReader::new(sandbox.0.stdout.take().unwrap());
    let lines: Vec<String> =
        output.lines().map(Result::unwrap).take_while(|line| !line.starts_with("Accounts")).collect();
    for part in ["NoDeny", "emulated", "http://127.0.0.1:", "Ctrl-C"] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    let curl: Vec<_> = lines.iter().filter(|line| line.starts_with("curl ")).collect();
    assert_eq!(curl.len(), 26);
    for (number, line) in curl.into_iter().enumerate() {
        let quoted: Vec<_> = line.split('\'').skip(1).step_by(2).collect();
        let (address, target) = quoted[0].strip_prefix("http://").unwrap().split_once('/').unwrap();
        let cookie = quoted.get(1).unwrap_or(&"");
        let form = quoted.get(2).unwrap_or(&"");
        let method = if line.contains("-X POST") { "POST" } else { "GET" };
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "{method} /{target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{line}");
        // Only the first line is printed to be refused.
        assert_eq!(answer.contains("\"error\""), number == 0, "{line}\n{answer}");
    }
}

#[test]
fn the_printed_lines_of_kubalink_work() {
    let mut sandbox = start(&["kubalink", "--listen", "127.0.0.1:0", "--generated-customers", "10"]);
    let output = BufReader::new(sandbox.0.stdout.take().unwrap());
    let lines: Vec<String> = output
        .lines()
        .map(Result::unwrap)
        .take_while(|line| !line.starts_with("Key for everything"))
        .collect();
    for part in ["KubaLink", "emulated", "http://127.0.0.1:", "Ctrl-C"] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    let curl: Vec<_> = lines.iter().filter(|line| line.starts_with("curl ")).collect();
    assert_eq!(curl.len(), 23);
    for line in curl {
        let quoted: Vec<_> = line.split('\'').skip(1).step_by(2).collect();
        let (address, target) = quoted[0].strip_prefix("http://").unwrap().split_once('/').unwrap();
        let form = quoted.get(1).unwrap_or(&"");
        let method = if line.contains(" -d ") || line.contains("-X POST") { "POST" } else { "GET" };
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "{method} /{target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer);
        let expected = if line.contains("cat=redirect") { "HTTP/1.1 302 " } else { "HTTP/1.1 200 " };
        assert!(text.starts_with(expected), "{line}\n{text}");
        let expected = ["\"result\":\"OK\"", "The file contract.txt", "<form", "location: /card/device/71"];
        assert!(expected.iter().any(|part| text.contains(part)), "{line}\n{text}");
    }
}

/// What `--cacert` and `--cert` make of the files.
fn mutual_tls(ca: &str, client: &str) -> ClientConfig {
    let (ca, client) = (std::fs::read(ca).unwrap(), std::fs::read(client).unwrap());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(&ca).unwrap()).unwrap();
    ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_client_auth_cert(
            vec![CertificateDer::from_pem_slice(&client).unwrap()],
            PrivateKeyDer::from_pem_slice(&client).unwrap(),
        )
        .unwrap()
}

#[test]
fn the_printed_lines_of_procbill_work() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("procbill-{}", std::process::id()));
    let dir = dir.to_str().unwrap();
    let mut sandbox = start(&["procbill", "--listen", "127.0.0.1:0", "--certificates", dir, "--plain-http"]);
    let output = BufReader::new(sandbox.0.stdout.take().unwrap());
    let lines: Vec<String> =
        output.lines().map(Result::unwrap).take_while(|line| !line.starts_with("Administrator")).collect();
    for part in ["Carbon Billing", "emulated", "https://127.0.0.1:", "Ctrl-C"] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    let curl: Vec<_> = lines.iter().filter(|line| line.starts_with("curl ")).collect();
    assert_eq!(curl.len(), 19);
    for line in curl {
        let quoted: Vec<_> = line.split('\'').skip(1).step_by(2).collect();
        let url = quoted.last().unwrap();
        let (address, target) = url.split_once("://").unwrap().1.split_once('/').unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!("GET /{target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        let mut answer = Vec::new();
        if url.starts_with("https") {
            assert!(line.contains("--cacert '") && line.contains("--cert '"), "{line}");
            let config = Arc::new(mutual_tls(quoted[0], quoted[1]));
            let name = ServerName::try_from("127.0.0.1").unwrap();
            let mut stream = StreamOwned::new(ClientConnection::new(config, name).unwrap(), stream);
            stream.write_all(head.as_bytes()).unwrap();
            stream.read_to_end(&mut answer).unwrap();
        } else {
            stream.write_all(head.as_bytes()).unwrap();
            stream.read_to_end(&mut answer).unwrap();
        }
        assert!(answer.starts_with(b"HTTP/1.1 200 "), "{line}");
        let text = String::from_utf8_lossy(&answer);
        // Rows of a list, a subscriber, a session, or what an edit answers.
        let expected = ["<id>", "<user_id>", "<suid>"];
        assert!(expected.iter().any(|name| text.contains(name)), "{line}\n{text}");
    }
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn refuses_what_it_cannot_do() {
    for (arguments, code, problem) in [
        (["--listen", "0.0.0.0:0"], 1, "cannot start: "),
        (["--webhook-events", "http://192.0.2.1/"], 1, "cannot start: "),
        (["--generated-day", "2026-02-30:1"], 1, "cannot start: "),
        (["--listen", "everywhere"], 2, "--listen cannot be \"everywhere\"\nSee --help.\n"),
        (["nodeny", "--pace"], 2, "unknown option --pace\nSee --help.\n"),
        (["procbill", "--certificates"], 2, "--certificates wants a value\nSee --help.\n"),
        (["kubalink", "--generated-houses"], 2, "--generated-houses wants a value\nSee --help.\n"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_isp-sandbox")).args(arguments).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {told}");
        assert!(told.starts_with(problem), "{arguments:?} {told}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn explains_itself() {
    let output = Command::new(env!("CARGO_BIN_EXE_isp-sandbox")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    for part in ["\nusage: ", "\noptions:\n", "\nexit codes:\n"] {
        assert!(help.contains(part), "{part}");
    }
}

/// Once it has said where it is, nobody misses a Ctrl-C.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    for product in ["mobilon", "nodeny", "procbill", "kubalink"] {
        let mut sandbox = start(&[product, "--listen", "127.0.0.1:0"]);
        let mut line = String::new();
        let mut output = BufReader::new(sandbox.0.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let kill = format!("kill -INT {}", sandbox.0.id());
        let sent = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(sent.success());
        assert_eq!(sandbox.0.wait().unwrap().code(), Some(0), "{product}");
    }
}
