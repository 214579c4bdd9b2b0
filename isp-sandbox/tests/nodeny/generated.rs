//! Many subscribers: streamed, the same every time.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{ADMIN, Dialect, FIRST_GENERATED, ListForm, Login, PATH};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::http::asker;

#[tokio::test]
async fn a_hundred_thousand_counted_while_they_come() {
    let billing = Sandbox::nodeny().generated_users(100_000).start().await.unwrap();
    let admin = asker(&billing, ADMIN).await;
    let mut stream = BufReader::new(TcpStream::connect(billing.addr()).await.unwrap());
    let head = format!(
        "GET {PATH}?a=api_users HTTP/1.1\r\nHost: sandbox.test\r\nConnection: close\r\n\
         Cookie: noses={}\r\n\r\n",
        admin.ses
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).await.unwrap();
    }
    let (mut users, mut largest) = (0, 0);
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
        users += std::str::from_utf8(&chunk).unwrap().matches("\"set_next_time\"").count();
    }
    assert_eq!(users, 100_000 + 6, "six are ready-made");
    assert!(largest < 64 * 1024, "a piece of {largest} bytes");
}

#[tokio::test]
async fn well_formed_in_every_container() {
    for lists in [ListForm::ResultArray, ListForm::ResultById, ListForm::TopArray, ListForm::TopById] {
        let dialect = Dialect { lists, ..Dialect::default() };
        let billing = Sandbox::nodeny().dialect(dialect).generated_users(1000).start().await.unwrap();
        let users = asker(&billing, ADMIN).await.json("a=api_users").await;
        let rows = users.get("result").unwrap_or(&users);
        let count = rows.as_array().map_or_else(|| rows.as_object().unwrap().len(), Vec::len);
        assert_eq!(count, 1006, "{lists:?}");
    }
}

#[tokio::test]
async fn each_is_a_subscriber_like_others() {
    let billing = Sandbox::nodeny().generated_users(10).start().await.unwrap();
    let admin = asker(&billing, ADMIN).await;
    let before = admin.json("a=api_users").await;
    let login = Login { id: FIRST_GENERATED + 3, login: "user3", password: "pw-3" };
    let user = asker(&billing, login).await;
    assert_eq!(user.json("a=u_main").await["usr"]["name"], "user3");
    let balance = billing.balance(login.id).unwrap();
    assert_eq!(user.json("a=u_cards&cod=21242830587619").await["result"], "ok");
    assert_eq!(billing.balance(login.id), Some(balance + 5000));
    let after = admin.json("a=api_users").await;
    let ids = |users: &serde_json::Value| {
        let rows = users["result"].as_array().unwrap();
        let mut ids: Vec<_> = rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&before), ids(&after));
    for query in ["_uu=user10&_pp=pw-10", "_uu=user03&_pp=pw-3", "_uu=user3&_pp=pw-4"] {
        let refused = crate::http::get(&billing, query, &[]).await.json();
        assert_eq!(refused["err_cod"], "wrong_password", "{query}");
    }
}

#[tokio::test]
async fn settings_that_make_no_sense() {
    assert!(Sandbox::nodeny().generated_users(u32::MAX).start().await.is_err());
    assert!(Sandbox::nodeny().utc_offset_hours(99).start().await.is_err());
    assert!(Sandbox::nodeny().bind("0.0.0.0:0".parse().unwrap()).start().await.is_err());
}
