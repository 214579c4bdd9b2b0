//! The same calls on the emulated server in every way that it can speak: the same typed results.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use isp_sandbox::Sandbox;
use isp_sandbox::nodeny::{
    ADMIN, CookieDate, DEFAULT_NOW, Dialect, FieldFlags, ListForm, Login, MainEnvelope, NEIGHBOUR,
    NextService, PayRequest, Running, SUBSCRIBER, ServiceForm, TokenForm, Typing, Unauthorized, Version,
    WriteAnswer,
};
use nodeny_client::{
    Account, BankCard, CatalogueService, Client, Connection, CreditOffer, CreditOutcome, ExtraField,
    FieldFlag, FieldParam, FieldType, Message, MessageCategory, Role, Ticket, TicketState, UnixTime, User,
    UserRow, WhyNot,
};
use rust_decimal::{Decimal, dec};
use serde_json::Value;

/// Every combination of what changes the form of typed answers; the other switches take turns.
fn dialects() -> Vec<Dialect> {
    let mut dialects = Vec::new();
    for typing in [Typing::AllStrings, Typing::OldDriver, Typing::TypedDriver] {
        for main_envelope in [MainEnvelope::TopLevel, MainEnvelope::Result] {
            for service_form in [ServiceForm::Row, ServiceForm::Screen] {
                for lists in
                    [ListForm::ResultArray, ListForm::ResultById, ListForm::TopArray, ListForm::TopById]
                {
                    for next_service in [NextService::Flat, NextService::InServices] {
                        for field_flags in [FieldFlags::Letters, FieldFlags::Map] {
                            let turn = dialects.len();
                            let odd = |shift: usize| (turn.wrapping_mul(0x9e37_79b1) >> shift) & 1 == 1;
                            dialects.push(Dialect {
                                typing,
                                main_envelope,
                                service_form,
                                lists,
                                next_service,
                                field_flags,
                                fields_honoured: odd(3),
                                unauthorized: if odd(4) { Unauthorized::Legacy } else { Unauthorized::Code },
                                token_form: if odd(5) { TokenForm::Slashes } else { TokenForm::Alphanumeric },
                                cookie_date: [CookieDate::Y2032, CookieDate::Y2025, CookieDate::Y2020]
                                    [turn % 3],
                                session_ttl: if odd(6) { 7200 } else { 864_000 },
                                check_auth: odd(7),
                                debug: odd(8),
                                quote_refuses: odd(9),
                                write_answer: if odd(10) {
                                    WriteAnswer::Empty
                                } else {
                                    WriteAnswer::ResultOk
                                },
                                pay_request: if odd(11) { PayRequest::Wrapped } else { PayRequest::Flat },
                                version: if odd(12) { Version::Key } else { Version::ResultText },
                            });
                        }
                    }
                }
            }
        }
    }
    dialects
}

fn client(server: &Running, account: Login) -> Client {
    let builder = Client::builder(&format!("http://{}", server.addr())).unwrap();
    builder.login(account.login, account.password).build().unwrap()
}

/// What both forms of a service tell.
#[derive(Debug, Clone, PartialEq)]
struct Service {
    id: Option<u64>,
    service_id: Option<u64>,
    next_service_id: Option<u64>,
    name: Option<String>,
    price: Option<Decimal>,
    start: Option<UnixTime>,
    end: Option<UnixTime>,
}

fn services(account: &Account) -> Vec<Service> {
    let now = UnixTime::from_seconds(DEFAULT_NOW.into());
    let service = |service: &nodeny_client::ConnectedService| Service {
        id: service.id,
        service_id: service.service_id,
        next_service_id: service.next_service_id,
        name: service.name().map(str::to_owned),
        price: service.price,
        start: service.start(),
        end: service.end(now),
    };
    account.services.iter().map(service).collect()
}

/// What a row of `api_users` tells wherever the next service is written.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    id: Option<u64>,
    name: Option<String>,
    balance: Option<Decimal>,
    next: Option<(u64, Option<UnixTime>)>,
    last_auth: Option<UnixTime>,
    fields: Vec<(Option<String>, Option<String>)>,
    services: Vec<Option<u64>>,
}

fn row(user: &UserRow) -> Row {
    let mut fields: Vec<_> =
        user.dopdata.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
    fields.sort();
    Row {
        id: user.id,
        name: user.name.clone(),
        balance: user.balance,
        next: user.next_service().map(|next| (next.service_id, next.set_at)),
        last_auth: user.last_auth,
        fields,
        services: user.services.iter().map(|service| service.id).collect(),
    }
}

