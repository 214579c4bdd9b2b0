//! What is found of a number, and what is said of what is not.

use std::sync::Arc;

use examples::popup::card::{Column, Findings, MOST_ROWS, Row};
use examples::popup::lookup::{Nodeny, Systems, look_up};
use examples::popup::number::Number;
use examples::popup::sandbox::{Asked, CUSTOMER, NODENY_BILLING, OTHER, SHARED, STRANGER};
use isp_sandbox::kubalink::{Dialect, Kind, MissingId};
use isp_sandbox::nodeny::SUBSCRIBER;
use isp_sandbox::procbill::Subscriber;
use isp_sandbox::{Fault, Sandbox, Stall, StallPoint};
use isp_test_support::loopback::closed_port;
use serde_json::json;
use tokio::sync::watch;

use crate::{LONG, after, titles};

async fn found(systems: &Systems, number: &str) -> Findings {
    let (sender, receiver) = watch::channel(Findings::awaited());
    look_up(systems, &Number::from_outside(number).unwrap(), |findings| drop(sender.send_replace(findings)))
        .await;
    let findings = receiver.borrow().clone();
    assert!(findings.is_complete(), "{findings:?}");
    findings
}

/// The end of a look-up of which `stalls` stand still until the deadline, and everything else is there before.
async fn found_late(systems: Systems, number: &str, stalls: Vec<Stall>, waits: usize) -> Findings {
    let (sender, mut receiver) = watch::channel(Findings::awaited());
    let sender = Arc::new(sender);
    let number = Number::from_outside(number).unwrap();
    let searching = tokio::spawn({
        let sender = Arc::clone(&sender);
        async move { look_up(&systems, &number, |findings| drop(sender.send_replace(findings))).await }
    });
    for stall in &stalls {
        stall.reached().await;
    }
    let asking =
        |findings: &Findings| findings.columns().iter().filter(|(_, column)| column.asking > 0).count();
    receiver.wait_for(|findings| asking(findings) == waits).await.unwrap();
    after(2 * LONG).await;
    searching.await.unwrap();
    receiver.borrow().clone()
}

fn late(column: &Column) -> bool {
    column.missing.as_deref().is_some_and(|why| why.ends_with("no answer in time"))
}

#[tokio::test]
async fn a_customer_in_all_systems() {
    let asked = Asked::start().await.unwrap();
    let found = found(&asked.systems(LONG).unwrap(), CUSTOMER).await;
    let Findings { customers, nodeny, carbon, tasks } = &found;
    assert_eq!(titles(customers), ["Соколов Пётр Ильич"]);
    assert_eq!(customers.rows[0].notes, ["account 10002001", "Берёзовая, 9, кв. 23"]);
    assert_eq!(nodeny.rows[0].balance.as_deref(), Some("150.50"));
    assert_eq!(carbon.rows[0].balance.as_deref(), Some("-50.00"));
    // By their dates, without the one that is done.
    assert_eq!(tasks.rows.iter().map(|row| row.id.unwrap()).collect::<Vec<_>>(), [601, 602]);
    assert!(found.columns().iter().all(|(_, column)| column.missing.is_none() && column.unasked.is_none()));
    // Nobody's phone is looked for by writing.
    assert!(asked.erp.acts().is_empty() && asked.nodeny.acts().is_empty() && asked.carbon.acts().is_empty());
}

#[tokio::test]
async fn a_number_in_any_spelling_finds_those_who_are_kept_in_any_other() {
    let russian = ["+79130000031", "79130000031", "89130000031", "9130000031"];
    let ukrainian = ["+380500000031", "380500000031", "0500000031", "80500000031"];
    let (mut erp, mut carbon) = (Sandbox::kubalink(), Sandbox::procbill());
    for (id, phone) in (3001..).zip(russian.iter().chain(&ukrainian)) {
        erp = erp.object(
            Kind::Customer,
            id,
            json!({"id": id, "full_name": phone, "phone": [{"number": phone}]}),
        );
        let phone = Some((*phone).to_owned());
        carbon = carbon.subscriber(Subscriber { phone, ..Subscriber::new(id as i32, "x", "x") });
    }
    let asked = Asked::with(erp, Sandbox::nodeny(), carbon).await.unwrap();
    let systems = asked.systems(LONG).unwrap();
    for (spellings, first) in [(russian, 3001), (ukrainian, 3005)] {
        let all: Vec<_> = (first..first + 4).map(Some).collect();
        for number in spellings {
            let found = found(&systems, number).await;
            assert_eq!(found.customers.rows.iter().map(|row| row.id).collect::<Vec<_>>(), all, "{number}");
            assert_eq!(found.carbon.rows.iter().map(|row| row.id).collect::<Vec<_>>(), all, "{number}");
        }
    }
}

