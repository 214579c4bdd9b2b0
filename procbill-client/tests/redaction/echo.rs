//! A server that echoes all that it was trusted with, wherever it can.

use encoding_rs::WINDOWS_1251;
use isp_test_support::loopback::answering;
use procbill_client::{Client, Effect, Error, LoginMode, Secret};
use proptest::prelude::*;
use rust_decimal::dec;
use tokio::runtime::Runtime;

use super::forms::{Secrets, check, encoded, sent_hidden, shown, written};
use super::support::quick;

/// The ways in which the server below answers, the first part of the path.
const WAYS: [&str; 14] = [
    "database", "php", "element", "page", "status", "away", "moved", "name", "value", "beside", "nonsense",
    "text", "cut", "close",
];

/// The texts of a request that are long enough to be secrets, as the server reads them.
fn carried(head: &str) -> Vec<String> {
    let target = head.split(' ').nth(1).unwrap();
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, tail @ ..] = rest {
            let hex = (*first == b'%').then(|| str::from_utf8(&tail[..2]).unwrap());
            bytes.push(hex.map_or(*first, |hex| u8::from_str_radix(hex, 16).unwrap()));
            rest = &tail[if hex.is_some() { 2 } else { 0 }..];
        }
        WINDOWS_1251.decode_without_bom_handling(&bytes).0.into_owned()
    };
    let values = query.split('&').filter_map(|pair| Some(decode(pair.split_once('=')?.1)));
    values.filter(|text| text.chars().count() > 8 && !text.contains("CLN_")).collect()
}

fn echo(head: &str) -> Vec<u8> {
    let way = head.split('/').nth(1).unwrap();
    let carried = carried(head);
    let all = carried.iter().flat_map(|secret| written(secret)).collect::<Vec<_>>().join(" ");
    let on_address = carried.iter().flat_map(|secret| encoded(secret)).collect::<Vec<_>>().join("/");
    let ok = |body: String| (200, String::new(), body);
    let to = |location: String| (302, format!("Location: {location}\r\n"), String::new());
    let (status, header, body) = match way {
        "database" => ok(format!("conversion error from string \"{all}\"")),
        "php" => ok(format!("<br /><b>Warning</b>: ibase_query(): exception 1 {all} in x.php")),
        "element" => ok(format!("<r><error><![CDATA[{all}]]></error></r>")),
        "page" => ok(format!("<!DOCTYPE html><html><title>{all}</title></html>")),
        "status" => (500, String::new(), all),
        "away" => to(format!("/login/{on_address}?token={on_address}#{on_address}")),
        "moved" => to(format!("http://{on_address}@billing.test/")),
        "name" => ok(format!("<r><w><{0}>{all}</{0}></w></r>", carried.first().cloned().unwrap_or_default())),
        "value" => ok(format!("<r><w><zz><![CDATA[{all}]]></zz></w>")),
        "beside" => ok(format!("{all}<r><w><user_id>1</user_id></w></r>")),
        "nonsense" => ok(format!("<<{all}")),
        "text" | "cut" => ok(all),
        "close" => return Vec::new(),
        _ => panic!("{way}"),
    };
    let (body, ..) = WINDOWS_1251.encode(&body);
    let length = body.len() + if way == "cut" { 9 } else { 0 };
    let head =
        format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{header}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), &body].concat()
}

async fn start_echo() -> String {
    answering(|came| vec![echo(&came.head)]).await
}

/// What each operation says; what went well has nothing to print.
async fn errors(billing: &Client, secrets: &Secrets) -> Vec<Error> {
    let switch = || Secret::new(secrets.switch.as_str());
    let errors = [
        billing.subscriber(1).await.err(),
        billing.homes().await.err(),
        billing.find_subscribers().id(1).await.err(),
        billing.add_payment(1, dec!(1)).number("1").await.err(),
        billing.add_switch().ssh_password(switch()).await.err(),
        billing.execute("CLN_X", Effect::Once).arg(switch()).await.err(),
    ];
    errors.into_iter().flatten().collect()
}

#[test]
fn errors_of_calls_to_servers_that_echo() {
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(6, |secrets| {
        for way in WAYS {
            for mode in [LoginMode::TwoStep, LoginMode::OneStep, LoginMode::Both] {
                let builder = quick(Client::builder(&format!("{url}/{way}")).unwrap()).attempts(1);
                let builder = builder.login("api", secrets.password.as_str()).suid(secrets.suid.as_str());
                let billing = builder.login_mode(mode).build().unwrap();
                let errors = runtime.block_on(errors(&billing, &secrets));
                prop_assert!(!errors.is_empty(), "{way}");
                for error in errors {
                    sent_hidden(&secrets, &shown(&error))?;
                }
            }
        }
        Ok(())
    });
}

/// The login's own answer, asked for and by a call that needs it; each tells it again while it is remembered.
#[test]
fn errors_of_logins_at_servers_that_echo() {
    let runtime = Runtime::new().unwrap();
    let url = runtime.block_on(start_echo());
    check(6, |secrets| {
        for way in WAYS {
            let builder = quick(Client::builder(&format!("{url}/{way}")).unwrap()).attempts(1);
            let billing = builder.login("api", secrets.password.as_str()).build().unwrap();
            sent_hidden(&secrets, &shown(&runtime.block_on(billing.login()).unwrap_err()))?;
            for error in runtime.block_on(errors(&billing, &secrets)) {
                sent_hidden(&secrets, &shown(&error))?;
            }
        }
        Ok(())
    });
}