/// Everything that is read, and what the writes changed.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    role: Option<Role>,
    user: User,
    services: Vec<Service>,
    credits: Vec<Option<Decimal>>,
    pays: Vec<nodeny_client::Pay>,
    messages: Vec<Message>,
    connections: Vec<Connection>,
    to_connect: Vec<CatalogueService>,
    offer: CreditOffer,
    cards: Vec<BankCard>,
    no_cards: Vec<BankCard>,
    users: Vec<Row>,
    streamed: Vec<Row>,
    viewed: User,
    tickets: Vec<Ticket>,
    catalogue: Vec<CatalogueService>,
    extra_fields: Vec<ExtraField>,
}

/// JSON of which nothing is known stays as the server types it.
fn as_text(value: &mut Option<Value>) {
    if let Some(Value::Object(fields)) = value {
        fields
            .values_mut()
            .filter(|value| value.is_number())
            .for_each(|value| *value = value.to_string().into());
    }
}

/// Rows of an object come in any order.
fn by<T, K: Ord>(mut rows: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    rows.sort_by_key(key);
    rows
}

async fn look(dialect: Dialect) -> Seen {
    let server = Sandbox::nodeny().dialect(dialect.clone()).start().await.unwrap();
    let billing = client(&server, SUBSCRIBER);
    let me = billing.subscriber();
    let account = me.account().await.unwrap();
    let offer = me.credit().await.unwrap();
    server.expire_sessions();

    me.send_message("a=b & ї;").await.unwrap();
    me.set_next_service(1537, 34).await.unwrap();
    me.switch_autopay(107, true).await.unwrap();
    me.register_push_token("c-k:A_b").await.unwrap();
    let request = me.request_fondy_payment(dec!(100.50)).await.unwrap();
    assert!(request.json().is_object());
    assert_eq!(me.take_credit().await.unwrap().outcome, CreditOutcome::Ok);
    assert_eq!(me.take_credit().await.unwrap().outcome, CreditOutcome::OtherExists);
    billing.version().await.unwrap();

    let admin = client(&server, ADMIN);
    let operator = admin.admin();
    let users = operator.users().await.unwrap();
    let streamed = operator.users().stream().collect().await.unwrap();
    let fields = operator.users().fields(["id", "name", "last_auth"]).await.unwrap();
    assert!(
        fields
            .iter()
            .all(|user| user.name.is_some() && (user.services.is_empty() || !dialect.fields_honoured))
    );
    let id = |user: &UserRow| user.id;
    let mut tickets = operator.tickets("2023-01-31".parse().unwrap()).await.unwrap();
    for ticket in &mut tickets {
        let Ticket { creator, updater, client, performer, performer2, .. } = ticket;
        [creator, updater, client, performer, performer2].into_iter().for_each(as_text);
    }
    let seen = Seen {
        role: billing.identity().unwrap().role,
        services: services(&account),
        user: account.user.unwrap(),
        credits: account.credits.iter().map(|credit| credit.cash).collect(),
        pays: account.pays,
        messages: by(me.messages().await.unwrap(), |message| message.id),
        connections: by(me.connections().await.unwrap(), |connection| connection.id),
        to_connect: by(me.services_to_connect().await.unwrap(), |service| service.service_id),
        offer,
        cards: me.bank_cards().await.unwrap(),
        no_cards: client(&server, NEIGHBOUR).subscriber().bank_cards().await.unwrap(),
        users: by(users, id).iter().map(row).collect(),
        streamed: by(streamed, id).iter().map(row).collect(),
        viewed: operator.subscriber(357).account().await.unwrap().user.unwrap(),
        tickets: by(tickets, |ticket| ticket.id),
        catalogue: by(operator.services().await.unwrap().rows().unwrap(), |service: &CatalogueService| {
            service.service_id
        }),
        extra_fields: by(operator.extra_fields().await.unwrap(), |field| field.name.clone()),
    };
    for call in server.calls() {
        assert!(!call.ajax, "such a request does not prolong the session");
        assert_eq!(call.parameter("_pp").is_some(), call.cookie.is_none(), "a login carries no cookie");
    }
    let told = format!("{seen:?}");
    assert!(
        !told.contains("sandbox-sql") && !told.contains("1e5aXXXX"),
        "neither debug output nor card tokens"
    );
    seen
}