#[tokio::test]
async fn two_customers_of_one_phone_are_both_shown_however_the_erp_speaks() {
    let asked = Asked::start().await.unwrap();
    let systems = asked.systems(LONG).unwrap();
    for (name, dialect) in Dialect::positions() {
        asked.erp.set_dialect(dialect);
        let found = found(&systems, SHARED).await;
        assert_eq!(titles(&found.customers), ["О'Коваль Ірина", "ТОВ «Ранок»"], "{name}");
        let balances: Vec<_> = found.nodeny.rows.iter().filter_map(|row| row.balance.as_deref()).collect();
        assert_eq!(balances, ["12.00", "-125.00"], "{name}");
        let of = found.customer_of(&found.tasks.rows[0]);
        assert_eq!(of.as_deref(), Some("ТОВ «Ранок»"), "{name}");
        assert!(found.columns().iter().all(|(_, column)| column.missing.is_none()), "{name}: {found:?}");
    }
}

#[tokio::test]
async fn a_phone_of_many_shows_the_first_and_says_that_there_are_more() {
    let customer = |id| json!({"id": id, "full_name": "Общежитие", "phone": [{"number": "89130000041"}]});
    let erp = (4001..4013).fold(Sandbox::kubalink(), |erp, id| erp.object(Kind::Customer, id, customer(id)));
    let task = json!({"type_id": 1, "state_id": 1, "customer": [4001]});
    let erp = (700..711).fold(erp, |erp, id| erp.object(Kind::Task, id, task.clone()));
    let asked = Asked::with(erp, Sandbox::nodeny(), Sandbox::procbill()).await.unwrap();
    let found = found(&asked.systems(LONG).unwrap(), "89130000041").await;
    assert_eq!((found.customers.rows.len(), found.customers.more), (MOST_ROWS, true));
    assert_eq!((found.tasks.rows.len(), found.tasks.more), (MOST_ROWS, true));
}

#[tokio::test]
async fn nobody_and_a_number_that_is_withheld() {
    let asked = Asked::start().await.unwrap();
    let systems = asked.systems(LONG).unwrap();
    let nobody = found(&systems, STRANGER).await;
    for column in [&nobody.customers, &nobody.carbon, &nobody.tasks] {
        assert_eq!(*column, Column::default());
    }
    assert!(nobody.nodeny.unasked.unwrap().starts_with("not asked: it has no search by phone"));
    let requests = asked.erp.requests().len();
    let withheld = found(&systems, "anonymous").await;
    assert_eq!(withheld, Findings::unasked("no number to look for"));
    assert_eq!(asked.erp.requests().len(), requests);
    assert!(asked.nodeny.requests().is_empty());
}

/// With open sessions, so that the next request is no login.
async fn logged_in() -> (Asked, Systems) {
    let asked = Asked::start().await.unwrap();
    let systems = asked.systems(LONG).unwrap();
    found(&systems, CUSTOMER).await;
    (asked, systems)
}

#[tokio::test]
async fn without_nodeny_in_time_the_rest_is_there() {
    let (asked, systems) = logged_in().await;
    let stall = asked.nodeny.stall_next(StallPoint::BeforeHead);
    let found = found_late(systems, OTHER, vec![stall], 1).await;
    assert!(late(&found.nodeny) && found.nodeny.rows.is_empty());
    assert_eq!(
        (titles(&found.customers), titles(&found.carbon)),
        (vec!["Лебедева Анна"], vec!["Лебедева А. (ТВ)"])
    );
    assert_eq!(found.tasks, Column::default());
}

#[tokio::test]
async fn without_carbon_in_time_the_rest_is_there() {
    let (asked, systems) = logged_in().await;
    let stalls = (0..4).map(|_| asked.carbon.stall_next(StallPoint::AfterAct)).collect();
    let found = found_late(systems, CUSTOMER, stalls, 1).await;
    assert!(late(&found.carbon) && found.carbon.rows.is_empty());
    assert_eq!((found.customers.rows.len(), found.nodeny.rows.len(), found.tasks.rows.len()), (1, 1, 2));
}

