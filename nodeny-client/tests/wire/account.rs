//! `u_main`, in the envelopes, forms and typings that servers write.

use isp_test_support::fixture;
use nodeny_client::{
    AccessState, Account, AddressKind, ConnectState, Creator, ErrorKind, PayCategory, Tag, User,
};
use rust_decimal::dec;

use super::{at, html, serving};

async fn account(body: &str) -> Account {
    let (_server, billing) = serving(html(body)).await;
    let own = billing.subscriber().account().await.unwrap();
    assert_eq!(own, billing.admin().subscriber(412).account().await.unwrap());
    own
}

/// The form that the vendor's page prints: at the top, rows of the database.
#[tokio::test]
async fn services_as_rows_of_the_database() {
    for body in [fixture!("main_row.json"), fixture!("main_row_typed.json")] {
        let account = account(body).await;
        assert!(account.user.is_none() && account.pays.is_empty() && account.credits.is_empty());
        let [paid, free] = &account.services[..] else { panic!("{account:?}") };
        assert_eq!((paid.id, paid.service_id, paid.next_service_id), (Some(2071), Some(41), Some(41)));
        assert_eq!((paid.uid, paid.pay_id, paid.finish_count), (Some(412), Some(6120), Some(1)));
        assert_eq!((paid.tm_start, paid.tm_end), (at(1_712_000_000), at(1_790_000_000)));
        assert_eq!((paid.start(), paid.end(at(0).unwrap())), (at(1_712_000_000), at(1_790_000_000)));
        assert_eq!((paid.auto_renew, paid.no_renew), (Some(false), Some(true)));
        assert_eq!((paid.price, paid.module.as_deref()), (Some(dec!(12.5)), Some("unlim")));
        assert_eq!((paid.name(), paid.category.as_deref()), (Some("70 Mb unlim"), None));
        assert_eq!(paid.grp_list, [1, 5]);
        let tags: Vec<_> = paid.tags.iter().map(|tag| (tag.name(), tag.value())).collect();
        assert_eq!(tags, [("inet", None), ("speed", Some("70"))]);
        // 0 is no end, no payment, nothing that follows.
        assert_eq!((free.tm_end, free.end(at(5).unwrap()), free.pay_id), (None, None, Some(0)));
        assert_eq!((free.next_service_id, free.price), (Some(0), Some(dec!(0))));
        assert_eq!((&free.grp_list[..], &free.tags[..]), (&[][..], &[] as &[Tag]));
        assert!(paid.extra.is_empty() && free.extra.is_empty() && account.extra.is_empty());
    }
}

/// As a live installation had it in 2023, and the same where everything is text.
#[tokio::test]
async fn the_whole_account_in_result() {
    for body in [fixture!("main_screen.json"), fixture!("main_screen_text.json")] {
        let account = account(body).await;
        let [kept, ends] = &account.services[..] else { panic!("{account:?}") };
        assert_eq!((kept.id, kept.service_id, kept.next_service_id), (Some(2071), Some(41), Some(42)));
        assert_eq!(
            (kept.name(), kept.next_service_title.as_deref()),
            (Some("70 Mb unlim"), Some("90 Mb unlim"))
        );
        assert_eq!((kept.price, kept.next_service_price), (Some(dec!(12.5)), Some(dec!(14))));
        assert_eq!((kept.start(), kept.time_left), (at(1_712_000_000), Some(86_400)));
        assert_eq!(kept.end(at(1_711_000_000).unwrap()), at(1_711_086_400));
        let human = kept.human_time.as_ref().unwrap();
        assert_eq!(
            (human.as_str(), human.local().unwrap().to_string()),
            ("11.11.2026 10:46", "2026-11-11 10:46:00".into())
        );
        assert_eq!(kept.human_end_time.as_deref(), Some("11.11.2026 10:46"));
        // Perl's own booleans are "1" and "", whatever the typing.
        assert_eq!((kept.frozen, kept.can_change_srv), (Some(false), Some(true)));
        assert_eq!((ends.can_change_srv, ends.next_service_title.as_deref()), (Some(false), None));
        user(account.user.as_ref().unwrap());
        money(&account);
    }
}