/// What the sandbox is told to hold, and what the vendor's page says about it.
fn is_right(seen: &Seen) {
    assert_eq!(seen.role, Some(Role::User));
    assert_eq!((seen.user.id, seen.user.balance), (Some(357), Some(dec!(150.50))));
    assert_eq!((seen.user.state_off, seen.user.traf), (Some(false), Some(dec!(4768.3716))));
    assert_eq!(seen.user.ips[0].ip.map(|ip| ip.to_string()).as_deref(), Some("198.18.1.101"));
    assert_eq!(seen.user.ips[0].ip, seen.user.ips[0].ipn);
    let street = seen.user.dopdata.iter().find(|field| field.name.as_deref() == Some("_adr_street")).unwrap();
    assert_eq!((street.value.as_deref(), street.show.as_deref()), (Some("12"), Some("Тестова")));

    let [first, second] = &seen.services[..] else { panic!("{:?}", seen.services) };
    let renewed = (first.id, first.service_id, first.next_service_id, first.price);
    assert_eq!(renewed, (Some(1537), Some(33), Some(33), Some(dec!(10))));
    assert_eq!((first.end.unwrap().seconds(), second.end), (1_783_684_004, None));
    assert_eq!(seen.credits, [Some(dec!(3.16))]);
    assert_eq!(seen.pays.iter().filter(|pay| pay.cash.unwrap() < Decimal::ZERO).count(), 2);

    let sent = seen.messages.last().unwrap();
    assert_eq!(sent.comment.as_deref(), Some("a=b & ї;"));
    assert_eq!(sent.category, Some(MessageCategory::FromClient));
    assert_eq!(seen.messages.len(), 6);
    let active: Vec<_> = seen.connections.iter().map(Connection::is_active).collect();
    assert_eq!(active, [false, true]);
    let why: Vec<_> = seen.to_connect.iter().map(|service| service.why_not.clone()).collect();
    assert_eq!(why, [Some(WhyNot::Already), Some(WhyNot::Analog), Some(WhyNot::Already), None, None]);
    let credit = seen.offer.credit.clone().unwrap();
    assert_eq!(
        (credit.amount, credit.full_amount, credit.days),
        (Some(dec!(3.16)), Some(dec!(3.16)), Some(3))
    );
    assert_eq!((seen.cards[0].enabled, seen.cards[0].expire_time), (Some(true), None));
    assert_eq!(seen.cards[0].last_pay_time.as_ref().unwrap().as_str(), "28.11.2021 19:48");
    assert!(seen.no_cards.is_empty());

    assert_eq!(seen.users, seen.streamed);
    assert_eq!(seen.users.len(), 6);
    let user = seen.users.iter().find(|user| user.id == Some(357)).unwrap();
    assert_eq!(user.next, Some((34, Some(UnixTime::from_seconds(DEFAULT_NOW.into())))));
    assert_eq!(user.fields.len(), 2);
    assert_eq!(seen.viewed.name.as_deref(), Some("test"));

    let [nobody, two, handed, _] = &seen.tickets[..] else { panic!("{:?}", seen.tickets) };
    assert_eq!((&nobody.state, &nobody.performer), (&Some(TicketState::New), &None));
    assert!(nobody.client.is_some() && handed.client.is_none());
    assert!(two.performer.is_some() && two.performer2.is_some() && two.performer3.is_none());
    assert_eq!(handed.performer_grp, Some("Монтажники".into()));
    assert_eq!(seen.catalogue.len(), 5);
    assert_eq!(seen.catalogue[0].tags[0].value(), Some("123"));

    let field = |name: &str| {
        seen.extra_fields.iter().find(|field| field.name.as_deref() == Some(name)).unwrap().clone()
    };
    let street = field("_adr_street");
    let flags: Vec<_> = street.flags.iter().collect();
    assert_eq!(flags, [FieldFlag::TrimStart, FieldFlag::TrimEnd, FieldFlag::Title]);
    assert_eq!(street.kind, Some(FieldType::Select));
    let Some(FieldParam::Choices(choices)) = street.param else { panic!("{street:?}") };
    assert_eq!(choices["13"], "Друга");
    assert_eq!(field("_empty").flags.iter().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_combination_gives_the_same() {
    let mut first: Option<Seen> = None;
    let dialects = dialects();
    assert_eq!(dialects.len(), 192);
    for dialect in dialects {
        let seen = look(dialect.clone()).await;
        let first = first.get_or_insert_with(|| {
            is_right(&seen);
            seen.clone()
        });
        assert_eq!(&seen, first, "{dialect:?}");
    }
}
