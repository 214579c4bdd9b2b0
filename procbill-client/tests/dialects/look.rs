//! What one client sees and does, without what the dialect may change in it.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use isp_sandbox::procbill::{
    Addresses, DEBTOR, Deed, EditReply, ErrorStyle, FinNames, FindArguments, GROUP, HOUSE, LOGIN, Layout,
    NullForm, PASSWORD, RequestCharset, Running, SERVICE, SUBSCRIBER, SWITCH, UnknownSubscriber,
};
use procbill_client::{
    Charset, Client, ClientBuilder, Columns, Confirmation, Delivery, Effect, ErrorKind, FoundSubscriber,
    LoginMode, Outcome, Refusal, SubscriberCard,
};
use rust_decimal::dec;

use super::support::plain;
use super::switches::Variant;

type Rows = Vec<BTreeMap<String, String>>;

/// Everything that is read, and what the writes changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    cards: Vec<SubscriberCard>,
    found: Vec<Vec<FoundSubscriber>>,
    homes: Rows,
    one_home: Rows,
    switches: Rows,
    /// Without the columns that a switch may hide.
    operations: Rows,
    deeds: Vec<String>,
}

fn builder(server: &Running, Variant { dialect, mode }: &Variant) -> ClientBuilder {
    let mut builder = plain(server).login(LOGIN, PASSWORD).login_mode(*mode);
    if dialect.request_charset == RequestCharset::Utf8 {
        builder = builder.request_charset(Charset::Utf8);
    }
    if dialect.addresses == Addresses::Unsigned {
        builder = builder.unsigned_addresses();
    }
    if dialect.find_arguments == FindArguments::TwentyFour {
        builder = builder.argument_count("CLN_USR_FIND_2", 24);
    }
    builder.switch_edit_gap(std::time::Duration::ZERO)
}

/// `YYYY-MM-DD HH:MM:SS`, from each of the forms.
fn time(text: &str) -> String {
    let (date, time) = text.split_once(' ').unwrap();
    let parts: Vec<_> = date.split(['-', '.', '/']).collect();
    let [year, month, day] = match parts[..] {
        [year, month, day] if date.contains('-') => [year, month, day],
        [day, month, year] if date.contains('.') => [year, month, day],
        [month, day, year] => [year, month, day],
        _ => panic!("{text}"),
    };
    format!("{year}-{month}-{day} {}", &time[..8])
}

/// Rows whose columns no type of the client knows: values only, with times and addresses in one form.
fn rows(rows: &[Columns]) -> Rows {
    let one = |row: &Columns| {
        let names = row.iter().map(|(name, _)| name);
        let values = names.filter_map(|name| Some((name, row.value(name)?)));
        let same = values.map(|(name, text)| {
            let (name, text) = match name {
                "connect_date" => (name, time(text)),
                "op_date" | "oper_date" => ("op_date", time(text)),
                "ip" => (name, Ipv4Addr::from_bits(text.parse::<i64>().unwrap() as u32).to_string()),
                "oper_sum" => ("summa", text.to_owned()),
                "doc_number" => ("number", text.to_owned()),
                "type_id" => ("op_type", text.to_owned()),
                "comment" => ("descr", text.to_owned()),
                _ => (name, text.to_owned()),
            };
            (name.to_owned(), text)
        });
        same.collect()
    };
    rows.iter().map(one).collect()
}

/// Whether an answer without rows has nothing in it at all, which nobody can tell from a broken server.
fn has_no_root(variant: &Variant) -> bool {
    matches!(variant.dialect.layout, Layout::Rows | Layout::Flat)
}

/// No answer of an edit is known: the class of what came, and never more than that.
fn is_class(outcome: &Outcome, variant: &Variant) {
    let right = match variant.dialect.edit_reply {
        EditReply::NewId => matches!(outcome, Outcome::Rows(rows) if rows[0].value("id").is_some()),
        EditReply::NoRows if !has_no_root(variant) => matches!(outcome, Outcome::NoRows),
        EditReply::Text => {
            matches!(outcome, Outcome::Unrecognised(text) if text == "Изменение выполнено")
        }
        _ => matches!(outcome, Outcome::Unrecognised(_)),
    };
    assert!(right, "{outcome:?} {variant:?}");
}

