//! Many objects: sent while they are made, the same every time.

use isp_sandbox::Sandbox;
use isp_sandbox::kubalink::{FIRST_GENERATED, KEY, PATH};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::http::{call, data, ok};

#[tokio::test]
async fn twenty_thousand_counted_while_they_come() {
    let erp = Sandbox::kubalink().generated_devices(20_000).start().await.unwrap();
    let mut stream = BufReader::new(TcpStream::connect(erp.addr()).await.unwrap());
    let head = format!(
        "GET {PATH}?key={KEY}&cat=device&action=get_data&object_type=all HTTP/1.1\r\nHost: sandbox.test\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).await.unwrap();
    }
    let (mut devices, mut largest) = (0, 0);
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
        devices += std::str::from_utf8(&chunk).unwrap().matches("\"telnet_pass\"").count();
    }
    assert_eq!(devices, 20_000 + 3, "three are ready-made");
    assert!(largest < 128 * 1024, "a piece of {largest} bytes");
}

#[tokio::test]
async fn thousands_of_cards_by_their_ids() {
    let erp = Sandbox::kubalink().generated_customers(5000).start().await.unwrap();
    let ids = data(&erp, "customer.get_customers_id", &[("house_id", "900")]).await;
    let ids: Vec<_> = ids.as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(ids.len(), 5002);
    let cards = data(&erp, "customer.get_data", &[("customer_id", &ids.join(","))]).await;
    assert_eq!(cards.as_object().unwrap().len(), 5002);
}

#[tokio::test]
async fn each_is_an_object_like_others() {
    let erp = Sandbox::kubalink().generated_customers(10).generated_houses(10).start().await.unwrap();
    let id = (FIRST_GENERATED + 3).to_string();
    let payment = [("customer_id", id.as_str()), ("amount", "10"), ("comment", "")];
    let before = data(&erp, "customer.get_data", &[("customer_id", &id)]).await;
    assert_eq!((&before["login"], &before["balance"]), (&json!("user3"), &json!("3.03")));
    ok(&erp, "customer.change_balance", &payment).await;
    assert_eq!(erp.balance(FIRST_GENERATED + 3).as_deref(), Some("13.03"));
    let found =
        ok(&erp, "customer.get_abon_id", &[("data_typer", "account"), ("data_value", "20000003")]).await;
    assert_eq!(found["Id"].to_string(), id);
    ok(&erp, "customer.delete", &[("id", &id)]).await;
    assert_eq!(call(&erp, "customer.delete", &[("id", &id)]).await.status, 400);
    let all = data(&erp, "customer.get_customers_id", &[("house_id", "900")]).await;
    assert_eq!(all.as_array().unwrap().len(), 2 + 9);
    let past = (FIRST_GENERATED + 10).to_string();
    assert_eq!(ok(&erp, "customer.get_data", &[("customer_id", &past)]).await, json!({"result": "OK"}));
    let house = data(&erp, "address.get_house", &[("building_id", &id)]).await;
    assert_eq!(house[&id]["full_name"], "Birchville, Mill Street, 23");
    ok(&erp, "address.edit_house", &[("building_id", &id), ("comment", "seen")]).await;
    let houses = data(&erp, "address.get_house", &[]).await;
    assert_eq!((houses.as_object().unwrap().len(), &houses[&id]["comment"]), (12, &json!("seen")));
}

#[tokio::test]
async fn the_history_is_cut() {
    let erp = Sandbox::kubalink().generated_history(20_000).start().await.unwrap();
    let of = [("date_from", "2026-04-14"), ("date_to", "2026-04-14")];
    let all = data(&erp, "employee.get_history", &of).await;
    assert_eq!(all.as_array().unwrap().len(), 10_000);
    let filtered = [of[0], of[1], ("employee_id", "8"), ("type_id", "2")];
    let some = data(&erp, "employee.get_history", &filtered).await;
    assert!(
        some.as_array().unwrap().iter().all(|row| row["employee_id"] == 8 && row["history_type_id"] == 2)
    );
    let other_day = [("date_from", "2026-04-01"), ("date_to", "2026-04-02")];
    assert_eq!(data(&erp, "employee.get_history", &other_day).await, json!([]));
}

#[tokio::test]
async fn settings_that_make_no_sense() {
    assert!(Sandbox::kubalink().generated_houses(u32::MAX).start().await.is_err());
    assert!(Sandbox::kubalink().utc_offset_hours(99).start().await.is_err());
    assert!(Sandbox::kubalink().bind("0.0.0.0:0".parse().unwrap()).start().await.is_err());
}
