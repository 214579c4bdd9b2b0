//! Credits, cards, connections and saved cards: what comes out.

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{
    CARD_FRESH, CARD_USED, CREDIT_BLOCKED, CREDIT_MANY_NOPAY_DAYS, CREDIT_NO_MORE, CREDIT_OTHER_EXISTS,
    Credit, Deed, Dialect, NEIGHBOUR, SUBSCRIBER, Subscriber,
};
use serde_json::json;

use crate::http::{asker, start};

#[tokio::test]
async fn five_outcomes_of_a_credit() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    let before = billing.balance(SUBSCRIBER.id).unwrap();
    assert_eq!(user.json("a=u_credit&go=2").await["credit"]["days"], 3, "anything but 1 is a quote");
    assert_eq!(billing.balance(SUBSCRIBER.id), Some(before));
    assert_eq!(user.json("a=u_credit&go=1").await, json!({"result": "ok"}));
    assert_eq!(billing.balance(SUBSCRIBER.id), Some(before + 316));
    assert_eq!(user.json("a=u_credit&go=1").await, json!({"result": "other_exists"}));
    assert_eq!(user.json("a=u_main").await["credits"].as_array().unwrap().len(), 2);

    for (account, code) in [
        (CREDIT_BLOCKED, "blocked"),
        (CREDIT_OTHER_EXISTS, "other_exists"),
        (CREDIT_NO_MORE, "no_more"),
        (CREDIT_MANY_NOPAY_DAYS, "many_nopay_days"),
    ] {
        let user = asker(&billing, account).await;
        for query in ["a=u_credit&go=1", "a=u_credit"] {
            assert_eq!(user.json(query).await, json!({"result": code}), "{query}");
        }
        billing.set_dialect(Dialect { quote_refuses: false, ..Dialect::default() });
        assert_eq!(user.json("a=u_credit").await["result"], "ok");
        assert_eq!(user.json("a=u_credit&go=1").await["result"], code);
        billing.set_dialect(Dialect::default());
    }
    let taken = billing.acts().iter().filter(|act| matches!(act.deed, Deed::CreditTaken { .. })).count();
    assert_eq!(taken, 1);
}

#[tokio::test]
async fn three_outcomes_of_a_card() {
    let billing = Sandbox::nodeny().card("own card", 1234).start().await.unwrap();
    let user = asker(&billing, NEIGHBOUR).await;
    for (code, result) in [
        (CARD_FRESH, "ok"),
        (CARD_FRESH, "already_activated"),
        (CARD_USED, "already_activated"),
        ("own+card", "ok"),
        ("1", "wrong_code"),
        ("", "wrong_code"),
    ] {
        assert_eq!(user.json(&format!("a=u_cards&cod={code}")).await, json!({"result": result}), "{code}");
    }
    assert_eq!(billing.balance(NEIGHBOUR.id), Some(6234));
    let refused = billing.acts().iter().filter(|act| matches!(act.deed, Deed::CardRefused { .. })).count();
    assert_eq!((billing.acts().len(), refused), (6, 4));
}

#[tokio::test]
async fn a_service_that_cannot_be_connected() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for query in [
        "a=u_srv_add",
        "a=u_srv_add&service_id=999",
        "a=u_srv_add&service_id=33",
        "a=u_srv_add&service_id=34",
        "a=u_srv_add&cmd=set_next&usr_service_id=1&service_id=63",
        "a=u_srv_add&cmd=set_next&usr_service_id=1234&service_id=33",
    ] {
        let refused = user.json(query).await;
        assert!(refused["error"].is_string() && refused.get("err_cod").is_none(), "{query}: {refused}");
    }
    assert!(billing.acts().is_empty());
    let cleared = user.json("a=u_srv_add&cmd=set_next&usr_service_id=1537&service_id=0").await;
    assert_eq!(cleared, json!({"result": "ok"}));
    assert_eq!(user.json("a=u_main").await["services"][0]["next_service_id"], "0");
}

#[tokio::test]
async fn saved_bank_cards() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for (word, enabled) in [("on", "1"), ("off", "0")] {
        let answer = user.json(&format!("a=u_autopays&act={word}&id=107")).await;
        assert_eq!(answer, json!({"result": "ok"}));
        assert_eq!(user.json("a=u_autopays").await["result"][0]["enabled"], enabled);
    }
    assert!(user.json("a=u_autopays&act=on&id=108").await["error"].is_string());
    assert_eq!(billing.acts().len(), 2);
    let none = asker(&billing, NEIGHBOUR).await.json("a=u_autopays").await;
    assert_eq!(none["err_cod"], "no_tokens");
    assert!(none["error"].as_str().unwrap().starts_with("Ще не підключено"));
}

#[tokio::test]
async fn amounts_as_perl_reads_them() {
    let billing = start().await;
    let user = asker(&billing, SUBSCRIBER).await;
    for (amount, pays) in [("100", "102"), ("12,5", "12.24"), ("0.5", "0.51")] {
        assert_eq!(user.json(&format!("a=u_fondy&amt={amount}")).await["amt"].to_string(), pays, "{amount}");
    }
    for amount in ["", "0", "-5", "sto"] {
        assert!(user.json(&format!("a=u_lpay&amt={amount}")).await["error"].is_string(), "{amount}");
    }
    assert_eq!(billing.acts().len(), 3);
}

#[tokio::test]
async fn an_account_of_the_tests_own() {
    let own =
        Subscriber { credit: Credit::Offered(5000), trusted: false, ..Subscriber::new(42, "ivan", "secret") };
    let billing = Sandbox::nodeny().subscriber(own).start().await.unwrap();
    let login = isp_sandbox::nodeny::Login { id: 42, login: "ivan", password: "secret" };
    let user = asker(&billing, login).await;
    assert_eq!(crate::http::log_in(&billing, login).await["data"]["trust"], 0);
    let quote = user.json("a=u_credit").await;
    assert_eq!((&quote["credit"]["amt"], &quote["credit"]["full_amt"]), (&json!(50), &json!("50")));
    assert_eq!(user.json("a=u_main").await["services"], json!([]));
    assert_eq!(user.json("a=u_message").await, json!({"result": []}));
}
