//! How sessions live and end.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{ADMIN, DEFAULT_NOW, Dialect, NEIGHBOUR, SUBSCRIBER};
use serde_json::json;

use crate::http::{asker, get, start};

#[tokio::test]
async fn use_prolongs_and_idleness_ends() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let at = async |second: u32| {
        billing.set_now(DEFAULT_NOW + second);
        user.json("a=u_credit").await["err_cod"].as_str().map(str::to_owned)
    };
    assert_eq!(at(7199).await, None);
    assert_eq!(at(14_398).await, None);
    assert_eq!(billing.sessions(), 1);
    assert_eq!(at(14_398 + 7200).await.as_deref(), Some("unauthorized"));
    assert_eq!(billing.sessions(), 0);
}

#[tokio::test]
async fn only_a_minute_or_more_prolongs() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for (second, prolonged) in [(60, false), (61, true)] {
        billing.set_now(DEFAULT_NOW + second);
        user.json("a=version").await;
        billing.set_now(DEFAULT_NOW + 7200);
        assert_eq!(billing.sessions() == 1, prolonged, "after {second} seconds");
    }
}

#[tokio::test]
async fn a_page_script_does_not_prolong() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    billing.set_now(DEFAULT_NOW + 7000);
    let cookie = format!("Cookie: noses={}", user.ses);
    let ajax = get(&billing, "a=u_credit", &[&cookie, "X-Requested-With: XMLHttpRequest"]).await;
    assert_eq!(ajax.json()["result"], "ok");
    assert!(billing.calls().last().unwrap().ajax);
    billing.set_now(DEFAULT_NOW + 7200);
    assert_eq!(user.json("a=u_credit").await["err_cod"], "unauthorized");
}

#[tokio::test]
async fn the_length_is_a_switch() {
    let dialect = Dialect { session_ttl: 864_000, ..Dialect::default() };
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    asker(&billing, SUBSCRIBER).await;
    billing.set_now(DEFAULT_NOW + 863_999);
    assert_eq!(billing.sessions(), 1);
    billing.set_now(DEFAULT_NOW + 864_000);
    assert_eq!(billing.sessions(), 0);
}

#[tokio::test]
async fn a_logout_ends_every_session_of_the_account() {
    let billing = start().await;
    let (first, second) = (asker(&billing, SUBSCRIBER).await, asker(&billing, SUBSCRIBER).await);
    let (other, admin) = (asker(&billing, NEIGHBOUR).await, asker(&billing, ADMIN).await);
    assert_ne!(first.ses, second.ses);
    assert_eq!(first.json("a=logout").await, json!({}));
    for ended in [&first, &second] {
        assert_eq!(ended.json("a=u_main").await["err_cod"], "unauthorized");
    }
    assert!(other.json("a=u_main").await.get("error").is_none());
    assert!(admin.json("a=api_services").await.get("error").is_none());
    assert_eq!(first.json("a=logout").await, json!({}), "without a session too");
    assert_eq!(get(&billing, "a=logout", &[]).await.json(), json!({}));
}

#[tokio::test]
async fn a_test_can_end_and_open_them() {
    let billing = start().await;
    let mut user = asker(&billing, SUBSCRIBER).await;
    billing.expire_sessions();
    assert_eq!(user.json("a=u_main").await["err_cod"], "unauthorized");
    user.ses = billing.open_session(SUBSCRIBER).unwrap();
    assert_eq!(user.json("a=u_credit").await["result"], "ok");
    assert_eq!(billing.logins(), 1);
    let nobody = isp_sandbox::nodeny::Login { id: 9, login: "nobody", password: "" };
    assert_eq!(billing.open_session(nobody), None);
}
