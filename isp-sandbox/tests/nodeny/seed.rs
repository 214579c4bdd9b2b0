//! Every curl line of the vendor's page, in its order, with another host and token.

use isp_sandbox::nodeny::{ADMIN, Deed, SUBSCRIBER};
use serde_json::{Value, json};

use crate::http::{Asker, asker, get, start};

const TOKEN: &str = "c-kkWVxpBpM:APA91bFZGzWjxjWtnX2m0iu4yq-koveiZCk";

#[tokio::test]
async fn before_a_login() {
    let billing = start().await;
    let refused = get(&billing, "", &[]).await;
    assert_eq!(refused.status, 200);
    assert_eq!(refused.json(), json!({"error": "Вы не авторизованы", "err_cod": "unauthorized"}));

    let opened = get(&billing, "_uu=test&_pp=123", &[]).await.json();
    let ses = opened["ses"].as_str().unwrap();
    assert_eq!(
        opened,
        json!({"ses": ses, "data": {"trust": 1, "id": "357", "role": "user"}, "result": "auth ok"})
    );
    let version = Asker { billing: &billing, ses: ses.to_owned() }.json("a=version").await;
    assert!(version.get("error").is_none(), "{version}");
}

#[tokio::test]
async fn what_a_subscriber_reads() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let main = user.json("a=u_main").await;
    let blocks = ["credits", "pays", "services", "usr"];
    assert_eq!(main.as_object().unwrap().keys().collect::<Vec<_>>(), blocks);
    let printed = json!({
        "id": "1537", "service_id": "33", "next_service_id": "33", "auto_renew": "0", "tm_start": "1468324004",
        "tm_end": "1783684004", "grp_list": ",1,", "pay_id": "4544", "category": "", "module": "unlim", "uid": "357",
        "no_renew": "1", "description": "50 Mb unlim", "tags": ",speed=123,", "finish_count": "1", "price": "10",
    });
    assert_eq!(main["services"][0], printed);

    let messages = user.json("a=u_message").await;
    let categories: Vec<_> =
        messages["result"].as_array().unwrap().iter().map(|row| row["category"].as_str().unwrap()).collect();
    assert_eq!(categories, ["480", "481", "482", "488", "491"]);

    let log = user.json("a=u_auth_log").await;
    let active = log["result"].as_array().unwrap().iter().filter(|row| row["end"] == "0").count();
    assert_eq!((log["result"].as_array().unwrap().len(), active), (2, 1));

    let select = user.json("a=u_srv_select").await;
    let why: Vec<_> =
        select["result"].as_array().unwrap().iter().map(|row| row["why_not"].as_str()).collect();
    assert_eq!(why, [Some("already"), Some("analog"), Some("already"), None, None]);

    let credit = user.json("a=u_credit").await;
    let offer = json!({"gr": "грн", "full_amt": "3.16", "commission": 0, "days": 3, "amt": 3.16});
    assert_eq!(credit, json!({"credit": offer, "result": "ok"}));

    let autopays = user.json("a=u_autopays").await;
    let card = &autopays["result"][0];
    for (name, value) in [
        ("expire_time", "0"),
        ("last_pay_time", "28.11.2021 19:48"),
        ("id", "107"),
        ("type", "paytoken"),
        ("enabled", "0"),
        ("create_time", "1638121721"),
        ("paysystem", "fondy"),
        ("card", "473118XXXXXX9680"),
        ("token", "1e5aXXXXXXXXXXXXXX5b3"),
    ] {
        assert_eq!(card[name], value, "{name}");
    }
}

