//! Every position of every switch.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{
    CookieDate, Dialect, FieldFlags, ListForm, MainEnvelope, NextService, PayRequest, SUBSCRIBER,
    ServiceForm, TokenForm, Typing, Unauthorized, Version, WriteAnswer,
};
use serde_json::{Value, json};

use crate::http::{admin_gets, asker, credentials, get, log_in, subscriber_gets};

fn plain() -> Dialect {
    Dialect::default()
}

#[tokio::test]
async fn typing() {
    let typed = [
        (Typing::AllStrings, json!(["1", "357", "150.5", "4768.3716", "", "3.16", "3.16", "3"])),
        (Typing::OldDriver, json!([1, "357", "150.5", "4768.3716", "", 3.16, "3.16", 3])),
        (Typing::TypedDriver, json!([1, 357, 150.5, "4768.3716", "", 3.16, "3.16", 3])),
    ];
    for (typing, expected) in typed {
        let billing = Sandbox::nodeny().dialect(Dialect { typing, ..plain() }).start().await.unwrap();
        let data = log_in(&billing, SUBSCRIBER).await["data"].clone();
        let user = asker(&billing, SUBSCRIBER).await;
        let usr = user.json("a=u_main").await["usr"].clone();
        let credit = user.json("a=u_credit").await["credit"].clone();
        let given = json!([
            data["trust"],
            data["id"],
            usr["balance"],
            usr["traf"],
            usr["state_off"],
            credit["amt"],
            credit["full_amt"],
            credit["days"],
        ]);
        assert_eq!(given, expected, "{typing:?}");
        let neighbour = asker(&billing, isp_sandbox::nodeny::NEIGHBOUR).await.json("a=u_main").await;
        assert_eq!(neighbour["usr"]["in1"], Value::Null, "null stays in {typing:?}");
    }
}

#[tokio::test]
async fn envelope_and_services_of_u_main() {
    let top = subscriber_gets(plain(), "a=u_main").await;
    let main_envelope = MainEnvelope::Result;
    let wrapped = subscriber_gets(Dialect { main_envelope, ..plain() }, "a=u_main").await;
    assert_eq!(wrapped, json!({"result": top}));

    let service_form = ServiceForm::Screen;
    let typing = Typing::TypedDriver;
    let screen = subscriber_gets(Dialect { service_form, typing, ..plain() }, "a=u_main").await;
    let expected = json!({
        "id": 1537, "service_id": 33, "next_service_id": 33, "title": "50 Mb unlim",
        "next_service_title": "50 Mb unlim", "price": 10, "next_service_price": 10, "time_start": 1_468_324_004,
        "time_left": 7_460_204, "human_time": "10.07.2026 13:46", "human_end_time": "10.07.2026 13:46", "frozen": 0,
        "can_change_srv": "1",
    });
    assert_eq!(screen["services"][0], expected);
    assert_eq!(screen["services"][1]["human_time"], "", "no end");
}

#[tokio::test]
async fn containers_of_lists() {
    let queries = ["a=api_users", "a=api_services", "a=api_dopdata", "a=op&act=tickets"];
    for query in queries {
        let array = admin_gets(Dialect { lists: ListForm::TopArray, ..plain() }, query).await;
        assert!(array.as_array().is_some_and(|rows| rows.len() > 2), "{query}");
        let wrapped = admin_gets(Dialect { lists: ListForm::ResultArray, ..plain() }, query).await;
        assert_eq!(wrapped, json!({"result": array}));
        let by_id = admin_gets(Dialect { lists: ListForm::TopById, ..plain() }, query).await;
        let rows = by_id.as_object().unwrap();
        assert_eq!(rows.len(), array.as_array().unwrap().len());
        assert!(array.as_array().unwrap().iter().all(|row| rows.values().any(|other| other == row)));
        let wrapped = admin_gets(Dialect { lists: ListForm::ResultById, ..plain() }, query).await;
        assert_eq!(wrapped, json!({"result": by_id}));
    }
    let rows = subscriber_gets(Dialect { lists: ListForm::TopById, ..plain() }, "a=u_message").await;
    assert_eq!(rows["9001"]["category"], "480");
}