/// What does not end alike in every dialect.
async fn refusals(server: &Running, billing: &Client, variant: &Variant) {
    let none = billing.subscriber(999_999).await;
    match variant.dialect.unknown_subscriber {
        UnknownSubscriber::ErrorText => assert!(none.is_err(), "{none:?}"),
        UnknownSubscriber::NoRows if has_no_root(variant) => {
            assert_eq!(none.unwrap_err().kind(), ErrorKind::Decode, "{variant:?}");
        }
        // A row of columns that are not there: nothing, or one element of which nobody knows what it is.
        UnknownSubscriber::NullRow if variant.dialect.nulls == NullForm::Missing => match none {
            Ok(none) => assert_eq!(none, None),
            Err(error) => assert_eq!(error.kind(), ErrorKind::Decode, "{variant:?}"),
        },
        _ => assert_eq!(none.unwrap(), None, "{variant:?}"),
    }
    let error = billing.execute("CLN_NO_SUCH", Effect::Once).await.unwrap_err();
    if variant.dialect.errors == ErrorStyle::Html403 {
        assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(http::StatusCode::FORBIDDEN)));
    } else {
        assert_eq!(error.refusal(), Some(&Refusal::UnknownProcedure), "{error} {variant:?}");
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Api, Delivery::Refused));
    }
    let wrong = builder(server, variant).login(LOGIN, "wrong").build().unwrap();
    if variant.mode != LoginMode::OneStep {
        let error = wrong.homes().await.unwrap_err();
        assert_ne!(error.delivery(), Delivery::Unknown, "{error} {variant:?}");
        if error.status() != Some(http::StatusCode::FORBIDDEN) {
            assert_eq!((error.kind(), error.refusal()), (ErrorKind::Auth, Some(&Refusal::Login)));
        }
    }
}

async fn edit_homes(server: &Running, billing: &Client, variant: &Variant) -> Rows {
    let id = i64::from(HOUSE) + 500;
    let home = billing.add_home().id(id).city("Ёлкино").street("Щорса & \"Ко\"").number(7).letter("б");
    let home = home.connect_date("2014-06-01T12:30:00".parse().unwrap());
    is_class(&home.zip_code("620000").await.unwrap(), variant);
    let changed = billing.change_home(id).city("Ёлкино").street("Новая <1>").number(8);
    let added = rows(&billing.homes().id(id).await.unwrap());
    is_class(&changed.await.unwrap(), variant);
    let one = [added, rows(&billing.homes().id(id).await.unwrap())].concat();
    is_class(&billing.delete_home(id).await.unwrap(), variant);
    assert!(server.houses().iter().all(|house| i64::from(house.id) != id));
    one
}

async fn edit_the_rest(billing: &Client, variant: &Variant) {
    let id = i64::from(SWITCH) + 500;
    let switch = billing.add_switch().id(id).name("свитч").ip([192, 168, 7, 1].into()).ports(24);
    is_class(&switch.ssh_password("п@роль").await.unwrap(), variant);
    is_class(&billing.change_switch(id).name("другой").ip([10, 0, 0, 1].into()).await.unwrap(), variant);
    is_class(&billing.delete_switch(id).await.unwrap(), variant);
    let row = i64::from(SERVICE) + 500;
    let service = billing.add_service(SUBSCRIBER.into(), 4).id(row).comment("№ 1");
    let service = service.create_date("2014-06-01T12:30:00".parse().unwrap());
    is_class(&service.await.unwrap(), variant);
    is_class(&billing.delete_service(row).await.unwrap(), variant);
    is_class(&billing.promise_payment(DEBTOR.into(), dec!(100.5)).host("касса").await.unwrap(), variant);
}

/// Somebody of this turn alone.
pub(crate) fn payer(turn: i32) -> i32 {
    20_000 + turn
}

