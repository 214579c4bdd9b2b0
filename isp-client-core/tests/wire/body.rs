//! Bodies over real HTTP: compressed, too large, in other charsets, empty.

use isp_client_core::{Delivery, Effect, ErrorKind, NotRepeated};
use isp_test_support::gzip;

use crate::support::product::{ALL_EFFECTS, Ask, AskNumbers, builder};
use crate::support::server::{Read, Server, Step, answer, ok, write};
use crate::support::{chain, facts};

fn gzipped(body: impl AsRef<[u8]>) -> Step {
    answer(200, "Content-Encoding: gzip\r\n", body)
}

/// The same body announced by its length, in chunks, and ended by closing.
fn framings(body: &str) -> [Vec<Step>; 3] {
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let closed = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
    [vec![Read, ok(body)], vec![Read, write(chunked)], vec![Read, write(closed)]]
}

#[tokio::test]
async fn the_cap_is_exact_however_the_body_ends() {
    for script in framings(&"x".repeat(1000)) {
        let server = Server::always(script).await;
        let client = builder().attempts(3).max_body(1000).build(&server.url());
        assert_eq!(client.call(Ask::read()).await.unwrap().len(), 1000);
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).max_body(999).await.unwrap_err();
            let expected = (ErrorKind::TooLarge, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{effect}");
            assert_eq!(error.status().unwrap(), 200);
        }
    }
}

#[tokio::test]
async fn gzip_is_asked_for_and_undone() {
    let server = Server::always([Read, gzipped(gzip("Привет"))]).await;
    let client = builder().build(&server.url());
    assert_eq!(client.call(Ask::read()).await.unwrap(), "Привет");
    assert!(server.requests()[0].to_ascii_lowercase().contains("accept-encoding: gzip\r\n"));
}

#[tokio::test]
async fn the_cap_counts_what_a_body_unpacks_to() {
    let bomb = gzip(vec![0; 32 << 20]);
    assert!(bomb.len() < 64 << 10);
    let server = Server::always([Read, gzipped(bomb)]).await;
    let client = builder().attempts(3).max_body(1 << 20).build(&server.url());
    for effect in ALL_EFFECTS {
        let error = client.call(Ask::new(effect)).await.unwrap_err();
        let expected = (ErrorKind::TooLarge, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{effect}");
    }
}

#[tokio::test]
async fn corrupt_gzip_is_not_understood() {
    let text: String = (0..1000).map(|number| format!("{number} ")).collect();
    let good = gzip(&text);
    let corrupt = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 0xFF;
        bytes
    };
    let end = good.len();
    for (what, body) in [
        ("magic number", corrupt(0)),
        ("first block", corrupt(10)),
        ("checksum", corrupt(end - 8)),
        ("length", corrupt(end - 1)),
        ("plain text", text.clone().into_bytes()),
    ] {
        let server = Server::always([Read, gzipped(body)]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
            assert_eq!(facts(&error), expected, "{what}, {effect}: {}", chain(&error));
        }
    }
}

/// Mostly the HTTP body is whole and what is packed in it is not: a connection behind the server broke.
#[tokio::test]
async fn cut_gzip_was_interrupted() {
    let good = gzip("a long text, and another".repeat(50));
    let half = good.len() / 2;
    let mut scripts: Vec<_> =
        [5, 10, half, good.len() - 8, good.len() - 1].map(|length| gzipped(&good[..length])).into();
    let mut cut =
        format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", good.len())
            .into_bytes();
    cut.extend(&good[..half]);
    scripts.push(write(cut));
    for answer in scripts {
        let server = Server::always([Read, answer.clone()]).await;
        let client = builder().attempts(3).build(&server.url());
        for effect in ALL_EFFECTS {
            let error = client.call(Ask::new(effect)).await.unwrap_err();
            let (attempts, reason) = match effect {
                Effect::Once => (1, NotRepeated::MayHaveActed),
                _ => (3, NotRepeated::Attempts),
            };
            let expected = (ErrorKind::Interrupted, Delivery::Unknown, attempts, Some(reason));
            assert_eq!(facts(&error), expected, "{answer:?}, {effect}: {}", chain(&error));
        }
    }
}

#[tokio::test]
async fn a_document_cut_before_it_was_packed_is_not_understood() {
    let packed = gzip(b"[1, 2");
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
    let mut bytes = format!("{head}{:x}\r\n", packed.len()).into_bytes();
    bytes.extend(packed);
    bytes.extend(b"\r\n0\r\n\r\n");
    let server = Server::always([Read, write(bytes)]).await;
    let client = builder().attempts(3).build(&server.url());
    let error = client.call(AskNumbers(Effect::Read)).await.unwrap_err();
    let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
    assert_eq!(facts(&error), expected);
}

#[tokio::test]
async fn charsets_are_told_by_header_mark_and_content() {
    let windows_1251 = b"\xcf\xf0\xe8\xe2\xe5\xf2";
    let koi8_u = b"\xf0\xd2\xc9\xd7\xc5\xd4";
    for (headers, body) in [
        ("Content-Type: text/plain; charset=windows-1251\r\n", &windows_1251[..]),
        ("Content-Type: text/plain; charset=KOI8-U\r\n", koi8_u),
        ("Content-Type: text/plain\r\n", windows_1251),
        ("", windows_1251),
        ("", "Привет".as_bytes()),
        ("", "\u{feff}Привет".as_bytes()),
        ("Content-Type: text/plain; charset=windows-1251\r\n", "\u{feff}Привет".as_bytes()),
        ("", b"\xff\xfe\x1f\x04\x40\x04\x38\x04\x32\x04\x35\x04\x42\x04"),
    ] {
        let server = Server::always([Read, answer(200, headers, body)]).await;
        let text = builder().build(&server.url()).call(Ask::read()).await.unwrap();
        assert_eq!(text, "Привет", "{headers:?} {body:x?}");
    }
}

#[tokio::test]
async fn a_byte_order_mark_does_not_hide_json() {
    let server = Server::always([Read, ok("\u{feff}[1, 2]")]).await;
    let numbers = builder().build(&server.url()).call(AskNumbers(Effect::Read)).await.unwrap();
    assert_eq!(numbers, [1, 2]);
}

#[tokio::test]
async fn an_empty_body_is_text_but_not_json() {
    for script in framings("").into_iter().chain([
        vec![Read, write("HTTP/1.1 204 No Content\r\n\r\n")],
        vec![Read, gzipped(gzip(b""))],
        // Some servers announce gzip and then have nothing to pack.
        vec![Read, gzipped("")],
    ]) {
        let server = Server::always(script.clone()).await;
        let client = builder().attempts(3).build(&server.url());
        assert_eq!(client.call(Ask::read()).await.unwrap(), "", "{script:?}");
        let error = client.call(AskNumbers(Effect::Read)).await.unwrap_err();
        let expected = (ErrorKind::Decode, Delivery::Unknown, 1, Some(NotRepeated::CannotHelp));
        assert_eq!(facts(&error), expected, "{script:?}");
        assert!(error.to_string().contains("empty"), "{error}");
    }
}