#[tokio::test]
async fn without_kubalink_in_time_there_is_no_id_to_ask_the_others_for() {
    let (asked, systems) = logged_in().await;
    let stalls = (0..4).map(|_| asked.erp.stall_next(StallPoint::BeforeHead)).collect();
    let found = found_late(systems, CUSTOMER, stalls, 3).await;
    assert!(late(&found.customers) && late(&found.nodeny) && late(&found.tasks), "{found:?}");
    assert_eq!(found.nodeny.missing.unwrap(), "KubaLink: no answer in time");
    assert_eq!(titles(&found.carbon), ["Соколов П. И. (ТВ)"]);
}

#[tokio::test]
async fn one_spelling_without_an_answer_leaves_what_the_others_found() {
    // Kept in all of them, since nobody knows which request comes first.
    let phones =
        ["89130000081", "79130000081", "+79130000081", "9130000081"].map(|phone| json!({"number": phone}));
    let billing = json!({"id": NODENY_BILLING, "uuid": "2001"});
    let erp = Sandbox::kubalink()
        .object(
            Kind::Customer,
            8001,
            json!({"id": 8001, "full_name": "x", "phone": phones, "billing": billing}),
        )
        .object(Kind::Task, 801, json!({"type_id": 1, "state_id": 1, "customer": [8001]}));
    let asked = Asked::with(erp, Sandbox::nodeny(), Sandbox::procbill()).await.unwrap();
    let systems = asked.systems(LONG).unwrap();
    let stall = asked.erp.stall_next(StallPoint::BeforeHead);
    let found = found_late(systems, "89130000081", vec![stall], 3).await;
    assert!(late(&found.customers) && late(&found.tasks) && late(&found.nodeny));
    assert_eq!((found.customers.rows.len(), found.nodeny.rows.len(), found.tasks.rows.len()), (1, 1, 1));
    assert_eq!(found.carbon.missing, None);
}

#[tokio::test]
async fn customers_whose_cards_are_missing_are_shown_by_their_ids() {
    let customer = |id: i64| json!({"id": id, "phone": [{"number": "2345678"}]});
    let erp = Sandbox::kubalink().object(Kind::Customer, 9001, customer(9001)).object(
        Kind::Customer,
        9002,
        customer(9002),
    );
    let asked = Asked::with(erp, Sandbox::nodeny(), Sandbox::procbill()).await.unwrap();
    let erp = kubalink_client::Client::builder(&asked.erp.url()).unwrap().key(isp_sandbox::kubalink::KEY);
    let systems = Systems {
        erp: erp.attempts(1).build().unwrap(),
        carbon: None,
        open_states: Vec::new(),
        ..asked.systems(LONG).unwrap()
    };
    let (sender, receiver) = watch::channel(Findings::awaited());
    // There is one spelling, so the request after the search is the one for the cards.
    look_up(&systems, &Number::from_outside("2345678").unwrap(), |findings| {
        if asked.erp.requests().len() == 1 {
            asked.erp.fault_next(1, Fault::Status { status: 502, retry_after: None });
        }
        drop(sender.send_replace(findings));
    })
    .await;
    let mut found = receiver.borrow().clone();
    assert!(found.is_complete(), "{found:?}");
    assert_eq!(found.customers.missing.as_deref(), Some("status 502"));
    assert_eq!(titles(&found.customers), ["9001", "9002"]);
    assert_eq!(found.nodeny.missing.as_deref(), Some("KubaLink: status 502"));
    // So it is told of whom a task is.
    let task = Row { of: Some(9002), ..Row::new(Some(1), Some("Repair"), None, []) };
    found.tasks.answer([task]);
    assert_eq!(found.customer_of(&found.tasks.rows[0]).as_deref(), Some("9002"));
}

#[tokio::test]
async fn all_systems_down() {
    let asked = Asked::start().await.unwrap();
    let (_socket, url) = closed_port();
    let nodeny = nodeny_client::Client::builder(&url).unwrap().login("a", "b").attempts(1);
    let carbon = procbill_client::Client::builder(&url).unwrap().login("a", "b").attempts(1);
    let systems = Systems {
        erp: kubalink_client::Client::builder(&url).unwrap().key("k").attempts(1).build().unwrap(),
        nodeny: Some(Nodeny { client: nodeny.build().unwrap(), billing: NODENY_BILLING }),
        carbon: Some(carbon.build().unwrap()),
        ..asked.systems(LONG).unwrap()
    };
    let found = found(&systems, CUSTOMER).await;
    let missing = found.columns().map(|(_, column)| column.missing.as_deref());
    let [no, of_erp] = ["no connection", "KubaLink: no connection"].map(Some);
    assert_eq!(missing, [no, of_erp, no, of_erp]);
}

