//! What this crate itself prints: clients, builders, operations, answers, spans.

use isp_test_support::collect;
use isp_test_support::loopback::Canned;
use isp_test_support::secret::debugged;
use nodeny_client::{BankCard, Client, ClientBuilder, Effect, FieldValue, Secret};
use proptest::prelude::*;
use rust_decimal::dec;
use serde_json::json;
use tokio::runtime::Runtime;

use super::forms::{Secrets, all_hidden, check, shown};
use super::support::{quick, whole_or_cut};

fn builder(url: &str, secrets: &Secrets) -> ClientBuilder {
    let builder = Client::builder(url).unwrap().login(secrets.login.as_str(), secrets.password.as_str());
    quick(builder.session(secrets.session.as_str()))
}

#[test]
fn clients_builders_and_operations() {
    check(64, |secrets| {
        let builder = builder("http://127.0.0.1:9", &secrets);
        let billing = builder.clone().build().unwrap();
        let (me, all) = (billing.subscriber(), billing.admin());
        let secret = || Secret::new(secrets.card.as_str());
        let printed = [
            debugged(&builder),
            debugged(&billing),
            debugged(&(me.clone(), all.clone(), all.subscriber(5))),
            debugged(&billing.session()),
            debugged(&billing.identity()),
            debugged(&me.redeem_card(secrets.card.as_str())),
            debugged(&me.register_push_token(secrets.push.as_str())),
            debugged(&me.request_fondy_payment(dec!(1))),
            debugged(&(me.account(), me.messages(), me.bank_cards(), me.take_credit())),
            debugged(&(all.users(), all.users().stream(), all.tickets("2026-11-01".parse().unwrap()))),
            debugged(&billing.raw("x", Effect::Once).param("k", secret())),
            debugged(&billing.raw("x", Effect::Once).param("k", secret()).post()),
            debugged(&billing.version()),
        ];
        all_hidden(&secrets, &printed.concat())
    });
}

#[test]
fn errors_of_the_builder_and_of_arguments() {
    let runtime = Runtime::new().unwrap();
    check(64, |secrets| {
        let url = "http://127.0.0.1:9";
        let Secrets { login, password, session, card, push } = &secrets;
        let billing = builder(url, &secrets).build().unwrap();
        let me = billing.subscriber();
        let errors = [
            builder(url, &secrets).session(format!("{session};")).build().unwrap_err(),
            builder(url, &secrets).session(format!("{session}\n")).build().unwrap_err(),
            builder(url, &secrets).language(format!("{session};")).build().unwrap_err(),
            builder(url, &secrets).in_flight(0).build().unwrap_err(),
            builder("http://billing.test", &secrets).build().unwrap_err(),
            Client::builder(&format!("https://billing.test/?_uu={login}&_pp={password}")).unwrap_err(),
            Client::builder(&format!("{login}{password}")).unwrap_err(),
            runtime.block_on(me.redeem_card(format!("{card} ")).into_future()).unwrap_err(),
            runtime.block_on(me.register_push_token(format!("{push} ")).into_future()).unwrap_err(),
        ];
        errors.iter().try_for_each(|error| all_hidden(&secrets, &shown(error)))
    });
}

/// A card's token and the value of an extra field, which may be a password.
#[test]
fn answers_that_hold_secrets() {
    let runtime = Runtime::new().unwrap();
    check(24, |secrets| {
        let card: BankCard =
            serde_json::from_value(json!({"id": 1, "token": secrets.card, "x": secrets.push})).unwrap();
        prop_assert_eq!(card.token.as_ref().unwrap().expose(), &secrets.card);
        let field =
            json!({"name": "_pin", "value": secrets.password, "show": secrets.session, "x": secrets.push});
        let field: FieldValue = serde_json::from_value(field).unwrap();
        prop_assert_eq!(field.show.as_deref(), Some(secrets.session.as_str()));
        all_hidden(&secrets, &debugged(&vec![(Some(card), field)]))?;
        // The same, where they come from.
        let dopdata = json!({"_pin": secrets.password, "_two": {"value": secrets.session}});
        let users = json!({"result": [{"id": 1, "dopdata": dopdata, "x": secrets.push}]}).to_string();
        let account = json!({"usr": {"dopdata": [{"name": "_pin", "value": secrets.password}]}}).to_string();
        runtime.block_on(async {
            let server = Canned::start([whole_or_cut(&users, 0), whole_or_cut(&account, 0)]).await;
            let billing = builder(&server.url, &secrets).build().unwrap();
            let users = billing.admin().users().await.unwrap();
            assert_eq!(users[0].dopdata.len(), 2);
            all_hidden(&secrets, &debugged(&users))?;
            all_hidden(&secrets, &debugged(&billing.subscriber().account().await.unwrap()))
        })
    });
}

/// The whole way, with every part of the stack at TRACE: a session that is refused, a login, calls that carry secrets.
#[test]
fn spans_and_events_of_the_whole_stack() {
    collect::start();
    let runtime = Runtime::new().unwrap();
    check(24, |secrets| {
        let mark = collect::mark();
        let expired = json!({"error": "x", "err_cod": "unauthorized"}).to_string();
        let session = format!("{}2", secrets.session);
        let login =
            json!({"result": "auth ok", "ses": session, "data": {"id": 1, "role": "user"}}).to_string();
        let ok = json!({"result": "ok"}).to_string();
        runtime.block_on(async {
            let server = Canned::start([expired, login, ok].map(|body| whole_or_cut(&body, 0))).await;
            let billing = builder(&server.url, &secrets).build().unwrap();
            let me = billing.subscriber();
            me.redeem_card(secrets.card.as_str()).await.unwrap();
            me.register_push_token(secrets.push.as_str()).await.unwrap();
            billing.logout().await.unwrap();
            assert_eq!(server.requests().len(), 5);
        });
        all_hidden(&secrets, &collect::since(mark))
    });
    collect::assert_heard(&["reqwest::", "hyper_util::", "isp_client_core::"]);
}
