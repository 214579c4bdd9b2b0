//! What the billing's core does to requests and answers that no document mentions.

use isp_sandbox::nodeny::{Deed, NEIGHBOUR, PATH, SUBSCRIBER};
use serde_json::json;

use crate::http::{FORM, asker, credentials, exchange, get, log_in, start};

#[tokio::test]
async fn always_200_and_html() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for answer in [user.get("a=u_main").await, user.get("a=nothing").await, get(&billing, "", &[]).await] {
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-store, no-cache, must-revalidate"));
        assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    let answer = get(&billing, "", &["Referer: https://isp.example.test:8443/page?x"]).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://isp.example.test:8443"));
    assert_eq!(exchange(billing.addr(), "GET", "/", &[], b"").await.status, 404);
    assert_eq!(exchange(billing.addr(), "PUT", PATH, &[], b"").await.status, 405);
}

#[tokio::test]
async fn printed_by_perl() {
    let billing = start().await;
    let user = asker(&billing, NEIGHBOUR).await;
    let one_key = exchange(billing.addr(), "GET", &format!("{PATH}?a=logout"), &[], b"").await;
    assert_eq!(one_key.text(), "{}\n");
    let refused = user.get("a=nothing").await.text();
    assert_eq!(refused, "{\n   \"error\" : \"Неизвестная команда 'nothing'\"\n}\n");
    let main = user.get("a=u_main").await.text();
    assert!(main.contains("\n   \"services\" : []"), "{main}");
    assert!(main.contains("\n      \"ips\" : [\n         {\n            \""), "{main}");
    assert!(main.contains("\"fio\" : \"О'Сусід \\\"П'ятий\\\"\""), "{main}");
}

#[tokio::test]
async fn another_order_each_time() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let mut orders = std::collections::HashSet::new();
    let first = user.json("a=u_main").await;
    for _ in 0..5 {
        let answer = user.get("a=u_main").await;
        assert_eq!(answer.json(), first);
        orders.insert(answer.text());
    }
    assert_eq!(orders.len(), 5);
}

#[tokio::test]
async fn a_login_while_logged_in_is_none() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for query in ["_uu=test&_pp=123", "_uu=operator&_pp=wrong"] {
        let answer = user.json(query).await;
        assert_eq!(answer["usr"]["id"], "357");
        assert!(answer.get("ses").is_none());
    }
    let admin = asker(&billing, isp_sandbox::nodeny::ADMIN).await;
    assert_eq!(admin.json("_uu=operator&_pp=op-secret").await, json!({}));
    assert_eq!(billing.logins(), 2);
    billing.expire_sessions();
    assert_eq!(user.json("_uu=test&_pp=123").await["result"], "auth ok");
    assert_eq!(user.json("a=u_main&_uu=test&_pp=123").await["result"], "auth ok", "whatever the action");
}

#[tokio::test]
async fn the_query_overrides_the_body() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    assert_eq!(user.post("a=u_credit", "a=u_main").await["result"], "ok");
    assert_eq!(user.post("", "a=u_main&a=u_credit").await["result"], "ok");
    user.post("a=u_message&msg=query", "msg=body").await;
    assert_eq!(billing.acts()[0].deed, Deed::MessageSent { text: "query".into() });
}

#[tokio::test]
async fn a_raw_equals_sign_truncates() {
    let billing = start().await;
    let raw = format!("_uu={}&_pp=p=a+ss;%26%25%2B%D1%97", "%D1%81%D1%83%D1%81%D1%96%D0%B4%40home");
    assert_eq!(get(&billing, &raw, &[]).await.json()["err_cod"], "wrong_password");
    assert_eq!(get(&billing, &credentials(NEIGHBOUR), &[]).await.json()["result"], "auth ok");
    let user = asker(&billing, SUBSCRIBER).await;
    user.post("a=u_message", "msg=2=2+%2B&x").await;
    assert_eq!(billing.acts()[0].deed, Deed::MessageSent { text: "2".into() });
}

#[tokio::test]
async fn invalid_utf8_is_dropped() {
    let billing = start().await;
    let cp1251 = exchange(billing.addr(), "POST", PATH, &[FORM], b"_uu=test&_pp=%EF%F0").await;
    assert_eq!(cp1251.json()["err_cod"], "unauthorized");
    let raw = exchange(billing.addr(), "POST", PATH, &[FORM], b"_uu=test&_pp=\xff").await;
    assert_eq!(raw.json()["err_cod"], "unauthorized");
    let dropped = exchange(billing.addr(), "POST", PATH, &[FORM], b"_uu=test&_pp=123&_pp=%FF").await;
    assert_eq!(dropped.json()["result"], "auth ok");
}

#[tokio::test]
async fn forms_of_44_000_bytes() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let whole = format!("msg={}", "x".repeat(43_996));
    assert_eq!(user.post("a=u_message", &whole).await, json!({"result": "ok"}));
    let cookie = format!("Cookie: noses={}", user.ses);
    let target = format!("{PATH}?a=u_message");
    let over = whole + "x";
    let answer = exchange(billing.addr(), "POST", &target, &[&cookie, FORM], over.as_bytes()).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json(), json!({"error": "Internal error", "debug": "Turn debug on"}));
    assert_eq!(answer.header("cache-control"), None);
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert_eq!(billing.acts().len(), 1);
}

#[tokio::test]
async fn multipart_carries_more() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let text = format!("a=b&c;%41+ї\r\n{}", "x".repeat(100_000));
    let body = format!("--b0\r\nContent-Disposition: form-data; name=\"msg\"\r\n\r\n{text}\r\n--b0--\r\n");
    let cookie = format!("Cookie: noses={}", user.ses);
    let kind = "Content-Type: multipart/form-data; boundary=b0";
    let target = format!("{PATH}?a=u_message");
    let answer = exchange(billing.addr(), "POST", &target, &[&cookie, kind], body.as_bytes()).await;
    assert_eq!(answer.json(), json!({"result": "ok"}));
    assert_eq!(billing.acts()[0].deed, Deed::MessageSent { text });
}

#[tokio::test]
async fn cookies_are_not_decoded() {
    let billing = start().await;
    let ses = log_in(&billing, SUBSCRIBER).await["ses"].as_str().unwrap().to_owned();
    let coded: String = ses.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for (cookie, valid) in [
        (format!("noses={ses}"), true),
        (format!("nolang=UA; noses={ses}; other=1"), true),
        (format!("noses={coded}"), false),
        (format!("noses={ses}x"), false),
        (format!("NOSES={ses}"), false),
    ] {
        let answer = get(&billing, "a=u_credit", &[&format!("Cookie: {cookie}")]).await.json();
        assert_eq!(answer["result"] == "ok", valid, "{cookie}");
    }
    let parameter = get(&billing, &format!("a=u_credit&set_noses={ses}"), &[]).await;
    assert_eq!(parameter.json()["result"], "ok");
    assert_eq!(billing.calls().last().unwrap().account, Some(357));
}
