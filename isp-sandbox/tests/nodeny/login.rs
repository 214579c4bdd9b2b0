//! Logins and refusals, in every language.

use isp_sandbox::nodeny::{ADMIN, ADMIN_BLOCKED, ADMIN_LIMITED, NEIGHBOUR, PATH, SUBSCRIBER};
use serde_json::json;

use crate::http::{Asker, asker, exchange, get, log_in, start};

#[tokio::test]
async fn a_login_by_post() {
    let billing = start().await;
    for account in [SUBSCRIBER, NEIGHBOUR] {
        let opened = log_in(&billing, account).await;
        let role = json!({"trust": 1, "id": account.id.to_string(), "role": "user"});
        assert_eq!((&opened["result"], &opened["data"]), (&json!("auth ok"), &role));
    }
    assert_eq!(log_in(&billing, ADMIN).await["data"]["role"], "admin");
    assert_eq!((billing.logins(), billing.sessions()), (3, 3));
}

#[tokio::test]
async fn refusals_by_language() {
    let billing = start().await;
    let cases = [
        ("nolang=RU", "Вы не авторизованы", "Неверный логин или пароль"),
        ("nolang=ua", "Ви не авторизовані", "Невірний логін або пароль"),
        ("nolang=EN", "You are not authorized", "Invalid login or password"),
        ("nolang=XX", "You are not authorized", "Invalid login or password"),
        ("other=1", "Вы не авторизованы", "Неверный логин или пароль"),
    ];
    for (cookie, unauthorized, wrong) in cases {
        let cookie = format!("Cookie: {cookie}");
        let answer = get(&billing, "a=u_main", &[&cookie]).await.json();
        assert_eq!(answer, json!({"error": unauthorized, "err_cod": "unauthorized"}));
        for query in ["_uu=test&_pp=124", "_uu=nobody&_pp=123", "_uu=Test&_pp=123", "_uu=operator&_pp=123"] {
            let answer = get(&billing, query, &[&cookie]).await.json();
            assert_eq!(answer, json!({"error": wrong, "err_cod": "wrong_password"}), "{query}");
        }
    }
    assert_eq!((billing.logins(), billing.refused_logins(), billing.sessions()), (0, 20, 0));
}

#[tokio::test]
async fn half_a_login_is_none() {
    let billing = start().await;
    for query in ["_uu=test", "_pp=123", "a=u_main&noses=x"] {
        assert_eq!(get(&billing, query, &[]).await.json()["err_cod"], "unauthorized", "{query}");
    }
    let json = exchange(
        billing.addr(),
        "POST",
        PATH,
        &["Content-Type: application/json"],
        br#"{"_uu":"test","_pp":"123"}"#,
    );
    assert_eq!(json.await.json()["err_cod"], "unauthorized");
    assert_eq!(billing.refused_logins(), 0);
}

#[tokio::test]
async fn an_unknown_command_comes_before_the_session() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for query in ["a=check_auth", "a=u_omegatv", "a=op", "a=op&act=other", "a=U_MAIN"] {
        let anonymous = get(&billing, query, &["Cookie: nolang=EN"]).await.json();
        assert!(anonymous["error"].as_str().unwrap().starts_with("Неизвестная команда '"), "{anonymous}");
        assert!(anonymous.get("err_cod").is_none());
        assert_eq!(user.json(query).await, anonymous);
    }
    let escaped = get(&billing, "a=%3Cscript%3E", &[]).await.json();
    assert_eq!(escaped, json!({"error": "Неизвестная команда '&lt;script&gt;'"}));
}

#[tokio::test]
async fn administrators_without_rights() {
    let billing = start().await;
    let blocked = log_in(&billing, ADMIN_BLOCKED).await;
    assert_eq!(blocked, json!({"error": "Access for login <b>blk</b> is blocked"}));
    let ses = billing.open_session(ADMIN_BLOCKED).unwrap();
    let blocked = Asker { billing: &billing, ses }.json("a=api_users").await;
    assert_eq!(blocked, json!({"error": "Access for login <b>blk</b> is blocked"}));

    let limited = asker(&billing, ADMIN_LIMITED).await;
    let user = asker(&billing, SUBSCRIBER).await;
    for query in ["a=api_users", "a=api_services", "a=api_dopdata", "a=op&act=tickets"] {
        let refused = json!({"error": "Недостаточно привилегий."});
        assert_eq!(limited.json(query).await, refused, "{query}");
        assert_eq!(user.json(query).await, refused, "{query}");
    }
    assert!(limited.json("a=u_main&uid=5").await.get("error").is_some());
    assert!(limited.json("a=version").await.get("error").is_none());
}

#[tokio::test]
async fn an_administrator_needs_a_uid_and_a_subscriber_has_one() {
    let billing = start().await;
    let admin = asker(&billing, ADMIN).await;
    for query in ["a=u_main", "a=u_main&uid=six", "a=u_main&uid=6"] {
        let refused = admin.json(query).await;
        assert!(refused["error"].is_string() && refused.get("err_cod").is_none(), "{refused}");
    }
    assert_eq!(admin.json("a=u_main&uid=357x").await["usr"]["id"], "357");
    let user = asker(&billing, SUBSCRIBER).await;
    assert_eq!(user.json("a=u_main&uid=5").await["usr"]["id"], "357");
}