#[tokio::test]
async fn api_users_of_other_servers() {
    let query = "a=api_users&fields=name";
    let old = admin_gets(Dialect { fields_honoured: false, ..plain() }, query).await;
    assert_eq!(old, admin_gets(plain(), "a=api_users").await);

    let next_service = NextService::InServices;
    let nested = admin_gets(Dialect { next_service, ..plain() }, "a=api_users").await;
    let row = nested["result"].as_array().unwrap().iter().find(|row| row["id"] == "357").unwrap();
    assert!(row.get("next_title").is_none() && row.get("set_next_time").is_none());
    assert_eq!(row["services"][0]["next_title"], "50 Mb unlim");
    assert_eq!(row["services"][1]["next_title"], Value::Null);
    let flat = admin_gets(plain(), "a=api_users&fields=next_title,next_service_id").await;
    assert!(flat["result"].as_array().unwrap().contains(&json!({
        "next_title": "50 Mb unlim", "next_service_id": "33",
    })));
}

#[tokio::test]
async fn flags_of_extra_fields() {
    let letters = admin_gets(plain(), "a=api_dopdata").await;
    assert_eq!(letters["result"][0]["flags"], "bcq");
    let field_flags = FieldFlags::Map;
    let map = admin_gets(Dialect { field_flags, ..plain() }, "a=api_dopdata").await;
    assert_eq!(map["result"][0]["flags"], json!({"b": 1, "c": 1, "q": 1}));
}

#[tokio::test]
async fn unauthorized() {
    let dialect = Dialect { unauthorized: Unauthorized::Legacy, ..plain() };
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    assert_eq!(get(&billing, "a=u_main", &[]).await.json(), json!({"error": "unauthorized"}));
    assert_eq!(get(&billing, "_uu=test&_pp=1", &[]).await.json()["err_cod"], "wrong_password");
}

#[tokio::test]
async fn tokens_and_their_cookie() {
    for (token_form, cookie_date, expires) in [
        (TokenForm::Alphanumeric, CookieDate::Y2032, "Fri,31-Dec-2032 00:00:00 GMT"),
        (TokenForm::Slashes, CookieDate::Y2025, "Thu,31-Dec-2025 00:00:00 GMT"),
        (TokenForm::Slashes, CookieDate::Y2020, "Thu,31-Dec-2020 00:00:00 GMT"),
    ] {
        let dialect = Dialect { token_form, cookie_date, ..plain() };
        let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
        let answer = get(&billing, &credentials(SUBSCRIBER), &[]).await;
        let json = answer.json();
        let ses = json["ses"].as_str().unwrap();
        assert_eq!(answer.header("set-cookie"), Some(&*format!("noses={ses};path=/;expires={expires};")));
        assert!((19..=22).contains(&ses.len()), "{ses}");
        assert_eq!(ses.contains("//"), token_form == TokenForm::Slashes);
        assert!(ses.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'/'));
        assert_eq!(asker(&billing, SUBSCRIBER).await.json("a=u_credit").await["result"], "ok");
    }
}

#[tokio::test]
async fn check_auth() {
    let dialect = Dialect { check_auth: true, ..plain() };
    let billing = Sandbox::nodeny().dialect(dialect).start().await.unwrap();
    assert_eq!(get(&billing, "a=check_auth", &[]).await.json()["err_cod"], "unauthorized");
    let data = json!({"trust": 1, "id": "357", "role": "user"});
    let answer = asker(&billing, SUBSCRIBER).await.json("a=check_auth").await;
    assert_eq!(answer, json!({"result": "auth ok", "data": data}));
}

#[tokio::test]
async fn debug() {
    let dialect = Dialect { debug: true, ..plain() };
    for query in ["a=u_credit", "a=u_main", "a=nothing"] {
        let answer = subscriber_gets(dialect.clone(), query).await;
        assert!(answer["debug"][0].as_str().unwrap().contains("sandbox-sql"), "{query}");
    }
}

#[tokio::test]
async fn answers_that_nobody_has_shown() {
    for query in ["a=u_srv_add&service_id=63", "a=u_gcm&reg_id=x", "a=u_autopays&act=on&id=107"] {
        let write_answer = WriteAnswer::Empty;
        assert_eq!(subscriber_gets(Dialect { write_answer, ..plain() }, query).await, json!({}), "{query}");
    }
    let pay_request = PayRequest::Wrapped;
    let answer = subscriber_gets(Dialect { pay_request, ..plain() }, "a=u_fondy&amt=100").await;
    assert_eq!(answer["result"]["amount"], 102);
    assert!(answer["result"]["pay_id"].is_string());

    assert_eq!(subscriber_gets(plain(), "a=version").await, json!({"result": "2652"}));
    let version = Version::Key;
    assert_eq!(subscriber_gets(Dialect { version, ..plain() }, "a=version").await, json!({"version": 2652}));
}