#[tokio::test]
async fn what_a_subscriber_does() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let done = json!({"result": "ok"});
    assert_eq!(user.post("a=u_message", "msg=У меня не работает интернет").await, done);
    for query in [
        "a=u_srv_add&service_id=63",
        "a=u_srv_add&cmd=set_next&usr_service_id=1234&service_id=63",
        "a=u_credit&go=1",
        "a=u_cards&cod=21242830587619",
        &format!("a=u_gcm&reg_id={TOKEN}"),
    ] {
        assert_eq!(user.json(query).await, done, "{query}");
    }
    for query in ["a=u_fondy&amt=100", "a=u_lpay&amt=100"] {
        let request = user.json(query).await;
        assert!(request["amt"].as_f64().unwrap() > 100.0, "{request}");
        assert!(request["id"].as_str().is_some(), "{request}");
    }
    let deeds: Vec<_> = billing.acts().into_iter().map(|act| (act.uid, act.deed)).collect();
    assert!(deeds.iter().all(|(uid, _)| *uid == 357));
    let text = "У меня не работает интернет".to_owned();
    assert_eq!(deeds[0].1, Deed::MessageSent { text });
    assert!(matches!(deeds[1].1, Deed::Connected { service_id: 63, price: 7525, .. }));
    assert_eq!(deeds[2].1, Deed::NextSet { usr_service_id: 1234, service_id: 63 });
    assert_eq!(deeds[3].1, Deed::CreditTaken { amount: 316 });
    assert_eq!(deeds[4].1, Deed::CardRedeemed { code: "21242830587619".into(), amount: 5000 });
    assert_eq!(deeds[5].1, Deed::PushTokenStored { reg_id: TOKEN.into() });
    assert!(matches!(deeds[6].1, Deed::PayRequested { system: "fondy", amount: 10_200, .. }));
    assert!(matches!(deeds[7].1, Deed::PayRequested { system: "lpay", amount: 10_200, .. }));
    assert_eq!(deeds.len(), 8);
    // 150.50 - 75.25 + 3.16 + 50.
    assert_eq!(billing.balance(357), Some(12_841));
    let main = user.json("a=u_main").await;
    assert_eq!(main["usr"]["balance"], "128.41");
    assert_eq!(main["services"][1]["next_service_id"], "63");
    assert_eq!(main["services"][2]["service_id"], "63");
    let messages = user.json("a=u_message").await;
    assert_eq!(messages["result"][5]["comment"], "У меня не работает интернет");
}

#[tokio::test]
async fn what_an_administrator_reads() {
    let billing = start().await;
    let admin = asker(&billing, ADMIN).await;
    let users = admin.json("a=api_users").await;
    let rows = users["result"].as_array().unwrap();
    assert_eq!(rows.len(), 6);
    for name in
        ["dopdata", "services", "next_title", "next_service_id", "set_next_time", "last_traf", "last_auth"]
    {
        assert!(rows.iter().all(|row| row.get(name).is_some()), "{name}");
    }
    assert_eq!(rows[0]["set_next_time"], Value::Null);

    let named = admin.json("a=api_users&fields=name,last_auth").await;
    let keys = |row: &Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(named["result"].as_array().unwrap().iter().all(|row| keys(row) == ["last_auth", "name"]));
    let extra = admin.json("a=api_users&fields=dopfields").await;
    assert_eq!(extra["result"][0], json!({"dopdata": {"_adr_street": "13"}}));

    let main = admin.json("a=u_main&uid=5").await;
    assert_eq!(main["usr"]["id"], "5");
    let services = admin.json("a=api_services").await;
    assert_eq!(services["result"].as_array().unwrap().len(), 5);
    let extra = admin.json("a=api_dopdata").await;
    let select = json!({
        "title": "Вулиця", "name": "_adr_street", "flags": "bcq", "type": "select",
        "param": {"12": "Тестова", "13": "Друга"},
    });
    assert_eq!(extra["result"][0], select);
}

#[tokio::test]
async fn tickets_and_their_filters() {
    let billing = start().await;
    let admin = asker(&billing, ADMIN).await;
    let ids = async |filter: &str| -> Vec<String> {
        let rows = admin.json(&format!("a=op&act=tickets{filter}")).await;
        let rows = rows["result"].as_array().unwrap().clone();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("&start_date=31.01.2023&end_date=16.09.2023").await, ["12", "13", "14"]);
    for (filter, expected) in [
        ("&start_date=31.01.2023", &["12", "13", "14", "15"][..]),
        ("&start_date=01.02.2023&end_date=01.02.2023", &["12"]),
        ("&start_date=02.02.2023&end_date=14.06.2023", &[]),
        ("&creator=2", &["13"]),
        ("&performer=0", &["12", "14"]),
        ("&performer=2", &["13", "15"]),
        ("&level=3", &["14"]),
        ("&type=2", &["13", "15"]),
        ("&state=-1", &["12", "13", "14"]),
        ("&state=alert", &["14"]),
        ("&private=1", &["13"]),
        ("&private=0", &["12", "14", "15"]),
        ("&search_str=%D0%9A%D0%B0%D0%B1%D0%B5%D0%BB%D1%8C", &["14"]),
    ] {
        assert_eq!(ids(filter).await, expected, "{filter}");
    }
    let row = &admin.json("a=op&act=tickets&state=new").await["result"][0];
    assert_eq!((&row["performer"], &row["performer3"]), (&json!({}), &json!({})));
    assert_ne!(row["client"], json!({}));
    assert_eq!((&row["client_informed"], &row["performer_informed"]), (&json!("1"), &json!("0")));
}
