//! A server that echoes all that it was trusted with, wherever it can.

use isp_test_support::collect;
use isp_test_support::loopback::{Came, answering, closed_port};
use isp_test_support::secret::{encoded, percent_encoded, written};
use kubalink_client::attach::AttachTo;
use kubalink_client::{Client, ClientBuilder, Error, Method, Secret};
use proptest::prelude::*;
use serde_json::json;
use tokio::runtime::Runtime;

use super::forms::{Secrets, all_hidden, check, shown};
use crate::support::quick;

/// The ways in which the server below answers, the first part of the path.
const WAYS: [&str; 18] = [
    "refused",
    "error",
    "msg",
    "forbidden",
    "page",
    "php",
    "status",
    "busy",
    "away",
    "moved",
    "field",
    "value",
    "place",
    "nonsense",
    "text",
    "cut",
    "open",
    "close",
];

/// What a request carried, in its address or its form.
fn carried(came: &Came) -> Vec<String> {
    let query = came.head.split(' ').nth(1).unwrap().split_once('?').map_or("", |(_, query)| query);
    let pairs = url::form_urlencoded::parse(query.as_bytes()).chain(url::form_urlencoded::parse(&came.body));
    // The first is the key; names of actions are longer than some, but no secrets.
    let is_secret = |name: &str| ["key", "pass", "pass_new", "pass_old", "src"].contains(&name);
    pairs.filter(|(name, _)| is_secret(name)).map(|(_, value)| value.into_owned()).collect()
}

fn echo(came: &Came) -> Vec<u8> {
    let way = came.head.split('/').nth(1).unwrap();
    let carried = carried(came);
    let all = carried.iter().flat_map(|secret| written(secret)).collect::<Vec<_>>().join(" ");
    let on_address = carried.iter().flat_map(encoded).collect::<Vec<_>>().join("/");
    let ok = |body: String| (200, String::new(), body);
    let to = |location: String| (302, format!("Location: {location}\r\n"), String::new());
    let first = carried.first().cloned().unwrap_or_default();
    let (status, header, body) = match way {
        "refused" => ok(json!({"Result": "ERROR", "ErrorText": all}).to_string()),
        "error" => ok(json!({"error": {"text": all}, "Error": all, "debug": all}).to_string()),
        "msg" => ok(json!({"result": "0", "msg": all}).to_string()),
        "forbidden" => (403, String::new(), json!({"Result": "ERROR", "ErrorText": all}).to_string()),
        "page" => ok(format!("<!DOCTYPE html><html><title>{all}</title></html>")),
        "php" => ok(format!("<br />\n<b>Warning</b>: {all}")),
        "status" => (500, String::new(), all),
        "busy" => (429, format!("Retry-After: {}\r\n", percent_encoded(&first)), all),
        "away" => to(format!("/login/{on_address}?token={on_address}#{on_address}")),
        "moved" => to(format!("http://{}@erp.test/{on_address}", percent_encoded(&first))),
        "field" => {
            ok(json!({"Result": "OK", "data": {&first: {&all: all, "id": [all]}}, &all: [{&first: 1}]})
                .to_string())
        }
        "value" => {
            ok(json!({"Result": "OK", "data": {"1": {"id": all}}, "Id": all, "list": all}).to_string())
        }
        "name" => ok(json!({"Result": "OK", &first: [all], &all: [all]}).to_string()),
        "place" => ok(json!({"Result": "OK", "data": all, "id": {&first: [true]}}).to_string()),
        "nonsense" => ok(format!("{{\"{all}")),
        "text" | "cut" | "open" => ok(all),
        "close" => return Vec::new(),
        _ => panic!("{way}"),
    };
    // Without an announced end a cut answer looks whole.
    let length = match way {
        "cut" => format!("Content-Length: {}\r\n", body.len() + 9),
        "open" => String::new(),
        _ => format!("Content-Length: {}\r\n", body.len()),
    };
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{header}{length}\r\n{body}").into()
}

async fn start_echo() -> String {
    answering(|came| vec![echo(&came)]).await
}

fn builder(url: &str, secrets: &Secrets) -> ClientBuilder {
    quick(Client::builder(url).unwrap()).key(secrets.key.as_str()).attempts(1)
}

/// What each action says; what went well has nothing to print.
async fn errors(erp: &Client, secrets: &Secrets) -> Vec<Error> {
    let customer = erp.customer();
    let errors = [
        customer.get_data(42).await.err(),
        customer.get_data_many([42]).await.err(),
        customer.get_data_many([42]).stream().collect().await.err(),
        customer.add().is_potential(true).await.err(),
        customer.get_max_agreement_number().await.err(),
        customer.pass_change(42, secrets.new.as_str()).pass_old(secrets.old.as_str()).await.err(),
        erp.attach().add(AttachTo::Task, 1, secrets.file()).await.err(),
        erp.attach().get_file_temporary_link("u").await.err(),
        erp.task().get_list().tasks().collect().await.err(),
        erp.commutation().get_data(kubalink_client::commutation::ObjectType::Customer).await.err(),
        erp.device().get_pon_level_history().device_id(1).await.err(),
        erp.raw("employee", "check_pass").param("pass", Secret::new(secrets.new.as_str())).await.err(),
        customer.get_data(42).json::<Vec<u8>>().await.err(),
        match erp.attach().get_file("u").await {
            Ok(file) => file.read_all(1 << 20).await.err(),
            Err(error) => Some(error),
        },
    ];
    errors.into_iter().flatten().collect()
}

#[test]
fn errors_of_servers_that_echo() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(3, |secrets| {
        let mark = collect::mark();
        for way in WAYS {
            for method in [Method::Post, Method::Get] {
                let erp = builder(&format!("{url}/{way}"), &secrets).method(method).build().unwrap();
                let errors = runtime.block_on(errors(&erp, &secrets));
                prop_assert!(!errors.is_empty(), "{way}");
                for error in errors {
                    all_hidden(&secrets, &shown(&error))?;
                }
            }
        }
        all_hidden(&secrets, &collect::since(mark))
    });
}

/// As names of fields that nobody knows, which an error tells.
#[test]
fn names_of_fields_that_echo() {
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(3, |secrets| {
        let erp = builder(&format!("{url}/name"), &secrets).build().unwrap();
        for error in runtime.block_on(errors(&erp, &secrets)) {
            all_hidden(&secrets, &shown(&error))?;
        }
        Ok(())
    });
}

/// The body is kept as it came, for those who ask for it.
#[tokio::test]
async fn only_the_body_holds_what_was_echoed() {
    let url = format!("{}/page", start_echo().await);
    let erp = quick(Client::builder(&url).unwrap().key("a-s3cret-key")).attempts(1).build().unwrap();
    let error = erp.customer().get_data(42).await.unwrap_err();
    assert!(String::from_utf8_lossy(error.body().unwrap()).contains("a-s3cret-key"));
    assert!(!shown(&error).contains("a-s3cret-key"));
}

/// Without any answer only the address could be told, which holds the key of a GET.
#[test]
fn errors_without_an_answer() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    let (_held, url) = runtime.block_on(async { closed_port() });
    check(12, |secrets| {
        for method in [Method::Post, Method::Get] {
            let erp = builder(&url, &secrets).method(method).build().unwrap();
            let errors = runtime.block_on(errors(&erp, &secrets));
            prop_assert_eq!(errors.len(), 14);
            for error in errors {
                all_hidden(&secrets, &shown(&error))?;
            }
        }
        Ok(())
    });
}