fn user(user: &User) {
    assert_eq!((user.id, user.uid, user.grp), (Some(412), Some(412), Some(5)));
    assert_eq!((user.name.as_deref(), user.fio.as_deref()), (Some("test"), Some("Вигаданий Абонент")));
    assert_eq!((user.contract.as_deref(), user.contract_date), (Some("B-412"), at(1_577_836_800)));
    assert_eq!(user.contract_date_as_text.as_deref(), Some("01.01.2020"));
    assert_eq!((&user.state, user.state_off), (&Some(AccessState::On), Some(false)));
    assert_eq!((user.balance, user.limit_balance), (Some(dec!(-12.5)), Some(dec!(-100))));
    assert_eq!((user.debt, user.discount, user.submoney), (Some(dec!(12.5)), Some(dec!(15)), Some(dec!(0))));
    assert_eq!((user.recommended_pay.as_deref(), user.ppc.as_deref()), (Some("12.50"), Some("4127")));
    assert_eq!((user.block_if_limit, user.lstate, user.frozen_srv), (Some(true), Some(false), Some(false)));
    assert_eq!((&user.cstate, user.cstate_time), (&Some(ConnectState::RepairRequest), at(1_700_000_200)));
    assert_eq!((user.modify_time, user.comment.as_deref()), (at(1_700_000_300), None));
    assert_eq!((user.test, user.actual), (Some(0), Some(1)));
    // More than 32 bits.
    assert_eq!((user.in1, user.in8, user.out8), (Some(5_000_000_000), Some(40_000_000_000), Some(0)));
    assert_eq!((user.traf4, user.traf), (Some(4000), Some(dec!(4768.3716))));
    assert_eq!((user.traf_in, user.traf_out), (Some(dec!(4000)), Some(dec!(768.3716))));
    let [on, off] = &user.ips[..] else { panic!("{user:?}") };
    assert_eq!((on.ip, on.ipn), (Some([192, 0, 2, 44].into()), Some([192, 0, 2, 44].into())));
    assert_eq!((&on.kind, on.auth), (&Some(AddressKind::Static), Some(true)));
    assert_eq!((on.start, on.last, on.tm_auth), (at(1_700_000_000), at(1_700_003_600), Some(3600)));
    assert_eq!(on.properties.as_deref(), Some("mod=dhcp;user=020000000001;nas=n1"));
    assert_eq!((on.release, off.release), (None, at(1_700_009_000)));
    assert_eq!(on.tag, None, "an empty list is nothing");
    // Not authorised: what describes a session is null.
    assert_eq!((off.auth, off.start, off.last, off.tm_auth), (Some(false), None, None, None));
    assert_eq!((&off.kind, off.properties.as_deref()), (&Some(AddressKind::Dynamic), None));
    let [street] = &user.dopdata[..] else { panic!("{user:?}") };
    assert_eq!((street.name.as_deref(), street.title.as_deref()), (Some("_adr_street"), Some("Вулиця")));
    assert_eq!((street.value.as_deref(), street.show.as_deref()), (Some("12"), Some("Тестова")));
    assert!(user.extra.is_empty(), "{user:?}");
}

fn money(account: &Account) {
    let [charge, pay] = &account.pays[..] else { panic!("{account:?}") };
    assert_eq!((charge.id, charge.cash, charge.time), (Some(6120), Some(dec!(-12.5)), at(1_700_000_000)));
    assert_eq!((&charge.category, &charge.creator), (&Some(PayCategory::Service), &Some(Creator::Kernel)));
    assert_eq!((charge.creator_id, charge.creator_ip), (Some(1), Some([127, 0, 0, 1].into())));
    assert_eq!((charge.reason.as_deref(), charge.comment.as_deref()), (None, Some("70 Mb unlim")));
    assert_eq!(charge.date.as_ref().unwrap().as_str(), "14.11.2023 22:13");
    // A word that is not known stays as it is.
    assert_eq!((pay.cash, pay.category.as_ref().unwrap().as_str()), (Some(dec!(150)), "777"));
    assert_eq!((pay.creator.as_ref().unwrap().as_str(), pay.reason.as_deref()), ("robot", Some("a:b")));
    let [credit] = &account.credits[..] else { panic!("{account:?}") };
    assert_eq!((credit.cash, credit.time), (Some(dec!(12.5)), at(1_700_000_000)));
    assert!(account.tmp_pays.is_empty() && account.extra.is_empty());
}

/// Older revisions of the page name other blocks.
#[tokio::test]
async fn the_blocks_of_older_servers() {
    let account = account(fixture!("main_old.json")).await;
    assert_eq!(account.user.unwrap().id, Some(412));
    assert_eq!(account.tmp_pays[0].cash, Some(dec!(12.5)));
    assert!(account.services.is_empty() && account.credits.is_empty());
    assert_eq!(account.extra.get("last_pay").unwrap()["cash"], "150");
    assert!(account.extra.get("messages").is_some());
}

#[tokio::test]
async fn blocks_that_are_empty_in_every_spelling() {
    for empty in ["{}", "[]", "null", "\"\""] {
        let body = format!(r#"{{"usr":{empty},"services":{empty},"credits":{empty},"pays":{empty}}}"#);
        assert_eq!(account(&body).await, Account::default(), "{empty}");
    }
}

/// `{}` is a legal success, and all blocks are optional: an account of which nothing is known, not even whose it is.
#[tokio::test]
async fn an_answer_without_any_block_is_an_account_without_a_user_or_none() {
    for body in ["{}", r#"{"result":{}}"#] {
        assert_eq!(account(body).await, Account::default(), "{body}");
    }
    for body in [r#"{"result":"ok"}"#, r#"{"result":{"user":{}}}"#, r#"{"user":{}}"#] {
        let (_server, billing) = serving(html(body)).await;
        let error = billing.subscriber().account().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn a_field_that_is_not_understood_is_named() {
    for (body, path) in [
        (fixture!("main_row.json").replace("\"12.5\"", "[1]"), "services[0].price"),
        (fixture!("main_screen.json").replace("3221226029", "{\"a\":1}"), "result.usr.ips[1].ipn"),
        (fixture!("main_screen.json").replace("6121", "{\"a\":1}"), "result.pays[1].id"),
    ] {
        let (_server, billing) = serving(html(body)).await;
        let error = billing.subscriber().account().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)), "{error}");
    }
}