/// A payment to somebody who has none yet, and what can be known of it afterwards.
async fn pay(server: &Running, billing: &Client, variant: &Variant, turn: i32) -> Rows {
    let person = i64::from(payer(turn));
    let at = "2026-04-10T09:08:07".parse().unwrap();
    let payment = billing.add_payment(person, dec!(350.5)).date(at).description("каса № 3 & \"Ко\"");
    let payment = payment.number(format!("Д{turn:06}"));
    let receipt = payment.receipt();
    let other = billing.add_payment(person, dec!(350.49)).receipt();
    is_class(&payment.await.unwrap(), variant);

    let shown = variant.dialect.fin_columns;
    let is_named = variant.dialect.fin_names == FinNames::AsArguments;
    let confirmed = billing.confirm(&receipt).await.unwrap();
    assert_eq!(matches!(confirmed, Confirmation::Booked(_)), shown.number, "{confirmed:?} {variant:?}");
    let not_booked = shown.number && is_named;
    let expected = if not_booked { Confirmation::NotBooked } else { Confirmation::Undecided };
    assert_eq!(billing.confirm(&other).await.unwrap(), expected, "{variant:?}");
    if shown.number {
        let column = if is_named { "number" } else { "DOC_NUMBER" };
        let named = billing.confirm(&other).number_column(column).await.unwrap();
        assert_eq!(named, Confirmation::NotBooked, "{variant:?}");
    }
    let by_text = billing.confirm(&receipt).by_sum_day_and_text().await.unwrap();
    let all_three = shown.summa && shown.op_date && shown.descr;
    assert_eq!(matches!(by_text, Confirmation::Booked(_)), all_three, "{by_text:?} {variant:?}");

    let mut operations = rows(&billing.operations(person).await.unwrap());
    for row in &mut operations {
        assert_eq!(row.remove("number"), shown.number.then_some(receipt.number.clone()), "{variant:?}");
        assert_eq!(row.remove("descr").as_deref(), shown.descr.then_some("каса № 3 & \"Ко\""));
        assert_eq!(row.remove("summa").as_deref(), shown.summa.then_some("350.50"));
        assert_eq!(row.remove("op_date").as_deref(), shown.op_date.then_some("2026-04-10 09:08:07"));
        assert!(row.remove("id").is_some());
        assert_eq!(row.remove("user_id"), Some(person.to_string()));
    }
    let booked = server.operations(person.try_into().unwrap());
    assert_eq!((booked.len(), booked[0].sum), (1, 35_050));
    operations
}

/// What the ledger says of the edits, without ids and without payments, which differ from turn to turn.
fn deeds(server: &Running, before: usize) -> Vec<String> {
    let acts = server.acts();
    let acts = acts[before..].iter().filter(|act| !matches!(act.deed, Deed::PaymentAdded(_)));
    acts.map(|act| format!("{:?}", act.deed)).collect()
}

pub(crate) async fn look(server: &Running, variant: &Variant, turn: i32) -> Seen {
    server.set_dialect(variant.dialect.clone());
    let (acts, logins) = (server.acts().len(), server.logins());
    let billing = builder(server, variant).build().unwrap();
    let one_home = edit_homes(server, &billing, variant).await;
    edit_the_rest(&billing, variant).await;
    let operations = pay(server, &billing, variant, turn).await;

    let mut cards = Vec::new();
    for id in [SUBSCRIBER, DEBTOR, GROUP, 1402, 5] {
        cards.push(billing.subscriber(id.into()).await.unwrap().unwrap());
    }
    let find = || billing.find_subscribers();
    let found = vec![
        find().id(SUBSCRIBER.into()).await.unwrap(),
        find().ip([203, 0, 113, 7].into()).await.unwrap(),
        find().name("ООО \"Ромашка\" & Ко").await.unwrap(),
        find().router_ip([172, 16, 5, 9].into()).await.unwrap(),
        find().balance_to(dec!(-0.5)).end_user(true).balance_from(dec!(-0.5)).await.unwrap(),
        find().end_user(false).await.unwrap(),
    ];
    let homes = rows(&billing.homes().await.unwrap());
    let switches = rows(&billing.switches().home_id(11).await.unwrap());
    assert_eq!(server.logins() - logins, u64::from(variant.mode != LoginMode::OneStep), "{variant:?}");
    refusals(server, &billing, variant).await;
    Seen { cards, found, homes, one_home, switches, operations, deeds: deeds(server, acts) }
}

