//! What a subscriber asks for and does, besides the account.

use isp_test_support::fixture;
use nodeny_client::{
    Answer, Client, ConnectionEnd, Creator, CreditOutcome, Error, ErrorKind, MessageCategory, PaySystem,
    Refusal, WhyNot, plain_text,
};
use rust_decimal::dec;

use super::{at, html, serving};

#[tokio::test]
async fn messages_of_every_category() {
    use MessageCategory::*;
    let categories = [
        External,
        ToClient,
        ToClientRead,
        ToClientBlocking,
        Broadcast,
        FromClient,
        FromClientToo,
        FromPhone,
        Other("494".into()),
    ];
    for body in [fixture!("messages.json"), fixture!("messages_by_id.json")] {
        let (_server, billing) = serving(html(body)).await;
        let messages = billing.subscriber().messages().await.unwrap();
        assert_eq!(messages, billing.admin().subscriber(412).messages().await.unwrap());
        let seen: Vec<_> = messages.iter().map(|message| message.category.clone().unwrap()).collect();
        assert_eq!(seen, categories);
        let first = &messages[0];
        assert_eq!(
            (first.id, first.time, &first.creator),
            (Some(7000), at(1_700_000_000), &Some(Creator::Admin))
        );
        assert_eq!(first.date.as_ref().unwrap().local().unwrap().to_string(), "2023-11-14 22:13:00");
        assert_eq!(first.comment.as_deref(), Some("Планові роботи <b>вночі</b>"));
        assert_eq!(plain_text(first.comment.as_ref().unwrap()), "Планові роботи вночі");
        assert_eq!((first.reason.as_deref(), first.cash), (None, Some(dec!(0))));
    }
}

#[tokio::test]
async fn connections_that_ended_and_one_that_goes_on() {
    for body in [fixture!("connections.json"), fixture!("connections_typed.json")] {
        let (_server, billing) = serving(html(body)).await;
        let connections = billing.subscriber().connections().await.unwrap();
        assert_eq!(connections, billing.admin().subscriber(412).connections().await.unwrap());
        let [ended, active] = &connections[..] else { panic!("{connections:?}") };
        assert_eq!((ended.id, ended.uid, ended.start), (Some(11), Some(412), at(1_700_000_000)));
        assert_eq!(ended.end, Some(ConnectionEnd::At(at(1_700_003_600).unwrap())));
        assert_eq!((ended.ip, ended.ipa), (Some([192, 0, 2, 44].into()), None));
        assert_eq!((active.end, active.is_active()), (Some(ConnectionEnd::Active), true));
        assert_eq!((active.ip, active.ipa), (None, Some([192, 0, 2, 45].into())));
        assert_eq!(active.properties.as_deref(), Some("mod=dhcp;user=020000000001;nas=n1"));
        assert!(!ended.is_active());
    }
}

#[tokio::test]
async fn services_that_can_be_connected_and_why_others_cannot() {
    for body in [fixture!("services_to_connect.json"), fixture!("services_to_connect_typed.json")] {
        let (_server, billing) = serving(html(body)).await;
        let services = billing.subscriber().services_to_connect().await.unwrap();
        assert_eq!(services, billing.admin().subscriber(412).services_to_connect().await.unwrap());
        let why: Vec<_> = services.iter().map(|service| service.why_not.clone()).collect();
        let new = WhyNot::Other("no_money".into());
        assert_eq!(why, [Some(WhyNot::Already), Some(WhyNot::Analog), None, Some(new)]);
        let first = &services[0];
        assert_eq!((first.service_id, first.id, first.price), (Some(41), None, Some(dec!(12.5))));
        assert_eq!((first.title.as_deref(), first.module.as_deref()), (Some("70 Mb unlim"), Some("unlim")));
        assert_eq!((first.auto_renew, first.no_renew), (Some(false), Some(true)));
        assert_eq!((&first.grp_list[..], first.tags[1].value()), (&[1, 5][..], Some("70")));
    }
}

#[tokio::test]
async fn bank_cards_and_none() {
    for body in [fixture!("autopays.json"), fixture!("autopays_typed.json")] {
        let (_server, billing) = serving(html(body)).await;
        let cards = billing.subscriber().bank_cards().await.unwrap();
        assert_eq!(cards, billing.admin().subscriber(412).bank_cards().await.unwrap());
        let [off, on] = &cards[..] else { panic!("{cards:?}") };
        assert_eq!((off.id, off.uid, off.kind.as_deref()), (Some(208), Some(412), Some("paytoken")));
        assert_eq!((off.enabled, on.enabled), (Some(false), Some(true)));
        assert_eq!((&off.paysystem, &on.paysystem), (&Some(PaySystem::Fondy), &Some(PaySystem::LiqPay)));
        assert_eq!(off.card.as_deref(), Some("400000XXXXXX0002"));
        assert_eq!(off.token.as_ref().unwrap().expose(), "7c1dXXXXXXXXXXXXXX9e2");
        assert_eq!(
            (off.create_time, off.expire_time, on.expire_time),
            (at(1_670_224_020), None, at(1_800_000_000))
        );
        // In the server's own zone, which nobody tells.
        let paid = off.last_pay_time.as_ref().unwrap();
        assert_eq!(
            (paid.as_str(), paid.local().unwrap().to_string()),
            ("05.12.2022 09:07", "2022-12-05 09:07:00".into())
        );
        assert_eq!(on.last_pay_time, None);
    }
    let (_server, billing) = serving(html(fixture!("no_tokens.json"))).await;
    assert_eq!(billing.subscriber().bank_cards().await.unwrap(), []);
    assert_eq!(billing.admin().subscriber(412).bank_cards().await.unwrap(), []);
    // To anything else it is a refusal.
    for error in [
        billing.subscriber().switch_autopay(208, true).await.unwrap_err(),
        billing.subscriber().messages().await.unwrap_err(),
    ] {
        assert_eq!(error.refusal(), Some(&Refusal::NoTokens));
        assert_eq!((error.kind(), error.code()), (ErrorKind::Api, Some("no_tokens")));
    }
}

