//! Many subscribers: streamed, the same every time.

use isp_sandbox::Sandbox;
use isp_sandbox::procbill::{Dialect, FIRST_GENERATED, Layout};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

use crate::http::{call, connect, filters, head, one_step};

#[tokio::test]
async fn a_hundred_thousand_counted_while_they_come() {
    let billing = Sandbox::procbill().generated_subscribers(100_000).start().await.unwrap();
    let mut stream = BufReader::new(connect(&billing).await);
    let query = one_step("CLN_USR_FIND_2", &filters(&[]));
    stream.write_all(head("GET", &query, true).as_bytes()).await.unwrap();
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).await.unwrap();
    }
    let (mut rows, mut largest) = (0, 0);
    loop {
        let mut size = String::new();
        stream.read_line(&mut size).await.unwrap();
        let size = usize::from_str_radix(size.trim_end(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        stream.read_exact(&mut chunk).await.unwrap();
        if size == 0 {
            break;
        }
        largest = largest.max(size);
        // A piece ends where a row does.
        rows += chunk.windows(6).filter(|six| six == b"<row>\n").count();
    }
    assert_eq!(rows, 100_000 + 7, "seven are ready-made");
    assert!(largest < 64 * 1024, "a piece of {largest} bytes");
}

#[tokio::test]
async fn well_formed_in_every_layout() {
    for layout in [Layout::RootAndRows, Layout::Rows, Layout::FlatInRoot, Layout::Flat] {
        let dialect = Dialect { layout, ..Dialect::default() };
        let billing = Sandbox::procbill().dialect(dialect).generated_subscribers(5000).start().await.unwrap();
        let found = call(&billing, "CLN_USR_FIND_2", &filters(&[(13, "1")])).await;
        assert_eq!(found.header("transfer-encoding"), Some("chunked"));
        let ids = found.values("id");
        assert_eq!(ids.len(), 5004);
        assert_eq!(ids[5003], (FIRST_GENERATED + 4999).to_string());
        let text = found.text();
        let rooted = matches!(layout, Layout::RootAndRows | Layout::FlatInRoot);
        assert_eq!(
            (text.matches("<data>").count(), text.ends_with("</data>\n")),
            (usize::from(rooted), rooted)
        );
        let rows = matches!(layout, Layout::RootAndRows | Layout::Rows);
        assert_eq!(text.matches("</row>").count(), if rows { 5004 } else { 0 });
    }
}

#[tokio::test]
async fn the_same_wherever_they_are_seen() {
    let billing = Sandbox::procbill().generated_subscribers(5000).start().await.unwrap();
    let found = call(&billing, "CLN_USR_FIND_2", &filters(&[(3, "user4999")])).await;
    assert_eq!(found.header("transfer-encoding"), None);
    assert_eq!(found.values("id"), ["1005000"]);
    let row = call(&billing, "CLN_USR_GET", &["1005000"]).await;
    for (of_find, of_get) in
        [("login", "login"), ("identify", "name"), ("balance", "balance"), ("parid", "parent_id")]
    {
        assert_eq!(found.value(of_find), row.value(of_get));
    }
    // Above 128.0.0.0 there are some too.
    assert!(row.value("ip").unwrap().starts_with('-'));
    call(&billing, "CLN_FIN_OPER_ADD", &["1005000", "null", "1", "null", "null", "2", "null"]).await;
    let all = call(&billing, "CLN_USR_FIND_2", &filters(&[])).await.values("id");
    assert_eq!(all.len(), 5007, "nobody twice");
}

#[tokio::test]
async fn too_many_are_refused() {
    let error = Sandbox::procbill().generated_subscribers(10_000_001).start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}

#[tokio::test]
async fn where_it_may_listen() {
    let error = Sandbox::procbill().bind("0.0.0.0:0".parse().unwrap()).start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    let last = Sandbox::procbill().bind("127.0.0.1:65535".parse().unwrap()).plain_http().start().await;
    assert!(last.is_err());
}