#[tokio::test]
async fn the_reason_is_that_of_the_error() {
    let asked = Asked::start().await.unwrap();
    let mut systems = asked.systems(LONG).unwrap();
    systems.erp = kubalink_client::Client::builder(&asked.erp.url()).unwrap().key("wrong").build().unwrap();
    let nodeny = nodeny_client::Client::builder(&asked.nodeny.url()).unwrap();
    // A subscriber sees no account but their own.
    let client = nodeny.login(SUBSCRIBER.login, SUBSCRIBER.password).build().unwrap();
    systems.nodeny = Some(Nodeny { client, billing: NODENY_BILLING });
    let refused = found(&systems, CUSTOMER).await;
    assert_eq!(refused.customers.missing.as_deref(), Some("key or login not accepted"));

    systems.erp = asked.systems(LONG).unwrap().erp;
    let other = found(&systems, CUSTOMER).await;
    assert_eq!(other.nodeny.missing.as_deref(), Some("the answer is of another account"));
    assert!(other.nodeny.rows.is_empty());

    let builder = kubalink_client::Client::builder(&asked.erp.url()).unwrap().key(isp_sandbox::kubalink::KEY);
    systems.erp = builder.attempts(1).build().unwrap();
    asked.erp.fault_next(4, Fault::Status { status: 502, retry_after: None });
    assert_eq!(found(&systems, CUSTOMER).await.customers.missing.as_deref(), Some("status 502"));
}

#[tokio::test]
async fn a_server_that_refuses_where_nobody_is_found() {
    let asked = Asked::start().await.unwrap();
    let systems = asked.systems(LONG).unwrap();
    asked.erp.set_dialect(Dialect { missing_id: MissingId::Refused, ..Dialect::default() });
    let nobody = found(&systems, STRANGER).await;
    assert_eq!(
        nobody.customers.missing.as_deref(),
        Some("refused, as some servers do where nobody is found")
    );
    // One spelling is found, so the others are not there.
    assert_eq!(found(&systems, CUSTOMER).await.customers.missing, None);
}

#[tokio::test]
async fn what_is_not_set_up_is_not_asked() {
    let asked = Asked::start().await.unwrap();
    let bare =
        Systems { nodeny: None, carbon: None, open_states: Vec::new(), ..asked.systems(LONG).unwrap() };
    let found = found(&bare, CUSTOMER).await;
    assert_eq!(titles(&found.customers), ["Соколов Пётр Ильич"]);
    for column in [found.nodeny, found.carbon, found.tasks] {
        assert_eq!(column, Column { unasked: Some("not set up".to_owned()), ..Column::default() });
    }
    assert!(asked.nodeny.requests().is_empty() && asked.carbon.requests().is_empty());
}

#[tokio::test]
async fn an_id_in_another_billing_is_not_taken_for_one_of_nodeny() {
    let customer =
        |id: i64, billing| json!({"id": id, "phone": [{"number": "89130000051"}], "billing": billing});
    for (billing, why) in [
        (json!({"id": 1, "uuid": "2001"}), "KubaLink's card is of another billing"),
        (json!(null), "KubaLink's card tells no id in a billing"),
        (json!({"id": NODENY_BILLING, "uuid": "ivanov"}), "the id in KubaLink's card is none of NoDeny"),
        (json!({"id": NODENY_BILLING, "uuid": "0"}), "the id in KubaLink's card is none of NoDeny"),
    ] {
        let erp = Sandbox::kubalink().object(Kind::Customer, 5001, customer(5001, billing));
        let asked = Asked::with(erp, Sandbox::nodeny(), Sandbox::procbill()).await.unwrap();
        let found = found(&asked.systems(LONG).unwrap(), "89130000051").await;
        assert_eq!(found.nodeny.unasked, Some(format!("not asked: {why}")));
        assert!(asked.nodeny.requests().is_empty(), "{why}");
    }
}