#[tokio::test]
async fn lists_that_are_empty_in_every_spelling() {
    for body in ["{}", "[]", r#"{"result":{}}"#, r#"{"result":[]}"#, r#"{"result":""}"#, r#"{"result":null}"#]
    {
        let (_server, billing) = serving(html(body)).await;
        let (me, all) = (billing.subscriber(), billing.admin());
        assert_eq!(me.messages().await.unwrap(), [], "{body}");
        assert_eq!(me.connections().await.unwrap(), [], "{body}");
        assert_eq!(me.services_to_connect().await.unwrap(), [], "{body}");
        assert_eq!(me.bank_cards().await.unwrap(), [], "{body}");
        assert_eq!(all.extra_fields().await.unwrap(), [], "{body}");
        assert_eq!(all.tickets("2026-11-01".parse().unwrap()).await.unwrap(), [], "{body}");
        assert_eq!(all.users().await.unwrap(), [], "{body}");
        assert_eq!(all.users().stream().collect().await.unwrap(), [], "{body}");
    }
}

/// An offer and a refusal of it, for both who may ask.
#[tokio::test]
async fn the_offer_of_a_credit() {
    let (_server, billing) = serving(html(fixture!("credit_offer.json"))).await;
    for offer in [billing.subscriber().credit().await, billing.admin().subscriber(412).credit().await] {
        let offer = offer.unwrap();
        let credit = offer.credit.unwrap();
        assert_eq!((offer.outcome, credit.amount), (CreditOutcome::Ok, Some(dec!(7.42))));
        assert_eq!((credit.days, credit.currency.as_deref()), (Some(5), Some("грн")));
    }
    let (_server, billing) = serving(html(fixture!("credit_blocked.json"))).await;
    let refused = billing.subscriber().credit().await.unwrap();
    assert_eq!((refused.outcome, refused.credit), (CreditOutcome::Blocked, None));
}

async fn undocumented(billing: &Client) -> [Result<Answer, Error>; 8] {
    let me = billing.subscriber();
    [
        me.send_message("є").await,
        me.connect_service(52).await,
        me.set_next_service(2071, 0).await,
        me.register_push_token("c-k:A_1").await,
        me.request_fondy_payment(dec!(100)).await,
        me.request_liqpay_payment(dec!(0.50)).await,
        me.switch_autopay(208, true).await,
        billing.version().await,
    ]
}

/// Nobody has published these answers: they come as they are.
#[tokio::test]
async fn answers_of_no_known_form_are_handed_over_whole() {
    for body in [
        fixture!("result_ok.json"),
        fixture!("payment_flat.json"),
        fixture!("payment_wrapped.json"),
        fixture!("version.json"),
        "{}",
        "[]",
    ] {
        let (_server, billing) = serving(html(body)).await;
        for answer in undocumented(&billing).await {
            let answer = answer.unwrap();
            let json: &serde_json::Value = answer.json();
            assert_eq!(json, &body.parse::<serde_json::Value>().unwrap());
            assert_eq!(answer.result(), json.get("result"));
        }
    }
}

/// A refusal has no code, only words, which may be HTML.
#[tokio::test]
async fn a_refusal_in_words_is_an_error_of_each() {
    let (_server, billing) = serving(html(r#"{"error":"<p>Нельзя &lt;сейчас&gt;</p>"}"#)).await;
    for error in undocumented(&billing).await.map(Result::unwrap_err) {
        assert_eq!((error.kind(), error.refusal()), (ErrorKind::Api, Some(&Refusal::Other)));
        assert_eq!(error.message(), Some("<p>Нельзя &lt;сейчас&gt;</p>"));
        assert_eq!(plain_text(error.message().unwrap()), "Нельзя <сейчас>");
        assert_eq!(error.attempts(), 1);
    }
}

/// The vendor's page: an answer with the key `error` is an error, whatever the key holds.
#[tokio::test]
async fn the_key_error_makes_an_error_whatever_it_holds() {
    for value in ["\"x\"", "1", "true", "{\"code\":5}", "[\"no money\"]"] {
        let (_server, billing) = serving(html(format!(r#"{{"error":{value},"result":"ok"}}"#))).await;
        let taken = billing.subscriber().take_credit().await;
        assert!(taken.is_err_and(|error| error.kind() == ErrorKind::Api), "{value}");
    }
}