/// What the sandbox is told to hold, and what the vendor's page says about it.
pub(crate) fn is_right(seen: &Seen) {
    let [subscriber, debtor, group, deleted, administrator] = &seen.cards[..] else { panic!() };
    assert!(seen.cards.iter().all(|card| card.extra.is_empty() && card.unreadable().count() == 0));
    assert_eq!((subscriber.user_id, subscriber.parent_id), (Some(1204), Some(210)));
    assert_eq!(subscriber.name.as_deref(), Some("Соколов Пётр Ильич"));
    assert_eq!((subscriber.balance, subscriber.abonent_pay), (Some(dec!(433.33)), Some(dec!(350))));
    assert_eq!(subscriber.ip, Some([10, 0, 12, 34].into()));
    assert_eq!(subscriber.router_ip, Some([172, 16, 5, 9].into()));
    assert_eq!(subscriber.nas_ip, Some([192, 168, 1, 10].into()));
    assert_eq!(subscriber.gen_pwd.as_ref().unwrap().expose(), "pw-1204");
    assert_eq!(subscriber.psw.as_ref().unwrap().expose(), "psw-of-radius");
    assert_eq!(subscriber.next_auto_acount, Some("2026-05-01T00:00:00".parse().unwrap()));
    assert_eq!(subscriber.create_date, Some("2012-03-15".parse().unwrap()));
    assert_eq!(subscriber.switch_name.as_deref(), Some("sw-sadovaya-12 \"чердак\""));
    assert_eq!((subscriber.snatip, subscriber.opt82, &subscriber.code1c), (None, None, &None));
    assert_eq!((debtor.balance, debtor.ip), (Some(dec!(-0.5)), Some([203, 0, 113, 7].into())));
    assert_eq!(debtor.promise_pay, Some(dec!(100.5)));
    assert!(debtor.promise_date_end.is_some());
    assert_eq!((group.login.as_deref(), group.gen_pwd.is_some()), (None, false));
    assert_eq!(deleted.contract_number.as_deref(), Some("Ю-7"));
    assert_eq!((administrator.full_admin, deleted.full_admin), (Some(1), Some(0)));

    let ids: Vec<Vec<_>> =
        seen.found.iter().map(|found| found.iter().map(|row| row.id.unwrap()).collect()).collect();
    assert_eq!(ids[..5], [vec![1204], vec![1377], vec![1402], vec![1204], vec![1377]]);
    assert_eq!(ids[5], [1, 210, 220]);
    let [found] = &seen.found[0][..] else { panic!() };
    assert_eq!(found.comment.as_deref(), Some("подъезд 2 & \"домофон\" 'код' <38>"));
    assert_eq!((found.ip, found.end_user), (Some([10, 0, 12, 34].into()), Some(true)));
    assert_eq!((found.parent_identify.as_deref(), found.color.as_deref()), (Some("Жилой сектор"), None));

    assert_eq!(seen.homes.len(), 2);
    assert_eq!(seen.homes[1]["street"], "Садовая & Лесная");
    assert_eq!(seen.homes[1]["connect_date"], "2012-03-15 00:00:00");
    assert_eq!((seen.one_home.len(), &*seen.one_home[0]["street"]), (2, "Щорса & \"Ко\""));
    assert_eq!((seen.one_home[1].get("s_liter"), &*seen.one_home[1]["street"]), (None, "Новая <1>"));
    assert_eq!((seen.switches.len(), &*seen.switches[0]["ip"]), (1, "172.16.5.9"));
    assert_eq!(seen.operations.len(), 1);
    assert_eq!(seen.operations[0]["op_type"], "2");
    assert_eq!(seen.deeds.len(), 9, "{:?}", seen.deeds);
}
