//! The ready-made subscribers with all that they have. Ids and moments that the vendor's page prints are kept, so that
//! its lines work; the rest is invented.

use super::account::{
    CREDIT_BLOCKED, CREDIT_MANY_NOPAY_DAYS, CREDIT_NO_MORE, CREDIT_OTHER_EXISTS, Credit, Login, NEIGHBOUR,
    SUBSCRIBER, Subscriber,
};
use super::person::{BankCard, Connected, Online, Pay, Person};

const JULY_2016: u32 = 1_468_324_004;
const JULY_2026: u32 = 1_783_684_004;
const NOVEMBER_2021: u32 = 1_638_121_721;
const APRIL_2026: u32 = 1_776_200_000;

pub(crate) fn ready_made() -> Vec<Person> {
    let refused = [
        (CREDIT_BLOCKED, Credit::Blocked),
        (CREDIT_OTHER_EXISTS, Credit::OtherExists),
        (CREDIT_NO_MORE, Credit::NoMore),
        (CREDIT_MANY_NOPAY_DAYS, Credit::ManyNopayDays),
    ];
    let refused = refused.into_iter().map(|(login, credit)| {
        Person::new(Subscriber {
            credit, balance: -1250, ..account(login, "Кредитний Боржник")
        })
    });
    [subscriber(), neighbour()].into_iter().chain(refused).collect()
}

fn account(login: Login, full_name: &str) -> Subscriber {
    Subscriber { full_name: full_name.to_owned(), ..Subscriber::new(login.id, login.login, login.password) }
}

fn pay(id: u32, time: u32, cash: i64, category: u32, creator: &'static str, comment: &str) -> Pay {
    Pay { id, time, cash, category, creator, comment: comment.to_owned() }
}

fn subscriber() -> Person {
    let account = Subscriber { balance: 15_050, ..account(SUBSCRIBER, "Вигаданий Абонент") };
    let connected = |id, service_id, next_service_id, end| Connected {
        id,
        service_id,
        next_service_id,
        pay_id: if service_id == 33 { 4544 } else { 4545 },
        start: JULY_2016,
        end,
    };
    Person {
        services: vec![connected(1537, 33, 33, JULY_2026), connected(1234, 62, 0, 0)],
        pays: vec![
            pay(4543, APRIL_2026 - 86_400, 20_000, 20, "other", "термінал"),
            pay(4544, JULY_2016, -1000, 100, "kernel", "50 Mb unlim"),
            pay(4545, JULY_2016, -4000, 100, "kernel", "TV basic"),
        ],
        credits: vec![(NOVEMBER_2021, 316)],
        messages: vec![
            pay(9001, APRIL_2026, 0, 480, "admin", "Оплату зараховано"),
            pay(9002, APRIL_2026 + 60, 0, 481, "admin", "Договір готовий"),
            pay(9003, APRIL_2026 + 120, 0, 482, "admin", "Оновіть свої дані"),
            pay(9004, APRIL_2026 + 180, 0, 488, "admin", "Планові роботи <b>вночі</b>"),
            pay(9005, APRIL_2026 + 240, 0, 491, "user", "Дякую"),
        ],
        online: vec![
            Online { id: 11, start: APRIL_2026 - 90_000, end: APRIL_2026 - 3600 },
            Online { id: 12, start: APRIL_2026, end: 0 },
        ],
        bank_cards: vec![BankCard {
            id: 107,
            enabled: false,
            created: NOVEMBER_2021,
            last_paid: NOVEMBER_2021,
            paysystem: "fondy",
            mask: "473118XXXXXX9680",
            token: "1e5aXXXXXXXXXXXXXX5b3",
        }],
        fields: vec![("_adr_street", "12".to_owned()), ("_phone", "+380000000357".to_owned())],
        last_traf: APRIL_2026 + 3000,
        ..Person::new(account)
    }
}

fn neighbour() -> Person {
    let account = Subscriber { balance: 0, ..account(NEIGHBOUR, "О'Сусід \"П'ятий\"") };
    Person { fields: vec![("_adr_street", "13".to_owned())], ..Person::new(account) }
}
